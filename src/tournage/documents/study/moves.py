"""What could move the answer: the tornado, each assumption moved alone around the likely net cost."""

from __future__ import annotations

from decimal import Decimal

from tournage.cases.feasibility.model import Swing
from tournage.documents.render.html import Html, el
from tournage.documents.study.amounts import exact, share
from tournage.documents.study.bars import span
from tournage.documents.study.view import View
from tournage.documents.study.words import known_word
from tournage.kernel.explain import Figure
from tournage.kernel.money import Money

ROOM_FOR_LABEL = Decimal("0.86")


def build_moves(view: View) -> Html:
    """Widest first; cheaper solid pine, dearer hatched; results at the ends."""
    swings = view.study.tornado
    if not swings:
        return view.section("moves", view.w("moves.nothing"), el("p", view.w("moves.nothing_why")))
    reach = max(
        max(abs(gap(view, swing.net_at_low)), abs(gap(view, swing.net_at_high))) for swing in swings
    ) or Decimal(1)
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


def gap(view: View, net: Money) -> Decimal:
    """How far a result lies from the likely net cost."""
    return net.amount - view.study.net_cost.amount


def tried(view: View, swing: Swing) -> str:
    """The range an assumption was moved over."""
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
    for net in (swing.net_at_low, swing.net_at_high):
        moved = gap(view, net)
        if not moved:
            continue
        cheaper = moved < 0
        wide = abs(moved) / reach * 50 * ROOM_FOR_LABEL
        start = 50 - wide if cheaper else Decimal(50)
        pieces.append(span("cheaper" if cheaper else "dearer", start, wide))
        side = "end" if cheaper else "start"
        at = f"inset-inline-{side}:calc({float(50 + wide):.2f}% + 5px)"
        pieces.append(el("span", view.short.digits(net, view.lang), style=at, class_="result"))
    label = el(
        "span", view.say(swing.label), el("span", tried(view, swing), class_="reason"), class_="swing-label"
    )
    return el("li", label, el("div", *pieces, el("em"), class_="swing-bar"), class_="swing")
