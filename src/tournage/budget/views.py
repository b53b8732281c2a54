"""Two views of one budget: the client's, and the service company's own."""

from __future__ import annotations

from dataclasses import replace

from tournage.budget.convert import in_one_currency
from tournage.budget.model import Budget
from tournage.kernel.explain import Step
from tournage.kernel.money import Money, total
from tournage.kernel.words import phrase

FEE = "service_fee"


def client_view(budget: Budget) -> Budget:
    """What the client is shown and pays: all lines but the service company's own costs."""
    return replace(budget, lines=tuple(line for line in budget.lines if line.view == "client"))


def internal_view(budget: Budget) -> Budget:
    """What the service company spends: the lines in Morocco at cost and its own costs, without its fee."""
    return replace(
        budget,
        lines=tuple(line for line in budget.lines if line.spent_in == "MA" and line.id != FEE),
    )


def service_margin(budget: Budget) -> Step:
    """What is left of the fee after the service company's own costs, in the budget's currency."""
    fee = _sum(budget, "fee")
    own = _sum(budget, "own")
    margin = fee - own
    parts = (Step(phrase("budget.fee"), fee), Step(phrase("budget.own_costs"), own))
    return Step(phrase("budget.margin"), margin, "-", parts)


def _sum(budget: Budget, which: str) -> Money:
    lines = [line for line in budget.lines if (line.id == FEE if which == "fee" else line.view == "internal")]
    return total(in_one_currency(budget, lines), budget.currency)
