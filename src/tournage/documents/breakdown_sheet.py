"""Breakdown sheets: one page a scene, a box for each category, always in the same place."""

from __future__ import annotations

from typing import Any

from tournage.breakdown.model import Sheet
from tournage.documents.board_order import unit_name
from tournage.documents.needs import (
    BACKGROUND,
    USUAL,
    Item,
    Needs,
    category_order,
    category_title,
    spoken_name,
)
from tournage.documents.parts import PaperParts, head_data, paper_book, paper_title, sheet_lines, word
from tournage.documents.render.numbers import (
    NOTHING,
    duration,
    figure,
    isolate,
    isolate_name,
    pages,
    weekday_short,
)
from tournage.documents.render.tokens import strip_kind
from tournage.documents.render.typst import compile_pdf
from tournage.documents.render.xlsx import Cell, Column
from tournage.schedule.model import Day, Strip

PAPER = "breakdown_sheet"
ROOM_IN_A_BOX = 7
"""Items a box holds before the sheet gives up equal boxes and grows."""


class _Where:
    """When and where each scene is shot, from the board."""

    def __init__(self, parts: PaperParts) -> None:
        self.strips: dict[str, list[Strip]] = {}
        self.days: dict[str, Day] = {}
        for strip in parts.board.strips:
            self.strips.setdefault(strip.scene, []).append(strip)
        for day in parts.board.days:
            self.days.update(dict.fromkeys(day.strips, day))
        self.units = len({day.unit for day in parts.board.days}) > 1


def _fields(parts: PaperParts, sheet: Sheet, where: _Where, lang: str) -> list[list[str]]:
    strips = where.strips.get(str(sheet.key), [])
    places = dict.fromkeys(parts.name(strip.location, lang) for strip in strips)
    minutes = sum(strip.minutes for strip in strips)
    days = sorted({where.days[s.id].number for s in strips if s.id in where.days})
    by_number = {day.number: day for day in parts.board.days}
    shoots = [
        word("shoots_on", lang, number=n, on=isolate(weekday_short(by_number[n].on, lang), lang))
        for n in days
    ]
    light = [word("field.light", lang), word(f"light.{sheet.light.value}", lang)]
    fields = [
        [word("field.length", lang), pages(sheet.eighths, lang)],
        [word("field.page", lang), sheet.page or NOTHING],
        [*light, word("assumed", lang)] if sheet.light_assumed else light,
        [word("field.script_day", lang), sheet.script_day or NOTHING],
        [word("field.location", lang), _comma(lang).join(places) or NOTHING],
        [word("field.shoots", lang), word("list_joint", lang).join(shoots) or word("not_scheduled", lang)],
        [word("field.time", lang), duration(minutes, lang) if minutes else NOTHING],
    ]
    if sheet.extras:
        low, high = sheet.extras_range
        words = word("extras_range", lang, likely=sheet.extras, low=low, high=high)
        fields.append([category_title(BACKGROUND, lang), words if low != high else figure(high, lang)])
    if where.units and days:
        fields.append([word("field.unit", lang), unit_name(by_number[days[0]].unit, lang)])
    return fields


def _comma(lang: str) -> str:
    return "، " if lang == "ar" else ", "


def _item(item: Item, lang: str) -> dict[str, Any]:
    count = figure(item.count, lang) if item.count is not None else ""
    return {"name": item.name, "count": count, "yours": item.yours}


def _sheet(parts: PaperParts, sheet: Sheet, needs: Needs, where: _Where, lang: str) -> dict[str, Any]:
    found = needs.of(sheet)
    order = [*USUAL, *(category for category in found if category not in USUAL)]
    synopsis = word("omitted", lang) if sheet.omitted else isolate_name(sheet.synopsis, lang)
    return {
        "sheet": word("sheet_number", lang, number=sheet.number),
        "scene": isolate(str(sheet.key), lang),
        "light_key": strip_kind(sheet.int_ext, sheet.light),
        "side": word(f"int_ext.{sheet.int_ext.value}", lang) if sheet.int_ext else "",
        "set": isolate_name(sheet.set_name, lang),
        "light": word(f"light.{sheet.light.value}", lang),
        "synopsis": synopsis,
        "fields": _fields(parts, sheet, where, lang),
        "tall": any(len(items) > ROOM_IN_A_BOX for items in found.values()) or len(order) > len(USUAL) + 3,
        "room": ROOM_IN_A_BOX,
        "categories": [
            {
                "title": category_title(category, lang),
                "count": len(found.get(category, ())),
                "items": [_item(item, lang) for item in found.get(category, ())],
            }
            for category in order
        ],
    }


