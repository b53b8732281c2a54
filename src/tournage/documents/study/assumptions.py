"""Every assumption the answer uses: value, range, source, confidence, and whose word it is."""

from __future__ import annotations

from tournage.cases.feasibility.model import Assumption
from tournage.documents.render.html import Html, el, join
from tournage.documents.render.numbers import isolate
from tournage.documents.study.amounts import with_unit
from tournage.documents.study.view import View
from tournage.kernel.dated import Confidence, Origin
from tournage.kernel.explain import Figure

ORDER = (Origin.YOURS, Origin.ASSUMED, Origin.PROPOSED, Origin.SOURCED)
LEVELS = (Confidence.LOW, Confidence.MEDIUM, Confidence.HIGH)
FIRST_ROWS = 12
CENTS_BELOW = 100
"""Ends of a range from this amount on are shown without cents."""


def sorted_assumptions(view: View) -> list[Assumption]:
    """A person's own first, then the least certain; those that move the answer most before others."""
    weight = {swing.assumption: n for n, swing in enumerate(view.study.tornado)}
    group = {f"rate.{rate.id}": f"prices.{rate.group}" for rate in view.study.budget.rates}
    return sorted(
        view.study.assumptions,
        key=lambda a: (
            a.origin is not Origin.YOURS,
            weight.get(group.get(a.id, a.id), 99),
            ORDER.index(a.origin),
            LEVELS.index(a.confidence),
        ),
    )


def build_assumptions(view: View) -> Html:
    """The first of them in sight, the rest behind one line; how to change one stands above."""
    rows = sorted_assumptions(view)
    how = el("p", view.w("assumptions.how"), " ", el("code", "--assume FILE.toml", dir="ltr"))
    rest = rows[FIRST_ROWS:]
    more = (
        [el("details", el("summary", view.w("assumptions.more", n=len(rest))), _table(view, rest))]
        if rest
        else []
    )
    return view.section("assumptions", assumptions_summary(view), how, _table(view, rows[:FIRST_ROWS]), *more)


def assumptions_summary(view: View) -> str:
    """How many there are, how many are our estimates, how many a person's own."""
    all_of_them = view.study.assumptions
    assumed = sum(1 for a in all_of_them if a.origin is Origin.ASSUMED)
    yours = sum(1 for a in all_of_them if a.origin is Origin.YOURS)
    text = view.w("assumptions.summary", n=len(all_of_them), assumed=assumed)
    return f"{text} {view.w('assumptions.yours', n=yours)}" if yours else text


def assumption_range(view: View, assumption: Assumption) -> str:
    """Low to high, as far as known."""
    ends = [end for end in (assumption.low, assumption.high) if end is not None]
    if len(ends) < 2:
        return ""
    shown = [bare(view, end, assumption.unit) for end in ends]
    return isolate(f"{shown[0]}–{shown[1]}", view.lang)


def bare(view: View, value: Figure, unit: str | None) -> str:
    """A value without its unit, shares in per cent."""
    from tournage.documents.render.numbers import figure
    from tournage.documents.study.amounts import exact
    from tournage.kernel.money import Money

    if isinstance(value, Money):
        whole = value.amount == value.amount.to_integral_value() or abs(value.amount) >= CENTS_BELOW
        return figure(value.amount, view.lang, 0 if whole else 2)
    return exact(value, unit, view.lang)


def _table(view: View, rows: list[Assumption]) -> Html:
    heads = [
        el("th", view.w(f"column.{name}"), scope="col", class_="fig" if name == "value" else None)
        for name in ("assumption", "value", "origin", "source")
    ]
    body = [_row(view, row) for row in rows]
    return el(
        "table",
        el("caption", view.w("assumptions.caption"), class_="hidden"),
        el("thead", el("tr", *heads)),
        el("tbody", *body),
        class_="assumptions",
    )


def _row(view: View, a: Assumption) -> Html:
    note = [el("span", view.say(a.note), class_="reason")] if a.note else []
    name = join(view.say(a.label), *note, el("code", a.id, dir="ltr"))
    spread = assumption_range(view, a)
    value = join(
        el("b", with_unit(a.value, a.unit, view.lang)),
        *([el("span", spread, class_="reason")] if spread else []),
    )
    source = join(view.sources(a.source), el("span", view.confidence(a.confidence), class_="code line"))
    return el(
        "tr",
        el("th", name, scope="row"),
        el("td", value, class_="fig"),
        el("td", view.origin(a.origin)),
        el("td", source, class_="source"),
        id=f"a-{a.id}",
    )
