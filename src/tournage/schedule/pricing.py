"""What a board costs, line by line, in plain Python: the figure the checker swears to.

Every line is worked out from dates and strips alone; the engine has its own arithmetic, and the tests
hold the two against each other to the centime.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from itertools import pairwise

from tournage.schedule.board_view import BoardView
from tournage.schedule.engagement import Engagement, company_days, engagements
from tournage.schedule.model import Board
from tournage.schedule.problem import COST_LINES, Problem, Rebate
from tournage.schedule.rules.builds import standing
from tournage.schedule.rules.hours import base_minutes, worked_minutes


@dataclass(frozen=True, slots=True)
class BoardCost:
    """Cost by line and what of it is eligible; minor units, wishes apart from money."""

    lines: tuple[tuple[str, int], ...]
    eligible: Decimal
    rebate: int
    """What comes back, 0 when a gate is missed."""
    gate_days: int
    """Shooting days, and building days where they count."""

    @property
    def total(self) -> int:
        """All lines, wishes included."""
        return sum(amount for _, amount in self.lines)

    @property
    def net(self) -> int:
        """Total less the rebate."""
        return self.total - self.rebate

    def line(self, name: str) -> int:
        """One line."""
        return dict(self.lines)[name]


class _Tally:
    """Sums by line, with the eligible share of each amount."""

    def __init__(self) -> None:
        self.lines: Counter[str] = Counter()
        self.eligible = Decimal(0)

    def add(self, line: str, amount: int, share: Decimal) -> None:
        self.lines[line] += amount
        self.eligible += amount * share


def price_board(board: Board, problem: Problem) -> BoardCost:
    """Price a board, whether or not it keeps the rules."""
    tally, view = _Tally(), BoardView(problem, board)
    _units(tally, view)
    _company(tally, view)
    for engagement in engagements(board, problem):
        _player(tally, engagement, problem)
    _sites(tally, view)
    _moves(tally, view)
    _extras_and_gear(tally, view)
    tally.add("wishes", _wishes(view), Decimal(0))
    gate_days = len({day.on for day in view.days})
    if problem.rebate and problem.rebate.builds_count:
        gate_days += len(build_dates(view))
    spent = sum(tally.lines.values()) - tally.lines["wishes"]
    back = rebate(problem.rebate, tally.eligible, spent, gate_days) if problem.rebate else 0
    lines = tuple((name, tally.lines[name]) for name in COST_LINES)
    return BoardCost(lines, tally.eligible, back, gate_days)


def rebate(scheme: Rebate, eligible: Decimal, spent: int, gate_days: int) -> int:
    """What comes back of this eligible spend; nothing when a gate is missed."""
    counted = min(eligible + scheme.other_eligible, (spent + scheme.other_spend) * scheme.limit_share)
    if gate_days < scheme.least_days or eligible + scheme.other_eligible < scheme.least_eligible:
        return 0
    return int((counted * scheme.rate).quantize(Decimal(1), ROUND_HALF_UP))


def build_dates(view: BoardView) -> set[date]:
    """Working days on which a set is built before the unit comes, without the shooting days."""
    calendar, found = view.problem.calendar, set()
    shooting = {day.on for day in view.days}
    for site in view.problem.sites:
        span = standing(view, site) if site.build_days else None
        if span is None:
            continue
        on, left = span[0], site.build_days
        while left:
            if calendar.may_work(on):
                found.add(on)
                left -= 1
            on = date.fromordinal(on.toordinal() + 1)
    return found - shooting


def _units(tally: _Tally, view: BoardView) -> None:
    share = view.problem.prices.share
    for day in view.days:
        unit = view.units.get(day.unit)
        if unit is None:
            continue
        tally.add("crew", unit.crew_day, share("crew"))
        tally.add("night", unit.premium(day.mode), share("night"))
        if day.base != view.problem.home:
            tally.add("living", unit.living, share("living"))
        over = max(0, worked_minutes(view, day) - base_minutes(view, day))
        tally.add("overtime", -(-over * unit.overtime_hour // 60), share("overtime"))


def _company(tally: _Tally, view: BoardView) -> None:
    problem, prices = view.problem, view.problem.prices
    kinds = company_days(view.board, problem)
    if kinds is None:
        return
    living = {town.id: town.living for town in problem.towns}
    count = Counter(kinds.kinds)
    tally.add("travel_days", count["travel"] * prices.travel_day, prices.share("travel_days"))
    tally.add("waiting", count["wait"] * prices.wait_day, prices.share("waiting"))
    nights = sum(living.get(base, 0) for base in kinds.bases) if view.unit_days("main") else 0
    tally.add("living", nights, prices.share("living"))


def _player(tally: _Tally, entry: Engagement, problem: Problem) -> None:
    player, share = entry.player, entry.player.eligible_share
    held = len(entry.held) + len(entry.travelling) + len(entry.holidays)
    tally.add("cast_work", len(entry.worked) * player.work_rate, share)
    tally.add("cast_hold", held * player.hold_rate, share)
    tally.add("cast_travel", entry.journeys * player.travel_cost, share)
    tally.add("per_diem", entry.calendar_days * player.per_diem, share)
    if player.minor:
        prices = problem.prices
        tally.add("children", len(entry.worked) * prices.chaperone_day, prices.share("children"))


def _sites(tally: _Tally, view: BoardView) -> None:
    positions = {day.on: i for i, day in enumerate(view.unit_days("main"))}
    for site in view.problem.sites:
        days = view.site_days.get(site.id, ())
        used = sorted({day.on for day in days})
        if not used:
            continue
        share = site.eligible_share
        dark = (used[-1] - used[0]).days + 1 - len(used)
        tally.add("sites", len(used) * site.day_cost, share)
        tally.add("dark_days", dark * site.dark_day_cost, share)
        tally.add("builds", site.build_cost, share)
        visits = [positions[on] for on in sorted({d.on for d in days if d.unit == "main"})]
        returns = sum(b - a > 1 for a, b in pairwise(visits))
        tally.add("returns", returns * site.return_cost, share)


def _moves(tally: _Tally, view: BoardView) -> None:
    cost, share = 0, view.problem.prices.share("moves")
    for day in view.days:
        stops = [strip.location for strip in view.day_strips(day)]
        cost += sum(_leg_cost(view, a, b) for a, b in pairwise(stops) if a != b)
    main = view.unit_days("main")
    cost += sum(_leg_cost(view, a.base, b.base) for a, b in pairwise(main) if a.base != b.base)
    home = view.problem.home
    if home and main:
        cost += sum(_leg_cost(view, home, base) for base in (main[0].base, main[-1].base) if base != home)
    for unit in view.problem.units:
        if unit.id != "main":
            cost += sum(a.base != b.base for a, b in pairwise(view.unit_days(unit.id))) * unit.move_cost
    tally.add("moves", cost, share)


def _leg_cost(view: BoardView, one: str, other: str) -> int:
    leg = view.legs.get(frozenset((one, other)))
    return leg.cost if leg else 0


def _extras_and_gear(tally: _Tally, view: BoardView) -> None:
    prices = view.problem.prices
    crowd = sum(max((s.extras for s in view.day_strips(day)), default=0) for day in view.days)
    tally.add("extras", crowd * prices.extra_day, prices.share("extras"))
    weeks: dict[tuple[str, int, int], set[date]] = {}
    for day in view.days:
        week = day.on.isocalendar()[:2]
        for id in {gear for strip in view.day_strips(day) for gear in strip.equipment}:
            weeks.setdefault((id, *week), set()).add(day.on)
    for (id, _, _), days in sorted(weeks.items()):
        gear = view.gear[id]
        cost = len(days) * gear.day_cost
        cost = min(cost, gear.week_cost) if gear.week_cost else cost
        tally.add("gear", cost, gear.eligible_share)


def _wishes(view: BoardView) -> int:
    prices, main = view.problem.prices, view.unit_days("main")
    cost = prices.flip * sum((a.mode == "night") != (b.mode == "night") for a, b in pairwise(main))
    if main:
        cost += prices.heavy_first_day * sum(strip.heavy for strip in view.day_strips(main[0]))
    placed = {s.id: (day.on, start) for day in view.days for s, start, _ in view.timed(day)}
    for day in view.days:
        pages = sum(strip.eighths for strip in view.day_strips(day))
        cost += prices.over_page * max(0, pages - prices.comfortable_eighths)
        minutes = sum(strip.minutes for strip in view.day_strips(day))
        cost += prices.thin_minute * max(0, prices.least_minutes - minutes)
        cost += prices.set_day * len({(s.location, s.set_name) for s in view.day_strips(day)})
        wanted = (strip.wanted_on for strip in view.day_strips(day))
        cost += prices.missed_date * sum(on is not None and on != day.on for on in wanted)
    for wish in view.problem.wishes:
        if wish.first in placed and wish.then in placed and placed[wish.first] > placed[wish.then]:
            cost += wish.price
    return cost + prices.no_cover * _uncovered(view)


def _uncovered(view: BoardView) -> int:
    """Stays at a base whose last day has exteriors by day and nothing in reserve."""
    main, count = view.unit_days("main"), 0
    for position, day in enumerate(main):
        if position + 1 < len(main) and main[position + 1].base == day.base:
            continue
        strips = view.day_strips(day)
        exposed = any(not s.stage and s.int_ext is not None and s.int_ext.value != "INT" for s in strips)
        count += exposed and not any(strip.weather_cover for strip in strips)
    return count
