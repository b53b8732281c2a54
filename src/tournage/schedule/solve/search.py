"""Making a board cheaper: strips from day to day, days along the calendar, by simulated annealing."""

from __future__ import annotations

import math
import random
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from tournage.schedule.solve.compiled import bits
from tournage.schedule.solve.evaluate import Evaluator, Layout, Outcome
from tournage.schedule.solve.price import Pricer

_EVERY = 32
"""Evaluations between two looks at the clock."""


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
        late = time.monotonic() - self.started >= self.seconds
        return late or (self.work is not None and self.done >= self.work)


class State:
    """A layout, its outcome and its objective."""

    __slots__ = ("layout", "objective", "outcome")

    def __init__(self, layout: Layout, outcome: Outcome, objective: int) -> None:
        self.layout, self.outcome, self.objective = layout, outcome, objective


class Judge:
    """Values layouts: cost (net of the rebate if asked), and a price on every strip left out."""

    def __init__(self, evaluator: Evaluator, pricer: Pricer, *, net: bool) -> None:
        self.e, self.p, self.c, self.net = evaluator, pricer, evaluator.c, net
        dearest = max((p.work_rate for p in self.c.problem.players), default=0)
        self.penalty = 5 * max(u.crew_day for u in evaluator.units) + 20 * dearest + 1_000_00
        self.done = 0

    def value(self, layout: Layout) -> State | None:
        """What a layout is worth; None when it breaks a rule."""
        self.done += 1
        placed = self.e.decode(layout)
        if placed is None:
            return None
        outcome = self.p.price(placed)
        cost = outcome.total - (self.p.rebate(outcome) if self.net else 0)
        return State(layout, outcome, cost + layout.boneyard.bit_count() * self.penalty)


def insert_left_out(judge: Judge, state: State, budget: Budget) -> State:
    """Give every strip in the boneyard its cheapest place, locked ones first."""
    c = judge.c
    while state.layout.boneyard:
        before = state.layout.boneyard
        for piece in _pieces(judge, before):
            if budget.over:
                return state
            found = _cheapest(judge, state, piece) or _make_room(judge, state, piece)
            budget.done = judge.done
            if found is not None:
                state = found
        if state.layout.boneyard.bit_count() >= before.bit_count():
            break
    del c
    return state


def _pieces(judge: Judge, boneyard: int) -> list[int]:
    """Strips to place together: those locked on one day, else one by one, the tightest first."""
    c, locked = judge.c, dict[tuple[int, int], int]()
    single = []
    for s in bits(boneyard):
        if c.allowed[s].bit_count() == 1 and (s in c.lock_unit or c.problem.strips[s].locked_on):
            key = (c.allowed[s], c.base[s])
            locked[key] = locked.get(key, 0) | 1 << s
        else:
            single.append(s)
    single.sort(key=lambda s: (c.allowed[s].bit_count(), -c.minutes[s], s))
    return [*locked.values(), *(1 << s for s in single)]


def _cheapest(judge: Judge, state: State, piece: int) -> State | None:
    """The cheapest way to add strips to a day or as a day of their own."""
    c, best = judge.c, None
    strips = bits(piece)
    for unit in range(len(state.layout.units)):
        if unit != c.main and not all(c.second[s] for s in strips):
            continue
        days = state.layout.units[unit]
        base = c.base[strips[0]]
        for place in range(len(days)):
            info = judge.e.planner.info(days[place])
            if info.base == base and info.minutes + c.minutes[strips[0]] <= c.terms.day_minutes:
                best = _better(best, _try(judge, state, unit, place, days[place] | piece, piece))
        if best is None:
            for place in range(len(days) + 1):
                best = _better(best, _try(judge, state, unit, place, None, piece))
    return best


def _better(one: State | None, other: State | None) -> State | None:
    if one is None or (other is not None and other.objective < one.objective):
        return other
    return one


