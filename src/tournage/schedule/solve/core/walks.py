"""The bound by walks: groups of the cast too large to be ordered exactly, however many scenes they have.

In any order actors come and go one at a time; that is a walk over who has not begun, who is on and who is
done. A cast is shot at the cheapest moment of the walk that has all its actors on. Before that moment
somebody has gone or one of the cast has come; after it somebody comes or one of the cast goes. Every cast
has a *due*; a walk earns it, less the waiting, at every such moment. The dues less what the best walk earns
are a bound of the waiting, whatever the dues, and a good one where they make the best walk earn once for
every cast. A few casts of each group are kept in mind: no walk earns for them twice. Subgradient steps move the dues, and the wages between the groups an actor stands in.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from tournage.schedule.solve.core.instance import Instance, bits

PARTS = 256
"""Wages and dues are counted in whole multiples of one part of the smallest amount."""
SIZE, MOST_KEPT = 10, 10
"""Actors of a group, and how many of its casts are kept in mind."""
FIRST_STEP, NEXT_STEP, KEEP_STEP, LAST_STEP = 0.1, 0.06, 0.06, 0.001
FIRST_DUE, KEEP, PATIENCE, SHRINK, FADE = 0.6, 0.8, 8, 1.5, 0.95


@dataclass(frozen=True, slots=True)
class Walk:
    """What the best walk earns, how often for each cast, and how long each actor waits meanwhile."""

    earned: int
    met: tuple[int, ...]
    waiting: tuple[int, ...]


BestWalk: TypeAlias = Callable[[Instance, Sequence[int], Sequence[int]], Walk]
"""The best walk for casts, none of them empty, their dues, and the casts kept in mind."""
Spread: TypeAlias = Callable[..., Iterable[Any]]
"""`map`, or one that works on several groups at once."""


def walk_bound(
    instance: Instance, order: Sequence[int], affinity: list[list[int]], best_walk: BestWalk, spread: Spread
) -> Iterator[int]:
    """Bounds of the holding cost for as long as one asks; `order` is a good one. Casts are kept in mind when steps get short."""
    walks = Walks(instance, order, affinity)
    while walks.step > LAST_STEP:
        walks.learn(list(spread(best_walk, walks.problems(), walks.whole_dues(), walks.whole_kept())))
        yield walks.best
        if walks.step < KEEP_STEP and not walks.kept[0]:
            walks.keep_in_mind()


class Walks:
    """Groups, the split of every wage and the due of every cast; `best` is the best bound so far."""

    def __init__(self, instance: Instance, order: Sequence[int], affinity: list[list[int]]) -> None:
        """Every actor has the whole wage in one group and none in the others."""
        self.instance, self.affinity = instance, affinity
        self.target, self.step = instance.holding(order), FIRST_STEP
        self.best = self.stalled = 0
        self.reached: int | None = None
        self.cores = _cores(affinity, SIZE)
        self.groups = [self._filled(core) for core in self.cores]
        self.shares = [
            {a: float(PARTS * instance.wages[a] * (core >> a & 1)) for a in bits(group)}
            for group, core in zip(self.groups, self.cores, strict=True)
        ]
        self.dues = [self._first_dues(order, core) for core in self.cores]
        self._settle()

    def _filled(self, core: int) -> int:
        """The core with the actors nearest to it, up to the size of a group."""
        affinity, everyone = self.affinity, range(len(self.affinity))
        near = sorted(
            (a for a in everyone if not core >> a & 1),
            key=lambda a: (-sum(affinity[a][b] for b in bits(core)), a),
        )
        return core | sum(1 << a for a in near[: SIZE - core.bit_count()])

    def _first_dues(self, order: Sequence[int], core: int) -> dict[int, float]:
        """Somewhat less than what the core waits in a good order, by cast."""
        casts, after, seen = self.instance.casts, [0], 0
        for scene in reversed(order):
            after.append(after[-1] | casts[scene])
        dues: dict[int, float] = {}
        group = self.groups[self.cores.index(core)]
        for scene, later in zip(order, reversed(after[1:]), strict=True):
            seen |= casts[scene]
            waiting = FIRST_DUE * PARTS * self.instance.pay(core & seen & later & ~casts[scene])
            cast = casts[scene] & group
            dues[cast] = dues.get(cast, 0.0) + waiting * self.instance.lengths[scene]
        return dues

    def _settle(self) -> None:
        """Lengths of the casts as each group sees them, and the slopes at nought."""
        self.lengths: list[dict[int, int]] = []
        for group in self.groups:
            lengths: dict[int, int] = {}
            for cast, length in zip(self.instance.casts, self.instance.lengths, strict=True):
                if cast & group:
                    lengths[cast & group] = lengths.get(cast & group, 0) + length
            self.lengths.append(lengths)
        self.dues = [
            {cast: dues.get(cast, 0.0) for cast in lengths}
            for dues, lengths in zip(self.dues, self.lengths, strict=True)
        ]
        self.kept: list[list[int]] = [[] for _ in self.groups]
        self.twice = [dict.fromkeys(dues, 0.0) for dues in self.dues]
        self._keep()
        self._stand_still()

    def _keep(self) -> None:
        self.good = [dict(dues) for dues in self.dues], [dict(share) for share in self.shares]

    def _stand_still(self) -> None:
        self.due_slopes = [dict.fromkeys(dues, 0.0) for dues in self.dues]
        self.wage_slopes = [dict.fromkeys(share, 0.0) for share in self.shares]

    def keep_in_mind(self) -> None:
        """Keep those casts of every group in mind that walks earned most for twice."""
        self.dues, self.shares = [dict(d) for d in self.good[0]], [dict(s) for s in self.good[1]]
        self.step, self.stalled = NEXT_STEP, 0
        self.kept = [sorted(twice, key=lambda c: (-twice[c], c))[:MOST_KEPT] for twice in self.twice]
        self._stand_still()

    def whole_kept(self) -> list[list[int]]:
        """Which casts of each group are kept in mind, in the order of `problems()`."""
        return [
            [list(dues).index(cast) for cast in kept] for kept, dues in zip(self.kept, self.dues, strict=True)
        ]

    def problems(self) -> list[Instance]:
        """Casts of each group, with its shares of the wages."""
        found = []
        for share, lengths in zip(self.shares, self.lengths, strict=True):
            place = {a: k for k, a in enumerate(share)}
            casts = tuple(sum(1 << place[a] for a in bits(cast)) for cast in lengths)
            found.append(Instance(tuple(lengths.values()), tuple(int(v) for v in share.values()), casts))
        return found

    def whole_dues(self) -> list[list[int]]:
        """Dues of the casts of each group, in the order of `problems()`."""
        return [[int(due) for due in dues.values()] for dues in self.dues]

    def learn(self, walks: Sequence[Walk]) -> None:
        """Take the best walks for `problems()` and move dues and wages against them."""
        total = sum(sum(dues) for dues in self.whole_dues()) - sum(walk.earned for walk in walks)
        self.best = max(self.best, -(-total // PARTS))
        if self.reached is None or total > self.reached:
            self.reached, self.stalled = total, 0
            self._keep()
        else:
            self.stalled += 1
        if self.stalled >= PATIENCE:
            self.step, self.stalled = self.step / SHRINK, 0
            self.dues, self.shares = [dict(d) for d in self.good[0]], [dict(s) for s in self.good[1]]
            self._stand_still()
            return
        size, clock = self._slopes(walks), max(1, sum(self.instance.lengths))
        if size:
            self._move(self.step * max(1, PARTS * self.target - total) / size, clock)

    def _slopes(self, walks: Sequence[Walk]) -> float:
        """Turn the slopes towards these walks; returns their squared size."""
        homes = self._homes()
        waits = [
            dict(zip(share, walk.waiting, strict=True))
            for share, walk in zip(self.shares, walks, strict=True)
        ]
        mean = [sum(waits[g][a] for g in at) / len(at) for a, at in enumerate(homes)]
        clock, size = max(1, sum(self.instance.lengths)), 0.0
        for g, walk in enumerate(walks):
            slopes, wages = self.due_slopes[g], self.wage_slopes[g]
            for cast, met in zip(slopes, walk.met, strict=True):
                self.twice[g][cast] = FADE * self.twice[g][cast] + max(0, met - 1) * self.dues[g][cast]
                slopes[cast] = KEEP * slopes[cast] + (1 - KEEP) * (1 - met)
                size += slopes[cast] ** 2 * self.lengths[g][cast]
            for a in wages:
                wages[a] = KEEP * wages[a] + (1 - KEEP) * (waits[g][a] - mean[a])
                size += wages[a] ** 2 / clock
        return size

    def _move(self, rate: float, clock: int) -> None:
        for dues, slopes, lengths in zip(self.dues, self.due_slopes, self.lengths, strict=True):
            for cast, slope in slopes.items():
                dues[cast] = max(0.0, dues[cast] + rate * slope * lengths[cast])
        for a, at in enumerate(self._homes()):
            wanted = {g: self.shares[g][a] + rate * self.wage_slopes[g][a] / clock for g in at}
            for g, value in nearest_split(wanted, PARTS * self.instance.wages[a]).items():
                self.shares[g][a] = value

    def _homes(self) -> list[list[int]]:
        everyone = range(len(self.instance.wages))
        return [[g for g, group in enumerate(self.groups) if group >> a & 1] for a in everyone]


def _cores(affinity: list[list[int]], size: int) -> list[int]:
    """Everybody in one group: the first as large as can be, the others half as large."""
    left, cores = set(range(len(affinity))), list[int]()
    while left:
        core: list[int] = []
        for _ in range(min(len(left), size if not cores else (size + 1) // 2)):
            near = core or range(len(affinity))
            core.append(max(left, key=lambda a: (sum(affinity[a][b] for b in near), -a)))
            left.remove(core[-1])
        cores.append(sum(1 << a for a in core))
    return cores


def nearest_split(wanted: dict[int, float], whole: int) -> dict[int, float]:
    """The nearest split that adds up to the whole, no part below zero."""
    values = sorted(wanted.values(), reverse=True)
    level, running = 0.0, 0.0
    for count, value in enumerate(values, 1):
        running += value
        if value - (running - whole) / count > 0:
            level = (running - whole) / count
    return {g: max(0.0, value - level) for g, value in wanted.items()}
