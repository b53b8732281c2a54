"""Bringing lines to one currency without losing a centime."""

from __future__ import annotations

from collections.abc import Sequence

from tournage.budget.model import Budget, BudgetLine
from tournage.kernel.money import Money, total, zero


def in_one_currency(
    budget: Budget, lines: Sequence[BudgetLine], currency: str | None = None
) -> tuple[Money, ...]:
    """Each line's subtotal in one currency, rounded so that the parts sum to the converted whole.

    For each currency the running sum is converted and rounded, and a line takes the difference
    it makes: no line is off by more than one of the smallest coin, and no sum is off at all.
    """
    target = currency or budget.currency
    running: dict[str, Money] = {}
    carried: dict[str, Money] = {}
    amounts = []
    for line in lines:
        own = line.subtotal.currency
        if own == target and line.subtotal == line.subtotal.rounded():
            amounts.append(line.subtotal)
            continue
        running[own] = running.get(own, zero(own)) + line.subtotal
        reached = budget.in_currency(running[own], target).rounded()
        amounts.append(reached - carried.get(own, zero(target)))
        carried[own] = reached
    return tuple(amounts)


def budget_total(budget: Budget, *, spent_in: str | None = None, view: str = "client") -> Money:
    """What the budget costs in its own currency; only `MA` or `abroad` when `spent_in` is given."""
    lines = [line for line in budget.lines if line.view == view or line.view == "client"]
    amounts = in_one_currency(budget, lines)
    return total(
        (amount for line, amount in zip(lines, amounts, strict=True) if spent_in in (None, line.spent_in)),
        budget.currency,
    )
