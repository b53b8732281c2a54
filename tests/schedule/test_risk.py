"""Risk: each hazard does what it says, chance comes from the seed alone, sweeps change what they name."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from functools import lru_cache

from tests.schedule.shoots import MONDAY, film, shoot, strip
from tournage.kernel.scene import IntExt
from tournage.schedule.model import Board
from tournage.schedule.problem import Problem
from tournage.schedule.risk import Hazards, RunResult, run_shoots, sum_up
from tournage.schedule.solve import solve
from tournage.schedule.what_if import one_base_fewer, start_on, variants, week_of, without_stage

CALM = Hazards(
    rain_chance=Decimal(0),
    rain_lost_with_cover=Decimal(0),
    overrun_low=Decimal(1),
    overrun_likely=Decimal(1),
    overrun_high=Decimal(1),
    illness_chance=Decimal(0),
    permit_late_chance=Decimal(0),
    permit_late_days=0,
    overtime_minutes=0,
)
WILD = replace(
    CALM,
    rain_chance=Decimal("0.2"),
    overrun_high=Decimal("1.5"),
    illness_chance=Decimal("0.01"),
    permit_late_chance=Decimal("0.1"),
    permit_late_days=2,
    overtime_minutes=60,
)


@lru_cache
def planned() -> tuple[Problem, Board]:
    """The film and a board for it."""
    problem = film()
    return problem, solve(problem, time_limit=20, work_limit=4000).board


def shoots(hazards: Hazards, runs: int = 40, *, cover: bool = True) -> list[RunResult]:
    problem, board = planned()
    return run_shoots(board, problem, hazards, seed=1, runs=range(runs), cover=cover)


def test_when_nothing_goes_wrong_the_plan_holds() -> None:
    problem, board = planned()
    risk = sum_up(board, problem, shoots(CALM), shoots(CALM, cover=False))
    assert risk.days == (len(board.days),) * 3
    assert (risk.cost, risk.contingency, risk.cover_value) == ((risk.planned_cost,) * 3, 0, 0)


def test_run_seven_is_run_seven_wherever_it_is_made() -> None:
    problem, board = planned()
    (alone,) = run_shoots(board, problem, WILD, seed=1, runs=[7])
    assert alone == shoots(WILD)[7]


def test_rain_stops_exteriors_only() -> None:
    problem = shoot(
        strip("out", "kasbah", minutes=400), strip("in", "square", minutes=400, int_ext=IntExt.INT)
    )
    board = solve(problem, time_limit=10, work_limit=500).board
    storm = replace(CALM, rain_chance=Decimal(1))
    (result,) = run_shoots(board, problem, storm, seed=0, runs=[0], cover=False)
    assert result.lost == (("out", 400),)
    assert result.days == len(board.days) + 1


def test_rain_by_base_and_month_wins_over_the_general_chance() -> None:
    dry = replace(
        CALM, rain_chance=Decimal(1), rain=tuple((b, 3, Decimal(0)) for b in ("ouarzazate", "marrakech"))
    )
    assert all(not result.lost for result in shoots(dry))


def test_an_interior_in_reserve_saves_most_of_a_rainy_day() -> None:
    outside = strip("out", "kasbah", minutes=450)
    inside = strip("in", "square", minutes=450, int_ext=IntExt.INT, weather_cover=True, after=("out",))
    problem = shoot(outside, inside)
    board = solve(problem, time_limit=10, work_limit=500).board
    storm = replace(CALM, rain_chance=Decimal(1), rain_lost_with_cover=Decimal("0.2"))
    (covered,) = run_shoots(board, problem, storm, seed=0, runs=[0])
    (bare,) = run_shoots(board, problem, storm, seed=0, runs=[0], cover=False)
    assert (dict(covered.lost)["out"], dict(bare.lost)["out"]) == (90, 450)


def test_a_late_permit_costs_the_days_it_is_late() -> None:
    problem = shoot(*(strip(str(i), "kasbah", minutes=500) for i in range(3)))
    board = solve(problem, time_limit=10, work_limit=500).board
    late = replace(CALM, permit_late_chance=Decimal(1), permit_late_days=2)
    (result,) = run_shoots(board, problem, late, seed=0, runs=[0])
    assert (sum(m for _, m in result.lost), result.days) == (1000, 5)


def test_percentiles_rise_and_contingency_reaches_p80() -> None:
    problem, board = planned()
    risk = sum_up(board, problem, shoots(WILD, 200), shoots(WILD, 200, cover=False))
    assert risk.cost[0] <= risk.cost[1] <= risk.cost[2]
    assert risk.contingency == risk.cost[1] - risk.planned_cost > 0
    assert risk.cover_value >= 0
    assert risk.strips[0][1] >= risk.strips[-1][1]


def test_a_later_start_moves_the_first_day() -> None:
    on = MONDAY + timedelta(days=7)
    board = solve(start_on(film(), on).problem, time_limit=10, work_limit=500).board
    assert board.first_day >= on


def test_a_five_day_week_keeps_saturdays_free() -> None:
    board = solve(week_of(film(), 5).problem, time_limit=10, work_limit=500).board
    assert {day.on.weekday() for day in board.days} <= set(range(5))


def test_without_a_stage_nothing_is_built() -> None:
    variant = without_stage(film())
    assert variant is not None
    solution = solve(variant.problem, time_limit=10, work_limit=500)
    assert (dict(solution.lines)["builds"], solution.board.set_build_days) == (0, 0)
    assert without_stage(shoot(strip("1", "kasbah"), sites=film().sites[:2])) is None


def test_one_base_fewer_leaves_no_strip_at_the_base_given_up() -> None:
    variant = one_base_fewer(film())
    assert variant is not None
    assert {strip.base for strip in variant.problem.strips} == {"ouarzazate"}
    assert one_base_fewer(variant.problem) is None


def test_the_sweep_holds_the_plan_and_each_change_once() -> None:
    ids = [variant.id for variant in variants(film(), starts=1, step_days=7)]
    assert ids == ["as_planned", "start_2027-03-08", "week_5", "no_stage", "fewer_bases"]
