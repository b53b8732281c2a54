"""The bound by walks never passes the optimum, whatever dues and split of wages it stands at."""

from __future__ import annotations

import random
from collections.abc import Sequence
from functools import lru_cache
from itertools import combinations

import pytest

from tests.schedule.orders import KINDS, draw_problem, least_cost, published
from tournage.schedule.solve.core import native
from tournage.schedule.solve.core.instance import Instance, bits
from tournage.schedule.solve.core.local import improve
from tournage.schedule.solve.core.partition import _affinity, improve_bound
from tournage.schedule.solve.core.walks import PARTS, Walks, nearest_split, walk_bound

pytestmark = pytest.mark.skipif(native.library() is None, reason="no compiled core here")


def most_earned(instance: Instance, dues: list[int], kept: Sequence[int] = ()) -> int:
    """What the best walk earns, tried out one event after the other."""
    everyone = (1 << len(instance.wages)) - 1

    def worth(cast: int, on: int, came: int, goes: int) -> int:
        """What shooting the cast now earns, if it can be shot now and is worth it."""
        who = instance.casts[cast]
        if who & ~on or (came | goes) & ~who:
            return 0
        return max(0, dues[cast] - instance.lengths[cast] * instance.pay(on & ~who))

    def stay(on: int, came: int, goes: int, shot: frozenset[int], then: tuple[int, int, int]) -> int:
        once = [cast for cast in kept if cast not in shot and worth(cast, on, came, goes)]
        more = sum(worth(cast, on, came, goes) for cast in range(len(dues)) if cast not in kept)
        return more + max(
            sum(worth(cast, on, came, goes) for cast in chosen) + most(*then, shot | frozenset(chosen))
            for size in range(len(once) + 1)
            for chosen in combinations(once, size)
        )

    @lru_cache(None)
    def most(waiting: int, on: int, came: int, shot: frozenset[int]) -> int:
        if not waiting and not on:
            return 0
        comes = [stay(on, came, 0, shot, (waiting & ~(1 << a), on | 1 << a, 1 << a)) for a in bits(waiting)]
        goes = [stay(on, came, 1 << a, shot, (waiting, on & ~(1 << a), 0)) for a in bits(on)]
        return max(comes + goes)

    return most(everyone, 0, 0, frozenset())


def some_problem(kind: str, seed: int, actors: int = 5) -> Instance:
    """Scenes with a cast, of few actors."""
    drawn = draw_problem(kind, seed, most=8)
    few = drawn.wages[:actors]
    kept = [(n, c & ((1 << len(few)) - 1)) for n, c in zip(drawn.lengths, drawn.casts, strict=True)]
    kept = [(n, c) for n, c in kept if c]
    return Instance(tuple(n for n, _ in kept), few, tuple(c for _, c in kept))


@pytest.mark.parametrize("kind", KINDS)
def test_the_best_walk_earns_what_trying_all_walks_finds(kind: str) -> None:
    for seed in range(12):
        problem, dice = some_problem(kind, seed), random.Random(seed)
        dues = [dice.randint(0, 90) for _ in problem.casts]
        kept = dice.sample(range(len(dues)), dice.randint(0, min(3, len(dues))))
        walk = native.best_walk(problem, dues, kept)
        assert most_earned(problem, dues, kept) == walk.earned
        assert all(walk.met[cast] <= 1 for cast in kept)
        paid = sum(wage * wait for wage, wait in zip(problem.wages, walk.waiting, strict=True))
        assert walk.earned == sum(due * met for due, met in zip(dues, walk.met, strict=True)) - paid


@pytest.mark.parametrize("kind", KINDS)
def test_no_dues_pass_the_optimum(kind: str) -> None:
    for seed in range(12):
        problem, dice = some_problem(kind, seed), random.Random(seed)
        least = least_cost(problem) - problem.work_cost
        for _ in range(20):
            dues = [dice.randint(0, 60) for _ in problem.casts]
            kept = dice.sample(range(len(dues)), dice.randint(0, len(dues)))
            assert sum(dues) - native.best_walk(problem, dues, kept).earned <= least


def good_order(instance: Instance) -> list[int]:
    start = list(range(len(instance.lengths)))
    return improve(instance, start, starts=3, rounds=3, seconds=0, seed=1, stop=lambda: False)


@pytest.mark.parametrize("kind", KINDS)
def test_no_bound_by_walks_passes_the_optimum(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tournage.schedule.solve.core.walks.SIZE", 4)
    for seed in range(4):
        instance = draw_problem(kind, seed, most=8)
        least, order = least_cost(instance) - instance.work_cost, good_order(instance)
        bounds = walk_bound(instance, order, _affinity(instance, order), native.best_walk, map)
        told = [bound for _, bound in zip(range(120), bounds, strict=False)]
        assert told == sorted(told)
        assert max(told) <= least


def test_wages_add_up_when_casts_are_kept_in_mind() -> None:
    film = published("random_film/f40x15s1.dat")
    order = good_order(film)
    walks = Walks(film, order, _affinity(film, order))
    for turn in range(6):
        asked = zip(walks.problems(), walks.whole_dues(), walks.whole_kept(), strict=True)
        walks.learn([native.best_walk(*one) for one in asked])
        if turn == 3:
            walks.keep_in_mind()
        for a, wage in enumerate(film.wages):
            shares = [share[a] for share in walks.shares if a in share]
            assert sum(shares) == pytest.approx(PARTS * wage)
            assert min(shares) >= 0


def test_the_nearest_split_adds_up_and_leaves_no_debt() -> None:
    assert nearest_split({0: 5.0, 1: -3.0, 2: 4.0}, 6) == {0: 3.5, 1: 0.0, 2: 2.5}


def unsolved(_: Instance, start: list[int], __: int) -> tuple[list[int], int, bool]:
    """The answer of a search that proves nothing."""
    return start, 0, False


def test_walks_bound_a_film_whose_groups_cannot_be_solved() -> None:
    film = published("random_film/f200x40s1.dat")
    order = list(range(len(film.lengths)))
    bounds = improve_bound(film, order, unsolved, spread=map, best_walk=native.best_walk)
    assert any(bound > 0 for _, bound in zip(range(100), bounds, strict=False))
