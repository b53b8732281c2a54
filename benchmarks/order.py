"""Orders proven best: our core beside DIDP and CP-SAT on the published problems, two threads each.

Prints every answer, then what was asked of the core, what was measured and whether it holds. With
`TOURNAGE_BENCH=full` every file runs for up to a minute with every solver, and seeds of our own besides
(some four hours); without it, a part in about five minutes. Ratios are of one run on one machine.
"""

from __future__ import annotations

import csv
import os
import re
import statistics
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks import rivals
from benchmarks.rivals import Answer
from tournage.formats import talent
from tournage.schedule.solve.core import Instance, solve_order
from tournage.schedule.solve.core.instance import reduce

FOLDER = Path(__file__).parent / "talent"
FILMS = [f"named/film{number}.dat" for number in (103, 105, 114, 116, 117, 118, 119)] + ["named/MobStory"]
SURE = {8: 64, 12: 40, 16: 32, 22: 28}
"""Up to how many scenes a uniform problem of so many actors is to be proven in ten seconds."""
FAR_FROM = 47
"""From how many scenes, after the reductions, costs are compared with those of the rivals."""
PART_FAR = ["random_uniform/u48x16s1.dat", "random_uniform/u64x22s1.dat", "random_film/f120x30s1.dat"]
PART_LARGE = ["random_film/f80x25s1.dat", "random_film/f250x60s1.dat"]
LIMIT, PART_LIMIT, LARGE_PART_LIMIT = 60.0, 10.0, 30.0
THREADS = 2
# Solved of 100 in ten minutes, by actors (8, 12, 16, 22): Qin et al., EJOR 250 (2016), table 8.
PUBLISHED = {
    16: (100, 100, 100, 100),
    24: (100, 100, 100, 100),
    32: (100, 100, 100, 100),
    40: (100, 100, 100, 98),
}


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


OURS, RIVALS = "tournage", ("DIDP", "CP-SAT")
SOLVERS: dict[str, Callable[[Instance, float], Answer]] = {
    OURS: _ours,
    "DIDP": _reduced(rivals.didp),
    "CP-SAT": _reduced(rivals.cp_sat),
}


@dataclass
class _Run:
    """The answers of one run, so that no problem is solved twice by one solver within one limit."""

    answers: dict[tuple[str, str, float], Answer] = field(default_factory=dict)
    instances: dict[str, Instance] = field(default_factory=dict)

    def instance(self, name: str) -> Instance:
        if name not in self.instances:
            found, _ = talent.read(FOLDER / name)
            assert found is not None
            self.instances[name] = found
        return self.instances[name]

    def answer(self, solver: str, name: str, limit: float) -> Answer:
        key = (solver, name, limit)
        if key not in self.answers:
            self.answers[key] = SOLVERS[solver](self.instance(name), limit)
        return self.answers[key]

    def table(self, names: Iterable[str], limit: float, solvers: Iterable[str]) -> Iterator[str]:
        """A line a problem: cost, gap and seconds of each solver."""
        solvers = list(solvers)
        yield f"{'file, at most ' + format(limit, '.0f') + ' s':36} {'size':>7}" + "".join(
            f" {name + ' cost':>13} {'gap %':>6} {'s':>7}" for name in solvers
        )
        for name in names:
            instance = self.instance(name)
            size = f"{len(instance.lengths)}x{len(instance.wages)}"
            yield f"{name:36} {size:>7}" + "".join(_cell(self.answer(who, name, limit)) for who in solvers)


def run() -> Iterator[str]:
    """Lines of the tables: seconds or gap of each solver, then the figures asked for."""
    full, bench = os.environ.get("TOURNAGE_BENCH") == "full", _Run()
    named, ddolib, film = _files("named"), _files("random_ddolib"), _files("random_film")
    uniform = _files("random_uniform")
    sure = [name for name in uniform if _scenes(name) <= SURE[_actors(name)]] + ddolib
    far = [name for name in uniform + film if len(reduce(bench.instance(name)).instance.lengths) >= FAR_FROM]
    large = [name for name in film if _scenes(name) >= 80]
    limit, large_limit = (LIMIT, LIMIT) if full else (PART_LIMIT, LARGE_PART_LIMIT)
    if not full:
        far, large = PART_FAR, PART_LARGE
    compared = named + uniform + ddolib + film if full else FILMS
    yield from bench.table(named if not full else [], LIMIT, [OURS])
    yield from bench.table(compared, LIMIT, SOLVERS)
    yield from bench.table(sure if not full else [], LIMIT, [OURS])
    yield from bench.table(far if not full else [], limit, SOLVERS)
    yield from bench.table(large if not full else [], large_limit, [OURS])
    yield ""
    yield f"{'asked':74} {'measured':54} holds"
    yield from _named(bench, named)
    yield from _proven(bench, sure, uniform if full else [])
    yield from _cheaper(
        bench, [(name, LIMIT) for name in compared] + [(name, limit) for name in far], far, limit
    )
    yield from _large(bench, large, large_limit)
    if full:
        yield from _own_seeds(10)


def _line(asked: str, measured: str, holds: bool) -> str:
    return f"{asked:74} {measured:54} {'yes' if holds else 'no'}"


