"""The bound over all days that could be shot, put together and told by cost line.

Which money is counted where: the days at each base (crew, nights, players, rents, crowds, moves inside a
day) by `bound_stays`; roads, days off, waiting and travel by `bound_routes`; journeys, builds, gear and
players left out of the days by themselves here. Nothing is counted twice, so the parts add up. Only the
sum is proven; the lines follow the days that come nearest to it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace

from tournage.schedule.problem import COST_LINES
from tournage.schedule.solve.bound_cover import Effort
from tournage.schedule.solve.bound_days import MOST_PLAYERS, Company
from tournage.schedule.solve.bound_routes import Least, Shoot
from tournage.schedule.solve.bound_spans import (
    Kept,
    Share,
    by_the_clock,
    kept_pay,
    kept_players,
    with_pay,
    without_pay,
)
from tournage.schedule.solve.bound_stays import Ground, company_of
from tournage.schedule.solve.bounds import Bound, gear_bound, least_days, packing
from tournage.schedule.solve.compiled import NIGHT, Compiled

_UNPROVEN = 0.005
"""The part of the cost of a base that may stay unproven."""

_MOST_BASES = 6
"""Bases up to which the visits between two players' leaving are counted."""

_CALLED = (3, 6, MOST_PLAYERS)
"""Players of one place who are called for or not, where those who are kept are told by the calendar."""


def strong_bounds(c: Compiled, *, rounds: int, stop: Callable[[], bool]) -> Iterator[Bound]:
    """Bounds of every board from the days it can consist of; `rounds` of new days for each base and status.

    Players who are kept are told apart by the calendar first, with few others and then more of them in the days;
    then everybody by the days.
    """
    effort, kept = Effort(rounds, _UNPROVEN, stop), list[Kept]()
    players = tuple(kept_players(c))
    for most in _CALLED if players else ():
        rest = without_pay(c, players)
        shoot, given_back = _shoot(rest, replace(company_of(rest), most=most), effort)
        kept = kept or kept_pay(c, [by_the_clock(c), _share(shoot.grounds)], most_bases=_MOST_BASES)
        shoot.kept = kept
        yield _bound(shoot, given_back)
        if stop() or all(ground.main.complete for ground in shoot.grounds.values()):
            break
    if not players or not stop():
        yield _bound(*_shoot(c, company_of(c), effort))


def _bound(shoot: Shoot, given_back: int) -> Bound:
    """The bound over days of a shoot; those who are kept may be told by the calendar."""
    c = shoot.c
    least = shoot.cheapest()
    lines = dict.fromkeys(COST_LINES, 0)
    for ground in shoot.grounds.values():
        _left_out(c, ground, lines)
    _fixed(c, lines)
    _days(shoot, least, lines)
    _roads(shoot, least, lines)
    total = sum(lines.values()) - given_back
    _take(lines, given_back)
    assert sum(lines.values()) == total, "lines add up"
    bound = Bound(tuple((name, lines[name]) for name in COST_LINES))
    return with_pay(bound, shoot.kept[least.route.returns]) if shoot.kept else bound


