"""What the schedule knows beyond its board: why this order, and what can go wrong with it."""

from __future__ import annotations

from tournage.cases.feasibility.inputs import StudyInputs
from tournage.cases.feasibility.model import Outlook
from tournage.jurisdictions.load_places import load_catalogue
from tournage.jurisdictions.load_risk import load_hazards
from tournage.schedule.hazards import Hazards
from tournage.schedule.order_reason import OrderReason, explain_order
from tournage.schedule.problem import Problem
from tournage.schedule.risk import run_shoots, sum_up
from tournage.schedule.solve import Solution
from tournage.schedule.sorted_board import sorted_board

MOST_RUNS, LEAST_RUNS, STRIP_RUNS = 200, 100, 40_000
"""Shoots a study draws: so many strips walked through in all, within these ends."""


def look_ahead(problem: Problem, solution: Solution, inputs: StudyInputs) -> Outlook | None:
    """Set the board beside its rivals and shoot it many times; None for a board without days."""
    if not solution.board.days:
        return None
    hazards = hazards_of(problem, inputs.country)
    runs = max(LEAST_RUNS, min(MOST_RUNS, STRIP_RUNS // len(problem.strips)))
    results = run_shoots(solution.board, problem, hazards, seed=inputs.seed, runs=range(runs))
    risk = sum_up(solution.board, problem, results, inputs.seed)
    return Outlook(problem, order_of(problem, solution), hazards, risk)


def hazards_of(problem: Problem, country: str) -> Hazards:
    """What can go wrong at the bases of a problem."""
    return load_hazards(load_catalogue(country), [town.id for town in problem.towns])


def order_of(problem: Problem, solution: Solution) -> OrderReason:
    """Why this order: beside the second best and the sorted board."""
    rivals = {"second": solution.second, "sorted": sorted_board(problem)}
    return explain_order(
        problem,
        solution.board,
        (solution.bound, dict(solution.bound_lines)),
        (solution.gap, solution.movable_gap),
        rivals,
    )
