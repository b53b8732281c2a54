"""The shooting schedule: the one-line with all that each scene needs, for heads of department."""

from __future__ import annotations

from typing import Any

from tournage.documents.board_order import BoardOrder, order_board, with_totals
from tournage.documents.board_sheet import add_board_sheet
from tournage.documents.needs import Item, Needs, category_title
from tournage.documents.parts import PaperParts, head_data, paper_book, paper_title, sheet_lines, word
from tournage.documents.render.numbers import figure
from tournage.documents.render.typst import compile_pdf
from tournage.documents.render.xlsx import Column

PAPER = "shooting_schedule"
WIDE_LETTERS, LONG_LETTERS = 150, 2500
"""From so many letters on, a category takes the whole width; a strip may break over pages."""
COLUMNS = ("scene", "needs", "script_day", "pages", "place")


def _entries(parts: PaperParts, order: BoardOrder, lang: str) -> list[dict[str, Any]]:
    needs = Needs(parts.breakdown, lang)
    sheets = {str(sheet.key): sheet for sheet in parts.breakdown.sheets}
    entries = []
    for entry in order.entries:
        if entry["kind"] == "strip":
            sheet = sheets.get(entry["of_scene"])
            lists = [_list(*found, lang) for found in (needs.of(sheet) if sheet else {}).items()]
            long = sum(len(i["name"]) for found in lists for i in found["items"]) > LONG_LETTERS
            entry = {**entry, "needs": lists, "long": long}
        entries.append(entry)
    return with_totals(tuple(entries))


def _list(category: str, items: tuple[Item, ...], lang: str) -> dict[str, Any]:
    shown = [
        {"name": i.name, "count": "" if i.count is None else figure(i.count, lang), "yours": i.yours}
        for i in items
    ]
    wide = sum(len(i.name) + 4 for i in items) > WIDE_LETTERS
    return {"title": category_title(category, lang), "items": shown, "wide": wide}


def build_pdf(parts: PaperParts, lang: str) -> bytes:
    """The shooting schedule as PDF, A4 portrait."""
    order = order_board(parts, lang)
    data = {
        "head": head_data(parts.head, PAPER, lang),
        "columns": {name: word(f"column.{name}", lang) for name in COLUMNS},
        "entries": _entries(parts, order, lang),
        "totals": order.totals,
        "scene_width": order.scene_width,
    }
    title = paper_title(parts.head, PAPER, lang)
    return compile_pdf(f"{PAPER}.typ", data, lang=lang, title=title, made_on=parts.head.made_on)


def build_xlsx(parts: PaperParts, lang: str) -> bytes:
    """The shooting schedule as a workbook: the board, and one row for each thing a scene needs."""
    book = paper_book(parts.head, PAPER, lang)
    add_board_sheet(book, parts, PAPER, lang)
    _add_needs(book, parts, lang)
    return book.finish()


def _add_needs(book: Any, parts: PaperParts, lang: str) -> None:
    columns = (
        Column(word("column.scene", lang), 9),
        Column(word("column.set_only", lang), 34),
        Column(word("column.category", lang), 22),
        Column(word("column.element", lang), 36),
        Column(word("column.count", lang), 9, "count"),
    )
    lines = sheet_lines(parts.head, PAPER, lang)
    sheet = book.sheet(word("needs", lang), columns, lines=lines, freeze_columns=1)
    needs = Needs(parts.breakdown, lang)
    sheets = {str(s.key): s for s in parts.breakdown.sheets}
    strips = {strip.id: strip for strip in parts.board.strips}
    for day in sorted(parts.board.days, key=lambda d: (d.on, d.number)):
        for id in day.strips:
            found = needs.of(sheets[strips[id].scene]) if strips[id].scene in sheets else {}
            for category, items in found.items():
                for i in items:
                    sheet.row([id, strips[id].set_name, category_title(category, lang), i.name, i.count])
    sheet.offer_filter()
