"""Scheduling: write a problem from a script, solve it, check and price boards."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tournage.kernel.errors import TournageError
from tournage.kernel.findings import Finding, Severity
from tournage.kernel.words import phrase, say
from tournage.schedule.board_file import SCHEMA as SOLUTION_SCHEMA
from tournage.schedule.board_file import board_to_json, money_text, parse_board
from tournage.schedule.check import Verdict, check_board
from tournage.schedule.conflicts import Conflict
from tournage.schedule.generate import FIRST_MONDAY, generate_problem
from tournage.schedule.model import Board
from tournage.schedule.pricing import BoardCost, price_board
from tournage.schedule.problem import Problem
from tournage.schedule.problem_file import parse_problem, problem_to_json

if TYPE_CHECKING:
    from tournage.schedule.solve import Solution

MOST_BYTES = 64_000_000
_MOVE = re.compile(r"^(?P<strip>.+?):(?P<day>\d{4}-\d\d-\d\d|\d+|boneyard)(?::(?P<position>[1-9]\d*))?$")


class UnreadableMoveError(TournageError):
    """A move is not written as STRIP:DAY or STRIP:DAY:POSITION."""


class UnreadableFileError(TournageError):
    """The file is not JSON that a schedule can be read from."""


def read_json(file: Path) -> Any:
    """Read one JSON file; NaN and infinities are refused.

    Raises: UnreadableFileError naming file and line.
    """
    if file.stat().st_size > MOST_BYTES:
        raise UnreadableFileError(f"{file}: larger than {MOST_BYTES // 1_000_000} MB; this is no schedule.")

    def refuse(name: str) -> Any:
        raise UnreadableFileError(f"{file}: {name} is not a number; write the amount or leave it out.")

    try:
        return json.loads(file.read_text("utf-8-sig"), parse_constant=refuse)
    except UnicodeDecodeError:
        raise UnreadableFileError(f"{file}: not a JSON text in UTF-8.") from None
    except json.JSONDecodeError as fault:
        raise UnreadableFileError(f"{file}:{fault.lineno}: not JSON ({fault.msg}).") from None
    except RecursionError:
        raise UnreadableFileError(f"{file}: nested too deeply to be a schedule.") from None


def read_problem(file: Path) -> tuple[Problem | None, tuple[Finding, ...]]:
    """Read a problem file, and everything that is wrong with it."""
    return parse_problem(read_json(file))


def write_whole(file: Path, document: dict[str, Any]) -> None:
    """Write a JSON file whole or not at all."""
    _write_text(file, json.dumps(document, ensure_ascii=False, indent=1) + "\n")


def _write_text(file: Path, text: str) -> None:
    part = file.with_name(f".{file.name}.part")
    try:
        part.write_text(text, "utf-8")
        os.replace(part, file)
    finally:
        part.unlink(missing_ok=True)


def export_board(board: Board, problem: Problem, target: Path, *, created: date, lang: str = "en") -> None:
    """Write a board as a Universal Schedule Standard file, whole or not at all."""
    from tournage.formats.uss_board import write_board

    _write_text(target, write_board(board, problem, created=created, lang=lang))


def generate_shoot(kind: str, seed: int, *, directors: int = 0) -> dict[str, Any]:
    """A made-up shoot of size `feature` or `series`, as a problem file.

    Raises: UnknownSizeError.
    """
    from tournage.jurisdictions.load_scheduling import load_terms

    return problem_to_json(generate_problem(kind, seed, load_terms("ma", FIRST_MONDAY), directors=directors))


def problem_from_script(
    files: Sequence[Path], first_day: date, *, country: str = "ma"
) -> tuple[Problem | None, tuple[Finding, ...]]:
    """Read scripts, break them down, choose places, and write the problem of their shoot."""
    from tournage.breakdown.propose import break_down
    from tournage.flows.breakdown_to_places import breakdown_to_places
    from tournage.flows.breakdown_to_schedule import Wanted, breakdown_to_schedule
    from tournage.flows.propose_sides import propose_sides
    from tournage.flows.scheme_to_rebate import scheme_to_rebate
    from tournage.flows.script_to_breakdown import script_to_breakdown
    from tournage.jurisdictions.load_places import load_catalogue
    from tournage.jurisdictions.load_schemes import load_scheme
    from tournage.places.plan import plan_places
    from tournage.services.scripts import read_script

    script, findings = read_script(files)
    if not script.scenes:
        return None, tuple(findings)
    texts = script_to_breakdown(script)
    breakdown, more = break_down(script.title, texts)
    catalogue = load_catalogue(country)
    plan, places = plan_places(breakdown_to_places(breakdown, texts), catalogue, on=first_day)
    breakdown, sides = propose_sides(breakdown, texts, plan, catalogue)
    rebate = scheme_to_rebate(load_scheme(f"{country}-rebate"), first_day)
    problem, last = breakdown_to_schedule(breakdown, plan, catalogue, Wanted(first_day, rebate=rebate))
    return problem, (*findings, *more, *places, *sides, *last)


def read_board(file: Path, problem: Problem) -> tuple[Board | None, dict[str, int], tuple[Finding, ...]]:
    """Read a board file with the amounts it states."""
    return parse_board(read_json(file), problem)


def check_file(board_file: Path, problem: Problem) -> tuple[Verdict | None, tuple[Finding, ...]]:
    """Hold a board file against its problem."""
    board, stated, findings = read_board(board_file, problem)
    if board is None:
        return None, findings
    return check_board(board, problem, stated=stated), findings


def lock_strips(problem: Problem, locks: Sequence[tuple[str, date]]) -> Problem:
    """The problem with some strips locked on days."""
    held = dict(locks)
    return replace(
        problem,
        strips=tuple(
            replace(strip, locked_on=held[strip.id]) if strip.id in held else strip
            for strip in problem.strips
        ),
    )


def solve_problem(problem: Problem, *, locks: Sequence[tuple[str, date]] = (), **options: Any) -> Solution:
    """Make a board; `options` are those of `schedule.solve.solve`."""
    from tournage.schedule.solve import solve

    return solve(lock_strips(problem, locks) if locks else problem, **options)


def _cost_document(
    problem: Problem, total: int, net: int, lines: Sequence[tuple[str, int]]
) -> dict[str, Any]:
    def text(amount: int) -> str:
        return money_text(amount, problem.currency)

    return {
        "currency": problem.currency,
        "total": text(total),
        "net_of_rebate": text(net),
        "lines": {name: text(amount) for name, amount in lines},
    }


def solution_document(problem: Problem, solution: Solution, lang: str) -> dict[str, Any]:
    """What `tournage schedule solve --json` prints."""
    return {
        "schema": SOLUTION_SCHEMA,
        "title": problem.title,
        "board": board_to_json(solution.board, lang),
        "cost": _cost_document(problem, solution.total, solution.net, solution.lines),
        "bound": money_text(solution.bound, problem.currency),
        "gap": round(solution.gap, 6),
        "bound_lines": {name: money_text(v, problem.currency) for name, v in solution.bound_lines},
        "movable_gap": round(solution.movable_gap, 6),
        "conflicts": [_conflict(conflict, lang) for conflict in solution.conflicts],
        "findings": [f.as_json(lang) for f in solution.findings],
    }


def _conflict(conflict: Conflict, lang: str) -> dict[str, Any]:
    return {
        "strips": list(conflict.strips),
        "demands": [say(demand, lang) for demand in conflict.demands],
        "message": say(conflict.message, lang),
    }


def refusal_document(findings: Sequence[Finding], lang: str) -> dict[str, Any]:
    """What `--json` prints when there is no problem to work on."""
    return {
        "schema": SOLUTION_SCHEMA,
        "board": {"days": [], "boneyard": []},
        "cost": None,
        "bound": None,
        "gap": None,
        "conflicts": [
            {"strips": [], "demands": [], "message": f.as_json(lang)["message"]}
            for f in findings
            if f.severity is Severity.ERROR
        ],
        "findings": [f.as_json(lang) for f in findings],
    }


def verdict_document(problem: Problem, verdict: Verdict, lang: str) -> dict[str, Any]:
    """What `tournage schedule check --json` prints."""
    cost = verdict.cost
    return {
        "schema": "tournage.schedule.check/1",
        "valid": verdict.valid,
        "cost": _cost_document(problem, cost.total, cost.net, cost.lines),
        "findings": [f.as_json(lang) for f in verdict.findings],
    }


@dataclass(frozen=True, slots=True)
class Repriced:
    """A board after some moves, what it cost before and after, and the rules it breaks."""

    board: Board
    before: BoardCost
    after: BoardCost
    findings: tuple[Finding, ...]


def price_moves(board: Board, problem: Problem, moves: Sequence[str], editor: Any = None) -> Repriced:
    """Price moves written `STRIP:DAY[:POSITION]`; an `Editor` made before saves its set-up.

    Raises: UnreadableMoveError, UnknownStripError, UnknownDayError.
    """
    from tournage.schedule.solve.edit import Editor

    editor = editor or Editor(problem)
    moved = editor.move(board, [_move(text) for text in moves])
    verdict = check_board(moved, problem)
    return Repriced(moved, price_board(board, problem), verdict.cost, verdict.findings)


def _move(text: str) -> Any:
    from tournage.schedule.solve.edit import Move

    match = _MOVE.match(text)
    if match is None:
        raise UnreadableMoveError(f"{text}: a move is STRIP:DAY or STRIP:DAY:POSITION.")
    position = match["position"]
    return Move(match["strip"], match["day"], int(position) if position else None)


def move_document(problem: Problem, result: Repriced, lang: str) -> dict[str, Any]:
    """What `tournage schedule price --json` prints."""
    before, after = dict(result.before.lines), dict(result.after.lines)
    changed = {
        name: money_text(after[name] - before[name], problem.currency)
        for name in after
        if after[name] != before[name]
    }
    return {
        "schema": "tournage.schedule.price/1",
        "before": money_text(result.before.total, problem.currency),
        "after": money_text(result.after.total, problem.currency),
        "difference": money_text(result.after.total - result.before.total, problem.currency),
        "lines": changed,
        "net_of_rebate": money_text(result.after.net, problem.currency),
        "board": board_to_json(result.board, lang),
        "findings": [f.as_json(lang) for f in result.findings],
    }


def board_lines(problem: Problem, solution: Solution, lang: str) -> list[str]:
    """A board as lines of text: one a day, then the money."""
    from tournage.kernel.eighths import format_eighths
    from tournage.kernel.words import say_value

    board = solution.board
    dates = [*(day.on for day in board.days), *(idle.on for idle in board.idle)]
    days: dict[date, list[str]] = {on: [] for on in dates}
    towns = {town.id: town.name for town in problem.towns}
    for day in solution.board.days:
        clock = f"{day.call // 60:02}:{day.call % 60:02}-{day.wrap // 60 % 24:02}:{day.wrap % 60:02}"
        head = f"{day.number:>3}  {day.on}  {towns.get(day.base, day.base)[:14]:<14} {day.mode:<6} {clock}"
        days[day.on].append(f"{head}  {format_eighths(day.eighths):>6}  {' '.join(day.strips)}")
    for idle in solution.board.idle:
        days[idle.on].append(f"     {idle.on}  {say(idle.label, lang)}")
    lines = [line for on in sorted(days) for line in days[on]]
    total, bound = (
        say_value(Decimal(money_text(v, problem.currency)), lang) for v in (solution.total, solution.bound)
    )
    cost = say(phrase("services.schedule_total", total=total, bound=bound, currency=problem.currency), lang)
    return [*lines, "", cost]
