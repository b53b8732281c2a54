"""The shoot begins when it was announced, if a latest first day is set."""

from __future__ import annotations

from collections.abc import Iterator

from tournage.kernel.findings import Finding
from tournage.schedule.board_view import BoardView, broken


def check(view: BoardView) -> Iterator[Finding]:
    """SCH-234 the first shooting day is too late."""
    latest = view.problem.calendar.start_by
    if latest is not None and view.days and view.days[0].on > latest:
        yield broken("SCH-234", view.days[0], on=view.days[0].on, latest=latest)
