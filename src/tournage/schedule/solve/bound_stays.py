"""What the days at each base cost at least, by who of the leads is in the shoot throughout, comes there or leaves.

A lead whose first base this is may come late, one whose last base it is may leave early: over every order in
which they can come, the cheapest counts. All who have scenes before and after are paid on every day.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from heapq import heapify, heappop, heappush
from itertools import combinations, combinations_with_replacement, permutations, product
from math import factorial

import numpy as np

from tournage.schedule.solve.bound_cover import Cover, CoverProgram, Crew, Effort, Team, sound
from tournage.schedule.solve.bound_days import Company, DaysAt, Tariff, lead_pay
from tournage.schedule.solve.bounds import least_days
from tournage.schedule.solve.compiled import A_DAY, NIGHT, Compiled

ONE_DAY = 1_000_000
"""A day in parts, where days are counted and not paid."""

_NOBODY = np.zeros(1, dtype=np.int64)

_MOST_ORDERS = 24
"""Orders of coming and leaving that are looked at; the leads that would make more of them are let off."""

_FEW_LEADS = 3
"""Leads whose coming and leaving are looked at together at a base visited again."""

_SMALL_COMPANY = 4
"""Leads up to whom every company of some of them is looked at."""

_MOST_LEADS = 5
"""Leads whose waiting is looked at day by day; others are paid every day of a stay that they are held through."""


@dataclass(frozen=True, slots=True)
class Status:
    """What is known of the leads while the company is at a base."""

    through: frozenset[int] = frozenset()
    coming: frozenset[int] = frozenset()
    leaving: frozenset[int] = frozenset()
    either: frozenset[int] = frozenset()
    """At a base visited again: at each visit either none of these has left yet, or all have come."""


@dataclass(frozen=True)
class Stay:
    """Least cost of a base by its number of days, and the days that come nearest to it.

    Each round of proof holds one price of strips and of a day for every order of coming and leaving.
    """

    rounds: tuple[tuple[tuple[int, int], ...], ...]
    apart: int = 0
    """Pay of leads whose work is counted apart."""
    mix: tuple[tuple[float, int, tuple[int, ...]], ...] = ()
    free: Stay | None = None
    """The same when nothing is known of the leads, which is never dearer."""

    def least(self, days: int) -> int:
        """Least cost of so many days here."""
        least = self.free.least(days) if self.free else 0
        own = self.apart + max(min(fixed + day * days for fixed, day in orders) for orders in self.rounds)
        return max(least, own)


class Ground:
    """One base: its strips, the least days they take, and what those cost under a status."""

    def __init__(self, c: Compiled, base: int, company: Company, second: int, effort: Effort) -> None:
        self.c, self.base, self.effort = c, base, effort
        self.strips = [s for s in range(len(c.minutes)) if c.base[s] == base]
        frame = c.terms.first_shot_minutes + c.terms.wrap_minutes
        rooms = {c.buckets[row].most - frame for row in c.bucket[base] if row >= 0}
        self.cap = max(max(rooms, default=1), max(c.minutes[s] for s in self.strips))
        self.price = c.problem.units[c.main].crew_day + c.problem.towns[base].living
        self.main = DaysAt(c, self.strips, company, cap=self.cap, nights=_nights(c, base))
        self.players = frozenset(p for s in self.strips for p in c.cast[s])
        self.kept = [p for p in company.kept if p in self.players]
        self.second = self._second(company, second)
        self.patterns: dict[int, set[tuple[int, ...]]] = {}
        self.stays: dict[Status, Stay] = {}
        self.measures: dict[int, Cover] = {}
        self._count()
        self.more = (self.need + 2,)
        """Larger numbers of days for which the cost is worked out as well."""
        self.teams = self._teams()

    def _second(self, company: Company, price: int) -> tuple[DaysAt, int] | None:
        """Days of other units, at a price that the shoot sets."""
        strips = [s for s in self.strips if self.c.second[s]]
        if len(self.c.unit_of) == 1 or not strips:
            return None
        return DaysAt(self.c, strips, company, cap=self.cap), price

    def _count(self) -> None:
        """Least days of the main unit, and how much of a day each strip takes."""
        self.worth = self.measure(self.cap)
        own = [s for s in self.strips if not (self.second and self.c.second[s])]
        worth = self.worth if own == self.strips else self._days_of(own, self.cap)
        self.need = max(-(-sum(worth.values) // ONE_DAY), bool(own))

    def measure(self, room: int) -> Cover:
        """How much of a day of so many minutes each strip takes, so that no such day holds more than one."""
        if room not in self.measures:
            self.measures[room] = self._days_of(self.strips, room)
        return self.measures[room]

    def _days_of(self, strips: list[int], room: int) -> Cover:
        if not strips:
            return Cover([0] * len(self.c.minutes), 0)
        days = DaysAt(self.c, strips, Company((), {}), cap=room, money=False)
        crew, effort = Crew(days, Tariff(ONE_DAY, _NOBODY)), replace(self.effort, part=0.0005)
        return CoverProgram([crew], strips, 0).run(effort, {})

    def held(self, cover: Cover, room: int) -> int:
        """The most of some measure that a day with so many minutes holds here."""
        days = DaysAt(self.c, self.strips, Company((), {}), cap=room, money=False)
        best = days.best(days.tables(cover.values), Tariff(0, _NOBODY))
        return max(0, -best[0].price) if best else 0

    def stay(self, status: Status) -> Stay:
        """Least cost of the days here under a status."""
        found = self.stays.get(status)
        if found is None:
            heaps = [self._orders(status, days) for days in (self.need, *self.more)]
            rounds = tuple(tuple((cover.bound(0), cover.day) for _, _, _, cover in heap) for heap in heaps)
            free = self.stays.get(Status())
            mix = heaps[0][0][3].mix or (free.mix if free else ())
            found = self.stays[status] = Stay(rounds, self._apart(status), mix, free)
        return found

    def _apart(self, status: Status) -> int:
        """What leads who are in no table are paid here beside the waiting of those who are here throughout."""
        pay = 0
        for p in self.kept:
            days = least_days(self.c, [s for s in self.strips if p in self.c.cast[s]], self.cap)
            player = self.c.problem.players[p]
            if p in status.through:
                pay += days * max(0, player.work_rate - player.hold_rate)
            else:
                pay += days * (player.work_rate + player.per_diem)
        return pay

    def _crews(self, status: Status, orders: tuple[tuple[int, ...], ...]) -> list[Crew]:
        players, leads = self.c.problem.players, self.main.leads
        waiting = sum(
            (min(players[p].hold_rate, players[p].work_rate) if p in self.kept else players[p].hold_rate)
            + players[p].per_diem
            for p in sorted(status.through)
            if p not in leads
        )
        pay = lead_pay(self.c, leads, status.through, orders)
        if status.either:
            pay = np.minimum(*(lead_pay(self.c, leads, status.through, (order,)) for order in orders))
        crews = [Crew(self.main, Tariff(self.price + waiting, pay))]
        if self.second:
            days, price = self.second
            crews.append(Crew(days, Tariff(price, lead_pay(self.c, days.leads, frozenset())), main=False))
        return crews

    def _orders(self, status: Status, days: int) -> list[tuple[int, int, bool, Cover]]:
        """Every order of coming and leaving, bounded with known prices; the cheapest, which comes first, exactly."""
        coming, leaving = self._looked_at(status.coming), self._looked_at(status.leaving)
        while factorial(len(coming)) * factorial(len(leaving)) > _MOST_ORDERS:
            longer = coming if len(coming) >= len(leaving) else leaving
            longer.pop()
        orders = list(product(permutations(coming), permutations(leaving)))
        if status.either:
            few = self._looked_at(status.either)[:_FEW_LEADS]
            orders = list(combinations_with_replacement(permutations(few), 2))
        first = self._solve(status, orders[0], days)
        heap = [(first.bound(days), 0, True, first)]
        for number, order in enumerate(orders[1:], 1):
            cover = sound(self._crews(status, order), first)[0]
            heap.append((cover.bound(days), number, False, cover))
        heapify(heap)
        while not heap[0][2] and not self.effort.stop():
            _, number, _, known = heappop(heap)
            cover = self._solve(status, orders[number], days)
            cover = max(cover, known, key=lambda one: one.bound(days))
            heappush(heap, (cover.bound(days), number, True, cover))
        return heap

    def _looked_at(self, leads: frozenset[int]) -> list[int]:
        """The leads of this base, the dearest to keep first."""
        players = self.c.problem.players
        here = [p for p in leads if p in self.main.leads]
        return sorted(here, key=lambda p: (-players[p].hold_rate, p))

    def _solve(self, status: Status, orders: tuple[tuple[int, ...], ...], days: int) -> Cover:
        program = CoverProgram(self._crews(status, orders), self.strips, days, self.teams)
        return program.run(self.effort, self.patterns)

    def _teams(self) -> tuple[Team, ...]:
        """Leads and others who work on more days than one: each alone, and the leads in every company."""
        leads = self.main.leads
        groups = [
            frozenset(group) for size in range(1, len(leads) + 1) for group in combinations(leads, size)
        ]
        if len(leads) > _SMALL_COMPANY:
            groups = [group for group in groups if len(group) in (1, len(leads) - 1, len(leads))]
        groups += [frozenset((p,)) for p in self.main.others]
        found = []
        for group in groups:
            parts = sum(self.worth.values[s] for s in self.strips if group & set(self.c.cast[s]))
            days = -(-parts // ONE_DAY)
            if days > 1:
                found.append(Team(group, days))
        return tuple(found)


def _nights(c: Compiled, base: int) -> tuple[tuple[int, int], ...]:
    """Most minutes in the dark of each kind of day, with its surcharge: the cheapest first, the last without limit."""
    dusks = [sun.dusk for sun in c.problem.suns if sun.base == c.base_ids[base]]
    if not any(c.light[s] == NIGHT and c.base[s] == base for s in range(len(c.minutes))) or not dusks:
        return ()
    unit, kinds = c.problem.units[c.main], list[tuple[int, int]]()
    for mode in c.terms.modes:
        longest = mode.latest_wrap - c.terms.wrap_minutes - min(dusks)
        kinds.append((unit.premium(mode.id), max(0, longest)))
    found: list[tuple[int, int]] = []
    for price, longest in sorted(kinds, key=lambda kind: (kind[0], -kind[1])):
        if not found or longest > found[-1][0]:
            found.append((longest, price))
    return (*found[:-1], (A_DAY, found[-1][1]))


def company_of(c: Compiled) -> Company:
    """Leads, who are kept between their days, and the rates of all others; the dearest leads where there are many."""
    players, chaperone = c.problem.players, c.problem.prices.chaperone_day
    roaming = {p for s, cast in enumerate(c.cast) if c.second[s] and len(c.unit_of) > 1 for p in cast}
    kept = [
        p
        for p, player in enumerate(players)
        if not player.drop_allowed and not player.minor and p not in roaming and player.hold_rate > 0
    ]
    kept.sort(key=lambda p: (-players[p].hold_rate, p))
    rates = {
        p: player.work_rate + player.per_diem + player.minor * chaperone
        for p, player in enumerate(players)
        if p not in kept
    }
    return Company(tuple(sorted(kept[:_MOST_LEADS])), rates, tuple(sorted(kept[_MOST_LEADS:])))
