"""The budget: top sheet, then the detail lines under each account, then the notes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

from tournage.budget.model import BudgetLine
from tournage.budget.top_sheet import ABOVE, CHARGES
from tournage.documents.budget_rows import (
    AccountLines,
    SheetRow,
    assumed_rates,
    detail_accounts,
    group_of,
    top_sheet_rows,
    unit_name,
)
from tournage.documents.parts import PaperParts, head_data, paper_book, paper_title, sheet_lines, word
from tournage.documents.render.keep import keep_together
from tournage.documents.render.numbers import NOTHING, day_plain, figure, isolate_name, percent
from tournage.documents.render.typst import compile_pdf
from tournage.documents.render.xlsx import Book, Column, Formula, Sheet, cell_name
from tournage.kernel.money import ExchangeRate, Money
from tournage.kernel.words import say

PAPER = "top_sheet"
SHARES = ("share", "fraction")
_MOROCCO, _ABROAD = 8, 9
"""Columns of the sheet of details."""
_TOP = ("account", "name", "page", "morocco", "abroad", "total")
_DETAIL = ("description", "amount", "unit", "times", "rate", "currency", "subtotal", "morocco", "abroad")


def _facts(parts: PaperParts, lang: str) -> tuple[tuple[str, str], ...]:
    board, budget = parts.board, parts.budget
    weeks = len({day.on.isocalendar()[:2] for day in board.days})
    bases = dict.fromkeys(parts.name(day.base, lang) for day in board.days)
    return (
        (word("head.shooting_days", lang), figure(len(board.days), lang)),
        (word("head.weeks", lang), figure(weeks, lang)),
        (word("head.bases", lang), ("، " if lang == "ar" else ", ").join(bases) or NOTHING),
        (word("head.currency", lang), budget.currency),
        (word("head.priced_on", lang), day_plain(budget.priced_on, lang)),
    )


def _whole(amount: Money | None, lang: str) -> str:
    return NOTHING if amount is None or not amount else figure(amount.amount, lang, 0)


def _decimals(value: Decimal) -> int:
    exponent = value.normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def _exact(value: Decimal, lang: str) -> str:
    """A quantity or a price with the decimals it has, two at most."""
    return figure(value, lang, min(2, _decimals(value)))


def _times(line: BudgetLine, lang: str) -> str:
    """How often; a share of an amount in per cent."""
    if line.unit in SHARES:
        return percent(line.times, lang, min(2, _decimals(line.times * 100)))
    return _exact(line.times, lang)


def _top_row(row: SheetRow, lang: str) -> dict[str, Any]:
    return {
        "kind": row.kind,
        "code": row.code,
        "name": row.name,
        "morocco": "" if row.morocco is None else _whole(row.morocco, lang),
        "abroad": "" if row.abroad is None else _whole(row.abroad, lang),
        "total": _whole(row.total, lang),
        "below": row.total.amount < 0,
    }


def _detail_rows(parts: PaperParts, lang: str) -> Iterator[dict[str, Any]]:
    groups = [row.code for row in parts.top_sheet]
    opened: set[str] = set()
    assumed = assumed_rates(parts.budget)
    for account in detail_accounts(parts, lang):
        group = group_of(parts.budget, account.code, groups)
        anchor = "" if group in opened else group
        opened.add(group)
        yield {"kind": "account", "code": account.code, "name": account.name, "anchor": anchor}
        for line, amount in account.lines:
            here, there = (amount, None) if line.spent_in == "MA" else (None, amount)
            yield {
                "kind": "line",
                "description": isolate_name(say(line.label, lang), lang),
                "assumed": line.rate_id in assumed,
                "amount": _exact(line.amount, lang),
                "unit": unit_name(line.unit, lang, line.amount),
                "times": _times(line, lang),
                "rate": _exact(line.rate.amount, lang),
                "currency": line.rate.currency,
                "subtotal": figure(line.subtotal.amount, lang, 0),
                "morocco": _whole(here, lang),
                "abroad": _whole(there, lang),
            }
        yield {
            "kind": "sum",
            "name": word("budget.total_of", lang, name=account.code),
            "morocco": _whole(account.morocco, lang),
            "abroad": _whole(account.abroad, lang),
        }


def _hangs(entry: dict[str, Any], following: dict[str, Any]) -> bool:
    return bool(entry["kind"] == "account" or following["kind"] == "sum")


def _equation(rate: ExchangeRate, lang: str) -> str:
    decimals = max(2, min(4, _decimals(rate.rate)))
    return f"1 {rate.currency} = {figure(rate.rate, lang, decimals)} {rate.quote}"


def _notes(parts: PaperParts, lang: str) -> dict[str, Any]:
    rates = [
        word("budget.rate_line", lang, equation=_equation(r, lang), on=r.on)
        + (f" · {isolate_name(say(r.source[0].words, lang), lang)}" if r.source else "")
        for r in parts.budget.exchange
    ]
    drivers = [
        [say(d.explain.label, lang), _exact(d.amount, lang), unit_name(d.unit, lang, d.amount)]
        for d in parts.budget.drivers
        if ":" not in d.name
    ]
    return {
        "title": word("budget.notes", lang),
        "rates_title": word("budget.rates", lang),
        "rates": rates,
        "counted_title": word("budget.counted", lang),
        "drivers": drivers,
        "quantity": word("column.quantity", lang),
        "unit": word("column.unit", lang),
        "basis": word("column.basis", lang),
    }


def build_pdf(parts: PaperParts, lang: str) -> bytes:
    """The budget as PDF, A4 portrait: top sheet, detail, notes."""
    data = {
        "head": head_data(parts.head, PAPER, lang, _facts(parts, lang)),
        "top_title": word("budget.top", lang),
        "detail_title": word("budget.detail", lang),
        "top_columns": {name: word(f"column.{name}", lang) for name in _TOP},
        "detail_columns": {name: word(f"column.{name}", lang) for name in _DETAIL},
        "top": [_top_row(row, lang) for row in top_sheet_rows(parts, lang)],
        "sign_rule": word("budget.sign_rule", lang, currency=parts.budget.currency),
        "detail_rule": word("budget.detail_rule", lang, currency=parts.budget.currency),
        "assumed": word("assumed_price", lang),
        "detail": list(keep_together(list(_detail_rows(parts, lang)), _hangs)),
        "notes": _notes(parts, lang),
    }
    title = paper_title(parts.head, PAPER, lang)
    return compile_pdf(f"{PAPER}.typ", data, lang=lang, title=title, made_on=parts.head.made_on)


def build_xlsx(parts: PaperParts, lang: str) -> bytes:
    """The budget as a workbook: subtotals and totals are formulas one can follow and change."""
    book = paper_book(parts.head, PAPER, lang)
    _add_top_sheet(book, parts, lang)
    _add_detail(book, parts, lang)
    _add_notes(book, parts, lang)
    return book.finish()


def _add_top_sheet(book: Book, parts: PaperParts, lang: str) -> None:
    names = ("account", "name", "morocco", "abroad", "total")
    widths = (10, 44, 16, 16, 16)
    columns = [
        Column(word(f"column.{name}", lang), width, "text" if width in (10, 44) else "money")
        for name, width in zip(names, widths, strict=True)
    ]
    facts = " · ".join(f"{label} {value}" for label, value in _facts(parts, lang))
    lines = (*sheet_lines(parts.head, PAPER, lang), facts)
    sheet = book.sheet(word("budget.top", lang), columns, lines=lines)
    look = {
        "subtotal": {"bold": True, "top": 1},
        "total": {"bold": True, "top": 2, "bottom": 2},
        "net": {"bold": True, "top": 2, "bottom": 2},
    }
    details = _detail_totals(parts, lang)
    accounts: dict[int, str] = {}
    sums: list[int] = []
    for row in top_sheet_rows(parts, lang):
        at = sheet.next_row
        if row.kind == "account":
            accounts[at] = row.of
            cells = [_from_detail(details.get(row.code, ()), n, lang) for n in (_MOROCCO, _ABROAD)]
        else:
            inside = [n for n, section in accounts.items() if _belongs(section, row.of)]
            cells = [_sum_of(inside, column) for column in (2, 3)]
        morocco, abroad = (
            Formula(text, amount.rounded().amount) if text and amount is not None else amount
            for text, amount in zip(cells, (row.morocco, row.abroad), strict=True)
        )
        both: Money | Formula = row.total
        if row.kind in ("account", "subtotal", "total"):
            both = Formula(f"={cell_name(at, 2)}+{cell_name(at, 3)}", row.total.rounded().amount)
        elif row.kind == "net":
            both = Formula("=" + "+".join(cell_name(n, 4) for n in sums), row.total.rounded().amount)
        if row.kind in ("total", "credit", "waiting"):
            sums.append(at)
        sheet.row([row.code, row.name, morocco, abroad, both], **look.get(row.kind, {}))
    sheet.skip()
    sheet.band(word("budget.book_rule", lang, currency=parts.budget.currency), bold=False, font_size=8)


def _detail_totals(parts: PaperParts, lang: str) -> dict[str, list[int]]:
    """For each row of the top sheet the rows of the sheet of details that hold its accounts' totals."""
    groups = [row.code for row in parts.top_sheet]
    found: dict[str, list[int]] = {}
    at = len(sheet_lines(parts.head, PAPER, lang)) + 2
    for account in detail_accounts(parts, lang):
        at += 1 + len(account.lines)
        found.setdefault(group_of(parts.budget, account.code, groups), []).append(at)
        at += 2
    return found


