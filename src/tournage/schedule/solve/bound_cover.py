"""The cheapest way to cover the strips of a base with days, days counted in parts: a linear program.

Its prices of strips and of a day prove the bound: no day costs less than its strips are worth and the day
itself, so that a board of `n` days costs at least the sum of the strips and `n` days. Prices are whole
numbers and are checked against every possible day in whole numbers; the solver need not be trusted.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tournage.schedule.solve.bound_days import DaysAt, Tariff

_STEPS = (0.6, 0.0)
"""How far the prices stay with the best so far; the pure ones of the program when that finds nothing."""

_NOTHING = 1e-7

_NEW_DAYS = 40
"""Days taken into the program in one round."""


@dataclass(frozen=True, slots=True)
class Cover:
    """Prices under which every possible day is worth no more than it costs."""

    values: list[int]
    """One for each strip of the problem."""
    day: int
    """What each day of the main unit adds."""
    mix: tuple[tuple[float, int, tuple[int, ...]], ...] = ()
    """The cheapest cover found: parts of days, their crew and their strips."""

    def bound(self, days: int) -> int:
        """Least cost of so many days of the main unit that cover the strips."""
        return sum(self.values) + self.day * days


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


def sound(crews: list[Crew], values: list[int], day: int) -> tuple[Cover, list[list[tuple[int, ...]]]]:
    """Prices scaled down until no day is worth more than it costs; and the days that were, by crew."""
    least, least_other, found = 0, 0, []
    for crew in crews:
        tables = crew.days.tables(values)
        best = crew.days.best(tables, crew.tariff)
        own = day if crew.main else 0
        new = [d for d in best[:_NEW_DAYS] if d.price < own]
        found.append([crew.days.strips_of(d, tables, values) for d in new])
        over = best[0].price - own if best else 0
        least = min(least, over)
        least_other = min(least_other, 0 if crew.main else over)
    if not least:
        return Cover(values, day), found
    if least_other == 0 and day + least >= 0:
        return Cover(values, day + least), found
    floor = min(crew.tariff.day + int(crew.tariff.leads.min()) for crew in crews)
    scaled = [value * floor // (floor - least) for value in values]
    return Cover(scaled, day * floor // (floor - least)), found


class CoverProgram:
    """The program over the days known so far; new ones are found by their price."""

    def __init__(self, crews: list[Crew], strips: list[int], need: int, count: int) -> None:
        from ortools.linear_solver import pywraplp

        self.crews, self.strips, self.need, self.count = crews, strips, need, count
        self.solver: Any = pywraplp.Solver.CreateSolver("GLOP")
        most = self.solver.infinity()
        self.rows = {s: self.solver.Constraint(1, most) for s in strips}
        self.days: Any = self.solver.Constraint(need, most)
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
        return True

    def run(self, effort: Effort, patterns: dict[int, set[tuple[int, ...]]]) -> Cover:
        """Solve, price, add days, until nothing new is worth its cost or the effort is spent."""
        for crew, source in enumerate(self.crews):
            for s in source.days.strips:
                self.add(crew, (s,))
            for day in sorted(patterns.get(crew, ())):
                self.add(crew, day)
        best = Cover([0] * self.count, 0)
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
        return Cover(best.values, best.day, mix)

    def _mix(self) -> tuple[tuple[float, int, tuple[int, ...]], ...]:
        parts = ((var.solution_value(), crew, day) for (crew, day), var in self.known.items())
        return tuple(part for part in parts if part[0] > _NOTHING)

    def _round(self, best: Cover) -> tuple[Cover, bool]:
        values = [0] * self.count
        for s in self.strips:
            values[s] = max(0, int(self.rows[s].dual_value()))
        day = max(0, int(self.days.dual_value()))
        steps = _STEPS if best.bound(self.need) else (0.0,)
        top = best
        for step in steps:
            tried = [int(step * old + (1 - step) * new) for old, new in zip(best.values, values, strict=True)]
            cover, found = sound(self.crews, tried, int(step * best.day + (1 - step) * day))
            if cover.bound(self.need) > top.bound(self.need):
                top = cover
            added = [self.add(crew, strips) for crew, days in enumerate(found) for strips in days]
            if any(added):
                return top, True
        return top, False
