"""Players who are kept from first to last day: no board pays them less than the calendar says."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise, permutations

import pytest

from tests.schedule.shoots import MONDAY, film, random_shoot, shoot, strip
from tests.schedule.test_bound import cheapest_board, partitions
from tournage.kernel.calendar import DaySpan
from tournage.schedule.model import Leg, Site
from tournage.schedule.problem import Problem, Town
from tournage.schedule.solve.bound_cover import Effort
from tournage.schedule.solve.bound_routes import Shoot
from tournage.schedule.solve.bound_spans import Kept, by_the_clock, kept_pay, kept_players, without_pay
from tournage.schedule.solve.bound_stays import Ground, company_of
from tournage.schedule.solve.bound_total import _share
from tournage.schedule.solve.compiled import Compiled
from tournage.schedule.solve.evaluate import Evaluator, Layout, Placed
from tournage.schedule.solve.price import LINE, Pricer
from tournage.schedule.solve.proof import prove

TOWNS = ("ouarzazate", "marrakech", "essaouira", "erfoud")
PLACES = ("kasbah", "medina@marrakech", "port@essaouira", "dunes@erfoud")


def journey(seed: int, most: int) -> Problem:
    """Strips in two to four towns whose players are kept; places close, players go, Ramadan comes."""
    dice = random.Random(seed)
    towns = dice.randint(2, 4)
    strips = [
        strip(
            str(number + 1),
            PLACES[number % towns],
            " ".join(p for p in ("ines", "karim", "nadia", "sami") if dice.random() < 0.45),
            minutes=dice.choice([60, 150, 250, 300, 450]),
            second_unit=dice.random() < 0.2,
        )
        for number in range(dice.randint(3, most))
    ]
    problem = shoot(*strips, days=dice.choice((25, 40)))

    def span(length: int) -> tuple[tuple[date, date], ...]:
        start = MONDAY + timedelta(days=dice.randint(0, 8))
        return ((start, start + timedelta(days=length)),)

    players = tuple(
        replace(
            p,
            drop_allowed=dice.random() < 0.1,
            minor=False,
            work_rate=rate,
            hold_rate=rate * dice.choice((50, 100, 120)) // 100,
            away=span(4) if dice.random() < 0.25 else (),
        )
        for p in problem.players
        for rate in (dice.choice((10_000_00, 60_000_00, 200_000_00)),)
    )
    sites = (*problem.sites, Site("port", "Port", "essaouira"), Site("dunes", "Dunes", "erfoud"))
    sites = tuple(replace(s, open=span(9) if dice.random() < 0.35 else ()) for s in sites)
    minutes = dice.choice((60, 240, 700))
    ramadan = (DaySpan(MONDAY + timedelta(days=5), MONDAY + timedelta(days=20)),) if seed % 3 else ()
    suns = tuple(replace(sun, base=town) for town in TOWNS for sun in problem.suns if sun.base == "marrakech")
    second = replace(problem.units[0], id="second", crew_day=90_000_00, most_days=3)
    return replace(
        problem,
        players=players,
        sites=sites,
        suns=suns,
        towns=(*problem.towns, Town("essaouira", "Essaouira"), Town("erfoud", "Erfoud")),
        legs=tuple(Leg(a, b, minutes, 1_000_00) for a in TOWNS for b in TOWNS if a < b),
        calendar=replace(problem.calendar, ramadan=ramadan),
        units=(*problem.units, second) if seed % 4 == 0 else problem.units,
    )


class Pay:
    """What boards of a problem pay those who are kept, and how often the company comes back."""

    def __init__(self, problem: Problem) -> None:
        self.c = Compiled(problem)
        self.evaluator = Evaluator(Compiled(problem))
        self.kept = kept_players(self.c)
        rest = without_pay(self.c, tuple(self.kept))
        self.pricers = [Pricer(self.evaluator), Pricer(Evaluator(rest))]
        self.bases = len({self.c.base[s] for s in range(len(self.c.minutes)) if self.main(s)})

    def main(self, s: int) -> bool:
        """Whether only the main unit may shoot a strip."""
        return len(self.c.unit_of) == 1 or not self.c.second[s]

    def of(self, placed: list[Placed]) -> tuple[int, int]:
        """Returns to a base, and pay."""
        days = [day.info.base for day in placed if day.unit == self.c.main]
        stays = bool(days) + sum(a != b for a, b in pairwise(days))
        lines = [pricer.price(placed).lines for pricer in self.pricers]
        names = ("cast_work", "cast_hold", "per_diem")
        return stays - self.bases, sum(lines[0][LINE[n]] - lines[1][LINE[n]] for n in names)

    def proven(self) -> list[list[Kept]]:
        """By the clock; and with the days of the linear program."""
        effort = Effort(60, 0.005, lambda: False)
        company = company_of(self.c)
        grounds = {b: Ground(self.c, b, company, 0, effort) for b in sorted(set(self.c.base))}
        assert len(Shoot(self.c, list(grounds.values()), effort.stop).bases) == self.bases
        clock, days = by_the_clock(self.c), _share(grounds)
        return [kept_pay(self.c, [clock]), kept_pay(self.c, [days]), kept_pay(self.c, [clock, days])]

    def check(self, layouts: list[Layout], proven: list[list[Kept]]) -> int:
        """How many of these layouts are boards; each pays at least what is proven."""
        boards = 0
        for layout in layouts:
            dated = self.evaluator.decode(layout)
            if dated is None or dated[1]:
                continue
            boards += 1
            returns, pay = self.of(dated[0])
            for kept in proven:
                assert kept[max(0, min(returns, len(kept) - 1))].total <= pay
        return boards


def test_the_whole_bound_is_at_most_the_cheapest_board_of_few_strips() -> None:
    checked = 0
    for seed in range(60, 80):
        problem = journey(seed, 5)
        if (least := cheapest_board(problem)) is not None:
            checked += 1
            assert prove(Compiled(problem), rounds=30).total <= least, seed
    assert checked > 10


def units_of(problem: Problem, days: list[int]) -> list[list[int]]:
    return [days, *[[] for _ in problem.units[1:]]]


def test_no_board_of_few_strips_pays_less_than_is_proven() -> None:
    boards = 0
    for seed in range(25):
        problem = journey(seed, 5)
        pay = Pay(problem)
        layouts = [
            Layout(units_of(problem, list(order)))
            for parts in partitions(list(range(len(problem.strips))))
            for order in permutations(parts)
        ]
        boards += pay.check(layouts, pay.proven())
    assert boards > 200


def dealt(problem: Problem, dice: random.Random) -> Layout:
    """Strips dealt out to days of one base in some order, those that close early mostly first; some to a second unit."""
    c = Compiled(problem)
    order = list(range(len(c.minutes)))
    dice.shuffle(order)
    if dice.random() < 0.7:
        order.sort(key=lambda s: c.allowed[s].bit_length())
    if dice.random() < 0.5:
        order.sort(key=lambda s: c.base[s])
    units: list[list[int]] = [[] for _ in problem.units]
    for s in order:
        unit = units[1] if len(units) > 1 and c.second[s] and dice.random() < 0.5 else units[0]
        last = unit[-1] if unit else 0
        used = [t for t in order if last >> t & 1]
        full = sum(c.minutes[t] for t in used) + c.minutes[s] > 525
        if used and not full and c.base[used[0]] == c.base[s] and dice.random() < 0.8:
            unit[-1] |= 1 << s
        else:
            unit.append(1 << s)
    return Layout(units)


@pytest.mark.parametrize("start", [0, *(pytest.param(i, marks=pytest.mark.slow) for i in range(20, 200, 20))])
def test_no_board_dealt_out_by_chance_pays_less_than_is_proven(start: int) -> None:
    boards = 0
    for seed in range(start, start + 20):
        dice = random.Random(seed)
        problem = journey(seed, 14) if seed % 5 else random_shoot(seed)
        pay = Pay(problem)
        boards += pay.check([dealt(problem, dice) for _ in range(40)], pay.proven())
    assert boards > 50


def test_fewer_returns_pay_no_less() -> None:
    for seed in range(20):
        c = Compiled(journey(seed, 12))
        totals = [kept.total for kept in kept_pay(c, [by_the_clock(c)])]
        assert totals == sorted(totals, reverse=True), seed


def test_a_lead_with_scenes_at_both_ends_of_closed_dates_is_paid_between() -> None:
    problem = shoot(
        strip("1", "kasbah", "ines"),
        strip("2", "square", "ines"),
    )
    early, late = MONDAY + timedelta(days=1), MONDAY + timedelta(days=15)
    opened = {"kasbah": ((MONDAY, early),), "square": ((late, late),)}
    problem = replace(problem, sites=tuple(replace(s, open=opened.get(s.id, ())) for s in problem.sites))
    c = Compiled(problem)
    kept = kept_pay(c, [by_the_clock(c)])[0]
    days, nights = 13, 15  # from Tuesday 2 to Tuesday 16 March; two Sundays are not paid
    assert kept.total == days * 30_000_00 + nights * 2_000_00


def test_players_who_are_kept_cost_their_journeys_only_where_they_are_told_apart() -> None:
    c = Compiled(film())
    rest = without_pay(c, tuple(kept_players(c)))
    assert [p.id for p in rest.problem.players if not p.work_rate] == ["ines"]
    assert rest.problem.players[0].travel_cost == 9_000_00
