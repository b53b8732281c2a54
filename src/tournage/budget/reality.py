"""A budget held against what foreign shoots really spent in the country."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from tournage.budget.model import Budget, BudgetLine
from tournage.kernel.dated import Confidence, Source
from tournage.kernel.explain import Step
from tournage.kernel.findings import Finding, Severity, finding
from tournage.kernel.money import Money, total
from tournage.kernel.words import Value, phrase

MILLION = Decimal(1_000_000)
FAR_UNDER = Decimal("0.1")
CENTS, TENTHS = Decimal("0.01"), Decimal("0.1")


@dataclass(frozen=True, slots=True)
class ShootsOfYear:
    """How many foreign shoots of a kind a year had and what they spent in all."""

    year: int
    kind: str
    count: int
    amount: Money
    source: tuple[Source, ...]
    confidence: Confidence

    @property
    def mean(self) -> Money:
        """What one of them spent on average, in whole units."""
        return Money(
            (self.amount.amount / self.count).quantize(Decimal(1), ROUND_HALF_UP), self.amount.currency
        )


@dataclass(frozen=True, slots=True)
class KnownProduction:
    """What one named production spent."""

    title: str
    year: int
    amount: Money
    source: tuple[Source, ...]
    confidence: Confidence


def morocco_a_day(budget: Budget, shooting_days: int, currency: str = "MAD") -> Step | None:
    """Spend in Morocco for each shooting day, preparation and wrap included; None without days."""
    if shooting_days <= 0:
        return None
    spend = total((line.subtotal for line in _local(budget) if line.subtotal.currency == currency), currency)
    a_day = Money(spend.amount / shooting_days, currency).rounded()
    parts = (
        Step(phrase("budget.morocco_spend"), spend),
        Step(phrase("budget.shooting_days"), shooting_days, unit="days"),
    )
    return Step(phrase("budget.a_shooting_day"), a_day, "=", parts, rule=phrase("budget.spend_by_days"))


def _local(budget: Budget) -> list[BudgetLine]:
    return [line for line in budget.lines if line.spent_in == "MA" and line.view == "client"]


def compare_with_known(
    budget: Budget, kind: str, years: Sequence[ShootsOfYear], known: Sequence[KnownProduction]
) -> tuple[Finding, ...]:
    """Where the spend in Morocco stands among what such shoots spent.

    Findings: BUD-120 the comparison; BUD-121 more than the largest known, or under a tenth of the
    smallest yearly mean.
    """
    means = sorted(year.mean.amount for year in years if year.kind == kind)
    if not means or not known:
        return ()
    spend = sum(
        (line.subtotal.amount for line in _local(budget) if line.subtotal.currency == "MAD"), Decimal(0)
    )
    largest = max(known, key=lambda production: production.amount.amount)
    values: dict[str, Value] = {
        "spend": _millions(spend),
        "low": _millions(means[0]),
        "high": _millions(means[-1]),
        "first": str(min(year.year for year in years)),
        "last": str(max(year.year for year in years)),
    }
    if spend > largest.amount.amount or spend < means[0] * FAR_UNDER:
        odd: dict[str, Value] = {
            **values,
            "title": largest.title,
            "largest": _millions(largest.amount.amount),
        }
        return (finding("budget", "BUD-121", Severity.WARNING, budget.template, **odd),)
    words = phrase(f"budget.kind.{kind}")
    return (finding("budget", "BUD-120", Severity.INFO, budget.template, kind=words, **values),)


def _millions(amount: Decimal) -> Decimal:
    step = CENTS if amount < MILLION else TENTHS
    return (amount / MILLION).quantize(step, ROUND_HALF_UP)
