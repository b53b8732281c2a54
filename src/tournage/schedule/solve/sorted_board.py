"""The board an assistant director would start from: strips sorted by base, place and light, days filled in turn."""

from __future__ import annotations

from tournage.schedule.model import Board
from tournage.schedule.problem import Problem
from tournage.schedule.solve.compiled import Compiled
from tournage.schedule.solve.evaluate import Evaluator, Layout
from tournage.schedule.solve.insert import insert_left_out
from tournage.schedule.solve.price import Pricer
from tournage.schedule.solve.search_state import Budget, Judge, State
from tournage.schedule.solve.write import write_board

WORK, SECONDS = 2_000, 30.0
"""Moves spent on strips that found no day when sorted; the clock only guards against a hang."""


def sorted_board(problem: Problem, *, work_limit: int = WORK) -> Board:
    """Sort, fill day after day, then put what the rules took out where it is cheapest."""
    evaluator = Evaluator(Compiled(problem))
    judge = Judge(evaluator, Pricer(evaluator), net=False)
    state = insert_left_out(judge, _sorted(judge), Budget(SECONDS, work_limit))
    return write_board(judge.c, judge.p.price(state.outcome.placed), state.layout.boneyard)


def _sorted(judge: Judge) -> State:
    c = judge.c
    layout = Layout([[] for _ in judge.e.units])
    layout.units[c.main] = _days(judge)
    found = judge.value(layout)
    while found is None:
        layout.boneyard |= layout.units[c.main].pop()
        found = judge.value(layout)
    return found


def _days(judge: Judge) -> list[int]:
    """Strips in sorted order, a new day whenever the one under way can hold no more."""
    c = judge.c
    days: list[int] = []
    for s in sorted(range(len(c.minutes)), key=lambda s: (c.base[s], c.site[s], c.light[s], s)):
        if days and _fits(judge, days[-1] | 1 << s):
            days[-1] |= 1 << s
        else:
            days.append(1 << s)
    return days


def _fits(judge: Judge, mask: int) -> bool:
    info = judge.e.planner.info(mask)
    if info.base < 0 or not info.allowed:
        return False
    first = (info.allowed & -info.allowed).bit_length() - 1
    return judge.e.planner.plan(mask, judge.c.bucket[info.base][first], 0) is not None
