"""A second unit shoots only what may be left to it."""

from __future__ import annotations

from collections.abc import Iterator

from tournage.kernel.findings import Finding
from tournage.schedule.board_view import BoardView, broken


def check(view: BoardView) -> Iterator[Finding]:
    """SCH-233 a strip of the main unit stands on a second unit's day."""
    for day in view.days:
        for strip in view.day_strips(day):
            if day.unit != "main" and not strip.second_unit:
                yield broken("SCH-233", day, strip=strip.id, unit=day.unit)
