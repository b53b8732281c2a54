"""What only looks like a thing on the set."""

from __future__ import annotations

import pytest

from tests.breakdown.scripts import broken_down

NOTHING = [
    ("en", "There is no car, no truck, not even a donkey."),
    ("en", "She has no phone."),
    ("en", "He doesn't have a gun."),
    ("en", "He runs like a camel. She is as old as a camel."),
    ("en", "She looks at him the way a banker looks at a coin."),
    ("en", "He imagines a horse. She remembers her father's car."),
    ("en", "Nothing but the car park and the fire escape."),
    ("en", "Night falls. He falls silent. The truth dawns."),
    ("en", "They watch the road. He hammers the wall. She stamps."),
    ("en", "His eyes shine. A wave of sadness. He storms out."),
    ("en", 'She says, "Bring me the gun and the camels."'),
    ("fr", "Pas de voiture, aucun camion, ni chameau, sans téléphone."),
    ("fr", "Il court comme un cheval. Un ciel comme un drapeau de lumière."),
    ("fr", "Il montre la porte. Elle livre son secret. La nuit tombe."),
    ("fr", "Il est en train de rêver, car il dort."),
    ("fr", "Elle imagine un chameau."),
    ("ar", "لا سيارة ولا هاتف. بدون كلب."),
    ("ar", "يركض مثل الحصان. كأنه أسد."),
    ("ar", "يسقط الليل. كان صامتا."),
    ("ar", "تتذكر جملا."),
]


@pytest.mark.parametrize(("language", "text"), NOTHING)
def test_nothing_stands_on_the_set(language: str, text: str) -> None:
    breakdown = broken_down(f"INT. ROOM - DAY\n\n{text}\n", language=language)
    assert [(e.category, e.name) for e in breakdown.elements] == []


def test_in_a_picture_only_the_picture_is_there() -> None:
    breakdown = broken_down("INT. ROOM - DAY\n\nA photograph of a camel.\n")
    assert [(e.category, e.name) for e in breakdown.elements] == [("props", "photograph")]


def test_what_is_heard_is_for_the_sound_crew() -> None:
    breakdown = broken_down("INT. ROOM - NIGHT\n\nThe rumble of a truck.\n")
    assert [(e.category, e.name) for e in breakdown.elements] == [("sound", "rumble of a truck")]


def test_what_he_does_not_see_is_there_all_the_same() -> None:
    breakdown = broken_down("EXT. ROAD - DAY\n\nHe doesn't see the truck.\n")
    assert [e.name for e in breakdown.elements] == ["truck"]


def test_who_is_dressed_as_a_soldier_needs_the_soldier() -> None:
    breakdown = broken_down("EXT. ROAD - DAY\n\nThree thieves dressed as soldiers.\n")
    assert {e.name for e in breakdown.elements if e.category == "background_actors"} == {"thief", "soldier"}


def test_words_that_are_also_verbs_need_an_article() -> None:
    assert [e.name for e in broken_down("INT. ROOM - DAY\n\nHe drops the watch.\n").elements] == ["watch"]


def test_a_word_that_only_tells_of_the_next_is_not_a_thing() -> None:
    assert broken_down("EXT. YARD - DAY\n\nA stone wall. The paper mill.\n").elements == ()


def test_arabic_clitics_come_off() -> None:
    breakdown = broken_down("خارجي - طريق - نهار\n\nيلوح بسيفه وللحصان سرج. وسيارته قريبة.\n", language="ar")
    assert {e.name for e in breakdown.elements if "linked" not in e.tags} == {"سيف", "حصان", "سرج", "سيارة"}


def test_french_plurals_and_elision_are_read() -> None:
    breakdown = broken_down("EXT. PISTE - JOUR\n\nDes chevaux, deux couteaux, l'épée d'or.\n", language="fr")
    assert {e.name for e in breakdown.elements if "linked" not in e.tags} == {"cheval", "couteau", "épée"}
