"""The day out of days agrees with the board, code by code and day by day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from tests.schedule.shoots import MONDAY, random_shoot, shoot, strip
from tournage.kernel.eighths import Eighths
from tournage.schedule.dood import day_out_of_days
from tournage.schedule.model import Board, Day
from tournage.schedule.pricing import price_board
from tournage.schedule.problem import Problem
from tournage.schedule.solve import solve


def board(problem: Problem, *days: tuple[int, str]) -> Board:
    """A board of one strip a day: days after the first Monday, and the strip."""
    strips = {s.id: s for s in problem.strips}
    made = tuple(
        Day(
            number=i + 1,
            on=MONDAY + timedelta(days=offset),
            base=strips[id].base,
            mode="day",
            strips=(id,),
            minutes=400,
            eighths=Eighths(1),
            call=420,
            wrap=900,
            starts=(465,),
        )
        for i, (offset, id) in enumerate(days)
    )
    return Board(problem.strips, made, (), (), made[0].on)


def codes(made: Board, problem: Problem, player: str) -> list[str]:
    """The codes of one player."""
    return list(next(row.codes for row in day_out_of_days(made, problem).rows if row.id == player))


def three_days() -> Problem:
    return shoot(
        strip("a", "kasbah", "ines karim"), strip("b", "kasbah", "ines"), strip("c", "kasbah", "ines karim")
    )


def test_start_work_and_finish() -> None:
    problem = three_days()
    assert codes(board(problem, (0, "a"), (1, "b"), (2, "c")), problem, "ines") == ["SW", "W", "WF"]


def test_a_day_between_is_held() -> None:
    problem = three_days()
    assert codes(board(problem, (0, "a"), (1, "b"), (2, "c")), problem, "karim") == ["SW", "H", "WF"]


def test_one_day_starts_and_finishes() -> None:
    problem = shoot(strip("a", "kasbah", "karim"), strip("b", "kasbah", "ines"))
    assert codes(board(problem, (0, "a"), (1, "b")), problem, "karim") == ["SWF", ""]


def test_a_sunday_is_blank_and_a_holiday_is_paid() -> None:
    problem = three_days()
    calendar = replace(problem.calendar, holidays=((date(2027, 3, 8), "Women's day"),))
    problem = replace(problem, calendar=calendar)
    made = board(problem, (5, "a"), (8, "b"), (9, "c"))
    assert codes(made, problem, "karim") == ["SW", "", "HO", "H", "WF"]
    row = next(r for r in day_out_of_days(made, problem).rows if r.id == "karim")
    assert (row.work, row.hold, row.holiday, row.travel, row.total) == (2, 1, 1, 0, 4)


def test_a_long_gap_is_dropped_once() -> None:
    problem = three_days()
    made = board(problem, (0, "a"), (1, "b"), (12, "c"))
    assert codes(made, problem, "karim") == ["SWD", *["D"] * 11, "PWF"]
    row = next(r for r in day_out_of_days(made, problem).rows if r.id == "karim")
    assert (row.work, row.hold, row.total) == (2, 0, 2)


def test_a_gap_shorter_than_the_drop_length_is_held() -> None:
    problem = three_days()
    made = board(problem, (0, "a"), (1, "b"), (10, "c"))
    assert "D" not in codes(made, problem, "karim")


def test_a_player_whose_contract_forbids_drops_is_held() -> None:
    problem = three_days()
    players = tuple(replace(p, drop_allowed=False) for p in problem.players)
    problem = replace(problem, players=players)
    made = board(problem, (0, "a"), (1, "b"), (12, "c"))
    assert codes(made, problem, "karim")[1] == "H"


def test_the_companys_journey_is_travel_for_those_engaged() -> None:
    problem = shoot(
        strip("a", "kasbah", "ines"),
        strip("b", "medina@marrakech", "ines"),
        strip("c", "medina@marrakech", "karim"),
    )
    made = board(problem, (0, "a"), (2, "b"), (3, "c"))
    assert codes(made, problem, "ines") == ["SW", "T", "WF", ""]


@pytest.mark.parametrize("seed", range(40))
def test_it_agrees_with_the_board_on_random_shoots(seed: int) -> None:
    problem = random_shoot(seed)
    made = solve(problem, time_limit=20, work_limit=100, seed=seed).board
    dood = day_out_of_days(made, problem)
    casts = {s.id: s.cast for s in problem.strips}
    cost = price_board(made, problem)
    players = {p.id: p for p in problem.players}
    for row in dood.rows:
        worked = {d.on for d in made.days if any(row.id in casts[s] for s in d.strips)}
        said = {on for on, code in zip(dood.days, row.codes, strict=True) if "W" in code}
        assert said == worked
        assert row.work == len(worked)
        assert (row.start, row.finish) == (min(worked), max(worked))
    assert sum(players[r.id].work_rate * r.work for r in dood.rows) == cost.line("cast_work")
    held = sum(players[r.id].hold_rate * (r.hold + r.travel + r.holiday) for r in dood.rows)
    assert held == cost.line("cast_hold")
    assert {s for d in made.days for s in d.strips if casts[s]} <= {
        s.id for s in problem.strips if set(s.cast) & {r.id for r in dood.rows}
    }


def test_an_empty_board_has_no_rows() -> None:
    problem = three_days()
    assert day_out_of_days(Board(problem.strips, (), (), ("a",), MONDAY), problem).rows == ()
