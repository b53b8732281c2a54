from datetime import date
from pathlib import Path

import pytest

from tournage.cases.feasibility.build import build_study
from tournage.cases.feasibility.inputs import Mark, StudyInputs, YourWord
from tournage.cases.feasibility.model import Study
from tournage.cases.feasibility.stages import plan_shoot
from tournage.jurisdictions.load_places import load_catalogue
from tournage.kernel.dated import Origin
from tournage.script.model import Script
from tournage.services.scripts import read_script

TEXT = """\
INT. KASBAH OF THE SAINT - DAY #1#

NADIA pours tea for the guard.

NADIA
Drink.

EXT. DESERT DUNES - DAY #2#

NADIA walks with two camels.

NADIA
Come.
"""


@pytest.fixture
def script(tmp_path: Path) -> Script:
    file = tmp_path / "tea.fountain"
    file.write_text(TEXT, "utf-8")
    return read_script([file])[0]


def inputs(yours: YourWord, first_day: date = date(2027, 3, 29)) -> StudyInputs:
    return StudyInputs(date(2026, 11, 24), first_day, yours=yours, time_limit=0.5)


def test_a_set_may_be_named_by_a_word_only_it_holds(script: Script) -> None:
    planned = plan_shoot(script, inputs(YourWord(places=(("KASBAH", "tifoultoute"),))), load_catalogue())
    placement = next(p for p in planned.plan.placements if p.location == "tifoultoute")
    assert placement.origin is Origin.YOURS


def test_a_correction_that_fits_nothing_is_stu_101_and_keeps_its_place(script: Script) -> None:
    yours = YourWord(
        places=(("SUBMARINE", "tifoultoute"),),
        locks=(("99", date(2027, 3, 30)),),
        away=(("CAPTAIN", ((date(2027, 3, 30), date(2027, 3, 31)),)),),
    )
    planned = plan_shoot(script, inputs(yours), load_catalogue())
    lost = [f.where for f in planned.findings if f.code == "STU-101"]
    assert len(lost) == 3


def made(script: Script, yours: YourWord, first_day: date = date(2027, 3, 29)) -> Study:
    return build_study(script, inputs(yours, first_day))


@pytest.mark.slow
def test_a_lock_holds_and_an_assumption_is_shown_as_yours(script: Script) -> None:
    yours = YourWord(
        locks=(("2", date(2027, 4, 2)),),
        assumptions=(("exchange.EUR", "11"),),
        marks=(("assumptions.exchange.EUR", Mark("Salma", date(2026, 11, 24))),),
    )
    study = made(script, yours)
    assert [day.on for day in study.board.days if "2" in day.strips] == [date(2027, 4, 2)]
    euro = next(one for one in study.assumptions if one.id == "exchange.EUR")
    assert (str(euro.value), euro.origin, dict(euro.note.values)["by"] if euro.note else None) == (
        "11",
        "yours",
        "Salma",
    )


@pytest.mark.slow
def test_a_first_day_in_the_past_is_stu_104_and_the_study_is_made(script: Script) -> None:
    study = made(script, YourWord(), date(2026, 3, 30))
    assert "STU-104" in {f.code for f in study.findings}
    assert study.board.days
