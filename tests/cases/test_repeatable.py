"""The same script, inputs and seed give the same study, on any machine and in any language."""

import os
import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tournage.cases.feasibility.build import build_study
from tournage.cases.feasibility.inputs import StudyInputs
from tournage.cases.feasibility.stages import Planned, plan_shoot, schedule_shoot
from tournage.jurisdictions.load_places import load_catalogue
from tournage.services.scripts import read_script

SHORT = Path("examples/short_fr/le_repondeur.fountain")
FIRST_DAY = date(2027, 3, 29)


def inputs(work: int = 1500, time_limit: float | None = None) -> StudyInputs:
    return StudyInputs(date(2026, 11, 24), FIRST_DAY, time_limit=time_limit, work=work)


@pytest.fixture(scope="module")
def planned() -> Planned:
    script, _ = read_script([SHORT])
    return plan_shoot(script, inputs(), load_catalogue())


@pytest.mark.slow
def test_a_study_made_twice_is_the_same_to_the_digit() -> None:
    script, _ = read_script([SHORT])
    one, two = (build_study(script, inputs()) for _ in range(2))
    assert (one.board, one.net_cost, one.tornado) == (two.board, two.net_cost, two.tornado)


def test_a_longer_time_limit_changes_nothing_once_the_work_is_done(planned: Planned) -> None:
    boards = [
        schedule_shoot(planned, load_catalogue(), inputs(600, limit))[0].board for limit in (None, 30, 300)
    ]
    assert boards[1:] == boards[:1] * 2


def test_a_search_that_the_clock_ended_says_so(planned: Planned) -> None:
    _, solution = schedule_shoot(planned, load_catalogue(), inputs(10_000_000, 0.05))
    assert [f.code for f in solution.findings if f.code == "STU-106"] == ["STU-106"]


def test_a_search_that_did_its_work_says_nothing_of_the_clock(planned: Planned) -> None:
    _, solution = schedule_shoot(planned, load_catalogue(), inputs(600))
    assert [f.code for f in solution.findings if f.code == "STU-106"] == []


DAWN = """\
EXT. ERG CHEBBI, MERZOUGA DUNES - DAWN #1#

AMINA walks to the top of the dune.

AMINA
Here.
"""


def test_a_strip_that_finds_no_day_is_told_with_its_conflict(tmp_path: Path) -> None:
    file = tmp_path / "dawn.fountain"
    file.write_text(DAWN, "utf-8")
    given = inputs(200)
    planned = plan_shoot(read_script([file])[0], given, load_catalogue())
    night = replace(planned.problem.terms.modes[2], earliest_call=1200)
    terms = replace(planned.problem.terms, modes=(night,))
    posed = replace(planned, problem=replace(planned.problem, terms=terms))
    _, solution = schedule_shoot(posed, load_catalogue(), given)
    (told,) = [f for f in solution.findings if f.code == "STU-105"]
    assert solution.board.boneyard == ("1",)
    assert "nobody is called before 20:00" in told.as_json("en")["message"]


@pytest.mark.slow
def test_the_board_does_not_hang_on_the_order_of_sets_in_memory() -> None:
    """Two processes whose hashes differ make one board."""
    code = (
        "import tests.cases.test_repeatable as t; from tournage.kernel.calendar import use_pinned_zones;"
        "use_pinned_zones(); c = t.load_catalogue(); s, _ = t.read_script([t.SHORT]);"
        "p = t.plan_shoot(s, t.inputs(), c); print(t.schedule_shoot(p, c, t.inputs())[0].board.days)"
    )
    printed = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(printed) == 1
