"""Spreadsheets in the house style: numbers as numbers, text as text, heads that stay, A4 print set-up.

A text that starts with `=`, `+`, `-` or `@` stays text; Arabic sheets run right to left.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from typing import Any

from tournage.documents.render.numbers import DIRECTIONS
from tournage.documents.render.tokens import colour
from tournage.kernel.money import Money

A4 = 9
_ISOLATES = re.compile("[\u2066-\u2069]")
_FORBIDDEN = re.compile(r"[\[\]:*?/\\']")


@dataclass(frozen=True, slots=True)
class Formula:
    """A cell that reckons: its formula, and the value to show until a program reckons it anew."""

    text: str
    value: Decimal | int


Cell = str | int | Decimal | Money | date | Formula | None


def cell_name(row: int, column: int) -> str:
    """`C5` for row 4 and column 2, both counted from 0."""
    from xlsxwriter.utility import xl_rowcol_to_cell

    return str(xl_rowcol_to_cell(row, column))


FORMATS = {
    "text": "@",
    "count": "#,##0;(#,##0);0",
    "money": "#,##0.00;(#,##0.00);0.00",
    "whole": "#,##0;(#,##0);0",
    "decimal": "#,##0.000",
    "quantity": "#,##0",
    "percent": "0.0 %",
    "date": "yyyy-mm-dd",
}


QUANTITY_DECIMALS = 4
WIDEST_PAGE = 230
"""Characters that still read on one landscape page; a wider sheet prints on several, first columns repeated."""


def number_format(kind: str, value: Decimal | int | Money) -> str:
    """The format of a cell: of its column's kind, a quantity with the decimals it has.

    >>> number_format("quantity", 8), number_format("quantity", Decimal("0.025"))
    ('#,##0', '#,##0.000')
    """
    if isinstance(value, Money):
        return FORMATS["money" if kind == "quantity" else kind]
    if kind != "quantity":
        return FORMATS[kind if kind != "text" else "count"]
    exponent = round(Decimal(value), QUANTITY_DECIMALS).normalize().as_tuple().exponent
    places = -exponent if isinstance(exponent, int) and exponent < 0 else 0
    return FORMATS["quantity"] + ("." + "0" * places if places else "")


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its head, width in characters and kind (a key of `FORMATS`)."""

    head: str
    width: float = 12
    kind: str = "text"


