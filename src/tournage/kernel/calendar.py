"""Days and clock: the pinned time-zone data, spans of days, working days."""

from __future__ import annotations

import zoneinfo
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

MOROCCO = "Africa/Casablanca"


def use_pinned_zones() -> None:
    """Read zones from the `tzdata` package only.

    Morocco has kept UTC+0 all year since 2026-09-20; older system data still says otherwise.
    """
    zoneinfo.reset_tzpath(to=[])
    zoneinfo.ZoneInfo.clear_cache()


def zone_data_version() -> str:
    """Version of the zone data in use, for diagnostics."""
    import tzdata

    return str(tzdata.IANA_VERSION)


def instant(day: date, clock: time, zone: str) -> datetime:
    """A local wall time as an instant in UTC."""
    return datetime.combine(day, clock, zoneinfo.ZoneInfo(zone)).astimezone(UTC)


def minutes_between(start: tuple[date, time], end: tuple[date, time], zone: str) -> int:
    """Whole minutes really elapsed between two local wall times, computed in UTC."""
    return int((instant(*end, zone) - instant(*start, zone)).total_seconds() // 60)


def days_from(first_day: date) -> Iterator[date]:
    """This day and all after it."""
    day = first_day
    while True:
        yield day
        day += timedelta(days=1)


@dataclass(frozen=True, slots=True)
class DaySpan:
    """Days from `first_day` to `last_day`, both included."""

    first_day: date
    last_day: date

    def __contains__(self, day: date) -> bool:
        return self.first_day <= day <= self.last_day

    @property
    def days(self) -> int:
        """How many days the span holds."""
        return (self.last_day - self.first_day).days + 1
