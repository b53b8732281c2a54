"""The path from script to award: one changed cast list is felt at every station on the way."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from tournage.cases.feasibility.build import build_study
from tournage.cases.feasibility.inputs import StudyInputs
from tournage.cases.feasibility.model import Study
from tournage.services.scripts import read_script

TODAY, FIRST_DAY = date(2026, 11, 24), date(2027, 3, 29)

SCRIPT = """\
Title: The Two Sisters

""" + "\n\n".join(
    f"""\
{place} - DAY #{number}#

The SISTERS walk through the crowd of six hundred villagers. Camels, soldiers, a burning truck.
{"They stop. They listen. They walk on. " * 60}

NADIA
We have been walking since {number} in the morning.

SAFIA
And we walk on."""
    for number, place in enumerate(
        ["EXT. KASBAH COURTYARD", "EXT. DESERT DUNES", "EXT. MEDINA SQUARE", "INT. PALACE HALL"] * 12, 1
    )
)


@dataclass(frozen=True)
class Figures:
    """What each station of the path made of the script."""

    work_days: int
    cast_cost: object
    qualifying: object
    award: object


def study_of(folder: Path, text: str) -> Study:
    file = folder / "sisters.fountain"
    file.write_text(text, "utf-8")
    script, _ = read_script([file])
    return build_study(script, StudyInputs(TODAY, FIRST_DAY, time_limit=1.0))


def figures(study: Study) -> Figures:
    row = next(row for row in study.dood.rows if row.name == "SAFIA")
    cast = next(row for row in study.top_sheet if row.code == "1400")
    return Figures(row.work, cast.total, study.assessment.qualifying.likely, study.award[1])


@pytest.mark.slow
def test_taking_a_role_out_of_scenes_changes_days_budget_eligible_spend_and_award(tmp_path: Path) -> None:
    whole = figures(study_of(tmp_path, SCRIPT))
    scenes = SCRIPT.split("EXT. MEDINA SQUARE")
    without = scenes[0] + "EXT. MEDINA SQUARE".join(
        ["", *(part.replace("SAFIA\nAnd we walk on.", "And she walks on.", 1) for part in scenes[1:])]
    )
    changed = figures(study_of(tmp_path, without))
    assert changed.work_days < whole.work_days
    assert changed.cast_cost != whole.cast_cost
    assert changed.qualifying != whole.qualifying
    assert changed.award != whole.award


@pytest.mark.slow
def test_the_answer_sums_to_its_parts_and_explains_itself(tmp_path: Path) -> None:
    study = study_of(tmp_path, SCRIPT)
    rows = {row.id: row for row in study.answer}
    assert study.morocco_spend + study.foreign_spend == sum_of_top_sheet(study)
    assert rows["net_cost"].figure.value == study.net_cost
    assert study.net_cost == study.morocco_spend + study.foreign_spend - study.award[1] + study.bridging
    for row in study.answer:
        assert row.figure.inputs, row.id
    assert len(study.tornado) == 10
    assert list(study.tornado) == sorted(study.tornado, key=lambda s: s.width.amount, reverse=True)
    assert study.award[0] <= study.award[1] <= study.award[2]


def sum_of_top_sheet(study: Study) -> object:
    whole = study.top_sheet[0].total
    for row in study.top_sheet[1:]:
        whole += row.total
    return whole
