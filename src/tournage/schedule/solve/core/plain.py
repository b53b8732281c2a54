"""The core in plain Python: the same search as `core.c`, move for move, and the oracle of its tests.

Used where no library could be built; far slower, with the same orders, bounds and costs.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from tournage.schedule.solve.core.instance import Instance, bits
from tournage.schedule.solve.core.meeting import Meeting, meeting_actors

EXACT_SIDE = 9


@dataclass(frozen=True, slots=True)
class _Child:
    group: int
    past: int
    bound: int
    todo: int
    left: int
    right: int


@dataclass
class _Groups:
    """Scenes with the same remaining cast, shot together."""

    casts: list[int] = field(default_factory=list)
    scenes: list[int] = field(default_factory=list)
    lengths: list[int] = field(default_factory=list)


class Search:
    """Double-ended depth-first branch and bound. `best` and `order` hold the best found so far."""

    def __init__(
        self,
        instance: Instance,
        start: Sequence[int],
        *,
        seconds: float,
        nodes: int,
        rules: int,
        stop: Callable[[], bool],
        report: Callable[[Sequence[int], int, int], None] | None = None,
        below: int | None = None,
    ) -> None:
        self.instance = instance
        self.report = report
        self.told = 0.0
        self.open: list[int] = []
        self.best = instance.holding(start) if below is None else below
        self.order = list(start)
        self.rules = rules
        self.node_limit = nodes
        self.deadline = time.monotonic() + seconds if seconds > 0 else None
        self.stop = stop
        self.nodes = 0
        self.stopped = False
        self.open_bound: int | None = None
        self.front: list[int] = []
        self.back: list[int] = []
        self.known: dict[tuple[int, int, int], int] = {}

    def run(self) -> None:
        """Search to the end, or to a limit."""
        self._explore((1 << len(self.instance.lengths)) - 1, 0, 0, 0, 0)

    @property
    def bound(self) -> int:
        """Proven lower bound of the holding cost."""
        return self.best if self.open_bound is None else min(self.open_bound, self.best)

    def _explore(self, todo: int, left: int, right: int, past: int, least: int) -> None:
        if self._out_of_time():
            self.open_bound = least if self.open_bound is None else min(self.open_bound, least)
            return
        fronts, backs = len(self.front), len(self.back)
        self._search(todo, left, right, past)
        del self.front[fronts:], self.back[backs:]

    def _search(self, todo: int, left: int, right: int, past: int) -> None:
        while True:
            fixed = left & right
            groups = self._group(todo, left | right, fixed)
            if len(groups.casts) <= 1:
                self._complete(todo, past)
                return
            near, far = left & ~fixed, right & ~fixed
            free = next((t for t, cast in enumerate(groups.casts) if cast in (near, far)), None)
            if free is None:
                break
            at_back, shot = groups.casts[free] != near, self._cast_of(groups.scenes[free])
            (self.back if at_back else self.front).extend(bits(groups.scenes[free]))
            todo &= ~groups.scenes[free]
            needed = self._cast_of(todo)
            left, right = (
                (left if at_back else left | shot) & needed,
                (right | shot if at_back else right) & needed,
            )
        if self._seen(todo, left, right, past) or self._seen_with_fewer(todo, left, right, past):
            return
        self.known[self._key(todo, left, right)] = past
        self._branch(groups, todo, left, right, past)

    def _branch(self, groups: _Groups, todo: int, left: int, right: int, past: int) -> None:
        chosen, back = self._children(groups, todo, left, right, past, at_back=False), False
        if len(chosen) > 1:
            other = self._children(groups, todo, right, left, past, at_back=True)
            if (len(other), sum(self.best - c.bound for c in other)) < (
                len(chosen),
                sum(self.best - c.bound for c in chosen),
            ):
                chosen, back = other, True
        for child in chosen:
            if child.bound >= self.best:
                continue
            end = self.back if back else self.front
            size = len(end)
            end.extend(bits(groups.scenes[child.group]))
            self.open.append(child.bound)
            self._explore(child.todo, child.left, child.right, child.past, child.bound)
            self.open.pop()
            del end[size:]

    def _children(
        self, groups: _Groups, todo: int, near_all: int, far_all: int, past: int, *, at_back: bool
    ) -> list[_Child]:
        pay, fixed = self.instance.pay, near_all & far_all
        near, far = near_all & ~fixed, far_all & ~fixed
        found: list[_Child] = []
        for x, cast in enumerate(groups.casts):
            joining = cast & far
            value = past + groups.lengths[x] * pay(near & ~cast)
            value += sum(
                length * pay(joining & ~other)
                for t, (other, length) in enumerate(zip(groups.casts, groups.lengths, strict=True))
                if t != x
            )
            if value >= self.best or self._dominated(groups, x, near, far):
                continue
            rest = todo & ~groups.scenes[x]
            needed = self._cast_of(rest)
            new_near = (near_all | self._cast_of(groups.scenes[x])) & needed
            new_far = far_all & needed
            both = new_near & new_far
            ends = new_near & ~both, new_far & ~both, both
            least = value + self._meeting(groups, x, *ends, need=self.best - value)
            if least < self.best:
                least = max(least, value + self._bound(groups, x, *ends))
            if least < self.best:
                held = (new_far, new_near) if at_back else (new_near, new_far)
                found.append(_Child(x, value, least, rest, *held))
        return sorted(found, key=lambda child: child.bound)

    def _dominated(self, groups: _Groups, x: int, near: int, far: int) -> bool:
        x_near, x_far = groups.casts[x] | near, groups.casts[x] | far
        for y, cast in enumerate(groups.casts):
            y_near, y_far = cast | near, cast | far
            if y == x or y_near & ~x_near:
                continue
            if self.rules & 1 and not x_far & ~y_far and ((x_near, x_far) != (y_near, y_far) or y < x):
                return True
            if self.rules & 2 and self.instance.pay(x_near & y_far) > self.instance.pay(y_near):
                return True
        return False

    def _group(self, todo: int, held: int, fixed: int) -> _Groups:
        single = 0
        while True:
            groups, place = _Groups(), dict[int, int]()
            once = twice = 0
            for scene in bits(todo):
                cast = self.instance.casts[scene] & ~fixed & ~single
                if cast not in place:
                    place[cast] = len(groups.casts)
                    groups.casts.append(cast)
                    groups.scenes.append(0)
                    groups.lengths.append(0)
                    twice |= once & cast
                    once |= cast
                groups.scenes[place[cast]] |= 1 << scene
                groups.lengths[place[cast]] += self.instance.lengths[scene]
            more = once & ~twice & ~held
            if not more:
                return groups
            single |= more

    def _bound(self, groups: _Groups, skip: int, left: int, right: int, drop: int) -> int:
        a, b = self._dearest(bits(left)), self._dearest(bits(right))
        rest = self._rest(groups, skip, drop, a[EXACT_SIDE:]) + self._rest(groups, skip, drop, b[EXACT_SIDE:])
        a, b = a[:EXACT_SIDE], b[:EXACT_SIDE]
        fa, fb = self._side(groups, skip, drop, a), self._side(groups, skip, drop, b)
        sa, sb = (1 << len(a)) - 1, (1 << len(b)) - 1
        weights = self._pairs(groups, skip, drop, a, b) if a and b else {}
        pairs = 0
        while True:
            gain, pick = 0, None
            for (i, j), weight in weights.items():
                if sa >> i & 1 and sb >> j & 1:
                    more = weight - (fa[sa] - fa[sa ^ 1 << i]) - (fb[sb] - fb[sb ^ 1 << j])
                    if more > gain:
                        gain, pick = more, (i, j)
            if pick is None:
                return fa[sa] + fb[sb] + pairs + rest
            sa, sb, pairs = sa ^ 1 << pick[0], sb ^ 1 << pick[1], pairs + weights[pick]

    def _meeting(self, groups: _Groups, skip: int, left: int, right: int, drop: int, *, need: int) -> int:
        scenes = [
            (cast & ~drop, length)
            for t, (cast, length) in enumerate(zip(groups.casts, groups.lengths, strict=True))
            if t != skip
        ]
        near, far, both = meeting_actors(self.instance, scenes, left, right)
        if not near:
            return 0
        side = self._rest(groups, skip, drop, bits(left & ~near))
        side += self._rest(groups, skip, drop, bits(right & ~far))
        return side + Meeting(self.instance, scenes, near, far, both).bound(need - side)

    def _pairs(
        self, groups: _Groups, skip: int, drop: int, a: list[int], b: list[int]
    ) -> dict[tuple[int, int], int]:
        """For actors held from opposite ends who share a scene: least waiting of the two together."""
        found = {}
        rest = [
            (c & ~drop, d)
            for t, (c, d) in enumerate(zip(groups.casts, groups.lengths, strict=True))
            if t != skip
        ]
        for i, first in enumerate(a):
            for j, second in enumerate(b):
                both = 1 << first | 1 << second
                if sum(d for c, d in rest if c & both == both):
                    wage = min(self.instance.wages[first], self.instance.wages[second])
                    found[i, j] = wage * sum(d for c, d in rest if not c & both)
        return found

    def _side(self, groups: _Groups, skip: int, drop: int, who: list[int]) -> list[int]:
        """Least waiting of actors held from one end, for each subset of them finished."""
        everyone = 1 << len(who)
        lacking = [0] * everyone
        for t, (cast, length) in enumerate(zip(groups.casts, groups.lengths, strict=True)):
            if t != skip:
                lacking[sum(1 << i for i, actor in enumerate(who) if (cast & ~drop) >> actor & 1)] += length
        for i in range(len(who)):
            for key in range(everyone):
                if key >> i & 1:
                    lacking[key] += lacking[key ^ 1 << i]
        least = [0] * everyone
        for done in range(1, everyone):
            least[done] = min(
                least[done ^ 1 << i]
                + self.instance.wages[who[i]]
                * (lacking[everyone - 1 ^ 1 << i] - lacking[everyone - 1 ^ done])
                for i in bits(done)
            )
        return least

    def _rest(self, groups: _Groups, skip: int, drop: int, who: list[int]) -> int:
        parts = (who[i : i + EXACT_SIDE] for i in range(0, len(who), EXACT_SIDE))
        return sum(self._side(groups, skip, drop, part)[-1] for part in parts)

    def _dearest(self, who: list[int]) -> list[int]:
        if len(who) <= EXACT_SIDE:
            return who
        wages = self.instance.wages
        for i in range(EXACT_SIDE):
            for j in range(i + 1, len(who)):
                if wages[who[j]] > wages[who[i]]:
                    who[i], who[j] = who[j], who[i]
        return who

    def _cast_of(self, scenes: int) -> int:
        who = 0
        for scene in bits(scenes):
            who |= self.instance.casts[scene]
        return who

    def _complete(self, todo: int, past: int) -> None:
        if past < self.best:
            self.best = past
            self.order = [*self.front, *bits(todo), *reversed(self.back)]

    @staticmethod
    def _key(todo: int, left: int, right: int) -> tuple[int, int, int]:
        return (todo, min(left, right), max(left, right))

    def _seen(self, todo: int, left: int, right: int, past: int) -> bool:
        earlier = self.known.get(self._key(todo, left, right))
        return earlier is not None and earlier <= past

    def _seen_with_fewer(self, todo: int, left: int, right: int, past: int) -> bool:
        for scene in bits(todo):
            fewer = todo & ~(1 << scene)
            needed = self._cast_of(fewer)
            if not (left | right) & ~needed and self._seen(fewer, left, right, past):
                return True
        return False

    def _out_of_time(self) -> bool:
        if not self.stopped:
            self.nodes += 1
            now = time.monotonic()
            late = self.deadline is not None and now > self.deadline
            self.stopped = bool(self.node_limit and self.nodes > self.node_limit) or late or self.stop()
            if self.report and not self.stopped and now > self.told + 0.1:
                self.told = now
                self.report(self.order, self.best, min([self.best, *self.open]))
        return self.stopped
