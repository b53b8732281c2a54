"""Strips and days exchanged while every date stays: what changes is priced alone.

Main-unit days change their strips here, those of one base among themselves; strips bound by order or
group, and days that would become empty, go the long way through the judge. A change is first priced without
its clocks; only what may still be accepted has its days planned.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from tournage.schedule.solve.day import Info
from tournage.schedule.solve.evaluate import Layout, Outcome, Placed
from tournage.schedule.solve.price import SCALE
from tournage.schedule.solve.search_state import Judge, State

Masks = Sequence[tuple[int, int]]
"""Places in the order of days, and the strips each is to hold."""


class Change:
    """Days made anew, and what they cost more and add to the guide."""

    __slots__ = ("days", "delta", "guide")

    def __init__(self, days: dict[int, Placed], delta: int, guide: int) -> None:
        self.days, self.delta, self.guide = days, delta, guide


class Shifter:
    """The state of a search as tables by player, place and day, changed move by move."""

    def __init__(self, judge: Judge, state: State) -> None:
        self.judge, self.c, self.e = judge, judge.c, judge.e
        self.quick, self.prices = judge.quick, judge.e.p
        c = self.c
        self.bound = c.tied
        rebate = c.problem.rebate
        self.back = float(rebate.rate) / SCALE if rebate and judge.net else 0.0
        self.frame = c.terms.first_shot_minutes + c.terms.wrap_minutes
        self.load(state)

    def load(self, state: State) -> None:
        """Take over a state."""
        self.state, c = state, self.c
        self.days = [day for day in state.outcome.placed if day.unit == c.main]
        self.others = [day for day in state.outcome.placed if day.unit != c.main]
        self.objective, self.guide = state.objective, state.guide
        self.missing = state.objective - state.outcome.total
        self.worked = [0] * self.quick.players
        self.used = [0] * self.quick.sites
        self.visits = [0] * self.quick.sites
        self.hired = [0] * len(c.gear_of)
        for day in state.outcome.placed:
            bit = 1 << day.date
            for player in day.info.cast:
                self.worked[player] |= bit
            for site in day.info.sites:
                self.used[site] |= bit
            for gear in day.info.gear:
                self.hired[gear] |= bit
        self.at_base: dict[int, list[int]] = {}
        for place, day in enumerate(self.days):
            self.at_base.setdefault(day.info.base, []).append(place)
            for site in day.info.sites:
                self.visits[site] |= 1 << place
        self.room = [c.buckets[c.bucket[day.info.base][day.date]].most - self.frame for day in self.days]
        self.dirty = False

    def snapshot(self) -> State:
        """The state as the judge keeps it; the one before, should the judge not keep it."""
        if self.dirty:
            layout = self.state.layout.copy()
            layout.units[self.c.main] = [day.info.mask for day in self.days]
            near = State(layout, Outcome([*self.days, *self.others], [0], 0, 0), 0, 0)
            found = self.judge.value(Layout(layout.units, layout.boneyard), near)
            self.load(self.state if found is None else found)
        return self.state

    def free(self, mask: int) -> bool:
        """Whether these strips may take the short way."""
        return not mask & self.bound

    def attempt(self, masks: Masks, limit: float, fill: float) -> Change | None:
        """What a change would do; None when it breaks a rule or its price, less what the guide is worth, is above a limit."""
        price = self._price(masks)
        if price is None:
            return None
        delta, guide, clocks = price
        if delta - clocks - guide * fill > limit:
            return None
        days = self._plan(masks)
        if days is None:
            return None
        delta += self._clocks(days) + self._wishes(days)
        if delta - guide * fill > limit or not self._lawful(days):
            return None
        return Change(days, delta, guide)

    def _price(self, masks: Masks) -> tuple[int, int, int] | None:
        """Cost of cast, places and gear, the guide, and the most that better clocks could save."""
        players: dict[int, int] = {}
        sites: dict[int, tuple[int, int]] = {}
        gears: dict[int, int] = {}
        guide = clocks = 0
        info_of, infos, terms = self.e.planner.info, self.e.planner.infos, self.c.terms
        for place, mask in masks:
            day = self.days[place]
            old, new = day.info, infos.get(mask) or info_of(mask)
            if (
                new.minutes > self.room[place]
                or len(new.sites) > terms.sites_a_day
                or not new.allowed >> day.date & 1
                or new.base != old.base
                or new.lock_unit != old.lock_unit
            ):
                return None
            bit = 1 << day.date
            flips = new.cast_mask ^ old.cast_mask
            while flips:
                low = flips & -flips
                players[low] = players.get(low, 0) ^ bit
                flips ^= low
            flips = new.site_mask ^ old.site_mask
            while flips:
                low = flips & -flips
                used, visits = sites.get(low, (0, 0))
                sites[low] = used ^ bit, visits ^ 1 << place
                flips ^= low
            if old.gear or new.gear:
                for gear in set(old.gear).symmetric_difference(new.gear):
                    gears[gear] = gears.get(gear, 0) ^ bit
            guide += new.fullness - old.fullness
            kept = self.quick.of_day(day)
            clocks += self._worth(kept[1], kept[2]) - self.least(new)
        delta = self._players(players) + self._places(sites)
        for gear, dates in gears.items():
            held = self.hired[gear]
            delta += self._hire(gear, held ^ dates) - self._hire(gear, held)
        return delta, guide, clocks

    def least(self, info: Info) -> int:
        """The least a day of these strips costs whatever its clock."""
        kept = self.quick.least.get(info.mask)
        if kept is None:
            kept = self.quick.keep_least(info)
        return self._worth(kept[0], kept[1])

    def _players(self, flips: dict[int, int]) -> int:
        delta, worked, tables = 0, self.worked, self.quick.pay
        for low, dates in flips.items():
            player = low.bit_length() - 1
            before, table = worked[player], tables[player]
            after = before ^ dates
            for sign, mask in ((-1, before), (1, after)):
                if mask:
                    found = table.get(mask) or self.quick.keep_pay(player, mask)
                    delta += sign * (found[0] - int(found[1] * self.back) if self.back else found[0])
        return delta

    def _places(self, flips: dict[int, tuple[int, int]]) -> int:
        delta = 0
        for low, (dates, stays) in flips.items():
            site = low.bit_length() - 1
            used, visits = self.used[site], self.visits[site]
            delta += self._rent(site, used ^ dates, visits ^ stays) - self._rent(site, used, visits)
        return delta

    def _rent(self, site: int, used: int, visits: int) -> int:
        if not used:
            return 0
        found = self.quick.rent[site].get((used, visits))
        found = found or self.quick.keep_rent(site, used, visits)
        return self._worth(found[0], found[1])

    def _hire(self, gear: int, dates: int) -> int:
        found = self.quick.hire[gear].get(dates)
        found = found or self.quick.keep_hire(gear, dates)
        return self._worth(found[0], found[1])

    def _worth(self, cost: int, eligible: int) -> int:
        """A cost, less what the rebate returns of it when that is what counts."""
        return cost - int(eligible * self.back) if self.back else cost

    def _plan(self, masks: Masks) -> dict[int, Placed] | None:
        """The days with their clocks, and the days after whose call they push; None when a rest is too short."""
        c, e, old = self.c, self.e, self.days
        made: dict[int, Placed] = {}
        wanted = dict(masks)
        queue = sorted(wanted)
        while queue:
            place = queue.pop(0)
            day = old[place]
            mask = wanted.get(place, day.info.mask)
            before = (made.get(place - 1) or old[place - 1]) if place else None
            info = e.planner.info(mask)
            call = e.call_from(before, info, day.date)
            plan = e.planner.plan(mask, c.bucket[info.base][day.date], call)
            if plan is None:
                return None
            new = made[place] = Placed(day.unit, day.date, info, plan, day.row, day.nights)
            after = place + 1
            if after < len(old) and after not in wanted:
                late = e.call_from(new, old[after].info, old[after].date) > old[after].plan.call
                if late:
                    queue.insert(0, after)
        return made

    def _clocks(self, days: dict[int, Placed]) -> int:
        delta = 0
        for place, new in days.items():
            for sign, day in ((1, new), (-1, self.days[place])):
                kept = self.quick.of_day(day)
                delta += sign * self._worth(kept[1], kept[2])
                if day.info.wanted:
                    delta += sign * self.prices.missed_date * sum(w != day.date for w in day.info.wanted)
        return delta

    def _wishes(self, days: dict[int, Placed]) -> int:
        prices, night, delta = self.prices, self.e.night, 0
        turned, wished = False, 0
        for place, new in days.items():
            old = self.days[place]
            turned = turned or night[new.plan.mode] != night[old.plan.mode]
            wished |= old.info.mask ^ new.info.mask
            if not place:
                delta += prices.heavy_first_day * (new.info.heavy - old.info.heavy)
            last = place + 1 == len(self.days) or self.days[place + 1].info.base != new.info.base
            if last:
                bare = new.info.exposed and not new.info.cover
                delta += prices.no_cover * (bare - (old.info.exposed and not old.info.cover))
        if turned:
            delta += prices.flip * (self._flips(days) - self._flips({}))
        if wished & self.judge.p.wished:
            delta += self._story(days) - self._story({})
        return delta

    def _story(self, changes: dict[int, Placed]) -> int:
        placed = [changes.get(i, day) for i, day in enumerate(self.days)]
        return self.judge.p.story_order([*placed, *self.others])

    def _flips(self, changes: dict[int, Placed]) -> int:
        night = self.e.night
        modes = [night[changes.get(i, day).plan.mode] for i, day in enumerate(self.days)]
        return sum(a != b for a, b in pairwise(modes))

    def _lawful(self, days: dict[int, Placed]) -> bool:
        """Nights in a row, built sets and the other unit."""
        night, changed = self.e.night, 0
        for place, new in days.items():
            old = self.days[place]
            if night[new.plan.mode] != night[old.plan.mode] and not self._nights_fit(days):
                return False
            if self.others and not self.e.apart(self.others, new.info, new.plan, new.date):
                return False
            changed |= new.info.site_mask ^ old.info.site_mask
        if changed & self.e.built_mask:
            placed = [days.get(i, day) for i, day in enumerate(self.days)]
            return self.e.builds_fit([*placed, *self.others])
        return True

    def _nights_fit(self, days: dict[int, Placed]) -> bool:
        row, before = 0, -2
        for place, old in enumerate(self.days):
            day = days.get(place, old)
            if not self.e.night[day.plan.mode]:
                row = 0
            else:
                row = row + 1 if day.date == before + 1 else 1
            if row > self.c.terms.nights_in_a_row:
                return False
            before = day.date
        return True

    def _count_nights(self) -> None:
        row, before = 0, -2
        for place, day in enumerate(self.days):
            row = 0 if not self.e.night[day.plan.mode] else row + 1 if day.date == before + 1 else 1
            before = day.date
            if day.nights != row:
                self.days[place] = replace(day, nights=row)

    def commit(self, change: Change) -> None:
        """Make an attempted change."""
        turned = False
        for place, new in change.days.items():
            old, bit = self.days[place].info, 1 << new.date
            flips = new.info.cast_mask ^ old.cast_mask
            while flips:
                low = flips & -flips
                self.worked[low.bit_length() - 1] ^= bit
                flips ^= low
            for site in set(old.sites).symmetric_difference(new.info.sites):
                self.used[site] ^= bit
                self.visits[site] ^= 1 << place
            for gear in set(old.gear).symmetric_difference(new.info.gear):
                self.hired[gear] ^= bit
            turned = turned or self.e.night[new.plan.mode] != self.e.night[self.days[place].plan.mode]
            self.days[place] = new
        if turned:
            self._count_nights()
        self.objective += change.delta
        self.guide += change.guide
        self.dirty = True
