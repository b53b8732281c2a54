"""No more days in a row than the agreement allows, and a weekly rest of full length."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from tournage.kernel.findings import Finding
from tournage.schedule.board_view import BoardView, broken


def check(view: BoardView) -> Iterator[Finding]:
    """SCH-205 too many days in a row; SCH-206 the weekly rest is cut short."""
    terms = view.problem.terms
    for unit in view.units:
        row, last = 0, None
        for day in view.unit_days(unit):
            row = row + 1 if last is not None and day.on - last <= timedelta(days=1) else 1
            last = day.on
            if row > terms.days_in_a_row:
                yield broken("SCH-205", day, days=row, most=terms.days_in_a_row)
    for before, after in view.pairs():
        between = (before.on + timedelta(days=i) for i in range(1, (after.on - before.on).days))
        if any(view.problem.calendar.is_rest(on) for on in between):
            rest = view.rest(before, after)
            if rest < terms.weekly_rest_minutes:
                yield broken("SCH-206", after, minutes=rest, least=terms.weekly_rest_minutes)
