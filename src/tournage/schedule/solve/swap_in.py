"""A strip newly locked on a date goes there with little else changed.

The day of that date takes it and gives away what it must; the day it left has room again. So a board that an assistant
director changes by one strip stays the same board.
"""

from __future__ import annotations

from itertools import combinations

from tournage.schedule.solve.compiled import bits
from tournage.schedule.solve.evaluate import Placed
from tournage.schedule.solve.search_state import Judge, State

_MOST_OUT = 3
"""Strips that a day gives away for those that come."""


def swap_in(judge: Judge, state: State, piece: int) -> State | None:
    """The board with these strips on a day of the date they are locked on; None when no day there can take them.

    What the day gives away is in the boneyard of the board that is returned, as little as will do.
    """
    c = judge.c
    dates = judge.e.planner.info(piece).allowed
    days = [day for day in state.outcome.placed if dates >> day.date & 1]
    for day in days:
        if day.info.base != c.base[bits(piece)[0]] or (day.unit != c.main and piece & ~c.second_mask):
            continue
        out = _given_away(judge, day, piece)
        if out is None:
            continue
        layout = state.layout.copy()
        place = layout.units[day.unit].index(day.info.mask)
        layout.units[day.unit][place] = day.info.mask & ~out | piece
        layout.boneyard = layout.boneyard & ~piece | out
        found = judge.value(layout, state)
        if found is not None and not found.layout.boneyard & piece:
            return found
    return None


def _given_away(judge: Judge, day: Placed, piece: int) -> int | None:
    """The fewest minutes, and of these the fewest strips, that make room on a day."""
    c = judge.c
    free = [s for s in day.info.strips if not c.held >> s & 1 and c.allowed[s].bit_count() > 1]
    choices = [
        sum(1 << s for s in out) for count in range(_MOST_OUT + 1) for out in combinations(free, count)
    ]
    choices.sort(key=lambda out: (sum(c.minutes[s] for s in bits(out)), out.bit_count(), out))
    bucket = c.bucket[day.info.base][day.date]
    for out in choices:
        if judge.e.planner.plan(day.info.mask & ~out | piece, bucket, 0) is not None:
            return out
    return None
