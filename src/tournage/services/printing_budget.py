"""Top sheet, prices and what a day costs as lines of text for the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tournage.budget.model import Budget
from tournage.budget.reality import morocco_a_day
from tournage.budget.top_sheet import subtotals, top_sheet
from tournage.kernel.money import Money
from tournage.kernel.words import Phrase, phrase, say

if TYPE_CHECKING:
    from tournage.services.budgeting_scripts import PricedScript

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


def summary_text(priced: PricedScript, lang: str) -> str:
    """Shooting days, the template with its reason, and the spend in Morocco a day."""
    budget = priced.made.budget
    lines = [
        "",
        say(
            phrase(
                "services.budget.shoot",
                days=priced.shooting_days,
                first=priced.first_day,
                last=priced.last_day,
            ),
            lang,
        ),
        say(
            phrase(
                "services.budget.template",
                template=budget.template_name or Phrase("", (("text", budget.template),)),
                reason=priced.made.reason,
            ),
            lang,
        ),
    ]
    a_day = morocco_a_day(budget, priced.shooting_days)
    if a_day is not None and isinstance(a_day.value, Money):
        lines.append(f"{say(a_day.label, lang)}: {_whole(a_day.value)} {a_day.value.currency}")
    return "\n".join(lines)


def rates_text(document: dict[str, Any], *, whole: bool) -> str:
    """Prices one a line: id, low – likely – high, currency and unit, ≈ for our estimates, confidence."""
    lines = []
    for rate in document["rates"]:
        span = f"{rate['low']} – {rate['likely']} – {rate['high']}"
        mark = "≈" if rate["origin"] == "assumed" else " "
        per = f"{rate['currency']} / {rate['per']}"
        lines.append(f"{rate['id']:<36}{span:>26} {per:<18}{mark} {rate['confidence']:<7}{rate['name']}")
    if whole:
        for share in document["shares"]:
            span = f"{share['low']} – {share['likely']} – {share['high']}"
            mark = "≈" if share["origin"] == "assumed" else " "
            lines.append(
                f"{share['id']:<36}{span:>26} {'':<18}{mark} {share['confidence']:<7}{share['name']}"
            )
        lines += [f"1 {e['currency']} = {e['rate']} {e['quote']} ({e['on']})" for e in document["exchange"]]
    return "\n".join(lines)
