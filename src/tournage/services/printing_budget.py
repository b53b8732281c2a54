"""The top sheet as lines of text for the terminal."""

from __future__ import annotations

from tournage.budget.model import Budget
from tournage.budget.top_sheet import subtotals, top_sheet
from tournage.kernel.money import Money
from tournage.kernel.words import Phrase, phrase, say

NAME_WIDTH, MONEY_WIDTH = 42, 15


def top_sheet_text(budget: Budget, lang: str) -> str:
    """Accounts with their money in Morocco, abroad and in all, in whole units, then the totals."""
    heads = [say(phrase(f"services.budget.{key}"), lang) for key in ("morocco", "abroad", "total")]
    lines = [f"{budget.currency:<7}{'':<{NAME_WIDTH}}" + "".join(f"{head:>{MONEY_WIDTH}}" for head in heads)]
    rows = top_sheet(budget)
    for row in rows:
        lines.append(_line(row.code, say(Phrase(row.name_key), lang), row.morocco, row.abroad))
    lines.append("")
    for part in subtotals(budget, rows):
        lines.append(_line("", say(part.label, lang), part.morocco, part.abroad))
    return "\n".join(lines)


def _line(code: str, name: str, morocco: Money, abroad: Money) -> str:
    name = name if len(name) <= NAME_WIDTH - 2 else name[: NAME_WIDTH - 3] + "…"
    figures = "".join(f"{_whole(amount):>{MONEY_WIDTH}}" for amount in (morocco, abroad, morocco + abroad))
    return f"{code:<7}{name:<{NAME_WIDTH}}{figures}"


def _whole(amount: Money) -> str:
    return f"{amount.amount:,.0f}".replace(",", "\u202f")
