"""A strip newly locked on a date goes there with little else changed.

The day of that date takes it and gives away what it must; the day it left has room again. So a board that an assistant
director changes by one strip stays the same board.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, islice

from tournage.schedule.solve.compiled import bits
from tournage.schedule.solve.evaluate import Placed
from tournage.schedule.solve.search_state import Judge, State

_MOST_OUT = 3
"""Strips that a day gives away for those that come."""

_TRIES = 16
"""Choices of them that are tried."""


def swap_in(judge: Judge, state: State, piece: int) -> State | None:
    """The board with these strips on a day of the date they are locked on; None when no day there can take them.

    What the day gives away goes to other days of its base, the one with the same place and company first. Where no
    choice has room for all of it, the smallest is left in the boneyard of the board that is returned.
    """
    c = judge.c
    dates = judge.e.planner.info(piece).allowed
    best: State | None = None
    for day in state.outcome.placed:
        if not dates >> day.date & 1 or day.info.base != c.base[bits(piece)[0]]:
            continue
        if day.unit != c.main and piece & ~c.second_mask:
            continue
        for out in islice(_given_away(judge, day, piece), _TRIES):
            found = _exchanged(judge, state, day, (piece, out))
            if found is not None and not found.layout.boneyard & piece:
                if not found.layout.boneyard & out:
                    return found
                best = best or found
    return best


def _given_away(judge: Judge, day: Placed, piece: int) -> Iterator[int]:
    """What makes room on a day: the fewest minutes first, and of these the fewest strips."""
    c = judge.c
    free = [s for s in day.info.strips if not c.held >> s & 1 and c.allowed[s].bit_count() > 1]
    choices = [
        sum(1 << s for s in out) for count in range(_MOST_OUT + 1) for out in combinations(free, count)
    ]
    choices.sort(key=lambda out: (sum(c.minutes[s] for s in bits(out)), out.bit_count(), out))
    bucket = c.bucket[day.info.base][day.date]
    for out in choices:
        if judge.e.planner.plan(day.info.mask & ~out | piece, bucket, 0) is not None:
            yield out


def _exchanged(judge: Judge, state: State, day: Placed, change: tuple[int, int]) -> State | None:
    """The board after an exchange; None when it breaks a rule."""
    c, (piece, out) = judge.c, change
    placed = [one for one in state.outcome.placed if one.unit == day.unit]
    masks = {one.info.mask: one.info.mask for one in placed}
    masks[day.info.mask] = day.info.mask & ~out | piece
    left = out
    for s in sorted(bits(out), key=lambda s: (-c.minutes[s], s)):
        home = _home(judge, [one for one in placed if one is not day], masks, s)
        if home is not None:
            masks[home.info.mask] |= 1 << s
            left &= ~(1 << s)
    layout = state.layout.copy()
    layout.units[day.unit] = [masks[mask] for mask in layout.units[day.unit]]
    layout.boneyard = layout.boneyard & ~piece | left
    return judge.value(layout, state)


def _home(judge: Judge, placed: list[Placed], masks: dict[int, int], s: int) -> Placed | None:
    """The day with room for a strip that it costs least new places and players."""
    c, best, least = judge.c, None, (2, 0)
    for one in placed:
        mask, info = masks[one.info.mask], one.info
        if info.base != c.base[s] or not c.allowed[s] >> one.date & 1 or mask & c.held:
            continue
        new = (not info.site_mask >> c.site[s] & 1, (c.cast_mask[s] & ~info.cast_mask).bit_count())
        if new < least and judge.e.planner.plan(mask | 1 << s, c.bucket[info.base][one.date], 0) is not None:
            best, least = one, new
    return best
