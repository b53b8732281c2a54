"""The cheapest order in which the bases can be visited: days, roads, nights and waiting leads together.

Every order is looked at, and with each the bases that may be visited more than once. A base visited once
lies between the others: a lead with scenes before and after is paid on every day there. A base visited
again says nothing about when a lead is in the shoot, and takes one more move of the whole company.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from heapq import heapify, heapreplace
from itertools import combinations, pairwise, permutations

from tournage.schedule.solve.bound_spans import Kept
from tournage.schedule.solve.bound_stays import Ground, Status, Stay
from tournage.schedule.solve.bounds import minutes_demand
from tournage.schedule.solve.compiled import Compiled
from tournage.schedule.solve.season import Demand, Measure, Season, Weights, cheapest_season, windows

_MOST_BASES = 6
"""Bases up to which every order is tried."""


_FEW_BASES = 5
"""Bases up to which any of them may be visited again; with more, two at most, or all in any order."""

_MOST_AGAIN = 2

_MOST_ADDED = 12
"""Days beyond the least of each base whose cost is worked out."""


@dataclass(frozen=True, slots=True)
class Route:
    """An order of the bases: status of the leads at each, and what the moves cost."""

    statuses: tuple[tuple[int, Status], ...]
    again: frozenset[int]
    roads: int
    travel: int
    waiting: int
    """Pay of the leads on travel days."""
    nights: int
    """What the nights of the road cost above the cheapest."""
    returns: int = 0
    """How many more stays than bases there are, where players who are kept are told by the calendar."""


@dataclass(frozen=True, slots=True)
class Least:
    """The cheapest route and its parts."""

    total: int
    route: Route
    stays: tuple[tuple[int, Stay], ...]
    season: Season
    rest_nights: int
    more_days: int
    more: int
    """Shooting days beyond the least of each base, and their cost."""


class Shoot:
    """All grounds of a shoot and the calendar they share.

    `kept` is what players cost who are told by the calendar, by the number of returns to a base.
    """

    def __init__(self, c: Compiled, grounds: list[Ground], stop: Callable[[], bool]) -> None:
        self.c, self.grounds, self.stop = c, {ground.base: ground for ground in grounds}, stop
        self.kept: list[Kept] = []
        self.bases = sorted(base for base, ground in self.grounds.items() if ground.need)
        """Where the main unit must go; at the others a second one may shoot all there is."""
        self.living = min((c.problem.towns[g.base].living for g in grounds), default=0)
        self.plays = {
            p: frozenset(g.base for g in grounds if p in g.players)
            for ground in grounds
            for p in (*ground.main.leads, *ground.kept)
        }
        self.spare = sum(
            unit.most_days if unit.most_days is not None else c.days
            for i, unit in enumerate(c.problem.units)
            if i != c.main
        )
        """Days of other units, on which the main one may be on the road or wait unseen."""
        self.spare = min(self.spare, sum(len(g.second[0].strips) for g in grounds if g.second))
        self.needs = sum(g.need for g in grounds)
        demand = (minutes_demand(c), *(self._measure(room) for room in self._rooms()))
        self.demand = Demand(demand, self.needs, self.spare)
        self.windows = windows(c, self.demand)
        self.added: dict[tuple[int, ...], list[int]] = {}
        self.seasons: dict[tuple[tuple[int, ...], int], Season] = {}

    def cheapest(self) -> Least:
        """The least over all routes: each is bounded with what is known, the lowest then worked out."""
        free = {base: ground.stay(Status()) for base, ground in self.grounds.items()}
        heap: list[tuple[int, int, Route]] = []
        for number, route in enumerate(self._routes()):
            heap.append((self._value(route, free).total, number, route))
        heapify(heap)
        while True:
            known, number, route = heap[0]
            now = self._value(route, free)
            unknown = next((one for one in route.statuses if one[1] not in self.grounds[one[0]].stays), None)
            if now.total <= known and (unknown is None or self.stop()):
                return now
            if now.total <= known and unknown is not None:
                self.grounds[unknown[0]].stay(unknown[1])
            heapreplace(heap, (max(known, now.total), number, route))

    def _value(self, route: Route, free: dict[int, Stay]) -> Least:
        stays = {base: self.grounds[base].stays.get(status, free[base]) for base, status in route.statuses}
        stays = free | stays
        rests, added = self._rests(route), self._added(stays)
        season = self._season(added, route.travel)
        more_days = max(0, season.shooting - self.needs)
        more = _along(added, more_days)
        inside = sum(count for count, _ in rests.values())
        nights = max(0, season.calendar - self.needs - more_days - inside) * self.living
        nights += sum(count * price for count, price in rests.values()) + route.nights
        prices = self.c.problem.prices
        idle = season.idle * min(prices.wait_day, prices.travel_day)
        total = sum(stay.least(self.grounds[base].need) for base, stay in stays.items())
        total += self.kept[route.returns].total if self.kept else 0
        total += more + nights + idle + route.roads + route.waiting + route.travel * prices.travel_day
        return Least(total, route, tuple(stays.items()), season, nights, more_days, more)

    def _added(self, stays: dict[int, Stay]) -> list[int]:
        """What 0, 1, 2 … shooting days beyond the least of each base cost, at the bases where they cost least."""
        key = tuple(id(stay) for stay in stays.values())
        if key not in self.added:
            added = [0] * (_MOST_ADDED + 1)
            for number, (base, stay) in enumerate(stays.items()):
                need = self.grounds[base].need
                here = [stay.least(need + n) - stay.least(need) for n in range(_MOST_ADDED + 1)]
                added = (
                    here
                    if not number
                    else [min(added[n - m] + here[m] for m in range(n + 1)) for n in range(_MOST_ADDED + 1)]
                )
            self.added[key] = added
        return self.added[key]

    def _rests(self, route: Route) -> dict[int, tuple[int, int]]:
        """Days off that lie inside a stay, and the price of such a night."""
        c, rests = self.c, len(self.c.problem.calendar.rest_weekdays)
        found = {}
        for base, status in route.statuses:
            need = self.grounds[base].need
            inside = rests * (max(0, need - 1) // (7 - rests)) if rests < 7 and base not in route.again else 0
            daily = sum(c.problem.players[p].per_diem for p in status.through)
            found[base] = (inside, c.problem.towns[base].living + daily)
        return found

    def _season(self, added: list[int], travel: int) -> Season:
        key = (tuple(added), travel)
        if key not in self.seasons:
            prices = self.c.problem.prices
            weights = Weights(
                lambda days: _along(added, max(0, days - self.needs)) - days * self.living,
                min(prices.wait_day, prices.travel_day),
                self.living,
            )
            self.seasons[key] = cheapest_season(self.windows, self.demand, travel, weights)
        return self.seasons[key]

    def _rooms(self) -> list[int]:
        """The longest and the shortest days there are, in minutes of shooting."""
        c = self.c
        frame = c.terms.first_shot_minutes + c.terms.wrap_minutes
        rooms = {bucket.most - frame for bucket in c.buckets if bucket.most > frame}
        return sorted({min(rooms), max(rooms)}) if rooms else []

    def _measure(self, room: int) -> Measure:
        """All strips in days of so many minutes, and what a day of others holds of them anywhere."""
        covers = [(ground, ground.measure(room)) for ground in self.grounds.values()]
        held: dict[int, int] = {}

        def worth(minutes: int) -> int:
            if minutes not in held:
                held[minutes] = max(ground.held(cover, minutes) for ground, cover in covers)
            return held[minutes]

        return Measure(sum(sum(cover.values) for _, cover in covers), worth)

    def _routes(self) -> Iterator[Route]:
        bases = self.bases
        if not bases:
            yield Route((), frozenset(), 0, 0, 0, 0)
            return
        if self.kept:
            yield from self._returns(bases)
            return
        if len(bases) > _MOST_BASES:
            yield self._unordered(bases, 0)
            return
        most = len(bases) if len(bases) <= _FEW_BASES else _MOST_AGAIN
        for order in permutations(bases):
            for count in range(most + 1):
                for again in combinations(bases, count):
                    if len(bases) > 1 or not again:
                        yield self._route(order, frozenset(again))
        for count in range(most + 1, len(bases) + 1):
            for again in combinations(bases, count):
                once = [base for base in bases if base not in again]
                for ends in combinations(once, min(2, len(once))):
                    yield self._everywhere(bases, frozenset(again), ends)

    def _returns(self, bases: list[int]) -> Iterator[Route]:
        """Every base once, in every order; or so many stays more in any order, the last for that and all above."""
        if len(bases) > _MOST_BASES:
            yield self._unordered(bases, 0)
        else:
            yield from (self._route(order, frozenset()) for order in permutations(bases))
        for more in range(1, len(self.kept)):
            yield replace(self._unordered(bases, more), returns=more)

    def _unordered(self, bases: list[int], more: int) -> Route:
        """Any order, with so many moves more than bases ask for."""
        free = tuple((base, Status()) for base in bases)
        roads, travel = self._moves(bases, len(bases) - 1 + more)
        return Route(free, frozenset(bases), roads, travel, self._road_pay(bases), 0)

    def _everywhere(self, bases: list[int], again: frozenset[int], ends: tuple[int, ...]) -> Route:
        """Any order with these bases visited again and these first and last of the others.

        Leads with scenes everywhere are paid throughout at what lies between; nothing is asked of the rest.
        """
        leads = frozenset(p for p, plays in self.plays.items() if len(plays) == len(bases))
        either = Status(either=leads) if ends else Status()
        end = Status(coming=leads) if len(ends) > 1 else Status()
        statuses = tuple(
            (base, either if base in again else end if base in ends else Status(leads)) for base in bases
        )
        roads, travel = self._moves(bases, len(bases) - 1 + len(again))
        return Route(statuses, again, roads, travel, self._road_pay(bases), 0)

    def _road_pay(self, bases: list[int]) -> int:
        """Pay of the leads on travel days: each makes one move less, at least, than he or she has bases."""
        c, players = self.c, self.c.problem.players
        least = min((c.travel_days(a, b) for a in bases for b in bases if a != b), default=0)
        return sum(
            (len(plays) - 1) * least * (players[p].hold_rate + players[p].per_diem)
            for p, plays in self.plays.items()
        )

    def _moves(self, bases: list[int], count: int) -> tuple[int, int]:
        """Least cost of so many moves and of the way from and to home, and least travel days."""
        c = self.c
        homes = 2 * min(c.home_cost[base] for base in bases)
        pairs = [(a, b) for a in bases for b in bases if a != b]
        road = min((c.road[a, b][1] for a, b in pairs), default=0)
        days = min((c.travel_days(a, b) for a, b in pairs), default=0)
        return homes + count * road, count * days

    def _route(self, order: tuple[int, ...], again: frozenset[int]) -> Route:
        c, players = self.c, self.c.problem.players
        through: dict[int, set[int]] = {base: set() for base in order}
        coming: dict[int, set[int]] = {base: set() for base in order}
        leaving: dict[int, set[int]] = {base: set() for base in order}
        days = [c.travel_days(a, b) for a, b in pairwise(order)]
        waiting = self._road_pay(list(order)) if again else 0
        for p, plays in self.plays.items():
            sure = [i for i, base in enumerate(order) if base in plays and base not in again]
            if len(sure) < 2:
                continue
            low, high = sure[0], sure[-1]
            coming[order[low]].add(p)
            leaving[order[high]].add(p)
            for base in order[low + 1 : high]:
                if base not in again:
                    through[base].add(p)
            road = 0 if again else sum(days[low:high])
            waiting += road * (players[p].hold_rate + players[p].per_diem)
        either = self._together(order, again)
        statuses = tuple(
            (
                b,
                Status(either=either)
                if b in again
                else Status(frozenset(through[b]), frozenset(coming[b]), frozenset(leaving[b])),
            )
            for b in sorted(order)
        )
        if again:
            roads, travel = self._moves(list(order), len(order) - 1 + len(again))
            return Route(statuses, again, roads, travel, waiting, 0)
        roads = c.home_cost[order[0]] + c.home_cost[order[-1]]
        roads += sum(c.road[a, b][1] for a, b in pairwise(order))
        nights = sum(
            c.problem.towns[b].living - self.living
            for (_, b), on in zip(pairwise(order), days, strict=True)
            if on
        )
        return Route(statuses, again, roads, sum(days), waiting, nights)

    def _together(self, order: tuple[int, ...], again: frozenset[int]) -> frozenset[int]:
        """The most leads with scenes at one base that is visited once."""
        groups = [
            frozenset(p for p, plays in self.plays.items() if base in plays)
            for base in sorted(order)
            if base not in again
        ]
        return max(groups, key=len, default=frozenset())


def _along(added: list[int], days: int) -> int:
    """The cost of days added; beyond what is known no more than the last."""
    return added[min(days, len(added) - 1)]
