"""Cash by week, and the instalments to call from the client."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

from tournage.budget.convert import in_one_currency
from tournage.budget.model import Budget, BudgetLine, CashWeek, Instalment
from tournage.kernel.calendar import DaySpan
from tournage.kernel.money import Money, total, zero
from tournage.kernel.words import Phrase

DEFAULT_PREP_WEEKS, DEFAULT_WRAP_WEEKS, DEFAULT_POST_WEEKS = 6, 2, 20
LONGEST_POST_WEEKS = 52
SMALLEST_CALL = Decimal("0.05")
WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class CashEvent:
    """Money that moves on one day: in when above zero (rebate, deposit returned), out when below."""

    on: date
    amount: Money
    label: Phrase


def phase_spans(budget: Budget, *, first_day: date, last_day: date) -> dict[str, DaySpan]:
    """The days of preparation, shoot, wrap and post-production that the budget's weeks give."""
    prep = _weeks(budget, "prep.production", DEFAULT_PREP_WEEKS)
    wrap = _weeks(budget, "wrap.production", DEFAULT_WRAP_WEEKS)
    post = min(_weeks(budget, "edit_weeks", DEFAULT_POST_WEEKS), LONGEST_POST_WEEKS)
    after = last_day + timedelta(days=1)
    return {
        "prep": DaySpan(first_day - WEEK * prep, first_day - timedelta(days=1)),
        "shoot": DaySpan(first_day, last_day),
        "wrap": DaySpan(after, last_day + WEEK * wrap),
        "post": DaySpan(after, last_day + WEEK * post),
    }


def _weeks(budget: Budget, number: str, default: int) -> int:
    """Whole weeks, at least one, of a number of the template."""
    for step in budget.numbers:
        if step.assumption == f"global.{number}" and isinstance(step.value, Decimal):
            return max(1, int(step.value.to_integral_value(ROUND_HALF_UP)))
    return default


def line_span(line: BudgetLine, spans: dict[str, DaySpan]) -> DaySpan:
    """The days over which a line is paid: crew of preparation and wrap for their own weeks, the rest for the phase."""
    span = spans.get(line.phase, spans["shoot"])
    if line.unit != "weeks" or line.phase not in ("prep", "wrap"):
        return span
    days = min(span.days, max(1, int((line.times * 7).to_integral_value(ROUND_HALF_UP))))
    if line.phase == "prep":
        return DaySpan(span.last_day - timedelta(days=days - 1), span.last_day)
    return DaySpan(span.first_day, span.first_day + timedelta(days=days - 1))


def cash_plan(
    budget: Budget,
    *,
    first_day: date,
    last_day: date,
    events: Sequence[CashEvent] = (),
    calls: Sequence[Instalment] = (),
    spent_in: str | None = None,
) -> tuple[CashWeek, ...]:
    """Money out and in, Monday to Sunday, from the first spending to the last movement.

    `events` are the deposit out, the rebate in and the like; `calls` the client's instalments.
    Money: in the budget's currency; the weeks sum to the lines and events to the last centime.
    """
    weeks = _spending(budget, first_day, last_day, spent_in)
    into: dict[date, Money] = {}
    for event in events:
        amount = budget.in_currency(event.amount).rounded()
        book = into if amount.amount >= 0 else weeks
        _add(book, _monday(event.on), amount if amount.amount >= 0 else -amount)
    for call in calls:
        _add(into, _monday(call.due_on), budget.in_currency(call.amount).rounded())
    return _run(budget.currency, weeks, into)


def _spending(budget: Budget, first_day: date, last_day: date, spent_in: str | None) -> dict[date, Money]:
    spans = phase_spans(budget, first_day=first_day, last_day=last_day)
    lines = [line for line in budget.lines if line.view == "client"]
    weeks: dict[date, Money] = {}
    for line, amount in zip(lines, in_one_currency(budget, lines), strict=True):
        if spent_in not in (None, line.spent_in):
            continue
        parts = _days_by_week(line_span(line, spans))
        for monday, part in zip(parts, amount.split(list(parts.values())), strict=True):
            _add(weeks, monday, part)
    return weeks


def _days_by_week(span: DaySpan) -> dict[date, int]:
    weeks: dict[date, int] = {}
    for offset in range(span.days):
        monday = _monday(span.first_day + timedelta(days=offset))
        weeks[monday] = weeks.get(monday, 0) + 1
    return weeks


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _add(book: dict[date, Money], day: date, amount: Money) -> None:
    book[day] = book.get(day, zero(amount.currency)) + amount


def _run(currency: str, out: dict[date, Money], into: dict[date, Money]) -> tuple[CashWeek, ...]:
    days = sorted({*out, *into})
    if not days:
        return ()
    balance = zero(currency)
    weeks = []
    monday, number = days[0], 1
    while monday <= days[-1]:
        paid, received = out.get(monday, zero(currency)), into.get(monday, zero(currency))
        balance = balance + received - paid
        weeks.append(CashWeek(number, monday, paid, received, balance))
        monday, number = monday + WEEK, number + 1
    return tuple(weeks)


def instalments(
    budget: Budget,
    *,
    first_day: date,
    last_day: date,
    every_weeks: int = 4,
    lead_days: int = 7,
) -> tuple[Instalment, ...]:
    """What to call from the client for the spending in Morocco: a call every few weeks, ahead of it.

    Each call covers the spending of the weeks that follow; a call under a twentieth of the whole
    is asked with the one before it. Together they are the whole spend in Morocco, to the last centime.
    """
    plan = cash_plan(budget, first_day=first_day, last_day=last_day, spent_in="MA")
    whole = total((week.out for week in plan), budget.currency)
    blocks = _blocks(plan, every_weeks, whole * SMALLEST_CALL)
    calls: list[Instalment] = []
    left = Decimal(1)
    for number, block in enumerate(blocks, 1):
        amount = total((week.out for week in block), budget.currency)
        share = (amount.amount / whole.amount).quantize(Decimal("0.0001"), ROUND_HALF_UP)
        share = left if number == len(blocks) else share
        left -= share
        due = block[0].first_day - timedelta(days=lead_days)
        calls.append(Instalment(number, due, amount, share, block[-1].first_day + timedelta(days=6)))
    return tuple(calls)


def _blocks(plan: Sequence[CashWeek], every_weeks: int, least: Money) -> list[list[CashWeek]]:
    """Weeks in groups, each with enough spending to be worth a call; nothing without spending."""
    blocks: list[list[CashWeek]] = []
    for i in range(0, len(plan), every_weeks):
        block = list(plan[i : i + every_weeks])
        if blocks and (_spent(block, least) < least or _spent(blocks[-1], least) < least):
            blocks[-1] += block
        else:
            blocks.append(block)
    return blocks if plan and least.amount > 0 else []


def _spent(block: Sequence[CashWeek], least: Money) -> Money:
    return total((week.out for week in block), least.currency)


def lowest(weeks: Iterable[CashWeek]) -> CashWeek | None:
    """The week with the lowest balance: what the production must be able to carry."""
    return min(weeks, key=lambda week: week.balance.amount, default=None)
