"""The crew rests between days: from reaching the base after wrap to leaving it for the next call."""

from __future__ import annotations

from collections.abc import Iterator

from tournage.kernel.findings import Finding
from tournage.schedule.board_view import BoardView, broken


def check(view: BoardView) -> Iterator[Finding]:
    """SCH-207 turnaround too short. An evening drive to the next base is no rest."""
    terms = view.problem.terms
    for before, after in view.pairs():
        rest = view.rest(before, after)
        if before.base != after.base and (after.on - before.on).days == 1:
            rest -= view.minutes_between(before.base, after.base)
        if rest < terms.crew_rest_minutes:
            yield broken("SCH-207", after, minutes=rest, least=terms.crew_rest_minutes)
