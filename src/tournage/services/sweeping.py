"""What if: the same shoot under other conditions, solved on many processes, from a problem or from a script."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from tournage.cases.feasibility.build import price_film
from tournage.cases.feasibility.inputs import StudyInputs
from tournage.cases.feasibility.outlook import hazards_of
from tournage.cases.feasibility.stages import Progress, plan_shoot, shoot_of
from tournage.cases.feasibility.what_if import OTHERWISE, PLANNED, START, WEEK, plan_variant
from tournage.documents.parts import PaperHead
from tournage.documents.render.numbers import figure, percent
from tournage.documents.what_if import SweepParts, build_pdf, build_xlsx
from tournage.jurisdictions.load_places import load_catalogue
from tournage.kernel.findings import Finding, Severity, finding
from tournage.kernel.words import say
from tournage.schedule.board_file import money_text
from tournage.schedule.problem import Problem
from tournage.schedule.what_if import SweepRow, Variant, later_starts, measure, other_weeks, variants
from tournage.script.model import Script
from tournage.services.spreading import spread
from tournage.services.studying import Prepared
from tournage.store.files import write_all

SCHEMA = "tournage.schedule.sweep/2"
NO_END = 86_400.0
"""Seconds after which a row gives up, whatever its work limit says."""


@dataclass(frozen=True, slots=True)
class _Solve:
    variant: Variant
    work_limit: int
    seed: int


def _solve_variant(task: _Solve) -> SweepRow:
    from tournage.schedule.solve import solve

    problem = task.variant.problem
    solution = solve(problem, time_limit=NO_END, work_limit=task.work_limit, seed=task.seed)
    return measure(task.variant, solution.board, (solution.bound, solution.gap), hazards_of(problem, "ma"))


def sweep(
    problem: Problem,
    *,
    work_limit: int = 30_000,
    seed: int = 0,
    starts: int = 4,
    step_days: int = 14,
    cluster: str | None = None,
    workers: int | None = None,
) -> tuple[list[SweepRow], tuple[Finding, ...]]:
    """Solve the usual variants of a problem with the same work each, so that any machine gives the same table.

    Findings: SCH-302 a start lies beyond the calendar of the problem.
    """
    wanted, late = variants(problem, starts=starts, step_days=step_days)
    tasks = [_Solve(variant, work_limit, seed) for variant in wanted]
    found = tuple(
        finding(
            "schedule", "SCH-302", Severity.WARNING, f"start {on}", start=on, end=problem.calendar.last_day
        )
        for on in late
    )
    return spread(_solve_variant, tasks, cluster=cluster, workers=workers), found


@dataclass(frozen=True, slots=True)
class _Script:
    script: Script
    inputs: StudyInputs
    id: str
    work_limit: int


def _solve_script(task: _Script) -> SweepRow | None:
    from tournage.schedule.solve import solve

    planned = plan_variant(task.script, task.inputs, task.id)
    if planned is None:
        return None
    shoot, variant = planned
    solution = solve(variant.problem, time_limit=NO_END, work_limit=task.work_limit, seed=task.inputs.seed)
    hazards = hazards_of(variant.problem, task.inputs.country)
    row = measure(variant, solution.board, (solution.bound, solution.gap), hazards)
    if task.id in OTHERWISE or not solution.board.days:
        return row
    catalogue = load_catalogue(task.inputs.country)
    priced = price_film(task.script, task.inputs, shoot_of(shoot, solution, catalogue, task.inputs.kind))
    return replace(row, film=priced.cost, film_net=priced.net)


@dataclass(frozen=True, slots=True)
class SweepMade:
    """The sweep of a script, where its papers are, and what was found on the way."""

    parts: SweepParts
    document: dict[str, Any]
    findings: tuple[Finding, ...]


def sweep_script(
    ready: Prepared,
    lang: str,
    *,
    work_limit: int,
    starts: int,
    step_days: int,
    spread_over: tuple[int | None, str | None],
    progress: Progress | None = None,
) -> SweepMade:
    """Plan and solve a script under other conditions and write whatif.pdf, whatif.xlsx and whatif.json.

    `spread_over` is the number of processes and the cluster.
    Raises: NoClusterError, OSError.
    """
    inputs, (workers, cluster) = ready.inputs, spread_over
    planned = plan_shoot(ready.script, inputs, load_catalogue(inputs.country))
    days = later_starts(inputs.first_day, starts, step_days)
    weeks = other_weeks(planned.problem)
    ids = [PLANNED, *(f"{START}{on}" for on in days), *(f"{WEEK}{n}" for n in weeks), *OTHERWISE]
    tasks = [_Script(ready.script, inputs, id, work_limit) for id in ids]
    if progress is not None:
        progress("rows", 0.0)
    rows = [row for row in spread(_solve_script, tasks, cluster=cluster, workers=workers) if row is not None]
    findings = (*ready.findings, *planned.findings)
    head = PaperHead(ready.script.title, "", inputs.made_on)
    parts = SweepParts(head, planned.problem.currency, tuple(rows), _spans(rows, inputs.country))
    document = write_sweep(parts, ready.target, lang)
    document["findings"] = [item.as_json(lang) for item in findings]
    return SweepMade(parts, document, findings)


def _spans(rows: Sequence[SweepRow], country: str) -> tuple[tuple[date, date], ...]:
    """Ramadan, as far as any row reaches."""
    shot = [row for row in rows if row.days]
    if not shot:
        return ()
    first, last = min(row.first_day for row in shot), max(row.last_day for row in shot)
    return tuple(
        (max(month.first_day, first), min(month.last_day, last))
        for month in load_catalogue(country).ramadan
        if month.first_day <= last and month.last_day >= first
    )


def write_sweep(parts: SweepParts, folder: Path, lang: str) -> dict[str, Any]:
    """Write paper, workbook and JSON into a folder: all of them or none; returns the JSON."""
    document = sweep_document(parts.head.production, parts.currency, parts.rows, lang)
    names = ("whatif.json", "whatif.pdf", "whatif.xlsx")
    document["files"] = {name: str(folder / name) for name in names}
    text = json.dumps(document, ensure_ascii=False, indent=1).encode()
    write_all(folder, dict(zip(names, (text, build_pdf(parts, lang), build_xlsx(parts, lang)), strict=True)))
    return document


def sweep_document(title: str, currency: str, rows: Sequence[SweepRow], lang: str) -> dict[str, Any]:
    """What `tournage schedule sweep --json` and `tournage whatif --json` print."""
    return {
        "schema": SCHEMA,
        "title": title,
        "currency": currency,
        "rows": [_row_json(row, currency, lang) for row in rows],
    }


def _row_json(row: SweepRow, currency: str, lang: str) -> dict[str, Any]:
    return {
        "id": row.id,
        "label": say(row.label, lang),
        "first_day": row.first_day.isoformat(),
        "last_day": row.last_day.isoformat(),
        "days": row.days,
        "calendar_days": row.calendar_days,
        "total": money_text(row.total, currency),
        "net_of_rebate": money_text(row.net, currency),
        "bound": money_text(row.bound, currency),
        "gap": round(row.gap, 6),
        "held_days": row.held,
        "ramadan_days": row.ramadan,
        "hot_days": row.hot,
        "left_out": row.left_out,
        "film": {"cost": row.film.plain(), "net": row.film_net.plain(), "currency": row.film.currency}
        if row.film and row.film_net
        else None,
    }


def sweep_lines(currency: str, rows: Sequence[SweepRow], lang: str) -> list[str]:
    """The sweep as a table with bars: days, calendar days, cost, net, bound, gap, holds, Ramadan, heat, left out."""
    most = max((row.total for row in rows), default=1) or 1
    wide = max((len(say(row.label, lang)) for row in rows), default=0)
    lines = []
    for row in rows:
        cells = [
            f"{say(row.label, lang):<{wide}}",
            f"{row.days:>4}",
            f"{row.calendar_days:>4}",
            f"{figure(row.total // 100, lang):>13}",
            f"{figure(row.net // 100, lang):>13}",
            f"{figure(row.bound // 100, lang):>13}",
            f"{percent_text(row.gap, lang):>7}",
            f"{row.held:>5}",
            f"{row.ramadan:>4}",
            f"{hot_text(row, lang):>5}",
            f"{row.left_out:>3}",
        ]
        lines.append("  ".join(cells) + "  " + "█" * round(20 * row.total / most))
    return [_heads(wide, currency, lang), *lines]


def _heads(wide: int, currency: str, lang: str) -> str:
    from tournage.documents.what_if.view import word

    names = (("days", 4), ("calendar", 4), ("total", 13), ("net", 13), ("bound", 13), ("gap", 7))
    rest = (("held", 5), ("ramadan", 4), ("hot", 5), ("left_out", 3))
    cells = [f"{word(f'short.{name}', lang)[:size]:>{size}}" for name, size in (*names, *rest)]
    return "  ".join([f"{currency:<{wide}}", *cells])


def percent_text(share: float, lang: str) -> str:
    """A gap in per cent with one decimal."""
    from decimal import Decimal

    return percent(Decimal(str(round(share, 4))), lang, 1)


def hot_text(row: SweepRow, lang: str) -> str:
    """Days above the heat limit to be expected, `?` where no climate is known."""
    from decimal import Decimal

    return "?" if row.hot is None else figure(Decimal(str(round(row.hot, 1))), lang, 1)
