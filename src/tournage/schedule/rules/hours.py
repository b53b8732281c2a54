"""Hours of a day: from call to wrap without the meal, long drives counted, less in Ramadan."""

from __future__ import annotations

from collections.abc import Iterator

from tournage.kernel.findings import Finding
from tournage.schedule.board_view import BoardView, broken
from tournage.schedule.model import Day


def worked_minutes(view: BoardView, day: Day) -> int:
    """Paid minutes of the crew on a day."""
    terms = view.problem.terms
    drives = (view.drive_in(day), view.drive_out(day))
    long_drives = sum(max(0, drive - terms.free_drive_minutes) for drive in drives)
    meal = terms.meal_minutes if day.meal is not None else 0
    return day.wrap - day.call - meal + long_drives


def base_minutes(view: BoardView, day: Day) -> int:
    """Length of a working day on that date."""
    terms = view.problem.terms
    return terms.ramadan_day_minutes if view.problem.calendar.is_ramadan(day.on) else terms.day_minutes


def check(view: BoardView) -> Iterator[Finding]:
    """SCH-209 a day is longer than the agreement allows; SCH-210 its hours are wrongly stated."""
    terms = view.problem.terms
    for day in view.days:
        most = base_minutes(view, day) + terms.overtime_minutes
        worked = worked_minutes(view, day)
        if worked > most:
            yield broken("SCH-209", day, minutes=worked, most=most)
        if day.minutes != worked:
            yield broken("SCH-210", day, minutes=day.minutes, really=worked)
