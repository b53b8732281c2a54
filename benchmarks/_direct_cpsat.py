"""The peer: a whole shoot as one CP-SAT model, two workers, the same time, started from the sorted board.

In the model: every strip once or left out at the engine's own price; dates on which it may be shot (places, players,
gear, deliveries, locks); hours of each date, Ramadan included; two places a day with the drive between them; one base a
day, days on the road between bases; daylight and the rest after a night; a child's minutes; parts that follow each
other; precedences; floors with strike and build; a second unit with players of its own. Costs: crew, nights of the company,
road, waiting, cast by engagement with one drop, per diem, journeys, places, returns, moves, crowds, gear. Left out, since
small or not linear: exact clocks, weekly prices of gear, wishes of taste. The clock is settled afterwards by the engine's own
rules: a day that does not fit gives up its shortest strips, and what is left over goes where it is cheapest.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations, pairwise
from typing import Any

from tournage.schedule.model import Board
from tournage.schedule.problem import Problem
from tournage.schedule.solve.compiled import DAY, NIGHT, Compiled, bits
from tournage.schedule.solve.evaluate import Evaluator, Layout
from tournage.schedule.solve.insert import insert_left_out
from tournage.schedule.solve.price import Pricer
from tournage.schedule.solve.search_state import Budget, Judge, State

_A_CENTIME = 100
"""The model counts in whole units of the currency."""


@dataclass(frozen=True)
class Direct:
    """What the model came to: cost, strips left out, its own bound; None where it found no board."""

    cost: int | None
    left_out: int
    status: str


def direct_board(problem: Problem, start: Board, *, seconds: float, workers: int) -> Direct:
    """Solve the whole shoot as one model."""
    from ortools.sat.python import cp_model

    c = Compiled(problem)
    judge = _judge(c)
    model = _Model(c, cp_model.CpModel(), judge.penalty)
    model.build()
    model.hint(start)
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = seconds
    solver.parameters.num_workers = workers
    status = solver.solve(model.m)
    name = str(solver.status_name(status))
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return Direct(None, 0, name)
    days: list[list[tuple[int, int]]] = []
    for unit in range(len(problem.units)):
        masks: dict[int, int] = {}
        for (u, s, d), held in model.x.items():
            if u == unit and solver.boolean_value(held):
                masks[d] = masks.get(d, 0) | 1 << s
        days.append(sorted(masks.items()))
    found = _settled(judge, days)
    return Direct(found.outcome.total, found.layout.boneyard.bit_count(), name)


def _judge(c: Compiled) -> Judge:
    evaluator = Evaluator(c)
    return Judge(evaluator, Pricer(evaluator), net=False)


def _settled(judge: Judge, days: list[list[tuple[int, int]]]) -> State:
    c, layout = judge.c, Layout([[] for _ in judge.c.problem.units])
    for unit, held in enumerate(days):
        for d, mask in held:
            kept = mask
            info = judge.e.planner.info(kept)
            bucket = c.bucket[c.base[bits(mask)[0]]][d]
            while kept and judge.e.planner.plan(kept, bucket) is None:
                strips = sorted(bits(kept), key=lambda s: c.minutes[s])
                kept &= ~(1 << strips[0])
                info = judge.e.planner.info(kept) if kept else info
            if kept:
                layout.units[unit].append(kept)
    layout.boneyard = ((1 << len(c.minutes)) - 1) & ~sum(sum(held) for held in layout.units)
    found = judge.value(layout)
    while found is None:
        longest = max(layout.units, key=len)
        layout.boneyard |= longest.pop()
        found = judge.value(layout)
    return insert_left_out(judge, found, Budget(60))


class _Model:
    """The variables and constraints, unit by unit and date by date."""

    def __init__(self, c: Compiled, m: Any, penalty: int) -> None:
        self.c, self.m, self.p = c, m, c.problem
        self.penalty = penalty // _A_CENTIME
        self.dates = [d for d in range(c.days) if c.work >> d & 1]
        self.place_of = {d: i for i, d in enumerate(self.dates)}
        self.x: dict[tuple[int, int, int], Any] = {}
        self.cost: list[Any] = []
        self.day: list[Any] = []

    def var(self) -> Any:
        """A yes or no."""
        return self.m.new_bool_var("")

    def pay(self, amount: int, held: Any) -> None:
        """Something that costs when it is so."""
        if amount:
            self.cost.append(amount // _A_CENTIME * held)

    def build(self) -> None:
        """Everything."""
        self._strips()
        self._units()
        self._company()
        self._cast()
        self._orders()
        self.m.minimize(sum(self.cost))

    def _strips(self) -> None:
        c = self.c
        for s in range(len(c.minutes)):
            out, held = self.var(), []
            for unit in range(len(self.p.units)):
                if unit != c.main and not c.second[s]:
                    continue
                for d in bits(c.allowed[s] & c.work & c.unit_mask[unit]):
                    self.x[unit, s, d] = self.var()
                    held.append((d, self.x[unit, s, d]))
            self.m.add_exactly_one([out, *(v for _, v in held)])
            minutes = c.minutes[s]
            self.cost.append(self.penalty * (2 + minutes // 60) * out)
            where = self.m.new_int_var(0, len(self.dates), "")
            for d, v in held:
                self.m.add(where == self.place_of[d]).only_enforce_if(v)
            self.day.append(where)
        self.by_day: dict[tuple[int, int], list[tuple[int, Any]]] = {}
        for (unit, s, d), v in self.x.items():
            self.by_day.setdefault((unit, d), []).append((s, v))

    def _units(self) -> None:
        c, self.at, self.shoots = self.c, {}, {}
        self.site_on: dict[tuple[int, int], list[Any]] = {}
        for (unit, d), held in sorted(self.by_day.items()):
            works = self.shoots[unit, d] = self.var()
            self.pay(self.p.units[unit].crew_day + self.p.units[unit].living, works)
            for b in sorted({c.base[s] for s, _ in held}):
                self.at[unit, b, d] = self.var()
                self.m.add_implication(self.at[unit, b, d], works)
            self.m.add_at_most_one(v for (u, _, e), v in self.at.items() if (u, e) == (unit, d))
            for s, v in held:
                self.m.add_implication(v, self.at[unit, c.base[s], d])
            self._one_day(unit, d, held)
        for unit in range(len(self.p.units)):
            most = self.p.units[unit].most_days
            if most is not None:
                self.m.add(sum(v for (u, _), v in self.shoots.items() if u == unit) <= most)

    def _one_day(self, unit: int, d: int, held: list[tuple[int, Any]]) -> None:
        c, terms = self.c, self.c.terms
        sites = {k: self.var() for k in sorted({c.site[s] for s, _ in held})}
        for s, v in held:
            self.m.add_implication(v, sites[c.site[s]])
        for k, v in sites.items():
            self.site_on.setdefault((k, d), []).append(v)
        stops = sum(sites.values())
        self.m.add(stops <= terms.sites_a_day)
        bucket = c.buckets[next(c.bucket[b][d] for b in set(c.base) if c.bucket[b][d] >= 0)]
        room = bucket.most - terms.first_shot_minutes - terms.wrap_minutes
        move = terms.move_overhead_minutes + 25
        self.m.add(
            sum(c.minutes[s] * v for s, v in held) + move * stops - move * self.shoots[unit, d] <= room
        )
        self.m.add(sum(c.eighths[s] * v for s, v in held) <= terms.most_eighths)
        light = bucket.windows[DAY]
        self.m.add(sum(c.minutes[s] * v for s, v in held if c.light[s] == DAY) <= light[1] - light[0])
        for child in {p for s, _ in held for p in c.minors[s]}:
            minutes = sum(c.minutes[s] * v for s, v in held if child in c.minors[s])
            self.m.add(minutes <= terms.minor_shooting_minutes)
        self.cost.append(3000 * (stops - self.shoots[unit, d]))
        crowds = [(c.extras[s], v) for s, v in held if c.extras[s]]
        if crowds:
            crowd = self.m.new_int_var(0, max(n for n, _ in crowds), "")
            for n, v in crowds:
                self.m.add(crowd >= n).only_enforce_if(v)
            self.cost.append(self.p.prices.extra_day // _A_CENTIME * crowd)
        for gear in {g for s, _ in held for g in c.gear[s]}:
            used = self.var()
            for s, v in held:
                if gear in c.gear[s]:
                    self.m.add_implication(v, used)
            self.pay(self.p.gear[gear].day_cost, used)

    def _company(self) -> None:
        """Where the company is each date, from its first to its last day; nights, roads, waiting, rest after a night."""
        c, main, bases = self.c, self.c.main, sorted(set(self.c.base))
        begun = {d: self.var() for d in self.dates}
        over = {d: self.var() for d in self.dates}
        loc = {(b, d): self.var() for b in bases for d in self.dates}
        for d, e in pairwise(self.dates):
            self.m.add_implication(begun[d], begun[e])
            self.m.add_implication(over[d], over[e])
        for d, e in pairwise([*self.dates, c.days]):
            self.m.add_exactly_one(loc[b, d] for b in bases)
            works = self.shoots.get((main, d))
            if works is None:
                continue
            self.m.add_implication(works, begun[d])
            self.m.add_implication(works, over[d].negated())
            inside, idle = self.var(), self.var()
            self.m.add(inside >= begun[d] - over[d])
            self.m.add(idle >= inside - works)
            self.pay(min(self.p.prices.wait_day, self.p.prices.travel_day), idle)
            for b in bases:
                if (main, b, d) in self.at:
                    self.m.add_implication(self.at[main, b, d], loc[b, d])
                night = self.var()
                self.m.add(night >= loc[b, d] + inside - 1)
                self.pay(self.p.towns[b].living * (e - d), night)
        if c.start_by < c.days:
            self.m.add_bool_or([begun[d] for d in self.dates if d <= c.start_by])
            self.m.add_bool_or([v for (u, d), v in self.shoots.items() if u == main and d <= c.start_by])
        self._roads(loc, bases)
        self._nights()
        self._places()

    def _roads(self, loc: dict[tuple[int, int], Any], bases: list[int]) -> None:
        c, main = self.c, self.c.main
        for one, other in ((a, b) for a in bases for b in bases if a != b):
            days, price = c.travel_days(one, other), c.road[one, other][1]
            for d, e in pairwise(self.dates):
                moved = self.var()
                self.m.add(moved >= loc[one, d] + loc[other, e] - 1)
                self.pay(price, moved)
            for d, e in zip(self.dates, self.dates[days:], strict=False):
                for f in self.dates[self.place_of[d] + 1 : self.place_of[e] + 1]:
                    if (main, one, d) in self.at and (main, other, f) in self.at:
                        self.m.add_bool_or(
                            [self.at[main, one, d].negated(), self.at[main, other, f].negated()]
                        )

    def _nights(self) -> None:
        c, terms = self.c, self.c.terms
        for unit in range(len(self.p.units)):
            for d, e in pairwise(self.dates):
                if e != d + 1:
                    continue
                dark = [c.minutes[s] * v for s, v in self.by_day.get((unit, d), ()) if c.light[s] == NIGHT]
                bright = [c.minutes[s] * v for s, v in self.by_day.get((unit, e), ()) if c.light[s] == DAY]
                if dark and bright:
                    frame = terms.wrap_minutes + terms.crew_rest_minutes + terms.first_shot_minutes
                    self.m.add(sum(dark) + sum(bright) <= 24 * 60 - frame)

    def _places(self) -> None:
        """Rent of each day, and rigging again when the unit comes back."""
        for k, site in enumerate(self.p.sites):
            before: Any = None
            visits = []
            for d in self.dates:
                held = self.site_on.get((k, d))
                if held is None:
                    continue
                used = self.var()
                for v in held:
                    self.m.add_implication(v, used)
                self.pay(site.day_cost, used)
                visit = self.var()
                self.m.add(visit >= (used if before is None else used - before))
                visits.append(visit)
                before = used
            if visits and site.return_cost:
                self.cost.append(site.return_cost // _A_CENTIME * (sum(visits) - 1))

    def _cast(self) -> None:
        c, by_player = self.c, dict[tuple[int, int], list[Any]]()
        by_unit: dict[tuple[int, int, int], list[Any]] = {}
        for (unit, s, d), v in self.x.items():
            for p in c.cast[s]:
                by_player.setdefault((p, d), []).append(v)
                by_unit.setdefault((p, d, unit), []).append(v)
        for p, player in enumerate(self.p.players):
            before: Any = None
            starts = []
            if not any((p, d) in by_player for d in self.dates):
                continue
            for d, e in pairwise([*self.dates, c.days]):
                engaged, start = self.var(), self.var()
                for v in by_player.get((p, d), ()):
                    self.m.add_implication(v, engaged)
                self.m.add(start >= (engaged if before is None else engaged - before))
                paid = sum(not c.rest >> f & 1 for f in range(d, e))
                self.pay(player.hold_rate * paid + player.per_diem * (e - d), engaged)
                self.pay(player.travel_cost, start)
                starts.append(start)
                before = engaged
                if len(self.p.units) > 1:
                    self._in_one_unit([by_unit.get((p, d, u), []) for u in range(len(self.p.units))])
            self.m.add(sum(starts) <= (2 if player.drop_allowed else 1))

    def _in_one_unit(self, held: list[list[Any]]) -> None:
        used = [vs for vs in held if vs]
        if len(used) < 2:
            return
        here = []
        for vs in used:
            one = self.var()
            for v in vs:
                self.m.add_implication(v, one)
            here.append(one)
        self.m.add_at_most_one(here)

    def _orders(self) -> None:
        c = self.c
        groups: dict[int, list[int]] = {}
        for s in range(len(c.minutes)):
            for before in bits(c.after[s]):
                self.m.add(self.day[before] <= self.day[s])
            if c.group[s] is not None:
                groups.setdefault(c.group[s] or 0, []).append(s)
        for parts in groups.values():
            for one, other in combinations(parts, 2):
                self.m.add(self.day[one] - self.day[other] <= len(parts) - 1)
                self.m.add(self.day[other] - self.day[one] <= len(parts) - 1)
        floors: dict[str, list[int]] = {}
        for k in sorted(set(c.site)):
            if c.floor[k]:
                floors.setdefault(c.floor[k] or "", []).append(k)
        for sets in floors.values():
            for one, other in combinations(sets, 2):
                first = self.var()
                self._strike_then_build(one, other, first)
                self._strike_then_build(other, one, first.negated())

    def _strike_then_build(self, one: int, other: int, when: Any) -> None:
        c = self.c
        gap = c.buildable[one][1] + c.buildable[other][0] + 1
        for s in (s for s in range(len(c.minutes)) if c.site[s] == one):
            for t in (t for t in range(len(c.minutes)) if c.site[t] == other):
                self.m.add(self.day[s] + gap <= self.day[t]).only_enforce_if(when)

    def hint(self, start: Board) -> None:
        """Begin from the sorted board."""
        c, placed = self.c, set()
        for day in start.days:
            index = c.index(day.on)
            placed |= {(c.unit_of[day.unit], c.strip_of[id], index) for id in day.strips}
        for key, v in self.x.items():
            self.m.add_hint(v, key in placed)
