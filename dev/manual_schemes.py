"""The manual's page of the law: every scheme, rule, value, day and source."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tournage.incentives.expenses import ExpenseList
from tournage.incentives.labels import rule_label, scheme_name, switch_label, value_label
from tournage.incentives.scheme import Scheme, SchemeValue
from tournage.jurisdictions.load_schemes import list_schemes, load_expenses, load_scheme
from tournage.kernel.dated import Source
from tournage.kernel.words import phrase, say
from tournage.services.law import content_json, place_name
from tournage.services.law_text import content_text


def pages() -> dict[str, str]:
    """The page of schemes and the page of Morocco's expense lines."""
    schemes = [load_scheme(s) for s in list_schemes()]
    return {
        "reference/schemes.md": "\n".join(_schemes(schemes)) + "\n",
        "reference/expense_lines.md": "\n".join(_expenses(load_expenses("ma"))) + "\n",
    }


def _schemes(schemes: list[Scheme]) -> Iterator[str]:
    yield "# Schemes"
    yield ""
    yield (
        "What each country pays back, as kept in `jurisdictions/*/incentives/*.yaml`. "
        "◐ marks our estimate; *not found* a value that exists but that no source read gives."
    )
    for scheme in schemes:
        yield from _scheme(scheme)


def _scheme(scheme: Scheme) -> Iterator[str]:
    yield ""
    yield f"## {place_name(scheme, 'en')}: {say(scheme_name(scheme), 'en')}"
    yield ""
    yield f"`{scheme.id}`, {scheme.currency}, {scheme.instrument.replace('_', ' ')}, evidence to {scheme.as_of}."
    yield ""
    yield "| value | from | to | is | confidence | source |"
    yield "|---|---|---|---|---|---|"
    for value in scheme.values.values():
        yield from _value(scheme, value)
    yield ""
    rules = "; ".join(f"{_cell(say(rule_label(scheme, r), 'en'))} (`{r.id}`)" for r in scheme.rules)
    yield f"Rules: {rules}."
    if scheme.switches:
        conflicts = "; ".join(
            f"{say(switch_label(scheme, s.id), 'en')}: `{s.resolution}`" for s in scheme.switches
        )
        yield ""
        yield f"Conflicts and what is used: {conflicts}."
    for note in scheme.notes:
        yield ""
        yield f"- {_cell(note)}"


def _value(scheme: Scheme, value: SchemeValue) -> Iterator[str]:
    for step in value.steps:
        stated = step.stated
        mark = "◐ " if stated.assumed else ""
        content = content_text(content_json(stated.value)).replace("not_found", "*not found*")
        note = f"<br>{_cell(stated.note)}" if stated.note else ""
        yield (
            f"| {_cell(say(value_label(scheme, value.name), 'en'))} `{value.name}` | {step.first_day} | "
            f"{step.last_day or ''} | {mark}{content}{note} | {stated.confidence.value} | {_sources(stated.source)} |"
        )


def _expenses(expenses: ExpenseList) -> Iterator[str]:
    yield "# Expense lines of the Moroccan rebate"
    yield ""
    yield (
        "◐ marks a prudent default that the official annex must confirm: such a line stays conditional "
        "until the fact `annex_confirmed` is given."
    )
    yield ""
    yield "| line | counts | condition | confidence | source |"
    yield "|---|---|---|---|---|"
    for line in expenses.lines.values():
        for _, stated in line.steps:
            label = _cell(say(phrase(f"jurisdictions/ma.expense.{line.id}"), "en"))
            condition = _cell(say(phrase(f"jurisdictions/ma.condition.{line.condition}"), "en"))
            mark = "◐ " if stated.assumed else ""
            yield (
                f"| {label} `{line.id}` | {mark}{stated.value} | {condition} | {stated.confidence.value} | "
                f"{_sources(stated.source)} |"
            )


def _sources(sources: tuple[Source, ...]) -> str:
    return "<br>".join(f"[{_cell(s.title)}]({s.href})" if s.href else _cell(s.title) for s in sources)


def _cell(text: Any) -> str:
    return str(text).replace("|", "\\|").replace("[", "(").replace("]", ")")
