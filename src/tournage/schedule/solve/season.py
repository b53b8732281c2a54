"""The least a shoot must pay for its days, given the hours each date has: Ramadan is short, and dates close.

From the first to the last shooting day the company shoots, travels or waits on every working date. Over
all first and last days that the opening dates allow, the cheapest number of each is found.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from tournage.schedule.solve.compiled import Compiled


@dataclass(frozen=True, slots=True)
class Season:
    """Least shooting days, idle working days beside travel, and calendar days, cheapest together."""

    shooting: int
    idle: int
    calendar: int


@dataclass(frozen=True, slots=True)
class Measure:
    """All strips in some measure, and the most of it that a day of so many minutes holds."""

    whole: int
    worth: Callable[[int], int]


@dataclass(frozen=True, slots=True)
class Demand:
    """What must fit, in one measure or several, and the least days.

    On `spare` days another unit works, so that travel and waiting of this one may not show.
    """

    measures: tuple[Measure, ...]
    days: int
    spare: int = 0


@dataclass(frozen=True, slots=True)
class Window:
    """First to last shooting day: fewest shooting days that hold the demand, working dates, calendar days."""

    fewest: int
    working: int
    calendar: int


@dataclass(frozen=True, slots=True)
class Weights:
    """Price of so many shooting days, of an idle day, and of a calendar day."""

    shooting: Callable[[int], int]
    idle: int
    calendar: int


def windows(c: Compiled, demand: Demand) -> list[Window]:
    """All spans of dates that could hold a shoot, of equal ones only the shortest."""
    capacity = _capacity(c)
    sizes = sorted({room for room in capacity if room > 0}, reverse=True)
    worth = [{room: measure.worth(room) for room in sizes} for measure in demand.measures]
    earliest_end, latest_start = (0, c.days) if demand.spare else _edges(c, capacity)
    best: dict[tuple[int, int], int] = {}
    for first in range(c.days):
        if first > latest_start or not capacity[first]:
            continue
        counts, working = dict.fromkeys(sizes, 0), 0
        for last in range(first, c.days):
            room = capacity[last]
            if not room:
                continue
            counts[room] += 1
            working += 1
            if last < earliest_end or working < demand.days:
                continue
            days = _fewest(counts, worth, demand)
            if days is not None:
                key, span = (days, working), last - first + 1
                best[key] = min(best.get(key, span), span)
    return [Window(days, working, span) for (days, working), span in sorted(best.items())]


def cheapest_season(found: list[Window], demand: Demand, travel: int, weights: Weights) -> Season:
    """The cheapest dates for a shoot with so many days on the road; those that are too few are left out."""
    best: tuple[int, Season] | None = None
    for window in found:
        room = window.working - travel + demand.spare
        for days in range(window.fewest, min(window.working, room) + 1):
            free = max(0, window.working - days - travel - demand.spare)
            cost = weights.shooting(days) + free * weights.idle + window.calendar * weights.calendar
            if best is None or cost < best[0]:
                best = (cost, Season(days, free, window.calendar))
            if not free:
                break
    return best[1] if best is not None else Season(demand.days, 0, demand.days)


def _capacity(c: Compiled) -> list[int]:
    """Shooting minutes of each date, 0 when nobody works."""
    frame = c.terms.first_shot_minutes + c.terms.wrap_minutes
    rooms = []
    for date in range(c.days):
        most = max((c.buckets[row[date]].most for row in c.bucket if row[date] >= 0), default=0)
        rooms.append(max(0, most - frame) if c.work >> date & 1 else 0)
    return rooms


def _edges(c: Compiled, capacity: list[int]) -> tuple[int, int]:
    """The earliest possible last day and the latest possible first day, from what opens late or closes early."""
    closing = sorted((mask.bit_length() - 1, c.minutes[s]) for s, mask in enumerate(c.allowed) if mask)
    opening = sorted(
        ((mask & -mask).bit_length() - 1, c.minutes[s]) for s, mask in enumerate(c.allowed) if mask
    )
    latest, owed = min(c.days - 1, c.start_by), 0
    for date, minutes in closing:
        owed += minutes
        latest = min(latest, _back(capacity, date, owed))
    earliest, owed = 0, 0
    for date, minutes in reversed(opening):
        owed += minutes
        earliest = max(earliest, _forward(capacity, date, owed))
    return earliest, latest


def _back(capacity: list[int], date: int, minutes: int) -> int:
    """The latest start from which these minutes fit up to a date."""
    while date > 0:
        minutes -= capacity[date]
        if minutes <= 0:
            return date
        date -= 1
    return 0


def _forward(capacity: list[int], date: int, minutes: int) -> int:
    """The earliest end by which these minutes fit from a date on."""
    while date < len(capacity) - 1:
        minutes -= capacity[date]
        if minutes <= 0:
            return date
        date += 1
    return len(capacity) - 1


def _fewest(counts: dict[int, int], worth: list[dict[int, int]], demand: Demand) -> int | None:
    """Fewest of these dates that hold the demand, the longest first; None when all are too few."""
    most = demand.days
    for measure, rooms in zip(demand.measures, worth, strict=True):
        left, days = measure.whole - demand.spare * max(rooms.values()), 0
        for room, held in rooms.items():
            if left <= 0 or not held:
                break
            take = min(counts[room], -(-left // held))
            days += take
            left -= take * held
        if left > 0:
            return None
        most = max(most, days)
    return most if most <= sum(counts.values()) else None
