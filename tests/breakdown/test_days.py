"""Story days as the light flows."""

from __future__ import annotations

from tests.breakdown.scripts import scene
from tournage.breakdown.propose import break_down
from tournage.kernel.scene import Light, SceneKey


def _days(*headings: str) -> list[str | None]:
    scenes = [scene(f"{heading}\n\nA.\n", str(n)) for n, heading in enumerate(headings, 1)]
    return [sheet.script_day for sheet in break_down("T", scenes)[0].sheets]


def test_night_then_day_is_the_next_day() -> None:
    assert _days("INT. A - DAY", "INT. A - NIGHT", "EXT. B - DAY", "EXT. B - NIGHT") == [
        "D1",
        "N1",
        "D2",
        "N2",
    ]


def test_dawn_after_night_is_the_next_day_and_day_after_dawn_the_same() -> None:
    assert _days("EXT. A - NIGHT", "EXT. A - DAWN", "EXT. A - DAY", "EXT. A - DUSK") == [
        "N1",
        "D2",
        "D2",
        "D2",
    ]


def test_the_text_may_say_that_a_day_has_passed() -> None:
    assert _days("INT. A - DAY", "INT. A - DAY (NEXT DAY)", "INT. B - DAY") == ["D1", "D2", "D2"]


def test_what_is_told_aside_does_not_move_the_count() -> None:
    assert _days("INT. A - DAY", "EXT. SEA - NIGHT (FLASHBACK)", "INT. A - DAY") == ["D1", "FB", "D1"]


def test_a_scene_whose_light_nobody_tells_stays_in_its_day() -> None:
    assert _days("INT. A - NIGHT", "INT. HALL", "INT. A - NIGHT") == ["N1", "D1", "N1"]


def test_the_scripts_own_day_wins_and_counting_goes_on_from_it() -> None:
    one = scene("INT. A - DAY\n\nA.\n", "1", script_day="D4")
    two = scene("INT. A - NIGHT\n\nA.\n", "2")
    assert [s.script_day for s in break_down("T", [one, two])[0].sheets] == ["D4", "N4"]


def test_each_episode_counts_its_own_days() -> None:
    scenes = [
        scene("INT. A - NIGHT\n\nA.\n", key=SceneKey("101", "1")),
        scene("INT. A - DAY\n\nA.\n", key=SceneKey("102", "1"), light=Light.DAY),
    ]
    assert [s.script_day for s in break_down("T", scenes)[0].sheets] == ["N1", "D1"]


def test_evening_belongs_to_the_dusk_of_its_day() -> None:
    headings = ("INT. A - SOIR", "EXT. B - CRÉPUSCULE", "INT. A - SOIR")
    lights = (Light.NIGHT, Light.DUSK, Light.NIGHT)
    scenes = [
        scene(f"{h}\n\nA.\n", str(n), "fr", light=light, time_of_day=h.split("- ")[1])
        for n, (h, light) in enumerate(zip(headings, lights, strict=True), 1)
    ]
    assert [s.script_day for s in break_down("T", scenes)[0].sheets] == ["N1", "D1", "N1"]


def test_an_omitted_scene_keeps_its_sheet_and_has_no_day() -> None:
    breakdown, _ = break_down(
        "T", [scene("OMITTED\n", "1", omitted=True), scene("INT. A - DAY\n\nA car.\n", "2")]
    )
    assert [(s.number, s.omitted, s.script_day) for s in breakdown.sheets] == [
        (1, True, None),
        (2, False, "D1"),
    ]
