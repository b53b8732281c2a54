"""The cheapest way to cover the strips of a base with days, days counted in parts: a linear program.

Its prices of strips and of a day prove the bound: no day costs less than its strips are worth and the day
itself, so that a board of `n` days costs at least the sum of the strips and `n` days. Prices are whole
numbers and are checked against every possible day in whole numbers; the solver need not be trusted.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from tournage.schedule.solve.bound_days import DaysAt, Tariff

_STEPS = (0.6, 0.0)
"""How far the prices stay with the best so far; the pure ones of the program when that finds nothing."""

_NOTHING = 1e-7

_NEW_DAYS = 40
"""Days taken into the program in one round."""


@dataclass(frozen=True, slots=True)
class Team:
    """Players of whom at least one works on so many days: whole days, where the program would count parts."""

    players: frozenset[int]
    days: int


@dataclass(frozen=True, slots=True)
class Cover:
    """Prices under which every possible day is worth no more than it costs."""

    values: list[int]
    """One for each strip of the problem."""
    day: int
    """What each day of the main unit adds."""
    teams: tuple[tuple[Team, int], ...] = ()
    """What each day adds on which one of a team works."""
    mix: tuple[tuple[float, int, tuple[int, ...]], ...] = ()
    """The cheapest cover found: parts of days, their crew and their strips."""

    def bound(self, days: int) -> int:
        """Least cost of so many days of the main unit that cover the strips."""
        teams = sum(team.days * price for team, price in self.teams)
        return sum(self.values) + teams + self.day * days

    def scaled(self, part: int, whole: int) -> Cover:
        """The prices times a fraction, rounded down."""
        teams = tuple((team, price * part // whole) for team, price in self.teams)
        return Cover([value * part // whole for value in self.values], self.day * part // whole, teams)

    def towards(self, other: Cover, step: float) -> Cover:
        """Prices on the way to other ones."""
        pairs = zip(self.values, other.values, strict=True)
        values = [int((1 - step) * one + step * two) for one, two in pairs]
        olds = dict(other.teams)
        teams = [(team, int((1 - step) * price + step * olds.get(team, 0))) for team, price in self.teams]
        return Cover(values, int((1 - step) * self.day + step * other.day), tuple(teams))


@dataclass(frozen=True, slots=True)
class Crew:
    """The days one unit can shoot, at a tariff; whether they count as days of the main unit."""

    days: DaysAt
    tariff: Tariff
    main: bool = True


@dataclass(frozen=True, slots=True)
class Effort:
    """Rounds at most, the part of the cost that may stay unproven, and a stop from outside."""

    rounds: int
    part: float
    stop: Callable[[], bool]


def sound(crews: list[Crew], cover: Cover) -> tuple[Cover, list[list[tuple[int, ...]]]]:
    """Prices brought down until no day is worth more than it costs; and the days that were, by crew."""
    least, least_other, found = 0, 0, []
    for crew in crews:
        tables, tariff = crew.days.tables(cover.values), _less(crew, cover)
        best = crew.days.best(tables, tariff)
        own = cover.day if crew.main else 0
        new = [d for d in best[:_NEW_DAYS] if d.price < own]
        found.append([crew.days.strips_of(d, tables, cover.values, tariff.off) for d in new])
        over = best[0].price - own if best else 0
        least = min(least, over)
        least_other = min(least_other, 0 if crew.main else over)
    if not least:
        return cover, found
    if least_other == 0 and cover.day + least >= 0:
        return replace(cover, day=cover.day + least), found
    floor = min(crew.tariff.day + int(crew.tariff.leads.min()) for crew in crews)
    return cover.scaled(floor, floor - least), found


def _less(crew: Crew, cover: Cover) -> Tariff:
    """The tariff of a crew less what a day adds because of its teams; of a player whom it does not tell apart, always."""
    day, leads, off = crew.tariff.day, crew.tariff.leads.copy(), dict[int, int]()
    place = {p: i for i, p in enumerate(crew.days.leads)}
    for team, price in cover.teams:
        mask = sum(1 << place[p] for p in team.players if p in place)
        if mask and price:
            leads -= price * (np.arange(len(leads)) & mask > 0)
        for p in team.players - set(place):
            if p in crew.days.rates:
                off[p] = off.get(p, 0) + price
            elif p in crew.days.players:
                day -= price
    return Tariff(day, leads, off)


class CoverProgram:
    """The program over the days known so far; new ones are found by their price."""

    def __init__(self, crews: list[Crew], strips: list[int], need: int, teams: tuple[Team, ...] = ()) -> None:
        from ortools.linear_solver import pywraplp

        self.crews, self.strips, self.need = crews, strips, need
        self.cast = crews[0].days.c.cast
        self.solver: Any = pywraplp.Solver.CreateSolver("GLOP")
        most = self.solver.infinity()
        self.rows = {s: self.solver.Constraint(1, most) for s in strips}
        self.days: Any = self.solver.Constraint(need, most)
        self.teams = [(team, self.solver.Constraint(team.days, most)) for team in teams]
        self.objective: Any = self.solver.Objective()
        self.objective.SetMinimization()
        self.known: dict[tuple[int, tuple[int, ...]], Any] = {}

    def add(self, crew: int, strips: tuple[int, ...]) -> bool:
        """Take a day into the program; False when it is there."""
        if not strips or (crew, strips) in self.known:
            return False
        part = self.solver.NumVar(0, self.solver.infinity(), "")
        self.known[crew, strips] = part
        source = self.crews[crew]
        self.objective.SetCoefficient(part, float(source.days.price(strips, source.tariff)))
        for s in strips:
            self.rows[s].SetCoefficient(part, 1)
        if source.main:
            self.days.SetCoefficient(part, 1)
        cast = {p for s in strips for p in self.cast[s]}
        for team, row in self.teams:
            if cast & team.players:
                row.SetCoefficient(part, 1)
        return True

    def run(self, effort: Effort, patterns: dict[int, set[tuple[int, ...]]]) -> Cover:
        """Solve, price, add days, until nothing new is worth its cost or the effort is spent."""
        for crew, source in enumerate(self.crews):
            for s in source.days.strips:
                self.add(crew, (s,))
            for day in sorted(patterns.get(crew, ())):
                self.add(crew, day)
        best = Cover([0] * len(self.cast), 0)
        mix: tuple[tuple[float, int, tuple[int, ...]], ...] = ()
        for _ in range(effort.rounds):
            if effort.stop():
                break
            if self.solver.Solve() != self.solver.OPTIMAL:
                break
            cost, mix = self.objective.Value(), self._mix()
            cover, new = self._round(best)
            if cover.bound(self.need) > best.bound(self.need):
                best = cover
            close = cost * (1 - effort.part) <= best.bound(self.need)
            if not new or close:
                break
        for crew, day in self.known:
            if len(day) > 1:
                patterns.setdefault(crew, set()).add(day)
        return replace(best, mix=mix)

    def _mix(self) -> tuple[tuple[float, int, tuple[int, ...]], ...]:
        parts = ((var.solution_value(), crew, day) for (crew, day), var in self.known.items())
        return tuple(part for part in parts if part[0] > _NOTHING)

    def _round(self, best: Cover) -> tuple[Cover, bool]:
        values = [0] * len(self.cast)
        for s in self.strips:
            values[s] = max(0, int(self.rows[s].dual_value()))
        teams = tuple((team, max(0, int(row.dual_value()))) for team, row in self.teams)
        prices = Cover(values, max(0, int(self.days.dual_value())), teams)
        top = best
        for step in _STEPS if best.bound(self.need) else (0.0,):
            cover, found = sound(self.crews, prices.towards(best, step) if step else prices)
            if cover.bound(self.need) > top.bound(self.need):
                top = cover
            added = [self.add(crew, strips) for crew, days in enumerate(found) for strips in days]
            if any(added):
                return top, True
        return top, False
