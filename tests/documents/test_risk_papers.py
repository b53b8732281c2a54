"""The risk page, the sweep and "why this order": the figures of the board in three languages."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import lru_cache
from io import BytesIO

import pypdfium2
import pytest
from python_calamine import CalamineWorkbook

from tests.schedule.shoots import film
from tournage.documents import order_reason, risk, what_if
from tournage.documents.order_reason import OrderParts
from tournage.documents.parts import PaperHead
from tournage.documents.risk import RiskParts
from tournage.documents.risk.view import View
from tournage.documents.what_if import SweepParts
from tournage.jurisdictions.load_places import load_catalogue
from tournage.jurisdictions.load_risk import load_hazards
from tournage.kernel.money import Money
from tournage.schedule.order_reason import explain_order
from tournage.schedule.pricing import price_board
from tournage.schedule.risk import run_shoots, sum_up
from tournage.schedule.solve import Solution, solve
from tournage.schedule.sorted_board import sorted_board
from tournage.schedule.what_if import as_planned, measure

LANGUAGES = ("en", "fr", "ar")
HEAD = PaperHead("Test", "", date(2026, 11, 24))
PROBLEM = film()


@lru_cache
def solution() -> Solution:
    return solve(PROBLEM, time_limit=20, work_limit=2000)


@lru_cache
def risk_parts() -> RiskParts:
    hazards = load_hazards(load_catalogue("ma"), [town.id for town in PROBLEM.towns])
    board = solution().board
    results = run_shoots(board, PROBLEM, hazards, seed=1, runs=range(60))
    return RiskParts(HEAD, PROBLEM, board, sum_up(board, PROBLEM, results, 1), hazards)


def text_of(pdf: bytes) -> str:
    """All pages as one text, spaces of every kind as plain ones."""
    document = pypdfium2.PdfDocument(pdf)
    pages = [page.get_textpage().get_text_range() for page in document]
    text = " ".join(" ".join(pages).split())
    return text.replace("\u202f", " ").replace("\u00a0", " ")


def digits(minor: int, lang: str) -> str:
    """Whole units as the language separates them."""
    return f"{round(minor / 100):,}".replace(",", {"en": ",", "fr": " ", "ar": "."}[lang])


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_risk_page_tells_what_to_hold_and_where_every_number_comes_from(lang: str) -> None:
    parts = risk_parts()
    text = text_of(risk.build_pdf(parts, lang))
    for amount in (*parts.risk.cost, parts.risk.contingency, parts.risk.planned_cost):
        assert digits(amount, lang) in text
    for word in ("Climates", "Travel", "rainfall", "Jordan"):
        assert word in text
    assert parts.risk.strips[0].id in text


def test_the_risk_workbook_holds_every_assumption_with_its_source() -> None:
    parts = risk_parts()
    book = CalamineWorkbook.from_filelike(BytesIO(risk.build_xlsx(parts, "en")))
    assert book.sheet_names[0] == "Days and cost"
    rows = book.get_sheet_by_name("What is assumed").to_python()
    held = [row for row in rows if len(row) > 7 and row[7] and row[5] in ("low", "medium", "high")]
    assert len(held) == len(parts.hazards.chances)
    assert {row[6] for row in held} <= {"assumed", "sourced"}


def test_your_number_is_told_as_yours() -> None:
    parts = risk_parts()
    mine = replace(parts, hazards=parts.hazards.with_yours({"rain_stops": Decimal("0.25")}))
    text = text_of(risk.build_pdf(mine, "en"))
    assert "25 %" in text
    assert "yours" in text


@pytest.mark.parametrize("lang", LANGUAGES)
def test_why_this_order_sets_the_board_beside_its_rivals_and_its_bound(lang: str) -> None:
    found = solution()
    rival = sorted_board(PROBLEM)
    order = explain_order(
        PROBLEM,
        found.board,
        (found.bound, dict(found.bound_lines)),
        (found.gap, found.movable_gap),
        {"second": found.second, "sorted": rival},
    )
    text = text_of(order_reason.build_pdf(OrderParts(HEAD, PROBLEM, order), lang))
    assert digits(found.total, lang) in text
    assert digits(found.bound, lang) in text
    apart = price_board(rival, PROBLEM).total - found.total
    assert digits(abs(apart), lang) in text


def test_the_reasons_are_the_lines_that_differ_most_with_what_they_count() -> None:
    found, rival = solution(), sorted_board(PROBLEM)
    order = explain_order(PROBLEM, found.board, (0, {}), (0.0, 0.0), {"sorted": rival, "second": None})
    (other,) = order.rivals
    reasons = order.reasons(other)
    here, there = dict(price_board(found.board, PROBLEM).lines), dict(price_board(rival, PROBLEM).lines)
    assert [r.amount for r in reasons] == [there[r.line] - here[r.line] for r in reasons]
    assert abs(reasons[0].amount) == max(abs(there[line] - here[line]) for line in here)
    assert order.mine.counts["crew"] == len(found.board.days)
    assert order.mine.days == len({day.on for day in found.board.days})


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_sweep_shows_each_row_with_its_cost_and_dates(lang: str) -> None:
    found = solution()
    hazards = risk_parts().hazards
    row = measure(as_planned(PROBLEM), found.board, (found.bound, found.gap), hazards)
    priced = replace(row, film=Money(Decimal(4_000_000), "EUR"), film_net=Money(Decimal(3_500_000), "EUR"))
    fasting = ((date(2027, 3, 3), date(2027, 3, 5)),)
    text = text_of(what_if.build_pdf(SweepParts(HEAD, "MAD", (priced, row), fasting), lang))
    assert digits(found.total, lang) in text
    assert digits(350_000_000, lang) in text
    book = CalamineWorkbook.from_filelike(BytesIO(what_if.build_xlsx(SweepParts(HEAD, "MAD", (row,)), lang)))
    rows = book.get_sheet_by_index(0).to_python()
    assert found.total / 100 in rows[-1]


def test_cover_sets_that_save_nothing_are_told_so() -> None:
    parts = risk_parts()
    idle = replace(parts.risk, pulled=0.4, cover_days=0.0, cover_value=-6_199_00)
    told = View(replace(parts, risk=idle), "en").cover()
    assert "neither days nor money" in told
    assert "6" not in told


def test_our_own_estimates_are_said_in_the_language_of_the_page() -> None:
    text = text_of(risk.build_pdf(risk_parts(), "fr"))
    assert "Own estimate" not in text
    assert "Estimation maison" in text
