"""On-costs: a fraction of pay, up to a cutoff a person and month where there is one."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

from tournage.budget.model import BudgetLine, Fringe
from tournage.budget.template import PriceList
from tournage.kernel.explain import Step
from tournage.kernel.money import Money, total
from tournage.kernel.words import phrase, say

ITEM_ROOM = "jurisdictions/ma"
ABOVE, PRODUCTION = "1900", "4900"
WORK_DAYS_A_MONTH = 26
CENTS = Decimal("0.01")


def fringe_lines(lines: Sequence[BudgetLine], prices: PriceList) -> list[BudgetLine]:
    """One line for each on-cost, section and place, that sums what it takes of each pay line."""
    made = []
    for fringe in prices.fringes:
        paid = [line for line in lines if fringe.id in line.fringes]
        for above in (True, False):
            part = [line for line in paid if ("above_the_line" in line.groups) == above]
            if part:
                made.append(_fringe_line(fringe, part, above))
    return [line for line in made if line.subtotal]


def _fringe_line(fringe: Fringe, paid: Sequence[BudgetLine], above: bool) -> BudgetLine:
    currency = paid[0].subtotal.currency
    bases = [_base(fringe, line) for line in paid]
    base = total((step.value for step in bases if isinstance(step.value, Money)), currency)
    subtotal = (base * fringe.rate).rounded()
    label = phrase(f"{ITEM_ROOM}.item.{fringe.id}")
    rate = Step(
        phrase("budget.fraction"),
        fringe.rate,
        source=fringe.source,
        confidence=fringe.confidence,
        origin=fringe.origin,
        assumption=f"fringe.{fringe.id}",
    )
    return BudgetLine(
        id=f"{fringe.id}.{'above' if above else 'production'}",
        account=ABOVE if above else PRODUCTION,
        description=say(label, "en"),
        description_key=label.key,
        amount=Decimal(1),
        unit="share",
        times=fringe.rate,
        rate=base,
        subtotal=subtotal,
        spent_in=paid[0].spent_in,
        phase="shoot",
        explain=Step(
            label, subtotal, "*", (rate, Step(phrase("budget.pay_counted"), base, "+", tuple(bases)))
        ),
        expense="crew_fringes" if paid[0].spent_in == "MA" else "crew_foreign_wages",
        payee_kind="public" if paid[0].spent_in == "MA" else "foreign_company",
        groups=frozenset({"fringe", *(("above_the_line",) if above else ())}),
        drivers=tuple(dict.fromkeys(name for line in paid for name in line.drivers)),
    )


def _base(fringe: Fringe, line: BudgetLine) -> Step:
    """Pay of a line that counts: all of it, or as much as the cutoff allows these persons and months."""
    pay = Step(line.label, line.subtotal)
    if fringe.cutoff is None:
        return pay
    months = _months(line)
    ceiling = (fringe.cutoff * (line.amount * months)).rounded()
    if line.subtotal <= ceiling:
        return pay
    parts = (
        Step(phrase("budget.cutoff"), fringe.cutoff, source=fringe.source, unit="month"),
        Step(phrase("budget.amount"), line.amount),
        Step(phrase("budget.months"), months),
    )
    capped = Step(phrase("budget.ceiling"), ceiling, "*", parts)
    return Step(line.label, ceiling, "min", (pay, capped))


def _months(line: BudgetLine) -> Decimal:
    if line.unit == "weeks":
        return (line.times * 12 / 52).quantize(CENTS, ROUND_HALF_UP)
    return (line.times / WORK_DAYS_A_MONTH).quantize(CENTS, ROUND_HALF_UP)
