"""The stripboard: every strip in its trade colour, in shooting order, a black line at each day's end."""

from __future__ import annotations

from typing import Any

from tournage.documents.board_order import order_board, with_totals
from tournage.documents.board_sheet import add_board_sheet
from tournage.documents.parts import PaperParts, head_data, paper_book, paper_title, word
from tournage.documents.render.tokens import STRIP_KINDS
from tournage.documents.render.typst import compile_pdf

PAPER = "stripboard"
COLUMNS = ("scene", "set", "script_day", "cast", "pages")


def _data(parts: PaperParts, lang: str) -> dict[str, Any]:
    order = order_board(parts, lang)
    return {
        "head": head_data(parts.head, PAPER, lang),
        "columns": {name: word(f"column.{name}", lang) for name in COLUMNS},
        "legend": [(kind, word(f"strip.{kind}", lang)) for kind in STRIP_KINDS],
        "entries": with_totals(order.entries),
        "totals": order.totals,
        "scene_width": order.scene_width,
    }


def build_pdf(parts: PaperParts, lang: str) -> bytes:
    """The stripboard as PDF, A4 landscape, two columns of strips."""
    title = paper_title(parts.head, PAPER, lang)
    return compile_pdf(f"{PAPER}.typ", _data(parts, lang), lang=lang, title=title, made_on=parts.head.made_on)


def build_xlsx(parts: PaperParts, lang: str) -> bytes:
    """The stripboard as a workbook, each row filled with its strip's colour."""
    book = paper_book(parts.head, PAPER, lang)
    add_board_sheet(book, parts, PAPER, lang, coloured=True)
    return book.finish()
