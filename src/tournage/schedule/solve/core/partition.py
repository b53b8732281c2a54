"""The partition bound: groups of the cast solved exactly, with wages split over several groups.

Waiting costs of different actors add up, so the optima of the problem seen by one group of the cast
each, summed, are a bound of the whole; an actor may stand in several groups with part of the wage in
each. Which split is best is found by subgradient steps: wage moves to the groups whose best orders make
the actor wait longer.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from tournage.schedule.solve.core.instance import Instance, bits, reduce
from tournage.schedule.solve.core.walks import BestWalk, Spread, nearest_split, walk_bound

PARTS = 64
"""An actor's wage is split in whole multiples of one part of it."""
MOST_CASTS, MOST_SCENES = 120, 128
"""Different casts a group may see: the exact search takes 128 scenes."""
WALK_FROM, WALK_TO = 100, 200
"""Of how many scenes walks give the better bound in a minute: with more scenes they take too long."""


CANDIDATES = 3
ROUNDS = (1_000, 6_000, 30_000)
FIRST_STEP, LAST_STEP, KEEP, PATIENCE = 0.2, 0.005, 0.6, 4


@dataclass(frozen=True, slots=True)
class Part:
    """What a group of the cast costs at least, and how long each of its actors waits in its best order."""

    bound: int
    waiting: tuple[int, ...]
    proven: bool


Solve: TypeAlias = Callable[[Instance, list[int], int], tuple[list[int], int, bool]]
"""Order, bound of the holding cost, and whether it is proven, of a small problem, from a start, within so many nodes."""


def improve_bound(
    instance: Instance,
    order: Sequence[int],
    solve: Solve,
    *,
    spread: Spread,
    best_walk: BestWalk | None = None,
    nodes: int = 0,
) -> Iterator[int]:
    """Bounds of the holding cost, each better than the one before, for as long as one asks.

    `order` is a good order, `nodes` ends the work after one round of that size (0: larger and larger
    rounds without end). Yields also when nothing got better, so that the caller can look at the clock.
    Walks (where `best_walk` is given) come last, or after the first round where they are worth more.
    """
    best, affinity = 0, _affinity(instance, order)
    rounds = Rounds(instance, order, affinity, solve, spread)
    if nodes:
        stages = [rounds.grow(nodes)]
    else:
        stages = [*(rounds.grow(limit) for limit in ROUNDS), rounds.split()]
        if best_walk:
            first = 1 if WALK_FROM <= len(order) <= WALK_TO else len(stages)
            stages.insert(first, walk_bound(instance, order, affinity, best_walk, spread))
    for stage in stages:
        for bound in stage:
            best = max(best, bound)
            yield best


@dataclass
class Rounds:
    """Bounds by groups solved exactly; the groups of the best round are kept."""

    instance: Instance
    order: Sequence[int]
    affinity: list[list[int]]
    solve: Solve
    spread: Spread
    best: int = 0
    groups: list[int] = field(default_factory=list)

    def grow(self, limit: int) -> Iterator[int]:
        """One group after the other, each grown while it can be solved within so many nodes."""
        total, found, left = 0, list[int](), (1 << len(self.instance.wages)) - 1
        parts = _parts(self.instance, self.order, self.solve, self.spread, nodes=limit)
        while left:
            first = max(bits(left), key=lambda a: (sum(self.affinity[a]), -a))
            grown, value = 1 << first, 0
            for group, worth in _grown(self.instance, self.affinity, grown, left, parts):
                grown, value = group, worth
                yield total + value
            left &= ~grown
            total += value
            found.append(grown)
        if total >= self.best:
            self.best, self.groups = total, found
        yield total

    def split(self) -> Iterator[int]:
        """Wages split over the groups, each with two actors more."""
        if len(self.groups) < 2:
            return
        wide = [_widen(self.instance, self.affinity, group, group.bit_count() + 2) for group in self.groups]
        split = Partition(self.instance, wide, self.groups, self.instance.holding(self.order))
        answer = _parts(self.instance, self.order, self.solve, self.spread, nodes=ROUNDS[-1])
        while split.step > LAST_STEP:
            split.learn(answer(split.problems(), split.groups))
            yield split.best


def _parts(
    instance: Instance, order: Sequence[int], solve: Solve, spread: Spread, *, nodes: int
) -> Callable[[Sequence[Instance], Sequence[int]], list[Part]]:
    def part(problem: Instance, group: int) -> Part:
        return _solve_part(problem, instance, group, order, lambda small, start: solve(small, start, nodes))

    return lambda problems, groups: list(spread(part, problems, groups))


def _grown(
    instance: Instance,
    affinity: list[list[int]],
    group: int,
    left: int,
    parts: Callable[[Sequence[Instance], Sequence[int]], list[Part]],
) -> Iterator[tuple[int, int]]:
    """Let a group grow by the actor who adds most, of the nearest few, while its optimum can be proven."""
    value = 0
    while left & ~group:
        near = sorted(bits(left & ~group), key=lambda a: (-sum(affinity[a][b] for b in bits(group)), a))[
            :CANDIDATES
        ]
        wider = [group | 1 << a for a in near]
        answers = parts([seen_by(instance, who) for who in wider], wider)
        proven = [(answer.bound, -k) for k, answer in enumerate(answers) if answer.proven]
        if not proven:
            return
        value, k = max(proven)
        group = wider[-k]
        yield group, value


def seen_by(instance: Instance, group: int, wages: Sequence[int] | None = None) -> Instance:
    """The problem with only these actors in it."""
    members = bits(group)
    casts = tuple(sum(1 << i for i, a in enumerate(members) if c >> a & 1) for c in instance.casts)
    return Instance(instance.lengths, tuple(wages or (instance.wages[a] for a in members)), casts)


