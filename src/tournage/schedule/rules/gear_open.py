"""Special equipment, animals and armed-forces slots are used only when they are there."""

from __future__ import annotations

from collections.abc import Iterator

from tournage.kernel.findings import Finding
from tournage.schedule.board_view import BoardView, broken


def check(view: BoardView) -> Iterator[Finding]:
    """SCH-220 a piece of gear is not there on the day."""
    for day in view.days:
        for id in dict.fromkeys(gear for strip in view.day_strips(day) for gear in strip.equipment):
            gear = view.gear[id]
            if gear.open and not any(first <= day.on <= last for first, last in gear.open):
                yield broken("SCH-220", day, gear=gear.name, on=day.on)
