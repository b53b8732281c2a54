"""Why this order, as a paper, A4: the lines of the board, of its rivals and of the bound; the difference in words."""

from __future__ import annotations

from typing import Any

from tournage.documents.order_reason.view import OrderParts, View
from tournage.documents.parts import head_data, paper_title
from tournage.documents.render.numbers import figure
from tournage.documents.render.typst import compile_pdf
from tournage.schedule.order_reason import Priced

PAPER = "order_reason"
WORDS = (
    *("column.line", "column.bound", "column.mine", "column.second", "column.sorted", "table.title"),
    *("gap.title", "gap.lead", "method.title", "method", "difference_note", "total"),
)
MOST_GAPS = 6


def build_pdf(parts: OrderParts, lang: str) -> bytes:
    """The page as PDF."""
    view = View(parts, lang)
    order = parts.order
    data = {
        "head": head_data(parts.head, PAPER, lang),
        "answer": view.answer(),
        "words": {name: view.w(name) for name in WORDS},
        "unit": view.w("unit", currency=view.currency),
        "rivals": [rival.kind for rival in order.rivals],
        "lines": _lines(view),
        "totals": _totals(view),
        "facts": _facts(view),
        "reasons": [_reasons(view, rival) for rival in order.rivals],
        "gaps": _gaps(view),
        "gap_words": view.w("gap.words", gap=view.share(order.gap), movable=view.share(order.movable_gap)),
    }
    title = paper_title(parts.head, PAPER, lang)
    return compile_pdf(
        "order_reason/order_reason.typ", data, lang=lang, title=title, made_on=parts.head.made_on
    )


def _lines(view: View) -> list[dict[str, Any]]:
    """One row a cost line that any board or the bound has money in."""
    order = view.order
    rows = []
    for line, amount in order.mine.cost.lines:
        others = [rival.cost.line(line) for rival in order.rivals]
        least = order.bound_lines.get(line, 0)
        if amount or least or any(others):
            rows.append(
                {
                    "name": view.line(line),
                    "bound": view.money(least),
                    "mine": view.money(amount),
                    "rivals": [view.money(other - amount) for other in others],
                }
            )
    return rows


def _totals(view: View) -> list[dict[str, Any]]:
    order, mine = view.order, view.order.mine
    apart = [view.money(rival.cost.total - mine.cost.total) for rival in order.rivals]
    rows = [
        {
            "name": view.w("total"),
            "bound": view.money(order.bound),
            "mine": view.money(mine.cost.total),
            "rivals": apart,
        }
    ]
    if view.parts.problem.rebate is not None:
        net = [view.money(rival.cost.net - mine.cost.net) for rival in order.rivals]
        rows.append({"name": view.w("net"), "bound": "", "mine": view.money(mine.cost.net), "rivals": net})
    return rows


def _facts(view: View) -> list[dict[str, str]]:
    """Each board in a line: days, strips left out, route."""
    boards = (view.order.mine, *view.order.rivals)
    return [
        {
            "name": view.w(f"column.{board.kind}"),
            "days": view.w("days", count=board.days),
            "route": view.route(board),
            "left_out": view.left_out(board),
        }
        for board in boards
    ]


def _reasons(view: View, rival: Priced) -> dict[str, Any]:
    reasons = view.order.reasons(rival)
    return {
        "title": view.w(f"against.{rival.kind}"),
        "lines": [view.reason(reason) for reason in reasons] or [view.w("reason.none")],
        "warning": view.w("left_out.warning") if rival.left_out != view.order.mine.left_out else "",
    }


def _gaps(view: View) -> list[dict[str, Any]]:
    """Where the gap lies: what each line costs over its proven least."""
    order = view.order
    over = [(line, amount - order.bound_lines.get(line, 0)) for line, amount in order.mine.cost.lines]
    ranked = sorted((e for e in over if e[1] > 0), key=lambda e: (-e[1], e[0]))[:MOST_GAPS]
    most = max((amount for _, amount in ranked), default=1)
    return [
        {"name": view.line(line), "length": amount / most, "figure": figure(view.whole(amount), view.lang, 0)}
        for line, amount in ranked
    ]
