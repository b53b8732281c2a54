"""Light at a place on a day: dawn, sunrise, sunset and dusk by the local clock."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from tournage.kernel.calendar import MOROCCO
from tournage.kernel.place import Coordinates
from tournage.places.model import SunDay


def sun_day(at: Coordinates, on: date, zone: str = MOROCCO) -> SunDay:
    """The sun over a flat horizon, in minutes after local midnight; twilight is civil.

    Mountains and canyons take light away at both ends: see `places/terrain.horizon_minutes`.
    Raises: ValueError where the sun does not rise or set on that day (never in Morocco).
    """
    from astral import Observer
    from astral.sun import sun

    times = sun(Observer(at.latitude, at.longitude), on, tzinfo=ZoneInfo(zone))
    dawn, sunrise, sunset, dusk = (_minute(times[name]) for name in ("dawn", "sunrise", "sunset", "dusk"))
    return SunDay(on, dawn, sunrise, sunset, dusk)


def usable_light(day: SunDay, horizon_minutes: int = 0) -> tuple[int, int]:
    """First and last minute with sun on the ground, where hills stand `horizon_minutes` high."""
    return day.sunrise + horizon_minutes, day.sunset - horizon_minutes


def clock(minute: int) -> str:
    """A minute of the day as the call sheet writes it.

    >>> clock(371), clock(1440 + 75)
    ('06:11', '01:15')
    """
    hour, rest = divmod(minute % 1440, 60)
    return f"{hour:02d}:{rest:02d}"


def _minute(moment: datetime) -> int:
    """Nearest whole minute of the local day."""
    return round((moment.hour * 3600 + moment.minute * 60 + moment.second) / 60)
