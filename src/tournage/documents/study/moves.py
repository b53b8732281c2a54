"""What could move the answer: the tornado, each assumption moved alone around the likely net cost."""

from __future__ import annotations

from decimal import Decimal

from tournage.cases.feasibility.model import Swing
from tournage.documents.render.html import Html, el
from tournage.documents.study.amounts import exact, share
from tournage.documents.study.bars import span
from tournage.documents.study.spots import swing_step
from tournage.documents.study.view import View
from tournage.documents.study.words import known_word
from tournage.kernel.explain import Figure
from tournage.kernel.money import Money
from tournage.kernel.words import begin

SHORT_LABEL, LONG_LABEL = Decimal("0.84"), Decimal("0.7")
"""Share of its half the widest bar takes: less where the results beside it are long."""


def build_moves(view: View) -> Html:
    """Widest first; cheaper solid pine, dearer hatched; results at the ends."""
    swings = view.study.tornado
    if not swings:
        return view.section("moves", view.w("moves.nothing"), el("p", view.w("moves.nothing_why")))
    reach = reach_of(view)
    rows = [_row(view, swing, reach) for swing in swings]
    net = view.w("moves.net", amount=view.short.digits(view.study.net_cost, view.lang))
    head = el(
        "li",
        el("span", view.w("moves.head"), class_="label"),
        el("b", net, class_="net-head"),
        class_="swing head",
    )
    key = view.w("moves.key", unit=view.short.unit(view.study.currency, view.lang))
    return view.section(
        "moves",
        moves_summary(view),
        el("ol", head, *rows, class_="tornado", role="list"),
        el("p", key, class_="caption"),
    )


def moves_summary(view: View) -> str:
    """The assumption that moves the answer most, and by how much."""
    first = view.study.tornado[0]
    low, high = sorted((first.net_at_low, first.net_at_high), key=lambda money: money.amount)
    digits = view.short.digits
    return view.w("moves.summary", name=first.label, low=digits(low, view.lang), high=digits(high, view.lang))


def reach_of(view: View) -> Decimal:
    """The widest move to either side."""
    moves = [
        abs(gap(view, net)) for swing in view.study.tornado for net in (swing.net_at_low, swing.net_at_high)
    ]
    return max(moves, default=Decimal(0)) or Decimal(1)


def ends_of(view: View, swing: Swing) -> list[Money]:
    """The results to draw: both, or the farther one where both lie on one side of the likely net cost."""
    ends = [net for net in (swing.net_at_low, swing.net_at_high) if gap(view, net)]
    if len(ends) == 2 and (gap(view, ends[0]) < 0) == (gap(view, ends[1]) < 0):
        return [max(ends, key=lambda net: abs(gap(view, net)))]
    return ends


def room_for_label(view: View) -> Decimal:
    """How much of its half the widest bar takes."""
    return SHORT_LABEL if view.short.name == "million" else LONG_LABEL


def gap(view: View, net: Money) -> Decimal:
    """How far a result lies from the likely net cost."""
    return net.amount - view.study.net_cost.amount


def tried(view: View, swing: Swing) -> str:
    """The range an assumption was moved over."""
    if swing.assumption.startswith("prices."):
        return begin(view.w("moves.prices"))
    if swing.assumption == "pace":
        return view.w("moves.days", low=str(swing.low), high=str(swing.high))
    ends = [_value(view, swing.assumption, value) for value in (swing.low, swing.high)]
    return view.w("moves.range", low=ends[0], high=ends[1])


def _value(view: View, assumption: str, value: Figure) -> str:
    if isinstance(value, str):
        return view.w(f"moves.{value}") if known_word(f"moves.{value}") else value
    if isinstance(value, Money):
        return view.short.digits(value, view.lang)
    if assumption.startswith(("share.", "fringe.")) or assumption.endswith("_rate"):
        return share(Decimal(value), view.lang)
    return exact(value, None, view.lang)


def _row(view: View, swing: Swing, reach: Decimal) -> Html:
    pieces = []
    for net in ends_of(view, swing):
        moved = gap(view, net)
        cheaper = moved < 0
        wide = abs(moved) / reach * 50 * room_for_label(view)
        start = 50 - wide if cheaper else Decimal(50)
        pieces.append(span("cheaper" if cheaper else "dearer", start, wide))
        side = "end" if cheaper else "start"
        at = f"inset-inline-{side}:calc({float(50 + wide):.2f}% + 5px)"
        shown = view.opens(swing_step(view, swing, net), view.short.digits(net, view.lang))
        pieces.append(el("span", shown, style=at, class_="result"))
    label = el(
        "span", view.say(swing.label), el("span", tried(view, swing), class_="reason"), class_="swing-label"
    )
    return el("li", label, el("div", *pieces, el("em"), class_="swing-bar"), class_="swing")
