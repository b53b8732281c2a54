"""What the days at each base cost at least, by who of the leads is in the shoot throughout, comes there or leaves.

A lead whose first base this is may come late, one whose last base it is may leave early: over every order in
which they can come, the cheapest counts. All who have scenes before and after are paid on every day.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from heapq import heapify, heappop, heappush
from itertools import permutations, product
from math import factorial

import numpy as np

from tournage.schedule.solve.bound_cover import Cover, CoverProgram, Crew, Effort, sound
from tournage.schedule.solve.bound_days import Company, DaysAt, Tariff, lead_pay
from tournage.schedule.solve.compiled import A_DAY, NIGHT, Compiled

ONE_DAY = 1_000_000
"""A day in parts, where days are counted and not paid."""

_MOST_ORDERS = 24
"""Orders of coming and leaving that are looked at; the leads that would make more of them are let off."""

_MOST_LEADS = 8
"""Leads whose waiting is looked at day by day."""


@dataclass(frozen=True, slots=True)
class Status:
    """What is known of the leads while the company is at a base."""

    through: frozenset[int] = frozenset()
    coming: frozenset[int] = frozenset()
    leaving: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Stay:
    """Least cost of the least days at a base, what each day more adds, and the days that nearly do."""

    least: int
    day: int
    mix: tuple[tuple[float, int, tuple[int, ...]], ...] = ()


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
        self.second = self._second(company, second)
        self.patterns: dict[int, set[tuple[int, ...]]] = {}
        self.stays: dict[Status, Stay] = {}
        self._count()

    def _second(self, company: Company, price: int) -> tuple[DaysAt, int] | None:
        """Days of other units, at a price that the shoot sets."""
        strips = [s for s in self.strips if self.c.second[s]]
        if len(self.c.unit_of) == 1 or not strips:
            return None
        return DaysAt(self.c, strips, company, cap=self.cap), price

    def _count(self) -> None:
        """Least days of the main unit, and how much of a day each strip takes."""
        c, free = self.c, Tariff(ONE_DAY, np.zeros(1, dtype=np.int64))
        nobody = Company((), {})
        self.worth = self._days_of(self.strips, free, nobody)
        own = [s for s in self.strips if not (self.second and c.second[s])]
        worth = self.worth if own == self.strips else self._days_of(own, free, nobody)
        self.parts = sum(self.worth.values)
        self.need = max(-(-sum(worth.values) // ONE_DAY), bool(own))

    def _days_of(self, strips: list[int], tariff: Tariff, nobody: Company) -> Cover:
        if not strips:
            return Cover([0] * len(self.c.minutes), 0)
        days = DaysAt(self.c, strips, nobody, cap=self.cap, money=False)
        crew, effort = Crew(days, tariff), replace(self.effort, part=0.0005)
        return CoverProgram([crew], strips, 0, len(self.c.minutes)).run(effort, {})

    def worth_of(self, room: int) -> int:
        """The most that a day with so many minutes holds, in parts of a whole one."""
        if room >= self.cap:
            return ONE_DAY
        days = DaysAt(self.c, self.strips, Company((), {}), cap=room, money=False)
        values = self.worth.values
        best = days.best(days.tables(values), Tariff(0, np.zeros(1, dtype=np.int64)))
        return min(ONE_DAY, -best[0].price) if best else 0

    def stay(self, status: Status) -> Stay:
        """Least cost of the days here under a status."""
        found = self.stays.get(status)
        if found is None:
            found = self.stays[status] = self._cheapest_order(status)
        return found

    def _crews(self, status: Status, orders: tuple[tuple[int, ...], ...]) -> list[Crew]:
        players, leads = self.c.problem.players, self.main.leads
        waiting = sum(
            players[p].hold_rate + players[p].per_diem for p in sorted(status.through) if p not in leads
        )
        pay = lead_pay(self.c, leads, status.through, orders)
        crews = [Crew(self.main, Tariff(self.price + waiting, pay))]
        if self.second:
            days, price = self.second
            crews.append(Crew(days, Tariff(price, lead_pay(self.c, days.leads, frozenset())), main=False))
        return crews

    def _cheapest_order(self, status: Status) -> Stay:
        """The cheapest order of coming and leaving: all are bounded with known prices, the lowest then exactly."""
        coming, leaving = self._looked_at(status.coming), self._looked_at(status.leaving)
        while factorial(len(coming)) * factorial(len(leaving)) > _MOST_ORDERS:
            longer = coming if len(coming) >= len(leaving) else leaving
            longer.pop()
        orders = list(product(permutations(coming), permutations(leaving)))
        first = self._solve(status, orders[0])
        heap = [(first.bound(self.need), 0, True, first)]
        for number, order in enumerate(orders[1:], 1):
            cover = sound(self._crews(status, order), first.values, first.day)[0]
            heap.append((cover.bound(self.need), number, False, cover))
        heapify(heap)
        while not heap[0][2] and not self.effort.stop():
            _, number, _, known = heappop(heap)
            cover = self._solve(status, orders[number])
            cover = max(cover, known, key=lambda one: one.bound(self.need))
            heappush(heap, (cover.bound(self.need), number, True, cover))
        mix = heap[0][3].mix or first.mix
        return Stay(heap[0][0], min(cover.day for _, _, _, cover in heap), mix)

    def _looked_at(self, leads: frozenset[int]) -> list[int]:
        """The leads of this base, the dearest to keep first."""
        players = self.c.problem.players
        here = [p for p in leads if p in self.main.leads]
        return sorted(here, key=lambda p: (-players[p].hold_rate, p))

    def _solve(self, status: Status, orders: tuple[tuple[int, ...], ...]) -> Cover:
        program = CoverProgram(self._crews(status, orders), self.strips, self.need, len(self.c.minutes))
        return program.run(self.effort, self.patterns)


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
    kept = sorted(sorted(kept, key=lambda p: (-players[p].hold_rate, p))[:_MOST_LEADS])
    rates = {
        p: player.work_rate + player.per_diem + player.minor * chaperone
        for p, player in enumerate(players)
        if p not in kept
    }
    return Company(tuple(kept), rates)
