"""Workbooks: what is a number stays one, what is text never becomes a formula."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from typing import Any

from openpyxl import load_workbook

from tournage.documents.render.xlsx import Book, Column, Formula, cell_name
from tournage.kernel.money import Money


def _book(lang: str = "en") -> Book:
    return Book(
        lang=lang, title="T", foot="A & B", page_of="Page {page} of {pages}", made_on=date(2027, 3, 14)
    )


def _read(book: Book) -> Any:
    return load_workbook(BytesIO(book.finish()))


COLUMNS = (
    Column("Name", 20),
    Column("Count", 8, "count"),
    Column("Money", 12, "money"),
    Column("Day", 12, "date"),
)


def test_kinds_of_cells() -> None:
    book = _book()
    book.sheet("One", COLUMNS).row(["=2+2", Decimal("1.5"), Money(Decimal("2.345"), "MAD"), date(2027, 5, 3)])
    row = next(_read(book)["One"].iter_rows(min_row=2, values_only=True))
    assert row == ("=2+2", 1.5, 2.35, datetime(2027, 5, 3))  # noqa: DTZ001


def test_dangerous_beginnings_stay_text() -> None:
    book = _book()
    sheet = book.sheet("One", COLUMNS)
    for text in ("=cmd()", "+1", "-1", "@x", "{=1}", "http://example.org", "007"):
        sheet.row([text])
    cells = [row[0] for row in _read(book)["One"].iter_rows(min_row=2)]
    assert {cell.data_type for cell in cells} == {"s"}
    assert [cell.value for cell in cells][-1] == "007"


def test_a_formula_shows_its_value_until_it_is_reckoned_anew() -> None:
    book = _book()
    sheet = book.sheet("One", COLUMNS)
    sheet.row(["a", 2, None, None])
    sheet.row(["b", Formula(f"={cell_name(1, 1)}*3", 6), None, None])
    data = book.finish()
    assert load_workbook(BytesIO(data))["One"]["B3"].value == "=B2*3"
    assert load_workbook(BytesIO(data), data_only=True)["One"]["B3"].value == 6


def test_isolates_stay_out_of_cells() -> None:
    book = _book("ar")
    book.sheet("ورقة", COLUMNS).row(["\u20661\u00a04/8\u2069"])
    sheet = _read(book)["ورقة"]
    assert sheet["A2"].value == "1 4/8"
    assert sheet.sheet_view.rightToLeft


def test_sheet_names_are_cut_cleaned_and_told_apart() -> None:
    book = _book()
    for name in ("A/B: [x]", "A/B: [x]", "n" * 40, ""):
        book.sheet(name, COLUMNS)
    assert _read(book).sheetnames == ["A B   x", "A B   x 2", "n" * 31, "Sheet"]


def test_the_foot_carries_page_numbers_and_its_own_ampersand() -> None:
    book = _book()
    book.sheet("One", COLUMNS)
    foot = _read(book)["One"].oddFooter
    assert foot.left.text == "A && B"
    assert foot.right.text == "Page &P of &N"


def test_filters_cover_the_rows_written() -> None:
    book = _book()
    sheet = book.sheet("One", COLUMNS, lines=("Title",))
    sheet.row(["a", 1])
    sheet.row(["b", 2])
    sheet.offer_filter()
    assert _read(book)["One"].auto_filter.ref == "A3:D5"


def test_the_same_rows_give_the_same_bytes() -> None:
    def make() -> bytes:
        book = _book()
        book.sheet("One", COLUMNS).row(["a", 1])
        return book.finish()

    assert make() == make()


def test_a_quantity_shows_the_decimals_it_has_and_no_lonely_point() -> None:
    book = _book()
    sheet = book.sheet("One", (Column("Quantity", 12, "quantity"),))
    for value in (8, Decimal("0.5"), Decimal("0.0898"), Money(Decimal(35000), "MAD")):
        sheet.row([value])
    formats = [row[0].number_format for row in _read(book)["One"].iter_rows(min_row=2, max_row=5)]
    assert formats == ["#,##0", "#,##0.0", "#,##0.0000", "#,##0.00;(#,##0.00);0.00"]


def test_a_wide_sheet_prints_on_several_pages_with_its_first_columns_repeated() -> None:
    book = _book()
    book.sheet("Wide", [Column(str(n), 30) for n in range(20)], freeze_columns=2)
    book.sheet("Narrow", COLUMNS)
    read = _read(book)
    assert (read["Wide"].page_setup.fitToWidth, read["Wide"].print_title_cols) == (3, "$A:$B")
    assert read["Narrow"].print_title_cols is None
