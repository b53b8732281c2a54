"""Nobody works longer than the agreement says without a meal; in Ramadan the meal is at sunset."""

from __future__ import annotations

from collections.abc import Iterator

from tournage.kernel.findings import Finding
from tournage.schedule.board_view import BoardView, broken


def check(view: BoardView) -> Iterator[Finding]:
    """SCH-213 the meal is missing or too late; SCH-214 work goes on through sunset in Ramadan."""
    terms = view.problem.terms
    for day in view.days:
        if day.meal is None:
            stretch = day.wrap - day.call
        else:
            stretch = max(day.meal - day.call, day.wrap - day.meal - terms.meal_minutes)
        if stretch > terms.meal_within_minutes:
            yield broken("SCH-213", day, minutes=stretch, most=terms.meal_within_minutes)
        sun = view.suns.get((day.base, day.on))
        if sun and view.problem.calendar.is_ramadan(day.on) and day.call < sun.sunset < day.wrap:
            end = -1 if day.meal is None else day.meal + terms.meal_minutes
            if day.meal is None or not day.meal <= sun.sunset < end:
                yield broken("SCH-214", day, sunset=f"{sun.sunset // 60:02}:{sun.sunset % 60:02}")
