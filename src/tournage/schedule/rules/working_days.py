"""Units shoot within the calendar, on working days, at most one day a date, within their own spans."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from tournage.kernel.findings import Finding
from tournage.schedule.board_view import BoardView, broken


def check(view: BoardView) -> Iterator[Finding]:
    """SCH-203 a day off the calendar or a date used twice; SCH-204 a unit outside its days."""
    calendar = view.problem.calendar
    dates = Counter((day.unit, day.on) for day in view.days)
    for day in view.days:
        inside = calendar.first_day <= day.on <= calendar.last_day
        if not inside or not calendar.may_work(day.on) or dates[day.unit, day.on] > 1 or not day.strips:
            yield broken("SCH-203", day, on=day.on)
        unit = view.units.get(day.unit)
        if unit is None or (unit.spans and not any(a <= day.on <= b for a, b in unit.spans)):
            yield broken("SCH-204", day, unit=day.unit)
    for unit in view.units.values():
        count = len(view.unit_days(unit.id))
        if unit.most_days is not None and count > unit.most_days:
            yield broken("SCH-204", None, f"unit {unit.id}", unit=unit.id)
