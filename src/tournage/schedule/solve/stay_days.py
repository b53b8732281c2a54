"""Walking along an itinerary: each date is filled with what must be shot then, place after place, nights beside days."""

from __future__ import annotations

from tournage.schedule.solve.compiled import NIGHT, Compiled, bits
from tournage.schedule.solve.evaluate import Evaluator, Placed
from tournage.schedule.solve.itinerary import Itinerary

_FULL_DAY = 500
"""Shooting minutes of a full day."""

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


class Walk:
    """A walk along an itinerary: what is left, which sets stand on the floors, which groups have begun."""

    def __init__(self, evaluator: Evaluator, itinerary: Itinerary, care: tuple[float, int]) -> None:
        self.e, self.c = evaluator, evaluator.c
        self.tight_days, self.few_dates = care
        self.frame = self.c.terms.first_shot_minutes + self.c.terms.wrap_minutes
        self.left = set(range(len(self.c.minutes)))
        self.at: dict[int, int] = {}
        for date, base in itinerary.dates:
            self.at[base] = self.at.get(base, 0) | 1 << date
        self.allowed = [
            mask & self.at.get(base, 0) for mask, base in zip(self.c.allowed, self.c.base, strict=True)
        ]
        for s in self.c.lock_unit:
            self.allowed[s] = 0
        for sites in _floors(self.c):
            self._take_turns(sites)
        self.days: list[int] = []
        self.before: Placed | None = None
        self.floor: dict[str, tuple[int, int]] = {}
        self.begun: dict[int, int] = {}

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
            and self._group_open(s)
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

    def _group_open(self, s: int) -> bool:
        group = self.c.group[s]
        return group is None or self.begun.get(group, len(self.days)) >= len(self.days) - 1

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
            least = min(least, days - owed / _FULL_DAY)
        return least

    def pressing(self, ready: set[int]) -> set[int]:
        """Strips whose group has begun and must go on now."""
        return {s for s in ready if self.c.group[s] is not None and self.c.group[s] in self.begun}

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


def fill(walk: Walk, base: int, date: int) -> Placed | None:
    """The day of this date: what has begun first, then what finds hardly another date, then place after place."""
    ready = walk.ready(base, date)
    for seeds in (walk.pressing(ready), walk.last_chances(ready, base, date), ready):
        day = _grow(walk, ready, seeds, date)
        if day is not None:
            return day
    for site in sorted({walk.c.site[s] for s in ready}):
        day = _grow(walk, ready, {s for s in ready if walk.c.site[s] == site}, date)
        if day is not None:
            return day
    return None


def _grow(walk: Walk, ready: set[int], seeds: set[int], date: int) -> Placed | None:
    if not seeds:
        return None
    c, evaluator, before = walk.c, walk.e, walk.before
    mask, plan, cast, by_night = 0, None, 0, 0
    floors: dict[str | None, int] = {}
    site = _first_site(walk, seeds, date)
    pool = set(ready)
    groups = {c.group[s] for s in walk.pressing(ready)}
    order = _next(c, {s for s in seeds if c.site[s] == site}, (0, 0, 0), (groups - {None}, seeds))
    while True:
        added = None
        for s in order:
            if floors.get(c.floor[c.site[s]], c.site[s]) != c.site[s]:
                continue
            info = evaluator.planner.info(mask | 1 << s)
            call = evaluator.call_from(before, info, date)
            trial = evaluator.planner.plan(mask | 1 << s, c.bucket[info.base][date], call)
            if trial is not None:
                added, plan = s, trial
                break
        if added is None:
            break
        mask |= 1 << added
        cast |= c.cast_mask[added]
        by_night += c.minutes[added] * (c.light[added] == NIGHT)
        if c.floor[c.site[added]]:
            floors[c.floor[c.site[added]]] = c.site[added]
        groups.add(c.group[added])
        pool.discard(added)
        order = _next(c, pool, (mask, cast, by_night), (groups - {None}, seeds))
    if plan is None:
        return None
    return Placed(c.main, date, evaluator.planner.info(mask), plan)


def _first_site(walk: Walk, seeds: set[int], date: int) -> int:
    """The place a day starts from: one that has dates for little else, the one in use, else one without nights, the largest first."""
    c, before = walk.c, walk.before
    minutes: dict[int, int] = {}
    nights = set()
    for s in seeds:
        minutes[c.site[s]] = minutes.get(c.site[s], 0) + c.minutes[s]
        if c.light[s] == NIGHT:
            nights.add(c.site[s])
    slack = {site: walk.slack(site, date) for site in minutes}
    tight = min(minutes, key=lambda site: (slack[site], site))
    if slack[tight] < walk.tight_days:
        return tight
    used = [site for site in before.info.sites if site in minutes] if before is not None else []
    return min(used or minutes, key=lambda site: (site in nights, -minutes[site], site))


def _next(
    c: Compiled, pool: set[int], day: tuple[int, int, int], first: tuple[set[int | None], set[int]]
) -> list[int]:
    """What to try next: groups begun, what finds hardly another date, the same place, nights up to a share, the same cast."""
    (mask, cast, by_night), (groups, seeds) = day, first
    sites = {c.site[s] for s in bits(mask)}

    def key(s: int) -> tuple[bool, bool, int, bool, int, int, int]:
        new = (c.cast_mask[s] & ~cast).bit_count()
        near = 0 if not sites or c.site[s] in sites else min(c.leg[site, c.site[s]][0] for site in sites) + 1
        late = (c.light[s] == NIGHT) == (by_night >= _BY_NIGHT)
        return c.group[s] not in groups, s not in seeds, near, late, new, -c.minutes[s], s

    return sorted(pool, key=key)[:24]
