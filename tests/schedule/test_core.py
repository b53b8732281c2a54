"""The exact core against plain dynamic programming, published optima, and its plain-Python twin."""

from __future__ import annotations

import csv
import random
import threading
import time

import pytest

from tests.schedule.orders import KINDS, TALENT, draw_problem, least_cost, published
from tournage.schedule.solve.core import (
    Cancel,
    ImpossibleInstanceError,
    Instance,
    NotAnOrderError,
    Ordering,
    Progress,
    door,
    native,
    solve_order,
)
from tournage.schedule.solve.core.instance import reduce

BEST = {row["file"]: row for row in csv.DictReader((TALENT / "best.csv").read_text("utf-8").splitlines())}
NAMED = sorted(name for name in BEST if name.startswith("named/"))
compiled = pytest.mark.skipif(native.library() is None, reason="no compiled core here")


@pytest.fixture
def plain(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take the plain-Python path."""
    monkeypatch.setattr(native, "library", lambda: None)


def is_order(found: Ordering, instance: Instance) -> bool:
    return sorted(found.order) == list(range(len(instance.lengths)))


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
def test_it_finds_the_optimum_of_random_problems(kind: str) -> None:
    for seed in range(400):
        instance = draw_problem(kind, seed)
        found = solve_order(instance, seconds=0)
        assert (least_cost(instance),) * 2 == (found.cost, found.bound), seed
        assert found.cost == instance.cost(found.order)


@pytest.mark.parametrize("kind", KINDS)
def test_the_plain_path_finds_the_optimum(kind: str, plain: None) -> None:
    for seed in range(30):
        instance = draw_problem(kind, seed, most=7)
        found = solve_order(instance, seconds=0)
        assert (least_cost(instance),) * 2 == (found.cost, found.bound), seed


@compiled
@pytest.mark.parametrize("kind", KINDS)
def test_compiled_and_plain_core_give_the_same_answer_node_for_node(
    kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    problems = [draw_problem(kind, seed, most=12) for seed in range(1000, 1025)]
    answers = [solve_order(instance, seconds=0) for instance in problems]
    monkeypatch.setattr(native, "library", lambda: None)
    assert answers == [solve_order(instance, seconds=0) for instance in problems]


@compiled
@pytest.mark.slow
@pytest.mark.parametrize("name", ["named/film105.dat", "named/film116.dat", "named/MobStory"])
def test_compiled_and_plain_core_agree_on_films(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    instance = published(name)
    answer = solve_order(instance, seconds=0, nodes=10**6)
    monkeypatch.setattr(native, "library", lambda: None)
    assert answer == solve_order(instance, seconds=0, nodes=10**6)


@compiled
@pytest.mark.parametrize("kind", KINDS)
def test_the_table_over_sets_of_scenes_finds_the_optimum(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(native, "TABLE_NODES", 1)
    for seed in range(40):
        instance = draw_problem(kind, seed, most=12)
        found = solve_order(instance, seconds=0, threads=1 + seed % 2)
        assert (least_cost(instance),) * 2 == (found.cost, found.bound), seed
        assert found.cost == instance.cost(found.order)


@compiled
@pytest.mark.slow
def test_the_table_agrees_with_the_search_on_published_problems() -> None:
    names = ("named/film116.dat", "named/Shaw2020", "named/Warwick1201")
    for instance in map(published, names):
        searched = solve_order(instance, seconds=0, nodes=10**6)
        tabled = solve_order(instance, seconds=0)
        assert (searched.cost, searched.bound) == (tabled.cost, tabled.bound)
        assert tabled.nodes < searched.nodes


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("path", ["compiled", "plain"])
def test_bounds_proven_one_after_the_other_end_at_the_optimum(
    kind: str, path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(native, "MOST_TABLE", 0)
    monkeypatch.setattr(door, "FIRST_NODES", 1)
    monkeypatch.setattr(door, "MORE_SHARE", 0.0001)
    if path == "plain":
        monkeypatch.setattr(native, "library", lambda: None)
    for seed in range(12):
        instance, told = draw_problem(kind, seed, most=8), list[Progress]()
        found = solve_order(instance, seconds=60 * (seed % 2), progress=told.append)
        assert (least_cost(instance),) * 2 == (found.cost, found.bound), seed
        assert all(now.bound <= found.cost <= now.cost == instance.cost(now.order) for now in told)


@compiled
def test_a_search_below_a_cost_finds_cheaper_orders_or_proves_there_are_none() -> None:
    for seed in range(40):
        instance = reduce(draw_problem("dense", seed)).instance
        start = list(range(len(instance.lengths)))
        least = least_cost(instance) - instance.work_cost
        for below in {least // 2, least, least + 1, instance.holding(start)}:
            order, bound, _ = native.prove(
                instance, start, seconds=0, nodes=0, rules=3, threads=1, cancel=Cancel(), report=None,
                below=below,
            )  # fmt: skip
            assert bound == min(least, below)
            if below > least:
                assert instance.holding(order) == least


@compiled
def test_costs_too_large_for_the_table_are_searched(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(native, "TABLE_NODES", 1)
    instance = draw_problem("dense", 7, most=12)
    large = Instance(instance.lengths, tuple(wage * 10**9 for wage in instance.wages), instance.casts)
    found = solve_order(large, seconds=0)
    assert (10**9 * least_cost(instance),) * 2 == (found.cost, found.bound)


@pytest.mark.parametrize("name", NAMED)
def test_named_problems_are_proven_at_their_published_optimum(name: str) -> None:
    if native.library() is None and name in ("named/Shaw2020", "named/Warwick1201"):
        pytest.skip("minutes without the compiled core")
    found = solve_order(published(name), seconds=60, threads=2)
    best = int(BEST[name]["best_cost"])
    assert (best, best) == (found.cost, found.bound)


@pytest.mark.parametrize("rules", [0, 1, 2])
def test_dominance_rules_change_the_work_but_never_the_optimum(rules: int) -> None:
    for kind in KINDS:
        for seed in range(2000, 2020):
            instance = draw_problem(kind, seed, most=8)
            assert solve_order(instance, seconds=0).cost == solve_order(instance, seconds=0, rules=rules).cost


@compiled
def test_films_need_more_nodes_without_dominance_rules() -> None:
    film = published("named/film116.dat")
    found = {rules: solve_order(film, seconds=0, nodes=10**6, rules=rules) for rules in (0, 1, 2, 3)}
    assert {answer.cost for answer in found.values()} == {541}
    nodes = {rules: answer.nodes for rules, answer in found.items()}
    assert nodes[3] < min(nodes[0], nodes[1], nodes[2])


@compiled
@pytest.mark.parametrize("threads", [2, 3])
def test_any_number_of_threads_proves_the_same_cost(threads: int) -> None:
    for kind in KINDS:
        for seed in range(3000, 3020):
            instance = draw_problem(kind, seed, most=14)
            alone, together = (
                solve_order(instance, seconds=0),
                solve_order(instance, seconds=0, threads=threads),
            )
            assert (alone.cost, alone.bound) == (together.cost, together.bound)
            assert together.cost == instance.cost(together.order)


@pytest.mark.parametrize("nodes", [1, 10, 100])
def test_a_node_limit_gives_the_same_answer_twice_and_a_valid_bound(nodes: int) -> None:
    for seed in range(10):
        instance = draw_problem("dense", seed)
        once, again = (solve_order(instance, seconds=0, nodes=nodes, threads=2) for _ in range(2))
        assert once == again
        assert once.bound <= least_cost(instance) <= once.cost


@compiled
@pytest.mark.parametrize("name", ["random_uniform/u36x22s1.dat", "random_film/f120x30s1.dat"])
def test_large_problems_stop_at_the_node_limit_with_the_same_answer(name: str) -> None:
    instance = published(name)
    once, again = (solve_order(instance, seconds=0, nodes=20, seed=7) for _ in range(2))
    assert once == again
    assert is_order(once, instance)
    assert instance.work_cost <= once.bound <= once.cost


@compiled
@pytest.mark.parametrize("name", ["random_uniform/u64x22s1.dat", "random_film/f200x40s1.dat"])
def test_the_time_limit_is_kept(name: str) -> None:
    instance, begun = published(name), time.monotonic()
    found = solve_order(instance, seconds=0.5, threads=2)
    assert time.monotonic() - begun < 1.5
    assert is_order(found, instance)
    assert instance.work_cost <= found.bound <= found.cost == instance.cost(found.order)


@compiled
@pytest.mark.parametrize("delay", [0.0, 0.003, 0.05, 0.2])
@pytest.mark.parametrize("name", ["random_uniform/u64x22s1.dat", "random_film/f120x30s1.dat"])
def test_cancel_at_any_moment_leaves_an_order_and_a_bound(name: str, delay: float) -> None:
    instance, cancel = published(name), Cancel()
    timer = threading.Timer(delay, cancel.set)
    timer.start()
    found = solve_order(instance, seconds=30, threads=2, cancel=cancel)
    timer.join()
    assert is_order(found, instance)
    assert instance.work_cost <= found.bound <= found.cost == instance.cost(found.order)


@compiled
def test_progress_tells_orders_and_bounds_that_close_in() -> None:
    instance = published("random_uniform/u64x22s1.dat")
    told: list[Progress] = []
    found = solve_order(instance, seconds=1.5, progress=told.append)
    assert told
    assert all(sorted(now.order) == list(range(64)) for now in told)
    assert all(now.bound <= now.cost == instance.cost(now.order) for now in told)
    assert [now.cost for now in told] == sorted((now.cost for now in told), reverse=True)
    assert found.cost <= told[-1].cost


def test_a_start_is_never_made_worse() -> None:
    for seed in range(20):
        instance = draw_problem("dense", seed)
        best = solve_order(instance, seconds=0)
        again = solve_order(instance, seconds=0, nodes=1, start=best.order)
        assert again.cost == best.cost


def test_a_start_that_is_no_order_is_refused() -> None:
    with pytest.raises(NotAnOrderError):
        solve_order(Instance((1, 1), (1,), (1, 1)), start=[0, 0])


@pytest.mark.parametrize(
    ("lengths", "wages", "casts"),
    [((1,), (1,), (1, 1)), ((-1,), (1,), (1,)), ((1,), (-1,), (1,)), ((1,), (1,), (2,)), ((1,), (1,), (-1,))],
)
def test_impossible_instances_are_refused(
    lengths: tuple[int, ...], wages: tuple[int, ...], casts: tuple[int, ...]
) -> None:
    with pytest.raises(ImpossibleInstanceError):
        Instance(lengths, wages, casts)


@pytest.mark.parametrize(
    "instance",
    [
        Instance((), (), ()),
        Instance((3,), (), (0,)),
        Instance((3,), (5,), (1,)),
        Instance((3, 4), (5,), (0, 0)),
        Instance((0, 0, 0), (5, 6), (1, 2, 3)),
        Instance((1, 2, 3), (0, 0), (1, 2, 3)),
    ],
)
def test_problems_with_nothing_to_decide_are_proven_at_once(instance: Instance) -> None:
    found = solve_order(instance, seconds=0)
    assert is_order(found, instance)
    assert found.proven
    assert found.cost == instance.work_cost


def test_an_actor_is_paid_from_first_to_last_scene() -> None:
    instance = Instance((2, 3, 4), (10,), (1, 0, 1))
    assert instance.cost([0, 1, 2]) == 90
    assert solve_order(instance).cost == 60


@compiled
def test_wages_in_centimes_do_not_overflow() -> None:
    instance = draw_problem("leads", 5)
    large = Instance(instance.lengths, tuple(wage * 10**9 for wage in instance.wages), instance.casts)
    assert solve_order(large, seconds=0).cost == 10**9 * solve_order(instance, seconds=0).cost


@compiled
def test_many_small_problems_are_quick() -> None:
    problems = [draw_problem("leads", seed) for seed in range(200)]
    begun = time.monotonic()
    for instance in problems:
        solve_order(instance, seconds=0.1)
    assert (time.monotonic() - begun) / 200 < 0.02


@compiled
@pytest.mark.slow
def test_an_order_of_more_scenes_than_a_word_has_bits_is_improved() -> None:
    instance = published("random_film/f80x25s1.dat")
    found = solve_order(instance, seconds=2)
    shuffled = random.Random(1).sample(range(80), 80)
    assert is_order(found, instance)
    assert found.cost < instance.cost(shuffled)
    assert found.cost < 1.05 * int(BEST["random_film/f80x25s1.dat"]["best_cost"])
