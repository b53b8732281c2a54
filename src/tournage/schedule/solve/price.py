"""The engine's own arithmetic: what placed days cost, in bit sets of dates."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from itertools import pairwise

from tournage.schedule.problem import COST_LINES
from tournage.schedule.solve.day import Info
from tournage.schedule.solve.evaluate import Evaluator, Outcome, Placed

LINE = {name: number for number, name in enumerate(COST_LINES)}
SCALE = 10_000


class Pricer:
    """Prices placed days; `eligible` is in ten-thousandths of a minor unit."""

    def __init__(self, evaluator: Evaluator) -> None:
        self.e, self.c = evaluator, evaluator.c
        c, problem = evaluator.c, evaluator.c.problem
        self.players = [
            (p.work_rate, p.hold_rate, p.travel_cost, p.per_diem, p.minor, p.drop_allowed, share)
            for p, share in zip(problem.players, evaluator.player_share, strict=True)
        ]
        self.drop_days = c.terms.drop_days
        self.sites = [
            (s.day_cost, s.dark_day_cost, s.build_cost, s.return_cost, s.build_days, share)
            for s, share in zip(problem.sites, evaluator.site_share, strict=True)
        ]
        self.wished = 0
        for first, then, _ in evaluator.wishes:
            self.wished |= 1 << first | 1 << then
        self.line_share = [evaluator.share[name] for name in COST_LINES]
        self.gear = [
            (g.day_cost, g.week_cost, share)
            for g, share in zip(problem.gear, evaluator.gear_share, strict=True)
        ]

    def price(self, placed: list[Placed]) -> Outcome:
        """Every line of the cost of these days."""
        lines, eligible = [0] * len(COST_LINES), 0
        if not placed:
            return Outcome([], lines, 0, 0)
        main = [day for day in placed if day.unit == self.c.main]
        shoot = 0
        for day in placed:
            shoot |= 1 << day.date
            self.day_cost(lines, day)
        travel = self.company_cost(lines, main, shoot)
        lines[LINE["moves"]] += self.unit_moves(placed)
        for name in ("crew", "night", "overtime", "travel_days", "waiting", "living", "moves", "extras"):
            eligible += lines[LINE[name]] * self.line_share[LINE[name]]
        eligible += self._cast(lines, placed, shoot)
        building, share = self._sites(lines, placed, main)
        eligible += share + self.gear_cost(lines, placed)
        self._wishes(lines, placed, main)
        gate = shoot.bit_count()
        building_days = building[0] + (building[1] & ~shoot).bit_count()
        rebate = self.c.problem.rebate
        if rebate and rebate.builds_count:
            gate += building_days
        return Outcome(placed, lines, eligible, gate, travel, building_days, lines[LINE["wishes"]])

    def company_cost(self, lines: list[int], main: list[Placed], shoot: int) -> int:
        """Days on the road, waiting days, nights, and the roads between bases. Returns the travel dates."""
        c, prices, living = self.c, self.e.p, self.e.living
        first, last = (shoot & -shoot).bit_length() - 1, shoot.bit_length() - 1
        travel = nights = moves = 0
        if main:
            nights = (main[0].date - first) * living[main[0].info.base]
            nights += (last - main[-1].date + 1) * living[main[-1].info.base]
            moves = c.home_cost[main[0].info.base] + c.home_cost[main[-1].info.base]
        for before, after in pairwise(main):
            base, new = before.info.base, after.info.base
            if base == new:
                nights += (after.date - before.date) * living[base]
                continue
            moves += c.road[base, new][1]
            needed, on, latest = c.travel_days(base, new), after.date - 1, -1
            while needed and on > before.date:
                if c.work >> on & 1 and not (shoot | travel) >> on & 1:
                    travel |= 1 << on
                    latest = max(latest, on)
                    needed -= 1
                on -= 1
            turn = latest if latest >= 0 else after.date
            nights += (turn - before.date) * living[base] + (after.date - turn) * living[new]
        whole = ((1 << (last - first + 1)) - 1) << first
        waiting = whole & c.work & ~shoot & ~travel
        lines[LINE["travel_days"]] += travel.bit_count() * prices.travel_day
        lines[LINE["waiting"]] += waiting.bit_count() * prices.wait_day
        lines[LINE["living"]] += nights
        lines[LINE["moves"]] += moves
        return travel

    def unit_moves(self, placed: list[Placed]) -> int:
        """What the units beside the main one pay for going from base to base; days of a unit in order."""
        return sum(
            self.e.units[one.unit].move_cost
            for one, other in pairwise(placed)
            if one.unit == other.unit != self.c.main and one.info.base != other.info.base
        )

    def day_cost(self, lines: list[int], day: Placed) -> None:
        """Crew, surcharges, extras and moves of one day."""
        c, unit, plan = self.c, self.e.units[day.unit], day.plan
        lines[LINE["crew"]] += unit.crew_day
        lines[LINE["night"]] += self.e.premium[day.unit][plan.mode]
        if unit.living and c.base_ids[day.info.base] != c.problem.home:
            lines[LINE["living"]] += unit.living
        if plan.over:
            lines[LINE["overtime"]] += -(-plan.over * unit.overtime_hour // 60)
        lines[LINE["extras"]] += day.info.extras * self.e.p.extra_day
        if len(day.info.sites) > 1:
            stops = [c.site[s] for s in plan.order]
            lines[LINE["moves"]] += sum(c.leg[a, b][1] for a, b in pairwise(stops) if a != b)

    def player_cost(self, player: int, mask: int, paid: int) -> tuple[int, int, int, int, int]:
        """Work, hold, journeys, per diem and chaperone of a player who works on these dates."""
        rate, holding, fare, daily, minor, droppable, _ = self.players[player]
        start, end = (mask & -mask).bit_length() - 1, mask.bit_length()
        days, count, journeys = end - start, mask.bit_count(), 1
        held = ((paid >> start) & ((1 << days) - 1)).bit_count() - count
        if droppable and days > count + self.drop_days - 1:
            gap = self._drop(mask, paid, (holding, daily, fare))
            if gap:
                held, days, journeys = held - gap[0], days - gap[1], 2
        children = count * self.e.p.chaperone_day if minor else 0
        return count * rate, held * holding, journeys * fare, days * daily, children

    def _cast(self, lines: list[int], placed: list[Placed], shoot: int) -> int:
        worked = [0] * len(self.players)
        for day in placed:
            for player in day.info.cast:
                worked[player] |= 1 << day.date
        first, last = (shoot & -shoot).bit_length() - 1, shoot.bit_length() - 1
        paid = (((1 << (last - first + 1)) - 1) << first) & ~self.c.rest
        eligible = 0
        names = ("cast_work", "cast_hold", "cast_travel", "per_diem", "children")
        for player, mask in enumerate(worked):
            if mask:
                amounts = self.player_cost(player, mask, paid)
                for name, amount in zip(names, amounts, strict=True):
                    lines[LINE[name]] += amount
                eligible += sum(amounts[:4]) * self.players[player][6]
        return eligible + lines[LINE["children"]] * self.line_share[LINE["children"]]

    def _drop(self, mask: int, paid: int, rates: tuple[int, int, int]) -> tuple[int, int] | None:
        """Paid and calendar days of the gap that saves most; None when none saves."""
        holding, daily, fare = rates
        best, found = 0, None
        position = (mask & -mask).bit_length() - 1
        rest = mask >> (position + 1)
        while rest:
            free = (rest & -rest).bit_length() - 1
            if free >= self.drop_days:
                held = ((paid >> (position + 1)) & ((1 << free) - 1)).bit_count()
                saved = held * holding + free * daily - fare
                if saved > best:
                    best, found = saved, (held, free)
            position += free + 1
            rest >>= free + 1
        return found

    def site_cost(self, site: int, mask: int, seen: int) -> tuple[tuple[int, int, int, int], int, int]:
        """Rent, dark days, build and returns of a place; its building dates, those before the calendar apart."""
        cost, dark_cost, build, back, days, _ = self.sites[site]
        count = mask.bit_count()
        start = (mask & -mask).bit_length() - 1
        returns = ((seen & ~(seen << 1)).bit_count() - 1) * back if seen and back else 0
        amounts = (count * cost, (mask.bit_length() - start - count) * dark_cost, build, returns)
        building = early = 0
        on, left, calendar = start, days, self.c.problem.calendar
        while left:
            on -= 1
            if calendar.may_work(calendar.day(on)):
                left -= 1
                if on >= 0:
                    building |= 1 << on
                else:
                    early |= 1 << -on
        return amounts, building, early

    def _sites(
        self, lines: list[int], placed: list[Placed], main: list[Placed]
    ) -> tuple[tuple[int, int], int]:
        """Returns building days before the first date (a count) and after (bits), and the eligible part."""
        used: dict[int, int] = {}
        for day in placed:
            for site in day.info.sites:
                used[site] = used.get(site, 0) | 1 << day.date
        visits: dict[int, int] = {}
        for position, day in enumerate(main):
            for site in day.info.sites:
                visits[site] = visits.get(site, 0) | 1 << position
        eligible = building = early = 0
        for site, mask in used.items():
            amounts, dates, before = self.site_cost(site, mask, visits.get(site, 0))
            for name, amount in zip(("sites", "dark_days", "builds", "returns"), amounts, strict=True):
                lines[LINE[name]] += amount
            eligible += sum(amounts) * self.sites[site][5]
            building |= dates
            early |= before
        return (early.bit_count(), building), eligible

    def gear_cost(self, lines: list[int], placed: list[Placed]) -> int:
        """Gear by the day, or by the week where that is cheaper; returns the eligible part."""
        weeks: dict[tuple[int, tuple[int, int]], set[int]] = {}
        for day in placed:
            for gear in day.info.gear:
                weeks.setdefault((gear, self.c.week[day.date]), set()).add(day.date)
        eligible = 0
        for (gear, _), days in weeks.items():
            daily, weekly, share = self.gear[gear]
            price = len(days) * daily
            price = min(price, weekly) if weekly else price
            lines[LINE["gear"]] += price
            eligible += price * share
        return eligible

    def _wishes(self, lines: list[int], placed: list[Placed], main: list[Placed]) -> None:
        prices, night = self.e.p, self.e.night
        cost = 0
        for before, after in pairwise(main):
            cost += prices.flip * (night[before.plan.mode] != night[after.plan.mode])
            if before.info.base != after.info.base and before.info.exposed and not before.info.cover:
                cost += prices.no_cover
        if main:
            cost += prices.heavy_first_day * main[0].info.heavy
            cost += prices.no_cover * (main[-1].info.exposed and not main[-1].info.cover)
        for day in placed:
            cost += self.day_wishes(day.info)
            cost += prices.missed_date * sum(wanted != day.date for wanted in day.info.wanted)
        lines[LINE["wishes"]] = cost + self.story_order(placed)

    def day_wishes(self, info: Info) -> int:
        """Wishes about what one day holds: pages, sets, hours used."""
        prices = self.e.p
        cost = prices.over_page * max(0, info.eighths - prices.comfortable_eighths)
        cost += prices.thin_minute * max(0, prices.least_minutes - info.minutes)
        return cost + prices.set_day * info.sets

    def story_order(self, placed: list[Placed]) -> int:
        """What the wishes about story order cost."""
        begun = {
            s: (day.date, start)
            for day in placed
            if day.info.mask & self.wished
            for s, start in zip(day.plan.order, day.plan.starts, strict=True)
        }
        return sum(
            price
            for first, then, price in self.e.wishes
            if first in begun and then in begun and begun[first] > begun[then]
        )

    def rebate(self, outcome: Outcome) -> int:
        """What comes back of this outcome, nothing when a gate is missed."""
        scheme = self.c.problem.rebate
        if scheme is None:
            return 0
        eligible = Decimal(outcome.eligible) / SCALE + scheme.other_eligible
        if outcome.gate_days < scheme.least_days or eligible < scheme.least_eligible:
            return 0
        spent = outcome.total - outcome.wishes
        counted = min(eligible, (spent + scheme.other_spend) * scheme.limit_share)
        return int((counted * scheme.rate).quantize(Decimal(1), ROUND_HALF_UP))