def _try(judge: Judge, state: State, unit: int, place: int, mask: int | None, piece: int) -> State | None:
    layout = state.layout.copy()
    if mask is None:
        layout.units[unit].insert(place, piece)
    else:
        layout.units[unit][place] = mask
    layout.boneyard &= ~piece
    found = judge.value(layout)
    return found if found is not None and found.objective < state.objective else None


def _make_room(judge: Judge, state: State, piece: int) -> State | None:
    """Take one day, or two neighbours, off the board so that a piece fits; what they held waits its turn."""
    best = None
    for unit in range(len(state.layout.units)):
        days = state.layout.units[unit]
        for size in (1, 2):
            for place in range(len(days) - size + 1):
                layout = state.layout.copy()
                gone = days[place : place + size]
                layout.units[unit][place : place + size] = [piece]
                layout.boneyard = (layout.boneyard | sum(gone)) & ~piece
                if not any(
                    judge.c.lock_unit.get(s) is not None or judge.c.problem.strips[s].locked_on
                    for mask in gone
                    for s in bits(mask)
                ):
                    found = judge.value(layout)
                    if found is not None:
                        best = _better(best, found)
    locked = any(
        judge.c.lock_unit.get(s) is not None or judge.c.problem.strips[s].locked_on for s in bits(piece)
    )
    return best if locked else None


