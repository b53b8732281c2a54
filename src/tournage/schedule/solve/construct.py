"""A first board: base after base along the roads, place after place, days before nights, date by date."""

from __future__ import annotations

from itertools import islice, pairwise, permutations

from tournage.schedule.solve.compiled import DAWN, DAY, DUSK, NIGHT, Compiled, bits
from tournage.schedule.solve.evaluate import Evaluator, Layout, Placed
from tournage.schedule.solve.price import Pricer

_ROUTES = 3
"""Orders of the bases that are tried in full."""


def construct(evaluator: Evaluator, pricer: Pricer) -> Layout:
    """The cheapest of a few first boards; what found no day is in the boneyard."""
    best, best_cost = None, None
    for route in islice(_routes(evaluator.c), _ROUTES):
        layout = _walk(evaluator, route)
        placed = evaluator.decode(layout)
        while placed is None and layout.units[evaluator.c.main]:
            layout = _without_troublemakers(evaluator, layout)
            placed = evaluator.decode(layout)
        cost = pricer.price(placed or []).total + layout.boneyard.bit_count() * evaluator.units[0].crew_day
        if best_cost is None or cost < best_cost:
            best, best_cost = layout, cost
    return best or Layout([[] for _ in evaluator.units], (1 << len(evaluator.c.minutes)) - 1)


def _routes(c: Compiled) -> list[list[int]]:
    """Orders of the bases in use, shortest road first."""
    bases = sorted(set(c.base))
    if len(bases) > 7:
        return [_nearest(c, bases, start) for start in bases[:_ROUTES]]

    def length(route: tuple[int, ...]) -> int:
        roads = sum(c.road[a, b][0] for a, b in pairwise(route))
        return roads + (c.home_cost[route[0]] + c.home_cost[route[-1]]) // 20_000

    return [list(route) for route in sorted(permutations(bases), key=length)[:_ROUTES]]


def _nearest(c: Compiled, bases: list[int], start: int) -> list[int]:
    route, left = [start], [b for b in bases if b != start]
    while left:
        left.sort(key=lambda b: (c.road[route[-1], b][0], b))
        route.append(left.pop(0))
    return route


def _without_troublemakers(evaluator: Evaluator, layout: Layout) -> Layout:
    """Take out what later passes must place: sets on floors, groups and precedences first, else the last day."""
    c, days = evaluator.c, layout.units[evaluator.c.main]
    special = 0
    for mask in days:
        for s in bits(mask):
            built = c.buildable[c.site[s]][0] or evaluator.floors[c.site[s]]
            if built or c.group[s] is not None or c.after[s]:
                special |= 1 << s
    if special:
        kept = [mask & ~special for mask in days]
    else:
        kept, special = days[:-1], days[-1]
    copy = layout.copy()
    copy.units[c.main] = [mask for mask in kept if mask]
    copy.boneyard |= special
    return copy


def _walk(evaluator: Evaluator, route: list[int]) -> Layout:
    """Fill one date after the other along a route; bases with strips left over are visited again."""
    c = evaluator.c
    free = {s for s in range(len(c.minutes)) if not _pinned(c, s)}
    left = set(free)
    days: list[int] = []
    before: Placed | None = None
    date, stops, fruitless = 0, list(route), 0
    while left and stops and date < c.days:
        base = stops[0]
        here = {s for s in left if c.base[s] == base}
        day = None
        if here and c.work >> date & 1 and not c.closed[c.main] >> date & 1:
            day = _fill(evaluator, here, date, before, left)
        if day is not None:
            before = day
            days.append(day.info.mask)
            left -= set(day.info.strips)
            date, fruitless = date + 1, 0
            continue
        later = any(c.allowed[s] >> date for s in here)
        soon = any(c.allowed[s] >> date & 7 for s in here)
        if soon or (later and fruitless >= len(stops)):
            date, fruitless = date + 1, 0
            continue
        stops.pop(0)
        fruitless += 1
        if later:
            stops.append(base)
        if stops and before is not None:
            date = max(date, _arrival(c, before, stops[0]))
    layout = Layout([[] for _ in evaluator.units])
    layout.units[c.main] = days
    layout.boneyard = sum(1 << s for s in range(len(c.minutes))) & ~sum(days)
    return layout


def _pinned(c: Compiled, s: int) -> bool:
    return c.problem.strips[s].locked_on is not None or s in c.lock_unit


def _arrival(c: Compiled, before: Placed, base: int) -> int:
    date, travel = before.date + 1, c.travel_days(before.info.base, base)
    while travel:
        travel -= c.work >> date & 1
        date += 1
    return date


def _fill(
    evaluator: Evaluator, here: set[int], date: int, before: Placed | None, left: set[int]
) -> Placed | None:
    """The day of this date: start at the place in use, take what shares the cast, then one place near by."""
    c = evaluator.c
    ready = {
        s for s in here if c.allowed[s] >> date & 1 and not any(a in left for a in bits(c.after[s]) if a != s)
    }
    by_day = {s for s in ready if c.light[s] in (DAWN, DAY, DUSK)}
    family = [by_day, {s for s in ready if c.light[s] == NIGHT}]
    day_left = any(c.light[s] in (DAWN, DAY, DUSK) for s in here)
    for seeds in family if day_left else reversed(family):
        day = _grow(evaluator, ready, seeds, (date, before))
        if day is not None:
            return day
    return _grow(evaluator, ready, ready, (date, before))


def _grow(
    evaluator: Evaluator, ready: set[int], seeds: set[int], when: tuple[int, Placed | None]
) -> Placed | None:
    c, (date, before) = evaluator.c, when
    if not seeds:
        return None
    mask, plan = 0, None
    nights = any(c.light[s] == NIGHT for s in seeds)
    site = _first_site(c, seeds, before)
    pool = {s for s in ready if nights or c.light[s] != NIGHT}
    cast = 0
    first = [s for s in seeds if c.site[s] == site]
    order = sorted(first, key=lambda s: (-c.minutes[s], s))
    while True:
        added = None
        for s in order:
            info = evaluator.planner.info(mask | 1 << s)
            call = evaluator._call_from(before, info, date)
            trial = evaluator.planner.plan(mask | 1 << s, c.bucket[info.base][date], call)
            if trial is not None:
                added, plan = s, trial
                break
        if added is None:
            break
        mask |= 1 << added
        cast |= c.cast_mask[added]
        pool.discard(added)
        sites = {c.site[s] for s in bits(mask)}
        order = _next(c, pool, sites, cast)
    if plan is None:
        return None
    return Placed(c.main, date, evaluator.planner.info(mask), plan)


def _first_site(c: Compiled, seeds: set[int], before: Placed | None) -> int:
    minutes: dict[int, int] = {}
    for s in seeds:
        minutes[c.site[s]] = minutes.get(c.site[s], 0) + c.minutes[s]
    if before is not None:
        used = [site for site in before.info.sites if site in minutes]
        if used:
            return max(used, key=lambda site: (minutes[site], -site))
    return max(minutes, key=lambda site: (minutes[site], -site))


def _next(c: Compiled, pool: set[int], sites: set[int], cast: int) -> list[int]:
    """What to try next: the same place first, the same cast first, long strips first."""

    def key(s: int) -> tuple[int, int, int, int]:
        new = (c.cast_mask[s] & ~cast).bit_count()
        near = 0 if c.site[s] in sites else min(c.leg[site, c.site[s]][0] for site in sites) + 1
        return near, new, -c.minutes[s], s

    return sorted(pool, key=key)[:24]
