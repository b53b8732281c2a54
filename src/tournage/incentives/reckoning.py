"""The state of one case while the rules of a scheme are applied to it."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

from tournage.incentives.law import Law
from tournage.incentives.model import Gate
from tournage.kernel.explain import Step
from tournage.kernel.money import Money


@dataclass
class Reckoning:
    """The state of one case while its rules are applied in order."""

    law: Law
    amounts: dict[str, Step]
    base: Step
    ratio: Decimal = Decimal(1)
    """What the limits left of the base: parts shrink with it."""
    gates: list[Gate] = field(default_factory=list)
    open_facts: set[str] = field(default_factory=set)
    better_facts: set[str] = field(default_factory=set)
    """Facts that would raise the award if they held."""
    gaps: set[str] = field(default_factory=set)

    @property
    def currency(self) -> str:
        """The scheme's currency."""
        return self.law.scheme.currency

    def amount(self, name: str) -> Decimal | None:
        """A total, or a fact that is an amount; None when neither is given."""
        if name == "qualifying_spend":
            return money_of(self.base).amount
        if name in self.amounts:
            return money_of(self.amounts[name]).amount
        return self.law.facts.number(name)

    def part(self, name: str) -> Decimal:
        """A part of the spend, zero when not given."""
        step = self.amounts.get(name)
        return money_of(step).amount if step else Decimal(0)


def money_of(step: Step) -> Money:
    """The money of a step."""
    value = step.value
    assert isinstance(value, Money)
    return value


@dataclass(frozen=True, slots=True)
class Outcome:
    """One case worked out."""

    qualifying: Step
    award: Step
    before_tax: Step
    ungated: Step
    """The award as it would be with every gate passed."""
    gates: tuple[Gate, ...]
    open_facts: frozenset[str]
    gaps: frozenset[str]
    better_facts: frozenset[str] = frozenset()
