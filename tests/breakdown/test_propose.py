"""The whole breakdown: evidence, ids, findings, sheets."""

from __future__ import annotations

from tests.breakdown.scripts import broken_down, names, scene
from tournage.breakdown.propose import break_down
from tournage.kernel.findings import Severity
from tournage.kernel.scene import Light, SceneKey

CONVOY = """EXT. DESERT ROAD - DAY

A convoy of army trucks raises a cloud of dust. Two dozen soldiers jump down, rifles ready.

@CAPTAIN IDRISS (O.S.)
Nobody takes my car.
"""


def test_it_puts_every_element_on_words_of_the_scene() -> None:
    breakdown = broken_down(CONVOY)
    for element in breakdown.elements:
        for evidence in element.evidence:
            assert evidence.text in CONVOY
            assert evidence.line >= 1


def test_it_sorts_a_convoy_into_its_categories() -> None:
    breakdown = broken_down(CONVOY)
    assert names(breakdown, "vehicles") == {"military convoy"}
    assert names(breakdown, "weapons_military") == {"rifle"}
    assert names(breakdown, "cast_members") == {"CAPTAIN IDRISS"}
    (soldiers,) = [e for e in breakdown.elements if e.category == "background_actors"]
    assert soldiers.quantity == ((SceneKey(None, "1"), 24),)


def test_what_is_only_spoken_of_is_not_on_the_set() -> None:
    breakdown = broken_down("INT. ROOM - DAY\n\nHe waits.\n\n@SAMI\nMy camel ate your car.\n")
    assert [e.category for e in breakdown.elements] == ["cast_members"]


def test_ids_are_the_same_when_scenes_move() -> None:
    other = "INT. ROOM - DAY\n\nA phone on the table.\n"
    first = {e.id for e in broken_down(CONVOY, other).elements}
    second = {e.id for e in broken_down(other, CONVOY).elements}
    assert first == second


def test_a_script_without_scenes_is_an_error() -> None:
    breakdown, findings = break_down("Empty", [])
    assert breakdown.sheets == ()
    assert [(f.code, f.severity) for f in findings] == [("BRK-001", Severity.ERROR)]


def test_day_is_taken_and_said_when_no_heading_tells_the_light() -> None:
    breakdown, findings = break_down("Test", [scene("INT. ROOM\n\nNothing moves.\n")])
    assert (breakdown.sheets[0].light, breakdown.sheets[0].light_assumed) == (Light.DAY, True)
    assert [f.code for f in findings] == ["BRK-301"]
