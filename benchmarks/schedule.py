"""Boards of made-up features and series: cost, bound, gap, beside a sorted board and one direct CP-SAT model.

Short form: two features. `TOURNAGE_BENCH=full` (make bench-full) takes ten features and two series with
the full time limits. Aims: gap under 5 % (feature, 30 s) and 10 % (series, 120 s), not reached: the bound
counts each player's days alone, and leads have scenes everywhere; see the guide. The other
figures (first board, memory, one move, the sorted board, the direct model) stand in the table as measured.
"""

from __future__ import annotations

import os
import resource
import time
from collections.abc import Iterator
from datetime import date

from benchmarks._direct_cpsat import direct_board
from tournage.jurisdictions.load_scheduling import load_terms
from tournage.schedule.check import check_board
from tournage.schedule.generate import generate_problem
from tournage.schedule.model import Board
from tournage.schedule.problem import Problem
from tournage.schedule.solve import solve
from tournage.schedule.solve.compiled import Compiled
from tournage.schedule.solve.construct import construct
from tournage.schedule.solve.edit import Editor, Move
from tournage.schedule.solve.evaluate import Evaluator, Layout
from tournage.schedule.solve.insert import insert_left_out
from tournage.schedule.solve.price import Pricer
from tournage.schedule.solve.search_state import Budget, Judge, State
from tournage.schedule.solve.write import write_board

FULL = os.environ.get("TOURNAGE_BENCH") == "full"


def run() -> Iterator[str]:
    """Print the tables: features, series, one move priced, one lock solved again."""
    yield "size seed | days bound | cost  bound  gap  movable | sorted  saved | CP-SAT direct | first board"
    sizes = [("feature", seed, 30.0) for seed in range(1, 11)] + [("series", seed, 120.0) for seed in (1, 2)]
    if not FULL:
        sizes = [("feature", 1, 10.0), ("feature", 2, 10.0)]
    for kind, seed, limit in sizes:
        problem = generate_problem(kind, seed, load_terms("ma", date(2027, 1, 18)))
        yield _row(problem, kind, seed, limit)
    yield from _moves()
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    yield f"most memory {memory:.0f} MB"


def _row(problem: Problem, kind: str, seed: int, limit: float) -> str:
    begun = time.perf_counter()
    first_seconds, first = _first(problem)
    begun = time.perf_counter()
    solution = solve(problem, time_limit=limit, seed=seed)
    spent = time.perf_counter() - begun
    assert check_board(solution.board, problem).valid
    sorted_cost = _sorted(problem)
    direct = direct_board(problem, seconds=limit, workers=2)
    saved = f"{1 - solution.total / sorted_cost:7.1%}" if sorted_cost else "      -"
    left = f" ({len(solution.board.boneyard)} left out)" if solution.board.boneyard else ""
    return (
        f"{kind:<7} {seed:>4} | {len(solution.board.days):>4} {limit:>5.0f}s | {solution.total / 1e8:6.2f}M "
        f"{solution.bound / 1e8:6.2f}M {solution.gap:6.1%} {solution.movable_gap:6.1%} | "
        f"{(sorted_cost or 0) / 1e8:6.2f}M {saved} | {direct} | {first_seconds:.2f}s "
        f"({first} left out), {spent:.0f}s{left}"
    )


def _judge(problem: Problem) -> Judge:
    evaluator = Evaluator(Compiled(problem))
    return Judge(evaluator, Pricer(evaluator), net=False)


def _first(problem: Problem) -> tuple[float, int]:
    """Seconds to the first board, and strips it leaves out."""
    begun = time.perf_counter()
    judge = _judge(problem)
    state = judge.value(construct(judge.e, judge.p))
    assert state is not None
    state = insert_left_out(judge, state, Budget(10))
    return time.perf_counter() - begun, state.layout.boneyard.bit_count()


def _sorted(problem: Problem) -> int | None:
    """Cost of the board sorted by base, place and light, filled day by day, the rest put where it is cheapest."""
    judge = _judge(problem)
    state = _sorted_state(judge)
    state = insert_left_out(judge, state, Budget(30))
    return state.outcome.total


def _sorted_state(judge: Judge) -> State:
    c = judge.c
    order = sorted(range(len(c.minutes)), key=lambda s: (c.base[s], c.site[s], c.light[s], s))
    days: list[int] = []
    for s in order:
        mask = days[-1] | 1 << s if days else 0
        info = judge.e.planner.info(mask) if mask else None
        if info is not None and info.base >= 0 and info.allowed:
            date_of = (info.allowed & -info.allowed).bit_length() - 1
            if judge.e.planner.plan(mask, c.bucket[info.base][date_of], 0) is not None:
                days[-1] = mask
                continue
        days.append(1 << s)
    layout = Layout([[] for _ in judge.e.units])
    layout.units[c.main] = days
    found = judge.value(layout)
    while found is None:
        layout.boneyard |= layout.units[c.main].pop()
        found = judge.value(layout)
    return found


def _moves() -> Iterator[str]:
    """One move priced on a series in the running process; a feature solved again after one locked move."""
    terms = load_terms("ma", date(2027, 1, 18))
    series = generate_problem("series", 1, terms)
    judge = _judge(series)
    state = judge.value(construct(judge.e, judge.p))
    assert state is not None
    board = write_board(judge.c, judge.p.price(state.outcome.placed), state.layout.boneyard)
    editor = Editor(series)
    spent = [_one_move(editor, series, board, number) for number in range(5)]
    yield f"one move on a series priced and checked: {sorted(spent)[2] * 1000:.0f} ms"
    feature = generate_problem("feature", 1, terms)
    first = solve(feature, time_limit=5, seed=1)
    begun = time.perf_counter()
    again = solve(feature, time_limit=2.5, seed=2, warm=first.board)
    yield f"feature solved again from its board: {time.perf_counter() - begun:.1f} s, {again.total <= first.total}"


def _one_move(editor: Editor, problem: Problem, board: Board, number: int) -> float:
    strip = board.days[number].strips[0]
    begun = time.perf_counter()
    moved = editor.move(board, [Move(strip, str(board.days[number + 3].number))])
    check_board(moved, problem)
    return time.perf_counter() - begun
