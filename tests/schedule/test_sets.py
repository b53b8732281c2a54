"""A set is shot out, and a day has enough to shoot: both have a price, the same in engine and checker."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from tests.schedule.shoots import shoot, strip
from tournage.schedule.check import check_board
from tournage.schedule.pricing import price_board
from tournage.schedule.problem import Problem
from tournage.schedule.solve import Solution, solve

NAMES = ("DECK", "BRIDGE", "CABIN")


def steamer(**prices: Any) -> Problem:
    """Nine scenes on three sets of one place, told in turn; a day holds three of them."""
    strips = [
        replace(strip(str(n + 1), "kasbah", "ines", 170), set_name=NAMES[n % len(NAMES)]) for n in range(9)
    ]
    problem = shoot(*strips)
    return replace(problem, prices=replace(problem.prices, **prices))


def solved(problem: Problem) -> Solution:
    return solve(problem, time_limit=60, work_limit=3000, seed=1, exact=False)


def set_days(problem: Problem, solution: Solution) -> int:
    """How often a set is dressed."""
    names = {s.id: s.set_name for s in problem.strips}
    return sum(len({names[id] for id in day.strips}) for day in solution.board.days)


def test_each_set_is_shot_out_on_one_day_when_coming_back_costs() -> None:
    problem = steamer(set_day=14_000_00)
    assert set_days(problem, solved(problem)) == len(NAMES)


def test_engine_checker_and_price_list_agree_on_sets_and_thin_days() -> None:
    problem = steamer(set_day=14_000_00, thin_minute=140_00, least_minutes=600)
    solution = solved(problem)
    wishes = dict(price_board(solution.board, problem).lines)["wishes"]
    assert wishes == dict(solution.lines)["wishes"]
    assert wishes >= set_days(problem, solution) * 14_000_00 + 3 * 90 * 140_00
    assert check_board(solution.board, problem).valid


def test_the_bound_counts_each_set_once() -> None:
    problem = steamer(set_day=14_000_00)
    solution = solved(problem)
    assert dict(solution.bound_lines)["wishes"] == len(NAMES) * 14_000_00
    assert solution.bound <= solution.total


def test_a_thin_day_costs_what_it_is_short_of() -> None:
    problem = shoot(strip("1", "kasbah", "ines", 100))
    problem = replace(problem, prices=replace(problem.prices, thin_minute=10_00, least_minutes=300))
    board = solved(problem).board
    plain = replace(problem, prices=replace(problem.prices, thin_minute=0))
    assert price_board(board, problem).total - price_board(board, plain).total == 200 * 10_00
