"""Strips from day to day while every date stays: what changes is priced alone.

Only main-unit days of one base exchange strips here; strips bound by order, group, gear, floors or wishes,
and days that would become empty, go the long way through the judge.
"""

from __future__ import annotations

from itertools import pairwise

from tournage.schedule.solve.evaluate import Layout, Outcome, Placed
from tournage.schedule.solve.price import SCALE
from tournage.schedule.solve.search_state import Judge, State


class Shifter:
    """The state of a search as tables by player, place and day, changed move by move."""

    def __init__(self, judge: Judge, state: State) -> None:
        self.judge, self.c, self.e = judge, judge.c, judge.e
        self.quick, self.prices = judge.quick, judge.e.p
        c = self.c
        bound = 0
        for s in range(len(c.minutes)):
            tied = c.after[s] | c.wish_after[s]
            bound |= tied | (1 << s if tied else 0)
            built = c.floor[c.site[s]] or c.buildable[c.site[s]][0] or c.buildable[c.site[s]][1]
            if c.group[s] is not None or c.gear[s] or built:
                bound |= 1 << s
        self.bound = bound
        rebate = c.problem.rebate
        self.back = float(rebate.rate) / SCALE if rebate and judge.net else 0.0
        self.load(state)

    def load(self, state: State) -> None:
        """Take over a state."""
        self.state = state
        self.days = [day for day in state.outcome.placed if day.unit == self.c.main]
        self.objective, self.guide = state.objective, state.guide
        self.shoot = 0
        self.worked = [0] * self.quick.players
        self.used = [0] * self.quick.sites
        self.visits = [0] * self.quick.sites
        for day in state.outcome.placed:
            self.shoot |= 1 << day.date
            for player in day.info.cast:
                self.worked[player] |= 1 << day.date
            for site in day.info.sites:
                self.used[site] |= 1 << day.date
        for place, day in enumerate(self.days):
            for site in day.info.sites:
                self.visits[site] |= 1 << place
        self.dirty = False
        first, last = (self.shoot & -self.shoot).bit_length() - 1, self.shoot.bit_length()
        self.paid = ((1 << last) - (1 << max(0, first))) & ~self.c.rest

    def snapshot(self) -> State:
        """The state as the judge keeps it; the one before, should the judge not keep it."""
        if self.dirty:
            layout = self.state.layout.copy()
            layout.units[self.c.main] = [day.info.mask for day in self.days]
            others = [day for day in self.state.outcome.placed if day.unit != self.c.main]
            near = State(layout, Outcome([*self.days, *others], [0], 0, 0), 0, 0)
            found = self.judge.value(Layout(layout.units, layout.boneyard), near)
            if found is None:
                self.load(self.state)
                return self.state
            self.state, self.dirty = found, False
            self.objective = found.objective
        return self.state

    def free(self, mask: int) -> bool:
        """Whether these strips may take the short way."""
        return not mask & self.bound

    def attempt(
        self, place: int, mask: int, other: int, mask_other: int
    ) -> tuple[int, int, tuple[Placed, Placed]] | None:
        """What a change of two days would cost more, and add to the guide; None when it breaks a rule."""
        if not mask or not mask_other:
            return None
        one = self._day(place, mask)
        if one is None:
            return None
        two = self._day(other, mask_other)
        if two is None or (abs(place - other) == 1 and not self._neighbours(place, one, other, two)):
            return None
        changes = ((place, one), (other, two))
        delta = self._day_costs(changes) + self._players(changes) + self._places(changes)
        delta += self._wishes(changes)
        guide = one.info.fullness + two.info.fullness
        guide -= self.days[place].info.fullness + self.days[other].info.fullness
        return delta, guide, (one, two)

    def _day(self, place: int, mask: int) -> Placed | None:
        c, old = self.c, self.days[place]
        info = self.e.planner.info(mask)
        if (
            info.base != old.info.base
            or not info.allowed >> old.date & 1
            or info.lock_unit != old.info.lock_unit
        ):
            return None
        before = self.days[place - 1] if place else None
        plan = self.e.planner.plan(
            mask, c.bucket[info.base][old.date], self.e.call_from(before, info, old.date)
        )
        if plan is None or (self.e.night[plan.mode] and not self.e.night[old.plan.mode]):
            return None
        nights = old.nights if self.e.night[plan.mode] == self.e.night[old.plan.mode] else 0
        if nights != old.nights and place + 1 < len(self.days) and self.days[place + 1].nights > 1:
            return None
        made = Placed(old.unit, old.date, info, plan, old.row, nights)
        return made if self._lets_follow(made, place) else None

    def _lets_follow(self, day: Placed, place: int) -> bool:
        """Whether the day after may stay as it is."""
        if place + 1 == len(self.days):
            return True
        after = self.days[place + 1]
        return self.e.call_from(day, after.info, after.date) <= after.plan.call

    def _neighbours(self, place: int, one: Placed, other: int, two: Placed) -> bool:
        early, late = (one, two) if place < other else (two, one)
        return self.e.call_from(early, late.info, late.date) <= late.plan.call

    def _day_costs(self, changes: tuple[tuple[int, Placed], ...]) -> int:
        delta = 0
        for place, new in changes:
            for sign, day in ((1, new), (-1, self.days[place])):
                kept = self.quick.day.get(id(day.plan))
                if kept is None or kept[0] is not day.plan:
                    kept = self.quick.keep_day(day)
                delta += sign * self._worth(kept[1], kept[2])
                delta += sign * self.prices.missed_date * sum(w != day.date for w in day.info.wanted)
        return delta

    def _players(self, changes: tuple[tuple[int, Placed], ...]) -> int:
        flips: dict[int, int] = {}
        for place, new in changes:
            old = set(self.days[place].info.cast)
            for player in old.symmetric_difference(new.info.cast):
                flips[player] = flips.get(player, 0) ^ (1 << new.date)
        delta = 0
        for player, bits_of in flips.items():
            before = self.worked[player]
            delta += self._pay(player, before ^ bits_of) - self._pay(player, before)
        return delta

    def _pay(self, player: int, mask: int) -> int:
        if not mask:
            return 0
        key = (player, mask, self.paid & ((1 << mask.bit_length()) - (mask & -mask)))
        found = self.quick.pay.get(key)
        found = found or self.quick.keep_pay(key, self.paid)
        return self._worth(found[0], found[1])

    def _places(self, changes: tuple[tuple[int, Placed], ...]) -> int:
        dates: dict[int, int] = {}
        stays: dict[int, int] = {}
        for place, new in changes:
            for site in set(self.days[place].info.sites).symmetric_difference(new.info.sites):
                dates[site] = dates.get(site, 0) ^ (1 << new.date)
                stays[site] = stays.get(site, 0) ^ (1 << place)
        delta = 0
        for site, bits_of in dates.items():
            used, visits = self.used[site], self.visits[site]
            delta += self._rent(site, used ^ bits_of, visits ^ stays[site]) - self._rent(site, used, visits)
        return delta

    def _rent(self, site: int, used: int, visits: int) -> int:
        if not used:
            return 0
        found = self.quick.rent.get((site, used, visits))
        found = found or self.quick.keep_rent((site, used, visits))
        return self._worth(found[0], found[1])

    def _worth(self, cost: int, eligible: int) -> int:
        """A cost, less what the rebate returns of it when that is what counts."""
        return cost - int(eligible * self.back) if self.back else cost

    def _wishes(self, changes: tuple[tuple[int, Placed], ...]) -> int:
        prices, delta = self.prices, 0
        for place, new in changes:
            old = self.days[place]
            if not place:
                delta += prices.heavy_first_day * (new.info.heavy - old.info.heavy)
            last = place + 1 == len(self.days) or self.days[place + 1].info.base != new.info.base
            if last:
                bare = new.info.exposed and not new.info.cover
                delta += prices.no_cover * (bare - (old.info.exposed and not old.info.cover))
        if any(
            self.e.night[new.plan.mode] != self.e.night[self.days[place].plan.mode] for place, new in changes
        ):
            delta += prices.flip * (self._flips(dict(changes)) - self._flips({}))
        return delta

    def _flips(self, changes: dict[int, Placed]) -> int:
        night = self.e.night
        modes = [night[changes.get(i, day).plan.mode] for i, day in enumerate(self.days)]
        return sum(a != b for a, b in pairwise(modes))

    def commit(self, places: tuple[int, int], days: tuple[Placed, Placed], delta: int, guide: int) -> None:
        """Make an attempted change."""
        for place, new in zip(places, days, strict=True):
            old = self.days[place]
            for player in set(old.info.cast).symmetric_difference(new.info.cast):
                self.worked[player] ^= 1 << new.date
            for site in set(old.info.sites).symmetric_difference(new.info.sites):
                self.used[site] ^= 1 << new.date
                self.visits[site] ^= 1 << place
            self.days[place] = new
        self.objective += delta
        self.guide += guide
        self.dirty = True
