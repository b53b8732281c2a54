"""Walking along an itinerary: each date is filled with what must be shot then, place after place, nights beside days."""

from __future__ import annotations

from tournage.schedule.solve.compiled import DAWN, DUSK, NIGHT, Compiled, bits
from tournage.schedule.solve.evaluate import Evaluator, Placed
from tournage.schedule.solve.filling import FULL_DAY, LIKELY, Begun, Filling
from tournage.schedule.solve.itinerary import Itinerary

_SPARE = 2
"""Dates after an itinerary on which its last base may be shot out."""

_PACKED = 0.9
"""Share of its hours that a day is sure to hold."""

_BY_NIGHT = 180
"""Minutes by night after which a day that turns into night is filled with scenes by day."""


def _floors(c: Compiled) -> list[list[int]]:
    """The sites that share a floor, for each floor that holds several sets to shoot."""
    found: dict[str, set[int]] = {}
    for site in c.site:
        if c.floor[site]:
            found.setdefault(c.floor[site] or "", set()).add(site)
    return [sorted(sites) for sites in found.values() if len(sites) > 1]


def _spare_dates(c: Compiled, itinerary: Itinerary) -> list[tuple[int, int]]:
    """Some dates after the last, at the same base, for what does not fit."""
    if not itinerary.dates:
        return []
    last, base = itinerary.dates[-1]
    after = bits(c.work >> (last + 1) << (last + 1))
    return [(date, base) for date in after if c.bucket[base][date] >= 0][:_SPARE]


