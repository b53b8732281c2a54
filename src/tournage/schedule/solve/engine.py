"""From problem to board: construct, improve, prove, explain."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass

from tournage.kernel.findings import Finding, Severity, finding
from tournage.schedule.model import Board
from tournage.schedule.problem import COST_LINES, Problem
from tournage.schedule.solve.compiled import Compiled, bits
from tournage.schedule.solve.construct import construct
from tournage.schedule.solve.edit import layout_of
from tournage.schedule.solve.evaluate import Evaluator, Layout
from tournage.schedule.solve.price import Pricer
from tournage.schedule.solve.search import Annealing, Budget, Judge, State, insert_left_out
from tournage.schedule.solve.write import write_board


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
    findings: tuple[Finding, ...] = ()


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
    with suppress(KeyboardInterrupt):
        state = _improve(judge, state, budget, seed, progress)
    return _solution(judge, state)


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
    state = insert_left_out(judge, state, budget)
    annealing = Annealing(judge, state, seed)

    def tell(found: State) -> None:
        if progress is not None:
            progress(min(1.0, budget.spent), found.outcome.total)

    try:
        annealing.run(budget, 1.0, tell)
    except KeyboardInterrupt:
        return annealing.best
    return annealing.best


def _solution(judge: Judge, state: State) -> Solution:
    outcome = state.outcome
    board = write_board(judge.c, outcome, state.layout.boneyard)
    rebate = judge.p.rebate(outcome)
    left_out = tuple(
        finding(
            "schedule", "SCH-301", Severity.ERROR, f"strip {judge.c.strip_ids[s]}", strip=judge.c.strip_ids[s]
        )
        for s in bits(state.layout.boneyard)
    )
    return Solution(
        board=board,
        lines=tuple(zip(COST_LINES, outcome.lines, strict=True)),
        total=outcome.total,
        net=outcome.total - rebate,
        bound=0,
        gap=1.0,
        findings=left_out,
    )
