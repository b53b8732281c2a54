"""What if: each variant changes what it names and nothing else."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from tests.schedule.shoots import MONDAY, film, shoot, strip
from tournage.kernel.calendar import DaySpan
from tournage.schedule.dood import day_out_of_days
from tournage.schedule.hazards import plain_hazards
from tournage.schedule.pricing import price_board
from tournage.schedule.solve import solve
from tournage.schedule.what_if import (
    as_planned,
    measure,
    one_base_fewer,
    start_on,
    variants,
    week_of,
    without_stage,
)


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


def test_the_sweep_holds_the_plan_and_each_change_once_and_names_the_starts_it_cannot_try() -> None:
    wanted, late = variants(film(), starts=1, step_days=7)
    assert late == ()
    assert variants(film(), starts=2, step_days=30)[1] == (MONDAY + timedelta(days=60),)
    ids = [variant.id for variant in wanted]
    assert ids == ["as_planned", "start_2027-03-08", "week_5", "no_stage", "fewer_bases"]


def test_a_row_counts_holds_ramadan_and_the_days_expected_to_be_hot() -> None:
    problem = film()
    fasting = (DaySpan(MONDAY, MONDAY + timedelta(days=2)),)
    problem = replace(problem, calendar=replace(problem.calendar, ramadan=fasting))
    board = solve(problem, time_limit=10, work_limit=500).board
    hot = plain_hazards(heat_mean="38", heat_limit="38", heat_spread="4")
    row = measure(as_planned(problem), board, (1, 0.5), hot)
    dates = {day.on for day in board.days}
    assert row.ramadan == sum(on <= MONDAY + timedelta(days=2) for on in dates)
    assert row.hot == len(dates) / 2
    assert row.held == sum(r.hold + r.travel + r.holiday for r in day_out_of_days(board, problem).rows)
    assert (row.total, row.bound, row.gap) == (price_board(board, problem).total, 1, 0.5)
    assert measure(as_planned(problem), board, (1, 0.5), plain_hazards()).hot is None