class Book:
    """A workbook under way. Add sheets and rows, then take `finish()`."""

    def __init__(self, *, lang: str, title: str, foot: str, page_of: str, made_on: date) -> None:
        import xlsxwriter

        self._out = BytesIO()
        self._lang, self._foot, self._title, self._page_of = lang, foot, title, page_of
        self._book = xlsxwriter.Workbook(
            self._out,
            {
                "in_memory": True,
                "strings_to_formulas": False,
                "strings_to_urls": False,
                "strings_to_numbers": False,
                "nan_inf_to_errors": False,
            },
        )
        day = datetime(made_on.year, made_on.month, made_on.day)  # noqa: DTZ001 - Excel has no zones
        self._book.set_properties({"title": title, "created": day})
        self._formats: dict[tuple[tuple[str, Any], ...], Any] = {}
        self._names: set[str] = set()

    def style(self, **properties: Any) -> Any:
        """A cell format; the same properties give the same format."""
        base = {"font_name": "Arial", "font_size": 9, "valign": "top", "reading_order": 0}
        if DIRECTIONS[self._lang] == "rtl":
            base["reading_order"] = 2
        wanted = {**base, **properties}
        key = tuple(sorted(wanted.items()))
        if key not in self._formats:
            self._formats[key] = self._book.add_format(wanted)
        return self._formats[key]

    def sheet(self, name: str, columns: Sequence[Column], **options: Any) -> Sheet:
        """A sheet with its title, its column heads frozen and repeated; see `Sheet`."""
        clean = _FORBIDDEN.sub(" ", _ISOLATES.sub("", name)).strip()[:31] or "Sheet"
        number = 2
        while clean.casefold() in self._names:
            clean = f"{clean[:27]} {number}"
            number += 1
        self._names.add(clean.casefold())
        return Sheet(self, self._book.add_worksheet(clean), columns, **options)

    def finish(self) -> bytes:
        """The workbook as bytes."""
        self._book.close()
        return self._out.getvalue()

    def set_up_print(self, sheet: Any, landscape: bool, width: float) -> None:
        """A4, as wide as it stays legible, foot with production, paper, version, date and page x of y."""
        sheet.set_paper(A4)
        if landscape:
            sheet.set_landscape()
        if DIRECTIONS[self._lang] == "rtl":
            sheet.right_to_left()
        sheet.set_margins(left=0.51, right=0.51, top=0.47, bottom=0.7)
        sheet.fit_to_pages(max(1, -int(-width // WIDEST_PAGE)), 0)
        sheet.hide_gridlines(2)
        foot = _ISOLATES.sub("", self._foot).replace("&", "&&")[:170]
        pages = _ISOLATES.sub("", self._page_of).format(page="&P", pages="&N")
        left, right = ("&R", "&L") if DIRECTIONS[self._lang] == "rtl" else ("&L", "&R")
        sheet.set_footer(f"{left}&7{foot}{right}&7{pages}")


class Sheet:
    """One sheet being filled from the top."""

    def __init__(
        self,
        book: Book,
        sheet: Any,
        columns: Sequence[Column],
        *,
        lines: Sequence[str] = (),
        landscape: bool = False,
        freeze_columns: int = 0,
    ) -> None:
        self._book, self._sheet, self._columns, self._row = book, sheet, columns, 0
        book.set_up_print(sheet, landscape, sum(column.width for column in columns))
        if freeze_columns:
            sheet.repeat_columns(0, freeze_columns - 1)
        for n, text in enumerate(lines):
            self._text(self._row, 0, text, book.style(bold=n == 0, font_size=14 if n == 0 else 9))
            self._row += 1
        self._row += 1 if lines else 0
        for at, column in enumerate(columns):
            sheet.set_column(at, at, column.width)
            align = "right" if column.kind not in ("text", "date") else "general"
            head = book.style(bold=True, bottom=2, text_wrap=True, valign="bottom")
            if align == "right":
                head = book.style(bold=True, bottom=2, text_wrap=True, valign="bottom", align="right")
            self._text(self._row, at, column.head, head)
        sheet.repeat_rows(self._row)
        self._row += 1
        self._first = self._row
        sheet.freeze_panes(self._row, freeze_columns)

    @property
    def next_row(self) -> int:
        """Index of the row that comes next, from 0."""
        return self._row

    def row(self, cells: Sequence[Cell], **properties: Any) -> None:
        """One row; each cell in its column's kind, `properties` on all of them (`bold`, `bg_color`, `top`)."""
        for at, cell in enumerate(cells):
            kind = self._columns[at].kind if at < len(self._columns) else "text"
            self._cell(self._row, at, cell, kind, properties)
        self._row += 1

    def styled_row(self, cells: Sequence[tuple[Cell, Mapping[str, Any]]], **properties: Any) -> None:
        """One row whose cells bring properties of their own."""
        for at, (cell, own) in enumerate(cells):
            kind = self._columns[at].kind if at < len(self._columns) else "text"
            self._cell(self._row, at, cell, kind, {**properties, **own})
        self._row += 1

    def band(self, text: str, **properties: Any) -> None:
        """One text over the whole width: a day's end, a banner, a section."""
        style = self._book.style(**{"bold": True, **properties})
        for at in range(len(self._columns)):
            self._sheet.write_blank(self._row, at, None, style)
        self._text(self._row, 0, text, style)
        self._row += 1

    def offer_filter(self) -> None:
        """Put the filter buttons on the column heads, over the rows written so far."""
        if self._row > self._first:
            self._sheet.autofilter(self._first - 1, 0, self._row - 1, len(self._columns) - 1)

    def skip(self) -> None:
        """An empty row."""
        self._row += 1

    def _cell(self, row: int, at: int, cell: Cell, kind: str, properties: Mapping[str, Any]) -> None:
        if cell is None:
            self._sheet.write_blank(row, at, None, self._book.style(**properties))
        elif isinstance(cell, str):
            align = {"align": "right"} if kind not in ("text", "date") else {}
            self._text(row, at, cell, self._book.style(**{"text_wrap": True, **align, **properties}))
        elif isinstance(cell, date):
            style = self._book.style(**{"num_format": FORMATS["date"], "align": "left", **properties})
            self._sheet.write_datetime(row, at, datetime(cell.year, cell.month, cell.day), style)  # noqa: DTZ001
        elif isinstance(cell, Formula):
            style = self._book.style(**{"num_format": FORMATS[kind], "align": "right", **properties})
            self._sheet.write_formula(row, at, cell.text, style, float(cell.value))
        else:
            value = cell.rounded().amount if isinstance(cell, Money) else cell
            form = number_format(kind, cell)
            style = self._book.style(**{"num_format": form, "align": "right", **properties})
            self._sheet.write_number(row, at, float(value), style)

    def _text(self, row: int, at: int, text: str, style: Any) -> None:
        self._sheet.write_string(row, at, _ISOLATES.sub("", text).replace("\u00a0", " "), style)


INK = colour("ink")
RULE = colour("rule")
