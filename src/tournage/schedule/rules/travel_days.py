"""Between two bases a short drive fits an evening; a long one takes days on which nothing is shot."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from tournage.kernel.findings import Finding
from tournage.schedule.board_view import BoardView, broken
from tournage.schedule.problem import Terms


def travel_days_needed(minutes: int, terms: Terms) -> int:
    """Days on the road for a drive of this length."""
    if minutes <= terms.evening_drive_minutes:
        return 0
    return -(-minutes // terms.driving_day_minutes)


def check(view: BoardView) -> Iterator[Finding]:
    """SCH-225 no day to travel in between two bases."""
    calendar = view.problem.calendar
    for before, after in view.pairs():
        if before.base == after.base:
            continue
        needed = travel_days_needed(view.minutes_between(before.base, after.base), view.problem.terms)
        between = (before.on + timedelta(days=i) for i in range(1, (after.on - before.on).days))
        if sum(calendar.may_work(on) for on in between) < needed:
            yield broken("SCH-225", after, origin=before.base, base=after.base, days=needed)
