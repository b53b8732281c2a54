"""The bound over days: every possible day is priced right, no board is cheaper, and it is far above the quick one."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations, permutations

import numpy as np
import pytest

from tests.schedule.shoots import film, random_shoot, shoot, strip
from tournage.schedule.model import Leg, Site
from tournage.schedule.problem import Problem, Town
from tournage.schedule.solve import solve
from tournage.schedule.solve.bound_cover import Cover, Crew, Team, sound
from tournage.schedule.solve.bound_days import DaysAt, Tariff, lead_pay
from tournage.schedule.solve.bound_stays import company_of
from tournage.schedule.solve.compiled import NIGHT, Compiled
from tournage.schedule.solve.evaluate import Evaluator, Layout
from tournage.schedule.solve.price import Pricer
from tournage.schedule.solve.proof import prove
from tournage.schedule.solve.proving import Prover
from tournage.schedule.solve.search_state import Judge

ROUNDS = 60


def kept(seed: int) -> Problem:
    """A random shoot whose players are mostly kept between their days."""
    problem, dice = random_shoot(seed), random.Random(seed)
    players = tuple(
        replace(
            p, drop_allowed=dice.random() < 0.2, hold_rate=p.work_rate * dice.choice((50, 75, 100)) // 100
        )
        for p in problem.players
    )
    return replace(problem, players=players)


def days_of(seed: int) -> DaysAt:
    """The days of the base of a random shoot with the most strips."""
    c = Compiled(kept(seed))
    base = max(sorted(set(c.base)), key=c.base.count)
    strips = [s for s in range(len(c.minutes)) if c.base[s] == base][:9]
    return DaysAt(c, strips, company_of(c), cap=525, nights=((150, 0), (400, 20_000_00), (1440, 90_000_00)))


def possible(days: DaysAt) -> Iterator[tuple[int, ...]]:
    """Every set of strips whose minutes, move and long drives fit a day at one or two places."""
    c = days.c
    for count in range(1, len(days.strips) + 1):
        for strips in combinations(days.strips, count):
            sites = sorted({c.site[s] for s in strips})
            drives = [max(0, c.drive[site] - c.terms.free_drive_minutes) for site in (sites[0], sites[-1])]
            spent = sum(c.minutes[s] for s in strips) + sum(drives)
            if len(sites) == 2:
                road = c.leg[sites[0], sites[1]][0]
                spent += road + c.terms.move_overhead_minutes
                if road > c.terms.move_limit_minutes:
                    continue
            if len(sites) <= 2 and spent <= days.cap:
                yield strips


@pytest.mark.parametrize("seed", range(25))
def test_the_best_day_is_the_best_of_all_possible_days(seed: int) -> None:
    days, dice = days_of(seed), random.Random(seed)
    values = [dice.randint(0, 300_000_00) for _ in days.c.minutes]
    orders = (tuple(days.leads[:2]),) if seed % 2 else ()
    tariff = Tariff(480_000_00, lead_pay(days.c, days.leads, frozenset(days.leads[1:]), orders))
    tables = days.tables(values)
    found = days.best(tables, tariff)[0]
    least = min(
        days.price(strips, tariff) - sum(values[s] for s in strips)
        for strips in possible(days)
        if all(values[s] > 0 for s in strips)
    )
    dark = any(days.c.light[s] == NIGHT for s in days.strips)
    assert found.price == least or (dark and found.price < least)
    strips = days.strips_of(found, tables, values, {})
    assert strips in set(possible(days))
    assert dark or days.price(strips, tariff) - sum(values[s] for s in strips) == found.price


@pytest.mark.parametrize("seed", range(25))
def test_sound_prices_are_never_above_the_cost_of_a_day(seed: int) -> None:
    days, dice = days_of(seed), random.Random(seed)
    tariff = Tariff(480_000_00, lead_pay(days.c, days.leads, frozenset()))
    values = [dice.randint(0, 500_000_00) for _ in days.c.minutes]
    teams = tuple((Team(frozenset(dice.sample(range(4), 2)), 2), dice.randint(0, 9_000_00)) for _ in range(3))
    cover, _ = sound([Crew(days, tariff)], Cover(values, dice.choice([0, 300_000_00]), teams))
    for strips in possible(days):
        cast = {p for s in strips for p in days.c.cast[s]}
        worth = sum(cover.values[s] for s in strips) + cover.day
        worth += sum(price for team, price in cover.teams if cast & team.players)
        assert worth <= days.price(strips, tariff)


def test_leads_who_come_one_after_the_other_are_paid_from_their_coming() -> None:
    c = Compiled(kept(0))
    one, other = company_of(c).leads[:2]
    players = c.problem.players
    work = [players[p].work_rate + players[p].per_diem for p in (one, other)]
    held = [players[p].hold_rate + players[p].per_diem for p in (one, other)]
    apart = lead_pay(c, [one, other], frozenset())
    chain = lead_pay(c, [one, other], frozenset(), ((one, other),))
    through = lead_pay(c, [one, other], frozenset((one, other)))
    assert list(apart) == [0, work[0], work[1], sum(work)]
    assert list(chain) == [0, work[0], held[0] + work[1], sum(work)]
    assert list(through) == [sum(held), work[0] + held[1], held[0] + work[1], sum(work)]
    assert bool(np.all(apart <= chain))
    assert bool(np.all(chain <= through))


def cheapest_board(problem: Problem) -> int | None:
    """The cheapest of all ways to deal a few strips out to days in order, each on its first date."""
    c = Compiled(problem)
    evaluator = Evaluator(c)
    judge = Judge(evaluator, Pricer(evaluator), net=False)
    found = [
        state.outcome.total
        for parts in partitions(list(range(len(c.minutes))))
        for order in permutations(parts)
        if (state := judge.value(Layout([list(order), *[[] for _ in evaluator.units[1:]]]))) is not None
        and not state.layout.boneyard
    ]
    return min(found, default=None)


def partitions(items: list[int]) -> Iterator[list[int]]:
    """Every way to part items into sets of bits."""
    if not items:
        yield []
        return
    bit = 1 << items[0]
    for parts in partitions(items[1:]):
        yield [bit, *parts]
        for i in range(len(parts)):
            yield [*parts[:i], parts[i] | bit, *parts[i + 1 :]]


def test_the_bound_is_at_most_the_cheapest_of_all_boards_of_few_strips() -> None:
    checked = 0
    for seed in range(60):
        problem = kept(seed) if seed % 3 else random_shoot(seed)
        if len(problem.strips) <= 6 and (least := cheapest_board(problem)) is not None:
            checked += 1
            assert prove(Compiled(problem), rounds=ROUNDS).total <= least, seed
    assert checked > 5


def tour(seed: int) -> Problem:
    """Five or six strips in three towns with roads short or long, whose players are kept for much money."""
    dice = random.Random(seed)
    strips = [
        strip(
            str(number + 1),
            ("kasbah", "medina@marrakech", "port@essaouira")[number % 3],
            " ".join(p for p in ("ines", "karim", "nadia") if dice.random() < 0.6),
            minutes=dice.choice([150, 250, 300, 450]),
        )
        for number in range(dice.randint(5, 6))
    ]
    problem = shoot(*strips)
    players = tuple(
        replace(p, drop_allowed=False, work_rate=rate, hold_rate=rate * dice.choice((50, 100)) // 100)
        for p in problem.players
        for rate in (dice.choice((10_000_00, 60_000_00, 200_000_00)),)
    )
    minutes, price = dice.choice(((60, 1_000_00), (240, 50_000_00))), dice.choice((0, 200_000_00))
    names = ("ouarzazate", "marrakech", "essaouira")
    return replace(
        problem,
        players=players,
        sites=(*problem.sites, Site("port", "Port", "essaouira")),
        towns=(*problem.towns, Town("essaouira", "Essaouira", 10_000_00)),
        legs=tuple(Leg(a, b, *minutes) for a, b in combinations(names, 2)),
        suns=(
            *problem.suns,
            *(replace(sun, base="essaouira") for sun in problem.suns if sun.base == "marrakech"),
        ),
        prices=replace(problem.prices, travel_day=price, wait_day=price),
    )


def test_over_three_towns_the_bound_is_at_most_the_cheapest_of_all_boards() -> None:
    checked = 0
    for seed in range(12):
        problem = tour(seed)
        if (least := cheapest_board(problem)) is not None:
            checked += 1
            assert prove(Compiled(problem), rounds=ROUNDS).total <= least, seed
    assert checked > 6


@pytest.mark.parametrize("start", [0, *(pytest.param(i, marks=pytest.mark.slow) for i in range(30, 240, 30))])
def test_no_board_found_is_cheaper_than_the_bound(start: int) -> None:
    for seed in range(start, start + 30):
        problem, net = kept(seed) if seed % 3 else random_shoot(seed), seed % 2 == 1
        solution = solve(problem, time_limit=60, work_limit=500, seed=seed, net=net)
        bound = prove(Compiled(problem), net=net, rounds=ROUNDS)
        if not solution.board.boneyard:
            assert bound.total <= (solution.net if net else solution.total), seed


def test_the_bound_of_a_film_comes_near_its_best_board() -> None:
    solution = solve(film(), time_limit=60, work_limit=20_000)
    assert prove(Compiled(film())).total < solution.bound <= solution.total


def test_the_same_rounds_give_the_same_bound() -> None:
    one, other = (prove(Compiled(film()), rounds=20) for _ in range(2))
    assert one == other


def test_a_prover_beside_the_search_finds_what_it_would_find_alone() -> None:
    quick, strong = prove(Compiled(film())), prove(Compiled(film()), rounds=300)
    with Prover(film(), net=False, seconds=60) as prover:
        assert prover.better(quick, patience=60) == max(quick, strong, key=lambda bound: bound.total)


def test_a_prover_that_is_not_done_leaves_the_quick_bound() -> None:
    quick = prove(Compiled(film()))
    with Prover(film(), net=False, seconds=60) as prover:
        assert prover.better(quick, patience=0) == quick


def test_a_stopped_proof_is_still_a_bound() -> None:
    solution = solve(film(), time_limit=60, work_limit=3000)
    for rounds in (1, 2, 3):
        assert prove(Compiled(film()), rounds=rounds).total <= solution.total
    calls = iter(range(1000))
    assert prove(Compiled(film()), rounds=50, stop=lambda: next(calls) > 7).total <= solution.total
