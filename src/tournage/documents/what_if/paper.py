"""The sweep as a paper, A4 across: the table, a bar of cost with its bound, and the dates on one calendar."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from tournage.documents.parts import head_data, paper_title
from tournage.documents.render.numbers import NOTHING, day_short, figure, month, percent
from tournage.documents.render.typst import compile_pdf
from tournage.documents.risk.view import minor
from tournage.documents.what_if.view import SweepParts, answer, hot, word
from tournage.kernel.words import say
from tournage.schedule.what_if import SweepRow

PAPER = "what_if"
COLUMNS = (
    *("label", "days", "calendar", "bar", "total", "net", "bound", "gap", "held", "ramadan", "hot"),
    *("left_out", "film_net"),
)


def build_pdf(parts: SweepParts, lang: str) -> bytes:
    """The sweep as PDF."""
    most = max((row.total for row in parts.rows), default=1) or 1
    data = {
        "head": head_data(parts.head, PAPER, lang),
        "answer": answer(parts, lang),
        "columns": {name: word(f"column.{name}", lang) for name in COLUMNS},
        "unit": word("unit", lang, currency=parts.currency),
        "film_unit": next((row.film.currency for row in parts.rows if row.film), ""),
        "keys": {name: word(f"key.{name}", lang) for name in ("cost", "bound", "ramadan", "shoot")},
        "rows": [_row(row, parts, most, lang) for row in parts.rows],
        "dates_title": word("dates.title", lang),
        **_calendar(parts, lang),
        "notes": [word(f"note.{name}", lang) for name in _notes(parts)],
    }
    title = paper_title(parts.head, PAPER, lang)
    return compile_pdf("what_if/what_if.typ", data, lang=lang, title=title, made_on=parts.head.made_on)


def _notes(parts: SweepParts) -> tuple[str, ...]:
    film = ("film",) if any(row.film for row in parts.rows) else ()
    out = ("left_out",) if any(row.left_out for row in parts.rows) else ()
    return (*out, "hot", *film, "bound")


def _row(row: SweepRow, parts: SweepParts, most: int, lang: str) -> dict[str, Any]:
    def money(amount: int) -> str:
        return figure(minor(amount, parts.currency), lang, 0)

    return {
        "label": say(row.label, lang),
        "days": figure(row.days, lang),
        "calendar": figure(row.calendar_days, lang),
        "bar": [row.bound / most, row.total / most],
        "total": money(row.total),
        "net": money(row.net) if row.net != row.total else NOTHING,
        "bound": money(row.bound),
        "gap": percent(Decimal(str(round(row.gap, 4))), lang, 1),
        "held": figure(row.held, lang),
        "ramadan": figure(row.ramadan, lang),
        "hot": hot(row, lang),
        "left_out": figure(row.left_out, lang),
        "film_net": figure(row.film_net.amount, lang, 0) if row.film_net else NOTHING,
        "planned": row.id == "as_planned",
    }


def _calendar(parts: SweepParts, lang: str) -> dict[str, Any]:
    """Months along the top, Ramadan as a band, each row from its first to its last shooting day."""
    shot = [row for row in parts.rows if row.days]
    if not shot:
        return {"spans": [], "months": [], "ramadan": []}
    first = min(row.first_day for row in shot).replace(day=1)
    last = max(row.last_day for row in shot)
    whole = (last - first).days + 8

    def at(on: date) -> float:
        return (on - first).days / whole

    months, on = [], first
    while on <= last:
        months.append([at(on), month(on, lang)])
        on = (on + timedelta(days=31)).replace(day=1)
    spans = [
        {
            "label": say(row.label, lang),
            "from": at(row.first_day),
            "to": at(row.last_day + timedelta(days=1)),
            "first": day_short(row.first_day, lang),
            "last": day_short(row.last_day, lang),
        }
        for row in shot
    ]
    ramadan = [[at(a), at(b + timedelta(days=1))] for a, b in parts.ramadan]
    return {"spans": spans, "months": months, "ramadan": ramadan}
