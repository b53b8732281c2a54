"""Making a board cheaper by simulated annealing: strips and days exchanged the short way, now and then a longer change."""

from __future__ import annotations

import math
import random
from collections.abc import Callable

from tournage.schedule.solve.evaluate import Layout
from tournage.schedule.solve.gather import day_of_set, gather_set
from tournage.schedule.solve.moves import LongMoves
from tournage.schedule.solve.recreate import Recreate
from tournage.schedule.solve.search_state import Budget, Judge, State
from tournage.schedule.solve.shift import Masks, Shifter

_EVERY = 32
"""Short changes between two looks at the clock."""

_SHORT_AS_ONE = 8
"""Short changes that count as one board in a limit of work."""

_LONG = 1.2
"""Share of long changes, times the number of days: one costs about as much as that many short ones."""

_REBUILD = 0.03
"""Share of changes that rebuild some days."""

_LEFT_OUT = 0.6
"""Share of long changes that look for a place for a strip that is left out, while there is one."""

_HEATS = (0.12, 0.001)
"""Cost, in crew days, at which a worse board is accepted one time in three, at the start and at the end."""

_FILL = 0.7
"""What a full day beside an empty one is worth to the search, in crew days, against two half-full ones."""

_GATHER = 0.12
"""Share of short changes that bring the scenes of a set together, where coming back to a set has a price."""

_FAR = 6
"""Most days that a day moves along its stay the short way."""


