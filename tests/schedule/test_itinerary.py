"""Itineraries, and the boards made along them: every rule kept, windows met, a floor shared in turns, a second unit used."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest

from tests.schedule.shoots import MONDAY, TERMS, film, random_shoot, shoot, strip
from tournage.schedule.check import check_board
from tournage.schedule.generate import generate_problem
from tournage.schedule.problem import Problem
from tournage.schedule.solve.compiled import Compiled, bits
from tournage.schedule.solve.construct import boards_by_road, first_boards
from tournage.schedule.solve.evaluate import Evaluator, Layout
from tournage.schedule.solve.itinerary import itineraries
from tournage.schedule.solve.pack import pack
from tournage.schedule.solve.price import Pricer
from tournage.schedule.solve.search_state import Budget, Judge, State
from tournage.schedule.solve.write import write_board


def judge_of(problem: Problem) -> Judge:
    """A judge of boards of a problem."""
    evaluator = Evaluator(Compiled(problem))
    return Judge(evaluator, Pricer(evaluator), net=False)


def unlimited() -> Budget:
    """A budget that no board here uses up."""
    return Budget(1e9, 10**9)


def starts(judge: Judge, many: int) -> list[State]:
    """Boards along itineraries, packed."""
    found = [judge.value(layout) for layout in first_boards(judge.e, many)]
    return [pack(judge, state, unlimited()) for state in found if state is not None]


def valid(judge: Judge, problem: Problem, state: State) -> bool:
    """Whether the independent checker has nothing against a board."""
    outcome = judge.p.price(state.outcome.placed)
    return check_board(write_board(judge.c, outcome, state.layout.boneyard), problem).valid


@pytest.mark.parametrize("seed", range(40))
def test_every_board_along_an_itinerary_keeps_every_rule(seed: int) -> None:
    problem = random_shoot(seed)
    judge = judge_of(problem)
    boards = starts(judge, 3)
    assert boards
    assert all(valid(judge, problem, state) for state in boards)


@pytest.mark.parametrize("seed", range(20))
def test_every_board_along_the_roads_keeps_every_rule(seed: int) -> None:
    problem = random_shoot(seed)
    judge = judge_of(problem)
    boards = [state for layout in boards_by_road(judge.e, 3) if (state := judge.value(layout)) is not None]
    assert boards
    assert all(valid(judge, problem, state) for state in boards)


@pytest.mark.parametrize("seed", range(20))
def test_packing_never_leaves_out_more(seed: int) -> None:
    judge = judge_of(random_shoot(seed))
    for layout in first_boards(judge.e, 2):
        state = judge.value(layout)
        if state is not None:
            assert pack(judge, state, unlimited()).objective <= state.objective


@pytest.mark.parametrize("seed", [4, 5, 6])
def test_the_boards_of_a_feature_hold_nearly_everything_and_keep_every_rule(seed: int) -> None:
    problem = generate_problem("feature", seed, TERMS)
    judge = judge_of(problem)
    boards = starts(judge, 3)
    assert all(valid(judge, problem, state) for state in boards)
    left = min(state.layout.boneyard.bit_count() for state in boards)
    assert left * 20 <= len(problem.strips)


def test_the_same_problem_gives_the_same_itineraries() -> None:
    one, other = (itineraries(Compiled(generate_problem("feature", 4, TERMS)), 8) for _ in range(2))
    assert one == other


def test_itineraries_differ_in_their_stays_and_the_cheapest_comes_first() -> None:
    found = itineraries(Compiled(generate_problem("feature", 5, TERMS)), 8)
    assert len({itinerary.order for itinerary in found}) == len(found) == 8
    assert [i.cost for i in found] == sorted(i.cost for i in found)


@pytest.mark.parametrize("seed", [1, 4, 5, 6])
def test_between_two_bases_of_an_itinerary_there_is_time_for_the_road(seed: int) -> None:
    c = Compiled(generate_problem("feature", seed, TERMS))
    for itinerary in itineraries(c, 8):
        assert itinerary.missed == 0
        for (on, base), (later, other) in pairwise(itinerary.dates):
            between = (c.work >> (on + 1) & ((1 << (later - on - 1)) - 1)).bit_count()
            assert between >= c.travel_days(base, other)
            assert c.work >> later & 1


def test_the_company_goes_first_where_the_windows_close_first() -> None:
    problem = film()
    closing = MONDAY + timedelta(days=4)
    base = problem.strips[-1].base
    places = {s.location for s in problem.strips if s.base == base}
    sites = tuple(
        replace(site, open=((MONDAY, closing),)) if site.id in places else site for site in problem.sites
    )
    c = Compiled(replace(problem, sites=sites))
    assert c.base_ids[itineraries(c, 1)[0].order[0]] == base


def test_a_base_given_more_minutes_has_more_dates() -> None:
    c = Compiled(generate_problem("feature", 4, TERMS))
    base = max(c.base, key=c.base.count)
    few, many = (
        sum(at == base for _, at in itineraries(c, 1, more={base: more})[0].dates) for more in (0, 2000)
    )
    assert many > few


def test_a_problem_that_no_date_can_hold_has_an_empty_itinerary() -> None:
    problem = shoot(strip("1", "square", locked_on=date(1999, 1, 1)))
    assert itineraries(Compiled(problem), 3)[0].dates == ()
    assert next(first_boards(Evaluator(Compiled(problem)), 1)) == Layout([[]], 1)


@pytest.mark.slow
def test_a_series_starts_with_its_second_unit_at_work_and_keeps_every_rule() -> None:
    problem = generate_problem("series", 1, TERMS)
    judge = judge_of(problem)
    boards = starts(judge, 1)
    second = [sum(day.unit != judge.c.main for day in state.outcome.placed) for state in boards]
    assert max(second) == 10
    assert all(valid(judge, problem, state) for state in boards)
    assert min(len(bits(state.layout.boneyard)) for state in boards) * 20 <= len(problem.strips)