def build_pdf(parts: PaperParts, lang: str) -> bytes:
    """All breakdown sheets as one PDF, A4 portrait, one page a scene in script order."""
    needs, where = Needs(parts.breakdown, lang), _Where(parts)
    data = {
        "head": head_data(parts.head, PAPER, lang),
        "comments": word("field.comments", lang),
        "legend": word("legend.yours", lang),
        "sheets": [_sheet(parts, s, needs, where, lang) for s in parts.breakdown.sheets],
    }
    title = paper_title(parts.head, PAPER, lang)
    return compile_pdf(f"{PAPER}.typ", data, lang=lang, title=title, made_on=parts.head.made_on)


_SCENE_COLUMNS = (
    ("sheet", 7, "count"),
    ("scene", 8, "text"),
    ("int_ext", 8, "text"),
    ("set_only", 32, "text"),
    ("light", 11, "text"),
    ("page", 7, "text"),
    ("eighths", 8, "count"),
    ("script_day", 8, "text"),
    ("extras", 9, "count"),
    ("synopsis", 50, "text"),
)


def build_xlsx(parts: PaperParts, lang: str) -> bytes:
    """The breakdown as a workbook: a list of scenes, and a list of elements with their words in the script."""
    book = paper_book(parts.head, PAPER, lang)
    lines = sheet_lines(parts.head, PAPER, lang)
    columns = [Column(word(f"column.{name}", lang), width, kind) for name, width, kind in _SCENE_COLUMNS]
    needs = Needs(parts.breakdown, lang)
    categories = sorted(
        {category for s in parts.breakdown.sheets for category in needs.of(s)}, key=category_order
    )
    columns += [Column(category_title(category, lang), 26) for category in categories]
    scenes = book.sheet(word("column.scenes", lang), columns, lines=lines, landscape=True, freeze_columns=2)
    for s in parts.breakdown.sheets:
        found = needs.of(s)
        side = word(f"int_ext.{s.int_ext.value}", lang) if s.int_ext else ""
        light = word(f"light.{s.light.value}", lang)
        cells: list[Cell] = [
            s.number,
            str(s.key),
            side,
            s.set_name,
            light,
            s.page,
            int(s.eighths),
            s.script_day,
            s.extras,
            s.synopsis,
        ]
        lists = ["\n".join(_line(i) for i in found.get(category, ())) for category in categories]
        scenes.row([*cells, *lists])
    scenes.offer_filter()
    _add_elements(book, parts, needs, lang)
    return book.finish()


def _line(item: Item) -> str:
    return f"{item.name} ({item.count})" if item.count is not None else item.name


def _add_elements(book: Any, parts: PaperParts, needs: Needs, lang: str) -> None:
    columns = (
        Column(word("column.category", lang), 22),
        Column(word("column.element", lang), 36),
        Column(word("column.scene_count", lang), 10, "count"),
        Column(word("column.scenes", lang), 40),
        Column(word("column.evidence", lang), 60),
    )
    lines = sheet_lines(parts.head, PAPER, lang)
    sheet = book.sheet(word("needs", lang), columns, lines=lines, landscape=True, freeze_columns=2)
    for element in sorted(parts.breakdown.elements, key=lambda e: (category_order(e.category), e.name)):
        scenes = ", ".join(map(str, element.scenes))
        evidence = "\n".join(f"{e.scene}, {e.line}: {e.text}" for e in element.evidence[:3])
        sheet.row(
            [
                category_title(element.category, lang),
                spoken_name(element, lang),
                len(element.scenes),
                scenes,
                evidence,
            ]
        )
    sheet.offer_filter()
