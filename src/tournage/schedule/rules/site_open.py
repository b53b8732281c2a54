"""A place is used only while it is open to the shoot."""

from __future__ import annotations

from collections.abc import Iterator

from tournage.kernel.findings import Finding
from tournage.schedule.board_view import BoardView, broken


def check(view: BoardView) -> Iterator[Finding]:
    """SCH-217 a place is not available on the day."""
    for day in view.days:
        for place in dict.fromkeys(strip.location for strip in view.day_strips(day)):
            site = view.sites[place]
            if site.open and not any(first <= day.on <= last for first, last in site.open):
                yield broken("SCH-217", day, site=site.name, on=day.on)
