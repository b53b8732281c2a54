"""The days of a shoot as they are: light at the base, Ramadan, holidays, climate."""

from __future__ import annotations

from datetime import timedelta

from tournage.cases.feasibility.model import CalendarDay
from tournage.places.catalogue import Catalogue, InRamadan
from tournage.places.model import Climate, PlacePlan
from tournage.places.sun import sun_day
from tournage.schedule.model import Board


def shoot_calendar(board: Board, catalogue: Catalogue) -> tuple[CalendarDay, ...]:
    """Every day from the first to the last shooting day."""
    bases = {day.on: day.base for day in board.days}
    days, here = [], next(iter(bases.values()), None)
    for offset in range((board.last_day - board.first_day).days + 1):
        on = board.first_day + timedelta(days=offset)
        here = bases.get(on, here)
        sun = sun_day(catalogue.point(here), on, catalogue.zone) if here else None
        ramadan = catalogue.in_ramadan(on)
        holiday = next(iter(catalogue.holidays_on(on)), None)
        days.append(
            CalendarDay(on, here, sun, ramadan is InRamadan.YES, ramadan is InRamadan.PERHAPS, holiday)
        )
    return tuple(days)


def shoot_climate(board: Board, plan: PlacePlan, catalogue: Catalogue) -> tuple[Climate, ...]:
    """Climate of each base in each month of the shoot, where it is known."""
    months = sorted({(day.on.year, day.on.month) for day in board.days})
    found = (catalogue.climate(base.hub, month) for base in plan.bases for _, month in months)
    return tuple(one for one in found if one)
