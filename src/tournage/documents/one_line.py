"""The one-line schedule: shooting order, one entry a strip, a black line at the end of each day."""

from __future__ import annotations

from typing import Any

from tournage.documents.board_order import order_board, with_totals
from tournage.documents.board_sheet import add_board_sheet
from tournage.documents.parts import PaperParts, head_data, paper_book, paper_title, word
from tournage.documents.render.typst import compile_pdf

PAPER = "one_line"
COLUMNS = ("scene", "set", "script_day", "pages", "cast", "place")


def _data(parts: PaperParts, lang: str) -> dict[str, Any]:
    order = order_board(parts, lang)
    return {
        "head": head_data(parts.head, PAPER, lang),
        "columns": {name: word(f"column.{name}", lang) for name in COLUMNS},
        "entries": with_totals(order.entries),
        "totals": order.totals,
        "scene_width": order.scene_width,
    }


def build_pdf(parts: PaperParts, lang: str) -> bytes:
    """The one-line as PDF, A4 portrait."""
    title = paper_title(parts.head, PAPER, lang)
    return compile_pdf(f"{PAPER}.typ", _data(parts, lang), lang=lang, title=title, made_on=parts.head.made_on)


def build_xlsx(parts: PaperParts, lang: str) -> bytes:
    """The one-line as a workbook: the same rows, lengths in eighths and in pages as numbers."""
    book = paper_book(parts.head, PAPER, lang)
    add_board_sheet(book, parts, PAPER, lang)
    return book.finish()
