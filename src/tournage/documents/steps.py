"""An explanation as markup: each step with its figure, sign, rule, source and doubt, inputs beneath."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from tournage.documents.render.html import Html, bdi, el
from tournage.documents.render.numbers import figure
from tournage.kernel.dated import Origin
from tournage.kernel.explain import Step
from tournage.kernel.money import Money
from tournage.kernel.words import phrase, say

SIGNS = {"+": "+", "-": "−", "*": "×"}
INDENT = 20

STEPS_CSS = (
    ".tree{list-style:none;padding:0;margin:0}"
    ".tree li{display:flex;gap:8px;font-size:13.5px;line-height:22px;border-bottom:1px solid var(--rule);padding-block:2px}"
    ".tree .value{flex:none;width:104px;text-align:right;font-weight:500}"
    ".tree .sign{flex:none;width:12px;color:var(--ink-2)}"
    ".tree .code{margin-inline-start:6px}"
)


def build_steps(step: Step, lang: str, *, decimals: int = 0) -> Html:
    """The whole tree of a step; money with so many decimals."""
    return el("ul", *_branch(step, lang, decimals, "", 0), class_="tree")


def step_figure(step: Step, lang: str, decimals: int = 0) -> str:
    """The value of a step as digits."""
    value = step.value
    if isinstance(value, Money):
        return figure(value.amount, lang, decimals)
    return value if isinstance(value, str) else figure(Decimal(value), lang)


def _branch(step: Step, lang: str, decimals: int, sign: str, depth: int) -> Iterator[Html]:
    source = el("span", say(step.source[0].words, lang), class_="code") if step.source else ""
    marks = {Origin.ASSUMED: ("warn", "◐ "), Origin.YOURS: ("yours", "")}
    css, shape = marks.get(step.origin, ("", ""))
    told = say(phrase(f"documents.steps.{step.origin.value}"), lang) if css else ""
    yield el(
        "li",
        el("span", bdi(step_figure(step, lang, decimals), lang), class_="fig value"),
        el("span", sign, class_="sign", aria_hidden="true"),
        el(
            "span",
            say(step.label, lang),
            " ",
            el("span", shape, told, class_=css) if css else "",
            source,
            style=f"padding-inline-start:{depth * INDENT}px",
        ),
    )
    for place, child in enumerate(step.inputs):
        inner = SIGNS.get(step.operation, "") if place or step.operation == "+" else ""
        yield from _branch(child, lang, decimals, inner, depth + 1)
