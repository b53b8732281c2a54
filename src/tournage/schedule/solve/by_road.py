"""A first board along the roads: base after base, each until nothing is left to shoot there, place after place, days before nights.

Where dates are wide this packs fewer days than a walk along an itinerary; where windows are narrow it misses them.
"""

from __future__ import annotations

from itertools import pairwise, permutations

from tournage.schedule.solve.compiled import DAWN, DAY, DUSK, NIGHT, Compiled, bits
from tournage.schedule.solve.evaluate import Evaluator, Layout, Placed

_MOST_PERMUTED = 6
"""Bases up to which every order is weighed."""

_FULL_DAY, _TIGHT_DAYS = 500, 5
"""Shooting minutes of a full day; days of slack under which a place comes first."""


def routes(c: Compiled) -> list[list[int]]:
    """Orders of the bases, those first that meet the dates of most strips, then the shortest roads."""
    bases = sorted(set(c.base))
    if len(bases) > _MOST_PERMUTED:
        return [_nearest(c, bases, start) for start in bases]
    minutes = {base: sum(c.minutes[s] for s, b in enumerate(c.base) if b == base) for base in bases}
    days = {base: minutes[base] // _FULL_DAY + 1 for base in bases}
    narrow = [s for s, mask in enumerate(c.allowed) if mask != c.work]
    singles = sorted((_worth(c, route, days, narrow), route) for route in permutations(bases))
    again = {
        (*route[:place], base, *route[place:])
        for _, route in singles[:12]
        for base in bases
        for place in range(len(route) + 1)
        if base not in route[max(0, place - 1) : place + 1]
    }
    doubles = [(_worth(c, route, days, narrow), route) for route in sorted(again)]
    return [list(route) for _, route in sorted([*singles, *doubles])]


def _worth(c: Compiled, route: tuple[int, ...], days: dict[int, int], narrow: list[int]) -> tuple[int, int]:
    """Minutes that miss their dates if every stay lasts as long as its scenes need, and the price of the road."""
    stays: dict[int, int] = {}
    date = 0
    for place, base in enumerate(route):
        if place:
            date += c.travel_days(route[place - 1], base)
        twice = route.count(base) > 1
        length = max(1, days[base] // (2 if twice else 1)) * 7 // 6 + 1
        stays[base] = stays.get(base, 0) | ((1 << length) - 1) << date
        date += length
    missed = sum(c.minutes[s] for s in narrow if not c.allowed[s] & stays[c.base[s]])
    road = sum(
        c.road[a, b][1] + c.travel_days(a, b) * c.problem.prices.travel_day for a, b in pairwise(route)
    )
    road += c.home_cost[route[0]] + c.home_cost[route[-1]]
    return (missed * c.problem.units[c.main].crew_day // _FULL_DAY + road, len(route))


def _nearest(c: Compiled, bases: list[int], start: int) -> list[int]:
    route, left = [start], [b for b in bases if b != start]
    while left:
        left.sort(key=lambda b: (c.road[route[-1], b][0], b))
        route.append(left.pop(0))
    return route


class _Walk:
    """A walk along a route: what is left, which sets stand on the floors, which groups have begun."""

    def __init__(self, evaluator: Evaluator) -> None:
        self.e, self.c = evaluator, evaluator.c
        self.left = {s for s in range(len(self.c.minutes)) if not _pinned(self.c, s)}
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
            and c.allowed[s] >> date & 1
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


def walk_along(evaluator: Evaluator, route: list[int]) -> Layout:
    """Fill one date after the other along a route; bases with strips left over are visited again."""
    c, walk = evaluator.c, _Walk(evaluator)
    date, stops, fruitless = 0, list(route), 0
    while walk.left and stops and date < c.days:
        base = stops[0]
        here = {s for s in walk.left if c.base[s] == base}
        day = None
        if here and c.work >> date & 1 and not c.closed[c.main] >> date & 1:
            day = _fill(walk, base, here, date)
        if day is not None:
            walk.take(day)
            date, fruitless = date + 1, 0
            continue
        later = any(c.allowed[s] >> date for s in here)
        soon = any(c.allowed[s] >> date & 7 for s in here)
        if soon or (later and fruitless >= len(stops)):
            waited = walk.before is not None and date - walk.before.date > 6
            if not (waited and fruitless < len(stops) and len(stops) > 1):
                date, fruitless = date + 1, 0
                continue
        stops.pop(0)
        fruitless += 1
        if later:
            stops.append(base)
        if stops and walk.before is not None:
            date = max(date, _arrival(c, walk.before, stops[0]))
    layout = Layout([[] for _ in evaluator.units])
    layout.units[c.main] = walk.days
    layout.boneyard = sum(1 << s for s in range(len(c.minutes))) & ~sum(walk.days)
    return layout


def _pinned(c: Compiled, s: int) -> bool:
    return c.problem.strips[s].locked_on is not None or s in c.lock_unit


def _arrival(c: Compiled, before: Placed, base: int) -> int:
    date, travel = before.date + 1, c.travel_days(before.info.base, base)
    while travel and date < c.days:
        travel -= c.work >> date & 1
        date += 1
    return date


def _fill(walk: _Walk, base: int, here: set[int], date: int) -> Placed | None:
    """The day of this date: what has begun first, then days before nights; place in use, shared cast, one place near by."""
    c = walk.c
    ready = walk.ready(base, date)
    day = _grow(walk, ready, walk.pressing(ready), date)
    if day is not None:
        return day
    family = [
        {s for s in ready if c.light[s] in (DAWN, DAY, DUSK)},
        {s for s in ready if c.light[s] == NIGHT},
    ]
    day_left = any(c.light[s] in (DAWN, DAY, DUSK) for s in here)
    for seeds in family if day_left else reversed(family):
        day = _grow(walk, ready, seeds, date)
        if day is not None:
            return day
    return _grow(walk, ready, ready, date)


def _grow(walk: _Walk, ready: set[int], seeds: set[int], date: int) -> Placed | None:
    if not seeds:
        return None
    c, evaluator, before = walk.c, walk.e, walk.before
    mask, plan = 0, None
    floors: dict[str | None, int] = {}
    nights = any(c.light[s] == NIGHT for s in seeds)
    site = _first_site(c, seeds, (date, before), walk.left)
    pool = {s for s in ready if nights or c.light[s] != NIGHT}
    cast = 0
    order = sorted((s for s in seeds if c.site[s] == site), key=lambda s: (-c.minutes[s], s))
    groups = {c.group[s] for s in walk.pressing(ready)}
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
        if c.floor[c.site[added]]:
            floors[c.floor[c.site[added]]] = c.site[added]
        groups.add(c.group[added])
        pool.discard(added)
        order = _next(c, pool, (mask, cast), groups - {None})
    if plan is None:
        return None
    return Placed(c.main, date, evaluator.planner.info(mask), plan)


def _first_site(c: Compiled, seeds: set[int], when: tuple[int, Placed | None], left: set[int]) -> int:
    """The place a day starts from: one that closes soon, else the one in use, else the one with most to shoot."""
    date, before = when
    minutes: dict[int, int] = {}
    for s in seeds:
        minutes[c.site[s]] = minutes.get(c.site[s], 0) + c.minutes[s]
    slack = {}
    for site in minutes:
        here = [s for s in left if c.site[s] == site and c.allowed[s] >> date]
        closing = min(c.allowed[s].bit_length() for s in here)
        days = (c.work >> date & ((1 << max(0, closing - date)) - 1)).bit_count()
        slack[site] = days - sum(c.minutes[s] for s in here) // _FULL_DAY
    tight = min(slack, key=lambda site: (slack[site], site))
    if slack[tight] <= _TIGHT_DAYS:
        return tight
    if before is not None:
        used = [site for site in before.info.sites if site in minutes]
        if used:
            return max(used, key=lambda site: (minutes[site], -site))
    return max(minutes, key=lambda site: (minutes[site], -site))


def _next(c: Compiled, pool: set[int], day: tuple[int, int], groups: set[int | None]) -> list[int]:
    """What to try next: groups begun, then the same place, then the same cast, long strips first."""
    mask, cast = day
    sites = {c.site[s] for s in bits(mask)}

    def key(s: int) -> tuple[bool, int, int, int, int]:
        new = (c.cast_mask[s] & ~cast).bit_count()
        near = 0 if c.site[s] in sites else min(c.leg[site, c.site[s]][0] for site in sites) + 1
        return c.group[s] not in groups, near, new, -c.minutes[s], s

    return sorted(pool, key=key)[:24]
