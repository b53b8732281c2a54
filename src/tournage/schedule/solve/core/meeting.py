"""The bound by a common moment, in plain Python: the twin of `meeting_bound` in `core.c`.

Actors who share scenes two by two are all present at some moment. A scene before it makes everybody
held from the left wait who is not in it, a scene after it everybody held from the right; on top of
that, actors who finish (or, from the other end, have not begun) wait for one another as the order of
their finishing says. The bound tries every order of finishing of both sides.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from tournage.schedule.solve.core.instance import Instance, bits

MEET, MEET_SIDE, MEET_TRIES = 7, 6, 200


@dataclass
class Meeting:
    """Scenes left as (length, cast), the actors who meet, and the waiting of each scene before and after."""

    instance: Instance
    scenes: Sequence[tuple[int, int]]
    near: int
    far: int
    both: int
    tries: int = MEET_TRIES
    x: list[int] = field(init=False)
    y: list[int] = field(init=False)

    def __post_init__(self) -> None:
        self.x = [self.instance.pay(self.near & ~cast) for cast, _ in self.scenes]
        self.y = [self.instance.pay(self.far & ~cast) for cast, _ in self.scenes]

    def bound(self, need: int) -> int:
        """Least waiting of the actors who meet; at least `need` is told as `need`."""
        left, right = self.near | self.both, self.far | self.both
        value = self._finish(self.x, self.y, left, need)
        if value < need:
            value = max(value, self._finish(self.y, self.x, right, need))
        if value < need:
            if right.bit_count() <= left.bit_count():
                proven = self._every_order(self.x, self.x, self.y, left, right, done=0, need=need)
            else:
                proven = self._every_order(self.y, self.y, self.x, right, left, done=0, need=need)
            value = need if proven else value
        return value

    def _finish(self, x: list[int], y: list[int], who: int, need: int) -> int:
        """Least waiting over the orders in which `who` finish, each scene on its cheaper side."""
        base = sum(d * min(a, b) for (_, d), a, b in zip(self.scenes, x, y, strict=True))
        if base >= need:
            return need
        right = [
            (cast & who, d, a - b)
            for (cast, d), a, b in zip(self.scenes, x, y, strict=True)
            if b < a and cast & who
        ]
        least, turns = {0: 0}, [0]
        for done in turns:
            if done == who:
                break
            left, more = who & ~done, dict.fromkeys(bits(who & ~done), 0)
            for part, length, most in right:
                if not part & done:
                    wait = length * min(most, self.instance.pay(left & ~part))
                    for i in bits(part):
                        more[i] += wait
            for i, added in more.items():
                value, after = least[done] + added, done | 1 << i
                if base + value < need:
                    if after not in least:
                        turns.append(after)
                    least[after] = min(value, least.get(after, value))
        return base + least[who] if who in least else need

    def _every_order(
        self, x: list[int], tried: list[int], y: list[int], left: int, right: int, *, done: int, need: int
    ) -> bool:
        """Whether every order in which `right` finish, seen from the other end, costs at least `need`."""
        if done == right:
            return False
        open_orders = []
        for i in bits(right & ~done):
            after = [
                a + self.instance.pay(right & ~done & ~cast)
                if cast >> i & 1 and not cast & right & done
                else old
                for (cast, _), a, old in zip(self.scenes, x, tried, strict=True)
            ]
            self.tries -= 1
            if self.tries < 0:
                return False
            value = self._finish(after, y, left, need)
            if value < need:
                open_orders.append((value, i, after))
        open_orders.sort(key=lambda item: item[0])
        return all(
            self._every_order(x, after, y, left, right, done=done | 1 << i, need=need)
            for _, i, after in open_orders
        )


def meeting_actors(
    instance: Instance, scenes: Sequence[tuple[int, int]], left: int, right: int
) -> tuple[int, int, int]:
    """Of actors held from either end, those who can be shown to meet, and free ones who meet them all."""
    shared: dict[int, int] = {}
    once = twice = 0
    for cast, _ in scenes:
        twice |= once & cast
        once |= cast
        for i in bits(cast):
            shared[i] = shared.get(i, 0) | cast
    near, far = _keep_sharing(instance, shared, left, right)
    if not near or not far:
        return 0, 0, 0
    both = 0
    others = sorted(bits(twice & ~left & ~right), key=lambda i: (-instance.wages[i], i))
    for i in others:
        if (near | both).bit_count() >= MEET or (far | both).bit_count() >= MEET:
            break
        if not (near | far | both) & ~shared[i]:
            both |= 1 << i
    return near, far, both


def _keep_sharing(instance: Instance, shared: dict[int, int], near: int, far: int) -> tuple[int, int]:
    wages = instance.wages
    while True:
        worst, most = None, 0
        for i in bits(near | far):
            others = far if near >> i & 1 else near
            missed = instance.pay(others & ~shared.get(i, 0)) * 1024 // (wages[i] + 1)
            if missed > most:
                worst, most = i, missed
        if worst is None:
            break
        near, far = near & ~(1 << worst), far & ~(1 << worst)
    return _dearest(wages, near), _dearest(wages, far)


def _dearest(wages: Sequence[int], who: int) -> int:
    while who.bit_count() > MEET_SIDE:
        who &= ~(1 << min(bits(who), key=lambda i: (wages[i], i)))
    return who
