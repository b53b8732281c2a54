"""What cannot be scheduled says why, in as few demands as need be."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from tests.schedule.shoots import MONDAY, shoot, strip
from tournage.kernel.scene import Light
from tournage.kernel.words import say
from tournage.schedule.conflicts import find_conflicts
from tournage.schedule.problem import Problem
from tournage.schedule.solve import solve


def only_message(problem: Problem) -> str:
    """The one conflict of a problem, in English."""
    (conflict,) = find_conflicts(problem)
    return say(conflict.message, "en")


def test_a_player_and_a_square_that_are_never_there_on_one_day() -> None:
    problem = shoot(strip("41", "square", "nadia"))
    away = ((date(2027, 3, 13), date(2027, 6, 1)),)
    opening = ((date(2027, 3, 14), date(2027, 3, 30)),)
    problem = replace(
        problem,
        players=tuple(replace(p, away=away) if p.id == "nadia" else p for p in problem.players),
        sites=tuple(replace(s, open=opening) if s.id == "square" else s for s in problem.sites),
    )
    assert only_message(problem) == (
        "Strips 41 cannot be scheduled: Square is available only 14 March 2027 to 30 March 2027, "
        "Nadia is away 13 March 2027 to 1 June 2027."
    )


def test_a_demand_that_does_not_matter_is_left_out() -> None:
    problem = shoot(strip("1", "kasbah", "ines", equipment=("camels",)))
    never = ((MONDAY, MONDAY + timedelta(days=60)),)
    gear_open = ((MONDAY, MONDAY + timedelta(days=20)),)
    problem = replace(
        problem,
        players=tuple(replace(p, away=never) for p in problem.players),
        gear=tuple(replace(g, open=gear_open) for g in problem.gear),
    )
    (conflict,) = find_conflicts(problem)
    assert [demand.key for demand in conflict.demands] == ["schedule.demand_player"]


def test_a_scene_longer_than_any_day() -> None:
    problem = shoot(strip("1", "kasbah", "ines", 700))
    assert only_message(problem) == (
        "Strips 1 cannot be scheduled: strip 1 takes 700 min, and the longest day leaves 525 min to shoot."
    )


def test_a_dusk_scene_longer_than_dusk() -> None:
    problem = shoot(strip("1", "kasbah", "ines", 120, light=Light.DUSK))
    assert only_message(problem).endswith("strip 1 takes 120 min, and its light lasts 70 min.")


def test_a_dawn_before_the_earliest_call() -> None:
    problem = shoot(strip("1", "kasbah", "ines", 60, light=Light.DAWN))
    problem = replace(problem, suns=tuple(replace(sun, dawn=280, sunrise=305) for sun in problem.suns))
    assert only_message(problem) == (
        "Strips 1 cannot be scheduled: strip 1 takes 60 min in a light that ends at 05:50, "
        "and nobody is called before 05:00."
    )


def test_a_child_at_night() -> None:
    problem = shoot(strip("1", "kasbah", "sami", 200, light=Light.NIGHT))
    assert only_message(problem).endswith("with a child, who may work 125 min of them.")


def test_two_strips_locked_against_their_order() -> None:
    problem = shoot(
        strip("1", "kasbah", locked_on=MONDAY),
        strip("2", "kasbah", locked_on=MONDAY + timedelta(days=3), after=()),
    )
    problem = replace(problem, strips=(replace(problem.strips[0], after=("2",)), problem.strips[1]))
    (conflict,) = find_conflicts(problem)
    assert conflict.strips == ("2", "1")


def test_a_lock_on_a_sunday() -> None:
    sunday = date(2027, 3, 7)
    (conflict,) = find_conflicts(shoot(strip("1", "kasbah", locked_on=sunday)))
    assert [demand.key for demand in conflict.demands] == ["schedule.demand_lock", "schedule.demand_calendar"]


def test_strips_of_two_towns_locked_on_one_day() -> None:
    problem = shoot(strip("1", "kasbah", locked_on=MONDAY), strip("2", "medina@marrakech", locked_on=MONDAY))
    assert only_message(problem) == (
        "Strips 1, 2 cannot be scheduled: strips 1, 2 are locked on 1 March 2027, "
        "they belong to different bases: marrakech, ouarzazate."
    )


def test_more_locked_on_a_day_than_it_holds() -> None:
    problem = shoot(
        strip("1", "kasbah", minutes=300, locked_on=MONDAY),
        strip("2", "kasbah", minutes=300, locked_on=MONDAY),
    )
    assert only_message(problem).endswith("together they take 600 min, and the day has 525.")


def test_a_place_open_for_fewer_days_than_its_scenes_need() -> None:
    problem = shoot(*(strip(str(i), "square", minutes=400) for i in range(4)))
    opening = ((MONDAY, MONDAY + timedelta(days=1)),)
    problem = replace(
        problem, sites=tuple(replace(s, open=opening) if s.id == "square" else s for s in problem.sites)
    )
    assert only_message(problem).endswith("the 2 days of Square hold 1,050 min, and its scenes take 1,600.")


def test_the_solution_carries_conflict_and_finding_and_a_board_of_the_rest() -> None:
    problem = shoot(strip("1", "kasbah", "ines", 700), strip("2", "kasbah", "ines"))
    solution = solve(problem, time_limit=5, work_limit=300)
    assert [day.strips for day in solution.board.days] == [("2",)]
    assert [c.strips for c in solution.conflicts] == [("1",)]
    assert [(f.code, f.where) for f in solution.findings] == [("SCH-301", "strip 1")]
