"""The stages of a study up to the board: breakdown, places, schedule."""

from __future__ import annotations

from collections.abc import Callable, Mapping
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
from tournage.flows.script_to_breakdown import script_to_breakdown
from tournage.kernel.findings import Finding, Severity, finding
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
    wanted, missed = _wanted(breakdown, inputs)
    problem, posed = breakdown_to_schedule(breakdown, plan, catalogue, wanted)
    return Planned(breakdown, plan, problem, (*found, *lost, *placed, *missed, *posed))


def schedule_shoot(
    planned: Planned,
    catalogue: Catalogue,
    inputs: StudyInputs,
    *,
    time_limit: float,
    progress: Progress | None = None,
) -> tuple[Shoot, Solution]:
    """Solve the board and gather what the budget is made from."""
    tell = (lambda share, _cost: progress("schedule", share)) if progress else None
    solution = solve(planned.problem, time_limit=time_limit, seed=inputs.seed, progress=tell)
    return shoot_of(planned, solution, catalogue, inputs.kind), solution


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
    return Wanted(inputs.first_day, locked=locked, away=away, open=dict(yours.open), kind=inputs.kind), lost


def _lost(table: str, name: str) -> Finding:
    return finding(ROOM, "STU-101", Severity.WARNING, f"corrections.toml [{table}.{name}]", name=name)
