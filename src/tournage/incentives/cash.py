"""What waiting costs: the deposit out, the rebate in, the bridging loan between, the value today."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from tournage.incentives.deadlines import due_days
from tournage.incentives.law import Law
from tournage.incentives.model import Assessment
from tournage.incentives.scheme import Case, Facts, Scheme
from tournage.kernel.dated import Confidence, Origin, Source
from tournage.kernel.explain import Step
from tournage.kernel.money import Money
from tournage.kernel.words import phrase

USUAL_RATE = Decimal("0.08")
"""Yearly rate of a bridging loan where none is given: an estimate, shown as assumed."""

YEAR = 365
_OWN = (Source("Own estimate; no source found"),)


@dataclass(frozen=True, slots=True)
class FileCash:
    """The money of the file: what goes out, what comes in, and on which days.

    `bridging` is the cost of borrowing the likely award from the last spend to its payment;
    `value_today` is award and deposit brought back to the day of the application.
    """

    deposit: Money
    deposit_on: date | None
    award: Money
    payment_on: date | None
    payment_earliest: date | None
    payment_latest: date | None
    rate: Decimal
    bridging: Money
    value_today: Money
    explain: Step


def bridging_cost(amount: Money, start: date, end: date, yearly_rate: Decimal) -> Money:
    """Simple interest on an amount between two days, unrounded; nothing when the end comes first.

    >>> str(bridging_cost(Money(Decimal(1000), "MAD"), date(2026, 1, 1), date(2027, 1, 1), Decimal("0.08")))
    '80.00 MAD'
    """
    days = max((end - start).days, 0)
    return amount * (yearly_rate * days / YEAR)


def value_on(amount: Money, paid_on: date, today: date, yearly_rate: Decimal) -> Money:
    """A later amount brought back to today by simple discount, unrounded."""
    days = max((paid_on - today).days, 0)
    return Money(amount.amount / (1 + yearly_rate * days / YEAR), amount.currency)


def cash_of_file(scheme: Scheme, assessment: Assessment, facts: Facts) -> FileCash:
    """The money of one file, at the rate in the fact `bridging_rate`, else at an assumed one."""
    days = {m.id: m.due_on for m in assessment.calendar}
    given = facts.number("bridging_rate")
    rate = USUAL_RATE if given is None else given
    share = Law(scheme, assessment.on, facts, Case.LIKELY).number(scheme.cash.get("deposit_share"))
    award = assessment.award.likely
    deposit = award * (share or Decimal(0))
    paid = facts.day("payment_day") or days.get("payment")
    spent = facts.day("last_shooting_day") or days.get("accounts")
    bridging = Money(Decimal(0), award.currency)
    today = award
    if paid:
        bridging = bridging_cost(award, spent or assessment.on, paid, rate)
        today = value_on(award, paid, assessment.on, rate)
        out = value_on(deposit, days.get("deposit") or assessment.on, assessment.on, rate)
        back = value_on(deposit, paid, assessment.on, rate)
        today = today - out + back
    span = _payment_span(scheme, assessment, facts)
    return FileCash(
        deposit,
        days.get("deposit"),
        award,
        paid,
        *span,
        rate,
        bridging,
        today,
        _explain(award, bridging, rate, spent or assessment.on, paid, given is None),
    )


def _payment_span(scheme: Scheme, assessment: Assessment, facts: Facts) -> tuple[date | None, date | None]:
    early = due_days(Law(scheme, assessment.on, facts, Case.HIGH)).get("payment")
    late = due_days(Law(scheme, assessment.on, facts, Case.LOW)).get("payment")
    return early, late


def _explain(
    award: Money, bridging: Money, rate: Decimal, start: date, end: date | None, assumed: bool
) -> Step:
    days = max((end - start).days, 0) if end else 0
    origin = Origin.ASSUMED if assumed else Origin.YOURS
    return Step(
        phrase("incentives.bridging"),
        bridging,
        "*",
        (
            Step(phrase("incentives.award"), award),
            Step(
                phrase("incentives.input.bridging_rate"),
                rate,
                unit="fraction",
                origin=origin,
                source=_OWN if assumed else (),
                confidence=Confidence.LOW if assumed else Confidence.HIGH,
                assumption="bridging_rate",
            ),
            Step(phrase("incentives.part_of_year"), Decimal(days) / YEAR, unit="years", on=end or start),
        ),
    )
