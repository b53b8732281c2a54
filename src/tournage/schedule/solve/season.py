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
class Demand:
    """What must fit, in parts of a whole day: all strips, what a day of some minutes holds, least days.

    On `spare` days another unit works, so that travel and waiting of this one may not show.
    """

    parts: int
    worth: Callable[[int], int]
    days: int
    travel: int
    spare: int = 0


@dataclass(frozen=True, slots=True)
class Weights:
    """Price of a shooting day, of a day idle, and of a calendar day."""

    shooting: int
    idle: int
    calendar: int


def cheapest_season(c: Compiled, demand: Demand, weights: Weights) -> Season:
    """The cheapest dates that could hold a shoot."""
    capacity = _capacity(c)
    sizes = sorted({room for room in capacity if room > 0}, reverse=True)
    worth = {room: demand.worth(room) for room in sizes}
    earliest_end, latest_start = (0, c.days) if demand.spare else _edges(c, capacity)
    best: tuple[int, Season] | None = None
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
            if days is None or working < days + demand.travel - demand.spare:
                continue
            free = max(0, working - days - demand.travel - demand.spare)
            cost = days * weights.shooting + free * weights.idle + (last - first + 1) * weights.calendar
            if best is None or cost < best[0]:
                best = (cost, Season(days, free, last - first + 1))
            if demand.days * weights.shooting + (last - first + 1) * weights.calendar > best[0]:
                break
    if best is None:
        return Season(demand.days, 0, demand.days)
    return best[1]


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


def _fewest(counts: dict[int, int], worth: dict[int, int], demand: Demand) -> int | None:
    """Fewest of these dates that hold the demand, the longest first; None when all are too few."""
    left, days = demand.parts - demand.spare * max(worth.values()), 0
    for room, held in worth.items():
        if left <= 0 or not held:
            break
        take = min(counts[room], -(-left // held))
        days += take
        left -= take * held
    if left > 0:
        return None
    days = max(days, demand.days)
    return days if days <= sum(counts.values()) else None
