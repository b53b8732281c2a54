"""Shooting out a set: all its scenes of one day to another day that uses it, something else in return."""

from __future__ import annotations

import random
from collections.abc import Sequence

from tournage.schedule.solve.compiled import Compiled, bits
from tournage.schedule.solve.evaluate import Placed


def day_of_set(c: Compiled, dice: random.Random, days: Sequence[Placed], place: int, s: int) -> int | None:
    """Another day that uses the set of a strip."""
    found = [
        other
        for other, day in enumerate(days)
        if other != place
        and c.site[s] in day.info.sites
        and any(c.set[t] == c.set[s] for t in day.info.strips)
    ]
    return dice.choice(found) if found else None


def gather_set(c: Compiled, dice: random.Random, day: Placed, other: Placed, at: int) -> tuple[int, int]:
    """All strips of a set on one day, and about as long a part of the other day to come back in exchange.

    What comes back is of sets that the first day uses anyway, as far as there is any.
    """
    here = {c.set[t] for t in day.info.strips}
    given = sum(1 << t for t in day.info.strips if c.set[t] == at)
    minutes, back = sum(c.minutes[t] for t in bits(given)), 0
    rest = [t for t in other.info.strips if c.set[t] != at]
    dice.shuffle(rest)
    for t in sorted(rest, key=lambda t: c.set[t] not in here):
        if minutes <= 0:
            break
        back |= 1 << t
        minutes -= c.minutes[t]
    return given, back
