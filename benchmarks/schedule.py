"""Boards of made-up features and series: cost, bound and gap, beside the sorted board and one direct CP-SAT model.

Short form (about five minutes): two features and one series, the series without the direct model. `TOURNAGE_BENCH=full`
(make bench-full) takes ten features and two series with everything. The seeds 4 to 13 of the features were not looked at
while the engine was made. Each board is made in a process of its own, so that memory is told board by board; `cpu` is the
processor time of the search, which tells how busy the machine was. A cost with strips left out is no rival: it is
printed with their number and does not count as cheaper.
"""

from __future__ import annotations

import multiprocessing
import os
import resource
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from statistics import mean, median
from typing import Any

from benchmarks._direct_cpsat import Direct, direct_board
from tournage.jurisdictions.load_scheduling import load_terms
from tournage.schedule.check import check_board
from tournage.schedule.generate import FIRST_MONDAY, generate_problem
from tournage.schedule.model import Board
from tournage.schedule.problem import Problem
from tournage.schedule.solve import solve
from tournage.schedule.solve.edit import Editor, Move
from tournage.schedule.sorted_board import sorted_board

FULL = os.environ.get("TOURNAGE_BENCH") == "full"
SECONDS = {"feature": 30.0, "series": 120.0}
FEATURES = range(4, 14) if FULL else range(4, 6)
SERIES = (1, 2) if FULL else (1,)


@dataclass(frozen=True)
class Row:
    """What was measured of one made-up shoot; costs in minor units."""

    kind: str
    seed: int
    strips: int
    first_seconds: float
    first_left: int
    days: int
    left: int
    cost: int
    bound: int
    gap: float
    movable: float
    cpu: float
    memory: float
    valid: bool


@dataclass(frozen=True)
class Peer:
    """A rival board: its cost and the strips it leaves out."""

    cost: int | None
    left: int

    @property
    def text(self) -> str:
        """As it stands in the table."""
        if self.cost is None:
            return "no board      "
        return f"{self.cost / 1e8:7.2f}M {f'({self.left} out)' if self.left else '        '}"


def shoot(kind: str, seed: int) -> Problem:
    """A problem of the benchmark."""
    return generate_problem(kind, seed, load_terms("ma", FIRST_MONDAY))


def run() -> Iterator[str]:
    """Print the table, then each figure with what was asked, what was measured, and whether it holds."""
    yield (
        "size    seed strips | first board | days left |    cost    bound    gap movable |  cpu memory | "
        "sorted board     | one CP-SAT model"
    )
    rows, peers = [], []
    for kind, seed in [*(("feature", s) for s in FEATURES), *(("series", s) for s in SERIES)]:
        row = apart(_made, kind, seed)
        ordered = apart(_sorted, kind, seed)
        direct = apart(_direct, kind, seed) if FULL or kind == "feature" else None
        rows.append(row)
        peers.append((ordered, direct))
        yield _line(row, ordered, direct)
    yield ""
    yield from _figures(rows, peers)
    yield from apart(_series_move)
    yield from apart(_one_lock)


def apart(work: Callable[..., Any], *arguments: Any) -> Any:
    """Do something in a fresh process."""
    fresh = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(1, mp_context=fresh) as pool:
        return pool.submit(work, *arguments).result()


def _made(kind: str, seed: int) -> Row:
    problem = shoot(kind, seed)
    begun = time.perf_counter()
    first = solve(problem, time_limit=60, work_limit=1)
    first_seconds = time.perf_counter() - begun
    cpu = time.process_time()
    solution = solve(problem, time_limit=SECONDS[kind], seed=seed)
    return Row(
        kind=kind,
        seed=seed,
        strips=len(problem.strips),
        first_seconds=first_seconds,
        first_left=len(first.board.boneyard),
        days=len(solution.board.days),
        left=len(solution.board.boneyard),
        cost=solution.total,
        bound=solution.bound,
        gap=solution.gap,
        movable=solution.movable_gap,
        cpu=time.process_time() - cpu,
        memory=resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        valid=check_board(solution.board, problem).valid and check_board(first.board, problem).valid,
    )


def _sorted(kind: str, seed: int) -> Peer:
    problem = shoot(kind, seed)
    board = sorted_board(problem)
    verdict = check_board(board, problem)
    assert verdict.valid, "the sorted board breaks a rule"
    return Peer(verdict.cost.total, len(board.boneyard))


def _direct(kind: str, seed: int) -> Peer:
    problem = shoot(kind, seed)
    found: Direct = direct_board(problem, sorted_board(problem), seconds=SECONDS[kind], workers=2)
    return Peer(found.cost, found.left_out)


