"""The papers of one study tell one story: days, lengths, cast and money are reckoned again from their workbooks."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from openpyxl.utils import range_boundaries

from tests.scenarios.conftest import Studies
from tests.scenarios.test_every_example import each
from tournage.budget.top_sheet import subtotals
from tournage.documents.parts import word
from tournage.kernel.words import say

pytestmark = pytest.mark.slow
LETTERS, SCENE, SCRIPT_DAY, EIGHTHS, PAGES, CAST, EXTRAS, MINUTES = 0, 1, 6, 7, 8, 9, 10, 12


@dataclass
class BoardSheet:
    """A board read back from its workbook."""

    days: list[list[tuple[Any, ...]]] = field(default_factory=list)
    lengths: list[int] = field(default_factory=list)
    boneyard: list[tuple[Any, ...]] = field(default_factory=list)
    total: int = 0


@cache
def rows_of(file: Path, sheet: int = 0) -> list[tuple[Any, ...]]:
    """Every row of a sheet, formulas as the values a reader sees."""
    book = load_workbook(file, data_only=True)
    return [tuple(row) for row in book.worksheets[sheet].iter_rows(values_only=True)]


def read_board(file: Path, lang: str, sheet: int = 0) -> BoardSheet:
    """The strips of each day, the length each day states, what is left over, the total stated."""
    rows = rows_of(file, sheet)
    start = next(n for n, row in enumerate(rows) if row[0] == word("column.letters", lang)) + 1
    found, today = BoardSheet(), []
    for row in rows[start:]:
        if row[0] == word("column.total", lang):
            found.total = row[EIGHTHS]
        elif row[MINUTES] is not None:
            today.append(row)
        elif row[EIGHTHS] is not None:
            found.days.append(today)
            found.lengths.append(row[EIGHTHS])
            today = []
    found.boneyard = today
    return found


def papers(studied: Any, name: str) -> Path:
    """The workbook of a paper."""
    return Path(studied.folder / "papers" / f"{name}.xlsx")


def cast_of(row: tuple[Any, ...]) -> set[int]:
    """Cast numbers of a strip."""
    return {int(n) for n in re.findall(r"\d+", str(row[CAST]))}


def evaluate(book: Any, sheet: str, cell: str) -> float:
    """What a cell reckons: sums and additions of other cells, as the budget's workbook uses them."""
    value = book[sheet][cell].value
    if not isinstance(value, str) or not value.startswith("="):
        return float(value or 0)
    summed = re.fullmatch(r"=SUM\((.*)\)", value)
    if summed is None:
        return sum(_term(book, sheet, term) for term in value[1:].split("+"))
    total = 0.0
    for part in summed[1].split(","):
        left, top, right, bottom = range_boundaries(part)
        for row in book[sheet].iter_rows(top, bottom, left, right):
            total += sum(evaluate(book, sheet, one.coordinate) for one in row)
    return total


def _term(book: Any, sheet: str, term: str) -> float:
    other, _, cell = term.rpartition("!")
    return evaluate(book, other.strip("'") or sheet, cell)


@each
def test_three_boards_hold_the_same_strips_in_the_same_order(
    script: str, lang: str, studies: Studies
) -> None:
    studied = studies.of(script, lang)
    boards = [
        read_board(papers(studied, name), lang) for name in ("one_line", "stripboard", "shooting_schedule")
    ]
    shown = [[[(r[SCENE], r[EIGHTHS], r[CAST]) for r in day] for day in board.days] for board in boards]
    assert shown[0] == shown[1] == shown[2]
    strips = [list(day.strips) for day in sorted(studied.made.study.board.days, key=lambda d: d.on)]
    assert strips == [[row[SCENE] for row in day] for day in boards[0].days]


