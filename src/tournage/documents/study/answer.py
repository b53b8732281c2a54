"""The answer: one sentence, then six rows, each with its range and what it rests on."""

from __future__ import annotations

from decimal import Decimal

from tournage.cases.feasibility.model import AnswerRow
from tournage.documents.render.html import Html, el, join
from tournage.documents.study.amounts import exact
from tournage.documents.study.bars import range_bar
from tournage.documents.study.view import View
from tournage.kernel.explain import Figure
from tournage.kernel.money import Money
from tournage.kernel.words import begin

COLOURS = {
    "days": "grey",
    "morocco_spend": "morocco",
    "qualifying": "morocco",
    "award": "back",
    "net_cost": "net",
}


def build_answer(view: View) -> Html:
    """The sentence and the six rows; net cost alone is raised."""
    rows = [_row(view, row) for row in view.study.answer]
    return el(
        "section",
        el("h1", view.say(view.study.verdict), id="answer-title"),
        el("div", *rows, class_="answer"),
        el("p", view.w("answer.key"), class_="caption"),
        id="answer",
        aria_labelledby="answer-title",
    )


def answer_figure(view: View, row: AnswerRow) -> tuple[str, str]:
    """The figure of a row and the words after it."""
    value = row.figure.value
    if isinstance(value, Money):
        return view.short.digits(value, view.lang), view.short.unit(value.currency, view.lang)
    digits = exact(value, row.figure.unit, view.lang)
    build = view.study.board.set_build_days
    if row.id == "days":
        return digits, view.w("answer.set_build", n=build) if build else view.w(
            "answer.days", n=_whole(value)
        )
    return digits, view.w("answer.bases", n=_whole(value)) if row.id == "places" else ""


def range_ends(row: AnswerRow) -> tuple[Decimal, Decimal, Decimal] | None:
    """Low, likely and high as numbers, when all three are known."""
    ends = [number(end) for end in (row.low, row.figure.value, row.high)]
    if any(end is None for end in ends):
        return None
    low, likely, high = (end or Decimal(0) for end in ends)
    return min(low, likely), likely, max(high, likely)


def number(figure: Figure | None) -> Decimal | None:
    """A figure as a bare number, None when it has none."""
    if figure is None or isinstance(figure, str):
        return None
    return figure.amount if isinstance(figure, Money) else Decimal(figure)


def end_labels(view: View, row: AnswerRow, ends: tuple[Decimal, Decimal, Decimal]) -> tuple[str, str]:
    """What stands at the ends of a range bar."""
    if isinstance(row.figure.value, Money):
        return view.short.digits(ends[0], view.lang), view.short.digits(ends[2], view.lang)
    return exact(ends[0], None, view.lang), exact(ends[2], None, view.lang)


def _row(view: View, row: AnswerRow) -> Html:
    digits, unit = answer_figure(view, row)
    ends = range_ends(row)
    bar = el("div", class_="no-range")
    if ends is not None and ends[0] != ends[2]:
        labels = end_labels(view, row, ends)
        bar = range_bar(ends, COLOURS.get(row.id, "grey"), labels)
    figure = join(view.opens(row.figure, digits, "figure"), " ", el("span", unit, class_="unit"))
    return el(
        "div",
        el("h2", view.say(row.label), class_="answer-label"),
        el("p", figure, class_="answer-figure"),
        bar,
        el("p", begin(view.say(row.rests_on)), class_="answer-rests"),
        class_="answer-row net" if row.id == "net_cost" else "answer-row",
        data_row=row.id,
    )


def _whole(value: Figure) -> int:
    return int(value) if not isinstance(value, Money | str) else 0
