"""A day stays at one base, visits few places, and drives little between them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from tournage.kernel.findings import Finding
from tournage.schedule.board_view import BoardView, broken


def check(view: BoardView) -> Iterator[Finding]:
    """SCH-223 too many places on a day, or a move too long; SCH-224 a strip of another base."""
    terms = view.problem.terms
    for day in view.days:
        strips = view.day_strips(day)
        stops = [strip.location for strip in strips]
        stops = stops[:1] + [b for a, b in pairwise(stops) if a != b]
        longest = max((view.minutes_between(a, b) for a, b in pairwise(stops)), default=0)
        if len(stops) > terms.sites_a_day or longest > terms.move_limit_minutes:
            yield broken("SCH-223", day, sites=len(stops), minutes=longest)
        for strip in strips:
            if strip.base != day.base:
                yield broken("SCH-224", day, strip=strip.id, base=strip.base)
