"""The sweep as a workbook: one row a condition."""

from __future__ import annotations

from decimal import Decimal

from tournage.documents.parts import paper_book, sheet_lines
from tournage.documents.render.xlsx import Column
from tournage.documents.risk.view import minor
from tournage.documents.what_if.paper import PAPER
from tournage.documents.what_if.view import SweepParts, answer, word
from tournage.kernel.words import say


def build_xlsx(parts: SweepParts, lang: str) -> bytes:
    """The sweep as a workbook."""
    kinds = (
        ("label", 34, "text"),
        ("first_day", 13, "date"),
        ("last_day", 13, "date"),
        ("days", 8, "count"),
        ("calendar", 10, "count"),
        ("total", 18, "money"),
        ("net", 18, "money"),
        ("bound", 18, "money"),
        ("gap", 9, "percent"),
        ("held", 10, "count"),
        ("ramadan", 10, "count"),
        ("hot", 12, "decimal"),
        ("left_out", 10, "count"),
        ("film", 18, "money"),
        ("film_net", 18, "money"),
    )
    columns = tuple(Column(word(f"column.{name}", lang), width, kind) for name, width, kind in kinds)
    lines = (
        *sheet_lines(parts.head, PAPER, lang),
        word("unit", lang, currency=parts.currency),
        answer(parts, lang),
    )
    book = paper_book(parts.head, PAPER, lang)
    sheet = book.sheet(word("title", lang), columns, lines=lines, landscape=True, freeze_columns=1)
    for row in parts.rows:
        money = [minor(amount, parts.currency) for amount in (row.total, row.net, row.bound)]
        hot = None if row.hot is None else Decimal(str(round(row.hot, 3)))
        sheet.row(
            [
                say(row.label, lang),
                row.first_day,
                row.last_day,
                row.days,
                row.calendar_days,
                *money,
                Decimal(str(round(row.gap, 4))),
                row.held,
                row.ramadan,
                hot,
                row.left_out,
                row.film,
                row.film_net,
            ]
        )
    sheet.offer_filter()
    return book.finish()
