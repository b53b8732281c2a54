"""The pilot in June: dawns are early, nights are late, and every strip still finds its day."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tournage.cases.feasibility.inputs import StudyInputs
from tournage.cases.feasibility.stages import plan_shoot, schedule_shoot
from tournage.jurisdictions.load_places import load_catalogue
from tournage.schedule.check import check_board
from tournage.services.scripts import read_script

PILOT = Path("examples/pilot/the_salt_line.fountain")


@pytest.mark.slow
@pytest.mark.parametrize("first_day", [date(2027, 6, 1), date(2027, 6, 15)])
def test_no_strip_of_a_summer_shoot_stays_without_a_day(first_day: date) -> None:
    script, _ = read_script([PILOT])
    given = StudyInputs(date(2026, 11, 24), first_day, kind="series", work=6_000)
    catalogue = load_catalogue()
    planned = plan_shoot(script, given, catalogue)
    shoot, solution = schedule_shoot(planned, catalogue, given)
    assert shoot.board.boneyard == ()
    assert {f.code for f in solution.findings} == set()
    assert check_board(shoot.board, planned.problem).valid
