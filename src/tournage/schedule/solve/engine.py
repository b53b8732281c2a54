"""From problem to board: construct, improve, prove, explain."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import nullcontext, suppress
from dataclasses import dataclass, replace

from tournage.kernel.findings import Finding, Severity, finding
from tournage.schedule.conflicts import Conflict, find_conflicts
from tournage.schedule.model import Board
from tournage.schedule.problem import COST_LINES, Problem
from tournage.schedule.solve.bounds import Bound
from tournage.schedule.solve.compiled import Compiled, bits
from tournage.schedule.solve.edit import days_of
from tournage.schedule.solve.evaluate import Evaluator
from tournage.schedule.solve.insert import insert_left_out
from tournage.schedule.solve.portfolio import best_start
from tournage.schedule.solve.price import Pricer
from tournage.schedule.solve.proof import prove
from tournage.schedule.solve.proving import Prover
from tournage.schedule.solve.search import Annealing
from tournage.schedule.solve.search_state import Budget, Judge, State
from tournage.schedule.solve.write import write_board

_STAGES = ((0.88, "anneal"), (0.93, "repair"), (1.0, "anneal"))
"""Shares of the budget at which one way of searching hands over to the next."""

_HEATS = ((0.06, 0.001), (0.0, 0.0), (0.004, 0.0005))
"""Heat and cold of the stages that anneal, in crew days."""

_WARM_HEATS = (0.0005, 0.0001)
"""The same from a board that somebody made: what is no cheaper otherwise stays as it is."""

_STRONG_SECONDS = 5.0
"""Below this time limit the strong bound, which takes seconds as well, stays out."""

_WORK_A_ROUND = 250
"""Boards of a work limit for which the strong bound spends one round."""

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
    cut_short: bool = False
    """Whether the clock ended the search before its work was done."""
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
    exact: bool | None = None,
    rounds: int | None = None,
) -> Solution:
    """Make the cheapest board found in the time given.

    `progress` is told the share of the time spent and the cost so far. With a `work_limit` (boards
    evaluated) instead of the clock deciding, the same seed gives the same board; `cut_short` tells
    where the clock came first. `exact` says whether days are packed anew by CP-SAT; None leaves it
    to the time limit. `rounds` is the work given to the strong bound; None sets it by the work limit.
    `stop` ends the search early; so does Ctrl-C; both keep the best board so far.
    Findings: SCH-301 a strip found no day.
    """
    evaluator = Evaluator(Compiled(problem))
    pricer = Pricer(evaluator)
    judge = Judge(evaluator, pricer, net=net)
    budget = Budget(time_limit, work_limit, stop or (lambda: False))
    search = _Search(judge, budget, seed, progress)
    prover = None
    if work_limit is None and time_limit >= _STRONG_SECONDS:
        prover = Prover(problem, net=net, seconds=time_limit)
    with prover or nullcontext():
        whole = Compiled(problem)
        bound = prove(whole, net=net)
        with suppress(KeyboardInterrupt):
            search.run(warm, exact=budget.seconds >= _EXACT_SECONDS if exact is None else exact)
            if rounds is None:
                rounds = (work_limit or 0) // _WORK_A_ROUND
            if rounds:
                bound = prove(whole, net=net, rounds=rounds, stop=budget.stop)
        bound = prover.better(bound) if prover is not None else bound
    solution = _solution(judge, search.best, bound, cut_short=budget.cut_short)
    return replace(solution, second=_second(judge, search.best))


class _Search:
    """The search as a whole; whatever stops it, the best board so far stands."""

    def __init__(
        self, judge: Judge, budget: Budget, seed: int, progress: Callable[[float, int], None] | None
    ) -> None:
        self.judge, self.budget, self.seed, self.progress = judge, budget, seed, progress
        self.best = judge.empty()

    def run(self, warm: Board | None, *, exact: bool) -> None:
        """Start, anneal, repair exactly, anneal again."""
        kept = self._kept(warm) if warm is not None else None
        self.tell(kept or best_start(self.judge, self.budget, self.seed, self.tell))
        if not any(self.best.layout.units):
            return
        for stage, (share, kind) in enumerate(_STAGES):
            if kind == "anneal":
                heats = _WARM_HEATS if kept is not None else _HEATS[stage]
                Annealing(self.judge, self.best, self.seed + stage, heats).run(self.budget, share, self.tell)
            elif exact:
                from tournage.schedule.solve.repair import Repair

                Repair(self.judge, self.best, self.seed + stage).run(self.budget, share, self.tell)

    def _kept(self, warm: Board) -> State | None:
        """A board somebody made, changed as little as the problem asks for; None when it breaks a rule."""
        found = self.judge.warm(*days_of(self.judge.c, warm))
        return insert_left_out(self.judge, found, self.budget) if found is not None else None

    def tell(self, state: State) -> None:
        """Keep a board that is better than all before, and the best of another kind."""
        self.judge.met.take(self.best, state)
        if state.objective < self.best.objective:
            self.best = state
            if self.progress is not None:
                self.progress(min(1.0, self.budget.spent), state.outcome.total)


def _solution(judge: Judge, state: State, bound: Bound, *, cut_short: bool) -> Solution:
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
        cut_short=cut_short,
    )


def _second(judge: Judge, best: State) -> Board | None:
    state = judge.met.rival_of(best)
    if state is None:
        return None
    return write_board(judge.c, judge.p.price(state.outcome.placed), state.layout.boneyard)
