"""The engine's own arithmetic: what placed days cost, in bit sets of dates."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from itertools import pairwise

from tournage.schedule.problem import COST_LINES
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
        travel = self._company(lines, main, shoot)
        self._days(lines, placed, main)
        for name in ("crew", "night", "overtime", "travel_days", "waiting", "living", "moves", "extras"):
            eligible += lines[LINE[name]] * self.line_share[LINE[name]]
        eligible += self._cast(lines, placed, shoot)
        building, share = self._sites(lines, placed, main)
        eligible += share + self._gear(lines, placed)
        self._wishes(lines, placed, main)
        gate = shoot.bit_count()
        building_days = building[0] + (building[1] & ~shoot).bit_count()
        rebate = self.c.problem.rebate
        if rebate and rebate.builds_count:
            gate += building_days
        return Outcome(placed, lines, eligible, gate, travel, building_days)

    def _company(self, lines: list[int], main: list[Placed], shoot: int) -> int:
        """Days on the road, waiting days, nights: and the roads themselves. Returns the travel dates."""
        c, prices, living = self.c, self.e.p, self.e.living
        first, last = (shoot & -shoot).bit_length() - 1, shoot.bit_length() - 1
        travel = nights = moves = 0
        if main:
            nights = (main[0].date - first) * living[main[0].info.base]
            nights += (last - main[-1].date + 1) * living[main[-1].info.base]
            moves = c.home_cost[main[0].info.base] + c.home_cost[main[-1].info.base]
        for before, after in pairwise(main):
            base, new = before.info.base, after.info.base
            turn = after.date
            if base != new:
                moves += c.road[base, new][1]
                needed, on = c.travel_days(base, new), after.date - 1
                latest = -1
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
        lines[LINE["travel_days"]] = travel.bit_count() * prices.travel_day
        lines[LINE["waiting"]] = waiting.bit_count() * prices.wait_day
        lines[LINE["living"]] = nights
        lines[LINE["moves"]] = moves
        return travel

    def _days(self, lines: list[int], placed: list[Placed], main: list[Placed]) -> None:
        c, units = self.c, self.e.units
        crew = night = overtime = extras = moves = 0
        for day in placed:
            unit, plan = units[day.unit], day.plan
            crew += unit.crew_day
            night += self.e.premium[day.unit][plan.mode]
            if plan.over:
                overtime += -(-plan.over * unit.overtime_hour // 60)
            extras += day.info.extras
            if len(day.info.sites) > 1:
                stops = [c.site[s] for s in plan.order]
                moves += sum(c.leg[a, b][1] for a, b in pairwise(stops) if a != b)
        lines[LINE["crew"]], lines[LINE["night"]], lines[LINE["overtime"]] = crew, night, overtime
        lines[LINE["extras"]] = extras * self.e.p.extra_day
        lines[LINE["moves"]] += moves

    def _cast(self, lines: list[int], placed: list[Placed], shoot: int) -> int:
        worked = [0] * len(self.players)
        for day in placed:
            bit = 1 << day.date
            for player in day.info.cast:
                worked[player] |= bit
        first, last = (shoot & -shoot).bit_length() - 1, shoot.bit_length() - 1
        paid = (((1 << (last - first + 1)) - 1) << first) & ~self.c.rest
        work = hold = journey = diem = children = eligible = 0
        for mask, (rate, holding, fare, daily, minor, droppable, share) in zip(
            worked, self.players, strict=True
        ):
            if not mask:
                continue
            start, end = (mask & -mask).bit_length() - 1, mask.bit_length()
            days = end - start
            count = mask.bit_count()
            held = ((paid >> start) & ((1 << days) - 1)).bit_count() - count
            journeys = 1
            if droppable and days > count + self.drop_days - 1:
                gap = self._drop(mask, paid, (holding, daily, fare))
                if gap:
                    held, days, journeys = held - gap[0], days - gap[1], 2
            a, b, d, e = count * rate, held * holding, journeys * fare, days * daily
            work, hold, journey, diem = work + a, hold + b, journey + d, diem + e
            eligible += (a + b + d + e) * share
            if minor:
                children += count * self.e.p.chaperone_day
        lines[LINE["cast_work"]], lines[LINE["cast_hold"]] = work, hold
        lines[LINE["cast_travel"]], lines[LINE["per_diem"]] = journey, diem
        lines[LINE["children"]] = children
        return eligible + children * self.line_share[LINE["children"]]

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

    def _sites(
        self, lines: list[int], placed: list[Placed], main: list[Placed]
    ) -> tuple[tuple[int, int], int]:
        """Returns building days before and after the first date (as count and bits), and the eligible part."""
        used: dict[int, int] = {}
        for day in placed:
            for site in day.info.sites:
                used[site] = used.get(site, 0) | 1 << day.date
        visits: dict[int, int] = {}
        for position, day in enumerate(main):
            for site in day.info.sites:
                visits[site] = visits.get(site, 0) | 1 << position
        rent = dark = builds = returns = eligible = building = 0
        early: set[int] = set()
        for site, mask in used.items():
            cost, dark_cost, build, back, days, share = self.sites[site]
            count = mask.bit_count()
            start = (mask & -mask).bit_length() - 1
            a, b = count * cost, (mask.bit_length() - start - count) * dark_cost
            seen = visits.get(site, 0)
            d = ((seen & ~(seen << 1)).bit_count() - 1) * back if seen and back else 0
            rent, dark, builds, returns = rent + a, dark + b, builds + build, returns + d
            eligible += (a + b + build + d) * share
            if days:
                on, left = start, days
                while left:
                    on -= 1
                    if self.c.problem.calendar.may_work(self.c.problem.calendar.day(on)):
                        left -= 1
                        if on >= 0:
                            building |= 1 << on
                        else:
                            early.add(on)
        lines[LINE["sites"]], lines[LINE["dark_days"]] = rent, dark
        lines[LINE["builds"]], lines[LINE["returns"]] = builds, returns
        return (len(early), building), eligible

    def _gear(self, lines: list[int], placed: list[Placed]) -> int:
        weeks: dict[tuple[int, tuple[int, int]], set[int]] = {}
        for day in placed:
            for gear in day.info.gear:
                weeks.setdefault((gear, self.c.week[day.date]), set()).add(day.date)
        cost = eligible = 0
        for (gear, _), days in weeks.items():
            daily, weekly, share = self.gear[gear]
            price = len(days) * daily
            price = min(price, weekly) if weekly else price
            cost += price
            eligible += price * share
        lines[LINE["gear"]] = cost
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
            cost += prices.over_page * max(0, day.info.eighths - prices.comfortable_eighths)
            cost += prices.missed_date * sum(wanted != day.date for wanted in day.info.wanted)
        if self.e.wishes:
            cost += self._story_order(placed)
        lines[LINE["wishes"]] = cost

    def _story_order(self, placed: list[Placed]) -> int:
        begun = {
            s: (day.date, start)
            for day in placed
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
        spent = outcome.total - outcome.lines[LINE["wishes"]]
        counted = min(eligible, (spent + scheme.other_spend) * scheme.limit_share)
        return int((counted * scheme.rate).quantize(Decimal(1), ROUND_HALF_UP))