def _shoot(c: Compiled, company: Company, effort: Effort) -> tuple[Shoot, int]:
    """The grounds; with other units, at a price of their days below their crew, and what that gives back.

    A day of another unit costs its crew, may hide a travel day, and there are at most so many. At any price
    that is no less than the one less the other, the bound holds when the difference is given back for all.
    """
    others = [unit.crew_day for i, unit in enumerate(c.problem.units) if i != c.main]
    crew, hidden = min(others, default=0), c.problem.prices.travel_day
    price = max(crew // 2, crew - hidden)
    grounds = [Ground(c, base, company, price, effort) for base in sorted(set(c.base))]
    shoot = Shoot(c, grounds, effort.stop)
    return shoot, shoot.spare * (price - crew + hidden)


def _share(grounds: dict[int, Ground]) -> Share:
    """How much of a day each strip takes, as the least days of each base count it."""
    parts = [
        sum(values) for values in zip(*(ground.worth.values for ground in grounds.values()), strict=True)
    ]
    return Share(parts, lambda base, room: grounds[base].held(grounds[base].worth, room))


def _left_out(c: Compiled, ground: Ground, lines: dict[str, int]) -> None:
    """Players whom the days of a base do not count: at least their own least days."""
    cap, players = ground.cap, c.problem.players
    counted = ground.main.counted | {*ground.main.leads, *ground.kept}
    for p in sorted(ground.players - counted):
        days = least_days(c, [s for s in ground.strips if p in c.cast[s]], cap)
        lines["cast_work"] += days * players[p].work_rate
        lines["per_diem"] += days * players[p].per_diem
        lines["children"] += days * c.problem.prices.chaperone_day * players[p].minor


def _fixed(c: Compiled, lines: dict[str, int]) -> None:
    cap = max(bucket.most for bucket in c.buckets) - c.terms.first_shot_minutes - c.terms.wrap_minutes
    working = {p for cast in c.cast for p in cast}
    lines["cast_travel"] = sum(c.problem.players[p].travel_cost for p in working)
    lines["builds"] = sum(c.problem.sites[site].build_cost for site in set(c.site))
    lines["gear"] = gear_bound(c, cap)
    if c.terms.sites_a_day > 2:
        for site in set(c.site):
            sizes = [c.minutes[s] for s in range(len(c.minutes)) if c.site[s] == site and not c.second[s]]
            lines["sites"] += max(1, packing(sizes, cap)) * c.problem.sites[site].day_cost


def _days(shoot: Shoot, least: Least, lines: dict[str, int]) -> None:
    """The days at each base, by line as in the cover that comes nearest."""
    c = shoot.c
    crew_day = c.problem.units[c.main].crew_day
    for base, stay in least.stays:
        ground, spent = shoot.grounds[base], Counter[str]()
        spent["crew"] = ground.need * crew_day
        spent["living"] = ground.need * c.problem.towns[base].living
        parts = Counter[str]()
        for weight, crew, strips in stay.mix:
            for name, amount in _day_lines(c, ground, strips, main=crew == 0).items():
                parts[name] += weight * amount  # type: ignore[assignment]
        spent.update({name: int(amount) for name, amount in parts.items()})
        rest = stay.least(ground.need) - sum(spent.values())
        lines["cast_hold"] += max(0, rest)
        _take(spent, max(0, -rest))
        for name, amount in spent.items():
            lines[name] += amount
    crew = min(least.more, least.more_days * crew_day)
    lines["crew"] += crew
    lines["cast_hold"] += least.more - crew


def _day_lines(c: Compiled, ground: Ground, strips: tuple[int, ...], *, main: bool) -> dict[str, int]:
    players, days = c.problem.players, ground.main
    cast = {p for s in strips for p in c.cast[s]} & (days.counted | set(days.leads))
    sites = sorted({c.site[s] for s in strips})
    dark = sum(c.minutes[s] for s in strips if c.light[s] == NIGHT)
    return {
        "crew": 0 if main or ground.second is None else ground.second[1],
        "night": next((price for limit, price in days.nights if dark <= limit), 0) if main else 0,
        "cast_work": sum(players[p].work_rate for p in cast),
        "per_diem": sum(players[p].per_diem for p in cast),
        "children": sum(c.problem.prices.chaperone_day for p in cast if players[p].minor),
        "sites": sum(place.rent for place in days.places if place.site in sites),
        "moves": min((c.leg[a, b][1] for a in sites for b in sites if a != b), default=0),
        "extras": max(c.extras[s] for s in strips) * c.problem.prices.extra_day,
    }


def _roads(shoot: Shoot, least: Least, lines: dict[str, int]) -> None:
    prices = shoot.c.problem.prices
    lines["moves"] += least.route.roads
    lines["cast_hold"] += least.route.waiting
    lines["travel_days"] += least.route.travel * prices.travel_day
    lines["living"] += least.rest_nights
    lines["waiting"] += least.season.idle * min(prices.wait_day, prices.travel_day)


def _take(lines: dict[str, int], amount: int) -> None:
    """Take an amount out of the lines, the travel days and the largest first; the sum is what counts."""
    names = sorted(lines, key=lambda name: (name != "travel_days", -lines[name], name))
    for name in names:
        part = min(max(0, lines[name]), amount)
        lines[name] -= part
        amount -= part
    if amount:
        lines["crew"] = lines.get("crew", 0) - amount
