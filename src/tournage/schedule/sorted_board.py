"""The board an assistant director starts from: strips sorted by place, then by light, and dealt out day by day.

No search. Towns along the road, places that close first before the others, days before nights; each day is
filled until its clock is full; what is not open yet waits for the company to come back. A series goes block by
block, or in two halves where deliveries press. What then fits nowhere goes where it is cheapest.
"""

from __future__ import annotations

from tournage.schedule.model import Board
from tournage.schedule.problem import Problem
from tournage.schedule.solve.compiled import NIGHT, Compiled, bits
from tournage.schedule.solve.evaluate import Evaluator, Layout, Placed
from tournage.schedule.solve.insert import insert_left_out
from tournage.schedule.solve.price import Pricer
from tournage.schedule.solve.search_state import Budget, Judge, State
from tournage.schedule.solve.write import write_board

_MOST_TRIES = 20_000
"""Places tried for what the sorting leaves over; a limit of work, so that the board is alike everywhere."""

_AN_HOUR = 3600.0

_PATIENCE = 2
"""Days the company waits for a place of the town it is in, before it goes on to the next."""


_SURE_MINUTES = 400
"""Shooting minutes that a day at one place is sure to hold."""


def sorted_board(problem: Problem) -> Board:
    """The board that sorting gives, every rule kept; what finds no day stays in the boneyard."""
    c = Compiled(problem)
    evaluator = Evaluator(c)
    judge = Judge(evaluator, Pricer(evaluator), net=False)
    state = insert_left_out(judge, _valid(judge, _Dealer(judge).deal()), Budget(_AN_HOUR, _MOST_TRIES))
    outcome = judge.p.price(state.outcome.placed)
    return write_board(c, outcome, state.layout.boneyard)


def _valid(judge: Judge, days: list[int]) -> State:
    """The days on their dates; while they break an order of the script, what causes it is taken off again."""
    c = judge.c
    layout = Layout([[] for _ in judge.e.units])
    layout.units[c.main] = days
    layout.boneyard = ((1 << len(c.minutes)) - 1) & ~sum(days)
    found = judge.value(layout)
    if found is None:
        bound = sum(1 << s for s in range(len(c.minutes)) if c.after[s]) | _torn(c, days)
        layout.units[c.main] = [mask & ~bound for mask in days if mask & ~bound]
        layout.boneyard |= bound & sum(days)
        found = judge.value(layout)
    while found is None:
        layout.boneyard |= layout.units[c.main].pop()
        found = judge.value(layout)
    return found


def _torn(c: Compiled, days: list[int]) -> int:
    """Strips whose scene lies on days that do not follow each other."""
    places: dict[int, list[int]] = {}
    for place, mask in enumerate(days):
        for group in {c.group[s] for s in bits(mask)} - {None}:
            places.setdefault(group or 0, []).append(place)
    torn = {group for group, found in places.items() if found[-1] - found[0] >= len(found)}
    return sum(1 << s for s in range(len(c.minutes)) if c.group[s] in torn) & sum(days)


