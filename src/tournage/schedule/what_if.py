"""The same shoot under other conditions: a later start, another week, no stage, one base fewer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from tournage.kernel.money import Money
from tournage.kernel.words import Phrase, literal, phrase
from tournage.schedule.engagement import engagements
from tournage.schedule.hazards import Hazards
from tournage.schedule.mishaps import Forecast
from tournage.schedule.model import Board, Leg
from tournage.schedule.pricing import price_board
from tournage.schedule.problem import Problem

_MINUTES_A_DAY = 300
"""Shooting minutes a calendar day that tell whether the calendar still holds a shoot."""


@dataclass(frozen=True, slots=True)
class Variant:
    """One row of a sweep: what is different, and the problem that follows."""

    id: str
    label: Phrase
    problem: Problem


def start_label(on: date) -> Phrase:
    """A later start in words."""
    return phrase("schedule.variant_start", on=on)


def week_label(days: int) -> Phrase:
    """Another working week in words."""
    return phrase("schedule.variant_week", days=days)


def as_planned(problem: Problem) -> Variant:
    """The problem as it is."""
    return Variant("as_planned", phrase("schedule.variant_as_planned"), problem)


def start_on(problem: Problem, on: date) -> Variant:
    """Start later, as long as the calendar and its light reach; locked dates stay where they are."""
    latest = problem.calendar.start_by
    late = latest and max(latest, on + (latest - problem.calendar.first_day))
    calendar = replace(problem.calendar, first_day=on, start_by=late)
    suns = tuple(sun for sun in problem.suns if sun.on >= on)
    return Variant(f"start_{on}", start_label(on), replace(problem, calendar=calendar, suns=suns))


def week_of(problem: Problem, days: int) -> Variant:
    """Work five, six or seven days a week."""
    off = {5: (5, 6), 6: (6,), 7: ()}[days]
    terms = replace(problem.terms, days_in_a_row=max(days, 1) if days < 7 else problem.terms.days_in_a_row)
    calendar = replace(problem.calendar, rest_weekdays=off)
    return Variant(
        f"week_{days}",
        week_label(days),
        replace(problem, terms=terms, calendar=calendar),
    )


def without_stage(problem: Problem) -> Variant | None:
    """Shoot built sets in found places: no build, no floor, daylight counts; None when nothing is built."""
    if not any(site.stage for site in problem.sites):
        return None
    rents = sorted(site.day_cost for site in problem.sites if not site.stage)
    rent = rents[len(rents) // 2] if rents else 0
    sites = tuple(
        replace(
            site,
            stage=False,
            build_days=0,
            strike_days=0,
            build_cost=0,
            dark_day_cost=0,
            floor=None,
            day_cost=rent,
        )
        if site.stage
        else site
        for site in problem.sites
    )
    strips = tuple(replace(strip, stage=False) for strip in problem.strips)
    return Variant(
        "no_stage", phrase("schedule.variant_no_stage"), replace(problem, sites=sites, strips=strips)
    )


def one_base_fewer(problem: Problem) -> Variant | None:
    """Give up the base with the fewest pages; its places are found near the closest other base."""
    pages: Counter[str] = Counter()
    for strip in problem.strips:
        pages[strip.base] += strip.eighths
    if len(pages) < 2:
        return None
    gone = min(pages, key=lambda base: (pages[base], base))
    home = min(
        (base for base in pages if base != gone), key=lambda base: (problem.leg(gone, base).minutes, base)
    )
    moved = {site.id for site in problem.sites if site.base == gone}
    near = [site.id for site in problem.sites if site.base == home]
    known = [problem.leg(a, b) for i, a in enumerate(near) for b in near[i + 1 :]]
    minutes = sorted(leg.minutes for leg in known)[len(known) // 2] if known else 0
    cost = sorted(leg.cost for leg in known)[len(known) // 2] if known else 0
    legs = tuple(Leg(a, b, minutes, cost) for a in sorted(moved) for b in near)
    changed = replace(
        problem,
        sites=tuple(replace(s, base=home) if s.id in moved else s for s in problem.sites),
        strips=tuple(replace(s, base=home) if s.base == gone else s for s in problem.strips),
        legs=(*problem.legs, *legs),
    )
    name = next((town.name for town in problem.towns if town.id == gone), gone)
    return Variant("fewer_bases", phrase("schedule.variant_fewer_bases", base=literal(name)), changed)


def variants(
    problem: Problem, *, starts: int = 4, step_days: int = 14
) -> tuple[tuple[Variant, ...], tuple[date, ...]]:
    """The usual sweep: as planned, later starts, five- and six-day weeks, no stage, one base fewer.

    Second: the starts that the calendar of the problem, with its light and holidays, is too short for.
    """
    found: list[Variant | None] = [as_planned(problem)]
    late = []
    for on in later_starts(problem.calendar.first_day, starts, step_days):
        left = (problem.calendar.last_day - on).days
        minutes = sum(strip.minutes for strip in problem.strips)
        if left > minutes // _MINUTES_A_DAY:
            found.append(start_on(problem, on))
        else:
            late.append(on)
    found += [week_of(problem, days) for days in other_weeks(problem)]
    found += [without_stage(problem), one_base_fewer(problem)]
    return tuple(variant for variant in found if variant is not None), tuple(late)


def later_starts(first: date, starts: int, step_days: int) -> tuple[date, ...]:
    """Every so many days a later first day."""
    return tuple(first + timedelta(days=number * step_days) for number in range(1, starts + 1))


def other_weeks(problem: Problem) -> tuple[int, ...]:
    """The five- and the six-day week, whichever is not the plan's."""
    current = 7 - len(problem.calendar.rest_weekdays)
    return tuple(days for days in (5, 6) if days != current)


@dataclass(frozen=True, slots=True)
class SweepRow:
    """One variant solved. Amounts in minor units; `film` and `film_net` the whole film's, where it was priced."""

    id: str
    label: Phrase
    first_day: date
    last_day: date
    days: int
    total: int
    net: int
    bound: int
    gap: float
    held: int
    """Days on which players are paid without work."""
    ramadan: int
    hot: float | None
    """Shooting days above the heat limit to be expected; None where no climate is known."""
    left_out: int
    film: Money | None = None
    film_net: Money | None = None

    @property
    def calendar_days(self) -> int:
        """From the first to the last shooting day."""
        return (self.last_day - self.first_day).days + 1 if self.days else 0


def measure(variant: Variant, board: Board, price: tuple[int, float], hazards: Hazards) -> SweepRow:
    """The row of a solved variant; `price` is its proven bound and gap."""
    problem, cost = variant.problem, price_board(board, variant.problem)
    bases = {day.on: day.base for day in reversed(board.days)}
    held = sum(len(e.held) + len(e.travelling) + len(e.holidays) for e in engagements(board, problem))
    return SweepRow(
        id=variant.id,
        label=variant.label,
        first_day=board.first_day,
        last_day=board.last_day,
        days=len(bases),
        total=cost.total,
        net=cost.net,
        bound=price[0],
        gap=price[1],
        held=held,
        ramadan=sum(problem.calendar.is_ramadan(on) for on in bases),
        hot=_hot_days(bases, hazards),
        left_out=len(board.boneyard),
    )


def _hot_days(bases: Mapping[date, str], hazards: Hazards) -> float | None:
    if not bases:
        return None
    first, last = min(bases), max(bases)
    forecast = Forecast(hazards, tuple(sorted(set(bases.values()))), first, (last - first).days + 1)
    shares = [forecast.hot_share(base, on) for on, base in bases.items()]
    known = [share for share in shares if share is not None]
    return round(sum(known), 6) if known else None
