"""The engine: bounds hold, locks survive, the same seed gives the same board, stopping leaves a valid one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from functools import partial
from itertools import pairwise, product
from random import Random
from statistics import median

import pytest

from tests.schedule.shoots import MONDAY, film, random_shoot, shoot, strip
from tournage.jurisdictions.load_scheduling import load_terms
from tournage.kernel.scene import IntExt
from tournage.schedule.check import check_board
from tournage.schedule.generate import FIRST_MONDAY, generate_problem
from tournage.schedule.problem import DayLock, Problem, Rebate, Wish
from tournage.schedule.solve import Solution, solve
from tournage.schedule.solve.bounds import packing
from tournage.schedule.solve.compiled import Compiled
from tournage.schedule.solve.construct import construct
from tournage.schedule.solve.edit import days_of
from tournage.schedule.solve.evaluate import Evaluator
from tournage.schedule.solve.insert import insert_left_out
from tournage.schedule.solve.price import Pricer
from tournage.schedule.solve.proof import prove
from tournage.schedule.solve.quick import QuickPricer
from tournage.schedule.solve.recreate import Recreate
from tournage.schedule.solve.search import Annealing
from tournage.schedule.solve.search_state import Budget, Judge
from tournage.schedule.solve.shift import Shifter
from tournage.schedule.solve.write import write_board
from tournage.services.scheduling import lock_strips


def quick(problem: Problem, work: int = 3000, **more: object) -> Solution:
    """Solve by a limit of work, so that the clock decides nothing."""
    return solve(problem, time_limit=60, work_limit=work, **more)  # type: ignore[arg-type]


def valid(problem: Problem, solution: Solution) -> bool:
    """Whether the checker has nothing against a board."""
    return check_board(solution.board, problem).valid


def dates_of(solution: Solution) -> dict[str, date]:
    """The date of every strip on a board."""
    return {strip: day.on for day in solution.board.days for strip in day.strips}


def test_the_same_seed_and_work_limit_give_the_same_board() -> None:
    one, other = quick(film(), seed=5), quick(film(), seed=5)
    assert (one.board, one.lines) == (other.board, other.lines)


def test_no_board_costs_less_than_the_bound() -> None:
    for seed in range(40):
        problem = random_shoot(seed)
        solution = quick(problem, 800, seed=seed)
        if not solution.board.boneyard:
            assert solution.bound <= solution.total
            assert all(bound >= 0 for _, bound in solution.bound_lines)


def test_the_bound_of_a_film_is_not_far_below_its_best_board() -> None:
    solution = quick(film(), 20_000)
    assert solution.bound * 2 > solution.total


def test_a_locked_strip_stays_on_its_day() -> None:
    wanted = MONDAY + timedelta(days=9)
    strips = tuple(replace(s, locked_on=wanted) if s.id == "5" else s for s in film().strips)
    problem = replace(film(), strips=strips)
    solution = quick(problem)
    assert [day.on for day in solution.board.days if "5" in day.strips] == [wanted]
    assert valid(problem, solution)


def test_a_locked_day_keeps_exactly_its_strips() -> None:
    wanted = MONDAY + timedelta(days=8)
    problem = replace(film(), locked_days=(DayLock(wanted, ("1", "4")),))
    solution = quick(problem)
    assert [set(day.strips) for day in solution.board.days if day.on == wanted] == [{"1", "4"}]
    assert valid(problem, solution)
    assert not solution.board.boneyard


def test_a_warm_board_is_never_made_worse() -> None:
    problem = film()
    first = quick(problem, 4000, seed=1)
    again = quick(problem, 400, seed=2, warm=first.board)
    assert again.total <= first.total


def test_a_warm_board_keeps_its_dates_when_there_is_no_time() -> None:
    problem = film()
    first = quick(problem, 4000, seed=1)
    again = quick(problem, 1, seed=2, warm=first.board, stop=lambda: True)
    assert [(d.on, set(d.strips)) for d in again.board.days] == [
        (d.on, set(d.strips)) for d in first.board.days
    ]


def test_one_strip_locked_on_another_day_of_a_warm_board_goes_there() -> None:
    problem = film()
    first = quick(problem, 4000, seed=1)
    moved = 0
    for early, late in pairwise(first.board.days):
        if early.base == late.base:
            held = lock_strips(problem, [(early.strips[0], late.on)])
            again = quick(held, 400, seed=2, warm=first.board)
            assert valid(held, again)
            moved += any(d.on == late.on and early.strips[0] in d.strips for d in again.board.days)
    assert moved


@pytest.mark.slow
def test_one_lock_on_a_warm_board_leaves_the_rest_of_it_alone() -> None:
    """Locked two days later at the same base: the strip goes there, most others keep their dates."""
    problem = generate_problem("feature", 4, load_terms("ma", FIRST_MONDAY))
    first = quick(problem, 2000, seed=1, rounds=0)
    days, dates, stayed, left = first.board.days, dates_of(first), list[float](), list[int]()
    pairs = [(a, b) for a, b in zip(days, days[2:], strict=False) if (a.base, a.mode) == (b.base, b.mode)]
    for early, late in pairs[::3]:
        held = Compiled(lock_strips(problem, [(early.strips[0], late.on)]))
        if any(held.tied >> held.strip_of[strip] & 1 for strip in late.strips):
            continue
        evaluator = Evaluator(held)
        judge = Judge(evaluator, Pricer(evaluator), net=False)
        state = judge.warm(*days_of(held, first.board))
        assert state is not None
        state = insert_left_out(judge, state, Budget(60, 4000))
        board = write_board(held, judge.p.price(state.outcome.placed), state.layout.boneyard)
        assert check_board(board, held.problem).valid
        left.append(len(board.boneyard) - len(first.board.boneyard))
        now = {strip: day.on for day in board.days for strip in day.strips}
        assert now[early.strips[0]] == late.on
        stayed.append(sum(now.get(s) == on for s, on in dates.items()) / len(dates))
    assert len(stayed) >= 3
    assert (median(stayed) > 0.9, median(left)) == (True, 0)


@pytest.mark.parametrize("seed", range(8))
def test_changes_priced_the_short_way_equal_the_price_of_the_whole_board(seed: int) -> None:
    c = Compiled(random_shoot(seed))
    evaluator = Evaluator(c)
    judge = Judge(evaluator, Pricer(evaluator), net=False)
    state = judge.value(construct(evaluator, judge.p))
    assert state is not None
    shifter, chance = Shifter(judge, state), Random(seed)
    for _ in range(200):
        if len(shifter.days) < 2:
            break
        one, two = chance.sample(range(len(shifter.days)), 2)
        bit = 1 << chance.choice(shifter.days[one].info.strips)
        masks = ((one, shifter.days[one].info.mask & ~bit), (two, shifter.days[two].info.mask | bit))
        change = shifter.attempt(masks, 1e18, 0.0) if masks[0][1] and shifter.free(bit) else None
        if change is not None:
            shifter.commit(change)
            days = [*shifter.days, *shifter.others]
            assert judge.quick.price(days).total + shifter.missing == shifter.objective


def test_some_days_made_anew_hold_the_same_strips() -> None:
    c = Compiled(film())
    evaluator = Evaluator(c)
    judge = Judge(evaluator, Pricer(evaluator), net=False)
    state = judge.value(construct(evaluator, judge.p))
    assert state is not None
    recreate = Recreate(judge, Shifter(judge, state), Random(1), 0.0)
    every = (1 << len(c.minutes)) - 1
    for _ in range(50):
        if recreate.draw():
            layout = recreate.layout()
            masks = [*layout.units[c.main], layout.boneyard]
            assert (sum(masks), sum(map(int.bit_count, masks))) == (every, every.bit_count())


def test_stopping_at_any_moment_leaves_a_valid_board() -> None:
    for moment in range(0, 60, 7):
        problem = random_shoot(moment)
        solution = solve(problem, time_limit=60, work_limit=5000, stop=after_looks(moment))
        assert valid(problem, solution)


def after_looks(count: int) -> Callable[[], bool]:
    """Says stop when it has been asked that often."""
    left = iter(range(count))
    return partial(_gone, left)


def _gone(left: Iterator[int]) -> bool:
    return next(left, None) is None


def test_control_c_gives_the_best_board_so_far() -> None:
    calls = 0

    def interrupt() -> bool:
        nonlocal calls
        calls += 1
        if calls > 5:
            raise KeyboardInterrupt
        return False

    problem = film()
    assert valid(problem, solve(problem, time_limit=60, work_limit=50_000, stop=interrupt))


def test_a_gate_of_shooting_days_makes_a_longer_board_cheaper_net() -> None:
    strips = [strip(str(i), "kasbah", minutes=250) for i in range(4)]
    problem = shoot(
        *strips, rebate=Rebate(Decimal("0.3"), 3, False, 0, 30_000_000_00, Decimal(1), 90_000_000_00)
    )
    gross, net = quick(problem, seed=1), quick(problem, seed=1, net=True)
    assert (len(gross.board.days), len(net.board.days)) == (2, 3)
    assert net.net < gross.net
    assert net.total > gross.total


def test_a_night_is_not_followed_by_a_day_without_rest() -> None:
    problem = film()
    days = quick(problem, 8000).board.days
    for before, after in pairwise(days):
        if before.mode == "night" and after.mode == "day":
            assert (after.on - before.on).days > 1


def test_a_place_is_shot_out_before_leaving() -> None:
    strips = [strip(f"k{i}", "kasbah", "ines", 250) for i in range(4)]
    strips += [strip(f"s{i}", "square", "ines", 250) for i in range(4)]
    places = [day.strips[0][0] for day in quick(shoot(*strips), 5000).board.days]
    assert places in (["k", "k", "s", "s"], ["s", "s", "k", "k"])


def test_a_player_of_two_scenes_is_not_held_between_them() -> None:
    strips = [strip(str(i), "kasbah", "ines", 450, int_ext=IntExt.INT) for i in range(5)]
    strips += [strip(x, "kasbah", "karim", 450, int_ext=IntExt.INT) for x in ("a", "b")]
    assert dict(quick(shoot(*strips), 5000).lines)["cast_hold"] == 0


def test_a_wish_for_story_order_is_priced() -> None:
    strips = [strip("1", "kasbah", "ines", 400), strip("2", "kasbah", "ines", 400)]
    problem = shoot(*strips, wishes=(Wish("2", "1", 5_000_00),))
    solution = quick(problem)
    assert [day.strips for day in solution.board.days] == [("2",), ("1",)]


@pytest.mark.parametrize("seed", range(12))
def test_quick_totals_equal_the_sum_of_the_lines(seed: int) -> None:
    c = Compiled(random_shoot(seed))
    evaluator = Evaluator(c)
    pricer = Pricer(evaluator)
    quick_pricer = QuickPricer(pricer)
    judge = Judge(evaluator, pricer, net=False)
    state = judge.value(construct(evaluator, pricer))
    assert state is not None
    best = Annealing(judge, state, seed).run(Budget(20, 600))
    placed = best.outcome.placed
    whole, fast = pricer.price(placed), quick_pricer.price(placed)
    assert (fast.total, fast.eligible, fast.gate_days) == (whole.total, whole.eligible, whole.gate_days)


def test_packing_is_never_above_the_best_packing() -> None:
    for sizes in product((100, 180, 270, 300), repeat=4):
        assert packing(list(sizes), 525) <= fewest(list(sizes), 525)


def fewest(sizes: list[int], cap: int) -> int:
    """Fewest days by trying every way."""
    best = len(sizes)
    for places in product(range(len(sizes)), repeat=len(sizes)):
        loads = [0] * len(sizes)
        for size, place in zip(sizes, places, strict=True):
            loads[place] += size
        if max(loads) <= cap:
            best = min(best, len(set(places)))
    return best


def test_the_net_bound_leaves_room_for_all_that_can_come_back() -> None:
    problem = film(rebate=Rebate(Decimal("0.3"), 2, True, 0, 5_000_000_00, Decimal(1), 50_000_000_00))
    solution = quick(problem, 3000, net=True)
    assert prove(Compiled(problem), net=True).total <= solution.net < solution.total
