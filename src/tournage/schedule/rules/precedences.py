"""Strips that must come after others do."""

from __future__ import annotations

from collections.abc import Iterator

from tournage.kernel.findings import Finding
from tournage.schedule.board_view import BoardView, broken


def check(view: BoardView) -> Iterator[Finding]:
    """SCH-226 a strip stands before one it must follow."""
    placed = {strip.id: (day.on, start) for day in view.days for strip, start, _ in view.timed(day)}
    day_of = {id: day for day in view.days for id in day.strips}
    for strip in view.problem.strips:
        for earlier in strip.after:
            if strip.id not in placed:
                continue
            if earlier not in placed or placed[earlier] > placed[strip.id]:
                yield broken("SCH-226", day_of[strip.id], strip=strip.id, earlier=earlier)
