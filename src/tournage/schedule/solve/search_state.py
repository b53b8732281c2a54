"""What a search holds: its budget, its states, and the judge that values them."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field

from tournage.schedule.solve.compiled import bits
from tournage.schedule.solve.evaluate import Evaluator, Layout, Outcome, Placed
from tournage.schedule.solve.price import Pricer
from tournage.schedule.solve.quick import QuickPricer

_LOCKED = 50
"""Strips left out that are no worse than one that somebody locked."""


@dataclass
class Budget:
    """How long a search may go on: until a moment, for so many evaluations, or until told to stop."""

    seconds: float
    work: int | None = None
    stop: Callable[[], bool] = lambda: False
    started: float = field(default_factory=time.monotonic)
    done: int = 0

    @property
    def spent(self) -> float:
        """Share of the budget that is gone; by work alone when work is limited."""
        if self.work is not None:
            return self.done / max(1, self.work)
        return (time.monotonic() - self.started) / max(1e-9, self.seconds)

    @property
    def over(self) -> bool:
        """Whether to stop now."""
        if self.stop():
            return True
        return self._late or (self.work is not None and self.done >= self.work)

    @property
    def cut_short(self) -> bool:
        """Whether the clock came before the work was done."""
        return self.work is not None and self.done < self.work and self._late

    @property
    def _late(self) -> bool:
        return time.monotonic() - self.started >= self.seconds


class State:
    """A layout, its outcome and its objective; `guide` is higher the fuller its full days are."""

    __slots__ = ("guide", "layout", "objective", "outcome")

    def __init__(self, layout: Layout, outcome: Outcome, objective: int, guide: int) -> None:
        self.layout, self.outcome, self.objective, self.guide = layout, outcome, objective, guide


class Judge:
    """Values layouts: cost (net of the rebate if asked), and a price on every strip left out."""

    def __init__(self, evaluator: Evaluator, pricer: Pricer, *, net: bool) -> None:
        self.e, self.p, self.c, self.net = evaluator, pricer, evaluator.c, net
        self.quick = QuickPricer(pricer)
        self.met = Met()
        dearest = max((p.work_rate for p in self.c.problem.players), default=0)
        self.penalty = 2 * max(u.crew_day for u in evaluator.units) + 8 * dearest + 1_000_00

    def value(self, layout: Layout, near: State | None = None) -> State | None:
        """What a layout is worth; None when it breaks a rule. `near` is a state it differs little from."""
        decoded = self.e.decode(layout, near.outcome.placed if near else None)
        if decoded is None:
            return None
        return self._state(layout, *decoded)

    def warm(self, days: list[list[tuple[int, int]]], boneyard: int) -> State | None:
        """A board on its dates; strips that may no longer be shot then are left out. None when it breaks a rule."""
        c = self.c
        for unit in days:
            for mask, date in unit:
                boneyard |= sum(1 << s for s in bits(mask) if not c.allowed[s] >> date & 1)
        boneyard = self._with_followers(boneyard)
        kept = [[(mask & ~boneyard, date) for mask, date in unit if mask & ~boneyard] for unit in days]
        placed, dropped = self.e.dated(kept)
        if not self.e.in_order(placed):
            return None
        return self._state(Layout([[mask for mask, _ in unit] for unit in kept], boneyard), placed, dropped)

    def _with_followers(self, boneyard: int) -> int:
        """Strips left out, and those that must come after one of them or beside it."""
        c, more = self.c, -1
        while more:
            groups = {c.group[s] for s in bits(boneyard)} - {None}
            tied = (s for s in range(len(c.minutes)) if c.after[s] & boneyard or c.group[s] in groups)
            more = sum(1 << s for s in tied) & ~boneyard
            boneyard |= more
        return boneyard

    def _state(self, layout: Layout, placed: list[Placed], dropped: int) -> State:
        if dropped:
            layout = _without(layout, dropped)
        outcome = self.p.price(placed) if self.net else self.quick.price(placed)
        cost = outcome.total - (self.p.rebate(outcome) if self.net else 0)
        guide = sum(day.info.fullness for day in placed)
        return State(layout, outcome, cost + self._missing(layout.boneyard), guide)

    def empty(self) -> State:
        """The board with nothing on it, which breaks no rule."""
        found = self.value(Layout([[] for _ in self.e.units], (1 << len(self.c.minutes)) - 1))
        assert found is not None, "an empty board breaks no rule"
        return found

    def _missing(self, boneyard: int) -> int:
        if not boneyard:
            return 0
        minutes = sum(self.c.minutes[s] for s in bits(boneyard))
        count = boneyard.bit_count() + _LOCKED * (boneyard & self.c.locked).bit_count()
        return self.penalty * (2 * count + minutes // 60)


def _without(layout: Layout, dropped: int) -> Layout:
    """The layout without the days that found no date."""
    units = [[mask for mask in days if not mask & dropped] for days in layout.units]
    return Layout(units, layout.boneyard | dropped)


class Met:
    """The best state a search has met, and the best before it whose stays were others."""

    def __init__(self) -> None:
        self._best: State | None = None
        self._other: State | None = None

    def take(self, *states: State) -> None:
        """Keep a state if it is better than the best; the best steps back if its stays were others."""
        for state in states:
            if self._best is None or state.objective < self._best.objective:
                if self._best is not None and stays(state) != stays(self._best):
                    self._other = self._best
                self._best = state

    def rival_of(self, best: State) -> State | None:
        """The second best, if its stays are others and it leaves out as few strips."""
        for held in (self._best, self._other):
            if held is not None and stays(held) != stays(best):
                fewer = held.layout.boneyard.bit_count() <= best.layout.boneyard.bit_count()
                return held if fewer else None
        return None


def stays(state: State) -> tuple[tuple[int, int, int], ...]:
    """The shape of a board: unit, base and days of each stay, in order."""
    found: list[tuple[int, int, int]] = []
    for day in sorted(state.outcome.placed, key=lambda d: (d.unit, d.date)):
        if found and found[-1][:2] == (day.unit, day.info.base):
            found[-1] = (*found[-1][:2], found[-1][2] + 1)
        else:
            found.append((day.unit, day.info.base, 1))
    return tuple(found)
