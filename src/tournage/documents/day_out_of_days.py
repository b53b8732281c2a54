"""The day out of days: who is engaged on which day, and the paid days of each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any

from tournage.documents.element_days import element_days
from tournage.documents.parts import PaperParts, head_data, paper_book, paper_title, sheet_lines, word
from tournage.documents.render.numbers import (
    day_short,
    figure,
    isolate,
    isolate_name,
    month,
    weekday_letter,
)
from tournage.documents.render.tokens import colour
from tournage.documents.render.typst import compile_pdf
from tournage.documents.render.xlsx import Book, Column, Formula, cell_name
from tournage.schedule.model import Board, DoodRow

PAPER = "day_out_of_days"
TOTALS = ("travel", "work", "hold", "holiday", "start", "finish", "total")
HIRED = (1, 4, 5, 6)
"""The totals that say something of what is hired: work, start, finish, total."""
LEGEND = ("SW", "W", "WF", "SWF", "H", "HO", "I", "T", "R", "F", "WD", "SWD", "PW", "PWD", "PWF", "D")
WEEKS_WITH_TOTALS, WEEKS_WITHOUT = 4, 5
"""Weeks that fit a landscape page beside the totals, and without them."""
TOTALS_AS_DAYS = 10
"""The totals take about the room of so many days."""


@dataclass(frozen=True, slots=True)
class Calendar:
    """The columns: every calendar day, its shooting day number, and whether the company is off."""

    days: tuple[date, ...]
    numbers: tuple[int | None, ...]
    off: tuple[bool, ...]


def read_calendar(days: Sequence[date], board: Board) -> Calendar:
    """Which of the days shoot, and which are off; a day of travel, building or waiting is neither."""
    numbers = {day.on: day.number for day in sorted(board.days, key=lambda d: d.unit != "main", reverse=True)}
    busy = {idle.on for idle in board.idle if idle.kind in ("travel", "build", "wait")}
    return Calendar(
        tuple(days),
        tuple(numbers.get(day) for day in days),
        tuple(day not in numbers and day not in busy for day in days),
    )


def cell_kinds(row: DoodRow, calendar: Calendar) -> tuple[str, ...]:
    """How each cell is drawn: work, hold, travel, dropped, engaged_off, off or empty."""
    engaged = [n for n, code in enumerate(row.codes) if code]
    first, last = (engaged[0], engaged[-1]) if engaged else (0, -1)
    kinds, dropped = [], False
    for n, code in enumerate(row.codes):
        kind = _kind(code)
        if kind == "dropped" and calendar.off[n]:
            kind = "off"
        if kind == "empty" and calendar.off[n]:
            kind = "engaged_off" if first < n < last and not dropped else "off"
        elif kind == "empty" and first < n < last and dropped:
            kind = "dropped"
        kinds.append(kind)
        dropped = code.endswith("WD") or code == "D" or (dropped and not code)
    return tuple(kinds)


def _kind(code: str) -> str:
    if "W" in code:
        return "work"
    if code in ("H", "HO", "I"):
        return "hold"
    return "dropped" if code == "D" else "travel" if code else "empty"


def split_weeks(days: Sequence[date]) -> tuple[range, ...]:
    """The columns of each page: whole weeks, so spread that columns are as wide as can be.

    >>> from datetime import timedelta
    >>> days = [date(2027, 5, 3) + timedelta(n) for n in range(70)]
    >>> [len(columns) for columns in split_weeks(days)]
    [28, 28, 14]
    """
    starts = [n for n, day in enumerate(days) if n == 0 or day.weekday() == 0] + [len(days)]
    weeks = len(starts) - 1
    if weeks <= WEEKS_WITH_TOTALS:
        return (range(len(days)),) if days else ()
    pages = 1 + -(-(weeks - WEEKS_WITH_TOTALS) // WEEKS_WITHOUT)
    choices = range(max(1, weeks - WEEKS_WITHOUT * (pages - 1)), WEEKS_WITH_TOTALS + 1)
    last = min(choices, key=lambda n: (max(n * 7 + TOTALS_AS_DAYS, -(-(weeks - n) // (pages - 1)) * 7), n))
    rest, others = weeks - last, pages - 1
    shares = [rest // others + (page < rest % others) for page in range(others)]
    edges = [starts[sum(shares[:page])] for page in range(pages)] + [len(days)]
    return tuple(range(a, b) for a, b in pairwise(edges))


def _totals(row: DoodRow, lang: str) -> list[str]:
    counts = [figure(n or None, lang) for n in (row.travel, row.work, row.hold, row.holiday)]
    days = [isolate(day_short(day, lang), lang) for day in (row.start, row.finish)]
    return [*counts, *days, figure(row.total, lang)]


def _data(parts: PaperParts, lang: str) -> dict[str, Any]:
    days = parts.dood.days
    calendar = read_calendar(days, parts.board)
    groups = _groups(parts, lang)
    shooting = figure(len(parts.board.days), lang)
    cast, others = groups[:1], groups[1:]
    return {
        "head": head_data(parts.head, PAPER, lang, ((word("head.shooting_days", lang), shooting),)),
        "columns": {name: word(f"column.{name}", lang) for name in ("shooting_day", *TOTALS)},
        "totals": list(TOTALS),
        "pages": [_page(calendar, columns, lang) for columns in split_weeks(days)],
        "parts": [
            {
                "heading": "",
                "label": word("column.role", lang),
                "groups": [_group(*group, calendar, lang) for group in cast],
            },
            {
                "heading": word("dood.elements", lang),
                "label": "",
                "groups": [_group(*g, calendar, lang) for g in others],
            },
        ][: 2 if others else 1],
        "legend": [*_legend(parts, lang), (word("code.line", lang), word("code.engaged_off", lang))],
    }


def _legend(parts: PaperParts, lang: str) -> list[tuple[str, str]]:
    """The codes in use and what they say; what is hired uses no others than the cast may."""
    used = {code for _, rows in _groups(parts, lang) for row in rows for code in row.codes}
    return [(code, word(f"code.{code}", lang)) for code in LEGEND if code in used]


def _groups(parts: PaperParts, lang: str) -> tuple[tuple[str, tuple[DoodRow, ...]], ...]:
    """The cast first, without a title of its own, then what else works by day."""
    return (("", parts.dood.rows), *element_days(parts, lang))


def _page(calendar: Calendar, columns: range, lang: str) -> dict[str, Any]:
    return {
        "first": columns.start,
        "months": _months(calendar.days[columns.start : columns.stop], lang),
        "days": [
            {
                "letter": weekday_letter(calendar.days[n], lang),
                "day": str(calendar.days[n].day),
                "number": str(calendar.numbers[n] or ""),
                "off": calendar.off[n],
            }
            for n in columns
        ],
    }


def _group(title: str, rows: Sequence[DoodRow], calendar: Calendar, lang: str) -> dict[str, Any]:
    return {"title": title, "rows": [_row(row, calendar, lang, bool(title)) for row in rows]}


def _row(row: DoodRow, calendar: Calendar, lang: str, hired: bool) -> dict[str, Any]:
    """A row's cells; what is hired rather than engaged has no line through the company's days off."""
    kinds = cell_kinds(row, calendar)
    if hired:
        kinds = tuple("off" if kind == "engaged_off" else kind for kind in kinds)
    return {
        "number": "" if row.number is None else str(row.number),
        "name": isolate_name(row.name, lang),
        "totals": [t if n in HIRED or not hired else "" for n, t in enumerate(_totals(row, lang))],
        "cells": [["" if kind == "off" else code, kind] for code, kind in zip(row.codes, kinds, strict=True)],
    }


def _months(days: Sequence[date], lang: str) -> list[dict[str, Any]]:
    months: list[dict[str, Any]] = []
    for day in days:
        name = month(day, lang)
        if months and months[-1]["name"] == name:
            months[-1]["days"] += 1
        else:
            months.append({"name": name, "days": 1})
    return months


def build_pdf(parts: PaperParts, lang: str) -> bytes:
    """The day out of days as PDF, A4 landscape; long shoots run over several pages by whole weeks."""
    title = paper_title(parts.head, PAPER, lang)
    return compile_pdf(f"{PAPER}.typ", _data(parts, lang), lang=lang, title=title, made_on=parts.head.made_on)


_LOOK: dict[str, dict[str, Any]] = {
    "work": {"bg_color": colour("ink"), "font_color": "#FFFFFF", "bold": True},
    "hold": {"border": 1},
    "travel": {"bottom": 5},
    "dropped": {"pattern": 14, "fg_color": colour("control")},
    "engaged_off": {"bg_color": colour("day-off")},
    "off": {"bg_color": colour("day-off")},
    "empty": {},
}


def build_xlsx(parts: PaperParts, lang: str) -> bytes:
    """The day out of days as a workbook: one column a calendar day, totals as numbers."""
    book = paper_book(parts.head, PAPER, lang)
    add_dood_sheet(book, parts, lang)
    return book.finish()


def add_dood_sheet(book: Book, parts: PaperParts, lang: str) -> None:
    """Add the day out of days: every calendar day a column, the paid days a sum of those before it."""
    dood = parts.dood
    calendar = read_calendar(dood.days, parts.board)
    days = [Column(isolate(day_short(day, lang), lang), 5) for day in dood.days]
    kinds = {"start": "date", "finish": "date"}
    totals = [Column(word(f"column.{t}", lang), 10, kinds.get(t, "count")) for t in TOTALS]
    columns = [Column("", 5, "count"), Column(word("column.role", lang), 24), *days, *totals]
    lines = sheet_lines(parts.head, PAPER, lang)
    sheet = book.sheet(word(f"{PAPER}.title", lang), columns, lines=lines, landscape=True, freeze_columns=2)
    letters = [weekday_letter(day, lang) for day in dood.days]
    grey = [{"bg_color": colour("day-off")} if off else {} for off in calendar.off]
    middle: dict[str, Any] = {"align": "center"}
    sheet.styled_row(
        [(None, {}), (None, {}), *((t, {**middle, **g}) for t, g in zip(letters, grey, strict=True))]
    )
    numbers = ["" if n is None else str(n) for n in calendar.numbers]
    label = word("column.shooting_day", lang)
    sheet.styled_row(
        [(None, {}), (label, {}), *((t, {**middle, **g}) for t, g in zip(numbers, grey, strict=True))],
        bottom=1,
    )
    for title, rows in _groups(parts, lang):
        if title:
            sheet.band(title, top=1)
        for row in rows:
            looks = [{**middle, **_LOOK[kind]} for kind in cell_kinds(row, calendar)]
            at, last = sheet.next_row, 2 + len(row.codes)
            paid = Formula(f"=SUM({cell_name(at, last)}:{cell_name(at, last + 3)})", row.total)
            ends = (row.travel, row.work, row.hold, row.holiday, row.start, row.finish, paid)
            cells = [(code or None, look) for code, look in zip(row.codes, looks, strict=True)]
            number = (row.number, {"bold": True})
            sheet.styled_row([number, (row.name, {}), *cells, *((e, {}) for e in ends)])
    sheet.skip()
    key = " · ".join(f"{code} {words}" for code, words in _legend(parts, lang))
    sheet.band(key, bold=False, font_size=8)
