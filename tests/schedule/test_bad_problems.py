"""Problems no shoot can have: findings or the demands that exclude each other, and a board of the rest; never a hang."""

from __future__ import annotations

import copy
import json
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from tests.schedule.shoots import MONDAY, film, random_shoot, shoot, strip
from tournage.kernel.findings import Severity
from tournage.schedule.check import check_board
from tournage.schedule.conflicts import find_conflicts
from tournage.schedule.problem import Block, DayLock, Problem
from tournage.schedule.problem_file import check_problem, parse_problem, problem_to_json
from tournage.schedule.solve import Solution, solve

FAR = MONDAY + timedelta(days=400)
NEVER = ((MONDAY, FAR),)


def roomy() -> Problem:
    """The film with a floor for each set, so that nothing but the planted fault keeps a strip off."""
    problem = film()
    return replace(problem, sites=tuple(replace(site, floor=None) for site in problem.sites))


def made(problem: Problem) -> Solution:
    """A board by a limit of work; its rules hold whatever was left out, locks that cannot be met apart."""
    solution = solve(problem, time_limit=60, work_limit=600)
    broken = {f.code for f in check_board(solution.board, problem).findings if f.severity is Severity.ERROR}
    assert broken <= {"SCH-228", "SCH-229"}
    return solution


def impossible(problem: Problem, *strips: str) -> None:
    """These strips stay in the boneyard, each is told, and a conflict says why."""
    solution = made(problem)
    assert set(solution.board.boneyard) == set(strips)
    assert {f.where for f in solution.findings} == {f"strip {id}" for id in strips}
    assert set(strips) <= {id for conflict in solution.conflicts for id in conflict.strips}


def with_strip(problem: Problem, id: str, **changes: Any) -> Problem:
    """The problem with one strip changed."""
    return replace(problem, strips=tuple(replace(s, **changes) if s.id == id else s for s in problem.strips))


def test_no_strips_give_an_empty_board_that_costs_nothing() -> None:
    solution = made(replace(roomy(), strips=(), wishes=(), locked_days=()))
    assert (solution.board.days, solution.total, solution.bound) == ((), 0, 0)


def test_a_scene_longer_than_any_day() -> None:
    impossible(with_strip(roomy(), "2", minutes=900), "2")


def test_nothing_but_a_scene_longer_than_any_day() -> None:
    impossible(shoot(strip("1", "kasbah", "ines", 900)), "1")


def test_an_actor_never_available() -> None:
    problem = roomy()
    players = tuple(replace(p, away=NEVER) if p.id == "nadia" else p for p in problem.players)
    impossible(replace(problem, players=players), "3", "5", "6", "11", "12")


def test_a_place_never_open() -> None:
    problem = roomy()
    shut = ((FAR, FAR),)
    sites = tuple(replace(s, open=shut) if s.id == "square" else s for s in problem.sites)
    impossible(replace(problem, sites=sites), "4", "5", "6")


def test_a_strip_locked_on_a_day_off() -> None:
    impossible(with_strip(roomy(), "2", locked_on=date(2027, 3, 7)), "2")


def test_a_day_locked_on_a_day_off() -> None:
    impossible(replace(roomy(), locked_days=(DayLock(date(2027, 3, 14), ("1", "2")),)), "1", "2")


def test_a_locked_day_that_holds_too_much_says_so() -> None:
    problem = film()
    locked = replace(problem, locked_days=(DayLock(MONDAY + timedelta(days=3), ("1", "2", "3")),))
    (conflict,) = find_conflicts(locked)
    assert (conflict.strips, [d.key for d in conflict.demands]) == (
        ("1", "2", "3"),
        ["schedule.demand_share", "schedule.demand_room"],
    )


def test_a_director_who_is_never_there_and_a_delivery_before_the_shoot() -> None:
    strips = (
        strip("1", "square", "ines", episode="101"),
        strip("2", "square", "ines", episode="102"),
        strip("3", "square", "ines", episode="103"),
    )
    blocks = (
        Block("one", ("101",), "Salma", ((FAR, FAR),)),
        Block("two", ("102",), shot_by=MONDAY - timedelta(days=1)),
    )
    problem = shoot(*strips, blocks=blocks)
    impossible(problem, "1", "2")
    keys = [[d.key for d in conflict.demands] for conflict in find_conflicts(problem)]
    assert keys == [["schedule.demand_director"], ["schedule.demand_delivery"]]


