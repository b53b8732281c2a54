"""Ruin and recreate: strips of a few related days of one base are taken off and put back, each where it costs least.

Days emptied on the way stand ready at the price of a shooting day, so that one less is found when there is room.
"""

from __future__ import annotations

import random

from tournage.schedule.solve.compiled import bits
from tournage.schedule.solve.evaluate import Layout
from tournage.schedule.solve.search_state import Judge
from tournage.schedule.solve.shift import Masks, Shifter

_MOST_STRIPS = 18
"""Strips taken off at once."""

_WAITS = 0.5
"""Share of waits into which a day may be put."""

_BLINK = 0.03
"""Share of places overlooked, so that the same ruin is not always rebuilt alike."""


class Recreate:
    """Rebuilds parts of the board a shifter holds."""

    def __init__(self, judge: Judge, shifter: Shifter, chance: random.Random, fill: float) -> None:
        self.judge, self.c, self.e = judge, judge.c, judge.e
        self.shifter, self.random, self.fill = shifter, chance, fill
        c = self.c
        self.fixed = c.tied
        self.crew = self.e.units[c.main].crew_day

    def draw(self) -> bool:
        """Rebuild some days of one base; False when a strip found no place."""
        shifter = self.shifter
        if not shifter.days:
            return False
        centre = int(self.random.random() * len(shifter.days))
        base = shifter.days[centre].info.base
        self.near = shifter.at_base[base]
        self.whole_day = self.crew + self.e.living[base]
        self.open_day = self.whole_day * (0.3 + self.random.random())
        self._find_slots(base)
        boneyard = [s for s in bits(shifter.state.layout.boneyard) if self.c.base[s] == base]
        self._ruin(centre)
        strips = [s for mask in self.taken.values() for s in bits(mask)] + boneyard
        self.left = shifter.state.layout.boneyard
        for s in self._order(strips):
            if self._put(s):
                self.left &= ~(1 << s)
            elif not self.left >> s & 1:
                return False
        return True

    def estimate(self) -> float:
        """The least the rebuilt days may cost more: players, days more or fewer, waits that may go."""
        cost, pay, keep = 0.0, self.judge.quick.pay, self.judge.quick.keep_pay
        for player, worked in self.worked.items():
            before = self.shifter.worked[player]
            if worked != before:
                cost += (pay[player].get(worked) or keep(player, worked))[0] if worked else 0
                cost -= (pay[player].get(before) or keep(player, before))[0]
        for slot, mask in self.masks.items():
            new = slot != int(slot)
            if new and mask:
                cost += self.whole_day - self.e.p.wait_day
            elif not new and not mask:
                cost -= self.whole_day
        return cost

    def same_dates(self) -> Masks | None:
        """The days that changed, when no day came or went and nothing came from the boneyard."""
        shifter = self.shifter
        if self.left != shifter.state.layout.boneyard or sum(self.taken.values()) & shifter.bound:
            return None
        masks = []
        for slot, mask in self.masks.items():
            place = int(slot)
            if (not mask) == (slot == place):
                return None
            if mask and mask != shifter.days[place].info.mask:
                masks.append((place, mask))
        return masks

    def layout(self) -> Layout:
        """The whole board with what was rebuilt."""
        shifter = self.shifter
        masks: dict[float, int] = {place: day.info.mask for place, day in enumerate(shifter.days)}
        masks.update(self.masks)
        layout = shifter.state.layout.copy()
        layout.units[self.c.main] = [masks[slot] for slot in sorted(masks) if masks[slot]]
        layout.boneyard = self.left
        return layout

    def _find_slots(self, base: int) -> None:
        """The days of a base, and the dates beside them on which the company waits."""
        days, c = self.shifter.days, self.c
        self.masks: dict[float, int] = {}
        self.room: dict[float, int] = {place: self.shifter.room[place] for place in self.near}
        self.dates: dict[float, int] = {place: days[place].date for place in self.near}
        for place in sorted({i for near in self.near for i in (near - 1, near)} - {-1, len(days) - 1}):
            before, after = days[place], days[place + 1]
            if after.date - before.date < 2:
                continue
            free = [
                d for d in range(before.date + 1, after.date) if c.work >> d & 1 and c.bucket[base][d] >= 0
            ]
            road = c.travel_days(before.info.base, after.info.base)
            free = free[: len(free) - road] if before.info.base == base else free[road:]
            if free and self.random.random() < _WAITS:
                date = free[int(self.random.random() * len(free))]
                slot = place + 0.5
                self.masks[slot] = 0
                self.dates[slot] = date
                bucket = c.buckets[c.bucket[base][date]]
                self.room[slot] = bucket.most - self.shifter.frame

    def _ruin(self, centre: int) -> None:
        """Choose what is taken off: some days whole, and strips of other days at their places."""
        days, draw = self.shifter.days, self.random.random
        whole = [centre]
        others = [place for place in self.near if place != centre]
        kind = draw()
        sites, cast = days[centre].info.site_mask, days[centre].info.cast_mask
        if kind < 0.4:
            others.sort(key=lambda i: (not days[i].info.site_mask & sites, draw()))
        elif kind < 0.7:
            others.sort(key=lambda i: -(days[i].info.cast_mask & cast).bit_count() + 3 * draw())
        else:
            others.sort(key=lambda i: abs(i - centre) + 2 * draw())
        whole += others[: int(draw() * 3.5)]
        self.taken: dict[int, int] = {}
        count = 0
        for place in whole:
            mask = days[place].info.mask & ~self.fixed
            if count + mask.bit_count() <= _MOST_STRIPS:
                self.taken[place] = mask
                count += mask.bit_count()
        for place in others[:8]:
            if place not in self.taken and count < _MOST_STRIPS and draw() < 0.5:
                strips = days[place].info.strips
                bit = 1 << strips[int(draw() * len(strips))]
                if not bit & self.fixed:
                    self.taken[place] = bit
                    count += 1
        self._take_off()

    def _take_off(self) -> None:
        """The days and engagements without what was taken off."""
        shifter, info_of = self.shifter, self.e.planner.info
        self.worked: dict[int, int] = {}
        for place, taken in self.taken.items():
            day = shifter.days[place]
            mask = self.masks[place] = day.info.mask & ~taken
            gone = day.info.cast_mask & ~(info_of(mask).cast_mask if mask else 0)
            for player in bits(gone):
                self.worked[player] = self.worked.get(player, shifter.worked[player]) & ~(1 << day.date)

    def _order(self, strips: list[int]) -> list[int]:
        c, kind = self.c, self.random.random()
        if kind < 0.5:
            return sorted(strips, key=lambda s: (-c.minutes[s], s))
        if kind < 0.8:
            return sorted(strips, key=lambda s: (c.site[s], -c.minutes[s], s))
        self.random.shuffle(strips)
        return strips

    def _put(self, s: int) -> bool:
        """Put a strip where it costs least; False when nothing takes it."""
        found = self._places(s)
        found.sort()
        planner, c, bit = self.e.planner, self.c, 1 << s
        for _, slot in found[:6]:
            date, mask = self.dates[slot], self._mask(slot) | bit
            if planner.plan(mask, c.bucket[c.base[s]][date], 0) is not None:
                self.masks[slot] = mask
                for player in c.cast[s]:
                    worked = self.worked.get(player, self.shifter.worked[player])
                    self.worked[player] = worked | 1 << date
                return True
        return False

    def _mask(self, slot: float) -> int:
        found = self.masks.get(slot)
        return self.shifter.days[int(slot)].info.mask if found is None else found

    def _places(self, s: int) -> list[tuple[float, float]]:
        """What a strip costs on each day that may take it."""
        c, draw, terms = self.c, self.random.random, self.c.terms
        info_of, allowed, minutes, site = self.e.planner.info, c.allowed[s], c.minutes[s], c.site[s]
        fill = self.fill
        found: list[tuple[float, float]] = []
        for slot, date in self.dates.items():
            if not allowed >> date & 1 or draw() < _BLINK:
                continue
            mask = self._mask(slot)
            if not mask:
                found.append((self.open_day + self._players(c.cast_mask[s], date), slot))
                continue
            info = info_of(mask)
            total, cost = info.minutes + minutes, 0.0
            if not info.site_mask >> site & 1:
                legs = [c.leg[site, other] for other in info.sites]
                if len(info.sites) >= terms.sites_a_day or legs[0][0] > terms.move_limit_minutes:
                    continue
                total += terms.move_overhead_minutes + legs[0][0]
                cost = legs[0][1] + c.problem.sites[site].day_cost
            if total > self.room[slot]:
                continue
            cost += self._players(c.cast_mask[s] & ~info.cast_mask, date)
            found.append((cost - fill * minutes * (2 * info.minutes + minutes), slot))
        return found

    def _players(self, new: int, date: int) -> int:
        """What players not yet called on a day cost more."""
        cost, bit = 0, 1 << date
        while new:
            low = new & -new
            player = low.bit_length() - 1
            worked = self.worked.get(player, self.shifter.worked[player])
            if not worked & bit:
                quick, table = self.judge.quick, self.judge.quick.pay[player]
                cost += (table.get(worked | bit) or quick.keep_pay(player, worked | bit))[0]
                if worked:
                    cost -= (table.get(worked) or quick.keep_pay(player, worked))[0]
            new ^= low
        return cost
