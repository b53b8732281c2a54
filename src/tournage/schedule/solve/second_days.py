"""Days of a second unit: the fullest it can shoot alone, on dates that leave the main unit its players."""

from __future__ import annotations

from tournage.schedule.solve.compiled import NIGHT, Compiled
from tournage.schedule.solve.evaluate import Evaluator, Layout, Placed

_WORTH_A_DAY = 200
"""Minutes for which a second unit is called."""

_RATHER_HERE = 4
"""Dates for which a second unit waits rather than go to another base."""


def second_days(evaluator: Evaluator, unit: int, left: set[int], order: tuple[int, ...]) -> list[int]:
    """The fullest days that a second unit can shoot without the main one, in the order in which the bases are visited."""
    c, planner = evaluator.c, evaluator.planner
    dates = c.work & c.unit_mask[unit] & ~c.closed[unit]
    most = c.problem.units[unit].most_days
    days: list[int] = []
    for base in dict.fromkeys(order):
        strips = [
            s
            for s in left
            if c.second[s] and c.base[s] == base and c.allowed[s] & dates and not _tied(evaluator, s)
        ]
        begun = len(days)
        for s in sorted(
            strips, key=lambda s: (c.site[s], c.light[s] == NIGHT, len(c.cast[s]), -c.minutes[s], s)
        ):
            for place in range(begun, len(days)):
                info = planner.info(days[place] | 1 << s)
                open_dates = info.allowed & dates
                if open_dates and planner.plan(info.mask, _bucket(c, base, open_dates), 0) is not None:
                    days[place] = info.mask
                    break
            else:
                days.append(1 << s)
    days = [mask for mask in days if planner.info(mask).minutes >= _WORTH_A_DAY]
    kept = set(sorted(days, key=lambda mask: (-planner.info(mask).minutes, mask))[:most])
    return [mask for mask in days if mask in kept]


def in_turn(evaluator: Evaluator, unit: int, layout: Layout) -> list[int]:
    """The days of another unit, always next the one that finds the earliest date without anybody whom the main unit needs then.

    One at the base where the unit is may come some days later than one elsewhere.
    """
    main = [days if u == evaluator.c.main else [] for u, days in enumerate(layout.units)]
    others = (evaluator.decode(Layout(main)) or ([], 0))[0]
    order, left, base = list[int](), list(layout.units[unit]), -1

    def rank(day: Placed) -> tuple[int, int]:
        return day.date + _RATHER_HERE * (day.info.base != base), day.info.mask

    before: Placed | None = None
    while True:
        found = [evaluator.next_day(unit, mask, before, others) for mask in left]
        before = min((day for day in found if day is not None), key=rank, default=None)
        if before is None:
            return order
        base = before.info.base
        order.append(before.info.mask)
        left.remove(before.info.mask)


def _tied(evaluator: Evaluator, s: int) -> bool:
    """Whether a strip has a day or an order to keep, or a set that is built."""
    c = evaluator.c
    if c.locked >> s & 1:
        return True
    return c.group[s] is not None or bool(c.after[s]) or bool(evaluator.built_mask >> c.site[s] & 1)


def _bucket(c: Compiled, base: int, dates: int) -> int:
    return c.bucket[base][dates.bit_length() - 1]
