"""The paper's sections on money: top sheet, rebate, tornado."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from tournage.budget.top_sheet import subtotals
from tournage.documents.render.numbers import day_plain, money
from tournage.documents.study.amounts import exact, share, short_scale
from tournage.documents.study.blocks import Block, column, note, pair, pieces, table
from tournage.documents.study.comes_back import (
    back_summary,
    counted_by_status,
    gate_required,
    gate_status,
    gate_unit,
    gate_value,
    reasons_by_amount,
)
from tournage.documents.study.cost import account_name, cell, cost_summary
from tournage.documents.study.moves import ends_of, gap, moves_summary, reach_of, room_for_label, tried
from tournage.documents.study.view import View
from tournage.incentives.model import Gate
from tournage.kernel.money import Money

STATUS = {"passed": "yes", "missed": "no", "unknown": "unknown"}


def cost_blocks(view: View) -> tuple[str, list[Block]]:
    """Top sheet with the totals of its parts, then exchange and calls for funds."""
    study, rows = view.study, []
    sums = {sub.id: sub for sub in subtotals(study.budget, study.top_sheet)}
    for section, _ in study.budget.chart.sections:
        inside = [row for row in study.top_sheet if row.section == section]
        for row in inside:
            figures = [cell(view.table, amount, view.lang) for amount in (row.morocco, row.abroad, row.total)]
            rows.append({"cells": [row.code, view.say(account_name(view, row)), *figures]})
        if len(inside) > 1 and section in sums:
            sub = sums[section]
            rows.append(_sum(view, view.say(sub.label), (sub.morocco, sub.abroad, sub.total)))
    rows.append(_sum(view, view.w("cost.total"), (study.morocco_spend, study.foreign_spend, view.cost)))
    columns = [column(view, "account", 44), column(view, "name", 0)]
    columns += [column(view, name, 78, fig=True) for name in ("morocco", "abroad", "total")]
    unit = view.table.unit(study.currency, view.lang)
    return cost_summary(view), [table(unit, columns, rows), pair([_exchange(view)], [_calls(view)])]


def _sum(view: View, label: str, sums: tuple[Money, ...]) -> dict[str, Any]:
    return {"cells": ["", label, *(cell(view.table, amount, view.lang) for amount in sums)], "total": True}


def _exchange(view: View) -> Block:
    used = {line.rate.currency for line in view.study.budget.lines} | {view.study.currency}
    rows = [
        [
            f"1 {rate.currency}",
            f"{exact(rate.rate, None, view.lang)} {rate.quote}",
            day_plain(rate.on, view.lang),
        ]
        for rate in view.study.budget.exchange
        if rate.currency in used
    ]
    columns = [column(view, "currency", 50), column(view, "rate", 0, fig=True), column(view, "due_on", 92)]
    return table(view.w("cost.exchange"), columns, rows)


def _calls(view: View) -> Block:
    rows = [
        [
            str(call.number),
            day_plain(call.due_on, view.lang),
            share(call.share, view.lang),
            cell(view.table, call.amount, view.lang),
        ]
        for call in view.study.instalments
    ]
    columns = [
        column(view, "call", 34),
        column(view, "due", 0),
        column(view, "share", 44, fig=True),
        column(view, "amount", 52, fig=True),
    ]
    return table(
        view.w("cost.instalments", unit=view.table.unit(view.study.currency, view.lang)), columns, rows
    )


def back_blocks(view: View) -> tuple[str, list[Block]]:
    """Gates with their nearest way, what counts and why not."""
    rows: list[dict[str, Any]] = []
    for gate in view.study.assessment.gates:
        rows += _gate_rows(view, gate)
    columns = [
        column(view, "gate", 0),
        column(view, "required", 62, fig=True),
        column(view, "actual", 62, fig=True),
        column(view, "status", 84),
    ]
    return back_summary(view), [table(view.w("back.gates"), columns, rows), *_counted(view)]


def _gate_rows(view: View, gate: Gate) -> list[dict[str, Any]]:
    status = gate_status(gate)
    first = view.say(gate.source[0].words) if gate.source else ""
    name = {"t": view.say(gate.label), "unit": gate_unit(view, gate), "sub": first}
    actual = {"t": gate_value(view, gate, gate.actual), "bold": True}
    state = {"t": view.w(f"gate.{status}"), "status": STATUS[status]}
    rows: list[dict[str, Any]] = [{"cells": [name, gate_required(view, gate), actual, state]}]
    way = gate.nearest_way
    if way is not None and not gate.passed:
        costs = view.w("gate.costs", amount=money(way.cost, view.lang, 0)) if way.cost else ""
        brings = view.w("gate.brings", amount=money(way.brings, view.lang, 0)) if way.brings else ""
        words = " ".join(
            piece for piece in (f"**{view.w('gate.nearest')}**", view.say(way.action), costs, brings) if piece
        )
        rows.append({"way": pieces(words)})
    return rows


def _counted(view: View) -> list[Block]:
    sums = counted_by_status(view)
    whole = sum((amount.amount for amount in sums.values()), Decimal(0))
    if not whole:
        return []
    parts, at = [], Decimal(0)
    for status, amount in sums.items():
        wide = amount.amount / whole * 100
        parts.append({"status": status.value, "a": float(at), "wide": float(wide)})
        at += wide
    keys = [
        {
            "status": s.value,
            "name": view.w(f"status.{s.value}"),
            "share": share((amount.amount / whole).quantize(Decimal("0.001")), view.lang),
        }
        for s, amount in sums.items()
        if amount
    ]
    scale = short_scale(Money(whole, "MAD"))
    rows = [
        [
            reason,
            {"t": view.w(f"status.{status.value}"), "status": status.value},
            scale.digits(amount, view.lang),
        ]
        for status, reason, amount in reasons_by_amount(view)[:8]
    ]
    unit = {"head": scale.unit(view.study.assessment.currency, view.lang), "width": 60, "fig": True}
    stack = {"kind": "stack", "title": view.w("back.counts"), "parts": parts, "keys": keys}
    return [
        stack,
        table(view.w("back.reasons"), [column(view, "reason", 0), column(view, "status", 92), unit], rows),
    ]


def moves_blocks(view: View) -> tuple[str, list[Block]]:
    """The tornado."""
    swings = view.study.tornado
    if not swings:
        return view.w("moves.nothing"), [note(view.w("moves.nothing_why"))]
    reach, rows = reach_of(view), []
    for swing in swings:
        bars = []
        for net in ends_of(view, swing):
            moved = gap(view, net)
            if moved:
                wide = float(abs(moved) / reach * 50 * room_for_label(view))
                start = 50 - wide if moved < 0 else 50.0
                bars.append(
                    {"a": start, "wide": wide, "cheaper": moved < 0, "net": view.short.digits(net, view.lang)}
                )
        rows.append({"label": view.say(swing.label), "tried": tried(view, swing), "bars": bars})
    head = view.w("moves.net", amount=view.short.digits(view.study.net_cost, view.lang))
    key = view.w("moves.key", unit=view.short.unit(view.study.currency, view.lang))
    return moves_summary(view), [
        {"kind": "tornado", "head": view.w("moves.head"), "net": head, "rows": rows},
        note(key),
    ]
