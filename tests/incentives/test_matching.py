"""From descriptions and accounts to expense lines, in French and English, never by guessing."""

from __future__ import annotations

import pytest

from tournage.incentives.matching import Matcher, words_of
from tournage.jurisdictions.load_schemes import load_expenses
from tournage.kernel.dated import Confidence
from tournage.kernel.words import phrase, say

EXPENSES = load_expenses("ma")
MATCHER = Matcher(EXPENSES)
ONE_WORD = {"crew_production", "crew_costume", "crew_sound"}
"""Their French names are single words that name other things too."""


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_every_expense_line_is_recognised_by_its_own_name(lang: str) -> None:
    missed = [
        line
        for line in EXPENSES.lines
        if MATCHER.match(None, "", say(phrase(f"jurisdictions/ma.expense.{line}"), lang)).expense != line
    ]
    assert missed == [line for line in missed if lang == "fr" and line in ONE_WORD]


def test_no_phrase_names_two_lines() -> None:
    assert [words for words, lines in MATCHER.phrases.items() if len(lines) > 1] == []


@pytest.mark.parametrize(
    ("description", "expense"),
    [
        ("HÔTEL KARAM, 42 nuitées", "hotel"),
        ("Location grue Technocrane", "grip_rental"),
        ("Cachet comédien marocain", "cast_moroccan"),
        ("Electrician, week 2", "crew_grip_electric"),
        ("Billets d’avion Air France", "air_foreign"),
        ("Groupes électrogènes", "generators"),
        ("Set construction labour", "set_labour"),
        ("Redevance CCM", "ccm_fee"),
    ],
)
def test_descriptions_as_the_trade_writes_them(description: str, expense: str) -> None:
    assert expense == MATCHER.match(None, "", description).expense


@pytest.mark.parametrize("description", ["", "Misc", "Frais de dossier", "تصوير", "Camel wrangler"])
def test_what_is_not_named_or_named_twice_is_not_guessed(description: str) -> None:
    assert MATCHER.match(None, "", description).expense is None


def test_two_lines_named_are_both_told() -> None:
    assert MATCHER.match(None, "", "Camel wrangler").others == ("animals", "crew_animals")


def test_the_account_decides_between_two_lines_and_alone_only_where_it_names_one() -> None:
    assert (
        MATCHER.match(None, "55", "Camel wrangler").expense,
        MATCHER.match(None, "55", "Camel wrangler").by,
    ) == ("animals", "both")
    alone = MATCHER.match(None, "61455", "facture 12")
    assert (alone.expense, alone.by, alone.confidence) == ("telecom", "account", Confidence.LOW)
    assert MATCHER.match(None, "6133", "facture 12").expense is None


def test_confidence_grows_with_what_agrees() -> None:
    assert Confidence.HIGH is MATCHER.match(None, "2100", "Extras").confidence
    assert Confidence.HIGH is MATCHER.match(None, "", "Set construction").confidence
    assert Confidence.MEDIUM is MATCHER.match(None, "", "Hotel").confidence
    assert Confidence.HIGH is MATCHER.match("hotel", "", "anything").confidence


def test_a_given_line_that_does_not_exist_is_not_replaced_by_a_guess() -> None:
    assert MATCHER.match("hotels", "", "Hotel").expense is None


def test_words_lose_accents_plurals_and_little_words() -> None:
    assert words_of("Locations de caméras") == ("location", "camera")
    assert words_of("Billets d'avion") == words_of("billet d’avion")
