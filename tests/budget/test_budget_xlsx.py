"""Excel budgets: read any, checked figure by figure; what we wrote reads back the same."""

from __future__ import annotations

import zipfile
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from tournage.budget.convert import budget_total
from tournage.budget.imported import ImportedBudget, SheetCells
from tournage.budget.imported import read_rows as check_rows
from tournage.budget.memory import imported_budget, remember
from tournage.budget.model import Budget
from tournage.budget.top_sheet import top_sheet
from tournage.formats.budget_xlsx import UnreadableBudgetError, read, write
from tournage.jurisdictions.load_charts import load_chart
from tournage.kernel.findings import Finding
from tournage.kernel.money import Money, total
from tournage.kernel.words import LANGUAGES

HEAD = ("Acct", "Description", "Amount", "Units", "X", "Rate", "Subtotal", "Total")
Rows = list[tuple[Any, ...]]


def workbook(path: Path, *sheets: tuple[str, Rows]) -> Path:
    book = xlsxwriter.Workbook(str(path), {"strings_to_formulas": False})
    for name, rows in sheets:
        sheet = book.add_worksheet(name)
        for index, row in enumerate(rows):
            for column, value in enumerate(row):
                if value is not None:
                    sheet.write(index, column, value)
    book.close()
    return path


def codes(findings: tuple[Finding, ...]) -> list[str]:
    return [finding.code for finding in findings]


def read_rows(tmp_path: Path, *rows: tuple[Any, ...]) -> tuple[ImportedBudget, tuple[Finding, ...]]:
    return read(workbook(tmp_path / "budget.xlsx", ("Detail", [HEAD, *rows])))


def test_a_plain_budget_is_read_line_by_line(tmp_path: Path) -> None:
    imported, findings = read_rows(
        tmp_path,
        ("3300", "Camera operations"),
        ("3301", "Focus puller", 1, "weeks", 6, 11000, 66000),
        ("3302", "Loader", 2, "weeks", 6, 6650, 79800, 79800),
    )
    assert codes(findings) == []
    assert [(line.account, line.subtotal) for line in imported.lines] == [
        ("3301", Decimal(66000)),
        ("3302", Decimal(79800)),
    ]
    assert dict(imported.names) == {"3300": "Camera operations"}


def test_a_line_that_does_not_multiply_is_named_by_its_cell(tmp_path: Path) -> None:
    imported, findings = read_rows(tmp_path, ("3301", "Focus puller", 1, "weeks", 6, 11000, 65000))
    assert codes(findings) == ["BUD-310"]
    assert findings[0].where == "budget.xlsx, Detail!G2"
    assert imported.lines[0].subtotal == 65000
    assert "66,000" in findings[0].as_json("en")["message"]


def test_an_account_total_that_does_not_add_up_is_found(tmp_path: Path) -> None:
    _, findings = read_rows(
        tmp_path,
        ("3301", "Focus puller", 1, "weeks", 6, 11000, 66000),
        ("", "Loader", 1, "weeks", 6, 6650, 39900, 106000),
    )
    assert codes(findings) == ["BUD-311"]
    assert findings[0].where == "budget.xlsx, Detail!H3"


def test_a_total_row_is_checked_and_is_not_a_line(tmp_path: Path) -> None:
    imported, findings = read_rows(
        tmp_path,
        ("3301", "Focus puller", 1, "weeks", 6, 11000, 66000),
        (None, "Total 3301", None, None, None, None, 66000),
        ("3302", "Loader", 1, "weeks", 6, 6650, 39900),
        (None, "TOTAL", None, None, None, None, 1),
    )
    assert len(imported.lines) == 2
    assert codes(findings) == ["BUD-311"]


def test_a_top_sheet_that_disagrees_is_found(tmp_path: Path) -> None:
    top: Rows = [
        ("Acct", "Category", "Page", "Total"),
        ("3300", "Camera", 1, 70000),
        ("3400", "Sound", 2, 500),
    ]
    detail: Rows = [
        HEAD,
        ("3301", "Focus", 1, "weeks", 6, 11000, 66000),
        ("3401", "Boom", 1, "", 1, 500, 500),
    ]
    imported, findings = read(workbook(tmp_path / "b.xlsx", ("Top Sheet", top), ("Detail", detail)))
    assert len(imported.lines) == 2
    assert codes(findings) == ["BUD-312"]
    assert findings[0].where == "b.xlsx, Top Sheet!D2"


def test_french_heads_and_figures_are_read(tmp_path: Path) -> None:
    head = ("N° compte", "Désignation", "Quantité", "Unité", "Fois", "Prix unitaire", "Sous-total")
    row = ("71", "Caméra", "2", "jours", "40", "1\u202f500,50", "120\u202f040,00")
    imported, findings = read(workbook(tmp_path / "devis.xlsx", ("Devis", [("DEVIS",), (), head, row])))
    assert codes(findings) == []
    assert imported.lines[0].rate == Decimal("1500.50")
    assert imported.lines[0].subtotal == Decimal("120040.00")


