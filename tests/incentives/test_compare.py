"""The same shoot in other countries: costs, awards, certainty, break-even, page and paper."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from tests.incentives.morocco import wrong_steps
from tournage.cases.comparison.build import UnknownAssumptionError, compare
from tournage.cases.comparison.model import Comparison, CountryRow, SetNeed, Shoot
from tournage.cli.main import tournage
from tournage.formats.study_json import StudyFileError
from tournage.formats.study_json import read as read_study
from tournage.incentives.country import parse_country
from tournage.jurisdictions.load_countries import list_countries, load_country
from tournage.jurisdictions.load_schemes import load_expenses
from tournage.kernel.errors import DataFileError, TournageError
from tournage.kernel.money import ExchangeRate, Money
from tournage.kernel.spend import SpendKind, SpendLine
from tournage.services.comparing import places_of

DAYS = {
    "shooting_days": Decimal(24),
    "first_shooting_day": date(2027, 2, 1),
    "last_shooting_day": date(2027, 3, 5),
    "format": "feature",
}
STUDY: dict[str, Any] = {
    "title": "The Salt Line",
    "spend": {"morocco": "4000000.00", "foreign": "1500000.00", "currency": "EUR"},
    "shooting_days": 24,
    "first_day": "2027-02-01",
    "last_day": "2027-03-05",
    "kind": "feature",
    "sets": [
        {"name": "MEDINA", "terrain": ["medina"], "location": "fes"},
        {"name": "DUNES", "terrain": ["erg"], "location": "merzouga"},
        {"name": "GLACIER", "terrain": ["arctic"], "location": None},
    ],
}


def spent(expense: str, amount: int, where: str = "MA") -> SpendLine:
    return SpendLine(
        expense,
        "",
        expense,
        Money(Decimal(amount), "EUR"),
        kind=SpendKind.PLANNED,
        payee_country=where,
        supplied_in=where,
        payment="transfer",
        expense=expense,
    )


LINES = (
    spent("crew_camera", 1_500_000),
    spent("hotel", 500_000),
    spent("camera_rental", 600_000),
    spent("crew_fringes", 50_000),
    spent("editing", 400_000, "FR"),
)


def compared(
    *countries: str, yours: dict[str, Decimal] | None = None, lines: tuple[SpendLine, ...] = LINES
) -> Comparison:
    sets = (
        SetNeed("MEDINA", ("medina",)),
        SetNeed("DUNES", ("erg",)),
        SetNeed("GLACIER", ("arctic",), at_home=False),
    )
    shoot = Shoot("Test", lines, "EUR", date(2026, 5, 1), DAYS, sets)
    money = [load_country(c) for c in list_countries()]
    return compare(shoot, places_of(countries), load_expenses("ma"), yours=yours or {}, money=money)


def row(result: Comparison, code: str) -> CountryRow:
    return next(r for r in result.rows if r.code == code)


def test_local_prices_move_and_world_prices_do_not() -> None:
    result = compared(
        "mt", yours={"mt.crew": Decimal(2), "mt.living": Decimal(3), "mt.charges": Decimal("0.1")}
    )
    crew, hotel, camera, abroad = Decimal(3_000_000), Decimal(1_500_000), Decimal(600_000), Decimal(400_000)
    assert crew + hotel + camera + abroad + crew / 10 == row(result, "mt").cost.amount


def test_at_home_the_budget_stays_as_it_is() -> None:
    assert Decimal(3_050_000) == row(compared("mt"), "ma").cost.amount


def test_at_home_the_rates_of_the_study_are_used() -> None:
    dirhams = replace(spent("hotel", 0), net=Money(Decimal("1054750"), "MAD"))
    rate = ExchangeRate("EUR", "MAD", Decimal("10.5475"), date(2025, 4, 24))
    shoot = Shoot("The Salt Line", (dirhams,), "EUR", date(2026, 11, 24), DAYS, exchange=(rate,))
    money = [load_country(code) for code in list_countries()]
    found = compare(shoot, places_of(("ma",)), load_expenses("ma"), yours={}, money=money)
    assert found.rows[0].cost == Money(Decimal("100000.00"), "EUR")


def test_vat_that_stays_is_a_cost() -> None:
    low = row(compared("tn", yours={"tn.vat": Decimal(0)}), "tn")
    high = row(compared("tn", yours={"tn.vat": Decimal("0.19")}), "tn")
    assert low.cost < high.cost


def test_every_country_explains_its_net_cost() -> None:
    result = compared()
    assert len(result.rows) == 23
    for one in result.rows:
        assert list(wrong_steps(one.explain)) == []
        assert one.explain.value == one.net.likely
        assert one.award.low <= one.award.likely <= one.award.high
    assert [r.rank for r in result.rows] == list(range(1, 24))
    assert sorted(result.rows, key=lambda r: r.net.likely.amount) == list(result.rows)


def test_the_break_even_is_where_both_leave_the_same_to_pay() -> None:
    level = row(compared("jo"), "jo").break_even
    assert level is not None
    at = compared("jo", yours={"jo.crew": level})
    gap = row(at, "jo").net.likely.amount - row(at, "ma").net.likely.amount
    assert abs(gap) < Decimal(20_000)


def test_no_break_even_where_crew_prices_cannot_change_the_order() -> None:
    assert row(compared("us-nm", yours={"us-nm.living": Decimal(20)}), "us-nm").break_even is None


@pytest.mark.parametrize(
    ("code", "level"),
    [
        ("za", "stopped"),
        ("tn", "none"),
        ("eg", "unconfirmed"),
        ("fr", "ending"),
        ("gr", "envelope"),
        ("es", "open"),
    ],
)
def test_certainty_is_told_country_by_country(code: str, level: str) -> None:
    assert level == row(compared(code), code).certainty.level


def test_a_missed_gate_is_the_first_doubt() -> None:
    small = row(compared("es", lines=(spent("hotel", 200_000),)), "es")
    assert ("gate", Decimal(0)) == (small.certainty.level, small.award.high.amount)


def test_landscapes_are_matched_with_the_sets() -> None:
    result = compared("tn", "ie")
    assert (row(result, "tn").fits, row(result, "tn").lacks) == (("MEDINA", "DUNES"), ("GLACIER",))
    assert (row(result, "ma").fits, row(result, "ma").lacks) == (("MEDINA", "DUNES"), ("GLACIER",))
    assert "DUNES" in row(result, "ie").lacks


def test_assumptions_are_shown_and_mine_are_marked() -> None:
    result = compared("jo", yours={"jo.crew": Decimal("1.08")})
    crew = next(a for a in result.assumptions if a.id == "jo.crew")
    hotel = next(a for a in result.assumptions if a.id == "jo.living")
    assert (Decimal("1.08"), "yours") == (crew.value, crew.origin.value)
    assert (Decimal("1.007"), 1) == (hotel.value, len(hotel.source))


def test_an_assumption_nobody_knows_is_refused() -> None:
    with pytest.raises(UnknownAssumptionError, match=r"jo\.sun"):
        compared("jo", yours={"jo.sun": Decimal(1)})


def test_a_line_in_a_currency_without_a_rate_is_told() -> None:
    odd = SpendLine("x", "", "Hotel", Money(Decimal(5), "JPY"), supplied_in="MA")
    assert [f.code for f in compared("jo", lines=(*LINES, odd)).findings] == ["INC-601"]


def test_all_23_places_can_be_compared() -> None:
    assert len(list_countries()) == 23
    assert all(load_country(c).values["cost_level"].source for c in list_countries())


def test_a_country_file_that_breaks_its_form_is_refused() -> None:
    with pytest.raises(DataFileError, match="'values' is missing"):
        parse_country(
            "schema: tournage-comparison/1\ncurrency: EUR\nsources: {}\nlandscapes: []\ngaps: []\nrelated: []\n",
            "x.yaml",
            "x",
        )


def write_study(tmp_path: Path, **changes: Any) -> Path:
    file = tmp_path / "study.json"
    file.write_text(json.dumps({**STUDY, **changes}), "utf-8")
    return file


def test_a_study_without_lines_is_divided_by_usual_shares_and_says_so(tmp_path: Path) -> None:
    study = read_study(write_study(tmp_path))
    assert study.estimated
    assert Decimal(5_500_000) == sum(n.net.amount for n in study.spend)


def test_a_study_with_lines_is_taken_line_by_line(tmp_path: Path) -> None:
    rows = [{"id": "1", "description": "Hotel", "net": "10.50", "supplied_in": "MA", "expense": "hotel"}]
    study = read_study(write_study(tmp_path, spend_lines=rows))
    assert (False, [Money(Decimal("10.50"), "EUR")]) == (study.estimated, [n.net for n in study.spend])


@pytest.mark.parametrize(
    "text",
    [
        "{",
        "[]",
        "{}",
        '{"spend": {"morocco": "x", "currency": "EUR"}}',
        '{"spend": {"morocco": "1", "currency": "EUR"}, "first_day": "soon"}',
    ],
)
def test_what_is_not_a_study_is_refused_in_one_sentence(tmp_path: Path, text: str) -> None:
    file = tmp_path / "study.json"
    file.write_text(text, "utf-8")
    with pytest.raises(StudyFileError, match=r"study\.json"):
        read_study(file)


def call(*words: str) -> Any:
    return CliRunner().invoke(tournage, list(words))


def test_compare_prints_one_object_and_warns_of_estimated_lines(tmp_path: Path) -> None:
    result = call("compare", str(write_study(tmp_path)), "--on", "2026-05-01", "--with", "jo,mt", "--json")
    document = json.loads(result.stdout)
    assert {"ma", "jo", "mt"} == {c["code"] for c in document["countries"]}
    assert ([f["code"] for f in document["findings"]], result.exit_code) == (["INC-602"], 0)
    first = document["countries"][0]
    assert {
        "cost",
        "qualifying",
        "award",
        "net",
        "months_to_payment",
        "certainty",
        "fits",
        "break_even",
        "steps",
    } <= set(first)


def test_compare_refuses_an_unknown_country(tmp_path: Path) -> None:
    result = call("compare", str(write_study(tmp_path)), "--with", "atlantis")
    assert isinstance(result.exception, TournageError)


@pytest.mark.parametrize("lang", ["en", "fr", "ar"])
def test_page_and_paper_in_three_languages(tmp_path: Path, lang: str) -> None:
    import pypdfium2

    out = tmp_path / "out"
    result = call(
        "compare",
        str(write_study(tmp_path)),
        "--on",
        "2026-05-01",
        "--with",
        "jo,za",
        "--into",
        str(out),
        "--lang",
        lang,
    )
    assert result.exit_code == 0
    html = (out / "comparison.html").read_text("utf-8")
    assert f'<html lang="{lang}" dir="{"rtl" if lang == "ar" else "ltr"}">' in html
    name = {"en": "Jordan", "fr": "Jordanie", "ar": "الأردن"}[lang]
    assert name in html
    pdf = pypdfium2.PdfDocument((out / "comparison.pdf").read_bytes())
    text = "".join(page.get_textpage().get_text_bounded() for page in pdf)
    assert name in text or (lang == "ar" and "ردن" in text)
    assert name in result.stdout
    assert "\ufffd" not in text


def test_a_csv_of_lines_can_be_compared(tmp_path: Path) -> None:
    file = tmp_path / "lines.csv"
    file.write_text("description,net,supplied_in,payee_country\nHotel,20000000.00,MA,MA\n", "utf-8")
    result = call(
        "compare", str(file), "--on", "2026-05-01", "--with", "jo", "--fact", "shooting_days=20", "--json"
    )
    assert json.loads(result.stdout)["currency"] == "MAD"
