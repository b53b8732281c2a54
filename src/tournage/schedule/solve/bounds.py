"""What no valid board can cost less than, line by line, without looking at any board.

Each line is bounded on its own money, so the bounds add up. Days: every base packed as tightly as its
scenes, its places and the moves between them allow. Players: at least the days their scenes need, base by
base. Roads and holds together: over every order in which the bases can be visited, a player with scenes
in two bases is paid through the bases between; coming back to a base costs another move.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise, permutations

from tournage.schedule.problem import COST_LINES, Problem
from tournage.schedule.solve.compiled import Compiled
from tournage.schedule.solve.holds import hold_bound
from tournage.schedule.solve.season import Demand, Measure, Weights, cheapest_season, windows

_MOST_BASES = 6
"""Bases up to which every order is tried."""

_MOST_TWICE = 5
"""Bases up to which orders that visit one base twice are tried as well."""


@dataclass(frozen=True, slots=True)
class Bound:
    """A proven least cost by line; `roads and holds` are bounded together and stand under moves and holds."""

    lines: tuple[tuple[str, int], ...]

    @property
    def total(self) -> int:
        """The sum of the lines."""
        return sum(amount for _, amount in self.lines)


@dataclass(frozen=True, slots=True)
class _Needs:
    """Least days by base, and least days of each player by base."""

    days: dict[int, int]
    work: list[dict[int, int]]
    roaming: frozenset[int]
    """Players whom a second unit may call, wherever the main unit is."""


def net_prices(problem: Problem) -> Problem:
    """The problem with every price less the most the rebate can return of it, rounded down."""
    assert problem.rebate is not None, "net of a rebate"
    rate, share = problem.rebate.rate, problem.prices.share

    def less(amount: int, part: Decimal) -> int:
        return int(amount * (1 - rate * part))

    prices = replace(
        problem.prices,
        travel_day=less(problem.prices.travel_day, share("travel_days")),
        wait_day=less(problem.prices.wait_day, share("waiting")),
        extra_day=less(problem.prices.extra_day, share("extras")),
        chaperone_day=less(problem.prices.chaperone_day, share("children")),
    )
    return replace(
        problem,
        prices=prices,
        players=tuple(
            replace(
                p,
                work_rate=less(p.work_rate, p.eligible_share),
                hold_rate=less(p.hold_rate, p.eligible_share),
                travel_cost=less(p.travel_cost, p.eligible_share),
                per_diem=less(p.per_diem, p.eligible_share),
            )
            for p in problem.players
        ),
        sites=tuple(
            replace(
                s,
                day_cost=less(s.day_cost, s.eligible_share),
                build_cost=less(s.build_cost, s.eligible_share),
            )
            for s in problem.sites
        ),
        towns=tuple(replace(t, living=less(t.living, share("living"))) for t in problem.towns),
        legs=tuple(replace(leg, cost=less(leg.cost, share("moves"))) for leg in problem.legs),
        units=tuple(
            replace(
                u,
                crew_day=less(u.crew_day, share("crew")),
                premiums=tuple((mode, less(price, share("night"))) for mode, price in u.premiums),
            )
            for u in problem.units
        ),
        gear=tuple(
            replace(
                g, day_cost=less(g.day_cost, g.eligible_share), week_cost=less(g.week_cost, g.eligible_share)
            )
            for g in problem.gear
        ),
    )


def lower_bound(c: Compiled, returns: int | None = None) -> Bound:
    """Bound every line; of boards that come back to a base so many times (or, for all bases, more) if told."""
    cap = max(bucket.most for bucket in c.buckets) - c.terms.first_shot_minutes - c.terms.wrap_minutes
    main_only = [s for s in range(len(c.minutes)) if len(c.unit_of) == 1 or not c.second[s]]
    needs = _Needs(
        {base: _base_days(c, base, main_only, cap) for base in sorted(set(c.base))},
        [_work_days(c, player, cap) for player in range(len(c.problem.players))],
        frozenset(p for s, cast in enumerate(c.cast) if c.second[s] and len(c.unit_of) > 1 for p in cast),
    )
    lines = dict.fromkeys(COST_LINES, 0)
    _cast(c, needs, lines)
    _places(c, main_only, cap, lines)
    _extras(c, cap, lines)
    lines["gear"] = gear_bound(c, cap)
    ways = _roads_and_holds(c, needs, hold_bound(c, needs.work, cap), returns)
    found = []
    for roads, holds, travel in ways:
        here = {**lines, "moves": roads, "cast_hold": holds}
        here["travel_days"] = travel * c.problem.prices.travel_day
        _days(c, needs, (travel, cap), here)
        found.append(Bound(tuple((name, here[name]) for name in COST_LINES)))
    return min(found, key=lambda bound: bound.total)


def packing(sizes: list[int], cap: int) -> int:
    """Least number of days for strips of these minutes (dual feasible functions of Martello and Toth).

    >>> packing([300, 300, 300, 100], 525), packing([100] * 6, 525), packing([], 525)
    (3, 2, 0)
    """
    best = -(-sum(sizes) // cap) if sizes else 0
    for k in {size for size in sizes if 2 * size <= cap}:
        large = [s for s in sizes if s > cap - k]
        middle = [s for s in sizes if 2 * s > cap and s <= cap - k]
        small = sum(s for s in sizes if k <= s and 2 * s <= cap)
        room = len(middle) * cap - sum(middle)
        best = max(best, len(large) + len(middle) + max(0, -(-(small - room) // cap)))
    return max(best, sum(2 * s > cap for s in sizes))


def _base_days(c: Compiled, base: int, strips: list[int], cap: int) -> int:
    """Least days at a base: minutes and the moves that its places force, or the packing of its strips."""
    at: dict[int, list[int]] = {}
    for s in strips:
        if c.base[s] == base:
            at.setdefault(c.site[s], []).append(c.minutes[s])
    if not at:
        return 0
    sizes = [m for minutes in at.values() for m in minutes]
    legs = [c.leg[a, b][0] for a in at for b in at if a != b]
    move = c.terms.move_overhead_minutes + min(legs, default=0)
    stops = sum(packing(minutes, cap) for minutes in at.values())
    with_moves = -(-(sum(sizes) + move * stops) // (cap + move))
    return max(with_moves, packing(sizes, cap), -(-stops // c.terms.sites_a_day))


def _work_days(c: Compiled, player: int, cap: int) -> dict[int, int]:
    at: dict[int, list[int]] = {}
    for s, cast in enumerate(c.cast):
        if player in cast:
            at.setdefault(c.base[s], []).append(s)
    return {base: least_days(c, strips, cap) for base, strips in at.items()}


def least_days(c: Compiled, strips: list[int], cap: int) -> int:
    """Least days for some strips of one base: their minutes, their places and the moves between these."""
    sites = {c.site[s] for s in strips}
    sizes = [c.minutes[s] for s in strips]
    legs = [c.leg[a, b][0] for a in sites for b in sites if a != b]
    move = c.terms.move_overhead_minutes + min(legs, default=0)
    with_moves = -(-(sum(sizes) + move * len(sites)) // (cap + move))
    return max(packing(sizes, cap), with_moves, -(-len(sites) // c.terms.sites_a_day))


def _crew(c: Compiled, needs: _Needs, cap: int) -> int:
    """Unit days by price: another unit takes what it may, up to its days."""
    everything = list(range(len(c.minutes)))
    whole = sum(_base_days(c, base, everything, cap) for base in set(c.base))
    units = c.problem.units
    main = units[c.main].crew_day
    others = [u for i, u in enumerate(units) if i != c.main]
    if not others:
        return whole * main
    cheapest = min(u.crew_day for u in others)
    if cheapest >= main:
        return whole * main
    most = sum(u.most_days if u.most_days is not None else c.days for u in others)
    taken = max(0, min(most, whole - sum(needs.days.values())))
    return (whole - taken) * main + taken * cheapest


def _cast(c: Compiled, needs: _Needs, lines: dict[str, int]) -> None:
    for player, work in zip(c.problem.players, needs.work, strict=True):
        days = sum(work.values())
        if days:
            lines["cast_work"] += days * player.work_rate
            lines["cast_travel"] += player.travel_cost
            rests = len(c.problem.calendar.rest_weekdays)
            off = rests * ((days - 1) // (7 - rests)) if not player.drop_allowed and rests < 7 else 0
            lines["per_diem"] += (days + off) * player.per_diem
            if player.minor:
                lines["children"] += days * c.problem.prices.chaperone_day


def _places(c: Compiled, main_only: list[int], cap: int, lines: dict[str, int]) -> None:
    for number, site in enumerate(c.problem.sites):
        used = [s for s in range(len(c.minutes)) if c.site[s] == number]
        if used:
            sizes = [c.minutes[s] for s in main_only if c.site[s] == number]
            lines["sites"] += max(1, packing(sizes, cap)) * site.day_cost
            lines["builds"] += site.build_cost
    sets: dict[int, list[int]] = {}
    for s, minutes in enumerate(c.minutes):
        sets.setdefault(c.set[s], []).append(minutes)
    days = sum(max(1, packing(sizes, cap)) for sizes in sets.values())
    lines["wishes"] = c.problem.prices.set_day * days


def _extras(c: Compiled, cap: int, lines: dict[str, int]) -> None:
    """A crowd is paid by the day: minutes of strips weighted by their crowd fill days no faster than the clock."""
    crowd = 0
    for base in set(c.base):
        here = [s for s in range(len(c.minutes)) if c.base[s] == base]
        weighted = -(-sum(c.extras[s] * c.minutes[s] for s in here) // cap)
        crowd += max(weighted, max(c.extras[s] for s in here))
    lines["extras"] = crowd * c.problem.prices.extra_day


def gear_bound(c: Compiled, cap: int) -> int:
    """Least cost of gear by the day, or its part of a week where that is cheaper."""
    week, cost = 7 - len(c.problem.calendar.rest_weekdays), 0
    for number, gear in enumerate(c.problem.gear):
        days = packing([c.minutes[s] for s in range(len(c.minutes)) if number in c.gear[s]], cap)
        daily = min(gear.day_cost, gear.week_cost // week) if gear.week_cost else gear.day_cost
        cost += days * daily
    return cost


def _days(c: Compiled, needs: _Needs, given: tuple[int, int], lines: dict[str, int]) -> None:
    """Shooting days, waiting and nights: by units where there are several, by the season where there is one."""
    towns, (travel, cap) = c.problem.towns, given
    stays = sum(needs.days.values())
    nights = sum(days * towns[base].living for base, days in needs.days.items())
    cheapest = min((towns[base].living for base in needs.days), default=0)
    if len(c.unit_of) > 1:
        rests = len(c.problem.calendar.rest_weekdays)
        days = stays + travel
        off = rests * max(0, (days - 1) // (7 - rests)) if rests < 7 else 0
        lines["crew"] = _crew(c, needs, cap)
        lines["living"] = nights + (travel + off) * cheapest
        return
    prices = c.problem.prices
    idle = min(prices.wait_day, prices.travel_day)
    crew, least = c.problem.units[c.main].crew_day, sum(needs.days.values())
    demand = Demand((minutes_demand(c),), least)
    weights = Weights(lambda days: days * crew, idle, cheapest)
    season = cheapest_season(windows(c, demand), demand, travel, weights)
    lines["crew"] = season.shooting * crew
    lines["waiting"] = season.idle * idle
    lines["living"] = nights + max(0, season.calendar - stays) * cheapest


def minutes_demand(c: Compiled) -> Measure:
    """All minutes, with a move for every place that a base must visit beyond one a day."""
    minutes, cap, least = sum(c.minutes), max(b.most for b in c.buckets), 0
    stops = 0
    for site in set(c.site):
        sizes = [c.minutes[s] for s in range(len(c.minutes)) if c.site[s] == site]
        stops += packing(sizes, cap)
    for base in set(c.base):
        sites = {c.site[s] for s in range(len(c.minutes)) if c.base[s] == base}
        legs = [c.leg[a, b][0] for a in sites for b in sites if a != b]
        least = min(legs, default=0) if not least else min(least, min(legs, default=least))
    move = c.terms.move_overhead_minutes + least
    return Measure(minutes + move * stops, lambda room: room + move)


def _roads_and_holds(
    c: Compiled, needs: _Needs, hold: int, returns: int | None
) -> list[tuple[int, int, int]]:
    """Least roads and holds together, over all orders of the bases with none or one visited twice.

    One for each number of travel days that such a way may take: a dearer way may leave the shoot shorter. Of ways
    that are not looked at one by one the fewest days and the cheapest roads count; more travel days never cost less.
    """
    roads = _Roads(c)
    bases = [base for base, days in needs.days.items() if days]
    if len(bases) < 2:
        return [(2 * c.home_cost[bases[0]] if bases else 0, hold, 0)]
    homes = 2 * min(c.home_cost[base] for base in bases)
    legs = [roads.of((a, b)) for a in bases for b in bases if a != b]

    def at_least(moves: int) -> tuple[int, int, int]:
        return homes + moves * min(leg[0] for leg in legs), hold, moves * min(leg[1] for leg in legs)

    if returns or len(bases) > _MOST_BASES:
        return [at_least(len(bases) - 1 + (returns or 0))]
    best: dict[int, tuple[int, int, int]] = {}

    def look_at(route: tuple[int, ...], again: int | None = None) -> None:
        cost, days = roads.of(route)
        cost += c.home_cost[route[0]] + c.home_cost[route[-1]]
        way = cost, max(hold, _held(c, needs, route, again)), days
        if days not in best or sum(way[:2]) < sum(best[days][:2]):
            best[days] = way

    for route in permutations(bases):
        look_at(route)
    if returns == 0:
        return list(best.values())
    twice = bases if len(bases) <= _MOST_TWICE else []
    for again in twice:
        for route in permutations([*bases, again]):
            if all(a != b for a, b in pairwise(route)):
                look_at(route, again)
    return [*best.values(), at_least(len(bases) + bool(twice))]


class _Roads:
    """Cost and travel days of a route; with several units a travel day may hide behind another unit's work."""

    def __init__(self, c: Compiled) -> None:
        self.c = c
        self.counts = len(c.unit_of) == 1

    def of(self, route: tuple[int, ...]) -> tuple[int, int]:
        """Price of the roads between bases, and travel days."""
        c = self.c
        cost = sum(c.road[a, b][1] for a, b in pairwise(route))
        return cost, sum(c.travel_days(a, b) for a, b in pairwise(route)) if self.counts else 0


def _held(c: Compiled, needs: _Needs, route: tuple[int, ...], again: int | None = None) -> int:
    """Holds that an order of the bases forces: the days of bases between a player's first and last one."""
    place = {base: i for i, base in enumerate(route) if base != again}
    total = 0
    for number, (player, work) in enumerate(zip(c.problem.players, needs.work, strict=True)):
        stops = [place[base] for base in work if base in place]
        held = min(player.hold_rate, player.work_rate)
        if len(stops) < 2 or not held or number in needs.roaming:
            continue
        held += player.per_diem
        between = [route[i] for i in range(min(stops) + 1, max(stops)) if route[i] != again]
        days = sum(max(0, needs.days[base] - work.get(base, 0)) for base in between)
        cost = days * held
        total += min(cost, player.travel_cost) if player.drop_allowed else cost
    return total