@each
def test_lengths_of_strips_make_days_and_days_make_the_total(
    script: str, lang: str, studies: Studies
) -> None:
    studied = studies.of(script, lang)
    board = read_board(papers(studied, "one_line"), lang)
    assert board.lengths == [sum(row[EIGHTHS] for row in day) for day in board.days]
    assert board.total == sum(board.lengths)
    strips = [row for day in board.days for row in day] + board.boneyard
    assert all(row[PAGES] * 8 == row[EIGHTHS] for row in strips)
    sheets = [row for row in rows_of(papers(studied, "breakdown_sheet")) if isinstance(row[0], int)]
    assert sum(row[EIGHTHS] for row in strips) == sum(row[6] for row in sheets)
    assert studied.document["eighths"] == sum(row[6] for row in sheets)
    assert studied.document["shooting_days"] == len(board.days)
    assert {re.sub(r"pt\d+$", "", str(row[SCENE])) for row in strips} == {row[1] for row in sheets}


@each
def test_work_days_of_the_cast_are_the_days_of_their_strips(script: str, lang: str, studies: Studies) -> None:
    studied = studies.of(script, lang)
    board = read_board(papers(studied, "one_line"), lang)
    worked: dict[int, set[int]] = defaultdict(set)
    for day, strips in enumerate(board.days, 1):
        for number in set().union(*map(cast_of, strips)):
            worked[number].add(day)
    rows = rows_of(papers(studied, "day_out_of_days"))
    head = next(n for n, row in enumerate(rows) if row[1] == word("column.role", lang))
    shooting = {at: int(n) for at, n in enumerate(rows[head + 2]) if at > 1 and str(n or "").isdigit()}
    assert sorted(shooting.values()) == list(range(1, len(board.days) + 1))
    cast = [row for row in rows[head + 3 :] if isinstance(row[0], int)]
    for row in cast:
        codes, (travel, work, hold, holiday, start, finish, total) = row[2:-7], row[-7:]
        marked = {shooting[at] for at, code in enumerate(codes, 2) if code and "W" in code}
        assert marked == worked[row[0]], row[1]
        assert (work, total) == (len(marked), travel + work + hold + holiday)
        assert isinstance(start, (date, datetime))
        assert start <= finish
    assert {row[0] for row in cast} == set(worked)


@each
def test_the_study_s_workbook_repeats_its_papers(script: str, lang: str, studies: Studies) -> None:
    studied = studies.of(script, lang)
    names = load_workbook(studied.folder / "study.xlsx").sheetnames
    one, board = (
        read_board(file, lang, at)
        for file, at in (
            (papers(studied, "one_line"), 0),
            (studied.folder / "study.xlsx", names.index(word("stripboard.title", lang))),
        )
    )
    assert one == board
    dood = names.index(word("day_out_of_days.title", lang))
    both = rows_of(papers(studied, "day_out_of_days")), rows_of(studied.folder / "study.xlsx", dood)
    cast = [[row for row in rows if isinstance(row[0], int)] for rows in both]
    assert cast[0] == cast[1]


@each
def test_the_top_sheet_follows_from_its_details_and_is_the_study_s_cost(
    script: str, lang: str, studies: Studies
) -> None:
    studied = studies.of(script, lang)
    study, book = studied.made.study, load_workbook(papers(studied, "top_sheet"))
    top = book.sheetnames[0]
    seen = list(enumerate(rows_of(papers(studied, "top_sheet")), 1))
    sums = {row[1]: n for n, row in seen if isinstance(row[4], (int, float))}
    for n, row in seen:
        if isinstance(row[4], (int, float)):
            assert evaluate(book, top, f"E{n}") == pytest.approx(row[4], abs=0.02), row[1]
    grand = next(s for s in subtotals(study.budget, study.top_sheet) if s.id == "grand")
    cost, net = study.morocco_spend + study.foreign_spend, word("budget.net", lang)
    assert evaluate(book, top, f"E{sums[say(grand.label, lang)]}") == pytest.approx(
        float(cost.amount), abs=0.02
    )
    assert (net in sums) == bool(study.award[1])
    if net in sums:
        assert evaluate(book, top, f"E{sums[net]}") == pytest.approx(float(study.net_cost.amount), abs=0.02)
