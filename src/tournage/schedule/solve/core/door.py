"""The door to the core: reduce, improve, prove, and lead the order back to the scenes as given."""

from __future__ import annotations

from dataclasses import dataclass

from tournage.schedule.solve.core import local, native
from tournage.schedule.solve.core.instance import Instance, reduce
from tournage.schedule.solve.core.native import Cancel
from tournage.schedule.solve.core.plain import Search

MOST = 64
STARTS = 20


@dataclass(frozen=True, slots=True)
class Ordering:
    """An order of all scenes, its cost (work and waiting), and the proven bound no order goes below."""

    order: tuple[int, ...]
    cost: int
    bound: int
    nodes: int

    @property
    def proven(self) -> bool:
        """Whether no order is cheaper."""
        return self.bound == self.cost

    @property
    def gap(self) -> float:
        """How far, at most, the cost lies above the best possible one."""
        return (self.cost - self.bound) / self.cost if self.cost else 0.0


def solve_order(
    instance: Instance,
    *,
    seconds: float = 60.0,
    nodes: int = 0,
    seed: int = 1,
    rules: int = 3,
    cancel: Cancel | None = None,
) -> Ordering:
    """Order the scenes so that the cast is paid least for waiting.

    Units: wages per unit of length. `seconds` and `nodes` (0 = no limit) stop the proof; with a node
    limit and no time limit (`seconds=0`) the answer depends on the seed alone. `rules` switches the
    two dominance rules (1 and 2) for tests.
    Source: Qin, Zhang, Lim, Liang, EJOR 250 (2016) 412-426, with exact one-sided bounds.
    """
    cancel = cancel or Cancel()
    small = reduce(instance)
    scenes, actors = len(small.instance.lengths), len(small.instance.wages)
    exact = scenes <= MOST and actors <= MOST
    start = _improve(small.instance, exact, seconds, nodes, seed, cancel)
    order, bound, visited = start, 0, 0
    if exact and scenes:
        order, bound, visited = _prove(small.instance, start, seconds, nodes, rules, cancel)
    whole = tuple(small.expand(order))
    return Ordering(whole, instance.cost(whole), instance.work_cost + bound, visited)


def _improve(
    instance: Instance, exact: bool, seconds: float, nodes: int, seed: int, cancel: Cancel
) -> list[int]:
    scenes = len(instance.lengths)
    rounds = 2 * scenes if exact else (nodes or 10**9)
    start = list(range(scenes))
    if native.library() is not None:
        return native.improve(
            instance, start, starts=STARTS, rounds=rounds, seconds=seconds, seed=seed, cancel=cancel
        )
    return local.improve(
        instance,
        start,
        starts=STARTS,
        rounds=rounds,
        seconds=seconds,
        seed=seed,
        stop=lambda: bool(cancel.flag.value),
    )


def _prove(
    instance: Instance, start: list[int], seconds: float, nodes: int, rules: int, cancel: Cancel
) -> tuple[list[int], int, int]:
    if native.library() is not None:
        return native.prove(instance, start, seconds=seconds, nodes=nodes, rules=rules, cancel=cancel)
    search = Search(
        instance, start, seconds=seconds, nodes=nodes, rules=rules, stop=lambda: bool(cancel.flag.value)
    )
    search.run()
    return search.order, search.bound, search.nodes
