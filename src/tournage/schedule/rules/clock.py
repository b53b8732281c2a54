"""The clock of a day adds up: strips one after the other, moves between places, room before and after."""

from __future__ import annotations

from collections.abc import Iterator

from tournage.kernel.findings import Finding
from tournage.schedule.board_view import BoardView, broken
from tournage.schedule.model import Day


def check(view: BoardView) -> Iterator[Finding]:
    """SCH-211 something on a day has no time; SCH-212 call or wrap does not fit the kind of day."""
    for day in view.days:
        timed = list(view.timed(day))
        if len(day.starts) != len(day.strips) or not timed:
            yield broken("SCH-211", day, strip=day.strips[0] if day.strips else "-")
            continue
        yield from _sequence(view, day)
        mode = view.problem.terms.mode(day.mode)
        if (
            mode is None
            or not mode.earliest_call <= day.call <= mode.latest_call
            or day.wrap > mode.latest_wrap
        ):
            yield broken("SCH-212", day, mode=day.mode)


def _sequence(view: BoardView, day: Day) -> Iterator[Finding]:
    terms, place = view.problem.terms, None
    free, meal = day.call + terms.first_shot_minutes, day.meal
    for strip, start, end in view.timed(day):
        if place is not None and place != strip.location:
            free += view.minutes_between(place, strip.location) + terms.move_overhead_minutes
        if meal is not None and start >= meal:
            free += terms.meal_minutes
            meal = None
        if start < free:
            yield broken("SCH-211", day, strip=strip.id)
        if meal is not None and start < meal < end:
            meal = None
        place, free = strip.location, end
    if day.wrap < free + terms.wrap_minutes or meal is not None:
        yield broken("SCH-211", day, strip=day.strips[-1])
