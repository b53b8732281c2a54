"""What was locked stays: strips on their day, days as they are."""

from __future__ import annotations

from collections.abc import Iterator

from tournage.kernel.findings import Finding
from tournage.schedule.board_view import BoardView, broken


def check(view: BoardView) -> Iterator[Finding]:
    """SCH-228 a locked strip was moved; SCH-229 a locked day was changed."""
    for day in view.days:
        for strip in view.day_strips(day):
            if strip.locked_on is not None and strip.locked_on != day.on:
                yield broken("SCH-228", day, strip=strip.id, on=strip.locked_on)
    days = {(day.on, day.unit): set(day.strips) for day in view.days}
    for lock in view.problem.locked_days:
        if days.get((lock.on, lock.unit), set()) != set(lock.strips):
            yield broken("SCH-229", None, f"day {lock.on}", on=lock.on)
