"""What holds for the study of every example, whatever its language."""

from __future__ import annotations

import json

import pytest

from tests.scenarios.conftest import EXAMPLES, FIRST_DAY, TODAY, Studies
from tournage.cases.feasibility.inputs import StudyInputs
from tournage.cases.feasibility.stages import plan_shoot
from tournage.jurisdictions.load_places import load_catalogue
from tournage.schedule.check import check_board
from tournage.services.scripts import is_series, read_script

pytestmark = pytest.mark.slow
SCRIPTS = [
    ("pilot/the_salt_line.fountain", "en"),
    ("short_fr/le_repondeur.fountain", "fr"),
    ("short_ar/al_himar_yashhad.fountain", "ar"),
    ("screenplays/everybodys_girl.fountain", "en"),
]
each = pytest.mark.parametrize(
    ("script", "lang"), SCRIPTS, ids=[script.split("/")[0] for script, _ in SCRIPTS]
)


@each
def test_all_papers_are_written_whole(script: str, lang: str, studies: Studies) -> None:
    studied = studies.of(script, lang)
    files = {
        str(f.relative_to(studied.folder)): f.read_bytes() for f in studied.folder.rglob("*") if f.is_file()
    }
    assert set(files) == set(studied.document["files"])
    assert all(data.startswith(b"%PDF") for name, data in files.items() if name.endswith(".pdf"))
    assert all(data.startswith(b"PK") for name, data in files.items() if name.endswith(".xlsx"))
    assert json.loads(files["study.json"])["shooting_days"] == studied.document["shooting_days"]
    page = files["study.html"].decode()
    assert f'lang="{lang}"' in page
    assert ('dir="rtl"' in page[:500]) == (lang == "ar")


@each
def test_the_independent_checker_accepts_the_board(script: str, lang: str, studies: Studies) -> None:
    text, _ = read_script([EXAMPLES / script])
    made = studies.of(script, lang).made
    kind = "series" if is_series(text) else "feature"
    inputs = StudyInputs(TODAY, FIRST_DAY, kind=kind, time_limit=1.5)
    problem = plan_shoot(text, inputs, load_catalogue()).problem
    verdict = check_board(made.study.board, problem)
    assert [f.code for f in verdict.findings if f.severity.value == "error"] == []


@each
def test_every_scene_has_a_day_or_is_named(script: str, lang: str, studies: Studies) -> None:
    studied = studies.of(script, lang)
    board = studied.made.study.board
    scene_of = {strip.id: strip.scene for strip in board.strips}
    shot = {scene_of[strip] for day in board.days for strip in day.strips}
    named = {f.where for f in studied.made.findings if f.code in {"SCH-301", "SCH-401"}}
    left_out = {f"strip {id}" for id in board.boneyard}
    missing = {str(s.key) for s in studied.made.study.script.scenes if str(s.key) not in shot}
    assert left_out <= named
    assert {f"scene {scene}" for scene in missing} <= named | {f"scene {scene_of[i]}" for i in board.boneyard}


def test_one_production_leaks_nothing_into_the_next(studies: Studies) -> None:
    first = studies.of(*SCRIPTS[1]).document
    studies.of(*SCRIPTS[2])
    again = studies._make(*SCRIPTS[1]).document
    for key in ("scenes", "eighths", "title", "sets", "assumptions"):
        assert first[key] == again[key], key
    names = {e.name for e in studies.of(*SCRIPTS[2]).made.study.breakdown.elements}
    assert not {"ÉLODIE", "SOUKAÏNA"} & names
