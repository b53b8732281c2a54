"""From a screenplay to the strips of its shoot: minutes with reasons, parts, players, places, calendar."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import lru_cache
from pathlib import Path

import pytest

from tournage.flows.breakdown_to_schedule import Wanted
from tournage.jurisdictions.load_scheduling import load_terms
from tournage.kernel.findings import Finding
from tournage.kernel.scene import Light
from tournage.schedule.check import check_board
from tournage.schedule.problem import Problem
from tournage.schedule.problem_file import check_problem
from tournage.schedule.solve import solve
from tournage.services.scheduling import problem_from_script

SCRIPT = """Title: Two Wells

EXT. KASBAH - COURTYARD - DAY #1#

AMINA, 9, runs to the well. A camel drinks.

AMINA
Father! The well is dry!

YOUSSEF
Then we leave tonight.

INT. KASBAH - KITCHEN - NIGHT #2#

Youssef packs. Amina sleeps.

YOUSSEF
Sleep, my daughter.

EXT. DESERT TRACK - DAWN #3#

The two walk. Two hundred soldiers cross the ridge.

AMINA
Who are they?

EXT. MEDINA - NIGHT #4#

Amina runs. A stuntman crashes a car through a stall, which explodes.

AMINA
Run!

EXT. HARBOUR, ROTTERDAM - DAY #5#

A ship. Nobody.
"""


@lru_cache
def made(first_day: date = date(2027, 3, 1)) -> tuple[Problem, tuple[Finding, ...]]:
    """The problem of the script."""
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "wells.fountain"
        file.write_text(SCRIPT, "utf-8")
        problem, findings = problem_from_script([file], first_day)
    assert problem is not None
    return problem, findings


def test_the_problem_is_sound_and_every_scene_with_a_place_is_a_strip() -> None:
    problem, findings = made()
    assert check_problem(problem) == ()
    assert {s.scene for s in problem.strips} == {"1", "2", "3", "4"}
    assert [f.where for f in findings if f.code == "SCH-401"] == ["scene 5"]


def test_minutes_explain_themselves_down_to_set_up_and_pages() -> None:
    strip = next(s for s in made()[0].strips if s.scene == "4")
    assert strip.estimate is not None
    names = {step.label.key for step in strip.estimate.walk()}
    assert {"flows.minutes_setup", "flows.minutes_eighths", "flows.minutes_night_exterior"} <= names
    assert "flows.minutes_child" in names
    assert all(leaf.source or leaf.scenes for leaf in strip.estimate.leaves)


def test_parts_keep_the_length_of_the_scene() -> None:
    problem, _ = made()
    for scene in ("1", "2", "3", "4"):
        parts = [s for s in problem.strips if s.scene == scene]
        assert sum(s.eighths for s in parts) >= 1
        assert len(parts) == 1 or len({s.group for s in parts}) == 1


def test_dawn_with_a_child_is_shot_at_dusk_and_says_so() -> None:
    problem, findings = made()
    first = next(s for s in problem.strips if s.scene == "3")
    assert first.light is Light.DUSK
    assert "SCH-405" in {f.code for f in findings}


def test_a_child_leaves_a_night_scene_early_and_a_double_stays() -> None:
    problem, findings = made()
    night = [s for s in problem.strips if s.scene == "4"]
    assert night[0].minors
    assert all(not s.minors for s in night[1:])
    assert len(night) == 1 or "SCH-406" in {f.code for f in findings}


def _roof(tmp_path: Path, place: str, on: date) -> tuple[Problem, set[str]]:
    """A long night scene with a child on a roof somewhere."""
    file = tmp_path / "roof.fountain"
    run = "Two hundred people run. A car burns. " * 20
    file.write_text(f"EXT. {place} - NIGHT #1#\n\n{run}\n\nAMINA, 9, runs.\n\nAMINA\nRun!\n", "utf-8")
    problem, findings = problem_from_script([file], on)
    assert problem is not None
    return problem, {f.code for f in findings} & {"SCH-405", "SCH-406", "SCH-407"}


def test_a_child_stays_at_night_as_long_as_all_evenings_of_the_month_allow(tmp_path: Path) -> None:
    winter, _ = _roof(tmp_path, "TANGIER, KASBAH ROOF", date(2027, 1, 15))
    summer, told = _roof(tmp_path, "TANGIER, KASBAH ROOF", date(2027, 6, 1))
    assert told == {"SCH-406"}
    assert winter.strips[0].minutes == 60
    first = summer.strips[0]
    assert first.minors
    assert 30 <= first.minutes < 60
    latest = max(sun.dusk for sun in summer.suns if sun.on <= date(2027, 6, 29))
    assert latest + first.minutes <= summer.terms.minor_latest
    assert sum(s.minutes for s in summer.strips) == sum(s.minutes for s in winter.strips)


def test_where_night_comes_after_the_hour_of_children_a_double_plays_it_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home_at_eight = replace(load_terms("ma", date(2027, 6, 7)), minor_latest=20 * 60)
    monkeypatch.setattr("tournage.flows.breakdown_to_schedule.load_terms", lambda *_a, **_k: home_at_eight)
    summer, told = _roof(tmp_path, "DAKHLA, LAGOON", date(2027, 6, 7))
    assert [s.minors for s in summer.strips] == [()] * len(summer.strips)
    assert told == {"SCH-407"}


def test_a_dawn_of_june_in_the_far_east_finds_a_day(tmp_path: Path) -> None:
    file = tmp_path / "dawn.fountain"
    file.write_text(
        "EXT. ERG CHEBBI, MERZOUGA DUNES - DAWN #1#\n\nAMINA walks. She stops.\n\nAMINA\nHere.\n", "utf-8"
    )
    problem, _ = problem_from_script([file], date(2027, 6, 15))
    assert problem is not None
    (strip,) = problem.strips
    assert strip.base in {"erfoud", "merzouga", "errachidia", "erg_chebbi"}, strip.base
    solution = solve(problem, time_limit=60, work_limit=500)
    assert solution.board.boneyard == ()
    assert solution.board.days[0].call < 5 * 60


def test_long_scenes_are_split_and_said() -> None:
    problem, findings = made()
    split = {s.scene for s in problem.strips if "pt" in s.id}
    assert {f.where.removeprefix("scene ") for f in findings if f.code == "SCH-402"} == split


def test_the_board_of_a_script_keeps_every_rule() -> None:
    problem, _ = made()
    solution = solve(problem, time_limit=20, work_limit=2000)
    assert check_board(solution.board, problem).valid
    assert solution.board.boneyard == ()


def test_ramadan_and_holidays_stand_in_the_calendar() -> None:
    problem, _ = made(date(2027, 2, 1))
    assert problem.calendar.ramadan
    assert any(
        on == date(2027, 5, 1) for on, _ in problem.calendar.holidays
    ) or problem.calendar.last_day < date(2027, 5, 1)


@pytest.mark.parametrize("first_day", [date(2039, 1, 1)])
def test_holidays_unknown_that_far_ahead_are_said(first_day: date) -> None:
    _, findings = made(first_day)
    assert "SCH-403" in {f.code for f in findings}


def test_wanted_says_whose_word_it_is() -> None:
    wanted = Wanted(date(2027, 3, 1))
    assert (wanted.week_days, dict(wanted.rates)) == (None, {})
