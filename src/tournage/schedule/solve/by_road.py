"""A first board along the roads: base after base, each until nothing is left to shoot there, place after place, days before nights.

Where dates are wide this packs fewer days than a walk along an itinerary; where windows are narrow it misses them.
"""

from __future__ import annotations

from itertools import pairwise, permutations

from tournage.schedule.solve.compiled import DAWN, DAY, DUSK, NIGHT, Compiled, bits
from tournage.schedule.solve.evaluate import Evaluator, Layout, Placed
from tournage.schedule.solve.filling import FULL_DAY, LIKELY, Begun, Filling

_MOST_PERMUTED = 6
"""Bases up to which every order is weighed."""

_TIGHT_DAYS = 5
"""Days of slack under which a place comes first."""


def routes(c: Compiled) -> list[list[int]]:
    """Orders of the bases, those first that meet the dates of most strips, then the shortest roads."""
    bases = sorted(set(c.base))
    if len(bases) > _MOST_PERMUTED:
        return [_nearest(c, bases, start) for start in bases]
    minutes = {base: sum(c.minutes[s] for s, b in enumerate(c.base) if b == base) for base in bases}
    days = {base: minutes[base] // FULL_DAY + 1 for base in bases}
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
    return (missed * c.problem.units[c.main].crew_day // FULL_DAY + road, len(route))


def _nearest(c: Compiled, bases: list[int], start: int) -> list[int]:
    route, left = [start], [b for b in bases if b != start]
    while left:
        left.sort(key=lambda b: (c.road[route[-1], b][0], b))
        route.append(left.pop(0))
    return route


class _Road(Filling):
    """Filling a board along a route: the place in use first, days before nights."""

    def first_site(self, seeds: set[int], date: int) -> int:
        """One that closes soon, else the one in use, else the one with most to shoot."""
        c, minutes = self.c, dict[int, int]()
        for s in seeds:
            minutes[c.site[s]] = minutes.get(c.site[s], 0) + c.minutes[s]
        slack = {}
        for site in minutes:
            here = [s for s in self.left if c.site[s] == site and c.allowed[s] >> date]
            closing = min(c.allowed[s].bit_length() for s in here)
            days = (c.work >> date & ((1 << max(0, closing - date)) - 1)).bit_count()
            slack[site] = days - sum(c.minutes[s] for s in here) // FULL_DAY
        tight = min(slack, key=lambda site: (slack[site], site))
        if slack[tight] <= _TIGHT_DAYS:
            return tight
        used = [site for site in self.before.info.sites if site in minutes] if self.before else []
        return max(used or minutes, key=lambda site: (minutes[site], -site))

    def order(self, pool: set[int], day: Begun) -> list[int]:
        """Groups begun, then the same place, then the same cast, long strips first; nights only on a day begun with one."""
        c = self.c
        if not day.mask:
            return sorted(pool, key=lambda s: (-c.minutes[s], s))
        sites = {c.site[s] for s in bits(day.mask)}
        nights = any(c.light[s] == NIGHT for s in day.seeds)

        def key(s: int) -> tuple[bool, int, int, int, int]:
            new = (c.cast_mask[s] & ~day.cast).bit_count()
            near = 0 if c.site[s] in sites else min(c.leg[site, c.site[s]][0] for site in sites) + 1
            return c.group[s] not in day.groups, near, new, -c.minutes[s], s

        return sorted((s for s in pool if nights or c.light[s] != NIGHT), key=key)[:LIKELY]


def walk_along(evaluator: Evaluator, route: list[int]) -> Layout:
    """Fill one date after the other along a route; bases with strips left over are visited again."""
    c = evaluator.c
    walk = _Road(evaluator, {s for s in range(len(c.minutes)) if not c.locked >> s & 1}, c.allowed)
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


def _arrival(c: Compiled, before: Placed, base: int) -> int:
    date, travel = before.date + 1, c.travel_days(before.info.base, base)
    while travel and date < c.days:
        travel -= c.work >> date & 1
        date += 1
    return date


def _fill(walk: _Road, base: int, here: set[int], date: int) -> Placed | None:
    """The day of this date: what has begun first, then days before nights; place in use, shared cast, one place near by."""
    c = walk.c
    ready = walk.ready(base, date)
    day = walk.grow(ready, walk.pressing(ready), date)
    if day is not None:
        return day
    family = [
        {s for s in ready if c.light[s] in (DAWN, DAY, DUSK)},
        {s for s in ready if c.light[s] == NIGHT},
    ]
    day_left = any(c.light[s] in (DAWN, DAY, DUSK) for s in here)
    for seeds in family if day_left else reversed(family):
        day = walk.grow(ready, seeds, date)
        if day is not None:
            return day
    return walk.grow(ready, ready, date)
