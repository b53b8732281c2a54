"""The total of a layout, fast: what depends on one player, place or day alone is worked out once and remembered."""

from __future__ import annotations

from itertools import pairwise

from tournage.schedule.problem import COST_LINES
from tournage.schedule.solve.evaluate import Outcome, Placed
from tournage.schedule.solve.price import LINE, Pricer

_MOST_KEPT = 400_000


class QuickPricer:
    """Totals equal to those of `Pricer`, line by line summed, without the lines."""

    def __init__(self, pricer: Pricer) -> None:
        self.p, self.e, self.c = pricer, pricer.e, pricer.c
        share = pricer.line_share
        self.shares = {name: share[LINE[name]] for name in COST_LINES}
        self.pay: dict[tuple[int, int, int], tuple[int, int]] = {}
        self.rent: dict[tuple[int, int, int], tuple[int, int, int, int]] = {}
        self.day: dict[int, tuple[object, int, int]] = {}
        self.players = len(pricer.players)
        self.sites = len(pricer.sites)
        self.prices = pricer.e.p

    def price(self, placed: list[Placed]) -> Outcome:
        """The total, the eligible part and the days that count for the gate."""
        if not placed:
            return Outcome([], [0], 0, 0)
        if len(self.pay) > _MOST_KEPT:
            self.pay.clear()
        if len(self.rent) > _MOST_KEPT or len(self.day) > _MOST_KEPT:
            self.rent.clear()
            self.day.clear()
        main_unit = self.c.main
        shoot = total = eligible = 0
        worked, used, visits = [0] * self.players, [0] * self.sites, [0] * self.sites
        gear = False
        position, visit = 0, 1
        for day in placed:
            bit = 1 << day.date
            info = day.info
            shoot |= bit
            for player in info.cast:
                worked[player] |= bit
            on_main = day.unit == main_unit
            for site in info.sites:
                used[site] |= bit
                if on_main:
                    visits[site] |= visit
            if on_main:
                visit <<= 1
                position += 1
            gear = gear or bool(info.gear)
            kept = self.day.get(id(day.plan))
            if kept is None or kept[0] is not day.plan:
                kept = self.keep_day(day)
            total += kept[1]
            eligible += kept[2]
            for wanted in info.wanted:
                total += self.prices.missed_date * (wanted != day.date)
        main = placed if position == len(placed) else placed[:position]
        cost, part = self._company(main, shoot)
        total, eligible = total + cost, eligible + part
        cost, part = self._cast(worked, shoot)
        total, eligible = total + cost, eligible + part
        cost, part, building, early = self._places(used, visits)
        total, eligible = total + cost, eligible + part
        if gear:
            lines = [0] * len(COST_LINES)
            eligible += self.p.gear_cost(lines, placed)
            total += lines[LINE["gear"]]
        if self.e.wishes:
            total += self.p.story_order(placed)
        gate = shoot.bit_count()
        rebate = self.c.problem.rebate
        if rebate and rebate.builds_count:
            gate += early + (building & ~shoot).bit_count()
        return Outcome(placed, [total], eligible, gate)

    def keep_day(self, day: Placed) -> tuple[object, int, int]:
        """Cost of a day that depends on its strips, clock and unit only; wishes count without a share."""
        lines = [0] * len(COST_LINES)
        self.p.day_cost(lines, day)
        cost = sum(lines)
        part = sum(amount * share for amount, share in zip(lines, self.p.line_share, strict=True))
        kept = (day.plan, cost + self.p.day_wishes(day.info), part)
        self.day[id(day.plan)] = kept
        return kept

    def _company(self, main: list[Placed], shoot: int) -> tuple[int, int]:
        lines = [0] * len(COST_LINES)
        self.p.company_cost(lines, main, shoot)
        part = sum(lines[LINE[n]] * self.shares[n] for n in ("travel_days", "waiting", "living", "moves"))
        prices, night = self.prices, self.e.night
        wishes = 0
        for before, after in pairwise(main):
            wishes += prices.flip * (night[before.plan.mode] != night[after.plan.mode])
            if before.info.base != after.info.base and before.info.exposed and not before.info.cover:
                wishes += prices.no_cover
        if main:
            wishes += prices.heavy_first_day * main[0].info.heavy
            wishes += prices.no_cover * (main[-1].info.exposed and not main[-1].info.cover)
        return sum(lines) + wishes, part

    def _cast(self, worked: list[int], shoot: int) -> tuple[int, int]:
        first, last = (shoot & -shoot).bit_length() - 1, shoot.bit_length() - 1
        paid = (((1 << (last - first + 1)) - 1) << first) & ~self.c.rest
        pay, total, eligible = self.pay, 0, 0
        for player, mask in enumerate(worked):
            if mask:
                low = mask & -mask
                key = (player, mask, paid & ((1 << mask.bit_length()) - low))
                found = pay.get(key)
                if found is None:
                    found = self.keep_pay(key, paid)
                total += found[0]
                eligible += found[1]
        return total, eligible

    def keep_pay(self, key: tuple[int, int, int], paid: int) -> tuple[int, int]:
        """What a player costs for these dates, and its eligible part."""
        player, mask, _ = key
        lines = self.p.player_cost(player, mask, paid)
        children = lines[4] * self.shares["children"]
        self.pay[key] = kept = (sum(lines), sum(lines[:4]) * self.p.players[player][6] + children)
        return kept

    def keep_rent(self, key: tuple[int, int, int]) -> tuple[int, int, int, int]:
        """What a place costs for these dates and visits: cost, eligible part, building dates."""
        lines, building, early = self.p.site_cost(*key)
        self.rent[key] = kept = (sum(lines), sum(lines) * self.p.sites[key[0]][5], building, early)
        return kept

    def _places(self, used: list[int], visits: list[int]) -> tuple[int, int, int, int]:
        rent = self.rent
        total = eligible = building = early = 0
        before = 0
        for site, mask in enumerate(used):
            if mask:
                key = (site, mask, visits[site])
                found = rent.get(key)
                if found is None:
                    found = self.keep_rent(key)
                total += found[0]
                eligible += found[1]
                building |= found[2]
                before |= found[3]
        early = before.bit_count()
        return total, eligible, building, early
