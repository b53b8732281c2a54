"""How the cells of the day out of days are drawn, and how long shoots are split."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.documents.fixtures import make_parts
from tournage.documents.day_out_of_days import Calendar, cell_kinds, read_calendar, split_weeks
from tournage.documents.element_days import element_days
from tournage.schedule.model import DoodRow

MONDAY = date(2027, 5, 3)


def _row(codes: str) -> DoodRow:
    cells = tuple("" if c == "." else c for c in codes.split())
    return DoodRow("r", "R", 1, cells, 0, 0, 0, 0, None, None)


def _calendar(shoots: str) -> Calendar:
    days = tuple(MONDAY + timedelta(days=n) for n in range(len(shoots)))
    numbers = tuple(n if c == "x" else None for n, c in enumerate(shoots, 1))
    return Calendar(days, numbers, tuple(c != "x" for c in shoots))


@pytest.mark.parametrize(
    ("codes", "shoots", "expected"),
    [
        ("SW H WF", "xxx", "work hold work"),
        (". SWF .", "xxx", "empty work empty"),
        ("SW . WF", "x-x", "work engaged_off work"),
        ("SW WF .", "xx-", "work work off"),
        ("T SW WF", "xxx", "travel work work"),
        ("SWD D . PWF", "xx-x", "work dropped off work"),
        ("SWD D D PWF", "xx-x", "work dropped off work"),
        ("SW HO WF", "x-x", "work hold work"),
        ("SW WD . . PW WF", "xx-xxx", "work work off dropped work work"),
    ],
)
def test_a_cell_is_drawn_by_its_code_and_its_neighbours(codes: str, shoots: str, expected: str) -> None:
    assert expected.split() == list(cell_kinds(_row(codes), _calendar(shoots)))


@given(st.integers(0, 200), st.integers(0, 6))
def test_splitting_keeps_every_day_once_and_breaks_at_mondays(count: int, first_weekday: int) -> None:
    days = [MONDAY + timedelta(days=first_weekday + n) for n in range(count)]
    pages = split_weeks(days)
    assert list(range(count)) == [n for columns in pages for n in columns]
    assert all(days[columns.start].weekday() == 0 for columns in pages[1:])
    assert all(len(columns) <= 35 for columns in pages)
    assert not pages or len(pages[-1]) <= 28


def test_places_and_elements_are_counted_from_the_board() -> None:
    groups = dict(element_days(make_parts("en"), "en"))
    assert list(groups) == ["Places", "Vehicles", "Animals", "Special equipment"]
    board = make_parts("en").board
    at = {strip.id: strip.location for strip in board.strips}
    worked = sum(len({at[id] for id in day.strips}) for day in board.days)
    assert worked == sum(row.work for row in groups["Places"])


def test_a_row_s_days_agree_with_its_codes() -> None:
    for _, rows in element_days(make_parts("en"), "en"):
        for row in rows:
            assert row.work == sum(bool(code) for code in row.codes)
            assert row.codes[make_parts("en").dood.days.index(row.start)][:2] == "SW"  # type: ignore[arg-type]


def test_sets_built_on_one_stage_are_one_place() -> None:
    parts = make_parts("en")
    strips = tuple(
        replace(s, location=f"stage_1:set_{n % 3}") if n % 2 else s for n, s in enumerate(parts.board.strips)
    )
    moved = replace(parts, board=replace(parts.board, strips=strips), names={"stage_1": "Atlas, stage 1"})
    names = [row.name for row in dict(element_days(moved, "en"))["Places"]]
    assert names.count("Atlas, stage 1") == 1


def test_a_day_of_waiting_is_no_day_off() -> None:
    board = make_parts("en").board
    waiting = replace(board, idle=(replace(board.idle[0], kind="wait"), *board.idle[1:]))
    day = board.idle[0].on
    assert read_calendar([day], waiting).off == (False,)
    assert read_calendar([day], board).off == (True,)
