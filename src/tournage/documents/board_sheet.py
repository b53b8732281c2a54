"""The board as a spreadsheet: one row a strip, a dark row at each day's end."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from tournage.documents.board_order import BoardOrder, order_board
from tournage.documents.parts import PaperParts, sheet_lines, word
from tournage.documents.render.numbers import pages_decimal
from tournage.documents.render.tokens import colour, strip_fill
from tournage.documents.render.xlsx import Book, Cell, Column, Sheet

_COLUMNS = (
    ("letters", 6, "text"),
    ("scene", 8, "text"),
    ("int_ext", 8, "text"),
    ("set_only", 32, "text"),
    ("light", 11, "text"),
    ("synopsis", 46, "text"),
    ("script_day", 7, "text"),
    ("eighths", 8, "count"),
    ("page_number", 8, "decimal"),
    ("cast", 20, "text"),
    ("extras", 8, "count"),
    ("place", 22, "text"),
    ("minutes", 9, "count"),
)


def add_board_sheet(book: Book, parts: PaperParts, paper: str, lang: str, *, coloured: bool = False) -> Sheet:
    """Add the board in shooting order; `coloured` fills each row with its strip's colour."""
    columns = [Column(word(f"column.{name}", lang), width, kind) for name, width, kind in _COLUMNS]
    lines = sheet_lines(parts.head, paper, lang)
    sheet = book.sheet(word(f"{paper}.title", lang), columns, lines=lines, landscape=True, freeze_columns=2)
    order = order_board(parts, lang)
    for entry in order.entries:
        if entry["kind"] == "strip":
            fill = strip_fill(entry["light_key"])
            own = {"bg_color": fill} if coloured else {}
            letters = {"bg_color": fill, "align": "center", "bold": True}
            cells = _strip_cells(entry)
            sheet.styled_row(
                [(cells[0], letters), *((cell, own) for cell in cells[1:])],
                bottom=1,
                bottom_color=colour("rule"),
            )
        elif entry["kind"] == "day":
            sheet.row(
                _day_cells(entry), bold=True, bg_color=colour("ink"), font_color="#FFFFFF", text_wrap=False
            )
        elif entry["kind"] == "idle":
            sheet.band(f"{entry['text']} · {entry['date']}", bg_color=colour("day-off"), bold=False)
        else:
            sheet.band(entry["text"], align="right" if lang == "ar" else "left")
    sheet.row(_total_cells(parts, order, lang), bold=True, top=2, text_wrap=False)
    return sheet


def _total_cells(parts: PaperParts, order: BoardOrder, lang: str) -> list[Cell]:
    """What is scheduled: days, scenes, length."""
    eighths = sum(day.eighths for day in parts.board.days)
    days, scenes = (f"{label} {value}" for label, value in order.totals[:2])
    return [word("column.total", lang), None, None, days, None, scenes, None, eighths, pages_decimal(eighths)]


def _strip_cells(entry: dict[str, Any]) -> list[Cell]:
    return [
        entry["letters"],
        entry["scene"],
        entry["side"],
        entry["set"],
        entry["light"],
        entry["synopsis"],
        entry["script_day"],
        entry["eighths"],
        pages_decimal(entry["eighths"]),
        entry["cast"],
        entry["extras_count"],
        entry["place"],
        entry["minutes"],
    ]


def _day_cells(entry: dict[str, Any]) -> list[Cell]:
    words = " · ".join(w for w in (entry["date"], entry["base"], entry["hours"], entry["over"]) if w)
    total: Decimal = pages_decimal(entry["eighths"])
    return [
        entry["end"],
        None,
        None,
        words,
        None,
        None,
        None,
        entry["eighths"],
        total,
        None,
        None,
        None,
        None,
    ]
