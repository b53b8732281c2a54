"""The study's page, workbook, paper and JSON say the same, and stay small."""

from __future__ import annotations

import io
import json
import re
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from tests.documents.study_fixture import SHORT_AR, SHORT_FR, make_study
from tournage.cases.feasibility.build import build_study
from tournage.cases.feasibility.inputs import StudyInputs
from tournage.documents.study import build_html, build_json, build_pdf, build_xlsx
from tournage.documents.study.amounts import short_scale, with_unit
from tournage.documents.study.data import SCHEMA
from tournage.documents.study.elsewhere import shown_rows
from tournage.documents.study.explain import Explanations
from tournage.documents.study.land import frame_around, land_paths
from tournage.documents.study.view import View
from tournage.documents.study.words import known_word
from tournage.kernel.explain import Step
from tournage.kernel.findings import Finding, Severity
from tournage.kernel.money import Money
from tournage.kernel.place import Coordinates
from tournage.kernel.words import literal
from tournage.services.comparing import compare_study
from tournage.services.scripts import read_script

FIXED = (
    "schema", "scenes", "eighths", "shooting_days", "set_build_days", "places", "spend", "qualifying", "award",
    "gates", "net_cost", "board", "files", "findings",
)  # fmt: skip


def test_the_json_has_the_keys_every_program_relies_on() -> None:
    data = build_json(make_study(), "en")
    assert [key for key in FIXED if key not in data] == []
    assert data["schema"] == SCHEMA
    assert data["files"] == {}
    assert set(data["spend"]) == {"morocco", "foreign", "currency"}
    assert {"id", "required", "actual", "passed", "source"} <= set(data["gates"][0])
    assert json.loads(json.dumps(data)) == data


def test_amounts_are_text_with_the_decimals_of_their_currency() -> None:
    data = build_json(make_study(), "en")
    amounts = [data["spend"]["morocco"], data["qualifying"], data["net_cost"], *data["award"].values()]
    assert [amount for amount in amounts if len(amount.rpartition(".")[2]) != 2] == []


def test_spend_in_morocco_and_abroad_make_the_top_sheet() -> None:
    data = build_json(make_study(), "en")
    for side in ("morocco", "foreign"):
        total = sum(Decimal(row[side]) for row in data["top_sheet"])
        assert str(total) == data["spend"][side]


def test_the_page_is_one_small_file_that_fetches_nothing() -> None:
    page = build_html(make_study(), "en")
    assert len(page) < 2_500_000
    assert 'src="http' not in page
    assert "url(http" not in page
    assert "default-src 'none'" in page


def test_names_of_the_script_are_escaped() -> None:
    page = build_html(replace(make_study(), title="<script>alert(1)</script>"), "en")
    assert "<script>alert" not in page


def test_scripts_in_the_explanations_stay_text() -> None:
    notes = Explanations("en", "EUR")
    notes.add(Step(literal("</script><b>"), 1))
    assert "</script><b>" not in notes.island()


def test_the_same_step_is_kept_once() -> None:
    notes = Explanations("en", "EUR")
    rate = Step(literal("Rate"), Decimal("0.3"), unit="fraction")
    first = notes.add(Step(literal("A"), 1, "*", (rate,)))
    again = notes.add(Step(literal("A"), 1, "*", (Step(literal("Rate"), Decimal("0.3"), unit="fraction"),)))
    assert first == again


def test_every_unit_of_the_study_has_words() -> None:
    study = make_study()
    steps = [step for line in study.budget.lines for step in line.explain.walk()]
    units = {step.unit for step in steps if step.unit} | {line.unit for line in study.budget.lines}
    plain = {u for u in units if u not in ("fraction", "share") and not (len(u) == 3 and u.isupper())}
    assert sorted(u for u in plain if not known_word(f"unit.{u.replace(' ', '_')}")) == []


def test_a_price_names_its_unit() -> None:
    assert with_unit(Money(Decimal(6000), "MAD"), "week", "en") == "MAD\u00a06,000 per week"
    assert with_unit(Money(Decimal(6000), "MAD"), "MAD / week", "en") == "MAD\u00a06,000 per week"
    assert with_unit(Decimal("0.125"), "fraction", "en") == "12.5\u00a0%"


def test_a_small_production_is_not_told_in_millions() -> None:
    assert short_scale(Money(Decimal(84300), "EUR")).name == "one"
    assert short_scale(Money(Decimal(1000000), "EUR")).name == "million"


def test_the_coast_is_drawn_where_it_lies() -> None:
    frame = frame_around((Coordinates(31.5, -9.8), Coordinates(31.6, -8.0)), 400, 300)
    x, _ = frame.xy(Coordinates(31.5, -9.8))
    assert 0 < x < 400
    assert land_paths(frame).startswith("M")


@pytest.mark.parametrize("lang", ["en", "fr", "ar"])
@pytest.mark.parametrize("script", [SHORT_FR, SHORT_AR], ids=["fr", "ar"])
def test_short_films_in_other_languages_make_a_page(script: object, lang: str) -> None:
    page = build_html(make_study(script, "short"), lang)  # type: ignore[arg-type]
    assert page.count("<section") == 10