def _from_detail(rows: Sequence[int], column: int, lang: str) -> str:
    sheet = word("budget.detail", lang)
    return "=" + "+".join(f"'{sheet}'!{cell_name(row, column)}" for row in rows) if rows else ""


def _belongs(section: str, sum_of: str) -> bool:
    """Whether a section's accounts are part of a sum."""
    left_out = {"below_the_line": (ABOVE, CHARGES), "direct": (CHARGES,), "grand": ()}
    return section not in left_out[sum_of] if sum_of in left_out else section == sum_of


def _sum_of(rows: Sequence[int], column: int) -> str:
    """The sum over these rows, as few ranges as they make."""
    ranges: list[list[int]] = []
    for row in rows:
        if ranges and row == ranges[-1][1] + 1:
            ranges[-1][1] = row
        else:
            ranges.append([row, row])
    return (
        f"=SUM({','.join(f'{cell_name(a, column)}:{cell_name(b, column)}' for a, b in ranges)})"
        if ranges
        else ""
    )


def _add_detail(book: Book, parts: PaperParts, lang: str) -> None:
    kinds = {
        "amount": "quantity",
        "times": "quantity",
        "rate": "money",
        "subtotal": "money",
        "morocco": "money",
        "abroad": "money",
    }
    widths = {"description": 44, "unit": 12, "currency": 7}
    columns = [Column(word("column.account", lang), 10)] + [
        Column(word(f"column.{name}", lang), widths.get(name, 13), kinds.get(name, "text"))
        for name in _DETAIL
    ]
    sheet = book.sheet(
        word("budget.detail", lang), columns, lines=sheet_lines(parts.head, PAPER, lang), landscape=True
    )
    for account in detail_accounts(parts, lang):
        _add_account(sheet, account, lang)