def test_a_doubtful_figure_is_asked_about_and_left_out(tmp_path: Path) -> None:
    imported, findings = read_rows(tmp_path, ("3301", "Focus puller", 1, "weeks", 6, "1.234", "7 404,00"))
    assert codes(findings) == ["BUD-302"]
    assert findings[0].where == "budget.xlsx, Detail!F2"
    assert imported.lines[0].subtotal == Decimal("7404.00")
    imported, findings = read_rows(tmp_path, ("3301", "Focus puller", None, None, None, None, "1.234"))
    assert imported.lines == ()
    assert codes(findings) == ["BUD-302"]


def test_words_in_a_figures_place_are_named(tmp_path: Path) -> None:
    _, findings = read_rows(tmp_path, ("3301", "Focus puller", 1, "weeks", 6, 100, "see note 4"))
    assert codes(findings) == ["BUD-303"]


def test_money_without_an_account_is_found(tmp_path: Path) -> None:
    imported, findings = read_rows(tmp_path, (None, "Sundries", 1, "", 1, 40, 40))
    assert codes(findings) == ["BUD-304"]
    assert imported.lines[0].subtotal == 40


def test_a_formula_typed_as_text_stays_text(tmp_path: Path) -> None:
    imported, _ = read_rows(tmp_path, ("3301", '=HYPERLINK("http://x","y")', 1, "", 1, 5, 5))
    assert imported.lines[0].description.startswith("=HYPERLINK")


def test_our_own_workbook_holds_texts_never_formulas(tmp_path: Path, budget: Budget) -> None:
    path = tmp_path / "ours.xlsx"
    path.write_bytes(write(budget))
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            if name.startswith("xl/worksheets/"):
                assert b"<f>" not in archive.read(name)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_we_wrote_reads_back_the_same(tmp_path: Path, budget: Budget, lang: str) -> None:
    path = tmp_path / "ours.xlsx"
    path.write_bytes(write(budget, lang))
    imported, findings = read(path)
    ours = [line for line in budget.lines if line.view == "client"]
    assert codes(findings) == []
    key = sorted((line.account, line.subtotal.amount, line.subtotal.currency) for line in ours)
    assert key == sorted((line.account, line.subtotal, line.currency or "") for line in imported.lines)
    dirhams = total((Money(line.subtotal, "MAD") for line in imported.lines if line.currency == "MAD"), "MAD")
    assert dirhams == total((line.subtotal for line in ours if line.subtotal.currency == "MAD"), "MAD")


def test_writing_twice_gives_the_same_bytes(budget: Budget) -> None:
    assert write(budget, "fr") == write(budget, "fr")


def test_a_workbook_without_a_budget_says_so(tmp_path: Path) -> None:
    imported, findings = read(workbook(tmp_path / "list.xlsx", ("Sheet", [("Name", "Phone"), ("A", 1)])))
    assert (imported.lines, codes(findings)) == ((), ["BUD-301"])


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "empty"),
        (b"PK\x03\x04 cut short", "not an Excel workbook"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "password"),
        (b"Account;Total\n1100;5\n", "not an Excel workbook"),
    ],
)
def test_a_broken_file_is_refused_in_one_sentence(tmp_path: Path, content: bytes, said: str) -> None:
    path = tmp_path / "broken.xlsx"
    path.write_bytes(content)
    with pytest.raises(UnreadableBudgetError, match=said):
        read(path)


def test_a_zip_bomb_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    path = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * 210_000_000)
    with pytest.raises(UnreadableBudgetError, match="unpacked"):
        read(path)


def test_a_zip_that_is_no_workbook_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "other.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("readme.txt", "hello")
    with pytest.raises(UnreadableBudgetError):
        read(path)


CELLS = st.one_of(
    st.none(),
    st.booleans(),
    st.floats(),
    st.integers(-(10**30), 10**30),
    st.text(max_size=12),
    st.sampled_from(["3300", "1.234", "=1+1", "Total", "TOTAL", "12 %", "(5)", "€", "1e400", "-", "1 234,5"]),
)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.lists(CELLS, max_size=9).map(tuple), max_size=12).map(tuple))
def test_whatever_the_cells_hold_it_is_read_or_named(rows: tuple[tuple[Any, ...], ...]) -> None:
    imported, _ = check_rows("f.xlsx", (SheetCells("S", (HEAD, *rows)),))
    memory, _ = remember(imported, {}, load_chart("us"))
    made = imported_budget(
        imported, memory, load_chart("us"), currency="EUR", exchange=(), priced_on=date(2026, 11, 24)
    )
    assert total((row.total for row in top_sheet(made)), "EUR") == budget_total(made)


def test_a_figure_without_measure_is_named(tmp_path: Path) -> None:
    imported, findings = read_rows(tmp_path, ("3301", "x", 1, "", 1, None, 1e300))
    assert (imported.lines, codes(findings)) == ((), ["BUD-303"])
    imported, findings = read_rows(tmp_path, ("3301", "x", 10**11, "", 10**11, 10**11, None))
    assert (imported.lines, codes(findings)) == ((), ["BUD-303"])
