"""Not too many nights in a row."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from tournage.kernel.findings import Finding
from tournage.schedule.board_view import BoardView, broken


def check(view: BoardView) -> Iterator[Finding]:
    """SCH-230 too many nights in a row."""
    most = view.problem.terms.nights_in_a_row
    for unit in view.units:
        row, last = 0, None
        for day in view.unit_days(unit):
            if day.mode != "night":
                row, last = 0, None
                continue
            row = row + 1 if last is not None and day.on - last == timedelta(days=1) else 1
            last = day.on
            if row > most:
                yield broken("SCH-230", day, nights=row, most=most)
