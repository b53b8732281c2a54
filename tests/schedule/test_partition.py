"""The partition bound never passes the optimum, and closes most of the gap of large problems."""

from __future__ import annotations

import pytest

from tests.schedule.orders import KINDS, draw_problem, least_cost, published
from tournage.schedule.solve.core import native, solve_order
from tournage.schedule.solve.core.instance import Instance, bits
from tournage.schedule.solve.core.local import improve
from tournage.schedule.solve.core.partition import PARTS, Part, Partition, improve_bound, waiting_times
from tournage.schedule.solve.core.plain import Search


def solve(problem: Instance, start: list[int], nodes: int) -> tuple[list[int], int, bool]:
    """The plain exact search."""
    search = Search(problem, start, seconds=0, nodes=nodes, rules=3, stop=lambda: False)
    search.run()
    return search.order, search.bound, search.bound == search.best


def good_order(instance: Instance) -> list[int]:
    start = list(range(len(instance.lengths)))
    return improve(instance, start, starts=3, rounds=3, seconds=0, seed=1, stop=lambda: False)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("nodes", [0, 2, 300])
def test_no_bound_passes_the_optimum(kind: str, nodes: int) -> None:
    for seed in range(5):
        instance = draw_problem(kind, seed, most=7)
        least = least_cost(instance) - instance.work_cost
        bounds = improve_bound(instance, good_order(instance), solve, spread=map, nodes=nodes)
        told = [bound for _, bound in zip(range(40), bounds, strict=False)]
        assert told == sorted(told)
        assert max(told, default=0) <= least


def test_wages_are_split_without_loss() -> None:
    instance = draw_problem("dense", 3)
    everyone = (1 << len(instance.wages)) - 1
    split = Partition(instance, [everyone, everyone, everyone], [everyone, 0, 0], 1000)
    for turn in range(8):
        parts = [
            Part(10 * PARTS, tuple((a * 7 + g * turn) % 5 for a in bits(everyone)), proven=True)
            for g in range(3)
        ]
        split.learn(parts)
        for a, wage in enumerate(instance.wages):
            shares = [share[a] for share in split.split]
            assert sum(shares) == PARTS * wage
            assert min(shares) >= 0


def test_waiting_is_the_span_without_the_work() -> None:
    instance = Instance((2, 3, 4, 5), (1, 1), (0b01, 0b10, 0b01, 0b10))
    assert waiting_times(instance, [0, 1, 2, 3], 0b11) == (3, 4)
    assert waiting_times(instance, [0, 2, 1, 3], 0b10) == (0,)


@pytest.mark.skipif(native.library() is None, reason="no compiled core here")
@pytest.mark.slow
def test_a_large_film_has_a_far_better_bound_than_its_work() -> None:
    film = published("random_film/f80x25s1.dat")
    found = solve_order(film, seconds=8, threads=2)
    assert film.work_cost < found.bound <= found.cost
    assert (found.cost - found.bound) < 0.75 * (found.cost - film.work_cost)


def test_without_proof_the_bound_is_the_work() -> None:
    instance = draw_problem("dense", 1)
    found = solve_order(instance, seconds=1, nodes=5, prove=False)
    assert instance.work_cost == found.bound
    assert found.cost == instance.cost(found.order)