@pytest.mark.parametrize("on", [0, 1, 3, 4, 8])
@pytest.mark.parametrize("strips", [("1",), ("9",), ("4", "5"), ("10",)])
def test_a_locked_day_keeps_exactly_its_strips_wherever_it_stands(on: int, strips: tuple[str, ...]) -> None:
    lock = DayLock(MONDAY + timedelta(days=on), strips)
    problem = replace(film(), locked_days=(lock,))
    if not find_conflicts(problem):
        solution = solve(problem, time_limit=20, work_limit=1500)
        assert check_board(solution.board, problem).valid
        assert [set(d.strips) for d in solution.board.days if d.on == lock.on] == [set(strips)]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("day_minutes", 0),
        ("day_minutes", 5000),
        ("driving_day_minutes", 0),
        ("sites_a_day", 0),
        ("days_in_a_row", 0),
        ("crew_rest_minutes", 10**9),
        ("weekly_rest_minutes", -1),
        ("move_limit_minutes", -1),
        ("makeup_minutes", 10**12),
    ],
)
def test_hours_that_no_agreement_has_are_refused(field: str, value: int) -> None:
    problem = film()
    wrong = replace(problem, terms=replace(problem.terms, **{field: value}))  # type: ignore[arg-type]
    assert [(f.code, f.where) for f in check_problem(wrong)] == [("SCH-104", "terms")]


def test_a_lock_of_an_unknown_unit_and_a_strip_of_years_are_refused() -> None:
    locked = replace(film(), locked_days=(DayLock(MONDAY, ("1",), "third"),))
    assert [(f.code, f.where) for f in check_problem(locked)] == [("SCH-105", "locked_days[2027-03-01]")]
    long = with_strip(film(), "1", minutes=10**12)
    assert [(f.code, f.where) for f in check_problem(long)] == [("SCH-104", "strips[1]")]


def values(document: Any, before: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Paths of the values of a document, the first two of each list."""
    if isinstance(document, dict):
        for key, held in document.items():
            yield from values(held, (*before, key))
    elif isinstance(document, list):
        for place, held in enumerate(document[:2]):
            yield from values(held, (*before, place))
    else:
        yield before


@pytest.mark.slow
@pytest.mark.parametrize("wrong", [0, -1, 10**12, "", None, [], 0.5, float("nan")])
def test_any_value_gone_wrong_gives_a_finding_or_a_board(wrong: Any) -> None:
    document = json.loads(json.dumps(problem_to_json(film())))
    paths = [path for path in values(document) if path[0] != "suns" or path[1] == 0]
    for path in paths:
        changed = copy.deepcopy(document)
        inner = changed
        for key in path[:-1]:
            inner = inner[key]
        inner[path[-1]] = wrong
        problem, findings = parse_problem(changed)
        assert problem is not None or findings
        if problem is not None:
            solution = solve(problem, time_limit=20, work_limit=5)
            assert check_board(solution.board, problem).valid, path


@pytest.mark.parametrize("seed", range(10))
def test_a_time_limit_is_kept_where_nothing_but_travel_is_left_of_the_calendar(seed: int) -> None:
    problem = random_shoot(seed)
    far = replace(problem.terms, evening_drive_minutes=0, driving_day_minutes=60)
    last = MONDAY + timedelta(days=6)
    short = replace(problem, terms=far, calendar=replace(problem.calendar, last_day=last))
    begun = time.process_time()
    solution = solve(short, time_limit=0.5, seed=seed)
    assert time.process_time() - begun < 30
    assert check_board(solution.board, short).valid or short.locked_days


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(25))
def test_stopping_at_any_moment_leaves_a_valid_board_of_any_shoot(seed: int) -> None:
    problem = random_shoot(seed)
    left = [seed * seed * 7 % 400]

    def stop() -> bool:
        left[0] -= 1
        return left[0] < 0

    solution = solve(problem, time_limit=60, work_limit=2000, seed=seed, stop=stop)
    verdict = check_board(solution.board, problem)
    assert verdict.valid
    assert verdict.cost.total == solution.total
