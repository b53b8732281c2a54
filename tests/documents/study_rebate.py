"""A rebate worked out by hand on a budget, for study tests."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from tournage.budget.convert import budget_total
from tournage.budget.model import Budget
from tournage.incentives.model import Assessment, Counted, Gate, LineStatus, Milestone, NearestWay, Range
from tournage.kernel.dated import Confidence, Source
from tournage.kernel.explain import Step
from tournage.kernel.money import Money, zero
from tournage.kernel.words import Phrase, literal
from tournage.schedule.model import Board

LAW = Source("Decree 2.17.373, consolidated", "https://www.ccm.ma/", date(2026, 11, 12))


def make_assessment(budget: Budget, board: Board, on: date) -> Assessment:
    """88 % of the spend in Morocco counts, 30 % of it comes back."""
    gross = budget.in_currency(budget_total(budget, spent_in="MA"), "MAD").rounded()
    likely = (gross * Decimal("0.88")).rounded()
    span = Range((gross * Decimal("0.74")).rounded(), likely, (gross * Decimal("0.9")).rounded())
    award = Range(*((amount * Decimal("0.3")).rounded() for amount in (span.low, span.likely, span.high)))
    return Assessment(
        "ma_rebate", literal("Support for foreign productions"), date(2022, 1, 1), on, True, "MAD", gross, span, award,
        _gates(likely, gross, board), tuple(_counted(budget)), _calendar(board, on),
        Step(literal("Rebate"), award.likely), (),
    )  # fmt: skip


def _gates(likely: Money, gross: Money, board: Board) -> tuple[Gate, ...]:
    days = len(board.days) + board.set_build_days
    way = NearestWay(literal("Count 2 set-building days."), zero("MAD"), likely * Decimal("0.3"))
    return (
        Gate("minimum_spend", literal("Eligible spend"), Decimal("10000000"), likely.amount, "money", likely.amount >= 10_000_000, False, (LAW,), Confidence.HIGH),
        Gate("days", literal("Days in Morocco, set building counted"), Decimal(18), Decimal(days), "days", days >= 18, False, (LAW,), Confidence.HIGH, None if days >= 18 else way),
        Gate("share", literal("Eligible share of the spend"), Decimal("0.9"), Decimal("0.88"), "fraction", True, True, (LAW,), Confidence.MEDIUM),
        Gate("lodged", literal("Months before the shoot"), Decimal(3), Decimal(2), "months", False, False, (LAW,), Confidence.LOW, NearestWay(literal("Begin the shoot on 1 March 2027."), None, None)),
    )  # fmt: skip


def _counted(budget: Budget) -> list[Counted]:
    result = []
    for n, line in enumerate(budget.lines):
        if line.view != "client":
            continue
        status = (
            LineStatus.NO
            if line.spent_in != "MA"
            else (LineStatus.CONDITIONAL if n % 9 == 0 else LineStatus.YES)
        )
        if n % 31 == 5:
            status = LineStatus.UNKNOWN
        amount = budget.in_currency(line.subtotal, "MAD").rounded()
        counted = zero("MAD") if status is LineStatus.NO else amount
        reason = "Spent abroad" if status is LineStatus.NO else "Paid in Morocco to a supplier there"
        rule: Phrase = literal("Art. 4")
        result.append(
            Counted(
                line.id,
                status,
                counted,
                rule,
                literal(reason),
                (LAW,),
                counts_likely=status is LineStatus.CONDITIONAL,
            )
        )
    return result


def _calendar(board: Board, on: date) -> tuple[Milestone, ...]:
    rows = (
        ("file", "File", on + timedelta(days=20)),
        ("permit", "Permit", board.first_day - timedelta(days=30)),
        ("shoot", "Shoot", board.first_day),
        ("wrap", "Wrap", board.last_day),
        ("claim", "Claim", board.last_day + timedelta(days=180)),
        ("decision", "Decision", board.last_day + timedelta(days=330)),
        ("payment", "Payment", board.last_day + timedelta(days=400)),
    )
    return tuple(
        Milestone(id, literal(name), day, literal("Art. 9"), None, (LAW,), Confidence.MEDIUM)
        for id, name, day in rows
    )
