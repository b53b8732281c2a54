"""Small builders of explanation steps on money."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from tournage.kernel.explain import Step
from tournage.kernel.money import Money
from tournage.kernel.words import Phrase


def amount(step: Step) -> Decimal:
    """The number in a step, whatever its unit."""
    value = step.value
    if isinstance(value, Money):
        return value.amount
    return Decimal(value)


def sum_of(label: Phrase, inputs: Sequence[Step], currency: str) -> Step:
    """The sum of some steps."""
    return Step(label, Money(sum((amount(s) for s in inputs), Decimal(0)), currency), "+", tuple(inputs))


def least(label: Phrase, inputs: Sequence[Step], currency: str, rule: Phrase | None = None) -> Step:
    """The least of some steps."""
    return Step(label, Money(min(amount(s) for s in inputs), currency), "min", tuple(inputs), rule=rule)


def product(label: Phrase, money: Step, factor: Step, rule: Phrase | None = None) -> Step:
    """Money times a number."""
    value = money.value
    assert isinstance(value, Money)
    return Step(label, Money(value.amount * amount(factor), value.currency), "*", (money, factor), rule=rule)


def difference(label: Phrase, whole: Step, *less: Step, rule: Phrase | None = None) -> Step:
    """The first less the rest."""
    value = whole.value
    assert isinstance(value, Money)
    rest = sum((amount(s) for s in less), Decimal(0))
    return Step(label, Money(value.amount - rest, value.currency), "-", (whole, *less), rule=rule)
