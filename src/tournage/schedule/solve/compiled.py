"""A problem in small integers and bit sets, as the engine reads it.

Dates are bits counted from the first day of the calendar; strips, players, places and gear are
numbered in the order of the problem.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from tournage.kernel.scene import IntExt, Light
from tournage.schedule.model import Strip
from tournage.schedule.problem import Block, Problem, Sun

A_DAY = 24 * 60
DAWN, DAY, ANY, DUSK, NIGHT = range(5)
"""Kinds of light a strip waits for, in the order in which a day meets them."""


class Bucket:
    """The light of some days at one base, narrowed so that it holds on each of them."""

    __slots__ = ("cap", "iftar", "most", "windows")

    def __init__(self, suns: list[Sun], problem: Problem, ramadan: bool) -> None:
        terms, margin = problem.terms, problem.terms.twilight_minutes
        sunrise, sunset = max(s.sunrise for s in suns), min(s.sunset for s in suns)
        dusk, dawn = max(s.dusk for s in suns), min(s.dawn for s in suns)
        self.windows = (
            (max(s.dawn for s in suns), min(s.sunrise for s in suns) + margin),
            (sunrise, sunset),
            (0, 3 * A_DAY),
            (max(s.sunset for s in suns) - margin, min(s.dusk for s in suns)),
            (dusk, A_DAY + dawn),
        )
        self.iftar = (sunset, max(s.sunset for s in suns)) if ramadan else None
        self.cap = terms.ramadan_day_minutes if ramadan else terms.day_minutes
        self.most = self.cap + terms.overtime_minutes


def mask_of(spans: tuple[tuple[date, date], ...], problem: Problem) -> int:
    """The days of these spans as bits."""
    first, mask = problem.calendar.first_day, 0
    for start, end in spans:
        low = max(0, (start - first).days)
        high = min(problem.calendar.days - 1, (end - first).days)
        if low <= high:
            mask |= ((1 << (high - low + 1)) - 1) << low
    return mask


class Compiled:
    """Everything the engine looks up, once."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.terms = problem.terms
        self.days = problem.calendar.days
        self.strip_ids = [strip.id for strip in problem.strips]
        self.strip_of = {id: i for i, id in enumerate(self.strip_ids)}
        self.player_of = {p.id: i for i, p in enumerate(problem.players)}
        self.site_of = {s.id: i for i, s in enumerate(problem.sites)}
        self.base_ids = [town.id for town in problem.towns]
        self.base_of = {id: i for i, id in enumerate(self.base_ids)}
        self.gear_of = {g.id: i for i, g in enumerate(problem.gear)}
        self.unit_of = {u.id: i for i, u in enumerate(problem.units)}
        self._calendar(problem)
        self._strips(problem)
        self._roads(problem)
        self._light(problem)
        self._allowed(problem)
        self._mark_special()

    def _calendar(self, problem: Problem) -> None:
        calendar = problem.calendar
        self.work = self.rest = self.holiday = 0
        for index in range(self.days):
            on = calendar.day(index)
            if calendar.may_work(on):
                self.work |= 1 << index
            elif calendar.is_rest(on):
                self.rest |= 1 << index
            else:
                self.holiday |= 1 << index
        start_by = calendar.start_by
        self.start_by = self.days if start_by is None else (start_by - calendar.first_day).days
        self.week = [calendar.day(i).isocalendar()[:2] for i in range(self.days)]
        self.ramadan = [calendar.is_ramadan(calendar.day(i)) for i in range(self.days)]
        self.unit_mask = [
            mask_of(u.spans, problem) if u.spans else (1 << self.days) - 1 for u in problem.units
        ]
        self.main = self.unit_of["main"]

    def _strips(self, problem: Problem) -> None:
        strips = problem.strips
        self.minutes = [s.minutes for s in strips]
        self.eighths = [s.eighths for s in strips]
        self.site = [self.site_of[s.location] for s in strips]
        self.base = [self.base_of[s.base] for s in strips]
        self.extras = [s.extras for s in strips]
        self.heavy = [s.heavy for s in strips]
        self.cover = [s.weather_cover for s in strips]
        self.exposed = [not s.stage and s.int_ext in (IntExt.EXT, IntExt.BOTH) for s in strips]
        self.cast = [tuple(dict.fromkeys(self.player_of[c] for c in s.cast)) for s in strips]
        self.cast_mask = [sum(1 << p for p in cast) for cast in self.cast]
        minor = {self.player_of[p.id] for p in problem.players if p.minor}
        self.minors = [
            tuple(sorted({p for p in cast if p in minor} | {self.player_of[m] for m in s.minors}))
            for s, cast in zip(strips, self.cast, strict=True)
        ]
        self.gear = [tuple(dict.fromkeys(self.gear_of[g] for g in s.equipment)) for s in strips]
        self.light = [self._kind_of_light(s) for s in strips]
        self.after = [sum(1 << self.strip_of[a] for a in set(s.after)) for s in strips]
        self.wanted = [None if s.wanted_on is None else self.index(s.wanted_on) for s in strips]
        sets: dict[tuple[str, str], int] = {}
        self.set = [sets.setdefault((s.location, s.set_name), len(sets)) for s in strips]
        self.second = [s.second_unit for s in strips]
        groups: dict[str, int] = {}
        self.group = [None if s.group is None else groups.setdefault(s.group, len(groups)) for s in strips]
        self.wish_after = [0] * len(strips)
        for wish in problem.wishes:
            self.wish_after[self.strip_of[wish.then]] |= 1 << self.strip_of[wish.first]
        self.exposed_mask = sum(1 << s for s, yes in enumerate(self.exposed) if yes)
        self.cover_mask = sum(1 << s for s, yes in enumerate(self.cover) if yes)
        self.second_mask = sum(1 << s for s, yes in enumerate(self.second) if yes)
        self.floor = [site.floor for site in problem.sites]
        self.drive = [site.drive_minutes for site in problem.sites]

    def _kind_of_light(self, strip: Strip) -> int:
        inside = strip.int_ext is IntExt.INT
        if strip.stage or (inside and strip.light in (Light.DAWN, Light.DUSK)):
            return ANY
        if strip.light is Light.NIGHT:
            return ANY if inside and self.terms.blackout_interiors else NIGHT
        if strip.light in (Light.DAWN, Light.DUSK):
            return DAWN if strip.light is Light.DAWN else DUSK
        return ANY if inside and not self.terms.day_interiors_by_daylight else DAY

    def _roads(self, problem: Problem) -> None:
        self.leg: dict[tuple[int, int], tuple[int, int]] = defaultdict(lambda: (0, 0))
        self.road: dict[tuple[int, int], tuple[int, int]] = defaultdict(lambda: (0, 0))
        for leg in problem.legs:
            for table, numbers in ((self.road, self.base_of), (self.leg, self.site_of)):
                if leg.origin in numbers and leg.destination in numbers:
                    one, other = numbers[leg.origin], numbers[leg.destination]
                    table[one, other] = table[other, one] = (leg.minutes, leg.cost)
        self.home_cost = [
            problem.leg(problem.home, id).cost if problem.home and problem.home != id else 0
            for id in self.base_ids
        ]

    def travel_days(self, one: int, other: int) -> int:
        """Days on the road between two bases."""
        minutes = self.road[one, other][0]
        if minutes <= self.terms.evening_drive_minutes:
            return 0
        return -(-minutes // self.terms.driving_day_minutes)

    def _light(self, problem: Problem) -> None:
        suns = {(sun.base, sun.on): sun for sun in problem.suns}
        self.buckets: list[Bucket] = []
        self.bucket: list[list[int]] = [[-1] * self.days for _ in self.base_ids]
        for base in sorted(set(self.base)):
            id, held = self.base_ids[base], dict[tuple[int, bool], list[int]]()
            for index in range(self.days):
                if (id, problem.calendar.day(index)) in suns:
                    held.setdefault((index // 7, self.ramadan[index]), []).append(index)
            for (_, ramadan), indices in held.items():
                days = [suns[id, problem.calendar.day(i)] for i in indices]
                for index in indices:
                    self.bucket[base][index] = len(self.buckets)
                self.buckets.append(Bucket(days, problem, ramadan))

    def _allowed(self, problem: Problem) -> None:
        """The dates on which each strip may be shot, whatever else is shot."""
        full = (1 << self.days) - 1
        open_site = [mask_of(s.open, problem) if s.open else full for s in problem.sites]
        open_gear = [mask_of(g.open, problem) if g.open else full for g in problem.gear]
        present = [full & ~mask_of(p.away, problem) for p in problem.players]
        self.allowed = []
        blocks = {episode: block for block in problem.blocks for episode in block.episodes}
        self.director = [b.director if (b := blocks.get(s.episode or "")) else "" for s in problem.strips]
        in_time = {block.id: self._in_time(block) for block in problem.blocks}
        for i, strip in enumerate(problem.strips):
            mask = self.work & open_site[self.site[i]]
            if strip.episode in blocks:
                mask &= in_time[blocks[strip.episode].id]
            for player in self.cast[i]:
                mask &= present[player]
            for gear in self.gear[i]:
                mask &= open_gear[gear]
            if strip.locked_on is not None:
                index = self.index(strip.locked_on)
                mask &= 0 if index is None else 1 << index
            self.allowed.append(mask)
        self.buildable = [
            (site.build_days, site.strike_days, mask_of(site.open, problem) if site.open else None)
            for site in problem.sites
        ]
        ready = [self._ready(i) for i in range(len(problem.sites))]
        self.allowed = [mask & ready[self.site[i]] for i, mask in enumerate(self.allowed)]
        self._lock_days(problem)

    def _in_time(self, block: Block) -> int:
        """Dates on which a block may be shot: its director is there, and the edit can still deliver."""
        mask = mask_of(block.present, self.problem) if block.present else (1 << self.days) - 1
        if block.shot_by is not None:
            mask &= (1 << max(0, (block.shot_by - self.problem.calendar.first_day).days + 1)) - 1
        return mask

    def _ready(self, site: int) -> int:
        """Dates before which a set can have been built, and after which it can be struck, while the place is open."""
        build, strike, spans = self.buildable[site]
        full = (1 << self.days) - 1
        if spans is None or not (build or strike):
            return full
        mask, calendar = 0, self.problem.calendar
        for index in range(self.days):
            if spans >> index & 1:
                first = calendar.day(self.shift_work(index, -build))
                last = calendar.day(self.shift_work(index, strike))
                inside = any(a <= first and last <= b for a, b in self.problem.sites[site].open)
                mask |= inside << index
        return mask

    def _lock_days(self, problem: Problem) -> None:
        self.closed = [0] * len(problem.units)
        self.lock_unit: dict[int, int] = {}
        self.lock_mask: dict[int, int] = {}
        for lock in problem.locked_days:
            index, unit = self.index(lock.on), self.unit_of[lock.unit]
            bit = 0 if index is None else 1 << index
            self.closed[unit] |= bit
            whole = sum(1 << self.strip_of[id] for id in set(lock.strips))
            for id in lock.strips:
                self.allowed[self.strip_of[id]] &= bit
                self.lock_unit[self.strip_of[id]] = unit
                self.lock_mask[self.strip_of[id]] = whole

    def _mark_special(self) -> None:
        """Strips with children, gear, a group, a wanted date, a director or a locked day, as bits.

        `tied` are those that precedences or a group bind to others, `held` those of locked days, `locked` those
        and the ones locked on a date.
        """
        self.special = self.tied = 0
        self.held = self.locked = sum(1 << s for s in self.lock_unit)
        for s in range(len(self.minutes)):
            self.tied |= self.after[s] | (bool(self.after[s]) or self.group[s] is not None) << s
            self.locked |= (self.problem.strips[s].locked_on is not None) << s
            rare = self.minors[s] or self.gear[s] or self.group[s] is not None
            if rare or self.wanted[s] is not None or s in self.lock_unit or self.director[s]:
                self.special |= 1 << s

    def index(self, on: date) -> int | None:
        """A date as a bit number; None outside the calendar."""
        index = (on - self.problem.calendar.first_day).days
        return index if 0 <= index < self.days else None

    def shift_work(self, index: int, count: int) -> int:
        """The date `count` working days before (negative) or after this one; may leave the calendar."""
        step = 1 if count > 0 else -1
        left = abs(count)
        calendar = self.problem.calendar
        while left:
            index += step
            left -= calendar.may_work(calendar.day(index))
        return index


def bits(mask: int) -> list[int]:
    """Numbers of the bits that are set, low first.

    >>> bits(0b10110)
    [1, 2, 4]
    """
    found = []
    while mask:
        low = mask & -mask
        found.append(low.bit_length() - 1)
        mask ^= low
    return found
