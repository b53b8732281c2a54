"""The stages of a study up to the board: breakdown, places, schedule."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from tournage.breakdown.model import Breakdown
from tournage.breakdown.propose import break_down
from tournage.cases.feasibility.inputs import StudyInputs
from tournage.cases.feasibility.pricing import Shoot
from tournage.flows.board_names import board_names
from tournage.flows.breakdown_to_places import breakdown_to_places
from tournage.flows.breakdown_to_schedule import Wanted, breakdown_to_schedule
from tournage.flows.propose_sides import propose_sides
from tournage.flows.scheme_to_rebate import scheme_to_rebate
from tournage.flows.script_to_breakdown import script_to_breakdown
from tournage.jurisdictions.load_schemes import load_scheme
from tournage.kernel.findings import Finding, Severity, finding
from tournage.kernel.words import phrase
from tournage.places.catalogue import Catalogue
from tournage.places.chosen import read_choices
from tournage.places.model import PlacePlan
from tournage.places.plan import plan_places
from tournage.schedule.dood import day_out_of_days
from tournage.schedule.problem import Problem
from tournage.schedule.solve import Solution, solve
from tournage.script.model import Script

ROOM = "cases/feasibility"

Progress = Callable[[str, float], None]


@dataclass(frozen=True, slots=True)
class Part:
    """How much of the schedule's work and of its time limit one board may use."""

    work: float
    time: float


WHOLE = Part(1, 1)
PACE = Part(0.25, 0.5)
"""The two boards of other paces."""


@dataclass(frozen=True, slots=True)
class Planned:
    """Breakdown and places of a script, and the problem they pose to the schedule."""

    breakdown: Breakdown
    plan: PlacePlan
    problem: Problem
    findings: tuple[Finding, ...]


def plan_shoot(script: Script, inputs: StudyInputs, catalogue: Catalogue) -> Planned:
    """Break the script down, choose its places and write the schedule's problem.

    Findings: those of the desks; STU-101 a correction names a set, strip or role that is not in the script.
    """
    yours = inputs.yours
    texts = script_to_breakdown(script)
    breakdown, found = break_down(script.title, texts, yours.breakdown)
    sets = breakdown_to_places(breakdown, texts)
    chosen, unknown = read_choices(sets, yours.places)
    lost = [_lost("places", name) for name in unknown]
    plan, placed = plan_places(sets, catalogue, on=inputs.first_day, chosen=chosen)
    breakdown, sides = propose_sides(breakdown, texts, plan, catalogue)
    wanted, missed = _wanted(breakdown, inputs)
    problem, posed = breakdown_to_schedule(breakdown, plan, catalogue, wanted)
    return Planned(breakdown, plan, problem, (*found, *lost, *placed, *sides, *missed, *posed))


def schedule_shoot(
    planned: Planned,
    catalogue: Catalogue,
    inputs: StudyInputs,
    *,
    part: Part = WHOLE,
    progress: Progress | None = None,
) -> tuple[Shoot, Solution]:
    """Solve the board and gather what the budget is made from.

    A count of boards looked at ends the search, so the same inputs and seed give the same board on
    any machine; a time limit can only cut it short. The quick bound stands: the strong one takes minutes
    on a long script (`tournage schedule solve` has it). `part` is how much of both it may use.
    Findings of the solution: those of the engine; STU-105 why a strip found no day; STU-106 the clock
    ended the search.
    """
    tell = (lambda done, _cost: progress("schedule", done)) if progress else None
    limit = math.inf if inputs.time_limit is None else inputs.time_limit * part.time
    work = max(1, int(inputs.work * part.work))
    solution = solve(
        planned.problem,
        time_limit=limit,
        work_limit=work,
        seed=inputs.seed,
        exact=False,
        progress=tell,
        rounds=0,
    )
    solution = replace(solution, findings=(*solution.findings, *_troubles(solution)))
    return shoot_of(planned, solution, catalogue, inputs.kind), solution


def _troubles(solution: Solution) -> Iterator[Finding]:
    """Why strips were left out, and whether the clock decided."""
    told = {strip for conflict in solution.conflicts for strip in conflict.strips}
    for conflict in solution.conflicts:
        where = f"strip {', '.join(conflict.strips)}"
        yield finding(ROOM, "STU-105", Severity.ERROR, where, conflict=conflict.message)
    crowded = [strip for strip in solution.board.boneyard if strip not in told]
    if crowded:
        crowding = phrase(f"{ROOM}.crowded_out", strips=tuple(crowded))
        yield finding(ROOM, "STU-105", Severity.ERROR, f"strip {', '.join(crowded)}", conflict=crowding)
    if solution.cut_short:
        yield finding(ROOM, "STU-106", Severity.WARNING, "schedule")


def shoot_of(planned: Planned, solution: Solution, catalogue: Catalogue, kind: str) -> Shoot:
    """Breakdown, places and board as one."""
    dood = day_out_of_days(solution.board, planned.problem)
    board = board_names(solution.board, catalogue)
    return Shoot(planned.breakdown, planned.plan, catalogue.locations, board, dood, kind).counted()


def slower(planned: Planned, factor: Decimal) -> Planned:
    """The same shoot when every scene takes `factor` times as long."""
    strips = tuple(
        replace(strip, minutes=max(1, int(strip.minutes * factor)), estimate=None)
        for strip in planned.problem.strips
    )
    return replace(planned, problem=replace(planned.problem, strips=strips))


def _wanted(breakdown: Breakdown, inputs: StudyInputs) -> tuple[Wanted, list[Finding]]:
    yours = inputs.yours
    roles = {
        name.casefold(): role.id for role in breakdown.roles for name in (role.id, role.name, *role.aliases)
    }
    scenes = {str(sheet.key) for sheet in breakdown.sheets}
    lost = [_lost("away", name) for name, _ in yours.away if name.casefold() not in roles]
    lost += [_lost("locks", strip) for strip, _ in yours.locks if strip.partition("pt")[0] not in scenes]
    away: Mapping[str, tuple[tuple[date, date], ...]] = {
        roles[name.casefold()]: spans for name, spans in yours.away if name.casefold() in roles
    }
    locked = {strip: day for strip, day in yours.locks if strip.partition("pt")[0] in scenes}
    wanted = Wanted(inputs.first_day, locked=locked, away=away, open=dict(yours.open), kind=inputs.kind)
    applied_on = min(inputs.made_on, inputs.first_day)
    rebate = scheme_to_rebate(load_scheme(f"{inputs.country}-rebate"), applied_on)
    return replace(wanted, week_days=inputs.week_days, rebate=rebate), lost


def _lost(table: str, name: str) -> Finding:
    return finding(ROOM, "STU-101", Severity.WARNING, f"corrections.toml [{table}.{name}]", name=name)
