"""The checker accepts what the engine makes and finds every fault planted in it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from functools import lru_cache

import pytest

from tests.schedule.shoots import MONDAY, film, random_shoot, shoot, strip
from tournage.kernel.calendar import DaySpan
from tournage.kernel.eighths import Eighths
from tournage.kernel.scene import Light
from tournage.schedule.check import Verdict, check_board
from tournage.schedule.model import Board, Day
from tournage.schedule.problem import DayLock, Problem
from tournage.schedule.solve import Solution, solve

Fault = Callable[[Board, Problem], tuple[Board, Problem]]


@lru_cache
def solved() -> tuple[Problem, Solution]:
    """The film and a board for it."""
    problem = film()
    return problem, solve(problem, time_limit=20, work_limit=20_000)


def stated(solution: Solution) -> dict[str, int]:
    """The amounts the engine states."""
    return {"total": solution.total, "net": solution.net, **dict(solution.lines)}


def codes(verdict: Verdict) -> set[str]:
    """Codes of all findings."""
    return {finding.code for finding in verdict.findings}


def day(board: Board, number: int, **changes: object) -> Board:
    """The board with one day changed."""
    days = tuple(replace(d, **changes) if d.number == number else d for d in board.days)  # type: ignore[arg-type]
    return replace(board, days=days)


def holding(board: Board, strip: str) -> Day:
    """The day of a strip."""
    return next(d for d in board.days if strip in d.strips)


def cast_of(day: Day, problem: Problem) -> set[str]:
    """Everybody a day calls."""
    return {player for strip in problem.strips if strip.id in day.strips for player in strip.cast}


def test_it_accepts_what_the_engine_made_and_prices_it_the_same_to_the_centime() -> None:
    problem, solution = solved()
    verdict = check_board(solution.board, problem, stated=stated(solution))
    assert (verdict.findings, solution.board.boneyard) == ((), ())
    assert verdict.cost.total == solution.total


@pytest.mark.parametrize("seed", range(60))
def test_engine_and_checker_agree_on_random_shoots(seed: int) -> None:
    agree(seed)


@pytest.mark.slow
@pytest.mark.parametrize("start", range(60, 560, 50))
def test_engine_and_checker_agree_on_five_hundred_random_shoots(start: int) -> None:
    for seed in range(start, start + 50):
        agree(seed)


def agree(seed: int) -> None:
    """Solve a random shoot and hold the board against every rule and centime."""
    problem = random_shoot(seed)
    solution = solve(problem, time_limit=20, work_limit=150, seed=seed, net=seed % 2 == 1)
    verdict = check_board(solution.board, problem, stated=stated(solution))
    assert [f for f in verdict.findings if f.code != "SCH-240"] == []
    assert solution.bound <= (solution.net if seed % 2 else solution.total) or solution.board.boneyard


def strip_twice(board: Board, problem: Problem) -> tuple[Board, Problem]:
    first = board.days[0]
    return replace(board, boneyard=(first.strips[0],)), problem


def strip_lost(board: Board, problem: Problem) -> tuple[Board, Problem]:
    last = board.days[-1]
    return day(board, last.number, strips=last.strips[:-1], starts=last.starts[:-1]), problem


def strip_unknown(board: Board, problem: Problem) -> tuple[Board, Problem]:
    return replace(board, boneyard=("999",)), problem


def on_a_sunday(board: Board, problem: Problem) -> tuple[Board, Problem]:
    return day(board, board.days[-1].number, on=date(2027, 3, 28)), problem


def on_a_holiday(board: Board, problem: Problem) -> tuple[Board, Problem]:
    calendar = replace(problem.calendar, holidays=((board.days[1].on, "Throne Day"),))
    return board, replace(problem, calendar=calendar)


def one_date_twice(board: Board, problem: Problem) -> tuple[Board, Problem]:
    return day(board, 2, on=board.days[0].on), problem


def unknown_unit(board: Board, problem: Problem) -> tuple[Board, Problem]:
    return day(board, 1, unit="third"), problem


def seven_in_a_row(board: Board, problem: Problem) -> tuple[Board, Problem]:
    return board, replace(problem, terms=replace(problem.terms, days_in_a_row=1))


def short_weekly_rest(board: Board, problem: Problem) -> tuple[Board, Problem]:
    return board, replace(problem, terms=replace(problem.terms, weekly_rest_minutes=5000))


def short_turnaround(board: Board, problem: Problem) -> tuple[Board, Problem]:
    return board, replace(problem, terms=replace(problem.terms, crew_rest_minutes=1400))


def short_cast_rest(board: Board, problem: Problem) -> tuple[Board, Problem]:
    return board, replace(problem, terms=replace(problem.terms, cast_rest_minutes=1400))


def too_long_a_day(board: Board, problem: Problem) -> tuple[Board, Problem]:
    long = max(board.days, key=lambda d: d.minutes)
    return board, replace(problem, terms=replace(problem.terms, day_minutes=long.minutes - 1))


def too_long_in_ramadan(board: Board, problem: Problem) -> tuple[Board, Problem]:
    long = max(board.days, key=lambda d: d.minutes)
    calendar = replace(problem.calendar, ramadan=(DaySpan(long.on, long.on),))
    return board, replace(problem, calendar=calendar)


def wrong_hours(board: Board, problem: Problem) -> tuple[Board, Problem]:
    return day(board, 1, minutes=board.days[0].minutes - 10), problem


def strips_on_top_of_each_other(board: Board, problem: Problem) -> tuple[Board, Problem]:
    busy = next(d for d in board.days if len(d.strips) > 1)
    return day(board, busy.number, starts=(busy.starts[0],) * len(busy.starts)), problem


def no_time_to_wrap(board: Board, problem: Problem) -> tuple[Board, Problem]:
    first = board.days[0]
    return day(board, 1, wrap=first.wrap - 25, minutes=first.minutes - 25), problem


def call_outside_the_mode(board: Board, problem: Problem) -> tuple[Board, Problem]:
    first = next(d for d in board.days if d.mode == "day")
    return day(board, first.number, mode="night"), problem


def no_meal(board: Board, problem: Problem) -> tuple[Board, Problem]:
    fed = next(d for d in board.days if d.meal is not None)
    return day(board, fed.number, meal=None, minutes=fed.minutes + 60), problem


def no_meal_at_sunset(board: Board, problem: Problem) -> tuple[Board, Problem]:
    dark = holding(board, "3")
    terms = replace(problem.terms, ramadan_day_minutes=600)
    calendar = replace(problem.calendar, ramadan=(DaySpan(dark.on, dark.on),))
    suns = tuple(replace(s, sunset=dark.wrap - 20) if s.on == dark.on else s for s in problem.suns)
    return board, replace(problem, terms=terms, calendar=calendar, suns=suns)


def exterior_in_the_dark(board: Board, problem: Problem) -> tuple[Board, Problem]:
    strips = tuple(replace(s, light=Light.NIGHT) if s.id == "1" else s for s in problem.strips)
    return board, replace(problem, strips=strips)


def child_at_work_too_long(board: Board, problem: Problem) -> tuple[Board, Problem]:
    return board, replace(problem, terms=replace(problem.terms, minor_shooting_minutes=140))


def child_too_late(board: Board, problem: Problem) -> tuple[Board, Problem]:
    return board, replace(problem, terms=replace(problem.terms, minor_latest=480))


def place_shut(board: Board, problem: Problem) -> tuple[Board, Problem]:
    used = holding(board, "4").on
    shut = ((used + timedelta(days=1), used + timedelta(days=30)),)
    return board, replace(
        problem, sites=tuple(replace(s, open=shut) if s.id == "square" else s for s in problem.sites)
    )


def player_away(board: Board, problem: Problem) -> tuple[Board, Problem]:
    away = ((board.days[0].on, board.days[-1].on),)
    return board, replace(problem, players=tuple(replace(p, away=away) for p in problem.players))


def two_units_want_one_player(board: Board, problem: Problem) -> tuple[Board, Problem]:
    main = problem.units[0]
    both = replace(problem, units=(main, replace(main, id="second")))
    held = holding(board, "1")
    other = next(d for d in board.days if "ines" in cast_of(d, problem) and d.number != held.number)
    return day(day(board, other.number, unit="second"), other.number, on=held.on), both


def gear_not_there(board: Board, problem: Problem) -> tuple[Board, Problem]:
    shut = ((MONDAY + timedelta(days=39), MONDAY + timedelta(days=39)),)
    return board, replace(problem, gear=tuple(replace(g, open=shut) for g in problem.gear))


def two_sets_on_one_floor(board: Board, problem: Problem) -> tuple[Board, Problem]:
    sites = tuple(replace(s, build_days=20) if s.floor else s for s in problem.sites)
    return replace(board, set_build_days=0), replace(problem, sites=sites)


def built_while_shut(board: Board, problem: Problem) -> tuple[Board, Problem]:
    used = holding(board, "7").on
    opening = ((used, used + timedelta(days=30)),)
    return board, replace(
        problem, sites=tuple(replace(s, open=opening) if s.id == "hall" else s for s in problem.sites)
    )


def too_many_places(board: Board, problem: Problem) -> tuple[Board, Problem]:
    return board, replace(problem, terms=replace(problem.terms, sites_a_day=0))


def wrong_base(board: Board, problem: Problem) -> tuple[Board, Problem]:
    return day(board, 1, base="marrakech" if board.days[0].base == "ouarzazate" else "ouarzazate"), problem


def no_day_to_travel(board: Board, problem: Problem) -> tuple[Board, Problem]:
    return board, replace(problem, terms=replace(problem.terms, driving_day_minutes=10))


def against_the_order(board: Board, problem: Problem) -> tuple[Board, Problem]:
    last, first = board.days[-1].strips[-1], board.days[0].strips[0]
    strips = tuple(replace(s, after=(last,)) if s.id == first else s for s in problem.strips)
    return board, replace(problem, strips=strips)


def group_torn_apart(board: Board, problem: Problem) -> tuple[Board, Problem]:
    ends = {board.days[0].strips[0], board.days[-1].strips[-1]}
    strips = tuple(replace(s, group="g") if s.id in ends else s for s in problem.strips)
    return board, replace(problem, strips=strips)


def locked_strip_moved(board: Board, problem: Problem) -> tuple[Board, Problem]:
    other = board.days[-1].on
    first = board.days[0].strips[0]
    strips = tuple(replace(s, locked_on=other) if s.id == first else s for s in problem.strips)
    return board, replace(problem, strips=strips)


def locked_day_changed(board: Board, problem: Problem) -> tuple[Board, Problem]:
    return board, replace(problem, locked_days=(DayLock(board.days[0].on, ("12", "1")),))


def too_many_nights(board: Board, problem: Problem) -> tuple[Board, Problem]:
    nights = tuple(replace(d, mode="night") for d in board.days)
    return replace(board, days=nights), replace(problem, terms=replace(problem.terms, nights_in_a_row=1))


def too_many_pages(board: Board, problem: Problem) -> tuple[Board, Problem]:
    return board, replace(problem, terms=replace(problem.terms, most_eighths=4))


def wrong_pages(board: Board, problem: Problem) -> tuple[Board, Problem]:
    return day(board, 1, eighths=Eighths(99)), problem


def not_for_the_second_unit(board: Board, problem: Problem) -> tuple[Board, Problem]:
    main = problem.units[0]
    return day(board, 1, unit="second"), replace(problem, units=(main, replace(main, id="second")))


def day_between_misnamed(board: Board, problem: Problem) -> tuple[Board, Problem]:
    idle = tuple(replace(i, kind="wait") for i in board.idle)
    assert idle, "the film has days between"
    return replace(board, idle=idle), problem


def building_days_miscounted(board: Board, problem: Problem) -> tuple[Board, Problem]:
    return replace(board, set_build_days=board.set_build_days + 1), problem


def too_late_a_start(board: Board, problem: Problem) -> tuple[Board, Problem]:
    calendar = replace(problem.calendar, start_by=board.days[0].on - timedelta(days=1))
    return board, replace(problem, calendar=calendar)


FAULTS: tuple[tuple[str, Fault], ...] = (
    ("SCH-201", strip_twice),
    ("SCH-201", strip_lost),
    ("SCH-202", strip_unknown),
    ("SCH-203", on_a_sunday),
    ("SCH-203", on_a_holiday),
    ("SCH-203", one_date_twice),
    ("SCH-204", unknown_unit),
    ("SCH-205", seven_in_a_row),
    ("SCH-206", short_weekly_rest),
    ("SCH-207", short_turnaround),
    ("SCH-208", short_cast_rest),
    ("SCH-209", too_long_a_day),
    ("SCH-209", too_long_in_ramadan),
    ("SCH-210", wrong_hours),
    ("SCH-211", strips_on_top_of_each_other),
    ("SCH-211", no_time_to_wrap),
    ("SCH-212", call_outside_the_mode),
    ("SCH-213", no_meal),
    ("SCH-214", no_meal_at_sunset),
    ("SCH-215", exterior_in_the_dark),
    ("SCH-216", child_at_work_too_long),
    ("SCH-216", child_too_late),
    ("SCH-217", place_shut),
    ("SCH-218", player_away),
    ("SCH-219", two_units_want_one_player),
    ("SCH-220", gear_not_there),
    ("SCH-221", two_sets_on_one_floor),
    ("SCH-222", built_while_shut),
    ("SCH-223", too_many_places),
    ("SCH-224", wrong_base),
    ("SCH-225", no_day_to_travel),
    ("SCH-226", against_the_order),
    ("SCH-227", group_torn_apart),
    ("SCH-228", locked_strip_moved),
    ("SCH-229", locked_day_changed),
    ("SCH-230", too_many_nights),
    ("SCH-231", too_many_pages),
    ("SCH-232", wrong_pages),
    ("SCH-233", not_for_the_second_unit),
    ("SCH-234", too_late_a_start),
    ("SCH-241", day_between_misnamed),
    ("SCH-242", building_days_miscounted),
)


@pytest.mark.parametrize(("code", "plant"), FAULTS, ids=lambda x: getattr(x, "__name__", x))
def test_it_finds_a_planted_fault(code: str, plant: Fault) -> None:
    problem, solution = solved()
    board, changed = plant(solution.board, problem)
    assert code in codes(check_board(board, changed))


@pytest.mark.parametrize("line", ["total", "net", "crew", "cast_hold"])
def test_it_finds_an_amount_that_is_a_centime_wrong(line: str) -> None:
    problem, solution = solved()
    wrong = stated(solution) | {line: stated(solution)[line] + 1}
    verdict = check_board(solution.board, problem, stated=wrong)
    assert [(f.code, f.where) for f in verdict.findings] == [("SCH-243", line)]


def test_a_strip_in_the_boneyard_is_a_warning_and_no_broken_rule() -> None:
    problem = shoot(strip("1", "kasbah", "ines"))
    empty = Board(problem.strips, (), (), ("1",), MONDAY)
    verdict = check_board(empty, problem)
    assert (codes(verdict), verdict.valid, verdict.cost.total) == ({"SCH-240"}, True, 0)


def test_the_days_between_two_bases_are_named_travel() -> None:
    _, solution = solved()
    assert "travel" in {idle.kind for idle in solution.board.idle}
