"""The whole breakdown: evidence, ids, findings, sheets."""

from __future__ import annotations

from dataclasses import replace

from tests.breakdown.scripts import broken_down, names, scene
from tournage.breakdown.model import TextLine
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


def test_a_silent_film_says_that_its_roles_come_from_the_action() -> None:
    steps = "EXT. STEPS - DAY\n\nThe door opens and Florence sits down. She smiles as Florence rises.\n"
    breakdown, findings = break_down("Test", [scene(steps)])
    (told,) = [f for f in findings if f.code == "BRK-102"]
    assert [role.name for role in breakdown.roles] == ["FLORENCE"]
    assert "1 role that the action names" in told.as_json("en")["message"]


def test_where_somebody_speaks_nothing_is_said_of_silence() -> None:
    _, findings = break_down("Test", [scene("INT. ROOM - DAY\n\n@SAMI\nNo.\n")])
    assert "BRK-102" not in {f.code for f in findings}


def test_day_is_taken_and_said_when_no_heading_tells_the_light() -> None:
    breakdown, findings = break_down("Test", [scene("INT. ROOM\n\nNothing moves.\n")])
    assert (breakdown.sheets[0].light, breakdown.sheets[0].light_assumed) == (Light.DAY, True)
    assert [f.code for f in findings] == ["BRK-301"]


def test_the_authors_tags_are_taken_at_their_word() -> None:
    text = "EXT. ROAD - DAY\n\nA rusty truck. Nadia waits with a lute.\n"
    tagged = scene(text, tags=(("rusty truck", 103), ("Nadia", 100), ("lute", 104)))
    breakdown, _ = break_down("T", [tagged])
    assert names(breakdown, "vehicles") == {"rusty truck"}
    assert [role.name for role in breakdown.roles] == ["NADIA"]
    assert "lute" in names(breakdown, "props")


def test_labelled_notes_of_the_author_are_read() -> None:
    noted = scene("EXT. DUNE - DAY\n\nSilence.\n")
    lines = (
        *noted.lines,
        TextLine("note", "[[Animals: seven camels]]", 9),
        TextLine("note", "[[Mend this line]]", 10),
    )
    breakdown, _ = break_down("T", [replace(noted, lines=lines)])
    assert [(e.name, e.quantity[0][1]) for e in breakdown.elements if e.category == "animals"] == [
        ("camel", 7)
    ]
    assert {e.category for e in breakdown.elements} == {"animals", "animal_wranglers"}


def test_lyrics_call_for_music_and_bring_no_things() -> None:
    sung = scene("INT. BAR - NIGHT\n\nSilence.\n")
    lines = (*sung.lines, TextLine("lyric", "Oh take me home in your old truck", 5, "SAM"))
    breakdown, _ = break_down("T", [replace(sung, lines=lines)])
    assert names(breakdown, "music") == {"song"}
    assert names(breakdown, "vehicles") == set()


def test_the_synopsis_is_the_scripts_own_or_its_first_sentence() -> None:
    own = scene("INT. A - DAY\n\nShe waits. He comes.\n", "1", synopsis="The wait.")
    none = scene("INT. A - DAY\n\nShe waits. He comes.\n", "2")
    spoken = scene("INT. A - DAY\n\n@SAM\nHello.\n", "3")
    assert [s.synopsis for s in break_down("T", [own, none, spoken])[0].sheets] == [
        "The wait.",
        "She waits.",
        "SAM: Hello.",
    ]


def test_a_car_that_drives_needs_a_rig() -> None:
    assert names(broken_down("INT. TAXI (MOVING) - DAY\n\nHe sweats.\n"), "special_equipment") == {
        "car rig or low loader"
    }


def test_roles_are_ranked_by_words_and_scenes() -> None:
    breakdown = broken_down(
        "INT. A - DAY\n\n@LEILA\nOne two three four.\n\n@SAM\nYes.\n",
        "INT. B - DAY\n\n@SAM\nNo. Well. Perhaps.\n",
    )
    assert [(role.name, role.number) for role in breakdown.roles] == [("SAM", 1), ("LEILA", 2)]


def test_an_owner_or_a_picture_does_not_put_a_role_on_the_set() -> None:
    text = "INT. A - DAY\n\nSam's car. A photo of Sam. She thinks of Sam.\n\n@LEILA\nAh.\n"
    breakdown = broken_down(text, "INT. B - DAY\n\n@SAM\nHere.\n")
    assert breakdown.sheets[0].cast == ("cast_members:leila",)


def test_a_face_does() -> None:
    text = "INT. A - DAY\n\nSam's face in the dark.\n"
    assert broken_down(text, "INT. B - DAY\n\n@SAM\nHere.\n").sheets[0].cast == ("cast_members:sam",)


def test_a_silent_film_has_a_cast() -> None:
    breakdown = broken_down(
        ".SHOP STEPS\n\nFlorence waits. She sees that Ella comes, and Florence smiles.\n",
        ".STREET\n\nElla turns and Florence follows. Then Ella laughs.\n",
    )
    assert {role.name for role in breakdown.roles} == {"FLORENCE", "ELLA"}
    assert not any(role.speaking for role in breakdown.roles)


def test_the_first_sentence_ends_neither_after_a_title_nor_inside_a_quotation() -> None:
    one = scene("INT. A - DAY\n\nDr. Smith comes in. He waits.\n", "1")
    two = scene('INT. A - DAY\n\nElla waves in a snappy "Oh! Hello, Kid" manner. She goes.\n', "2")
    assert [s.synopsis for s in break_down("T", [one, two])[0].sheets] == [
        "Dr. Smith comes in.",
        'Ella waves in a snappy "Oh! Hello, Kid" manner.',
    ]
