"""A board and its problem side by side, as the rules look at them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Any

from tournage.kernel.findings import Finding, Severity, finding
from tournage.schedule.model import Board, Day, Leg, Player, Site, Strip
from tournage.schedule.problem import Gear, Problem, Sun, Unit

A_DAY = 24 * 60


@dataclass(frozen=True)
class BoardView:
    """Look-ups over one board; days come in order of date, the main unit first."""

    problem: Problem
    board: Board

    @cached_property
    def strips(self) -> dict[str, Strip]:
        """Strips of the problem by id (the board's own copies are not trusted)."""
        return {strip.id: strip for strip in self.problem.strips}

    @cached_property
    def sites(self) -> dict[str, Site]:
        """Places by id."""
        return {site.id: site for site in self.problem.sites}

    @cached_property
    def players(self) -> dict[str, Player]:
        """Players by id."""
        return {player.id: player for player in self.problem.players}

    @cached_property
    def gear(self) -> dict[str, Gear]:
        """Gear by id."""
        return {gear.id: gear for gear in self.problem.gear}

    @cached_property
    def units(self) -> dict[str, Unit]:
        """Units by id."""
        return {unit.id: unit for unit in self.problem.units}

    @cached_property
    def suns(self) -> dict[tuple[str, Any], Sun]:
        """Light by base and day."""
        return {(sun.base, sun.on): sun for sun in self.problem.suns}

    @cached_property
    def legs(self) -> dict[frozenset[str], Leg]:
        """Roads by the two ends."""
        return {frozenset((leg.origin, leg.destination)): leg for leg in self.problem.legs}

    @cached_property
    def days(self) -> tuple[Day, ...]:
        """All days by date, the main unit first."""
        return tuple(sorted(self.board.days, key=lambda day: (day.on, day.unit != "main", day.unit)))

    @cached_property
    def site_days(self) -> dict[str, tuple[Day, ...]]:
        """The days on which each place is used, by date."""
        found: dict[str, list[Day]] = {}
        for day in self.days:
            for site in dict.fromkeys(strip.location for strip in self.day_strips(day)):
                found.setdefault(site, []).append(day)
        return {site: tuple(days) for site, days in found.items()}

    def unit_days(self, unit: str) -> tuple[Day, ...]:
        """The days of one unit by date."""
        return tuple(day for day in self.days if day.unit == unit)

    def day_strips(self, day: Day) -> tuple[Strip, ...]:
        """The known strips of a day in shooting order."""
        return tuple(self.strips[id] for id in day.strips if id in self.strips)

    def timed(self, day: Day) -> Iterator[tuple[Strip, int, int]]:
        """Each strip of a day with its first and last minute, the meal included where it interrupts."""
        for strip, start in zip(self.day_strips(day), day.starts, strict=False):
            end = start + strip.minutes
            if day.meal is not None and start < day.meal < end:
                end += self.problem.terms.meal_minutes
            yield strip, start, end

    def minutes_between(self, one: str, other: str) -> int:
        """Minutes on the road between two bases or places."""
        leg = self.legs.get(frozenset((one, other)))
        return leg.minutes if leg else 0

    def drive_in(self, day: Day) -> int:
        """Minutes from the base to the first place of a day."""
        strips = self.day_strips(day)
        return self.sites[strips[0].location].drive_minutes if strips else 0

    def drive_out(self, day: Day) -> int:
        """Minutes from the last place of a day to the base."""
        strips = self.day_strips(day)
        return self.sites[strips[-1].location].drive_minutes if strips else 0

    def rest(self, before: Day, after: Day) -> int:
        """Minutes between arriving at the base after one day and leaving it for the next."""
        gap = (after.on - before.on).days * A_DAY + after.call - before.wrap
        return gap - self.drive_out(before) - self.drive_in(after)

    def pairs(self) -> Iterator[tuple[Day, Day]]:
        """Each day of a unit with the next of the same unit."""
        for unit in self.units:
            yield from pairwise(self.unit_days(unit))


def broken(code: str, day: Day | None, where: str = "", **values: Any) -> Finding:
    """A rule broken on a day (or elsewhere)."""
    place = where or (f"day {day.number}, {day.on}" if day else "board")
    return finding("schedule", code, Severity.ERROR, place, **values)
