"""Where the company is on which dates, before any day is packed: a beam over dates, bases and minutes still to shoot.

A stay shoots the minutes of its base, those first whose dates end first. Weighed are crew days, living, days on the
road, waiting, players held between two bases that both need them, and minutes whose dates are missed. Hours are
those of the date: short in Ramadan.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import groupby

from tournage.schedule.solve.compiled import Compiled, bits

_CLASSES = 14
"""Sets of dates told apart at a base; above, those that miss few dates count as open until their last."""

_NEARLY_OPEN = 0.6
"""Share of the dates up to its last from which a strip counts as open."""

_WIDTH, _ALIKE = 100, 6
"""Plans kept for each date, and of those at one base with the same bases behind them."""

_FILLED = 0.95
"""Share of the hours of a date that scenes fill; the rest are moves and gaps."""

_STAY = 0.4
"""Crew days that a stay costs beside the road: its last day is seldom full."""

_HELD = 0.5
"""Share of the holds between two bases that no drop saves and no order inside a stay avoids."""

_MISSED = 4
"""Crew days that an hour outside its dates is worth."""

_CRUMB = 45
"""Minutes that more days than needed are not planned for; full days take them."""

Path = tuple[tuple[int, int], "Path"] | None
"""Date and base of the last day, and the path before it."""

Left = tuple[tuple[int, ...], ...]
"""Minutes still to shoot, by base and set of dates."""


@dataclass(frozen=True, slots=True)
class Itinerary:
    """The base of each shooting date, the dates in order, and what it is likely to cost."""

    dates: tuple[tuple[int, int], ...]
    cost: float
    missed: int
    """Minutes whose dates it misses."""

    @property
    def order(self) -> tuple[int, ...]:
        """The bases in the order of the stays."""
        return tuple(base for base, _ in groupby(base for _, base in self.dates))


@dataclass(slots=True)
class _Plan:
    """A beginning of an itinerary."""

    cost: float
    base: int
    left: Left
    seen: int
    path: Path
    guess: float = 0.0


def itineraries(c: Compiled, many: int, *, more: dict[int, int] | None = None) -> list[Itinerary]:
    """The most promising itineraries, each with another order of stays, the cheapest first.

    `more` are minutes that a base is to be given beyond those of its strips, for what days cannot hold.
    """
    found: dict[tuple[int, ...], Itinerary] = {}
    for itinerary in sorted(_Beam(c, more or {}).run(), key=lambda i: (i.cost, i.dates)):
        found.setdefault(itinerary.order, itinerary)
    return list(found.values())[:many]


class _Demand:
    """Minutes by base and set of dates, those whose dates end first in front."""

    def __init__(self, c: Compiled, more: dict[int, int]) -> None:
        taken = _second_share(c)
        held: dict[int, dict[int, float]] = defaultdict(lambda: defaultdict(float))
        for s, minutes in enumerate(c.minutes):
            if c.allowed[s]:
                held[c.base[s]][c.allowed[s]] += minutes * (1 - taken if c.second[s] else 1)
        self.bases = sorted(held)
        self.masks: list[tuple[int, ...]] = []
        minutes_of = []
        for base in self.bases:
            classes = held[base] if len(held[base]) <= _CLASSES else _coarse(c, held[base])
            order = sorted(classes, key=lambda mask: (mask.bit_length(), mask.bit_count(), mask))
            self.masks.append(tuple(order))
            widest = max(order, key=lambda mask: (mask.bit_count(), mask))
            classes[widest] += more.get(base, 0)
            minutes_of.append(tuple(round(classes[mask]) for mask in order))
        self.left: Left = tuple(minutes_of)


def _second_share(c: Compiled) -> float:
    """Share of the strips a second unit may shoot that it is likely to take off the main unit."""
    whole = sum(minutes for s, minutes in enumerate(c.minutes) if c.second[s])
    taken = 0
    for unit, spec in enumerate(c.problem.units):
        if unit != c.main:
            days = (c.work & c.unit_mask[unit]).bit_count()
            days = days if spec.most_days is None else min(days, spec.most_days)
            taken += days * c.terms.day_minutes * 3 // 4
    return min(0.8, taken / whole) if whole else 0.0


def _coarse(c: Compiled, classes: dict[int, float]) -> dict[int, float]:
    """Fewer sets of dates: those that miss few dates count as open until their last."""
    found: dict[int, float] = defaultdict(float)
    for mask, minutes in classes.items():
        until = c.work & ((1 << mask.bit_length()) - 1)
        wide = mask.bit_count() >= _NEARLY_OPEN * until.bit_count()
        found[until if wide else mask] += minutes
    return found


class _Beam:
    """The beam, and what it looks up."""

    def __init__(self, c: Compiled, more: dict[int, int]) -> None:
        self.c, self.demand = c, _Demand(c, more)
        self.bases, self.masks = self.demand.bases, self.demand.masks
        prices, unit, frame = c.problem.prices, c.problem.units[c.main], c.terms.first_shot_minutes
        frame += c.terms.wrap_minutes
        self.room = [
            [int((c.buckets[at].most - frame) * _FILLED) if at >= 0 else 0 for at in c.bucket[base]]
            for base in self.bases
        ]
        self.full = max((max(rooms) for rooms in self.room), default=0) or 1
        self.living = [c.problem.towns[base].living for base in self.bases]
        self.crew, self.travel, self.wait = unit.crew_day, prices.travel_day, prices.wait_day
        self.price = _MISSED * unit.crew_day / 60
        self.next = _next_dates(c)
        self.road = {
            (i, j): (c.travel_days(a, b), c.road[a, b][1])
            for i, a in enumerate(self.bases)
            for j, b in enumerate(self.bases)
            if i != j
        }
        self.into = [
            min(
                (self.travel * days + cost for (i, j), (days, cost) in self.road.items() if j == to),
                default=0,
            )
            for to in range(len(self.bases))
        ]
        self.players = self._players()
        self.held: dict[tuple[int, int, int], float] = {}
        self.rest: dict[tuple[int, tuple[int, ...], int], float] = {}

    def _players(self) -> list[tuple[int, float]]:
        """For those who work in several bases, the bases and what a day of waiting costs."""
        c, at = self.c, defaultdict[int, int](int)
        place = {base: i for i, base in enumerate(self.bases)}
        for s, cast in enumerate(c.cast):
            for player in cast if c.base[s] in place else ():
                at[player] |= 1 << place[c.base[s]]
        players = c.problem.players
        return [
            (bases, (players[p].hold_rate + players[p].per_diem) * _HELD)
            for p, bases in at.items()
            if bases.bit_count() > 1
        ]

    def run(self) -> list[Itinerary]:
        """All whole itineraries the beam reaches; an empty one when it reaches none."""
        first = self.next[0]
        buckets: dict[int, list[_Plan]] = defaultdict(list)
        for base in range(len(self.bases)):
            buckets[first].append(_Plan(self.c.home_cost[self.bases[base]], base, self.demand.left, 0, None))
        done: list[Itinerary] = []
        for date in range(self.c.days):
            for plan in self._best(buckets.pop(date, []), date):
                self._go_on(plan, date, buckets, done)
        return done or [Itinerary((), 0, sum(map(sum, self.demand.left)))]

    def _best(self, plans: list[_Plan], date: int) -> list[_Plan]:
        """The plans of a date that go on: no two alike, few of a kind."""
        alike: dict[tuple[int, Left], _Plan] = {}
        for plan in plans:
            known = alike.get((plan.base, plan.left))
            if known is None or plan.cost < known.cost:
                alike[plan.base, plan.left] = plan
        for plan in alike.values():
            plan.guess = plan.cost + sum(
                self._rest(base, left, date) + (self.into[base] if base != plan.base and any(left) else 0)
                for base, left in enumerate(plan.left)
            )
        kept, count = [], defaultdict[tuple[int, int, int], int](int)
        for plan in sorted(alike.values(), key=lambda p: (p.guess, p.base, p.left)):
            key = plan.base, plan.seen, self._over(plan.left)
            count[key] += 1
            if count[key] <= _ALIKE:
                kept.append(plan)
                if len(kept) == _WIDTH:
                    break
        return kept

    def _over(self, left: Left) -> int:
        """Bases with nothing more to shoot, as bits."""
        return sum(1 << base for base, minutes in enumerate(left) if not any(minutes))

    def _rest(self, base: int, left: tuple[int, ...], date: int) -> float:
        """Least price of what a base still has to shoot from a date on; minutes that can no longer meet their dates cost most."""
        key = base, left, date
        found = self.rest.get(key)
        if found is None:
            missed, alive = self._missed(base, left, date), sum(left)
            days = -(-max(0, alive - missed - _CRUMB) // self.full)
            found = self.rest[key] = missed * self.price + days * (self.crew + self.living[base])
        return found

    def _missed(self, base: int, left: tuple[int, ...], date: int) -> int:
        """Minutes that no dates from this one on can hold."""
        missed = owed = 0
        for mask, minutes in zip(self.masks[base], left, strict=True):
            if minutes:
                until = (self.c.work & ((1 << mask.bit_length()) - 1)) >> date
                alone = minutes - (mask >> date).bit_count() * self.full
                owed += minutes
                together = owed - missed - until.bit_count() * self.full
                missed += max(0, alone, together)
        return missed

    def _go_on(self, plan: _Plan, date: int, buckets: dict[int, list[_Plan]], done: list[Itinerary]) -> None:
        """Shoot or wait on this date, then stay or leave."""
        left, shot = self._shoot(plan, date)
        after = self.next[date + 1]
        path = ((date, self.bases[plan.base]), plan.path) if shot else plan.path
        seen = plan.seen | (1 << plan.base if shot else 0)
        over = self._over(left)
        hold = self._hold(seen, over, plan.base)
        if path is None and after > self.c.start_by:
            return
        cost = plan.cost + (self.crew if shot else self.wait if path is not None else 0)
        open_bases = [b for b, minutes in enumerate(left) if self._alive(b, minutes, after)]
        if not open_bases:
            missed = sum(map(sum, left))
            cost += self.living[plan.base] + self.c.home_cost[self.bases[plan.base]] + missed * self.price
            done.append(Itinerary(_unroll(path), cost, missed))
            return
        if plan.base in open_bases and after < self.c.days:
            stay = cost + (after - date) * (self.living[plan.base] + hold)
            buckets[after].append(_Plan(stay, plan.base, left, seen, path))
        if (
            not shot
            and plan.path is not None
            and plan.path[0][0] < date - 1
            and plan.path[0][1] != self.bases[plan.base]
        ):
            return
        for base in open_bases:
            if base != plan.base:
                days, road = self.road[plan.base, base]
                arrival = self._arrival(date, days)
                if arrival < self.c.days:
                    moved = (
                        cost
                        + _STAY * self.crew
                        + days * self.travel
                        + road
                        + (arrival - date) * (self.living[base] + hold)
                    )
                    buckets[arrival].append(_Plan(moved, base, left, seen, path))

    def _alive(self, base: int, left: tuple[int, ...], date: int) -> bool:
        """Whether some of these minutes may still be shot."""
        return any(minutes and mask >> date for mask, minutes in zip(self.masks[base], left, strict=True))

    def _shoot(self, plan: _Plan, date: int) -> tuple[Left, bool]:
        """What is left after a day here, the minutes that end first taken first; whether anything was shot."""
        base, room = plan.base, self.room[plan.base][date]
        left, whole = list(plan.left[base]), room
        for place, mask in enumerate(self.masks[base]):
            if left[place] and mask >> date & 1:
                taken = min(left[place], room)
                left[place] -= taken
                room -= taken
                if not room:
                    break
        if room and sum(left) == 0:
            room = 0
        crumb = sum(left)
        if 0 < crumb <= _CRUMB and room < whole and self._alive(base, tuple(left), date):
            left = [0] * len(left)
        if room == whole:
            return plan.left, False
        return (*plan.left[:base], tuple(left), *plan.left[base + 1 :]), True

    def _arrival(self, date: int, days: int) -> int:
        on = date
        for _ in range(days):
            on = self.next[on + 1]
            if on >= self.c.days:
                return on
        return self.next[on + 1]

    def _hold(self, seen: int, over: int, base: int) -> float:
        """What players cost a day who have begun, have more to do, and nothing here."""
        key = seen, over, base
        found = self.held.get(key)
        if found is None:
            found = self.held[key] = sum(
                rate
                for bases, rate in self.players
                if bases & seen and bases & ~over and not bases >> base & 1
            )
        return found


def _next_dates(c: Compiled) -> list[int]:
    """For each date the first working date from it on; the number of days when there is none."""
    found = [c.days] * (c.days + 2)
    for date in bits(c.work)[::-1]:
        found[date] = date
    for date in range(c.days - 1, -1, -1):
        found[date] = min(found[date], found[date + 1])
    return found


def _unroll(path: Path) -> tuple[tuple[int, int], ...]:
    """The dates of a path, first to last."""
    found = []
    while path is not None:
        head, path = path
        found.append(head)
    return tuple(reversed(found))
