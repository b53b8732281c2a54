"""Top sheet, prices and what a day costs as lines of text for the terminal."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from tournage.budget.model import Budget
from tournage.budget.reality import morocco_a_day
from tournage.budget.top_sheet import subtotals, top_sheet
from tournage.budget.views import service_margin
from tournage.kernel.dated import Origin
from tournage.kernel.errors import TournageError
from tournage.kernel.explain import Step
from tournage.kernel.money import Money
from tournage.kernel.words import Phrase, format_number, phrase, say

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


def summary_text(priced: PricedScript, lang: str, *, internal: bool = False) -> str:
    """Shooting days, template with its reason, spend in Morocco a day; inside, the company's margin too."""
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
    lines += [_figure_text(a_day, lang)] if a_day is not None else []
    if internal:
        margin = service_margin(budget)
        lines += [_figure_text(step, lang) for step in (*margin.inputs, margin)]
    return "\n".join(lines)


def _figure_text(step: Step, lang: str) -> str:
    """One figure in words, in whole units."""
    assert isinstance(step.value, Money)
    amount = Decimal(step.value.amount.to_integral_value())
    words = phrase("services.budget.figure", what=step.label, amount=amount, currency=step.value.currency)
    return say(words, lang)


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


def explain_text(budget: Budget, id: str, lang: str) -> str:
    """How one line was worked out, down to scenes, prices and sources.

    Raises: UnknownLineError when no line has this id.
    """
    line = next((line for line in budget.lines if line.id == id), None)
    if line is None:
        near = ", ".join(sorted(line.id for line in budget.lines if id.split(".")[0] in line.id)[:6])
        raise UnknownLineError(f"no line {id!r} in this budget" + (f"; there are {near}" if near else ""))
    return "\n".join(_step_lines(line.explain, lang, 0))


class UnknownLineError(TournageError):
    """The budget has no line of this id."""


def _step_lines(step: Step, lang: str, depth: int) -> list[str]:
    value = step.value
    if isinstance(value, Money):
        shown = str(value)
    elif isinstance(value, str):
        shown = value
    else:
        shown = format_number(value, lang)
    parts = [f"{'  ' * depth}{say(step.label, lang)}: {shown}"]
    per = " / " if isinstance(value, Money) else " "
    parts += [f"{per}{step.unit}"] if step.unit else []
    parts += [f" [{step.assumption}]"] if step.assumption else []
    lines = ["".join(parts)]
    indent = "  " * (depth + 1)
    if step.rule:
        lines.append(f"{indent}{say(step.rule, lang)}")
    if step.scenes and not step.inputs:
        lines.append(f"{indent}{say(phrase('services.budget.scenes', scenes=step.scenes), lang)}")
    lines += [
        f"{indent}{say(source.words, lang)}{f' ({source.href})' if source.href else ''}"
        for source in step.source
    ]
    if step.origin is Origin.ASSUMED:
        lines.append(f"{indent}{say(phrase('services.budget.estimate'), lang)}")
    for part in step.inputs:
        lines += _step_lines(part, lang, depth + 1)
    return lines