def _line(row: Row, ordered: Peer, direct: Peer | None) -> str:
    return (
        f"{row.kind:<7} {row.seed:>4} {row.strips:>6} | {row.first_seconds:5.1f}s {row.first_left:>3} out | "
        f"{row.days:>4} {row.left:>4} | {row.cost / 1e8:6.2f}M {row.bound / 1e8:7.2f}M {row.gap:6.1%} "
        f"{row.movable:7.1%} | {row.cpu:3.0f}s {row.memory:4.0f}MB | {ordered.text} | "
        f"{direct.text if direct else 'not run'}{'' if row.valid else ' NOT VALID'}"
    )


def _figures(rows: list[Row], peers: list[tuple[Peer, Peer | None]]) -> Iterator[str]:
    for kind, first, gap in (("feature", 2.0, 0.05), ("series", 10.0, 0.10)):
        mine = [row for row in rows if row.kind == kind]
        slowest = max(row.first_seconds for row in mine)
        yield _figure(
            f"{kind}: first valid board", f"under {first:.0f} s", f"{slowest:.1f} s", slowest < first
        )
        worst, middle = max(row.gap for row in mine), mean(row.gap for row in mine)
        asked = f"under {gap:.0%} in {SECONDS[kind]:.0f} s"
        yield _figure(f"{kind}: total gap", asked, f"mean {middle:.1%}, worst {worst:.1%}", worst < gap)
        movable = mean(row.movable for row in mine)
        yield _figure(f"{kind}: gap without what no order changes", "told", f"mean {movable:.1%}", True)
        whole = sum(row.left == 0 for row in mine)
        yield _figure(f"{kind}: whole boards", f"{len(mine)} of {len(mine)}", f"{whole}", whole == len(mine))
    memory = max(row.memory for row in rows)
    yield _figure("memory", "under 1500 MB", f"{memory:.0f} MB", memory < 1500)
    saved = [
        1 - row.cost / ordered.cost
        for row, (ordered, _) in zip(rows, peers, strict=True)
        if row.kind == "feature" and ordered.cost and row.left <= ordered.left
    ]
    if saved:
        yield _figure(
            "feature: under the sorted board",
            "10 % on average",
            f"{mean(saved):.1%} over {len(saved)} seeds",
            mean(saved) >= 0.10,
        )
    above = [
        f"{row.kind} {row.seed}"
        for row, (_, direct) in zip(rows, peers, strict=True)
        if direct and direct.cost and direct.left <= row.left and direct.cost < row.cost
    ]
    yield _figure("never above the direct model", "never", ", ".join(above) or "never", not above)


def _figure(name: str, asked: str, measured: str, holds: bool) -> str:
    return f"{name:<42} asked {asked:<18} measured {measured:<28} {'holds' if holds else 'DOES NOT HOLD'}"


def _series_move() -> list[str]:
    problem = shoot("series", 1)
    board = solve(problem, time_limit=60, work_limit=1).board
    editor = Editor(problem)
    moves = [(board.days[n].strips[0], str(board.days[n + 3].number)) for n in range(10)]
    spent = median(sorted(_priced(editor, problem, board, Move(*move)) for move in moves)[1:])
    return [
        _figure("series: one move priced and checked", "under 50 ms", f"{spent * 1000:.0f} ms", spent < 0.05)
    ]


def _priced(editor: Editor, problem: Problem, board: Board, move: Move) -> float:
    begun = time.process_time()
    check_board(editor.move(board, [move]), problem)
    return time.process_time() - begun


def _one_lock() -> list[str]:
    """A strip locked on another day of its base, and the feature solved again from its board."""
    problem = shoot("feature", 4)
    first = solve(problem, time_limit=10, seed=1)
    days = first.board.days
    strip, on = next(
        (day.strips[0], other.on)
        for day, other in zip(days[5:], days[7:], strict=False)
        if day.base == other.base and day.mode == other.mode
    )
    held = tuple(replace(s, locked_on=on) if s.id == strip else s for s in problem.strips)
    locked = replace(problem, strips=held)
    begun = time.perf_counter()
    again = solve(locked, time_limit=2.5, seed=2, warm=first.board)
    spent = time.perf_counter() - begun
    kept = any(day.on == on and strip in day.strips for day in again.board.days)
    good = kept and check_board(again.board, locked).valid
    change = f"{(again.total - first.total) / 1e8:+.2f}M, {len(again.board.boneyard)} out"
    return [
        _figure(
            "feature: solved again after one lock",
            "under 3 s",
            f"{spent:.1f} s, {change}",
            good and spent < 3,
        )
    ]