class _Dealer:
    """Deals sorted strips onto the days of the main unit, from the first day of the calendar on."""

    def __init__(self, judge: Judge) -> None:
        self.e, self.c = judge.e, judge.c
        self.left = _sorted(self.c)
        self.days: list[int] = []
        self.before: Placed | None = None
        self.floors: dict[str, tuple[int, int]] = {}

    def deal(self) -> list[int]:
        """Every strip that finds a day, as days in order."""
        while self.left:
            found = self._next()
            if found is None:
                break
            self._fill(*found)
        return self.days

    def _next(self) -> tuple[int, int] | None:
        """What must be shot now or never; else the next in order that is open soon; else the one open first."""
        soonest: tuple[int, int] | None = None
        work = self._work_by_place()
        ready: tuple[int, int] | None = None
        for s in self._begun():
            date = self._first_date(s)
            if date is not None:
                return s, date
        for s in self.left:
            date = self._first_date(s)
            if date is None:
                continue
            if date - self._arrival(self.c.base[s]) <= _PATIENCE:
                if self._spare_days(s, date, work) <= _PATIENCE:
                    return s, date
                ready = ready or (s, date)
            if soonest is None or date < soonest[1]:
                soonest = s, date
        return ready or soonest

    def _begun(self) -> list[int]:
        """Strips of scenes of which a part is shot already: the next part follows at once."""
        groups = {self.c.group[s] for s in bits(sum(self.days))} - {None}
        return [s for s in self.left if self.c.group[s] in groups]

    def _work_by_place(self) -> dict[tuple[int, int], int]:
        """Minutes left at each place, by the last date on which they may be shot."""
        work: dict[tuple[int, int], int] = {}
        for s in self.left:
            key = self.c.site[s], self.c.allowed[s].bit_length()
            work[key] = work.get(key, 0) + self.c.minutes[s]
        return work

    def _spare_days(self, s: int, date: int, work: dict[tuple[int, int], int]) -> int:
        """Days that a strip's place leaves beyond those that its work needs before it shuts."""
        c, last = self.c, self.c.allowed[s].bit_length()
        days = (c.allowed[s] >> date).bit_count()
        minutes = sum(m for (site, shut), m in work.items() if site == c.site[s] and shut <= last)
        return days - -(-minutes // _SURE_MINUTES)

    def _arrival(self, base: int) -> int:
        """The first date in a town: after the last day, days on the road and days off left free."""
        c, before = self.c, self.before
        date, travel = 0, 0
        if before is not None:
            date, travel = before.date + 1, c.travel_days(before.info.base, base)
        while date < c.days and (travel or not c.work >> date & 1):
            travel -= c.work >> date & 1
            date += 1
        return date

    def _first_date(self, s: int) -> int | None:
        start = self._arrival(self.c.base[s])
        if self._free_from(s) > start:
            return None
        dates = bits((self.c.allowed[s] & ~self.c.closed[self.c.main]) >> start)
        return next((start + d for d in dates[:20] if self._placed(1 << s, start + d) is not None), None)

    def _free_from(self, s: int) -> int:
        """The first date on which the set of a strip can stand on its floor."""
        c, site = self.c, self.c.site[s]
        held = self.floors.get(c.floor[site] or "")
        build = c.buildable[site][0]
        if held is None or held[0] == site:
            return 0
        if any(c.site[t] == held[0] for t in self.left):
            return c.days
        return c.shift_work(held[1], c.buildable[held[0]][1] + build + 1)

    def _placed(self, mask: int, date: int) -> Placed | None:
        """These strips as the day of this date, when its light, its clock and the rest before it allow."""
        info = self.e.planner.info(mask)
        floors = [floor for site in info.sites if (floor := self.c.floor[site])]
        if len(set(floors)) < len(floors) or any(t in self.left for t in self._earlier(mask)):
            return None
        if info.base < 0 or not info.allowed >> date & 1:
            return None
        call = self.e.call_from(self.before, info, date)
        plan = self.e.planner.plan(mask, self.c.bucket[info.base][date], call)
        return None if plan is None else Placed(self.c.main, date, info, plan)

    def _earlier(self, mask: int) -> list[int]:
        return bits(self.e.planner.info(mask).after & ~mask)

    def _fill(self, first: int, date: int) -> None:
        """Shoot a strip and, in order, what else of its town fits into the day."""
        c, mask = self.c, 1 << first
        begun = {c.group[s] for s in (*self._begun(), first)} - {None}
        for s in sorted(self.left, key=lambda s: c.group[s] not in begun):
            if s != first and c.base[s] == c.base[first] and self._free_from(s) <= date:
                mask |= (1 << s) if self._placed(mask | 1 << s, date) is not None else 0
        self.before = self._placed(mask, date)
        self.days.append(mask)
        self.left = [s for s in self.left if not mask >> s & 1]
        for s in bits(mask):
            if c.floor[c.site[s]]:
                self.floors[c.floor[c.site[s]] or ""] = (c.site[s], date)


def _sorted(c: Compiled) -> list[int]:
    """Strips by round of episodes, town along the road, place, light, and the order of the script."""
    strips = [s for s in range(len(c.minutes)) if c.allowed[s]]
    towns = {base: place for place, base in enumerate(_road(c, {c.base[s] for s in strips}))}
    closing: dict[int, int] = {}
    for s in strips:
        closing[c.site[s]] = min(closing.get(c.site[s], c.days), c.allowed[s].bit_length())
    rounds = _rounds(c.problem)

    def key(s: int) -> tuple[int, int, int, int, bool, int]:
        turn = 0 if c.floor[c.site[s]] else rounds.get(c.problem.strips[s].episode or "", 0)
        return turn, towns[c.base[s]], closing[c.site[s]], c.site[s], c.light[s] == NIGHT, s

    return sorted(strips, key=key)


def _rounds(problem: Problem) -> dict[str, int]:
    """In which round each episode is shot: a round for each director, or two halves by delivery."""
    blocks = problem.blocks
    halves = not any(block.director for block in blocks)
    if halves:
        last = problem.calendar.last_day
        blocks = tuple(sorted(blocks, key=lambda block: block.shot_by or last))
    return {
        episode: rank * 2 // len(blocks) if halves else rank
        for rank, block in enumerate(blocks)
        for episode in block.episodes
    }


def _road(c: Compiled, bases: set[int]) -> list[int]:
    """The towns from home, each time to the nearest."""
    home = c.base_of.get(c.problem.home or "", min(bases, default=0))
    route = [home]
    left = bases - {home}
    while left:
        nearest = min(left, key=lambda base: (c.road[route[-1], base][0], base))
        route.append(nearest)
        left.remove(nearest)
    return route
