"""Countries stand in sentences as the language wants them; what pays nothing has no months."""

from __future__ import annotations

from functools import cache

from tests.documents.study_fixture import MADE_ON, make_study
from tournage.cases.comparison.model import Comparison, CountryRow
from tournage.documents.comparison.view import View, months_shown
from tournage.documents.study import build_html, build_json
from tournage.jurisdictions.load_countries import list_countries
from tournage.kernel.words import phrase, say
from tournage.services.comparing import compare_study


@cache
def _comparison() -> Comparison:
    return compare_study(build_json(make_study(), "en"), MADE_ON)


def _row(code: str) -> CountryRow:
    return next(row for row in _comparison().rows if row.code == code)


def test_french_countries_carry_their_article_in_a_sentence() -> None:
    assert say(_row("eg").spoken, "fr") == "l’Égypte"
    assert say(_row("ma").spoken, "fr") == "le Maroc"
    assert say(_row("cy").spoken, "fr") == "Chypre"


def test_every_country_has_a_name_for_sentences() -> None:
    for code in list_countries():
        spoken = phrase(f"jurisdictions/{code}.name.spoken")
        assert all(say(spoken, lang) for lang in ("en", "fr", "ar"))


def test_the_answer_begins_with_a_capital() -> None:
    for lang in ("en", "fr"):
        assert View(_comparison(), lang).answer()[0].isupper()


def test_a_country_that_pays_nothing_shows_no_months_and_an_unknown_one_a_question_mark() -> None:
    for row in _comparison().rows:
        shown = months_shown(row, "en")
        if not row.award.high:
            assert shown == "–"
        elif row.months_to_payment is None:
            assert shown == "?"


def test_the_table_says_that_it_leaves_out_the_wait_and_what_that_is() -> None:
    page = build_html(make_study(), "en", _comparison())
    assert "Net, before waiting" in page
    assert "which makes the net cost of this study" in page
