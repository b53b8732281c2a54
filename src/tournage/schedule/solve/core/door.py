"""The door to the core: reduce, improve, prove, and lead the order back to the scenes as given."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from tournage.schedule.solve.core import local, native
from tournage.schedule.solve.core.instance import Instance, NotAnOrderError, Reduced, reduce
from tournage.schedule.solve.core.native import Cancel
from tournage.schedule.solve.core.plain import Search

MOST = 64
STARTS = 20
START_SHARE = 0.3
"""Share of the time limit that the start may take before the proof begins."""


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
        """How far, at most, the cost lies above the best possible one, as a share of the cost."""
        return (self.cost - self.bound) / self.cost if self.cost else 0.0


@dataclass(frozen=True, slots=True)
class Progress:
    """The best order so far, while the search goes on."""

    order: tuple[int, ...]
    cost: int
    bound: int
    seconds: float

    @property
    def gap(self) -> float:
        """As in `Ordering`."""
        return (self.cost - self.bound) / self.cost if self.cost else 0.0


@dataclass(frozen=True, slots=True)
class _Task:
    """One call of `solve_order`: limits, and what tells and stops it."""

    whole: Instance
    small: Reduced
    seconds: float
    nodes: int
    seed: int
    threads: int
    rules: int
    cancel: Cancel
    progress: Callable[[Progress], None] | None
    begun: float = field(default_factory=time.monotonic)

    def left(self, share: float = 1.0) -> float:
        """Seconds left of a share of the limit; 0 means no limit."""
        if self.seconds <= 0:
            return 0.0
        return max(0.001, self.seconds * share - (time.monotonic() - self.begun))

    def report(self, order: Sequence[int], cost: int, bound: int) -> None:
        """Lead a state of the search back to the scenes as given and tell it."""
        if self.progress:
            work = self.whole.work_cost
            seconds = time.monotonic() - self.begun
            self.progress(Progress(tuple(self.small.expand(order)), work + cost, work + bound, seconds))


def solve_order(
    instance: Instance,
    *,
    seconds: float = 60.0,
    nodes: int = 0,
    seed: int = 1,
    threads: int = 1,
    start: Sequence[int] | None = None,
    rules: int = 3,
    cancel: Cancel | None = None,
    progress: Callable[[Progress], None] | None = None,
) -> Ordering:
    """Order the scenes so that the cast is paid least for waiting.

    Units: wages per unit of length. `seconds` and `nodes` (0 = no limit) stop the work; with a node
    limit and no time limit (`seconds=0`) one thread works, and the answer depends on the seed and the
    limit alone. A proven cost is the same with any number of threads; among equally good orders any
    may come. `start` is an order to begin from: the answer is never dearer. `progress` is called some
    ten times a second with the best order, bound and gap; `cancel` may be set from it, from a signal
    or from another thread. `rules` switches the two dominance rules (1 and 2) for tests.
    Raises: NotAnOrderError when `start` is no order of the scenes.
    Source: Qin, Zhang, Lim, Liang, EJOR 250 (2016) 412-426, with stronger bounds.
    """
    if start is not None and sorted(start) != list(range(len(instance.lengths))):
        raise NotAnOrderError(f"not an order of {len(instance.lengths)} scenes")
    task = _Task(
        instance, reduce(instance), seconds, nodes, seed, 1 if nodes else max(1, threads), rules,
        Cancel() if cancel is None else cancel, progress,
    )  # fmt: skip
    small = task.small.instance
    scenes, actors = len(small.lengths), len(small.wages)
    exact = scenes <= MOST and actors <= MOST
    order = _improve(task, task.small.shrink(start) if start is not None else list(range(scenes)), exact)
    bound = visited = 0
    if exact and scenes:
        order, bound, visited = _prove(task, order)
    whole = tuple(task.small.expand(order))
    if start is not None and instance.holding(start) < instance.holding(whole):
        whole = tuple(start)
    return Ordering(whole, instance.cost(whole), instance.work_cost + bound, visited)


def _improve(task: _Task, start: list[int], exact: bool) -> list[int]:
    rounds = 2 * len(start) if exact else (task.nodes or 10**9)
    seconds = task.left(START_SHARE if exact else 1.0)
    if native.library() is not None:
        return native.improve(
            task.small.instance, start, starts=STARTS, rounds=rounds, seconds=seconds, seed=task.seed,
            cancel=task.cancel,
        )  # fmt: skip
    return local.improve(
        task.small.instance, start, starts=STARTS, rounds=rounds, seconds=seconds, seed=task.seed,
        stop=lambda: bool(task.cancel),
    )  # fmt: skip


def _prove(task: _Task, start: list[int]) -> tuple[list[int], int, int]:
    small, report = task.small.instance, task.report if task.progress else None
    if native.library() is not None:
        return native.prove(
            small, start, seconds=task.left(), nodes=task.nodes, rules=task.rules,
            threads=task.threads, cancel=task.cancel, report=report,
        )  # fmt: skip
    search = Search(
        small, start, seconds=task.left(), nodes=task.nodes, rules=task.rules,
        stop=lambda: bool(task.cancel), report=report,
    )  # fmt: skip
    search.run()
    return search.order, search.bound, search.nodes
