"""Sets gathered from the scenes of a breakdown."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tournage.breakdown.model import Breakdown, SceneText, Sheet, TextLine
from tournage.flows.breakdown_to_places import breakdown_to_places
from tournage.kernel.eighths import Eighths
from tournage.kernel.scene import IntExt, Light, SceneKey
from tournage.places.model import StorySet


def sets_of(*scenes: tuple[str, str], lang: str = "en") -> tuple[StorySet, ...]:
    """Sets of scenes given as (`EXT. KASBAH`, action)."""
    sheets, texts = [], []
    for number, (heading, action) in enumerate(scenes, 1):
        sign, _, name = heading.partition(". ")
        side = {"INT": IntExt.INT, "EXT": IntExt.EXT, "I/E": IntExt.BOTH}.get(sign)
        name = name if side else heading
        key = SceneKey(None, str(number))
        sheets.append(
            Sheet(
                *(number, key, heading, side, name, Light.DAY, False, Eighths(4), "1"),
                *(None, "", (), (), 0, (0, 0)),
            )
        )
        lines = (TextLine("action", action, number),)
        texts.append(SceneText(key, heading, side, name, "DAY", Light.DAY, Eighths(4), "1", (), lines, lang))
    return breakdown_to_places(Breakdown("Test", tuple(sheets), (), ()), tuple(texts))


def names(*headings: str, lang: str = "en") -> list[str]:
    """Names of the sets of these headings."""
    return [one.name for one in sets_of(*((heading, "") for heading in headings), lang=lang)]


def test_parts_join_the_set_they_belong_to() -> None:
    found = sets_of(("EXT. KASBAH", ""), ("EXT. KASBAH - COURTYARD", ""), ("INT. KASBAH - KITCHEN", ""))
    assert [one.name for one in found] == ["KASBAH"]
    assert found[0].parts == ("COURTYARD", "KITCHEN")
    assert found[0].int_ext is IntExt.BOTH
    assert found[0].eighths == 12


def test_another_kind_of_place_is_a_set_of_its_own() -> None:
    assert names("EXT. SURVEY CAMP", "INT. SURVEY CAMP - HOSPITAL") == [
        "SURVEY CAMP",
        "SURVEY CAMP - HOSPITAL",
    ]


def test_a_city_stays_with_the_set() -> None:
    assert names("EXT. HARBOUR, ROTTERDAM", "EXT. ROTTERDAM - STREET", "EXT. HARBOUR") == [
        "ROTTERDAM - HARBOUR",
        "ROTTERDAM - STREET",
        "HARBOUR",
    ]


def test_a_vehicle_is_a_part_of_the_place_it_drives_through() -> None:
    found = sets_of(("I/E. TAXI / MOUNTAIN ROAD", ""), ("EXT. MOUNTAIN ROAD", ""))
    assert [one.name for one in found] == ["MOUNTAIN ROAD"]
    assert found[0].parts == ("TAXI",)


def test_angles_stay_in_the_set_before_them() -> None:
    assert names("BLINKER'S APARTMENT", "CLOSE-UP OF BILL", "BACK TO 1", "BOTH--IN WIDER VIEW") == [
        "BLINKER'S APARTMENT"
    ]


def test_a_heading_without_int_or_ext_that_names_no_place_stays_too() -> None:
    assert names("ELLA'S ROOM", "CRACK OF OPEN DOOR", "ELLA'S ROOM") == ["ELLA'S ROOM"]


def test_a_shorter_name_right_after_means_the_same_set() -> None:
    assert names("BLINKER'S APARTMENT", "APARTMENT") == ["BLINKER'S APARTMENT"]


def test_a_longer_name_that_ends_in_a_set_joins_it() -> None:
    assert names("ELLA'S ROOM", "OUTSIDE THE DOOR OF ELLA'S ROOM. GAS-LIT") == ["ELLA'S ROOM"]
    assert names("EXT. ERG TAFOUKT", "EXT. DUNE RIDGE, ERG TAFOUKT") == ["ERG TAFOUKT"]


def test_light_and_motion_are_no_part_of_the_name() -> None:
    assert names("FRONT OF ROW. NIGHT", "INT. TAXI (MOVING)", "EXT. STREET (RAIN)") == [
        "FRONT OF ROW",
        "TAXI",
        "STREET",
    ]


def test_articles_accents_and_case_do_not_make_a_new_set() -> None:
    assert names("EXT. THE KASBAH", "EXT. Kasbah") == ["THE KASBAH"]
    assert names("EXT. Médina", "EXT. LA MEDINA", lang="fr") == ["Médina"]


def test_arabic_sets_are_gathered_too() -> None:
    assert names("EXT. القصبة", "EXT. قصبة - الفناء", lang="ar") == ["القصبة"]


def test_telling_words_come_from_the_action_most_frequent_first() -> None:
    one = sets_of(("EXT. NOWHERE", "The dunes. An oasis beyond the dunes. He is well; the bar is flat."))[0]
    assert one.words == ("dunes", "oasis")


def test_ids_are_plain_and_unique() -> None:
    found = sets_of(("INT. ELLA'S ROOM", ""), ("EXT. RIVER", ""), ("EXT. قصبة", ""))
    assert [one.id for one in found] == ["ellas_room", "river", "قصبة"]


def test_every_scene_belongs_to_one_set_and_no_length_is_lost() -> None:
    headings = ["EXT. A", "INT. B - ROOM", "CLOSE-UP", "EXT. A - ROOF", "EXT. ROTTERDAM", "RAIL", "INT. B"]
    found = sets_of(*((heading, "") for heading in headings))
    scenes = [key.number for one in found for key in one.scenes]
    assert sorted(scenes, key=int) == [str(n) for n in range(1, len(headings) + 1)]
    assert sum(one.eighths for one in found) == 4 * len(headings)


def test_a_first_heading_that_names_only_an_angle_is_kept_as_it_is() -> None:
    assert names("CLOSE-UP OF A HAND", "EXT. BEACH") == ["CLOSE-UP OF A HAND", "BEACH"]


def test_no_scenes_make_no_sets() -> None:
    assert breakdown_to_places(Breakdown("Empty", (), (), ()), ()) == ()


PIECES = st.sampled_from(
    [
        "KASBAH",
        "COURTYARD",
        "ROTTERDAM",
        "CLOSE-UP",
        "TAXI",
        "NIGHT",
        "EL MAHDI'S ROOM",
        "قصبة",
        "X9",
        "BACK TO 7",
    ]
)
SIGNS = st.sampled_from(["EXT. ", "INT. ", "I/E. ", ""])
SEPARATORS = st.sampled_from([" - ", ", ", "--", " / ", ". "])


@given(st.lists(st.tuples(SIGNS, PIECES, SEPARATORS, PIECES), max_size=12))
def test_whatever_the_headings_every_scene_is_in_one_set(headings: list[tuple[str, str, str, str]]) -> None:
    found = sets_of(*(("".join(parts), "") for parts in headings))
    scenes = sorted(int(key.number) for one in found for key in one.scenes)
    assert scenes == list(range(1, len(headings) + 1))
    assert len({one.id for one in found}) == len(found)
