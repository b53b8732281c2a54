"""Figures, money, days and times as each language writes them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tournage.documents.render.numbers import (
    clock,
    day_long,
    day_short,
    duration,
    figure,
    isolate,
    isolate_name,
    millions,
    money,
    pages,
    percent,
    weekday_letter,
)
from tournage.kernel.eighths import parse_eighths
from tournage.kernel.money import Money

NB, NNB = "\u00a0", "\u202f"


@pytest.mark.parametrize(("lang", "expected"), [("en", "1,234.5"), ("fr", f"1{NNB}234,5"), ("ar", "1.234,5")])
def test_separators_follow_the_language(lang: str, expected: str) -> None:
    assert expected == figure(Decimal("1234.5"), lang)


def test_nothing_zero_and_below_zero_are_told_apart() -> None:
    assert (figure(None, "en"), figure(0, "en"), figure(-8500, "en")) == ("–", "0", "(8,500)")


def test_a_figure_that_rounds_to_zero_takes_no_brackets() -> None:
    assert figure(Decimal("-0.2"), "en", 0) == "0"


def test_halves_round_away_from_zero() -> None:
    assert (figure(Decimal("2.5"), "en", 0), figure(Decimal("-2.5"), "en", 0)) == ("3", "(3)")


@pytest.mark.parametrize(
    ("lang", "expected"),
    [
        ("en", f"EUR{NB}941,667.00"),
        ("fr", f"941{NNB}667,00{NB}EUR"),
        ("ar", f"\u2066941.667,00{NB}EUR\u2069"),
    ],
)
def test_a_currency_is_a_code_kept_with_its_figure(lang: str, expected: str) -> None:
    assert expected == money(Money(Decimal(941667), "EUR"), lang)


def test_an_amount_shows_its_currency_s_own_decimals() -> None:
    assert f"JPY{NB}1,200" == money(Money(Decimal(1200), "JPY"), "en")


@pytest.mark.parametrize(("lang", "expected"), [("en", f"EUR{NB}0.94{NB}M"), ("fr", f"0,94{NB}M{NB}EUR")])
def test_millions_are_short(lang: str, expected: str) -> None:
    assert expected == millions(Money(Decimal(941667), "EUR"), lang)


def test_arabic_millions_say_the_word_and_keep_the_code() -> None:
    assert millions(Money(Decimal(941667), "EUR"), "ar").replace(NB, " ") == "0,94 مليون EUR"


def test_digits_are_western_in_arabic() -> None:
    assert figure(Decimal(1234567), "ar") == "1.234.567"
    assert "2027" in day_long(date(2027, 8, 17), "ar")


def test_moroccan_month_names() -> None:
    assert day_long(date(2027, 8, 17), "ar") == "الثلاثاء 17 غشت 2027"


def test_mixed_values_are_isolated_in_arabic_only() -> None:
    assert isolate("1 4/8", "ar") == "\u20661 4/8\u2069"
    assert isolate("1 4/8", "fr") == "1 4/8"
    assert isolate("12", "ar") == "12"
    assert isolate("القصبة", "ar") == "القصبة"


def test_a_name_of_another_direction_is_isolated() -> None:
    assert isolate_name("ÉLODIE", "ar") == "\u2068ÉLODIE\u2069"
    assert isolate_name("إدريس", "en") == "\u2068إدريس\u2069"
    assert isolate_name("إدريس", "ar") == "إدريس"
    assert isolate_name("", "ar") == ""


@given(st.integers(1, 2000))
def test_a_printed_length_reads_back(eighths: int) -> None:
    assert eighths == parse_eighths(pages(eighths, "en").replace(NB, " "))


def test_clock_and_duration() -> None:
    assert (clock(330), clock(1500), clock(None)) == ("05:30", "01:00", "–")
    assert f"5{NB}h{NB}50" == duration(350, "fr")
    assert f"2{NB}h" == duration(120, "en")


def test_percent_keeps_its_space() -> None:
    assert (f"30{NB}%", f"30{NNB}%") == (percent(Decimal("0.3"), "en"), percent(Decimal("0.3"), "fr"))


def test_weekday_letters() -> None:
    monday = date(2027, 5, 3)
    assert tuple(weekday_letter(monday, lang) for lang in ("en", "fr", "ar")) == ("M", "L", "ن")


def test_the_first_of_a_month_is_premier_in_french() -> None:
    first = date(2027, 4, 1)
    assert (day_long(first, "fr"), day_short(first, "fr")) == ("jeudi 1er avril 2027", "1er avr.")
    assert day_long(date(2027, 4, 11), "fr") == "dimanche 11 avril 2027"
    assert day_long(first, "en") == "Thursday 1 April 2027"
