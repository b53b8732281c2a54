"""When each player is engaged: from first to last work day, less the one drop that saves most.

Plain Python over dates; the papers and the checker rest on it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from tournage.schedule.model import Board, Player
from tournage.schedule.problem import Problem


@dataclass(frozen=True, slots=True)
class DayKinds:
    """What the company does on each calendar day between its first and last shooting day."""

    first_day: date
    last_day: date
    kinds: tuple[str, ...]
    """`shoot`, `rest`, `holiday`, `travel` or `wait`, one a calendar day."""
    bases: tuple[str, ...]
    """Where the company sleeps, one a calendar day."""

    def dates(self) -> Iterator[tuple[date, str]]:
        """Each calendar day and its kind."""
        for index, kind in enumerate(self.kinds):
            yield self.first_day + timedelta(days=index), kind


def company_days(board: Board, problem: Problem) -> DayKinds | None:
    """Name every calendar day of the shoot: travel falls on the last working days before the new base."""
    main = sorted((day for day in board.days if day.unit == "main"), key=lambda day: day.on)
    everyone = sorted(day.on for day in board.days)
    if not everyone:
        return None
    first, last = everyone[0], everyone[-1]
    base_on = {day.on: day.base for day in main}
    kinds: dict[date, str] = dict.fromkeys(everyone, "shoot")
    for before, after in pairwise(main):
        if before.base != after.base:
            _mark_travel(kinds, problem, before.on, after.on, (before.base, after.base))
    base = main[0].base if main else board.days[0].base
    names, bases, coming = [], [], {}
    for before, after in pairwise(main):
        span = range(1, (after.on - before.on).days)
        days = [before.on + timedelta(days=i) for i in span]
        travel = [on for on in days if kinds.get(on) == "travel"]
        coming.update({on: after.base for on in days if travel and on >= travel[-1]})
    on = first
    while on <= last:
        kind = kinds.get(on)
        if kind is None:
            calendar = problem.calendar
            kind = "rest" if calendar.is_rest(on) else "holiday" if calendar.holiday(on) else "wait"
        base = base_on.get(on) or coming.get(on) or base
        names.append(kind)
        bases.append(base)
        on += timedelta(days=1)
    return DayKinds(first, last, tuple(names), tuple(bases))


def _mark_travel(
    kinds: dict[date, str], problem: Problem, before: date, after: date, bases: tuple[str, str]
) -> None:
    terms, minutes = problem.terms, problem.leg(*bases).minutes
    if minutes <= terms.evening_drive_minutes:
        return
    needed = -(-minutes // terms.driving_day_minutes)
    on = after - timedelta(days=1)
    while needed and on > before:
        if problem.calendar.may_work(on) and on not in kinds:
            kinds[on] = "travel"
            needed -= 1
        on -= timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Engagement:
    """The days of one player: worked, held, held while travelling or on holiday, and the dropped gap."""

    player: Player
    worked: tuple[date, ...]
    held: tuple[date, ...]
    travelling: tuple[date, ...]
    holidays: tuple[date, ...]
    drop: tuple[date, date] | None
    """Last work day before the drop and first after it."""

    @property
    def first(self) -> date:
        """First work day."""
        return self.worked[0]

    @property
    def last(self) -> date:
        """Last work day."""
        return self.worked[-1]

    @property
    def calendar_days(self) -> int:
        """Calendar days engaged, the dropped gap left out."""
        days = (self.last - self.first).days + 1
        return days - ((self.drop[1] - self.drop[0]).days - 1 if self.drop else 0)

    @property
    def journeys(self) -> int:
        """Journeys to the shoot and home."""
        return 2 if self.drop else 1


def work_dates(board: Board, problem: Problem) -> dict[str, tuple[date, ...]]:
    """The days each player works, in order; players without work are left out."""
    casts = {strip.id: strip.cast for strip in problem.strips}
    found: dict[str, set[date]] = {}
    for day in board.days:
        for strip in day.strips:
            for player in casts.get(strip, ()):
                found.setdefault(player, set()).add(day.on)
    return {player: tuple(sorted(days)) for player, days in found.items()}


def engagements(board: Board, problem: Problem) -> tuple[Engagement, ...]:
    """Every working player's engagement, by cast number."""
    kinds = company_days(board, problem)
    if kinds is None:
        return ()
    dates, by_day = work_dates(board, problem), dict(kinds.dates())
    players = sorted((p for p in problem.players if p.id in dates), key=lambda p: (p.number, p.id))
    return tuple(_engagement(player, dates[player.id], by_day, problem.terms.drop_days) for player in players)


def _engagement(
    player: Player, worked: tuple[date, ...], kinds: dict[date, str], drop_days: int
) -> Engagement:
    drop, best = None, 0
    if player.drop_allowed:
        for before, after in pairwise(worked):
            free = (after - before).days - 1
            if free >= drop_days:
                paid = sum(kind != "rest" for kind in _between(before, after, kinds).values())
                saved = paid * player.hold_rate + free * player.per_diem - player.travel_cost
                if saved > best:
                    drop, best = (before, after), saved
    idle = _between(worked[0], worked[-1], kinds)
    for on in worked:
        idle.pop(on, None)
    if drop:
        idle = {on: kind for on, kind in idle.items() if not drop[0] < on < drop[1]}
    pick = {name: tuple(on for on, kind in idle.items() if kind in name) for name in (_HELD, _ROAD, _OFF)}
    return Engagement(player, worked, pick[_HELD], pick[_ROAD], pick[_OFF], drop)


_HELD, _ROAD, _OFF = ("shoot", "wait"), ("travel",), ("holiday",)


def _between(before: date, after: date, kinds: dict[date, str]) -> dict[date, str]:
    span = ((before + timedelta(days=i)) for i in range(1, (after - before).days))
    return {on: kinds.get(on, "wait") for on in span}