class Annealing:
    """Random moves, worse ones accepted less and less."""

    def __init__(self, judge: Judge, state: State, seed: int) -> None:
        self.judge, self.c, self.e = judge, judge.c, judge.e
        self.state = self.best = state
        self.random = random.Random(seed)  # noqa: S311 - chance, not secrecy
        self.heat = max(u.crew_day for u in self.e.units) * 0.06 + 1
        self.moves: list[tuple[int, Callable[[Layout], Layout | None]]] = [
            (34, self._relocate),
            (14, self._swap),
            (12, self._move_day),
            (8, self._move_block),
            (4, self._reverse),
            (8, self._swap_days),
            (6, self._dissolve),
            (8, self._move_place),
            (4, self._own_day),
            (2, self._change_unit),
        ]
        self.weights = [weight for weight, _ in self.moves]
        self.calls = [call for _, call in self.moves]

    def run(self, budget: Budget, share: float = 1.0, tell: Callable[[State], None] | None = None) -> State:
        """Search until this share of the budget is spent; the best state so far."""
        begun = budget.spent
        count, cold = 0, self.heat * 0.01
        temperature = self.heat
        while True:
            count += 1
            if count % _EVERY == 0:
                budget.done = self.judge.done
                part = (budget.spent - begun) / max(1e-9, share - begun)
                if part >= 1 or budget.over:
                    return self.best
                temperature = self.heat * (cold / self.heat) ** part
            layout = self.random.choices(self.calls, self.weights)[0](self.state.layout)
            if layout is None:
                self.judge.done += count % 8 == 0
                continue
            found = self.judge.value(layout)
            if found is None:
                continue
            worse = found.objective - self.state.objective
            if worse <= 0 or self.random.random() < math.exp(-worse / temperature):
                self.state = found
                if found.objective < self.best.objective:
                    self.best = found
                    if tell is not None:
                        tell(found)

    def _unit(self, layout: Layout) -> int:
        units = [u for u, days in enumerate(layout.units) if days]
        return units[0] if len(units) == 1 or self.random.random() < 0.85 else self.random.choice(units)

    def _fits(self, layout: Layout, unit: int, place: int, mask: int) -> bool:
        """A quick look: whether a day could be like this about where it stands."""
        if not mask:
            return True
        info = self.e.planner.info(mask)
        dates = [d.date for d in self.state.outcome.placed if d.unit == unit]
        if not dates or info.base < 0:
            return False
        date = dates[min(place, len(dates) - 1)]
        if not info.allowed:
            return False
        bucket = self.c.bucket[info.base][date]
        return bucket >= 0 and self.e.planner.plan(mask, bucket, 0) is not None

    def _change(self, layout: Layout, unit: int, changes: dict[int, int]) -> Layout | None:
        for place, mask in changes.items():
            if not self._fits(layout, unit, place, mask):
                return None
        copy = layout.copy()
        days = copy.units[unit]
        for place, mask in changes.items():
            days[place] = mask
        copy.units[unit] = [mask for mask in days if mask]
        return copy

    def _partner(self, layout: Layout, unit: int, s: int, place: int) -> int | None:
        """Another day for a strip: one at its place, one that shares its cast, or any of its base."""
        days, c = layout.units[unit], self.c
        info = self.e.planner.info
        base, site = c.base[s], c.site[s]
        others = [i for i in range(len(days)) if i != place and info(days[i]).base == base]
        if not others:
            return None
        draw = self.random.random()
        if draw < 0.5:
            same = [i for i in others if site in info(days[i]).sites]
            others = same or others
        elif draw < 0.75:
            cast = set(c.cast[s])
            best = max(len(cast.intersection(info(days[i]).cast)) for i in others)
            others = [i for i in others if len(cast.intersection(info(days[i]).cast)) >= best]
        return self.random.choice(others)

    def _pick(self, layout: Layout, unit: int) -> tuple[int, int]:
        days = layout.units[unit]
        place = self.random.randrange(len(days))
        return place, self.random.choice(self.e.planner.info(days[place]).strips)

    def _relocate(self, layout: Layout) -> Layout | None:
        if layout.boneyard and self.random.random() < 0.3:
            return self._from_boneyard(layout)
        unit = self._unit(layout)
        place, s = self._pick(layout, unit)
        other = self._partner(layout, unit, s, place)
        if other is None:
            return None
        days = layout.units[unit]
        return self._change(layout, unit, {place: days[place] & ~(1 << s), other: days[other] | 1 << s})

    def _from_boneyard(self, layout: Layout) -> Layout | None:
        s = self.random.choice(bits(layout.boneyard))
        unit = self._unit(layout)
        if unit != self.c.main and not self.c.second[s]:
            return None
        copy = layout.copy()
        copy.boneyard &= ~(1 << s)
        days = copy.units[unit]
        if self.random.random() < 0.4:
            days.insert(self.random.randrange(len(days) + 1), 1 << s)
            return copy
        place = self.random.randrange(len(days))
        days[place] |= 1 << s
        return copy if self._fits(layout, unit, place, days[place]) else None

    def _swap(self, layout: Layout) -> Layout | None:
        unit = self._unit(layout)
        place, s = self._pick(layout, unit)
        other = self._partner(layout, unit, s, place)
        if other is None:
            return None
        days = layout.units[unit]
        t = self.random.choice(self.e.planner.info(days[other]).strips)
        one = days[place] & ~(1 << s) | 1 << t
        return self._change(layout, unit, {place: one, other: days[other] & ~(1 << t) | 1 << s})

    def _move_place(self, layout: Layout) -> Layout | None:
        """All strips of one place from one day to another that already goes there."""
        unit = self._unit(layout)
        place, s = self._pick(layout, unit)
        days, site = layout.units[unit], self.c.site[s]
        same = [i for i, mask in enumerate(days) if i != place and site in self.e.planner.info(mask).sites]
        if not same:
            return None
        other = self.random.choice(same)
        moved = sum(1 << t for t in self.e.planner.info(days[place]).strips if self.c.site[t] == site)
        return self._change(layout, unit, {place: days[place] & ~moved, other: days[other] | moved})

    def _move_day(self, layout: Layout) -> Layout | None:
        unit = self._unit(layout)
        days = layout.units[unit]
        if len(days) < 2:
            return None
        copy = layout.copy()
        place = self.random.randrange(len(days))
        reach = max(2, len(days) // 6) if self.random.random() < 0.7 else len(days)
        target = min(len(days) - 1, max(0, place + self.random.randint(-reach, reach)))
        copy.units[unit].insert(target, copy.units[unit].pop(place))
        return copy if target != place else None

    def _block(self, days: list[int]) -> tuple[int, int]:
        """A run of days: all days of a stay at a base, or a short stretch."""
        start = self.random.randrange(len(days))
        if self.random.random() < 0.4:
            base = self.e.planner.info(days[start]).base
            end = start
            while end < len(days) and self.e.planner.info(days[end]).base == base:
                end += 1
            while start and self.e.planner.info(days[start - 1]).base == base:
                start -= 1
            return start, end
        return start, min(len(days), start + self.random.randint(2, 8))

    def _move_block(self, layout: Layout) -> Layout | None:
        unit = self._unit(layout)
        days = layout.units[unit]
        start, end = self._block(days)
        block, rest = days[start:end], days[:start] + days[end:]
        target = self.random.randrange(len(rest) + 1)
        copy = layout.copy()
        copy.units[unit] = rest[:target] + block + rest[target:]
        return copy if target != start else None

    def _reverse(self, layout: Layout) -> Layout | None:
        unit = self._unit(layout)
        days = layout.units[unit]
        start, end = self._block(days)
        copy = layout.copy()
        copy.units[unit] = days[:start] + days[start:end][::-1] + days[end:]
        return copy

    def _swap_days(self, layout: Layout) -> Layout | None:
        unit = self._unit(layout)
        days = layout.units[unit]
        if len(days) < 2:
            return None
        one, other = self.random.randrange(len(days)), self.random.randrange(len(days))
        copy = layout.copy()
        copy.units[unit][one], copy.units[unit][other] = days[other], days[one]
        return copy if one != other else None

    def _dissolve(self, layout: Layout) -> Layout | None:
        """Spread a light day over others of its base."""
        unit = self._unit(layout)
        days, info = layout.units[unit], self.e.planner.info
        picks = [self.random.randrange(len(days)) for _ in range(4)]
        place = min(picks, key=lambda i: info(days[i]).minutes)
        changes = {place: 0}
        homes = [i for i in range(len(days)) if i != place and info(days[i]).base == info(days[place]).base]
        for s in sorted(info(days[place]).strips, key=lambda s: -self.c.minutes[s]):
            self.random.shuffle(homes)
            homes.sort(key=lambda i: self.c.site[s] not in info(days[i]).sites)
            for home in homes:
                mask = changes.get(home, days[home]) | 1 << s
                if self._fits(layout, unit, home, mask):
                    changes[home] = mask
                    break
            else:
                return None
        return self._change(layout, unit, changes)

    def _own_day(self, layout: Layout) -> Layout | None:
        """Split a day in two, by place or by light."""
        unit = self._unit(layout)
        place, s = self._pick(layout, unit)
        days, c = layout.units[unit], self.c
        by_site = self.random.random() < 0.5
        part = sum(
            1 << t
            for t in self.e.planner.info(days[place]).strips
            if (c.site[t] == c.site[s] if by_site else c.light[t] == c.light[s])
        )
        if part == days[place]:
            return None
        copy = layout.copy()
        copy.units[unit][place] = days[place] & ~part
        copy.units[unit].insert(self.random.randrange(len(days) + 1), part)
        return copy

    def _change_unit(self, layout: Layout) -> Layout | None:
        """A strip the second unit may shoot goes from one unit to the other."""
        if len(layout.units) < 2:
            return None
        unit = self._unit(layout)
        place, s = self._pick(layout, unit)
        other = self.random.choice([u for u in range(len(layout.units)) if u != unit])
        if not self.c.second[s] or s in self.c.lock_unit:
            return None
        copy = layout.copy()
        copy.units[unit][place] &= ~(1 << s)
        copy.units[unit] = [mask for mask in copy.units[unit] if mask]
        days = copy.units[other]
        if days and self.random.random() < 0.7:
            days[self.random.randrange(len(days))] |= 1 << s
        else:
            days.insert(self.random.randrange(len(days) + 1), 1 << s)
        return copy
