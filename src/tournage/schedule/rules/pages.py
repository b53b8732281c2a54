"""A day holds no more pages than the agreement of crew and director allows, and states them rightly."""

from __future__ import annotations

from collections.abc import Iterator

from tournage.kernel.eighths import format_eighths
from tournage.kernel.findings import Finding
from tournage.schedule.board_view import BoardView, broken


def check(view: BoardView) -> Iterator[Finding]:
    """SCH-231 too many pages on a day; SCH-232 the pages are wrongly stated."""
    most = view.problem.terms.most_eighths
    for day in view.days:
        pages = sum(strip.eighths for strip in view.day_strips(day))
        if pages > most and len(day.strips) > 1:
            yield broken("SCH-231", day, pages=format_eighths(pages), most=format_eighths(most))
        if pages != day.eighths:
            yield broken("SCH-232", day, pages=format_eighths(day.eighths), really=format_eighths(pages))
