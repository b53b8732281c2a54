"""What can go wrong with a board: Monte Carlo over processes or a cluster, from a problem or from a script."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from tournage.cases.feasibility.outlook import hazards_of
from tournage.cases.feasibility.stages import Progress, plan_shoot
from tournage.documents.parts import PaperHead
from tournage.documents.risk import RiskParts, build_pdf, build_xlsx
from tournage.documents.risk.view import own_names
from tournage.jurisdictions.load_places import load_catalogue
from tournage.kernel.findings import Finding
from tournage.kernel.words import phrase, say
from tournage.places.reasons import place_names
from tournage.schedule.board_file import money_text
from tournage.schedule.hazards import Chance, Hazards
from tournage.schedule.model import Board
from tournage.schedule.problem import Problem
from tournage.schedule.risk import SHARES, Risk, RunResult, run_shoots, sum_up
from tournage.services.scheduling import solve_problem
from tournage.services.spreading import spread
from tournage.services.studying import Prepared
from tournage.store.files import write_all

CHUNK = 125
SCHEMA = "tournage.schedule.risk/2"
NO_END = 86_400.0
"""Seconds that guard a search which is limited by its work."""
NAMES = tuple(f"p{share}" for share in SHARES)


def default_hazards(
    problem: Problem, country: str = "ma", yours: Mapping[str, Decimal] | None = None
) -> Hazards:
    """The country's hazards at the bases of a problem, a person's own numbers in place of them.

    Raises: UnknownHazardError.
    """
    return hazards_of(problem, country).with_yours(yours or {})


@dataclass(frozen=True, slots=True)
class _Chunk:
    board: Board
    problem: Problem
    hazards: Hazards
    seed: int
    first: int
    last: int


def _run_chunk(chunk: _Chunk) -> list[RunResult]:
    runs = range(chunk.first, chunk.last)
    return run_shoots(chunk.board, chunk.problem, chunk.hazards, seed=chunk.seed, runs=runs)


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
        _Chunk(board, problem, hazards, seed, first, min(runs, first + CHUNK))
        for first in range(0, runs, CHUNK)
    ]
    parts = spread(_run_chunk, tasks, cluster=cluster, workers=workers)
    return sum_up(board, problem, [result for part in parts for result in part], seed)


@dataclass(frozen=True, slots=True)
class RiskMade:
    """The risk of a script's board and what was found on the way; no parts when no scene found a day."""

    parts: RiskParts | None
    document: dict[str, Any]
    findings: tuple[Finding, ...]


def risk_of_script(
    ready: Prepared,
    lang: str,
    *,
    runs: int,
    work_limit: int | None,
    yours: Mapping[str, Decimal],
    spread_over: tuple[int | None, str | None],
    progress: Progress | None = None,
) -> RiskMade:
    """Schedule a script, shoot its board many times and write risk.pdf, risk.xlsx and risk.json.

    `spread_over` is the number of processes and the cluster. Nothing is written when no scene finds a day.
    Raises: UnknownHazardError, NoClusterError, OSError.
    """
    inputs = ready.inputs
    catalogue = load_catalogue(inputs.country)
    planned = plan_shoot(ready.script, inputs, catalogue)
    hazards = default_hazards(planned.problem, inputs.country, yours)
    tell = (lambda share, _cost: progress("schedule", share)) if progress else None
    solution = solve_problem(
        planned.problem,
        time_limit=inputs.time_limit if work_limit is None else NO_END,
        work_limit=work_limit,
        seed=inputs.seed,
        progress=tell,
    )
    board = solution.board
    findings = (*ready.findings, *planned.findings, *solution.findings)
    if not board.days:
        found = [item.as_json(lang) for item in findings]
        return RiskMade(None, {"schema": SCHEMA, "findings": found}, findings)
    workers, cluster = spread_over
    risk = assess_risk(
        board,
        planned.problem,
        hazards,
        runs=runs,
        seed=inputs.seed,
        workers=workers,
        cluster=cluster,
    )
    head = PaperHead(ready.script.title, "", inputs.made_on)
    parts = RiskParts(head, planned.problem, board, risk, hazards, place_names(catalogue))
    document = write_risk(parts, ready.target, lang)
    document["findings"] = [item.as_json(lang) for item in findings]
    return RiskMade(parts, document, findings)


