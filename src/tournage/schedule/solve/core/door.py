"""The door to the core: reduce, improve, prove, and lead the order back to the scenes as given."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

from tournage.schedule.solve.core import local, native
from tournage.schedule.solve.core.instance import Instance, NotAnOrderError, Reduced, reduce
from tournage.schedule.solve.core.native import Cancel
from tournage.schedule.solve.core.partition import improve_bound
from tournage.schedule.solve.core.plain import Search
from tournage.schedule.solve.core.walks import Walk

MOST, MOST_ACTORS, LIKELY = 128, 64, 64
"""What the exact search can take, and up to how many scenes it is likely to come to an end."""
STARTS, QUICK_STARTS, QUICK_ROUNDS = 20, 2, 16
LAST_MOMENT = 0.002
START_SHARE, LARGE_SHARE, PROOF_SHARE, MORE_SHARE = 0.3, 0.45, 0.75, 0.05
"""Shares of the time limit: when a start, of a problem too large for the exact search, must be done;
when the exact search gives way to the partition bound; how long a better start is looked for where a
first attempt at a proof, of so many nodes a worker, failed."""
FIRST_NODES = 20_000
SHARES, FAR = (0.3, 0.5, 0.65, 0.75, 0.82, 0.88, 0.92, 0.96, 1.0), 0.75
"""What share of the best known cost is proven as a bound, one after the other; from which of them on no
partition bound will be better."""


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
    prove: bool
    begun: float = field(default_factory=time.monotonic)

    def left(self, share: float = 1.0) -> float:
        """Seconds left of a share of the limit; 0 means no limit."""
        if self.seconds <= 0:
            return 0.0
        return max(0.001, self.seconds * share - (time.monotonic() - self.begun))

    @property
    def spent(self) -> float:
        """Share of the time limit, where there is one, that is over."""
        return (time.monotonic() - self.begun) / self.seconds

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
    prove: bool = True,
    rules: int = 3,
    cancel: Cancel | None = None,
    progress: Callable[[Progress], None] | None = None,
) -> Ordering:
    """Order the scenes so that the cast is paid least for waiting.

    Units: wages per unit of length. `seconds` and `nodes` (0 = no limit) stop the work; with a node
    limit and no time limit (`seconds=0`) one thread works, and the answer depends on the seed and the
    limit alone. A proven cost is the same with any number of threads; among equally good orders any
    may come. `prove=False` looks for a good order only (the bound is then the work). `start` is an
    order to begin from: the answer is never dearer. `progress` is called some ten times a second with
    the best order, bound and gap; `cancel` may be set from it, from a signal or from another thread.
    `rules` switches the two dominance rules (1 and 2) for tests.
    Raises: NotAnOrderError when `start` is no order of the scenes.
    Source: Qin, Zhang, Lim, Liang, EJOR 250 (2016) 412-426, with stronger bounds.
    """
    if start is not None and sorted(start) != list(range(len(instance.lengths))):
        raise NotAnOrderError(f"not an order of {len(instance.lengths)} scenes")
    task = _Task(
        instance, reduce(instance), seconds, nodes, seed, 1 if nodes else max(1, threads), rules,
        Cancel() if cancel is None else cancel, progress, prove,
    )  # fmt: skip
    small = task.small.instance
    scenes, actors = len(small.lengths), len(small.wages)
    exact = prove and scenes <= MOST and actors <= MOST_ACTORS
    order = _improve(task, task.small.shrink(start) if start is not None else list(range(scenes)), exact)
    bound = visited = 0
    if exact and scenes:
        order, bound, visited = _prove(task, order)
    if prove and bound < small.holding(order):
        bound = max(bound, _partition(task, order, bound))
    whole = tuple(task.small.expand(order))
    if start is not None and instance.holding(start) < instance.holding(whole):
        whole = tuple(start)
    return Ordering(whole, instance.cost(whole), instance.work_cost + bound, visited)


def _improve(task: _Task, start: list[int], exact: bool, share: float = 0.0) -> list[int]:
    """A start: a few rounds where the exact search is likely to end, else as many as the time allows."""
    rounds = 2 * len(start) if exact and len(start) <= LIKELY else (task.nodes or 10**9)
    share = share or (START_SHARE if exact else LARGE_SHARE if task.prove else 1.0)
    if native.library() is not None:
        return native.improve(
            task.small.instance, start, starts=STARTS, rounds=rounds, seconds=task.left(share), seed=task.seed,
            cancel=task.cancel,
        )  # fmt: skip
    return local.improve(
        task.small.instance, start, starts=STARTS, rounds=rounds, seconds=task.left(share), seed=task.seed,
        stop=lambda: bool(task.cancel),
    )  # fmt: skip


def _prove(task: _Task, start: list[int]) -> tuple[list[int], int, int]:
    """Search to the end where that is near; else prove one higher bound after the other.

    To prove that no order costs less than nine tenths of the best one known takes far less work than to
    prove that none costs less at all.
    """
    if task.nodes or len(start) <= native.MOST_TABLE:
        return _search(task, start, 1.0, 0, task.nodes)
    order, bound, visited = _search(task, start, 1.0, 0, FIRST_NODES)
    small = task.small.instance
    if bound < small.holding(order) and task.seconds > 0:
        order = _improve(task, order, exact=False, share=task.spent + MORE_SHARE)
    for share in SHARES:
        if bound >= int(share * small.holding(order)):
            continue
        order, least, nodes = _search(task, order, share, bound, 0)
        bound, visited = max(bound, least), visited + nodes
        if bound < int(share * small.holding(order)):
            break
    return order, bound, visited


def _search(
    task: _Task, start: list[int], share: float, bound: int, nodes: int
) -> tuple[list[int], int, int]:
    """One exact search for orders that cost less than a share of the start; a bound is known."""
    small = task.small.instance
    cost = small.holding(start)

    def report(order: Sequence[int], _: int, least: int) -> None:
        task.report(order, small.holding(order), max(bound, least))

    told, below = report if task.progress else None, int(share * cost)
    seconds = task.left(1.0 if bound >= FAR * cost else PROOF_SHARE if len(start) <= LIKELY else LARGE_SHARE)
    if native.library() is not None:
        return native.prove(
            small, start, seconds=seconds, nodes=nodes, rules=task.rules, threads=task.threads,
            cancel=task.cancel, report=told, table=not task.nodes, below=below,
        )  # fmt: skip
    search = Search(
        small, start, seconds=seconds, nodes=nodes, rules=task.rules,
        stop=lambda: bool(task.cancel), report=told, below=below,
    )  # fmt: skip
    search.run()
    return search.order, search.bound, search.nodes


def _partition(task: _Task, order: list[int], bound: int) -> int:
    """The best bound by groups of the cast until the time is over; one round with a node limit."""
    instance, cost = task.small.instance, task.small.instance.holding(order)

    def solve(problem: Instance, near: list[int], nodes: int) -> tuple[list[int], int, bool]:
        start = _quick_start(task, problem, near)
        if native.library() is not None:
            best, least, _ = native.prove(
                problem, start, seconds=task.left(), nodes=nodes, rules=task.rules, threads=1,
                cancel=task.cancel, report=None, table=not task.nodes,
            )  # fmt: skip
            return best, least, least == problem.holding(best)
        search = Search(
            problem, start, seconds=task.left(), nodes=nodes, rules=task.rules, stop=lambda: bool(task.cancel)
        )
        search.run()
        return search.order, search.bound, search.bound == search.best

    def best_walk(problem: Instance, dues: Sequence[int], kept: Sequence[int]) -> Walk:
        if task.cancel or (task.seconds > 0 and task.left() <= LAST_MOMENT):
            return Walk(sum(dues), (1,) * len(dues), (0,) * len(problem.wages))  # nothing is known of it
        return native.best_walk(problem, dues, kept)

    walk = best_walk if native.library() is not None else None
    with ThreadPoolExecutor(task.threads) as pool:
        for bound in improve_bound(instance, order, solve, spread=pool.map, best_walk=walk, nodes=task.nodes):
            task.report(order, cost, bound)
            if task.cancel or bound >= cost or (task.seconds > 0 and task.left() <= LAST_MOMENT):
                break
    return bound


def _quick_start(task: _Task, problem: Instance, start: list[int]) -> list[int]:
    rounds = min(len(start) // 2, QUICK_ROUNDS)
    if native.library() is not None:
        return native.improve(
            problem, start, starts=QUICK_STARTS, rounds=rounds, seconds=task.left(), seed=task.seed,
            cancel=task.cancel,
        )  # fmt: skip
    return local.improve(
        problem, start, starts=QUICK_STARTS, rounds=rounds, seconds=task.left(), seed=task.seed,
        stop=lambda: bool(task.cancel),
    )  # fmt: skip
