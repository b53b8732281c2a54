"""Days in order to dates, clocks and money: what one arrangement of the strips costs.

A layout is an order of days for each unit; each day takes the first date that its strips, the light,
the rest since the day before and the road allow.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise

from tournage.schedule.problem import COST_LINES
from tournage.schedule.solve.compiled import A_DAY, Compiled, bits
from tournage.schedule.solve.day import Info, Plan, Planner

_TRIES = 12
"""Dates tried for a day of the main unit before it is given up; another unit gives way to it on as many as need be."""

_LONG = 180
"""Shooting minutes from which a strip does not fit every day."""


@dataclass(slots=True)
class Layout:
    """Days in order, one list of strip sets for each unit, and the strips left out."""

    units: list[list[int]]
    boneyard: int = 0

    def copy(self) -> Layout:
        """A layout to change."""
        return Layout([list(days) for days in self.units], self.boneyard)

    def key(self) -> tuple[tuple[int, ...], ...]:
        """What makes two layouts the same."""
        return tuple(tuple(days) for days in self.units)


@dataclass(slots=True)
class Placed:
    """A day on its date."""

    unit: int
    date: int
    info: Info
    plan: Plan
    row: int = 1
    """Working days in a row up to this one."""
    nights: int = 0


@dataclass(slots=True)
class Outcome:
    """A layout on the calendar, what the days between are, and what it costs."""

    placed: list[Placed]
    lines: list[int]
    eligible: int
    gate_days: int
    travel: int = 0
    """Dates on which the company is on the road."""
    building: int = 0
    """Days of building before the unit comes, shooting days left out."""
    wishes: int = 0
    total: int = field(init=False)

    def __post_init__(self) -> None:
        self.total = sum(self.lines)


class Evaluator:
    """Dates and prices of layouts of one problem."""

    def __init__(self, c: Compiled) -> None:
        self.c, self.planner = c, Planner(c)
        problem, terms = c.problem, c.terms
        self.p, self.units = problem.prices, problem.units
        self.cast_slack = terms.cast_rest_minutes - terms.wrap_minutes - terms.first_shot_minutes
        self.cast_slack += terms.makeup_minutes
        self.living = [town.living for town in problem.towns]
        self.premium = [[u.premium(mode.id) for mode in terms.modes] for u in problem.units]
        self.night = [mode.id == "night" for mode in terms.modes]
        self.most_days = [u.most_days for u in problem.units]
        self.groups = any(group is not None for group in c.group)
        self.built = [
            i for i, site in enumerate(problem.sites) if site.floor or site.build_days or site.strike_days
        ]
        self.built_mask = sum(1 << site for site in self.built)
        self.wishes = [(c.strip_of[w.first], c.strip_of[w.then], w.price) for w in problem.wishes]
        self._tighten()
        scale = 10_000
        self.share = {name: int(problem.prices.share(name) * scale) for name in COST_LINES}
        self.player_share = [int(p.eligible_share * scale) for p in problem.players]
        self.site_share = [int(s.eligible_share * scale) for s in problem.sites]
        self.gear_share = [int(g.eligible_share * scale) for g in problem.gear]

    def _tighten(self) -> None:
        """Take from long strips, and those with children, the dates on which no clock can hold them even alone."""
        c = self.c
        for s, minutes in enumerate(c.minutes):
            if minutes < _LONG and not c.minors[s]:
                continue
            held: dict[int, int] = {}
            for date in bits(c.allowed[s]):
                bucket = c.bucket[c.base[s]][date]
                held[bucket] = held.get(bucket, 0) | 1 << date
            for bucket, dates in held.items():
                if bucket < 0 or self.planner.plan(1 << s, bucket, 0) is None:
                    c.allowed[s] &= ~dates

    def decode(self, layout: Layout, old: list[Placed] | None = None) -> tuple[list[Placed], int] | None:
        """Give every day its date; also the strips of days that found none. None when order or floors are broken.

        `old` are the placed days of a layout most of whose days stand in the same places.
        """
        placed: list[Placed] = []
        dropped = 0
        order = [self.c.main, *(u for u in range(len(layout.units)) if u != self.c.main)]
        for unit in order:
            if layout.units[unit]:
                known = [day for day in old if day.unit == unit] if old else []
                found, lost = self._unit(unit, layout.units[unit], placed, known)
                placed = placed + found if placed else found
                dropped |= lost
        return (placed, dropped) if self.in_order(placed) else None

    def _unit(
        self, unit: int, days: list[int], others: list[Placed], old: list[Placed]
    ) -> tuple[list[Placed], int]:
        infos, most = self.planner.infos, self.most_days[unit]
        before: Placed | None = None
        found: list[Placed] = []
        dropped, known = 0, len(old) if not others else 0
        for place, mask in enumerate(days):
            same = place < known and old[place].info.mask == mask
            if same and before is (old[place - 1] if place else None):
                before = old[place]
                found.append(before)
                continue
            info = infos.get(mask) or self.planner.info(mask)
            day = None
            if most is None or len(found) < most:
                day = self._place(unit, info, before, others)
            if day is None:
                dropped |= mask
                continue
            if same and day == old[place]:
                day = old[place]
            before = day
            found.append(day)
        return found, dropped

    def dated(self, units: list[list[tuple[int, int]]]) -> tuple[list[Placed], int]:
        """Days put back on their dates, those whose date no longer suits on the next that does; also strips of days that found none."""
        placed: list[Placed] = []
        dropped = 0
        for unit in [self.c.main, *(u for u in range(len(units)) if u != self.c.main)]:
            before, others = None, list(placed)
            for mask, date in units[unit]:
                info = self.planner.info(mask)
                day = self._place(unit, info, before, others, 1 << date)
                day = day or self._place(unit, info, before, others)
                if day is None:
                    dropped |= mask
                else:
                    before = day
                    placed.append(day)
        return placed, dropped

    def next_day(self, unit: int, mask: int, before: Placed | None, others: list[Placed]) -> Placed | None:
        """These strips on the first date that suits them after another day."""
        return self._place(unit, self.planner.info(mask), before, others)

    def _place(
        self, unit: int, info: Info, before: Placed | None, others: list[Placed], dates: int = -1
    ) -> Placed | None:
        """A day on the first date that suits it; None when none of the next dates does."""
        c, terms = self.c, self.c.terms
        if info.base < 0 or (unit != c.main and not info.second):
            return None
        allowed = info.allowed & c.unit_mask[unit] & dates
        if info.lock_unit is None:
            allowed &= ~c.closed[unit]
        elif info.lock_unit != unit:
            return None
        first = self._earliest(before, info)
        allowed = (allowed >> first) << first
        buckets, plan_of = c.bucket[info.base], self.planner.plan
        for _ in range(_TRIES if unit == c.main else c.days):
            if not allowed:
                return None
            low = allowed & -allowed
            date = low.bit_length() - 1
            plan = plan_of(info.mask, buckets[date], self.call_from(before, info, date))
            if plan is not None:
                following = before is not None and date == before.date + 1
                row = before.row + 1 if before is not None and following else 1
                nights = 0
                if self.night[plan.mode]:
                    nights = before.nights + 1 if before is not None and following else 1
                fine = row <= terms.days_in_a_row and nights <= terms.nights_in_a_row
                if fine and (not others or self.apart(others, info, plan, date)):
                    return Placed(unit, date, info, plan, row, nights)
            allowed ^= low
        return None

    def _earliest(self, before: Placed | None, info: Info) -> int:
        """First date after the day before, days on the road left free."""
        if before is None:
            return 0
        date = before.date + 1
        if before.info.base != info.base:
            travel = self.c.travel_days(before.info.base, info.base)
            while travel and date < self.c.days:
                travel -= self.c.work >> date & 1
                date += 1
        return date

    def call_from(self, before: Placed | None, info: Info, date: int) -> int:
        """The first minute at which the unit may be called on this date."""
        if before is None:
            return 0
        c, terms = self.c, self.c.terms
        gap = date - before.date
        if gap > 3:
            return 0
        plan = before.plan
        home = plan.wrap + c.drive[c.site[plan.order[-1]]] + info.longest_drive - gap * A_DAY
        rest = home + terms.crew_rest_minutes
        if gap == 1 and before.info.base != info.base:
            rest += c.road[before.info.base, info.base][0]
        if gap > 1 and c.rest >> (before.date + 1) & ((1 << gap - 1) - 1):
            rest = max(rest, home + terms.weekly_rest_minutes)
        return max(0, rest, plan.wrap + self.cast_slack - gap * A_DAY)

    def apart(self, others: list[Placed], info: Info, plan: Plan, date: int) -> bool:
        """Whether no player or gear of this day is wanted by another unit then, or too soon before or after."""
        cast, gear = set(info.cast), set(info.gear)
        for other in others:
            gap = date - other.date
            if abs(gap) > 2 or (gap and cast.isdisjoint(other.info.cast)):
                continue
            if gap == 0 and not (cast.isdisjoint(other.info.cast) and gear.isdisjoint(other.info.gear)):
                return False
            early, late = (other.plan, plan) if gap > 0 else (plan, other.plan)
            if gap and late.call + abs(gap) * A_DAY - early.wrap < self.cast_slack:
                return False
        return True

    def in_order(self, placed: list[Placed]) -> bool:
        """Whether they keep the start, precedences, groups and floors."""
        c = self.c
        if placed and min(day.date for day in placed) > c.start_by:
            return False
        if any(c.after):
            seen = today = 0
            date = -1
            for day in sorted(placed, key=lambda day: day.date):
                if day.date != date:
                    seen, today, date = seen | today, 0, day.date
                if day.info.after & ~(seen | day.info.mask):
                    return False
                today |= day.info.mask
        if self.groups:
            places: dict[int, list[tuple[int, int]]] = {}
            counts: dict[int, int] = {}
            for day in placed:
                position = counts[day.unit] = counts.get(day.unit, -1) + 1
                for group in day.info.groups:
                    places.setdefault(group, []).append((day.unit, position))
            for found in places.values():
                if found[-1][1] - found[0][1] >= len(found) or found[0][0] != found[-1][0]:
                    return False
        return not self.built or self.builds_fit(placed)

    def builds_fit(self, placed: list[Placed]) -> bool:
        """Whether built sets stand while their place is open, and never two on one floor."""
        c = self.c
        used: dict[int, int] = {}
        for day in placed:
            if day.info.site_mask & self.built_mask:
                for site in day.info.sites:
                    used[site] = used.get(site, 0) | 1 << day.date
        floors: dict[str, list[tuple[int, int]]] = {}
        for site in self.built:
            if site not in used:
                continue
            build, strike, spans = c.buildable[site]
            first = c.shift_work((used[site] & -used[site]).bit_length() - 1, -build)
            last = c.shift_work(used[site].bit_length() - 1, strike)
            if spans is not None and (build or strike) and not self._inside(site, first, last):
                return False
            floor = self.c.floor[site]
            if floor:
                floors.setdefault(floor, []).append((first, last))
        for standing in floors.values():
            standing.sort()
            if any(one[1] >= other[0] for one, other in pairwise(standing)):
                return False
        return True

    def _inside(self, site: int, first: int, last: int) -> bool:
        calendar = self.c.problem.calendar
        a, b = calendar.day(first), calendar.day(last)
        return any(start <= a and b <= end for start, end in self.c.problem.sites[site].open)
