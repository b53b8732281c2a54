"""Strips of one group are shot together: on one day, or on days of a unit that follow each other."""

from __future__ import annotations

from collections.abc import Iterator

from tournage.kernel.findings import Finding
from tournage.schedule.board_view import BoardView, broken


def check(view: BoardView) -> Iterator[Finding]:
    """SCH-227 a group is torn apart."""
    places: dict[str, set[tuple[str, int]]] = {}
    for unit in view.units:
        for position, day in enumerate(view.unit_days(unit)):
            for strip in view.day_strips(day):
                if strip.group:
                    places.setdefault(strip.group, set()).add((unit, position))
    for group, found in places.items():
        positions = [position for _, position in found]
        apart = max(positions) - min(positions) >= len(found)
        if apart or len({unit for unit, _ in found}) > 1:
            yield broken("SCH-227", None, f"group {group}", group=group)