def _widen(instance: Instance, affinity: list[list[int]], group: int, size: int) -> int:
    """The group with more of the cast in it, nearest first, as far as the exact search can take it."""
    refused, left = 0, (1 << len(instance.wages)) - 1
    while group.bit_count() < size and left & ~group & ~refused:
        best = max(
            bits(left & ~group & ~refused), key=lambda a: (sum(affinity[a][b] for b in bits(group)), -a)
        )
        if len({cast & (group | 1 << best) for cast in instance.casts}) <= MOST_CASTS:
            group |= 1 << best
        else:
            refused |= 1 << best
    return group


def _affinity(instance: Instance, order: Sequence[int]) -> list[list[int]]:
    """For each pair of actors, what either waits in scenes of the other, in this order."""
    actors = len(instance.wages)
    affinity = [[0] * actors for _ in range(actors)]
    after = [0] * (len(order) + 1)
    for place in range(len(order) - 1, -1, -1):
        after[place] = after[place + 1] | instance.casts[order[place]]
    seen = 0
    for place, scene in enumerate(order):
        cast = instance.casts[scene]
        seen |= cast
        present = bits(cast)
        for waiting in bits(seen & after[place] & ~cast):
            paid = instance.wages[waiting] * instance.lengths[scene]
            for other in present:
                affinity[waiting][other] += paid
                affinity[other][waiting] += paid
    return affinity


class Partition:
    """Groups with a split of every wage; `best` is the best bound of the holding cost so far."""

    def __init__(self, instance: Instance, groups: Sequence[int], core: Sequence[int], target: int) -> None:
        """`core`: the same groups without overlap, which have the wages at first; `target`: a known cost."""
        self.instance = instance
        self.groups = list(groups)
        self.target = target
        self.best = 0
        self.step = FIRST_STEP
        self.slope: dict[tuple[int, int], float] = {}
        self.stalled = 0
        self.split = [
            {a: PARTS * instance.wages[a] * (own >> a & 1) for a in bits(group)}
            for group, own in zip(groups, core, strict=True)
        ]
        self.good = self.split

    def problems(self) -> list[Instance]:
        """The problem as each group sees it, with its share of the wages."""
        return [
            seen_by(self.instance, group, [share[a] for a in bits(group)])
            for group, share in zip(self.groups, self.split, strict=True)
        ]

    def learn(self, parts: Sequence[Part]) -> None:
        """Take the answers for `problems()` and move wages to where they are waited for."""
        total = -(-sum(part.bound for part in parts) // PARTS)
        if total > self.best:
            self.best, self.stalled = total, 0
            self.good = [dict(share) for share in self.split]
        else:
            self.stalled += 1
        waits = self._waits(parts)
        for g, waiting in enumerate(waits):
            for a, wait in waiting.items():
                mean = sum(waits[h][a] for h in self._homes(a)) / len(self._homes(a))
                self.slope[g, a] = KEEP * self.slope.get((g, a), 0.0) + (1 - KEEP) * (wait - mean)
        if self.stalled >= PATIENCE:
            self.step, self.stalled = self.step / 2, 0
            self.split = [dict(share) for share in self.good]
        size = sum(value * value for value in self.slope.values())
        if size:
            rate = self.step * PARTS * max(1, self.target - total) / size
            for a in range(len(self.instance.wages)):
                self._move(a, {g: self.split[g][a] + rate * self.slope[g, a] for g in self._homes(a)})

    def _homes(self, actor: int) -> list[int]:
        return [g for g, group in enumerate(self.groups) if group >> actor & 1]

    def _waits(self, parts: Sequence[Part]) -> list[dict[int, int]]:
        """Waiting time of every member of each group, also of those without a share of wage in it."""
        return [
            dict(zip(bits(group), part.waiting, strict=True))
            for group, part in zip(self.groups, parts, strict=True)
        ]

    def _move(self, actor: int, wanted: dict[int, float]) -> None:
        """The nearest split that adds up to the wage, no part below zero, in whole numbers."""
        whole = PARTS * self.instance.wages[actor]
        rounded = {g: int(value) for g, value in nearest_split(wanted, whole).items()}
        largest = max(rounded, key=lambda g: rounded[g])
        rounded[largest] += whole - sum(rounded.values())
        for g, value in rounded.items():
            self.split[g][actor] = value


def _solve_part(
    problem: Instance,
    whole: Instance,
    group: int,
    order: Sequence[int],
    solve: Callable[[Instance, list[int]], tuple[list[int], int, bool]],
) -> Part:
    """Solve the problem of one group, from a good order of the whole."""
    small = reduce(problem)
    if len(small.instance.lengths) > MOST_SCENES:
        return Part(0, (0,) * group.bit_count(), False)
    start = small.shrink(order)
    found, bound, proven = solve(small.instance, start) if start else ([], 0, True)
    return Part(bound, waiting_times(whole, small.expand(found), group), proven)


def waiting_times(instance: Instance, order: Sequence[int], group: int) -> tuple[int, ...]:
    """How long each actor of the group waits in this order."""
    clock, begun, done = 0, dict[int, int](), dict[int, int]()
    work = dict.fromkeys(bits(group), 0)
    for scene in order:
        for a in bits(instance.casts[scene] & group):
            begun.setdefault(a, clock)
            done[a] = clock + instance.lengths[scene]
            work[a] += instance.lengths[scene]
        clock += instance.lengths[scene]
    return tuple(done.get(a, 0) - begun.get(a, 0) - work[a] for a in bits(group))
