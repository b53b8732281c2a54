"""Real screenplays of other authors: a silent film of 1918, a web series, a short, two stage plays."""

from __future__ import annotations

from pathlib import Path

import pytest

from tournage.services.scripts import read_script

EXAMPLES = Path(__file__).parents[2] / "examples" / "screenplays"


@pytest.mark.parametrize("name", ["everybodys_girl.txt", "everybodys_girl.fountain"])
def test_the_film_of_1918_has_its_156_scenes(name: str) -> None:
    script, findings = read_script([EXAMPLES / name])
    assert [str(n) for n in range(1, 157)] == [s.key.number for s in script.scenes]
    assert all(s.numbered for s in script.scenes)
    by_number = {s.key.number: s for s in script.scenes}
    assert (by_number["1"].int_ext, by_number["1"].set_name) == ("INT", "SMALL HAT-TRIMMING SHOP")
    assert (by_number["23"].int_ext, by_number["23"].set_name) == ("EXT", "GOLF CLUB")
    assert (by_number["34"].time_of_day, by_number["34"].light) == ("EVENING", "NIGHT")
    assert {"OLDPORT'S OFFICE"} == {by_number[n].set_name for n in ("16", "17", "18", "20", "21", "36")}
    assert (by_number["94"].set_name, by_number["94"].light) == ("ELLA'S ROOM", "NIGHT")
    assert not [f for f in findings if f.severity.value == "error"]


def test_both_forms_of_the_film_agree() -> None:
    text, _ = read_script([EXAMPLES / "everybodys_girl.txt"])
    fountain, _ = read_script([EXAMPLES / "everybodys_girl.fountain"])
    bare = str.maketrans("", "", '"_*.')
    assert [(s.set_name.translate(bare), s.light) for s in text.scenes] == [
        (s.set_name.translate(bare), s.light) for s in fountain.scenes
    ]
    assert abs(text.eighths - fountain.eighths) < 5


def test_a_script_with_hard_line_ends_and_long_notes() -> None:
    script, _ = read_script([EXAMPLES / "cyber_bob_traffic_control_dogs.fountain"])
    assert [(s.int_ext, s.set_name, s.light) for s in script.scenes] == [
        ("EXT", "PARK", "DAY"),
        ("EXT", "SUBURBAN TRAFFIC INTERSECTION", "DAY"),
        ("INT", "TRAFFIC LIGHT HORIZONTAL BEAM", "NIGHT"),
    ]
    assert script.scenes[0].cast == ("BOB", "DOG", "MARGARET", "CYBER BOB", "CYBER BOSS")


def test_headings_without_int_or_ext_are_told_not_guessed() -> None:
    script, findings = read_script([EXAMPLES / "complete_and_utter_nonsense.fountain"])
    assert [s.heading for s in script.scenes] == ["EXT. CAR LOT", "INT. INTERVIEW CHAIR"]
    assert script.scenes[0].cast == ("ANNOUNCER",)
    assert [f.where for f in findings if f.code == "SCR-105"] == ["complete_and_utter_nonsense.fountain:8"]
    assert "SCR-106" in {f.code for f in findings}


@pytest.mark.parametrize("name", ["our_many_masks.fountain", "nemsis.fountain"])
def test_a_stage_play_has_no_scene_to_shoot(name: str) -> None:
    script, findings = read_script([EXAMPLES / name])
    assert (script.scenes, [f.code for f in findings]) == ((), ["SCR-101"])