class Annealing:
    """Random changes, worse ones accepted less and less."""

    def __init__(self, judge: Judge, state: State, seed: int, heats: tuple[float, float] = _HEATS) -> None:
        self.judge, self.c, self.e = judge, judge.c, judge.e
        self.state = self.best = state
        self.shifter = Shifter(judge, state)
        self.random = random.Random(seed)  # noqa: S311 - chance, not secrecy
        self.long = LongMoves(judge, state, self.random)
        crew = max(u.crew_day for u in self.e.units)
        self.heat, self.cold = crew * heats[0] + 1, crew * heats[1] + 1
        self.fill = crew * _FILL / self.c.terms.day_minutes**2
        self.by_set = self.e.p.set_day > 0
        self.recreate = Recreate(judge, self.shifter, self.random, self.fill)

    def run(
        self,
        budget: Budget,
        share: float = 1.0,
        tell: Callable[[State], None] | None = None,
        *,
        until_whole: bool = False,
    ) -> State:
        """Search until this share of the budget is spent, or until no strip is left out; the best state so far."""
        begun, fill = budget.spent, self.fill
        temperature, draw = self.heat, self.random.random
        while True:
            part = (budget.spent - begun) / max(1e-9, share - begun)
            whole = until_whole and not self.best.layout.boneyard
            if part >= 1 or whole or budget.over:
                self._keep(tell)
                return self.best
            temperature = self.heat * (self.cold / self.heat) ** part
            if self.by_set:
                self.fill = fill * (1 - part)
            long = self._long_share()
            for _ in range(_EVERY):
                kind = draw()
                if kind < _REBUILD:
                    self._rebuild(temperature, tell)
                elif kind < _REBUILD + long or not self._short(temperature):
                    self._long(temperature, tell)
                else:
                    continue
                budget.done += 1
            budget.done += _EVERY // _SHORT_AS_ONE

    def _long_share(self) -> float:
        share = min(0.5, _LONG / max(1, len(self.shifter.days)))
        return max(share, 0.06) if self.state.layout.boneyard else share

    def _keep(self, tell: Callable[[State], None] | None) -> None:
        """Remember the state if it is the best."""
        if self.shifter.objective < self.best.objective:
            self.state = self.shifter.snapshot()
            if self.state.objective < self.best.objective:
                self.best = self.state
                if tell is not None:
                    tell(self.best)

    def _limit(self, temperature: float) -> float:
        """How much worse a board may be this time."""
        return -temperature * math.log(self.random.random() or 1e-12)

    def _rebuild(self, temperature: float, tell: Callable[[State], None] | None) -> None:
        """Some days of one base made anew; valued the short way when every date stays."""
        if not self.recreate.draw():
            return
        masks = self.recreate.same_dates()
        if masks is None:
            worst = self._limit(temperature) + self.e.p.wait_day
            if self.recreate.left == self.state.layout.boneyard and self.recreate.estimate() > worst:
                return
            layout = self.recreate.layout()
            self._keep(tell)
            self.state = self.shifter.snapshot()
            self._judge(self.state, layout, temperature, tell)
        elif masks:
            change = self.shifter.attempt(masks, self._limit(temperature), self.fill)
            if change is not None:
                self.shifter.commit(change)

    def _long(self, temperature: float, tell: Callable[[State], None] | None) -> None:
        """One change of any kind, valued in full."""
        self._keep(tell)
        state = self.state = self.shifter.snapshot()
        if state.layout.boneyard and self.random.random() < _LEFT_OUT:
            layout = self.long.place_left_out(state)
        else:
            layout = self.long.draw(state)
        if layout is not None:
            self._judge(state, layout, temperature, tell)

    def _judge(
        self, state: State, layout: Layout, temperature: float, tell: Callable[[State], None] | None
    ) -> None:
        """Go over to another layout if it is good enough."""
        found = self.judge.value(layout, state)
        if found is None:
            return
        worse = found.objective - state.objective - (found.guide - state.guide) * self.fill
        if worse <= self._limit(temperature):
            self.state = found
            self.shifter.load(found)
            self._keep(tell)

    def _short(self, temperature: float) -> bool:
        """One change of two or three days, or of the order of a stay; False when there is none to try."""
        shifter, draw = self.shifter, self.random.random
        count = len(shifter.days)
        if count < 2:
            return False
        place = int(draw() * count)
        near = shifter.at_base[shifter.days[place].info.base]
        if len(near) < 2:
            return True
        kind = draw()
        if self.by_set and draw() < _GATHER:
            masks = self._gather(place)
        else:
            masks = self._order(place, near) if kind < 0.15 else self._strips(place, near, kind)
        if masks is None:
            return True
        change = shifter.attempt(masks, self._limit(temperature), self.fill)
        if change is not None:
            shifter.commit(change)
            if shifter.objective < self.best.objective and draw() < 0.02:
                self._keep(None)
        return True

    def _order(self, place: int, near: list[int]) -> Masks | None:
        """Two days of a base exchanged, or one moved along it with those between pushed up."""
        days, draw = self.shifter.days, self.random.random
        at = near.index(place)
        to = int(draw() * len(near))
        if to == at:
            return None
        if draw() < 0.5:
            one, two = days[place].info.mask, days[near[to]].info.mask
            if (one | two) & self.shifter.bound:
                return None
            return (place, two), (near[to], one)
        to = max(at - _FAR, min(at + _FAR, to))
        step = 1 if to > at else -1
        held = [days[near[i]].info.mask for i in range(at, to + step, step)]
        if any(mask & self.shifter.bound for mask in held):
            return None
        turned = [*held[1:], held[0]]
        return [(near[at + step * i], mask) for i, mask in enumerate(turned)]

    def _strips(self, place: int, near: list[int], kind: float) -> Masks | None:
        """A strip, or all of one place, to another day; two exchanged; or a strip that pushes another on."""
        shifter, draw, c = self.shifter, self.random.random, self.c
        days, strips = shifter.days, shifter.days[place].info.strips
        s = strips[int(draw() * len(strips))]
        other = self._near_day(place, near, s)
        if other is None:
            return None
        out, theirs = 1 << s, days[other].info.strips
        if kind > 0.85:
            out = sum(1 << t for t in strips if c.site[t] == c.site[s])
        back = 0
        if kind < 0.55 or (kind > 0.92 and len(theirs) > 1):
            t = theirs[int(draw() * len(theirs))]
            back = 1 << t
            if kind > 0.92:
                back = sum(1 << u for u in theirs if c.site[u] == c.site[t])
        if (out | back) & shifter.bound:
            return None
        one, two = days[place].info.mask & ~out | back, days[other].info.mask & ~back | out
        if not two:
            return None
        if 0.45 < kind < 0.55 and len(near) > 2:
            return self._push_on(place, near, (other, out, back))
        return ((place, one), (other, two)) if one else None

    def _gather(self, place: int) -> Masks | None:
        """All strips of a set to another day that uses it, about as much in return."""
        days, c = self.shifter.days, self.c
        s = self.random.choice(days[place].info.strips)
        other = day_of_set(c, self.random, days, place, s)
        if other is None:
            return None
        out, back = gather_set(c, self.random, days[place], days[other], c.set[s])
        if (out | back) & self.shifter.bound:
            return None
        one, two = days[place].info.mask & ~out | back, days[other].info.mask & ~back | out
        return ((place, one), (other, two)) if one else None

    def _push_on(self, place: int, near: list[int], change: tuple[int, int, int]) -> Masks | None:
        """A strip to another day, from which one goes to a third."""
        other, out, back = change
        third = self._near_day(other, near, back.bit_length() - 1)
        if third is None or third == place:
            return None
        days = self.shifter.days
        one, two = days[place].info.mask & ~out, days[other].info.mask & ~back | out
        return ((place, one), (other, two), (third, days[third].info.mask | back)) if one else None

    def _near_day(self, place: int, near: list[int], s: int) -> int | None:
        """Another day of the same base: at the same place, with the same players, or any."""
        days, draw = self.shifter.days, self.random.random
        site, cast = 1 << self.c.site[s], self.c.cast_mask[s]
        kind = draw()
        for _ in range(6):
            other = near[int(draw() * len(near))]
            if other == place:
                continue
            info = days[other].info
            if kind < 0.5 and not info.site_mask & site:
                continue
            if 0.5 <= kind < 0.75 and cast & ~info.cast_mask:
                continue
            return other
        return None
