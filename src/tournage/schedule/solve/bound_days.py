"""Every day that could be shot at one base, priced at once: the sub-problem of the bound.

A day is a set of strips of one or two places. Given what each strip is worth, the best day is found
exactly: for each place a knapsack over minutes for every set of players that may be called, then the best
split of the hours between two places. Rules that only make days dearer or fewer (clocks, light, dates,
rest) are left out, so that no valid day is missed.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from math import gcd
from typing import Any

import numpy as np

from tournage.schedule.solve.compiled import NIGHT, Compiled, bits

_ANYWHERE = -1
"""The one place of a base whose places are not told apart, since a day may visit more than two."""

Table = Any
"""Whole numbers by players called, crowd and minutes."""

MOST_PLAYERS = 9
"""Players of one place who are called for or not; the cheapest beyond are paid outside these days."""


@dataclass(frozen=True, slots=True)
class Company:
    """Who is paid by the day: leads by a table of their own, others at a rate for each day they work.

    `kept` are leads beyond those of the table: they wait like these, their work is counted apart. `most` players
    of one place are called for or not.
    """

    leads: tuple[int, ...]
    rates: dict[int, int]
    kept: tuple[int, ...] = ()
    most: int = MOST_PLAYERS


@dataclass(frozen=True, slots=True)
class Tariff:
    """Price of a day beside its strips, and of the leads by which of them work on it (bits).

    `off` is taken from the rates of other players.
    """

    day: int
    leads: Table
    off: dict[int, int] = field(default_factory=dict)


class Place:
    """The strips of one place and the players they call."""

    def __init__(self, stay: DaysAt, site: int, strips: list[int]) -> None:
        c = stay.c
        self.site, self.strips = site, strips
        cast = {p for s in strips for p in c.cast[s]}
        self.leads = [p for p in stay.leads if p in cast]
        self.others = [p for p in stay.others if p in cast]
        self.players = [*self.leads, *self.others]
        whole = site == _ANYWHERE
        self.rent = c.problem.sites[site].day_cost if stay.money and not whole else 0
        self.drive = 0 if whole else max(0, c.drive[site] - c.terms.free_drive_minutes)
        self.levels = sorted({0, *(c.extras[s] for s in strips)}) if stay.money else [0]
        place = {p: i for i, p in enumerate(self.players)}
        every = np.arange(1 << len(self.players))
        self.masks = [sum(1 << place[p] for p in c.cast[s] if p in place) for s in strips]
        self.rows = [np.nonzero((every & mask) == mask)[0] for mask in self.masks]
        self.level = [self.levels.index(c.extras[s]) if stay.money else 0 for s in strips]
        self.size = [c.minutes[s] // stay.unit for s in strips]
        self.fixed = [sum(stay.alone.get(p, 0) for p in c.cast[s]) for s in strips]
        self.night = [c.light[s] == NIGHT for s in strips]

    def table(self, values: list[int], room: int, night: int | None) -> Table:
        """Most value by players called, crowd and minutes, with at most `night` of them in the dark."""
        best = np.zeros((1 << len(self.players), len(self.levels), room + 1), dtype=np.int64)
        order = sorted(range(len(self.strips)), key=lambda i: not self.night[i])
        dark = night is not None and any(self.night)
        for i in order:
            if dark and not self.night[i] and night is not None:
                best[..., night:] = best[..., night : night + 1]
                dark = False
            value, size = values[self.strips[i]] - self.fixed[i], self.size[i]
            if value > 0 and size <= room:
                rows, level = self.rows[i], self.level[i]
                part = best[rows, level:]
                part[..., size:] = np.maximum(part[..., size:], part[..., : room + 1 - size] + value)
                best[rows, level:] = part
        if dark and night is not None:
            best[..., night:] = best[..., night : night + 1]
        return best

    def trace(self, values: list[int], called: int, crowd: int, room: int, night: int | None) -> list[int]:
        """The strips of the best day of this place with these players, this crowd and these minutes."""
        allowed = [
            i
            for i, mask in enumerate(self.masks)
            if not mask & ~called and self.levels[self.level[i]] <= crowd
        ]
        most = room if night is None else min(night, room)
        dark = self._fill([i for i in allowed if self.night[i]], values, most)
        light = self._fill([i for i in allowed if not self.night[i]], values, room)
        minutes = int((dark[-1][1] + light[-1][1][::-1][: most + 1]).argmax())
        return self._back(dark, minutes) + self._back(light, room - minutes)

    def _fill(self, items: list[int], values: list[int], room: int) -> list[tuple[int, Table]]:
        """Knapsack: after each strip the most value by minutes."""
        rows: list[tuple[int, Table]] = [(-1, np.zeros(room + 1, dtype=np.int64))]
        for i in items:
            value, size, last = values[self.strips[i]] - self.fixed[i], self.size[i], rows[-1][1]
            if value > 0 and size <= room:
                row = last.copy()
                row[size:] = np.maximum(last[size:], last[: room + 1 - size] + value)
                rows.append((i, row))
        return rows

    def _back(self, rows: list[tuple[int, Table]], left: int) -> list[int]:
        taken = []
        for (_, before), (i, row) in zip(rows[-2::-1], rows[:0:-1], strict=True):
            if row[left] != before[left]:
                taken.append(self.strips[i])
                left -= self.size[i]
        return taken


class Half:
    """One place as part of a day: which of its players the other place shares, and the pay of the rest."""

    def __init__(self, place: Place, number: int, common: list[int], rates: dict[int, int]) -> None:
        self.place, self.number = place, number
        shared = [p for p in place.players if p in common]
        own = [p for p in place.players if p not in common]
        bit = {p: 1 << i for i, p in enumerate(place.players)}
        called = _subset_sums([bit[p] for p in shared])
        private = _subset_sums([bit[p] for p in own])
        self.rows = called[:, None] | private[None, :]
        self.own = [(p, rates[p]) for p in own]
        self.of_common = _subset_sums([1 << shared.index(p) if p in shared else 0 for p in common])

    def best(self, table: Table, room: int, off: dict[int, int]) -> Table:
        """Most value less own pay, by shared players called, crowd and minutes."""
        return (table[self.rows, :, : room + 1] - _pay(self.own, off)[None, :, None, None]).max(axis=1)

    def called(self, table: Table, row: int, part: tuple[int, int], off: dict[int, int]) -> int:
        """The players called in the best day of this half, its crowd and minutes given, as bits."""
        choice = table[self.rows[row], part[0], part[1]] - _pay(self.own, off)
        return int(self.rows[row][int(choice.argmax())])

    def crowd(self, most: int) -> int:
        """The largest crowd of this place that is no larger."""
        return max(i for i, level in enumerate(self.place.levels) if level <= most)


def _pay(players: list[tuple[int, int]], off: dict[int, int]) -> Table:
    return _subset_sums([rate - off.get(p, 0) for p, rate in players])


def _subset_sums(parts: list[int]) -> Table:
    sums = np.zeros(1, dtype=np.int64)
    for part in parts:
        sums = np.concatenate((sums, sums + part))
    return sums


class Pairing:
    """A place alone, or two that one day may visit."""

    def __init__(self, stay: DaysAt, one: int, other: int | None) -> None:
        c, a = stay.c, stay.places[one]
        b = None if other is None else stay.places[other]
        shared = [] if b is None else [p for p in a.others if p in b.others]
        leads = [p for p in stay.leads if p in a.leads or (b is not None and p in b.leads)]
        common = [*leads, *shared]
        self.halves = [Half(a, one, common, stay.rates)]
        road, cost = (0, 0)
        if b is not None and other is not None:
            self.halves.append(Half(b, other, common, stay.rates))
            road, cost = c.leg[a.site, b.site]
            road += c.terms.move_overhead_minutes
        drives = 2 * a.drive if b is None else a.drive + b.drive
        self.room = (stay.cap - road - drives) // stay.unit
        self.rent = a.rent + (b.rent if b is not None else 0) + (cost if stay.money else 0)
        self.lead_bits = _subset_sums([1 << stay.leads.index(p) for p in leads] + [0] * len(shared))
        self.shared = [*((p, 0) for p in leads), *((p, stay.rates[p]) for p in shared)]
        self.crowds = sorted({level for half in self.halves for level in half.place.levels})
        self.dark = any(any(half.place.night) for half in self.halves)


@dataclass(frozen=True, slots=True)
class Found:
    """The best day of a pairing: its reduced price and what it consists of."""

    price: int
    pairing: Pairing
    option: int
    crowd: int
    row: int


class DaysAt:
    """All days that one unit could shoot at one base, with at most `cap` minutes of strips and moves.

    Without `money` only the crew day counts: for the least number of days.
    """

    def __init__(
        self,
        c: Compiled,
        strips: list[int],
        company: Company,
        *,
        cap: int,
        nights: tuple[tuple[int, int], ...] = (),
        money: bool = True,
    ) -> None:
        self.c, self.strips, self.cap, self.money = c, strips, cap, money
        self.unit = max(1, gcd(*(c.minutes[s] for s in strips)))
        cast = [p for s in strips for p in c.cast[s]]
        self.players = frozenset(cast)
        self.leads = [p for p in company.leads if p in cast] if money else []
        paid = {p: rate for p, rate in company.rates.items() if p in cast and rate > 0 and money}
        self.alone = {p: rate for p, rate in paid.items() if cast.count(p) == 1}
        self.rates = {p: rate for p, rate in paid.items() if p not in self.alone}
        at: dict[int, list[int]] = {}
        for s in strips:
            at.setdefault(c.site[s] if c.terms.sites_a_day <= 2 else _ANYWHERE, []).append(s)
        self.others = self._affordable(at, company.most)
        self.counted = frozenset([*self.alone, *self.others])
        self.nights = nights or ((cap, 0),)
        """Most minutes in the dark, and the surcharge of such a day; the last has no limit."""
        self.crowd_rate = c.problem.prices.extra_day if money else 0
        self.places = [Place(self, site, at[site]) for site in sorted(at)]
        self.pairings = [Pairing(self, i, None) for i in range(len(self.places))]
        if c.terms.sites_a_day == 2:
            self.pairings += [
                Pairing(self, i, j)
                for j in range(len(self.places))
                for i in range(j)
                if c.leg[self.places[i].site, self.places[j].site][0] <= c.terms.move_limit_minutes
            ]
        self.pairings = [pairing for pairing in self.pairings if pairing.room > 0]
        self._values: list[int] = []
        self._tables: list[list[Table]] = []

    def _affordable(self, at: dict[int, list[int]], most: int) -> list[int]:
        """Others who are called or not, as many as every place can bear; the dearest stay."""
        every = kept = sorted(self.rates, key=lambda p: (-self.rates[p], p))
        for strips in at.values():
            cast = {p for s in strips for p in self.c.cast[s]}
            room = most - sum(p in cast for p in self.leads)
            here = [p for p in kept if p in cast]
            kept = [p for p in kept if p not in here[max(0, room) :]]
        self.rates = {p: self.rates[p] for p in kept}
        self.complete = len(kept) == len(every)
        return sorted(kept)

    def tables(self, values: list[int]) -> list[list[Table]]:
        """For each place its tables, one for each surcharge of the night; those of the last values are kept."""
        if values == self._values:
            return self._tables
        room, found = self.cap // self.unit, list[list[Table]]()
        for place in self.places:
            rows: list[Table] = []
            for limit, _ in self.nights:
                night = limit // self.unit
                if rows and not any(place.night):
                    rows.append(rows[0])
                else:
                    rows.append(place.table(values, room, night if night < room else None))
            found.append(rows)
        self._values, self._tables = values, found
        return found

    def best(self, tables: list[list[Table]], tariff: Tariff) -> list[Found]:
        """The best day of every pairing, its price less the value of its strips; the lowest first."""
        found = [self._best_of(pairing, tables, tariff) for pairing in self.pairings]
        return sorted(found, key=lambda day: day.price)

    def _best_of(self, pairing: Pairing, tables: list[list[Table]], tariff: Tariff) -> Found:
        leads = tariff.leads[pairing.lead_bits] + _pay(pairing.shared, tariff.off)
        best: Found | None = None
        for option, (_, surcharge) in enumerate(self.nights):
            if option and not pairing.dark:
                break
            parts = [
                half.best(tables[half.number][option], pairing.room, tariff.off)[half.of_common]
                for half in pairing.halves
            ]
            for crowd in pairing.crowds:
                total = parts[0][:, pairing.halves[0].crowd(crowd)]
                if len(parts) > 1:
                    total = total + parts[1][:, pairing.halves[1].crowd(crowd), ::-1]
                values = total.max(axis=1) - leads
                row = int(values.argmax())
                price = tariff.day + pairing.rent + surcharge + crowd * self.crowd_rate - int(values[row])
                if best is None or price < best.price:
                    best = Found(price, pairing, option, crowd, row)
        assert best is not None, "a pairing has a crowd"
        return best

    def strips_of(
        self, day: Found, tables: list[list[Table]], values: list[int], off: dict[int, int]
    ) -> tuple[int, ...]:
        """The strips of a day that `best` found."""
        pairing, room, night = day.pairing, day.pairing.room, self.nights[day.option][0] // self.unit
        curves, minutes = [], [room, 0]
        for half in pairing.halves:
            part = half.best(tables[half.number][day.option], room, off)
            curves.append(part[half.of_common[day.row], half.crowd(day.crowd)])
        if len(curves) > 1:
            first = int((curves[0] + curves[1][::-1]).argmax())
            minutes = [first, room - first]
        strips: list[int] = []
        for half, spent in zip(pairing.halves, minutes, strict=False):
            table, crowd = tables[half.number][day.option], half.crowd(day.crowd)
            called = half.called(table, int(half.of_common[day.row]), (crowd, spent), off)
            strips += half.place.trace(values, called, half.place.levels[crowd], spent, night)
        return tuple(sorted(strips))

    def price(self, strips: tuple[int, ...], tariff: Tariff) -> int:
        """What a day of these strips costs at least."""
        c = self.c
        cast = {p for s in strips for p in c.cast[s]}
        leads = sum(1 << i for i, p in enumerate(self.leads) if p in cast)
        cost = tariff.day + int(tariff.leads[leads])
        if not self.money:
            return cost
        sites = sorted({c.site[s] for s in strips})
        cost += sum(self.rates.get(p, 0) + self.alone.get(p, 0) for p in cast)
        cost += sum(c.problem.sites[site].day_cost for site in sites)
        cost += min((c.leg[a, b][1] for a in sites for b in sites if a != b), default=0)
        cost += max(c.extras[s] for s in strips) * self.crowd_rate
        dark = sum(c.minutes[s] for s in strips if c.light[s] == NIGHT)
        return cost + next((price for limit, price in self.nights if dark <= limit), self.nights[-1][1])


def lead_pay(
    c: Compiled, leads: list[int], through: frozenset[int], orders: tuple[tuple[int, ...], ...] = ()
) -> Table:
    """Pay of the leads by which of them work: each at the rate of a work day, and waiting is paid as well.

    `through` are in the shoot on every day of the stay. Those of an order come one after the other (or, read
    from the end, leave): on a day on which one of them works, all before have come and are paid.
    """
    players, pay = c.problem.players, []
    for mask in range(1 << len(leads)):
        working = {leads[i] for i in bits(mask)}
        present = working | (through & set(leads))
        for order in orders:
            latest = max((i for i, p in enumerate(order) if p in working), default=-1)
            present |= set(order[: latest + 1])
        rates = [
            (players[p].work_rate if p in working else players[p].hold_rate) + players[p].per_diem
            for p in present
        ]
        pay.append(sum(rates))
    return np.array(pay, dtype=np.int64)
