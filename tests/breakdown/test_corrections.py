"""What a person changed stands over the proposal and survives a new draft."""

from __future__ import annotations

from tests.breakdown.scripts import names, scene
from tournage.breakdown.model import Corrections
from tournage.breakdown.propose import break_down
from tournage.kernel.dated import Origin
from tournage.kernel.scene import SceneKey

ONE = SceneKey(None, "1")
TEXT = """EXT. ROAD - DAY

A truck stops. SAMI, 8, steps down with a rifle.

@SAMI
Where is everybody?
"""


def test_an_added_element_is_shown_as_yours() -> None:
    breakdown, _ = break_down("T", [scene(TEXT)], Corrections(added=((ONE, "props", "water bottle"),)))
    (bottle,) = [e for e in breakdown.elements if e.name == "water bottle"]
    assert (bottle.origin, bottle.scenes) == (Origin.YOURS, (ONE,))
    assert breakdown.sheets[0].origin is Origin.YOURS


def test_a_removed_element_goes_with_what_it_brought() -> None:
    breakdown, findings = break_down(
        "T", [scene(TEXT)], Corrections(removed=((ONE, "weapons_military", "rifle"),))
    )
    assert names(breakdown, "weapons_military") == set()
    assert not any(e.name == "Armourer" for e in breakdown.elements)
    assert findings == ()


def test_taking_a_role_out_of_a_scene_changes_the_sheet() -> None:
    breakdown, _ = break_down("T", [scene(TEXT)], Corrections(removed=((ONE, "cast_members", "Sami"),)))
    assert breakdown.sheets[0].cast == ()
    assert breakdown.roles == ()


def test_putting_a_role_into_a_scene_calls_it() -> None:
    breakdown, _ = break_down("T", [scene(TEXT)], Corrections(added=((ONE, "cast_members", "Leila"),)))
    assert [role.name for role in breakdown.roles] == ["SAMI", "LEILA"]
    assert breakdown.sheets[0].cast == ("cast_members:sami", "cast_members:leila")


def test_a_correction_that_finds_nothing_is_said_and_changes_nothing() -> None:
    gone = SceneKey(None, "99")
    corrections = Corrections(added=((gone, "props", "lamp"),), removed=((ONE, "props", "piano"),))
    breakdown, findings = break_down("T", [scene(TEXT)], corrections)
    assert [f.code for f in findings] == ["BRK-201", "BRK-201"]
    assert breakdown.elements == break_down("T", [scene(TEXT)])[0].elements


def test_names_numbers_counts_and_links_are_yours() -> None:
    corrections = Corrections(
        renamed=(("vehicles:truck", "1968 Berliet truck"),),
        quantities=((ONE, "vehicles:truck", 3),),
        cast_numbers=(("cast_members:sami", 7),),
        linked=(("cast_members:sami", "vehicles:truck"),),
        eighths=((ONE, 11),),
        light=((ONE, "NIGHT"),),
    )
    breakdown, findings = break_down("T", [scene(TEXT)], corrections)
    truck = next(e for e in breakdown.elements if e.id == "vehicles:truck")
    assert (truck.name, truck.quantity, truck.origin) == ("1968 Berliet truck", ((ONE, 3),), Origin.YOURS)
    assert breakdown.roles[0].number == 7
    assert "vehicles:truck" in next(e for e in breakdown.elements if e.id == "cast_members:sami").linked
    assert (breakdown.sheets[0].eighths, breakdown.sheets[0].light.value) == (11, "NIGHT")
    assert breakdown.sheets[0].script_day == "N1"
    assert findings == ()


def test_an_unknown_category_is_said_and_nothing_is_added() -> None:
    breakdown, findings = break_down("T", [scene(TEXT)], Corrections(added=((ONE, "gadgets", "lamp"),)))
    assert [f.code for f in findings] == ["BRK-202"]
    assert not any(e.name == "lamp" for e in breakdown.elements)


def test_of_two_roles_with_one_number_the_first_keeps_it() -> None:
    text = TEXT + "\n@LEILA\nHere.\n"
    breakdown, findings = break_down(
        "T", [scene(text)], Corrections(cast_numbers=(("LEILA", 1), ("SAMI", 1)))
    )
    assert [(role.name, role.number) for role in breakdown.roles] == [("LEILA", 1), ("SAMI", 2)]
    assert [f.code for f in findings] == ["BRK-203"]


def test_an_alias_is_yours() -> None:
    text = TEXT + "\n@THE STRANGER\nHere.\n"
    breakdown, findings = break_down("T", [scene(text)], Corrections(aliases=(("The Stranger", "Sami"),)))
    (role,) = breakdown.roles
    assert (role.name, role.aliases) == ("SAMI", ("THE STRANGER",))
    assert next(e for e in breakdown.elements if e.id == role.id).origin is Origin.YOURS
    assert findings == ()
