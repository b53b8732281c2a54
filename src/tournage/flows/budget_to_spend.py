"""Planned spend lines from a budget, as the rebate's rules read them."""

from __future__ import annotations

from datetime import date, timedelta

from tournage.budget.cash import line_span, phase_spans
from tournage.budget.model import Budget, BudgetLine
from tournage.kernel.calendar import DaySpan
from tournage.kernel.spend import SpendKind, SpendLine

ABROAD = "ZZ"
"""Code for a country that is not Morocco and not known further (a user-assigned ISO code)."""

PAID_ABROAD = frozenset({"foreign_crew", "foreign_company", "cast_foreign"})
TAGS = {
    "crew": "local_crew",
    "foreign_crew": "foreign_crew",
    "extras": "extras",
    "cast_local": "local_cast",
    "cast_foreign": "foreign_cast",
    "public": "public_body",
}


def budget_to_spend(
    budget: Budget, *, first_day: date | None = None, last_day: date | None = None
) -> tuple[SpendLine, ...]:
    """One planned spend line for each line of the client's budget, in the currency it is paid in.

    Dates: the middle of the days over which the line is paid, when the shooting days are given;
    else none. VAT: what the supplier would charge without the exemption of foreign productions.
    Contingency is planned spend too; the rules decide that only what is paid counts.
    """
    spans = phase_spans(budget, first_day=first_day, last_day=last_day) if first_day and last_day else None
    return tuple(_spend(line, spans) for line in budget.lines if line.view == "client")


def _spend(line: BudgetLine, spans: dict[str, DaySpan] | None) -> SpendLine:
    net = line.subtotal.rounded()
    vat = (net * line.vat_rate).rounded() if line.vat_rate else None
    return SpendLine(
        id=line.id,
        account=line.account,
        description=line.description,
        net=net,
        vat=vat,
        on=_middle(line_span(line, spans)) if spans else None,
        kind=SpendKind.PLANNED,
        payee_country=ABROAD if line.payee_kind in PAID_ABROAD else "MA",
        supplied_in="MA" if line.spent_in == "MA" else ABROAD,
        payment=line.payment,
        expense=line.expense,
        tags=_tags(line),
        explain=line.explain,
    )


def _middle(span: DaySpan) -> date:
    return span.first_day + timedelta(days=(span.days - 1) // 2)


def _tags(line: BudgetLine) -> frozenset[str]:
    tags = {*line.groups, f"phase:{line.phase}"}
    if line.payee_kind in TAGS:
        tags.add(TAGS[line.payee_kind])
    return frozenset(tags)