def test_an_empty_study_says_so() -> None:
    study = make_study()
    empty = replace(
        study,
        board=replace(study.board, days=(), idle=(), strips=(), boneyard=()),
        dood=replace(study.dood, days=(), rows=()),
        plan=replace(study.plan, sets=(), placements=(), bases=(), travel=()),
        breakdown=replace(study.breakdown, sheets=(), roles=(), elements=()),
        calendar=(),
        climate=(),
        cash=(),
        instalments=(),
        filings=(),
        tornado=(),
        assumptions=(),
        findings=(),
    )
    assert "No day could be scheduled." in build_html(empty, "en")
    assert build_pdf(empty, "ar").startswith(b"%PDF")
    assert build_xlsx(empty, "fr").startswith(b"PK")
    assert build_json(empty, "en")["shooting_days"] == 0


def test_many_findings_of_a_kind_are_folded() -> None:
    many = tuple(
        Finding("SCR-101", Severity.WARNING, str(n), literal("Twice"), literal("Once")) for n in range(30)
    )
    page = build_html(replace(make_study(), findings=many), "en")
    assert "27 more SCR-101" in page


def test_the_workbook_reckons_and_keeps_formula_like_text() -> None:
    import openpyxl

    study = make_study()
    roles = tuple(replace(role, name="=1+1") if role.number == 1 else role for role in study.breakdown.roles)
    study = replace(study, breakdown=replace(study.breakdown, roles=roles))
    data = build_xlsx(study, "en")
    book = openpyxl.load_workbook(io.BytesIO(data))
    values = openpyxl.load_workbook(io.BytesIO(data), data_only=True)
    assert book.sheetnames == [
        "Answer", "Scenes", "Places", "Stripboard", "Day out of days", "Budget lines", "Top sheet",
        "Spend and rebate", "Gates", "Cash", "To file", "Assumptions", "Sources",
    ]  # fmt: skip
    top = values["Top sheet"]
    total = Decimal(str(top.cell(top.max_row, 5).value)).quantize(Decimal("0.01"))
    assert total == (study.morocco_spend + study.foreign_spend).amount
    first = next(row for row in book["Budget lines"].iter_rows(min_row=5) if row[8].data_type == "f")
    assert first[8].value.startswith("=ROUND(")
    cast = [
        cell.value for row in book["Scenes"].iter_rows() for cell in row if str(cell.value).startswith("=1+1")
    ]
    assert cast
    assert all(cell.data_type != "f" for row in book["Scenes"].iter_rows() for cell in row)


@pytest.mark.parametrize("lang", ["en", "fr", "ar"])
def test_the_paper_is_short_tagged_and_can_be_searched(lang: str) -> None:
    import pypdf

    study = make_study()
    pdf = build_pdf(study, lang)
    reader = pypdf.PdfReader(io.BytesIO(pdf))
    assert 5 <= len(reader.pages) <= 14
    assert b"/StructTreeRoot" in pdf
    text = " ".join(page.extract_text() for page in reader.pages)
    net = View(study, lang).short.digits(study.net_cost, lang)
    assert net in text
    if lang == "ar":
        assert any("\u0600" <= c <= "\u06ff" for c in text)


@pytest.mark.parametrize("lang", ["en", "fr", "ar"])
def test_the_paper_ranks_the_other_countries_as_the_page_does(lang: str) -> None:
    import pypdf

    study = make_study()
    elsewhere = compare_study(build_json(study, lang), study.made_on)
    view = View(study, lang, elsewhere)
    reader = pypdf.PdfReader(io.BytesIO(build_pdf(study, lang, elsewhere)))
    text = " ".join(" ".join(page.extract_text() for page in reader.pages).split())
    rows = shown_rows(view)
    assert [row.rank for row in rows] == sorted(row.rank for row in rows)
    shown = [view.short.digits(row.net.likely, lang) for row in rows]
    assert [digits for digits in shown if digits not in text] == []
    if lang != "ar":
        assert [name for name in map(view.say, (row.name for row in rows)) if name not in text] == []
        assert " ".join(view.w("section.elsewhere.question").split()) in text


def test_the_paper_of_a_study_alone_has_no_other_countries() -> None:
    import pypdf

    reader = pypdf.PdfReader(io.BytesIO(build_pdf(make_study(), "en")))
    assert not any("And elsewhere?" in page.extract_text() for page in reader.pages)


def test_the_paper_is_the_same_when_made_twice() -> None:
    study = make_study()
    assert build_pdf(study, "en") == build_pdf(study, "en")


def test_a_day_already_past_is_named() -> None:
    late = replace(make_study(), made_on=date(2027, 6, 1))
    assert "already past" in build_html(late, "en")


@pytest.mark.slow
def test_a_study_worked_out_from_a_script_makes_all_four_files() -> None:
    script, _ = read_script([SHORT_FR])
    inputs = StudyInputs(date(2026, 11, 24), date(2027, 4, 5), time_limit=0.4)
    study = build_study(script, inputs)
    data = build_json(study, "fr")
    assert data["scenes"] == len(script.scenes)
    assert Decimal(data["cost"]) - Decimal(data["award"]["likely"]) + Decimal(data["bridging"]) == Decimal(
        data["net_cost"]
    )
    assert sum(Decimal(row["total"]) for row in data["top_sheet"]) == Decimal(data["cost"])
    assert build_pdf(study, "fr").startswith(b"%PDF")
    assert build_xlsx(study, "fr").startswith(b"PK")
    for lang in ("en", "fr", "ar"):
        assert "{" not in re.sub(r"<(script|style)\b.*?</\1>", "", build_html(study, lang), flags=re.S)
