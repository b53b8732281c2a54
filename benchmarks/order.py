"""Orders proven best: our core beside DIDP and CP-SAT on the published problems, two threads each.

`TOURNAGE_BENCH=full` runs every file, for a minute each with every solver (some three hours); without
it, the films and five large problems in under four minutes. Ratios are of one run on one machine.
"""

from __future__ import annotations

import os
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from benchmarks import rivals
from benchmarks.rivals import Answer
from tournage.formats import talent
from tournage.schedule.solve.core import Instance, solve_order
from tournage.schedule.solve.core.instance import reduce

FOLDER = Path(__file__).parent / "talent"
FILMS = [f"named/film{number}.dat" for number in (103, 105, 114, 116, 117, 118, 119)] + ["named/MobStory"]
LARGE = [
    "random_uniform/u40x12s1.dat",
    "random_uniform/u48x16s1.dat",
    "random_uniform/u64x22s1.dat",
    "random_film/f60x20s1.dat",
    "random_film/f120x30s1.dat",
]
THREADS = 2
# Solved of 100 in ten minutes, by actors (8, 12, 16, 22): Qin et al., EJOR 250 (2016), table 8.
PUBLISHED = {
    16: (100, 100, 100, 100),
    24: (100, 100, 100, 100),
    32: (100, 100, 100, 100),
    40: (100, 100, 100, 98),
}


def run() -> Iterator[str]:
    """Lines of the tables: seconds or gap of each solver, and the ratios."""
    if os.environ.get("TOURNAGE_BENCH") == "full":
        yield from _compare(_files("named"), 60)
        for folder in ("random_ddolib", "random_uniform", "random_film"):
            yield from _compare(_files(folder), 60)
        yield from _own_seeds(10)
    else:
        yield from _compare(FILMS, 60)
        yield from _compare(LARGE, 10)


def _files(folder: str) -> list[str]:
    return sorted((f"{folder}/{file.name}" for file in (FOLDER / folder).iterdir()), key=_numbers)


def _numbers(name: str) -> list[int | str]:
    import re

    return [int(part) if part.isdigit() else part for part in re.split(r"(\d+)", name)]


def _ours(instance: Instance, limit: float) -> Answer:
    begun = time.perf_counter()
    found = solve_order(instance, seconds=limit, threads=THREADS)
    return Answer(found.cost, found.bound, time.perf_counter() - begun)


def _reduced(solver: Callable[[Instance, float, int], Answer]) -> Callable[[Instance, float], Answer]:
    """The rival on the problem after our reductions, which cost nothing and help it."""

    def solve(instance: Instance, limit: float) -> Answer:
        small = reduce(instance).instance
        rest = instance.work_cost - small.work_cost
        answer = solver(small, limit, THREADS)
        cost = None if answer.cost is None else answer.cost + rest
        return Answer(cost, None if answer.bound is None else answer.bound + rest, answer.seconds)

    return solve


SOLVERS: dict[str, Callable[[Instance, float], Answer]] = {
    "tournage": _ours,
    "DIDP": _reduced(rivals.didp),
    "CP-SAT": _reduced(rivals.cp_sat),
}


def _compare(names: Sequence[str], limit: float) -> Iterator[str]:
    yield f"{'file':32} {'size':>8}" + "".join(
        f" {name + ' cost':>15} {'gap %':>7} {'s':>8}" for name in SOLVERS
    )
    rows: list[list[Answer]] = []
    for name in names:
        instance, _ = talent.read(FOLDER / name)
        assert instance is not None
        row = [solver(instance, limit) for solver in SOLVERS.values()]
        rows.append(row)
        size = f"{len(instance.lengths)}x{len(instance.wages)}"
        yield f"{name:32} {size:>8}" + "".join(map(_cell, row))
    yield from _ratios(rows)


def _cell(answer: Answer) -> str:
    cost = "none" if answer.cost is None else str(answer.cost)
    return f" {cost:>15} {100 * answer.gap:7.2f} {answer.seconds:8.3f}"


def _ratios(rows: Sequence[Sequence[Answer]]) -> Iterator[str]:
    proven = sum(row[0].proven for row in rows)
    yield f"proven by tournage: {proven} of {len(rows)}"
    for place, name in enumerate(SOLVERS):
        if place == 0:
            continue
        times = [row[place].seconds / row[0].seconds for row in rows if row[0].proven and row[place].proven]
        if times:
            yield f"{name}: slower by {statistics.geometric_mean(times):.0f}x (geometric mean of {len(times)} both proved)"
        both = [(row[0], row[place]) for row in rows if row[place].cost is not None]
        dearer = [1 - (ours.cost or 0) / (theirs.cost or 1) for ours, theirs in both]
        if any(dearer):
            worse = sum(saving < 0 for saving in dearer)
            yield f"{name}: our cost lower by {100 * statistics.mean(dearer):.2f} % on average, higher in {worse} files"
    unproven = [row for row in rows if not row[0].proven]
    if unproven:
        shares = [row[0].gap / max(1e-9, min(other.gap for other in row[1:])) for row in unproven]
        yield f"where unproven: our gap is {statistics.mean(shares):.2f} of the smaller rival's, at worst {max(shares):.2f}"


def _own_seeds(seeds: int) -> Iterator[str]:
    """Solved share per class over seeds of our own, beside the published share."""
    from benchmarks.make_orders import uniform

    yield f"uniform, {seeds} seeds, 60 s   " + "".join(f"      m={m:2} (published)" for m in (8, 12, 16, 22))
    for scenes, published in PUBLISHED.items():
        cells = []
        for actors, share in zip((8, 12, 16, 22), published, strict=True):
            answers = [_ours(uniform(scenes, actors, seed), 60) for seed in range(1, seeds + 1)]
            solved = 100 * sum(answer.proven for answer in answers) // seeds
            mean = statistics.mean(answer.seconds for answer in answers)
            cells.append(f"{solved:4} % {mean:6.2f} s ({share:3} %)")
        yield f"n={scenes:3}                        " + "".join(cells)
