"""Each strip is shot in its light: exteriors by day between sunrise and sunset, nights in the dark, twilight at its hour."""

from __future__ import annotations

from collections.abc import Iterator

from tournage.kernel.findings import Finding
from tournage.kernel.scene import IntExt, Light
from tournage.schedule.board_view import A_DAY, BoardView, broken
from tournage.schedule.model import Strip
from tournage.schedule.problem import Sun, Terms


def needed_light(strip: Strip, sun: Sun, terms: Terms) -> tuple[int, int] | None:
    """First and last minute at which a strip may be shot; None when any will do."""
    inside = strip.int_ext is IntExt.INT
    if strip.stage or (inside and strip.light in (Light.DAWN, Light.DUSK)):
        return None
    if strip.light is Light.NIGHT:
        return None if inside and terms.blackout_interiors else (sun.dusk, A_DAY + sun.dawn)
    if strip.light is Light.DAWN:
        return sun.dawn, sun.sunrise + terms.twilight_minutes
    if strip.light is Light.DUSK:
        return sun.sunset - terms.twilight_minutes, sun.dusk
    return None if inside and not terms.day_interiors_by_daylight else (sun.sunrise, sun.sunset)


def check(view: BoardView) -> Iterator[Finding]:
    """SCH-215 a strip is shot in the wrong light."""
    for day in view.days:
        sun = view.suns.get((day.base, day.on))
        for strip, start, end in view.timed(day):
            span = needed_light(strip, sun, view.problem.terms) if sun else (0, -1)
            if span is not None and not (span[0] <= start and end <= span[1]):
                yield broken("SCH-215", day, strip=strip.id, light=strip.light.value)
