"""Making a board cheaper: strips from day to day, days along the calendar, by simulated annealing."""

from __future__ import annotations

import math
import random
from collections.abc import Callable

from tournage.schedule.solve.compiled import bits
from tournage.schedule.solve.evaluate import Layout, Placed
from tournage.schedule.solve.gather import day_of_set, gather_set
from tournage.schedule.solve.insert import pack_stay
from tournage.schedule.solve.search_state import Budget, Judge, State
from tournage.schedule.solve.shift import Shifter

_EVERY = 32
"""Moves between two looks at the clock."""

_SHORT = 0.8
"""Share of moves that try the short way first."""

_HEAT = 0.12
"""Cost, in crew days, at which a worse board is accepted one time in three at the start."""

_GATHER = 0.15
"""Share of short moves that bring the scenes of a set together, where coming back to a set has a price."""

_LEFT_OUT = 0.6
"""Share of long moves that look for a place for a strip that is left out, while there is one."""

_FILL = 0.7
"""What a full day beside an empty one is worth to the search, in crew days, against two half-full ones."""


class Annealing:
    """Random moves, worse ones accepted less and less."""

    def __init__(self, judge: Judge, state: State, seed: int) -> None:
        self.judge, self.c, self.e = judge, judge.c, judge.e
        self.state = self.best = state
        self.shifter = Shifter(judge, state)
        self.random = random.Random(seed)  # noqa: S311 - chance, not secrecy
        crew = max(u.crew_day for u in self.e.units)
        self.by_set = self.e.p.set_day > 0
        self.heat = crew * _HEAT + 1
        self.fill = crew * _FILL / self.c.terms.day_minutes**2
        self.moves: list[tuple[int, Callable[[Layout], Layout | None]]] = [
            (34, self._relocate),
            (14, self._swap),
            (12, self._move_day),
            (8, self._move_block),
            (4, self._reverse),
            (8, self._swap_days),
            (12, self._fill_gap),
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
        count, cold, fill = 0, self.heat * 0.01, self.fill
        temperature = self.heat
        while True:
            count += 1
            if count % _EVERY == 0:
                budget.done += _EVERY
                part = (budget.spent - begun) / max(1e-9, share - begun)
                if part >= 1 or budget.over:
                    self._keep(tell)
                    return self.best
                temperature = self.heat * (cold / self.heat) ** part
                if self.by_set:
                    self.fill = fill * (1 - part)
            short = 0.5 if self.state.layout.boneyard else _SHORT
            if self.random.random() < short and self._shift(temperature):
                continue
            self._long(temperature, tell)

    def _keep(self, tell: Callable[[State], None] | None) -> None:
        """Remember the state if it is the best."""
        if self.shifter.objective < self.best.objective or self.state.objective < self.best.objective:
            self.state = self.shifter.snapshot()
            if self.state.objective < self.best.objective:
                self.best = self.state
                if tell is not None:
                    tell(self.best)

    def _accepts(self, worse: int, guide: int, temperature: float) -> bool:
        worse -= int(guide * self.fill)
        return worse <= 0 or self.random.random() < math.exp(-worse / temperature)

    def _long(self, temperature: float, tell: Callable[[State], None] | None) -> None:
        """One move of any kind, valued in full."""
        self._keep(tell)
        self.state = self.shifter.snapshot()
        if self.state.layout.boneyard and self.random.random() < _LEFT_OUT:
            layout = self._from_boneyard(self.state.layout)
        else:
            layout = self.random.choices(self.calls, self.weights)[0](self.state.layout)
        found = self.judge.value(layout, self.state) if layout is not None else None
        if found is None:
            return
        if self._accepts(found.objective - self.state.objective, found.guide - self.state.guide, temperature):
            self.state = found
            self.shifter.load(found)
            self._keep(tell)

    def _shift(self, temperature: float) -> bool:
        """A strip to another day of its base, or two strips exchanged, the short way; False when there is none."""
        shifter, c = self.shifter, self.c
        days = shifter.days
        if len(days) < 2:
            return False
        place = self.random.randrange(len(days))
        s = self.random.choice(days[place].info.strips)
        gathers = self.by_set and self.random.random() < _GATHER
        other = day_of_set(c, self.random, days, place, s) if gathers else self._near_day(days, place, s)
        if other is None:
            return False
        bit, back = 1 << s, 0
        if gathers:
            bit, back = gather_set(c, self.random, days[place], days[other], c.set[s])
        elif self.random.random() < 0.4:
            back = 1 << self.random.choice(days[other].info.strips)
        elif self.random.random() < 0.2:
            bit = sum(1 << t for t in days[place].info.strips if c.site[t] == c.site[s])
        if not shifter.free(bit | back):
            return False
        mask, mask_other = days[place].info.mask & ~bit | back, days[other].info.mask & ~back | bit
        found = shifter.attempt(place, mask, other, mask_other)
        if found is None:
            return bool(mask)
        delta, guide, made = found
        if self._accepts(delta, guide, temperature):
            shifter.commit((place, other), made, delta, guide)
        return True

    def _near_day(self, days: list[Placed], place: int, s: int) -> int | None:
        """Another day of the same base: at the same place, with the same players, or any."""
        c, base, site = self.c, days[place].info.base, self.c.site[s]
        draw = self.random.random()
        for _ in range(12):
            other = self.random.randrange(len(days))
            info = days[other].info
            if other == place or info.base != base:
                continue
            if draw < 0.5 and site not in info.sites:
                continue
            if 0.5 <= draw < 0.7 and c.cast[s] and not set(c.cast[s]).intersection(info.cast):
                continue
            return other
        return None

    def _unit(self, layout: Layout) -> int:
        units = [u for u, days in enumerate(layout.units) if days]
        return units[0] if len(units) == 1 or self.random.random() < 0.85 else self.random.choice(units)

    def _fits(self, layout: Layout, unit: int, place: int, mask: int) -> bool:
        """A quick look: whether a day could be like this on the date on which it stands."""
        if not mask:
            return True
        info = self.e.planner.info(mask)
        placed = self._days_of(unit)
        if place >= len(placed) or info.base < 0:
            return False
        date = placed[place].date
        if not info.allowed >> date & 7:
            return False
        bucket = self.c.bucket[info.base][date]
        before = placed[place - 1] if place else None
        return (
            bucket >= 0
            and self.e.planner.plan(mask, bucket, self.e.call_from(before, info, date)) is not None
        )

    def _days_of(self, unit: int) -> list[Placed]:
        placed = self.state.outcome.placed
        return placed if len(self.e.units) == 1 else [day for day in placed if day.unit == unit]

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
        unit = self._unit(layout)
        place, s = self._pick(layout, unit)
        other = self._partner(layout, unit, s, place)
        if other is None:
            return None
        days = layout.units[unit]
        return self._change(layout, unit, {place: days[place] & ~(1 << s), other: days[other] | 1 << s})

    def _from_boneyard(self, layout: Layout) -> Layout | None:
        """A strip that is left out, onto a day of its base or as a day of its own beside one."""
        c, s = self.c, self.random.choice(bits(layout.boneyard))
        unit = self._unit(layout)
        if unit != c.main and not c.second[s]:
            return None
        placed = self._days_of(unit)
        if unit == c.main and self.random.random() < 0.1:
            return self._stay(layout, s)
        near = [i for i, day in enumerate(placed) if day.info.base == c.base[s]]
        open_days = [i for i in near if c.allowed[s] >> placed[i].date & 1]
        near = open_days or near or list(range(len(placed)))
        copy = layout.copy()
        copy.boneyard &= ~(1 << s)
        days = copy.units[unit]
        if not near or self.random.random() < 0.35:
            place = self.random.choice(near) if near else 0
            days.insert(place + self.random.randrange(2), 1 << s)
            return copy
        place = self.random.choice(near)
        days[place] |= 1 << s
        if self._fits(layout, unit, place, days[place]):
            return copy
        info = placed[place].info
        out = self.random.choice(info.strips)
        days[place] &= ~(1 << out)
        copy.boneyard |= 1 << out
        return copy if self._fits(layout, unit, place, days[place]) else None

    def _stay(self, layout: Layout, s: int) -> Layout | None:
        """All strips of a base that are left out, as one more stay there."""
        strips = [t for t in bits(layout.boneyard) if self.c.base[t] == self.c.base[s]]
        if any(t in self.c.lock_unit or self.c.allowed[t].bit_count() < 2 for t in strips):
            return None
        copy = layout.copy()
        place = self.random.randrange(len(copy.units[self.c.main]) + 1)
        stay = pack_stay(self.judge, strips)
        copy.units[self.c.main][place:place] = stay
        copy.boneyard &= ~sum(stay)
        return copy

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

    def _fill_gap(self, layout: Layout) -> Layout | None:
        """A day of the same base brought to where the company waits."""
        unit = self._unit(layout)
        placed = self._days_of(unit)
        gaps = []
        for place in range(len(placed) - 1):
            before, after = placed[place], placed[place + 1]
            between = self.c.work >> (before.date + 1) & ((1 << (after.date - before.date - 1)) - 1)
            if between.bit_count() > self.c.travel_days(before.info.base, after.info.base):
                gaps.append((place, between << (before.date + 1)))
        if not gaps:
            return None
        place, dates = self.random.choice(gaps)
        bases = {placed[place].info.base, placed[place + 1].info.base}
        fit = [
            i
            for i, day in enumerate(placed)
            if day.info.base in bases and day.info.allowed & dates and i not in (place, place + 1)
        ]
        if not fit:
            return None
        chosen = self.random.choice(fit)
        copy = layout.copy()
        whole = copy.units[unit].pop(chosen)
        part = self._what_fits(whole, (dates & -dates).bit_length() - 1)
        if not part:
            return None
        place += 1 - (chosen < place)
        if part != whole:
            copy.units[unit].insert(chosen, whole & ~part)
            place += chosen < place
        copy.units[unit].insert(place, part)
        return copy

    def _what_fits(self, mask: int, date: int) -> int:
        """As many strips of a day as another date can hold, long ones first."""
        c, part = self.c, 0
        for s in sorted(bits(mask), key=lambda s: (-c.minutes[s], s)):
            bucket = c.bucket[c.base[s]][date]
            fits = c.allowed[s] >> date & 1 and bucket >= 0
            if fits and self.e.planner.plan(part | 1 << s, bucket, 0) is not None:
                part |= 1 << s
        return part

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
        """Split a day in two, by place or by light, or give one strip a day of its own."""
        unit = self._unit(layout)
        place, s = self._pick(layout, unit)
        days, c = layout.units[unit], self.c
        draw, part = self.random.random(), 1 << s
        for t in self.e.planner.info(days[place]).strips:
            alike = c.site[t] == c.site[s] if draw < 0.4 else draw < 0.7 and c.light[t] == c.light[s]
            part |= alike << t
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