def _add_account(sheet: Sheet, account: AccountLines, lang: str) -> None:
    sheet.row([account.code, account.name], bold=True)
    first = sheet.next_row
    for line, amount in account.lines:
        at = sheet.next_row
        product = f"={cell_name(at, 2)}*{cell_name(at, 4)}*{cell_name(at, 5)}"
        here, there = (amount, None) if line.spent_in == "MA" else (None, amount)
        sheet.row([
            account.code, say(line.label, lang), line.amount, unit_name(line.unit, lang, line.amount), line.times,
            line.rate.amount, line.rate.currency, Formula(product, line.subtotal.rounded().amount), here, there,
        ])  # fmt: skip
    last = sheet.next_row - 1
    sums = [
        Formula(f"=SUM({cell_name(first, at)}:{cell_name(last, at)})", money.rounded().amount)
        for at, money in ((_MOROCCO, account.morocco), (_ABROAD, account.abroad))
    ]
    total = word("budget.total_of", lang, name=account.code)
    sheet.row(["", total, None, None, None, None, None, None, *sums], bold=True, top=1)
    sheet.skip()


def _add_notes(book: Book, parts: PaperParts, lang: str) -> None:
    columns = (
        Column(word("column.basis", lang), 50),
        Column(word("column.quantity", lang), 14, "quantity"),
        Column(word("column.unit", lang), 14),
    )
    sheet = book.sheet(word("budget.notes", lang), columns, lines=sheet_lines(parts.head, PAPER, lang))
    for driver in parts.budget.drivers:
        sheet.row(
            [say(driver.explain.label, lang), driver.amount, unit_name(driver.unit, lang, driver.amount)]
        )
    for rate in parts.budget.exchange:
        sheet.row([f"1 {rate.currency}, {rate.on.isoformat()}", rate.rate, rate.quote])
