"""`SpendLine`, the waist of the system: forecast, claim and policy are all assessed on these."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from tournage.kernel.explain import Step
from tournage.kernel.money import Money


class SpendKind(StrEnum):
    """Planned by a budget or actually posted."""

    PLANNED = "planned"
    ACTUAL = "actual"


@dataclass(frozen=True, slots=True)
class SpendLine:
    """One expense, planned or actual.

    Countries are ISO 3166 two-letter codes. `expense` is the expense line of the scheme's
    list when the budget template already knows it. `tags` carry what rules may ask for
    (`above_the_line`, `fringe`, `foreign_crew`, `extras` …).
    """

    id: str
    account: str
    description: str
    net: Money
    vat: Money | None = None
    on: date | None = None
    kind: SpendKind = SpendKind.PLANNED
    payee: str | None = None
    payee_country: str | None = None
    payee_ice: str | None = None
    supplied_in: str | None = None
    payment: str | None = None
    invoice: str | None = None
    expense: str | None = None
    tags: frozenset[str] = frozenset()
    explain: Step | None = None
