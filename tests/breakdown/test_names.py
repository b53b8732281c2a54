"""Which cues are one role, and on what evidence."""

from __future__ import annotations

from tests.breakdown.scripts import broken_down, scene
from tournage.breakdown.propose import break_down


def _roles(*cues: str, action: str = "A room.", language: str = "en") -> dict[str, tuple[str, ...]]:
    said = "\n\n".join(f"@{cue}\nHello." for cue in cues)
    breakdown = broken_down(f"INT. ROOM - DAY\n\n{action}\n\n{said}\n", language=language)
    return {role.name: role.aliases for role in breakdown.roles}


def test_extensions_do_not_make_roles() -> None:
    assert _roles("MARK", "MARK (O.S.)", "MARK (CONT'D)", "MARK (V.O.)") == {"MARK": ()}


def test_a_title_may_fall() -> None:
    assert _roles("DR. SMITH", "SMITH") == {"DR. SMITH": ("SMITH",)}


def test_two_titles_are_two_people_and_the_bare_name_is_left_alone() -> None:
    assert set(_roles("MR. SMITH", "MRS. SMITH", "SMITH")) == {"MR. SMITH", "MRS. SMITH", "SMITH"}


def test_the_young_one_is_another_role() -> None:
    assert set(_roles("MARK", "YOUNG MARK")) == {"MARK", "YOUNG MARK"}


def test_a_trade_is_not_a_name() -> None:
    assert set(_roles("SOLDIER", "OLD SOLDIER", "SOLDIER 2")) == {"SOLDIER", "OLD SOLDIER", "SOLDIER 2"}


def test_a_first_name_joins_the_one_full_name_that_bears_it() -> None:
    assert _roles("LEILA MANSOURI", "LEILA") == {"LEILA MANSOURI": ("LEILA",)}


def test_two_people_with_one_first_name_stay_apart_and_it_is_said() -> None:
    text = "INT. ROOM - DAY\n\nA room.\n\n@LEILA MANSOURI\nA.\n\n@LEILA ALAMI\nB.\n\n@LEILA\nC.\n"
    breakdown, findings = break_down("T", [scene(text)])
    assert len(breakdown.roles) == 3
    assert [f.code for f in findings] == ["BRK-101"]


def test_accents_and_spelling_do_not_make_roles() -> None:
    assert _roles("ÉLODIE", "ELODIE", language="fr") == {"ÉLODIE": ("ELODIE",)}


def test_a_voice_belongs_to_its_role() -> None:
    assert _roles("MARK", "MARK'S VOICE") == {"MARK": ()}


def test_two_who_speak_together_are_both_there() -> None:
    assert set(_roles("MARK", "LEILA", "MARK AND LEILA")) == {"MARK", "LEILA"}


def test_a_crowd_is_not_a_role() -> None:
    assert _roles("ALL", "CROWD", "THE SOLDIERS") == {}


def test_voice_over_is_heard_and_not_called() -> None:
    breakdown = broken_down("INT. ROOM - DAY\n\nA room.\n\n@MARK (V.O.)\nI was young then.\n")
    assert (breakdown.sheets[0].cast, breakdown.sheets[0].voices) == ((), ("cast_members:mark",))


def test_what_is_shouted_in_capitals_is_no_role() -> None:
    text = "INT. ROOM - DAY\n\nA LOUD CRASH shakes the room. DARKNESS falls. The DOOR opens. BANG! He HEARS something. YOUNES runs.\n"
    assert [role.name for role in broken_down(text).roles] == ["YOUNES"]


def test_a_full_name_and_its_short_form_are_one_role() -> None:
    breakdown = broken_down(
        "INT. NEWSROOM - DAY\n\nKATE DOYLE, 38, crosses the floor.\n\n@KATE\nMove.\n",
        "EXT. STRIP - DAY\n\nKATE climbs down.\n",
    )
    assert [(role.name, role.aliases, len(role.scenes)) for role in breakdown.roles] == [
        ("KATE", ("KATE DOYLE",), 2)
    ]