class Walk(Filling):
    """A walk along an itinerary: what is left, which sets stand on the floors, which groups have begun."""

    def __init__(self, evaluator: Evaluator, itinerary: Itinerary, care: tuple[float, int]) -> None:
        super().__init__(evaluator, set(range(len(evaluator.c.minutes))), [])
        self.tight_days, self.few_dates = care
        self.frame = self.c.terms.first_shot_minutes + self.c.terms.wrap_minutes
        self.at: dict[int, int] = {}
        self.spare = _spare_dates(self.c, itinerary)
        for date, base in (*itinerary.dates, *self.spare):
            self.at[base] = self.at.get(base, 0) | 1 << date
        self.allowed = [
            mask & self.at.get(base, 0) for mask, base in zip(self.c.allowed, self.c.base, strict=True)
        ]
        for s in self.c.lock_unit:
            self.allowed[s] = 0
        for sites in _floors(self.c):
            self._take_turns(sites)
        self.rare = {s for s, light in enumerate(self.c.light) if light in (DAWN, DUSK)}
        self.rare_groups = {self.c.group[s] for s in self.rare}

    def group_open(self, s: int) -> bool:
        """Whether the group of a strip goes on now, or may begin: with its parts at dawn or dusk, which fit few days."""
        group = self.c.group[s]
        if group is None:
            return True
        if group in self.begun:
            return self.begun[group] >= len(self.days) - 1
        return s in self.rare or group not in self.rare_groups

    def _take_turns(self, sites: list[int]) -> None:
        """Give the sets of one floor dates one after the other, time to strike and to build between them."""
        c = self.c
        base, until = c.base[c.site.index(sites[0])], c.days
        order = sorted(sites, key=lambda site: (c.buildable[site][0], site))
        for place, site in enumerate(order):
            strips = [s for s in self.left if c.site[s] == site]
            minutes = sum(c.minutes[s] for s in strips)
            closing = min((self.allowed[s].bit_length() for s in strips if self.allowed[s]), default=0)
            open_dates = bits(self.at.get(base, 0) & ((1 << min(until, closing)) - 1))
            first = 0
            if place + 1 < len(order):
                while open_dates and minutes > 0:
                    first = open_dates.pop()
                    minutes -= c.buckets[c.bucket[base][first]].most - self.frame
            for s in strips:
                self.allowed[s] &= (1 << until) - (1 << first)
            if place + 1 < len(order):
                strike = c.buildable[order[place + 1]][1]
                until = max(0, c.shift_work(first, -c.buildable[site][0] - strike))

    def chances(self, s: int, date: int) -> int:
        """Dates from this one on at which the company is where a strip may be shot then."""
        return self.allowed[s] >> date

    def last_chances(self, ready: set[int], base: int, date: int) -> set[int]:
        """Strips that find hardly another date, and those whose dates together hold little more than them."""
        c, owed, room, dates, tight = self.c, 0, 0, 0, 0
        held = sorted((self.chances(s, date).bit_count(), s) for s in self.left if c.base[s] == base)
        held = [(count, s) for count, s in held if count]
        for place, (count, s) in enumerate(held):
            owed += c.minutes[s]
            new = self.chances(s, date) << date & ~dates
            dates |= new
            room += sum(c.buckets[c.bucket[base][on]].most - self.frame for on in bits(new))
            if count <= self.few_dates or owed > _PACKED * (room - c.buckets[c.bucket[base][date]].most):
                tight = place + 1
        return {s for _, s in held[:tight]} & ready if tight < len(held) else set()

    def slack(self, site: int, date: int) -> float:
        """Dates that a place has more than its scenes need."""
        here = sorted((self.chances(s, date).bit_count(), s) for s in self.left if self.c.site[s] == site)
        here = [(days, s) for days, s in here if days]
        owed, least = 0, float(self.c.days)
        for days, s in here:
            owed += self.c.minutes[s]
            least = min(least, days - owed / FULL_DAY)
        return least

    def as_locked(self, mask: int, date: int) -> Placed | None:
        """A locked day with its strips; None when it cannot follow the day before."""
        if not mask:
            return None
        c, info = self.c, self.e.planner.info(mask)
        if info.base < 0 or not info.allowed >> date & 1:
            return None
        call = self.e.call_from(self.before, info, date)
        plan = self.e.planner.plan(mask, c.bucket[info.base][date], call)
        return None if plan is None else Placed(c.main, date, info, plan)

    def first_site(self, seeds: set[int], date: int) -> int:
        """One that has dates for little else, the one in use, else one without nights, the largest first."""
        c, nights, minutes = self.c, set[int](), dict[int, int]()
        for s in seeds:
            minutes[c.site[s]] = minutes.get(c.site[s], 0) + c.minutes[s]
            if c.light[s] == NIGHT:
                nights.add(c.site[s])
        slack = {site: self.slack(site, date) for site in minutes}
        tight = min(minutes, key=lambda site: (slack[site], site))
        if slack[tight] < self.tight_days:
            return tight
        used = [site for site in self.before.info.sites if site in minutes] if self.before else []
        return min(used or minutes, key=lambda site: (site in nights, -minutes[site], site))

    def order(self, pool: set[int], day: Begun) -> list[int]:
        """Groups begun, what finds hardly another date, the same place, nights up to a share, the same cast."""
        c = self.c
        sites = {c.site[s] for s in bits(day.mask)}

        def key(s: int) -> tuple[bool, bool, bool, int, bool, int, int, int]:
            new = (c.cast_mask[s] & ~day.cast).bit_count()
            known = not sites or c.site[s] in sites
            near = 0 if known else min(c.leg[site, c.site[s]][0] for site in sites) + 1
            late = (c.light[s] == NIGHT) == (day.by_night >= _BY_NIGHT)
            return (
                c.group[s] not in day.groups,
                c.light[s] not in (DAWN, DUSK) or bool(near),
                s not in day.seeds,
                near,
                late,
                new,
                -c.minutes[s],
                s,
            )

        return sorted(pool, key=key)[:LIKELY]


def fill(walk: Walk, base: int, date: int) -> Placed | None:
    """The day of this date: what has begun first, then what finds hardly another date, then place after place."""
    ready = walk.ready(base, date)
    for seeds in (walk.pressing(ready), walk.last_chances(ready, base, date), ready):
        day = walk.grow(ready, seeds, date)
        if day is not None:
            return day
    for site in sorted({walk.c.site[s] for s in ready}):
        day = walk.grow(ready, {s for s in ready if walk.c.site[s] == site}, date)
        if day is not None:
            return day
    return None
