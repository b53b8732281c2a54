"""A built set is built before its first day and struck after its last; one floor holds one set at a time."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise

from tournage.kernel.findings import Finding
from tournage.schedule.board_view import BoardView, broken
from tournage.schedule.model import Site
from tournage.schedule.problem import Calendar


def work_days_before(calendar: Calendar, on: date, count: int) -> date:
    """The day on which `count` working days of building must begin to be ready on a day."""
    while count > 0:
        on -= timedelta(days=1)
        count -= calendar.may_work(on)
    return on


def work_days_after(calendar: Calendar, on: date, count: int) -> date:
    """The day on which `count` working days of striking end."""
    while count > 0:
        on += timedelta(days=1)
        count -= calendar.may_work(on)
    return on


def standing(view: BoardView, site: Site) -> tuple[date, date] | None:
    """From the first day of building to the last of striking; None when the place is not used."""
    used = [day.on for day in view.site_days.get(site.id, ())]
    if not used:
        return None
    calendar = view.problem.calendar
    first = work_days_before(calendar, min(used), site.build_days)
    return first, work_days_after(calendar, max(used), site.strike_days)


def check(view: BoardView) -> Iterator[Finding]:
    """SCH-221 two sets on one floor overlap; SCH-222 a set is built or struck while the place is shut."""
    floors: dict[str, list[tuple[date, date, Site]]] = {}
    for site in view.problem.sites:
        span = standing(view, site)
        if span is None:
            continue
        if site.floor:
            floors.setdefault(site.floor, []).append((*span, site))
        built = site.build_days or site.strike_days
        if built and site.open and not any(a <= span[0] and span[1] <= b for a, b in site.open):
            yield broken("SCH-222", None, site.id, site=site.name, first=span[0], last=span[1])
    for floor, spans in floors.items():
        spans.sort(key=lambda entry: entry[:2])
        for (_, end, one), (start, _, other) in pairwise(spans):
            if start <= end:
                yield broken("SCH-221", None, floor, one=one.name, other=other.name, first=start, last=end)
