"""What the schedule knows beyond its board: why this order, what can go wrong, and what the whole film costs otherwise."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from tournage.cases.feasibility.assumptions import read_numbers
from tournage.cases.feasibility.build_terms import terms_of
from tournage.cases.feasibility.constants import load_constants
from tournage.cases.feasibility.inputs import StudyInputs
from tournage.cases.feasibility.model import Outlook
from tournage.cases.feasibility.pricing import price_shoot
from tournage.cases.feasibility.stages import Planned, plan_shoot, shoot_of
from tournage.jurisdictions.load_places import load_catalogue
from tournage.jurisdictions.load_risk import load_hazards
from tournage.kernel.money import Money
from tournage.schedule.hazards import Hazards
from tournage.schedule.order_reason import OrderReason, explain_order
from tournage.schedule.problem import Problem
from tournage.schedule.risk import run_shoots, sum_up
from tournage.schedule.solve import Solution
from tournage.schedule.solve.sorted_board import sorted_board
from tournage.schedule.what_if import (
    Variant,
    as_planned,
    one_base_fewer,
    start_label,
    week_label,
    without_stage,
)
from tournage.script.model import Script

MOST_RUNS, LEAST_RUNS, STRIP_RUNS = 200, 100, 40_000
"""Shoots a study draws: so many strips walked through in all, within these ends."""
SORTED_WORK = 2_000
PLANNED, START, WEEK = "as_planned", "start_", "week_"
OTHERWISE = {"no_stage": without_stage, "fewer_bases": one_base_fewer}
"""Variants whose places differ, so that the budget of the script does not fit them."""


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
    rivals = {"second": solution.second, "sorted": sorted_board(problem, work_limit=SORTED_WORK)}
    return explain_order(
        problem,
        solution.board,
        (solution.bound, dict(solution.bound_lines)),
        (solution.gap, solution.movable_gap),
        rivals,
    )


def plan_variant(script: Script, inputs: StudyInputs, id: str) -> tuple[Planned, Variant] | None:
    """The shoot of a script under another condition: light, holidays and Ramadan of its own dates.

    `id` is `as_planned`, `start_2027-05-01`, `week_5`, `no_stage` or `fewer_bases`; None where it
    changes nothing (no stage to give up, only one base).
    """
    catalogue = load_catalogue(inputs.country)
    if id.startswith(START):
        on = date.fromisoformat(id.removeprefix(START))
        planned = plan_shoot(script, replace(inputs, first_day=on), catalogue)
        return planned, Variant(id, start_label(on), planned.problem)
    if id.startswith(WEEK):
        days = int(id.removeprefix(WEEK))
        planned = plan_shoot(script, inputs, catalogue, week_days=days)
        return planned, Variant(id, week_label(days), planned.problem)
    planned = plan_shoot(script, inputs, catalogue)
    if id == PLANNED:
        return planned, as_planned(planned.problem)
    variant = OTHERWISE[id](planned.problem)
    return None if variant is None else (replace(planned, problem=variant.problem), variant)


def price_film(
    script: Script, inputs: StudyInputs, planned: Planned, solution: Solution
) -> tuple[Money, Money]:
    """Cost and net cost of the whole film with this board, as the study works them out."""
    numbers, _ = read_numbers(inputs.yours)
    shoot = shoot_of(planned, solution, load_catalogue(inputs.country), inputs.kind)
    terms, _ = terms_of(script, shoot, inputs, numbers, load_constants(numbers))
    priced = price_shoot(shoot, terms)
    return priced.cost, priced.net
