"""Blocks of a series under several directors, deliveries, and what a second unit costs away from home."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from tests.schedule.shoots import MONDAY, shoot, strip
from tournage.schedule.check import Verdict, check_board
from tournage.schedule.model import Board
from tournage.schedule.problem import Block, Problem, Unit
from tournage.schedule.problem_file import check_problem
from tournage.schedule.solve import Solution, solve

TWO_EPISODES = (
    strip("101/1", "square", "ines", 120, episode="101"),
    strip("102/1", "square", "ines", 120, episode="102"),
    strip("101/2", "square", "karim", 100, episode="101"),
)


def made(problem: Problem) -> tuple[Solution, Verdict]:
    """A board by a limit of work, and what the checker says."""
    solution = solve(problem, time_limit=60, work_limit=600)
    return solution, check_board(solution.board, problem)


def days(board: Board) -> list[set[str]]:
    """The strips of each day."""
    return [set(day.strips) for day in board.days]


def codes(verdict: Verdict) -> list[str]:
    """Codes of the findings."""
    return [finding.code for finding in verdict.findings]


def test_episodes_without_a_named_director_share_a_day() -> None:
    blocks = (Block("one", ("101",)), Block("two", ("102",)))
    solution, verdict = made(shoot(*TWO_EPISODES, blocks=blocks))
    assert (days(solution.board), codes(verdict)) == ([{"101/1", "102/1", "101/2"}], [])


def test_two_directors_never_share_a_day_of_one_unit() -> None:
    free = shoot(*TWO_EPISODES)
    blocks = (Block("one", ("101",), "Salma"), Block("two", ("102",), "Hakim"))
    solution, verdict = made(replace(free, blocks=blocks))
    assert sorted(map(len, days(solution.board))) == [1, 2]
    assert codes(verdict) == []
    mixed = solve(free, time_limit=60, work_limit=600).board
    assert codes(check_board(mixed, replace(free, blocks=blocks))) == ["SCH-235"]


def test_a_block_is_shot_while_its_director_is_there() -> None:
    there = (MONDAY + timedelta(days=8), MONDAY + timedelta(days=10))
    problem = shoot(*TWO_EPISODES, blocks=(Block("two", ("102",), "Hakim", (there,)),))
    solution, verdict = made(problem)
    on = next(day.on for day in solution.board.days if "102/1" in day.strips)
    assert (there[0] <= on <= there[1], solution.board.boneyard, codes(verdict)) == (True, (), [])
    elsewhere = solve(replace(problem, blocks=()), time_limit=60, work_limit=600).board
    assert "SCH-236" in codes(check_board(elsewhere, problem))


def test_an_episode_is_shot_in_time_for_its_delivery() -> None:
    closed = replace(shoot().sites[0], open=((MONDAY + timedelta(days=14), MONDAY + timedelta(days=39)),))
    strips = (*TWO_EPISODES, strip("101/3", "kasbah", "ines", 400, episode="101"))
    problem = shoot(*strips)
    problem = replace(problem, sites=(closed, *problem.sites[1:]))
    late = solve(problem, time_limit=60, work_limit=600).board
    in_time = replace(problem, blocks=(Block("two", ("102",), shot_by=MONDAY + timedelta(days=9)),))
    solution, verdict = made(in_time)
    assert (solution.board.boneyard, codes(verdict)) == ((), [])
    assert "SCH-237" in codes(check_board(late, in_time))


def test_an_episode_in_two_blocks_is_refused() -> None:
    problem = shoot(*TWO_EPISODES, blocks=(Block("one", ("101",)), Block("two", ("101", "102"))))
    assert [(f.code, f.where) for f in check_problem(problem)] == [("SCH-106", "blocks")]


def test_a_second_unit_pays_its_nights_away_from_home_and_none_at_home() -> None:
    strips = (
        strip("1", "medina@marrakech", "ines", 400),
        strip("2", "medina@marrakech", "karim", 400, second_unit=True),
    )
    problem = shoot(*strips, home="ouarzazate")
    units = (*problem.units, Unit("second", 90_000_00, living=16_000_00))
    problem = replace(problem, units=units)
    solution, verdict = made(problem)
    second = [day for day in solution.board.days if day.unit == "second"]
    dry = replace(problem, units=(units[0], replace(units[1], living=0)))
    without = check_board(solution.board, dry).cost.line("living")
    assert [day.base for day in second] == ["marrakech"]
    assert verdict.cost.line("living") - without == 16_000_00
    assert dict(solution.lines) == dict(verdict.cost.lines)
    at_home = check_board(solution.board, replace(problem, home="marrakech")).cost
    assert at_home.line("living") == without
