"""The independent checker: every rule and every centime of a board, in plain Python, no solver."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from tournage.kernel.findings import Finding, Severity, finding
from tournage.schedule.board_view import BoardView
from tournage.schedule.engagement import company_days
from tournage.schedule.model import Board
from tournage.schedule.pricing import BoardCost, build_dates, price_board
from tournage.schedule.problem import Problem
from tournage.schedule.rules import all_checks


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the checker found: broken rules, and the price worked out again."""

    findings: tuple[Finding, ...]
    cost: BoardCost

    @property
    def valid(self) -> bool:
        """Whether every rule is kept."""
        return not any(f.severity is Severity.ERROR for f in self.findings)


def check_board(board: Board, problem: Problem, *, stated: dict[str, Any] | None = None) -> Verdict:
    """Hold a board against its problem.

    `stated` are amounts in minor units as someone else worked them out: `total`, `net` and cost lines.
    Findings: SCH-201 to SCH-237 of the rules; SCH-240 a strip left out; SCH-241 a day between is
    misnamed; SCH-242 building days miscounted; SCH-243 an amount is wrong.
    """
    view = BoardView(problem, board)
    found = [f for _, check in all_checks() for f in check(view)]
    found += [
        finding("schedule", "SCH-240", Severity.WARNING, f"strip {id}", strip=id) for id in board.boneyard
    ]
    kinds = company_days(board, problem)
    named = {idle.on: idle.kind for idle in board.idle}
    for on, kind in kinds.dates() if kinds else ():
        if kind != "shoot" and named.get(on, kind) != kind:
            found.append(finding("schedule", "SCH-241", Severity.ERROR, f"{on}", on=on, kind=kind))
    if board.set_build_days != len(build_dates(view)):
        days = len(build_dates(view))
        found.append(
            finding("schedule", "SCH-242", Severity.ERROR, "board", stated=board.set_build_days, days=days)
        )
    cost = price_board(board, problem)
    return Verdict((*found, *_amounts(cost, stated or {})), cost)


def _amounts(cost: BoardCost, stated: dict[str, Any]) -> list[Finding]:
    really = {"total": cost.total, "net": cost.net, **dict(cost.lines)}
    return [
        finding("schedule", "SCH-243", Severity.ERROR, name, stated=amount, really=really.get(name, 0))
        for name, amount in stated.items()
        if really.get(name) != amount
    ]
