"""Insertion search in plain Python: the twin of `tournage_improve` in `core.c`, draw for draw."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence

from tournage.schedule.solve.core.instance import Instance

_MASK = (1 << 64) - 1


class _Random:
    """The xorshift generator of `core.c`."""

    def __init__(self, seed: int) -> None:
        self.state = (seed * 2654435769 + 88172645463325252) & _MASK

    def draw(self, below: int) -> int:
        return self.next() % below

    def next(self) -> int:
        x = self.state
        x ^= x << 13 & _MASK
        x ^= x >> 7
        x ^= x << 17 & _MASK
        self.state = x
        return x * 0x2545F4914F6CDD1D & _MASK


def improve(
    instance: Instance,
    start: Sequence[int],
    *,
    starts: int,
    rounds: int,
    seconds: float,
    seed: int,
    stop: Callable[[], bool],
) -> list[int]:
    """Improve an order: `starts` descents from random orders, then `rounds` from shaken ones."""
    n = len(start)
    best, best_value = list(start), instance.holding(start)
    if n < 2:
        return best
    random, turn = _Random(seed), list(range(n))
    deadline = time.monotonic() + seconds if seconds > 0 else None
    base, here = list(start), None
    for number in range(starts + rounds):
        trial = list(best if number == starts and number else base)
        if 0 < number < starts:
            _shuffle(trial, random)
        elif number:
            _shake(trial, random)
        value = _descend(instance, trial, turn, random)
        if value < best_value:
            best, best_value = list(trial), value
        if number >= starts and (here is None or value <= here + here // 400):
            base, here = list(trial), value
        if number + 1 == starts:
            here = best_value
        if number > starts and number % 200 == 0:
            base, here = list(best), best_value
        if stop() or (deadline is not None and time.monotonic() > deadline):
            break
    return best


def _shuffle(items: list[int], random: _Random) -> None:
    for i in range(len(items) - 1, 0, -1):
        j = random.draw(i + 1)
        items[i], items[j] = items[j], items[i]


def _shake(order: list[int], random: _Random) -> None:
    n = len(order)
    for _ in range(1 + random.draw(3)):
        size = 1 + random.draw(n // 3 if n // 3 > 2 else 2)
        at = random.draw(n - size + 1)
        piece = order[at : at + size]
        del order[at : at + size]
        to = random.draw(n - size + 1)
        if random.next() & 1:
            piece.reverse()
        order[to:to] = piece


def _descend(instance: Instance, order: list[int], turn: list[int], random: _Random) -> int:
    value, better = instance.holding(order), True
    while better:
        better = False
        _shuffle(turn, random)
        for scene in turn:
            at = order.index(scene)
            del order[at]
            without, added, place = _best_place(instance, order, scene, random)
            if without + added < value:
                value, better = without + added, True
            else:
                place = at
            order.insert(place, scene)
    return value


def _best_place(instance: Instance, order: list[int], scene: int, random: _Random) -> tuple[int, int, int]:
    """Holding cost of the others, what the scene adds at its best place, and that place."""
    pay, casts, lengths, n = instance.pay, instance.casts, instance.lengths, len(order)
    cast = casts[scene]
    after, before = [0] * (n + 1), [0] * (n + 1)
    for k in range(n - 1, -1, -1):
        after[k] = after[k + 1] | casts[order[k]]
    without, late = 0, [0] * (n + 1)
    for k in range(n):
        before[k + 1] = before[k] | casts[order[k]]
        without += lengths[order[k]] * pay(before[k + 1] & after[k] & ~casts[order[k]])
    for k in range(n - 1, -1, -1):
        late[k] = late[k + 1] + lengths[order[k]] * pay(cast & after[k] & ~before[k + 1])
    early, least, best, ties = 0, None, 0, 0
    for k in range(n + 1):
        value = early + late[k] + lengths[scene] * pay(before[k] & after[k] & ~cast)
        if least is None or value < least:
            least, best, ties = value, k, 1
        elif value == least:
            ties += 1
            if random.next() % ties == 0:
                best = k
        if k < n:
            early += lengths[order[k]] * pay(cast & before[k + 1] & ~after[k])
    assert least is not None
    return without, least, best
