"""Filling a board date by date: what is left, which sets stand on the floors, which groups have begun, and one day grown strip by strip.

How a day is begun and what comes next is for each way of walking to say.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from tournage.schedule.solve.compiled import NIGHT, bits
from tournage.schedule.solve.evaluate import Evaluator, Placed

LIKELY = 24
"""Strips tried next on a day."""

FULL_DAY = 500
"""Shooting minutes of a full day."""


@dataclass(slots=True)
class Begun:
    """A day on the way: its strips, their players, minutes by night, groups that must go on, and what it was begun for."""

    seeds: set[int]
    groups: set[int | None]
    mask: int = 0
    cast: int = 0
    by_night: int = 0
    floors: dict[str | None, int] = field(default_factory=dict)


class Filling:
    """A board on the way."""

    def __init__(self, evaluator: Evaluator, left: set[int], allowed: list[int]) -> None:
        self.e, self.c = evaluator, evaluator.c
        self.left, self.allowed = left, allowed
        self.days: list[int] = []
        self.before: Placed | None = None
        self.floor: dict[str, tuple[int, int]] = {}
        self.begun: dict[int, int] = {}

    def first_site(self, seeds: set[int], date: int) -> int:
        """The place a day starts from."""
        raise NotImplementedError

    def order(self, pool: set[int], day: Begun) -> list[int]:
        """What to try next on a day."""
        raise NotImplementedError

    def ready(self, base: int, date: int) -> set[int]:
        """Strips of a base that may be shot on a date, after all that stands before it."""
        c = self.c
        return {
            s
            for s in self.left
            if c.base[s] == base
            and self.allowed[s] >> date & 1
            and not any(a in self.left for a in bits(c.after[s]) if a != s)
            and self._floor_free(s, date)
            and self.group_open(s)
        }

    def _floor_free(self, s: int, date: int) -> bool:
        c, site = self.c, self.c.site[s]
        held = self.floor.get(self.c.floor[site] or "")
        if held is None or held[0] == site:
            return True
        if any(c.site[t] == held[0] for t in self.left):
            return False
        struck = c.shift_work(held[1], c.buildable[held[0]][1])
        return c.shift_work(date, -c.buildable[site][0]) > struck

    def group_open(self, s: int) -> bool:
        """Whether the group of a strip goes on now, or may begin."""
        group = self.c.group[s]
        return group is None or self.begun.get(group, len(self.days)) >= len(self.days) - 1

    def pressing(self, ready: set[int]) -> set[int]:
        """Strips whose group has begun and must go on now."""
        return {s for s in ready if self.c.group[s] is not None and self.c.group[s] in self.begun}

    def take(self, day: Placed) -> None:
        """Put a day on the board."""
        c = self.c
        self.before = day
        for s in day.info.strips:
            floor = self.c.floor[c.site[s]]
            if floor:
                self.floor[floor] = (c.site[s], day.date)
        for group in day.info.groups:
            self.begun[group] = len(self.days)
        self.days.append(day.info.mask)
        self.left -= set(day.info.strips)

    def grow(self, ready: set[int], seeds: set[int], date: int) -> Placed | None:
        """A day begun with one of the seeds, and filled from what is ready; None when no seed makes a day."""
        if not seeds:
            return None
        c, planner, plan, pool = self.c, self.e.planner, None, set(ready)
        day = Begun(seeds, {c.group[s] for s in self.pressing(ready)} - {None})
        site = self.first_site(seeds, date)
        order = self.order({s for s in seeds if c.site[s] == site}, day)
        while True:
            added = None
            for s in order:
                if day.floors.get(c.floor[c.site[s]], c.site[s]) != c.site[s]:
                    continue
                info = planner.info(day.mask | 1 << s)
                trial = planner.plan(
                    info.mask, c.bucket[info.base][date], self.e.call_from(self.before, info, date)
                )
                if trial is not None:
                    added, plan = s, trial
                    break
            if added is None:
                break
            self._add(day, added)
            pool.discard(added)
            order = self.order(pool, day)
        return None if plan is None else Placed(c.main, date, planner.info(day.mask), plan)

    def _add(self, day: Begun, s: int) -> None:
        c = self.c
        day.mask |= 1 << s
        day.cast |= c.cast_mask[s]
        day.by_night += c.minutes[s] * (c.light[s] == NIGHT)
        if c.floor[c.site[s]]:
            day.floors[c.floor[c.site[s]]] = c.site[s]
        if c.group[s] is not None:
            day.groups.add(c.group[s])
