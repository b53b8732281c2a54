"""Excel budgets: read any table with account and sum, write one that reads back the same."""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any

from tournage.budget.imported import Cell, ImportedBudget, SheetCells, read_rows
from tournage.budget.model import Budget
from tournage.budget.top_sheet import subtotals, top_sheet
from tournage.kernel.errors import TournageError
from tournage.kernel.findings import Finding
from tournage.kernel.money import currency_decimals
from tournage.kernel.words import Phrase, phrase, say

SUFFIXES = (".xlsx", ".xlsm")
BIGGEST_FILE = 30_000_000
BIGGEST_CONTENT = 200_000_000
MOST_ROWS = 50_000


class UnreadableBudgetError(TournageError):
    """The file is not a workbook that can be read."""


def read(path: Path) -> tuple[ImportedBudget, tuple[Finding, ...]]:
    """Read the budget in a workbook and check its sums.

    Formulas are never run: the values stored beside them are read.
    Findings: see `budget.imported.read_rows`.
    Raises: UnreadableBudgetError naming the file and what is wrong with it.
    """
    _check_file(path)
    return read_rows(path.name, _sheets(path))


def _check_file(path: Path) -> None:
    size = path.stat().st_size
    if size == 0:
        raise UnreadableBudgetError(f"{path.name}: the file is empty")
    if size > BIGGEST_FILE:
        raise UnreadableBudgetError(f"{path.name}: {size // 1_000_000} MB is too large for a budget")
    with path.open("rb") as file:
        start = file.read(8)
    if start.startswith(b"\xd0\xcf\x11\xe0"):
        raise UnreadableBudgetError(
            f"{path.name}: protected by a password or in the old .xls form; save it as .xlsx without a password"
        )
    try:
        with zipfile.ZipFile(path) as archive:
            content = sum(entry.file_size for entry in archive.infolist())
    except (zipfile.BadZipFile, OSError, ValueError):
        raise UnreadableBudgetError(f"{path.name}: not an Excel workbook, or cut short") from None
    if content > BIGGEST_CONTENT:
        raise UnreadableBudgetError(f"{path.name}: {content // 1_000_000} MB when unpacked is no budget")


def _sheets(path: Path) -> tuple[SheetCells, ...]:
    import python_calamine

    try:
        book = python_calamine.CalamineWorkbook.from_path(str(path))
        found = []
        for name in book.sheet_names:
            rows = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
            if len(rows) > MOST_ROWS:
                raise UnreadableBudgetError(
                    f"{path.name}, {name}: {len(rows)} rows are too many for a budget"
                )
            found.append(SheetCells(name, tuple(tuple(map(_cell, row)) for row in rows)))
    except UnreadableBudgetError:
        raise
    except Exception as trouble:  # noqa: BLE001 - the reader raises many kinds on broken files
        raise UnreadableBudgetError(f"{path.name}: not a workbook that can be read ({trouble})") from None
    return tuple(found)


def _cell(value: Any) -> Cell:
    return value if isinstance(value, (str, int, float, bool)) else None


COLUMNS = (
    "account",
    "description",
    "amount",
    "unit",
    "times",
    "rate",
    "currency",
    "subtotal",
    "where",
    "phase",
    "expense",
)


def write(budget: Budget, lang: str = "en") -> bytes:
    """The client's budget as a workbook: top sheet and detail, texts as texts, figures as figures."""
    import xlsxwriter

    buffer = BytesIO()
    book = xlsxwriter.Workbook(
        buffer, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    book.set_properties({"created": _no_clock()})
    looks = _looks(book, budget.currency)
    _write_top_sheet(book, budget, lang, looks)
    _write_detail(book, budget, lang, looks)
    book.close()
    return buffer.getvalue()


def _no_clock() -> Any:
    from datetime import datetime

    return datetime(2026, 1, 1)  # noqa: DTZ001 - a fixed mark, so that two writings are the same bytes


def _looks(book: Any, currency: str) -> dict[str, Any]:
    digits = "#,##0." + "0" * currency_decimals(currency) if currency_decimals(currency) else "#,##0"
    return {
        "head": book.add_format({"bold": True, "bottom": 1, "text_wrap": True}),
        "text": book.add_format({"num_format": "@"}),
        "money": book.add_format({"num_format": digits}),
        "number": book.add_format({"num_format": "#,##0.####"}),
        "total": book.add_format({"bold": True, "top": 1, "num_format": digits}),
        "bold": book.add_format({"bold": True, "top": 1}),
    }


def _head(key: str) -> Phrase:
    return phrase(f"formats.budget.{key}")


def _write_top_sheet(book: Any, budget: Budget, lang: str, looks: dict[str, Any]) -> None:
    sheet = book.add_worksheet(say(_head("top_sheet"), lang)[:31])
    if lang == "ar":
        sheet.right_to_left()
    titles = ("account", "category", "morocco", "abroad", "total")
    for column, key in enumerate(titles):
        sheet.write_string(0, column, say(_head(key), lang), looks["head"])
    rows = top_sheet(budget)
    for index, row in enumerate(rows, 1):
        sheet.write_string(index, 0, row.code, looks["text"])
        sheet.write_string(index, 1, say(Phrase(row.name_key), lang), looks["text"])
        for column, amount in enumerate((row.morocco, row.abroad, row.total), 2):
            sheet.write_number(index, column, float(amount.amount), looks["money"])
    for index, part in enumerate(subtotals(budget, rows), len(rows) + 2):
        sheet.write_string(index, 1, say(part.label, lang), looks["bold"])
        for column, amount in enumerate((part.morocco, part.abroad, part.total), 2):
            sheet.write_number(index, column, float(amount.amount), looks["total"])
    sheet.set_column(0, 0, 9)
    sheet.set_column(1, 1, 44)
    sheet.set_column(2, 4, 17)
    sheet.freeze_panes(1, 0)


def _write_detail(book: Any, budget: Budget, lang: str, looks: dict[str, Any]) -> None:
    sheet = book.add_worksheet(say(_head("detail"), lang)[:31])
    if lang == "ar":
        sheet.right_to_left()
    for column, key in enumerate(COLUMNS):
        sheet.write_string(0, column, say(_head(key), lang), looks["head"])
    order = {account.code: index for index, account in enumerate(budget.chart.accounts)}
    lines = [line for line in budget.lines if line.view == "client"]
    for index, line in enumerate(sorted(lines, key=lambda item: order.get(item.account, len(order))), 1):
        place = say(phrase(f"formats.budget.{'morocco' if line.spent_in == 'MA' else 'abroad'}"), lang)
        values: Sequence[str | Decimal] = (
            line.account,
            say(line.label, lang),
            line.amount,
            line.unit,
            line.times,
            line.rate.amount,
            line.subtotal.currency,
            line.subtotal.amount,
            place,
            line.phase,
            line.expense or "",
        )
        for column, value in enumerate(values):
            if isinstance(value, str):
                sheet.write_string(index, column, value, looks["text"])
            else:
                look = looks["money"] if COLUMNS[column] in ("rate", "subtotal") else looks["number"]
                sheet.write_number(index, column, float(value), look)
    sheet.set_column(0, 0, 9)
    sheet.set_column(1, 1, 52)
    sheet.set_column(2, 10, 13)
    sheet.freeze_panes(1, 2)