def write_risk(parts: RiskParts, folder: Path, lang: str) -> dict[str, Any]:
    """Write paper, workbook and JSON into a folder: all of them or none; returns the JSON."""
    document = risk_document(parts.problem, parts.risk, parts.hazards, lang)
    names = ("risk.json", "risk.pdf", "risk.xlsx")
    document["files"] = {name: str(folder / name) for name in names}
    text = json.dumps(document, ensure_ascii=False, indent=1).encode()
    write_all(folder, dict(zip(names, (text, build_pdf(parts, lang), build_xlsx(parts, lang)), strict=True)))
    return document


def risk_document(problem: Problem, risk: Risk, hazards: Hazards, lang: str) -> dict[str, Any]:
    """What `tournage schedule risk --json` and `tournage risk --json` print."""

    def text(amount: int) -> str:
        return money_text(amount, problem.currency)

    def three(values: Sequence[Any]) -> dict[str, Any]:
        return dict(zip(NAMES, values, strict=True))

    return {
        "schema": SCHEMA,
        "title": problem.title,
        "currency": problem.currency,
        "runs": risk.runs,
        "seed": risk.seed,
        "planned": {
            "days": risk.planned_days,
            "cost": text(risk.planned_cost),
            "last_day": risk.planned_last_day.isoformat(),
        },
        "days": three(risk.days),
        "cost": three([*map(text, risk.cost)]),
        "net_of_rebate": three([*map(text, risk.net)]),
        "last_day": three([on.isoformat() for on in risk.last_day]),
        "contingency": text(risk.contingency),
        "cover": {
            "value": text(risk.cover_value),
            "days": round(risk.cover_days, 4),
            "brought_forward": round(risk.pulled, 4),
        },
        "lines": {line: text(amount) for line, amount in risk.lines},
        "causes": [{"cause": cause, "lost_minutes": minutes} for cause, minutes in risk.causes],
        "strips": [
            {"strip": s.id, "lost_minutes": s.minutes, "share": round(s.share, 4), "cause": s.cause}
            for s in risk.strips
        ],
        "days_at_risk": [
            {
                "day": day.number,
                "date": day.on.isoformat(),
                "base": day.base,
                "lost_minutes": day.minutes,
                "share": round(day.share, 4),
            }
            for day in risk.by_day
        ],
        "beyond_dates": [{"kind": b.kind, "id": b.id, "share": round(b.share, 4)} for b in risk.beyond],
        "unfinished_share": round(risk.left, 4),
        "assumptions": [_assumption(chance, lang) for chance in hazards.chances],
    }


def _assumption(chance: Chance, lang: str) -> dict[str, Any]:
    held = chance.value
    return {
        "id": chance.id,
        "label": say(chance.label, lang),
        "base": chance.base,
        "month": chance.month,
        "value": str(held.value),
        "unit": chance.unit,
        "origin": held.origin.value,
        "assumed": held.assumed,
        "confidence": held.confidence.value,
        "note": held.note,
        "source": [{"title": s.title, "href": s.href} for s in held.source],
    }


def risk_lines(problem: Problem, risk: Risk, lang: str) -> list[str]:
    """The risk in a few lines."""

    def amount(minor: int) -> Decimal:
        return Decimal(minor // 100)

    money = {"currency": problem.currency}
    lines = [phrase("services.risk_plan", days=risk.planned_days, cost=amount(risk.planned_cost), **money)]
    for share, days, cost, on in zip(SHARES, risk.days, risk.cost, risk.last_day, strict=True):
        lines.append(phrase("services.risk_share", share=share, days=days, on=on, cost=amount(cost), **money))
    lines.append(phrase("services.risk_hold", cost=amount(risk.contingency), **money))
    lines.append(phrase("services.risk_cover", cost=amount(risk.cover_value), **money))
    if risk.strips:
        lines.append(phrase("services.risk_strips", strips=tuple(s.id for s in risk.strips[:8])))
    names = own_names(problem)
    for beyond in risk.beyond[:5]:
        percent = Decimal(round(beyond.share * 100))
        name = names.get(beyond.id, beyond.id)
        lines.append(phrase(f"schedule.beyond.{beyond.kind}", name=name, share=percent))
    if risk.left:
        lines.append(phrase("services.risk_left", share=Decimal(round(risk.left * 100))))
    return [say(line, lang) for line in lines]
