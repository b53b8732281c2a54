"""Large neighbourhoods: a few days of a stay are packed anew exactly, and the judge keeps what is cheaper."""

from __future__ import annotations

import random
from collections.abc import Callable

from tournage.schedule.solve.evaluate import Placed
from tournage.schedule.solve.packing import Task, pack, pinned_strips
from tournage.schedule.solve.search_state import Budget, Judge, State

_MOST_STRIPS, _MOST_DAYS = 26, 5
_EFFORT = 0.2
"""Deterministic time of CP-SAT for one repair."""

_WORK = 1500
"""What one repair counts for in a budget of evaluations."""


class Repair:
    """Chooses days, has them packed, keeps what the judge prefers."""

    def __init__(self, judge: Judge, state: State, seed: int) -> None:
        self.judge, self.c, self.state = judge, judge.c, state
        self.random = random.Random(seed + 7919)  # noqa: S311 - chance, not secrecy
        self.seed = seed

    def run(self, budget: Budget, share: float, tell: Callable[[State], None] | None = None) -> State:
        """Repair until this share of the budget is spent."""
        while budget.spent < share and not budget.over:
            found = self._once()
            budget.done += _WORK
            if found is not None and found.objective < self.state.objective:
                self.state = found
                if tell is not None:
                    tell(found)
        return self.state

    def _once(self) -> State | None:
        main = [day for day in self.state.outcome.placed if day.unit == self.c.main]
        places = self._choose(main)
        if len(places) < 2:
            return None
        days = tuple(main[i] for i in places)
        task = Task(
            days,
            tuple(places),
            self._outside(main, set(places)),
            pinned_strips(self.c, days),
            self._day_value(days[0]),
            fewer=self.random.random() < 0.4,
        )
        masks = pack(self.c, self.judge.e.planner, task, effort=_EFFORT, seed=self.seed)
        if masks is None:
            return None
        layout = self.state.layout.copy()
        order = layout.units[self.c.main]
        for place, mask in zip(places, masks, strict=True):
            order[place] = mask
        layout.units[self.c.main] = [mask for mask in order if mask]
        return self.judge.value(layout, self.state)

    def _choose(self, main: list[Placed]) -> list[int]:
        """Days of one base: a stretch of a stay, or those that share places with one of its days."""
        if not main:
            return []
        centre = self.random.randrange(len(main))
        base = main[centre].info.base
        same = [i for i, day in enumerate(main) if day.info.base == base]
        if self.random.random() < 0.5:
            same.sort(key=lambda i: (abs(i - centre), i))
        else:
            sites = set(main[centre].info.sites)
            near = {t for i in same for t in main[i].info.sites if sites.intersection(main[i].info.sites)}
            shuffled = self.random.sample(same, len(same))
            same = sorted(shuffled, key=lambda i: not near.intersection(main[i].info.sites))
        chosen: list[int] = []
        strips = 0
        for i in same:
            strips += len(main[i].info.strips)
            if strips > _MOST_STRIPS or len(chosen) >= _MOST_DAYS:
                break
            chosen.append(i)
        return sorted(chosen)

    def _outside(self, main: list[Placed], chosen: set[int]) -> tuple[int, ...]:
        worked = [0] * len(self.c.problem.players)
        for i, day in enumerate(main):
            if i not in chosen:
                for player in day.info.cast:
                    worked[player] |= 1 << day.date
        for day in self.state.outcome.placed:
            if day.unit != self.c.main:
                for player in day.info.cast:
                    worked[player] |= 1 << day.date
        return tuple(worked)

    def _day_value(self, day: Placed) -> int:
        """What a day less saves: crew, a night of living, and a day of everybody engaged on average."""
        holds = sum(p.hold_rate for p in self.c.problem.players if not p.drop_allowed)
        return self.judge.e.units[self.c.main].crew_day + self.judge.e.living[day.info.base] + holds // 2
