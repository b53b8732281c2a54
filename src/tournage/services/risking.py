"""What can go wrong with a board, and what if: Monte Carlo and sweeps over processes or a cluster."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from tournage.kernel.words import phrase, say
from tournage.schedule.board_file import money_text
from tournage.schedule.model import Board
from tournage.schedule.problem import Problem
from tournage.schedule.risk import Hazards, Risk, RunResult, run_shoots, sum_up
from tournage.schedule.what_if import Variant, variants
from tournage.services.spreading import spread

CHUNK = 250


def default_hazards(problem: Problem, country: str = "ma") -> Hazards:
    """The country's assumed chances, with rain by month from the climate of each base that has one."""
    from tournage.jurisdictions.load_places import load_catalogue
    from tournage.jurisdictions.load_scheduling import load_scheduling

    held = {name: value.value for name, value in load_scheduling(country).hazards.items()}
    bases = {town.id for town in problem.towns}
    rain = tuple(
        (climate.hub, climate.month, (climate.rain_days / Decimal(30)).quantize(Decimal("0.001")))
        for climate in load_catalogue(country).climates
        if climate.hub in bases
    )
    return Hazards(
        rain_chance=held["rain_chance"],
        rain_lost_with_cover=held["rain_lost_with_cover"],
        overrun_low=held["overrun_low"],
        overrun_likely=held["overrun_likely"],
        overrun_high=held["overrun_high"],
        illness_chance=held["illness_chance"],
        permit_late_chance=held["permit_late_chance"],
        permit_late_days=int(held["permit_late_days"]),
        overtime_minutes=int(held["overtime_minutes"]),
        rain=rain,
    )


@dataclass(frozen=True, slots=True)
class _Chunk:
    board: Board
    problem: Problem
    hazards: Hazards
    seed: int
    first: int
    last: int
    cover: bool


def _run_chunk(chunk: _Chunk) -> list[RunResult]:
    runs = range(chunk.first, chunk.last)
    return run_shoots(
        chunk.board, chunk.problem, chunk.hazards, seed=chunk.seed, runs=runs, cover=chunk.cover
    )


def assess_risk(
    board: Board,
    problem: Problem,
    hazards: Hazards,
    *,
    runs: int = 1000,
    seed: int = 0,
    cluster: str | None = None,
    workers: int | None = None,
) -> Risk:
    """Shoot a board many times; the same seed gives the same figures on any number of machines."""
    tasks = [
        _Chunk(board, problem, hazards, seed, first, min(runs, first + CHUNK), cover)
        for cover in (True, False)
        for first in range(0, runs, CHUNK)
    ]
    results = spread(_run_chunk, tasks, cluster=cluster, workers=workers)
    covered = [r for task, part in zip(tasks, results, strict=True) if task.cover for r in part]
    bare = [r for task, part in zip(tasks, results, strict=True) if not task.cover for r in part]
    return sum_up(board, problem, covered, bare)


def risk_document(problem: Problem, risk: Risk, hazards: Hazards) -> dict[str, Any]:
    """What `tournage schedule risk --json` prints."""

    def text(amount: int) -> str:
        return money_text(amount, problem.currency)

    names = ("p50", "p80", "p95")
    return {
        "schema": "tournage.schedule.risk/1",
        "runs": risk.runs,
        "planned": {"days": risk.planned_days, "cost": text(risk.planned_cost)},
        "days": dict(zip(names, risk.days, strict=True)),
        "cost": dict(zip(names, map(text, risk.cost), strict=True)),
        "contingency": text(risk.contingency),
        "cover_value": text(risk.cover_value),
        "strips": [{"strip": id, "lost_minutes": minutes} for id, minutes in risk.strips],
        "days_at_risk": [{"day": number, "lost_minutes": minutes} for number, minutes in risk.by_day],
        "assumptions": [
            {"id": name, "value": str(getattr(hazards, name)), "assumed": True}
            for name in Hazards.__dataclass_fields__
            if name != "rain"
        ]
        + [
            {"id": f"rain:{base}:{month}", "value": str(chance), "assumed": True}
            for base, month, chance in hazards.rain
        ],
    }


def risk_lines(problem: Problem, risk: Risk, lang: str) -> list[str]:
    """The risk in a few lines."""

    def amount(minor: int) -> Decimal:
        return Decimal(money_text(minor, problem.currency))

    lines = [
        phrase(
            "services.risk_plan",
            days=risk.planned_days,
            cost=amount(risk.planned_cost),
            currency=problem.currency,
        )
    ]
    for share, days, cost in zip((50, 80, 95), risk.days, risk.cost, strict=True):
        lines.append(
            phrase(
                "services.risk_share", share=share, days=days, cost=amount(cost), currency=problem.currency
            )
        )
    lines.append(phrase("services.risk_hold", cost=amount(risk.contingency), currency=problem.currency))
    lines.append(phrase("services.risk_cover", cost=amount(risk.cover_value), currency=problem.currency))
    strips = tuple(id for id, _ in risk.strips[:8])
    lines.append(phrase("services.risk_strips", strips=strips))
    return [say(line, lang) for line in lines]


@dataclass(frozen=True, slots=True)
class SweepRow:
    """One variant solved: days, calendar days, money in minor units, strips left out."""

    variant: Variant
    days: int
    calendar_days: int
    total: int
    net: int
    bound: int
    left_out: int


@dataclass(frozen=True, slots=True)
class _Solve:
    variant: Variant
    work_limit: int
    seed: int


def _solve_variant(task: _Solve) -> SweepRow:
    from tournage.schedule.solve import solve

    solution = solve(task.variant.problem, time_limit=3600, work_limit=task.work_limit, seed=task.seed)
    board = solution.board
    calendar = (board.last_day - board.first_day).days + 1 if board.days else 0
    return SweepRow(
        task.variant,
        len(board.days),
        calendar,
        solution.total,
        solution.net,
        solution.bound,
        len(board.boneyard),
    )


def sweep(
    problem: Problem,
    *,
    work_limit: int = 30_000,
    seed: int = 0,
    starts: int = 4,
    step_days: int = 14,
    cluster: str | None = None,
    workers: int | None = None,
) -> list[SweepRow]:
    """Solve the usual variants with the same work each, so that any machine gives the same table."""
    tasks = [_Solve(v, work_limit, seed) for v in variants(problem, starts=starts, step_days=step_days)]
    return spread(_solve_variant, tasks, cluster=cluster, workers=workers)


def sweep_document(problem: Problem, rows: list[SweepRow], lang: str) -> dict[str, Any]:
    """What `tournage schedule sweep --json` prints."""
    return {
        "schema": "tournage.schedule.sweep/1",
        "currency": problem.currency,
        "rows": [
            {
                "id": row.variant.id,
                "label": say(row.variant.label, lang),
                "days": row.days,
                "calendar_days": row.calendar_days,
                "total": money_text(row.total, problem.currency),
                "net_of_rebate": money_text(row.net, problem.currency),
                "bound": money_text(row.bound, problem.currency),
                "left_out": row.left_out,
            }
            for row in rows
        ],
    }


def sweep_lines(problem: Problem, rows: list[SweepRow], lang: str) -> list[str]:
    """The sweep as a table with bars."""
    most = max((row.total for row in rows), default=1) or 1
    lines = []
    for row in rows:
        bar = "█" * round(30 * row.total / most)
        label = say(row.variant.label, lang)
        note = f"  ({row.left_out} -)" if row.left_out else ""
        lines.append(
            f"{label:<44} {row.days:>4} {row.calendar_days:>4} {money_text(row.total, problem.currency):>16} {bar}{note}"
        )
    return lines