def _named(bench: _Run, names: list[str]) -> Iterator[str]:
    answers = {name: bench.answer(OURS, name, LIMIT) for name in names}
    proven, slowest = sum(a.proven for a in answers.values()), max(names, key=lambda n: answers[n].seconds)
    yield _line(
        "1. all 17 named files proven, each in under 0.5 s",
        f"{proven} proven, slowest {answers[slowest].seconds:.3f} s ({slowest.split('/')[1]})",
        proven == 17 and answers[slowest].seconds < 0.5,
    )
    for rival, least, aim in (("DIDP", 50, 100), ("CP-SAT", 200, 300)):
        ratio = statistics.geometric_mean(
            bench.answer(rival, name, LIMIT).seconds / answers[name].seconds for name in FILMS
        )
        yield _line(
            f"1. the seven films and MobStory {least}x as fast as {rival} (aim {aim}x)",
            f"{ratio:.0f}x (geometric mean)",
            ratio >= least,
        )


def _proven(bench: _Run, sure: list[str], uniform: list[str]) -> Iterator[str]:
    answers = {name: bench.answer(OURS, name, LIMIT) for name in sure}
    in_time = sum(answer.proven and answer.seconds < 10 for answer in answers.values())
    slowest = max(sure, key=lambda name: answers[name].seconds)
    yield _line(
        "2. uniform m=8 to n=64, 12 to 40, 16 to 32, 22 to 28; all DDOLib: each under 10 s",
        f"{in_time} of {len(sure)}, slowest {answers[slowest].seconds:.1f} s ({slowest.split('/')[1]})",
        in_time == len(sure),
    )
    if uniform:
        share = sum(bench.answer(OURS, name, LIMIT).proven for name in uniform) / len(uniform)
        yield _line(
            "2. at least 90 % of all uniform files proven in 60 s", f"{100 * share:.1f} %", share >= 0.9
        )


def _cheaper(bench: _Run, compared: list[tuple[str, float]], far: list[str], limit: float) -> Iterator[str]:
    dearer = [
        name for name, most in dict.fromkeys(compared) for rival in RIVALS
        if _cost(bench.answer(OURS, name, most)) > _cost(bench.answer(rival, name, most))
    ]  # fmt: skip
    yield _line(
        "3. never a higher cost than either rival",
        f"higher in {len(dearer)} of {2 * len(dict.fromkeys(compared))} comparisons",
        not dearer,
    )
    for rival, least in (("CP-SAT", 2), ("DIDP", 6)):
        pairs = [(bench.answer(OURS, name, limit), bench.answer(rival, name, limit)) for name in far]
        saved = [1 - _cost(ours) / _cost(theirs) for ours, theirs in pairs if theirs.cost is not None]
        mean = 100 * statistics.mean(saved) if saved else 100.0
        yield _line(
            f"3. from {FAR_FROM} scenes on average at least {least} % cheaper than {rival}",
            f"{mean:.2f} % over {len(saved)} files",
            mean >= least,
        )
    shares = [
        bench.answer(OURS, name, most).gap / max(1e-9, min(bench.answer(r, name, most).gap for r in RIVALS))
        for name, most in dict.fromkeys(compared)
        if not bench.answer(OURS, name, most).proven
    ]
    yield _line(
        "3. where unproven, a gap of at most half the smaller rival gap",
        f"at worst {max(shares):.2f} of it, {len(shares)} files" if shares else "all proven",
        max(shares, default=0.0) <= 0.5,
    )


def _large(bench: _Run, names: list[str], limit: float) -> Iterator[str]:
    rows = csv.DictReader((FOLDER / "best.csv").read_text("utf-8").splitlines())
    best = {row["file"]: int(row["best_cost"]) for row in rows}
    answers = {name: bench.answer(OURS, name, limit) for name in names}
    better = sum(_cost(answers[name]) < best[name] for name in names)
    yield _line(
        "4. films of 80 to 250 scenes: better costs than best.csv",
        f"{better} of {len(names)} better, dearest {max(_cost(answers[n]) / best[n] for n in names):.5f} of it",
        better == len(names),
    )
    widest = max(names, key=lambda name: answers[name].gap)
    yield _line(
        "4. films of 80 to 250 scenes: gap under 20 %",
        f"{sum(a.gap < 0.2 for a in answers.values())} of {len(names)}, widest {100 * answers[widest].gap:.1f} %"
        f" ({widest.split('/')[1]})",
        answers[widest].gap < 0.2,
    )


def _cost(answer: Answer) -> float:
    return float("inf") if answer.cost is None else answer.cost


def _files(folder: str) -> list[str]:
    return sorted((f"{folder}/{file.name}" for file in (FOLDER / folder).iterdir()), key=_numbers)


def _numbers(name: str) -> list[int | str]:
    return [int(part) if part.isdigit() else part for part in re.split(r"(\d+)", name)]


def _scenes(name: str) -> int:
    return int(re.findall(r"\d+", name)[0])


def _actors(name: str) -> int:
    return int(re.findall(r"\d+", name)[1])


def _cell(answer: Answer) -> str:
    cost = "none" if answer.cost is None else str(answer.cost)
    return f" {cost:>13} {100 * answer.gap:6.2f} {answer.seconds:7.3f}"


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
