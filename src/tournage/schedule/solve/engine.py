"""From problem to board: construct, improve, prove, explain."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace

from tournage.kernel.findings import Finding, Severity, finding
from tournage.schedule.conflicts import Conflict, find_conflicts
from tournage.schedule.model import Board
from tournage.schedule.problem import COST_LINES, Problem
from tournage.schedule.solve.bounds import Bound, prove
from tournage.schedule.solve.compiled import Compiled, bits
from tournage.schedule.solve.construct import construct
from tournage.schedule.solve.edit import layout_of
from tournage.schedule.solve.evaluate import Evaluator, Layout
from tournage.schedule.solve.insert import insert_left_out
from tournage.schedule.solve.price import Pricer
from tournage.schedule.solve.search import Annealing
from tournage.schedule.solve.search_state import Budget, Judge, State
from tournage.schedule.solve.write import write_board

_STAGES = ((0.65, "anneal"), (0.8, "repair"), (1.0, "anneal"))
"""Shares of the budget at which one way of searching hands over to the next."""

_EXACT_SECONDS = 20.0
"""Below this time limit CP-SAT, which takes seconds to load, stays out."""


@dataclass(frozen=True, slots=True)
class Solution:
    """A board, what it costs line by line, and how far it can be from the best. Minor units."""

    board: Board
    lines: tuple[tuple[str, int], ...]
    total: int
    net: int
    bound: int
    """No valid board costs less (net of the rebate when that was asked)."""
    gap: float
    bound_lines: tuple[tuple[str, int], ...] = ()
    """The bound by cost line."""
    conflicts: tuple[Conflict, ...] = ()
    """Why strips were left out, when some demands exclude each other."""
    movable_gap: float = 1.0
    """The gap again without the lines that no order of the strips can change."""
    findings: tuple[Finding, ...] = ()
    second: Board | None = None
    """The best board met with other stays: another order of the bases, or other days at one."""


def solve(
    problem: Problem,
    *,
    time_limit: float = 10.0,
    seed: int = 0,
    net: bool = False,
    work_limit: int | None = None,
    warm: Board | None = None,
    progress: Callable[[float, int], None] | None = None,
    stop: Callable[[], bool] | None = None,
) -> Solution:
    """Make the cheapest board found in the time given.

    `progress` is told the share of the time spent and the cost so far. With a `work_limit` (boards
    evaluated) instead of the clock deciding, the same seed gives the same board. `stop` ends the
    search early; so does Ctrl-C; both keep the best board so far.
    Findings: SCH-301 a strip found no day.
    """
    c = Compiled(problem)
    evaluator = Evaluator(c)
    pricer = Pricer(evaluator)
    judge = Judge(evaluator, pricer, net=net)
    budget = Budget(time_limit, work_limit, stop or (lambda: False))
    state = _first(judge, warm)
    bound = prove(judge.c, net=judge.net)
    with suppress(KeyboardInterrupt):
        state = _improve(judge, state, budget, seed, progress)
    return replace(_solution(judge, state, bound), second=_second(judge, state))


def _first(judge: Judge, warm: Board | None) -> State:
    """The warm board if it keeps the rules, else a new one."""
    found = judge.value(layout_of(judge.c, warm)) if warm is not None else None
    if found is None:
        found = judge.value(construct(judge.e, judge.p))
    if found is None:
        empty = Layout([[] for _ in judge.e.units], (1 << len(judge.c.minutes)) - 1)
        found = judge.value(empty)
    assert found is not None, "an empty board breaks no rule"
    return found


def _improve(
    judge: Judge, state: State, budget: Budget, seed: int, progress: Callable[[float, int], None] | None
) -> State:
    """Anneal, repair exactly, anneal again; whatever stops it, the best board so far stands."""
    best = insert_left_out(judge, state, budget)

    def tell(found: State) -> None:
        nonlocal best
        judge.met.take(best, found)
        best = found if found.objective < best.objective else best
        if progress is not None:
            progress(min(1.0, budget.spent), found.outcome.total)

    with suppress(KeyboardInterrupt):
        exact = budget.seconds >= _EXACT_SECONDS
        for stage, (share, kind) in enumerate(_STAGES):
            if kind == "anneal":
                found = Annealing(judge, best, seed + stage).run(budget, share, tell)
            elif exact:
                from tournage.schedule.solve.repair import Repair

                found = Repair(judge, best, seed + stage).run(budget, share, tell)
            else:
                continue
            best = found if found.objective < best.objective else best
    return best


def _solution(judge: Judge, state: State, bound: Bound) -> Solution:
    outcome = judge.p.price(state.outcome.placed)
    board = write_board(judge.c, outcome, state.layout.boneyard)
    rebate = judge.p.rebate(outcome)
    left_out = tuple(
        finding(
            "schedule", "SCH-301", Severity.ERROR, f"strip {judge.c.strip_ids[s]}", strip=judge.c.strip_ids[s]
        )
        for s in bits(state.layout.boneyard)
    )
    cost = outcome.total - rebate if judge.net else outcome.total
    fixed = dict(bound.lines)["builds"]
    return Solution(
        board=board,
        lines=tuple(zip(COST_LINES, outcome.lines, strict=True)),
        total=outcome.total,
        net=outcome.total - rebate,
        bound=bound.total,
        gap=(cost - bound.total) / cost if cost > 0 else 0.0,
        bound_lines=bound.lines,
        conflicts=find_conflicts(judge.c.problem) if state.layout.boneyard else (),
        movable_gap=(cost - bound.total) / (cost - fixed) if cost > fixed else 0.0,
        findings=left_out,
    )


def _second(judge: Judge, best: State) -> Board | None:
    state = judge.met.rival_of(best)
    if state is None:
        return None
    return write_board(judge.c, judge.p.price(state.outcome.placed), state.layout.boneyard)
