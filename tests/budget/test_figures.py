"""Figures as people type them."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tournage.budget.figures import Doubtful, parse_figure


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("1234", "1234"),
        ("1\u202f234\u202f567,89", "1234567.89"),
        ("1 234 567", "1234567"),
        ("1.234.567,89", "1234567.89"),
        ("1,234,567.89", "1234567.89"),
        ("1.234.567", "1234567"),
        ("12,5", "12.5"),
        ("0.234", "0.234"),
        ("0,125", "0.125"),
        ("1234.567", "1234.567"),
        ("(1 200)", "-1200"),
        ("-3,50", "-3.50"),
        ("−3.5", "-3.5"),
        ("12 %", "0.12"),
        ("€ 1 200,00", "1200.00"),
        ("1 200,00 MAD", "1200.00"),
        ("1'200.50", "1200.50"),
        ("١٢٣٤٫٥", "1234.5"),
        ("\u2066450\u2069", "450"),
        ("1 234,567", "1234.567"),
    ],
)
def test_it_reads_what_can_only_mean_one_thing(typed: str, read: str) -> None:
    assert parse_figure(typed) == Decimal(read)


@pytest.mark.parametrize("typed", ["1.234", "1,234", "12.345", "999,999"])
def test_a_thousand_or_a_decimal_is_never_guessed(typed: str) -> None:
    found = parse_figure(typed)
    assert isinstance(found, Doubtful)
    assert len(found.readings) == 2


@pytest.mark.parametrize("typed", ["", "n/a", "12 34", "1.2.3", "1,23,4", "=1+1", "see note 4", "1..2"])
def test_what_is_no_figure_has_no_reading(typed: str) -> None:
    found = parse_figure(typed)
    assert isinstance(found, Doubtful)
    assert found.readings == ()


@given(st.decimals(min_value=-(10**9), max_value=10**9, places=2, allow_nan=False))
def test_french_and_english_writings_of_one_number_agree(number: Decimal) -> None:
    english = f"{number:,.2f}"
    french = english.replace(",", "\u202f").replace(".", ",")
    assert parse_figure(english) == parse_figure(french) == number
