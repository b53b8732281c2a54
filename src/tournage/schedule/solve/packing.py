"""Exact repair: the strips of a few days of one stay, packed anew by CP-SAT.

Dates stay as they are; a day may become empty. Moves inside a day are counted with the shortest road of
the stay, light by minutes; the judge has the last word on what comes back.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from tournage.schedule.solve.compiled import DAY, NIGHT, Compiled, bits
from tournage.schedule.solve.evaluate import Placed

_ROUNDS = 4
"""Times a packing is tried again without the days whose clock did not work."""


@dataclass(frozen=True, slots=True)
class Task:
    """Days to pack anew: their places in the order, those that stay around them, and what a day is worth."""

    days: tuple[Placed, ...]
    places: tuple[int, ...]
    outside: tuple[int, ...]
    """For each player the dates worked on other days, as bits."""
    pinned: int
    """Strips that stay on their day."""
    day_value: int
    fewer: bool = False
    """Whether one day must become empty."""


def pack(c: Compiled, plans: Any, task: Task, *, effort: float, seed: int) -> list[int] | None:
    """New strip sets for the days of a task, in the same order; None when nothing better was found.

    `effort` is CP-SAT's deterministic time, so that the same task gives the same answer.
    """
    from ortools.sat.python import cp_model

    model = cp_model.CpModel()
    build = _Model(c, model, task)
    if not build.assign(plans):
        return None
    build.days()
    build.players()
    build.minimise()
    solver = cp_model.CpSolver()
    solver.parameters.max_deterministic_time = effort
    solver.parameters.num_workers = 1
    solver.parameters.random_seed = seed
    for _ in range(_ROUNDS):
        status = solver.solve(model)
        if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            return None
        masks = [
            sum(1 << s for s in build.strips if (s, d) in build.x and solver.boolean_value(build.x[s, d]))
            for d in range(len(task.days))
        ]
        if not build.forbid(masks, plans):
            return masks
    return None


class _Model:
    """The packing model of one task."""

    def __init__(self, c: Compiled, model: Any, task: Task) -> None:
        self.c, self.model, self.task = c, model, task
        self.strips = [s for day in task.days for s in day.info.strips]
        self.x: dict[tuple[int, int], Any] = {}
        self.used: list[Any] = []
        self.cost: list[Any] = []

    def assign(self, plans: Any) -> bool:
        """Each strip on one day that its dates and light allow; the present board as a hint."""
        c, task = self.c, self.task
        for old, day in enumerate(task.days):
            for s in day.info.strips:
                for d, other in enumerate(task.days):
                    stays = d == old
                    if task.pinned >> s & 1 and not stays:
                        continue
                    fits = c.allowed[s] >> other.date & 1
                    if stays or (fits and plans.plan(1 << s, c.bucket[c.base[s]][other.date], 0) is not None):
                        self.x[s, d] = self.model.new_bool_var("")
                        self.model.add_hint(self.x[s, d], stays)
                self.model.add_exactly_one(self.x[s, d] for d in range(len(task.days)) if (s, d) in self.x)
        return len(self.strips) > len(task.days)

    def forbid(self, masks: list[int], plans: Any) -> bool:
        """Rule out the days whose clock does not work; whether there were any."""
        wrong = False
        for mask, day in zip(masks, self.task.days, strict=True):
            if not mask or plans.plan(mask, self.c.bucket[day.info.base][day.date], 0) is not None:
                continue
            wrong = True
            here = bits(mask)
            for d, other in enumerate(self.task.days):
                works = plans.plan(mask, self.c.bucket[other.info.base][other.date], 0) is not None
                if not works and all((s, d) in self.x for s in here):
                    self.model.add(sum(self.x[s, d] for s in here) <= len(here) - 1)
        return wrong

    def _on(self, d: int) -> list[tuple[int, Any]]:
        return [(s, self.x[s, d]) for s in self.strips if (s, d) in self.x]

    def days(self) -> None:
        """Hours, places, light, pages and children of each day."""
        c, terms, model = self.c, self.c.terms, self.model
        sites = sorted({c.site[s] for s in self.strips})
        legs = [c.leg[a, b][0] for a in sites for b in sites if a != b]
        move = terms.move_overhead_minutes + min(legs, default=0)
        frame = terms.first_shot_minutes + terms.wrap_minutes
        for d, day in enumerate(self.task.days):
            on, bucket = self._on(d), c.buckets[c.bucket[day.info.base][day.date]]
            used = model.new_bool_var("")
            at = {site: model.new_bool_var("") for site in sites}
            for s, x in on:
                model.add_implication(x, at[c.site[s]])
                model.add_implication(x, used)
            stops = sum(at.values())
            model.add(stops <= terms.sites_a_day)
            minutes = sum(c.minutes[s] * x for s, x in on)
            model.add(minutes + move * stops <= bucket.most - frame + move * used)
            model.add(sum(c.eighths[s] * x for s, x in on) <= max(terms.most_eighths, day.info.eighths))
            self._light(on, bucket, day, (minutes + move * stops, bucket.most - frame + move))
            for player in {p for s, _ in on for p in c.minors[s]}:
                limit = max(terms.minor_shooting_minutes, *(c.minutes[s] for s, _ in on))
                model.add(sum(c.minutes[s] * x for s, x in on if player in c.minors[s]) <= limit)
            crowd = model.new_int_var(0, max(c.extras[s] for s in self.strips), "")
            for s, x in on:
                if c.extras[s]:
                    model.add(crowd >= c.extras[s] * x)
            prices = c.problem.prices
            self.cost.append(crowd * prices.extra_day)
            self.cost += [at[site] * (c.problem.sites[site].day_cost + 300_000) for site in sites]
            self.used.append(used)

    def _light(self, on: list[tuple[int, Any]], bucket: Any, day: Placed, hours: tuple[Any, int]) -> None:
        """Day scenes fill the daylight only, night scenes the dark; a day with both holds little of either."""
        c, terms = self.c, self.c.terms
        for kind in (DAY, NIGHT):
            low, high = bucket.windows[kind]
            here = [(s, x) for s, x in on if c.light[s] == kind]
            room = max(high - low, *(c.minutes[s] for s, _ in here)) if here else 0
            self.model.add(sum(c.minutes[s] * x for s, x in here) <= room)
        dark = [x for s, x in on if c.light[s] == NIGHT]
        if dark and any(c.light[s] == DAY for s, _ in on):
            night = self.model.new_bool_var("")
            for x in dark:
                self.model.add_implication(x, night)
            most = max(
                terms.day_minutes // 2, sum(c.minutes[s] for s in day.info.strips if c.light[s] == DAY)
            )
            everything = sum(c.minutes[s] for s, _ in on)
            light = sum(c.minutes[s] * x for s, x in on if c.light[s] == DAY)
            self.model.add(light <= most + everything * (1 - night))
            both = self.model.new_bool_var("")
            for s, x in on:
                if c.light[s] == DAY:
                    self.model.add_implication(x, both).only_enforce_if(night)
            dusk = bucket.windows[NIGHT][0] - bucket.windows[DAY][1]
            self.model.add(hours[0] <= hours[1] - dusk).only_enforce_if(both)

    def players(self) -> None:
        """Work days at their rate, and the days for which an engagement grows at the hold rate."""
        c, task = self.c, self.task
        for player in sorted({p for s in self.strips for p in c.cast[s]}):
            rates = c.problem.players[player]
            works = []
            for d in range(len(task.days)):
                calls = [x for s, x in self._on(d) if player in c.cast[s]]
                work = self.model.new_bool_var("")
                for x in calls:
                    self.model.add_implication(x, work)
                works.append(work)
                self.cost.append(work * (rates.work_rate - rates.hold_rate))
            self._span(works, task.outside[player], rates.hold_rate + rates.per_diem)

    def _span(self, works: list[Any], outside: int, rate: int) -> None:
        if not rate:
            return
        dates = [day.date for day in self.task.days]
        low, high = dates[0], dates[-1]
        before, after = outside & ((1 << low) - 1), outside >> (high + 1)
        if before and after:
            return
        first, last = self.model.new_int_var(low, high, ""), self.model.new_int_var(low - 1, high, "")
        for date, work in zip(dates, works, strict=True):
            self.model.add(last >= date).only_enforce_if(work)
            self.model.add(first <= date).only_enforce_if(work)
        if before:
            self.cost.append((last - low) * rate)
        elif after:
            self.cost.append((high - first) * rate)
        else:
            self.cost.append((last - first) * rate)

    def minimise(self) -> None:
        """Fewest days first in money, then everything else."""
        if self.task.fewer:
            self.model.add(sum(self.used) <= len(self.used) - 1)
        self.cost += [used * self.task.day_value for used in self.used]
        self.model.minimize(sum(self.cost))


def pinned_strips(c: Compiled, days: tuple[Placed, ...]) -> int:
    """Strips bound by order, group, lock or a built set, which keep their day."""
    pinned = 0
    later = 0
    for tied in c.after:
        later |= tied
    for day in days:
        for s in bits(day.info.mask):
            site = c.site[s]
            bound = c.after[s] or c.group[s] is not None or s in c.lock_unit or c.floor[site]
            if bound or later >> s & 1 or c.problem.strips[s].locked_on is not None:
                pinned |= 1 << s
    return pinned
