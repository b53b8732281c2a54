"""The total of a layout, fast: what depends on one player, place or day alone is worked out once and remembered."""

from __future__ import annotations

from itertools import pairwise

from tournage.schedule.problem import COST_LINES
from tournage.schedule.solve.compiled import bits
from tournage.schedule.solve.day import Info
from tournage.schedule.solve.evaluate import Outcome, Placed
from tournage.schedule.solve.price import LINE, Pricer

_MOST_KEPT = 400_000


class QuickPricer:
    """Totals equal to those of `Pricer`, line by line summed, without the lines."""

    def __init__(self, pricer: Pricer) -> None:
        self.p, self.e, self.c = pricer, pricer.e, pricer.c
        share = pricer.line_share
        self.shares = {name: share[LINE[name]] for name in COST_LINES}
        self.players = len(pricer.players)
        self.sites = len(pricer.sites)
        self.pay: list[dict[int, tuple[int, int]]] = [{} for _ in pricer.players]
        self.rent: list[dict[tuple[int, int], tuple[int, int, int, int]]] = [{} for _ in pricer.sites]
        self.hire: list[dict[int, tuple[int, int]]] = [{} for _ in pricer.gear]
        self.day: dict[tuple[int, int], tuple[object, int, int]] = {}
        self.least: dict[int, tuple[int, int]] = {}
        self.paid = ((1 << pricer.c.days) - 1) & ~pricer.c.rest
        self.prices = pricer.e.p

    def price(self, placed: list[Placed]) -> Outcome:
        """The total, the eligible part and the days that count for the gate."""
        if not placed:
            return Outcome([], [0], 0, 0)
        self._forget()
        main_unit = self.c.main
        shoot = total = eligible = 0
        worked, used, visits = [0] * self.players, [0] * self.sites, [0] * self.sites
        hired = [0] * len(self.hire)
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
            for gear in info.gear:
                hired[gear] |= bit
            kept = self.of_day(day)
            total += kept[1]
            eligible += kept[2]
            for wanted in info.wanted:
                total += self.prices.missed_date * (wanted != day.date)
        main = placed if position == len(placed) else placed[:position]
        cost, part = self._company(main, shoot)
        total, eligible = total + cost, eligible + part
        if position < len(placed):
            cost = self.p.unit_moves(placed)
            total, eligible = total + cost, eligible + cost * self.shares["moves"]
        cost, part = self._cast(worked)
        total, eligible = total + cost, eligible + part
        cost, part, building, early = self._places(used, visits)
        total, eligible = total + cost, eligible + part
        for gear, mask in enumerate(hired):
            if mask:
                cost, part = self.hire[gear].get(mask) or self.keep_hire(gear, mask)
                total, eligible = total + cost, eligible + part
        if self.e.wishes:
            total += self.p.story_order(placed)
        gate = shoot.bit_count()
        rebate = self.c.problem.rebate
        if rebate and rebate.builds_count:
            gate += early + (building & ~shoot).bit_count()
        return Outcome(placed, [total], eligible, gate)

    def of_day(self, day: Placed) -> tuple[object, int, int]:
        """Cost of a day that depends on its strips, clock and unit only; wishes count without a share."""
        kept = self.day.get((id(day.plan), day.unit))
        if kept is not None and kept[0] is day.plan:
            return kept
        lines = [0] * len(COST_LINES)
        self.p.day_cost(lines, day)
        cost = sum(lines)
        part = sum(amount * share for amount, share in zip(lines, self.p.line_share, strict=True))
        kept = (day.plan, cost + self.p.day_wishes(day.info), part)
        self.day[id(day.plan), day.unit] = kept
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

    def _cast(self, worked: list[int]) -> tuple[int, int]:
        total = eligible = 0
        for player, mask in enumerate(worked):
            if mask:
                found = self.pay[player].get(mask) or self.keep_pay(player, mask)
                total += found[0]
                eligible += found[1]
        return total, eligible

    def keep_pay(self, player: int, mask: int) -> tuple[int, int]:
        """What a player costs for these dates, and its eligible part."""
        lines = self.p.player_cost(player, mask, self.paid)
        children = lines[4] * self.shares["children"]
        self.pay[player][mask] = kept = (
            sum(lines),
            sum(lines[:4]) * self.p.players[player][6] + children,
        )
        return kept

    def keep_rent(self, site: int, used: int, visits: int) -> tuple[int, int, int, int]:
        """What a place costs for these dates and visits: cost, eligible part, building dates."""
        lines, building, early = self.p.site_cost(site, used, visits)
        kept = (sum(lines), sum(lines) * self.p.sites[site][5], building, early)
        self.rent[site][used, visits] = kept
        return kept

    def keep_hire(self, gear: int, dates: int) -> tuple[int, int]:
        """What a piece of gear costs on these dates, and its eligible part."""
        daily, weekly, share = self.p.gear[gear]
        weeks: dict[tuple[int, int], int] = {}
        for date in bits(dates):
            week = self.c.week[date]
            weeks[week] = weeks.get(week, 0) + daily
        cost = sum(min(price, weekly) if weekly else price for price in weeks.values())
        self.hire[gear][dates] = kept = (cost, cost * share)
        return kept

    def keep_least(self, info: Info) -> tuple[int, int]:
        """Cost of a main-unit day of these strips without surcharges, overtime and moves, and its eligible part."""
        lines = [0] * len(COST_LINES)
        lines[LINE["extras"]] = info.extras * self.prices.extra_day
        lines[LINE["crew"]] = self.e.units[self.c.main].crew_day
        part = sum(amount * share for amount, share in zip(lines, self.p.line_share, strict=True))
        self.least[info.mask] = kept = (sum(lines) + self.p.day_wishes(info), part)
        return kept

    def _forget(self) -> None:
        """Keep the memory of a long search small."""
        for tables in (self.pay, self.rent, self.hire):
            if sum(map(len, tables)) > _MOST_KEPT:
                for table in tables:
                    table.clear()
        if len(self.day) > _MOST_KEPT or len(self.least) > _MOST_KEPT:
            self.day.clear()
            self.least.clear()

    def _places(self, used: list[int], visits: list[int]) -> tuple[int, int, int, int]:
        total = eligible = building = early = 0
        before = 0
        for site, mask in enumerate(used):
            if mask:
                found = self.rent[site].get((mask, visits[site]))
                found = found or self.keep_rent(site, mask, visits[site])
                total += found[0]
                eligible += found[1]
                building |= found[2]
                before |= found[3]
        early = before.bit_count()
        return total, eligible, building, early
