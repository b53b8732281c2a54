"""Scenes whose heading says neither INT nor EXT get a side from words and places, with the reason."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tests.breakdown.scripts import scene
from tournage.breakdown.model import Sheet
from tournage.breakdown.propose import break_down
from tournage.flows.breakdown_to_places import breakdown_to_places
from tournage.flows.propose_sides import propose_sides
from tournage.jurisdictions.load_places import load_catalogue
from tournage.kernel.findings import Finding
from tournage.kernel.scene import IntExt
from tournage.kernel.words import say
from tournage.places.plan import plan_places


def proposed(*names: str, language: str = "en") -> tuple[tuple[Sheet, ...], tuple[Finding, ...]]:
    """Sheets of scenes with these headings, after the proposal."""
    texts = [
        replace(
            scene(f"{name}\n\nNobody moves.\n", str(n + 1), language),
            set_name=name.removeprefix("INT. "),
            int_ext=IntExt.INT if name.startswith("INT. ") else None,
        )
        for n, name in enumerate(names)
    ]
    breakdown, _ = break_down("Test", texts)
    catalogue = load_catalogue("ma")
    plan, _ = plan_places(breakdown_to_places(breakdown, texts), catalogue, on=date(2027, 3, 29))
    result, findings = propose_sides(breakdown, tuple(texts), plan, catalogue)
    return result.sheets, findings


@pytest.mark.parametrize(
    ("name", "side"),
    [
        ("DECK", IntExt.EXT),
        ("BOARDING HOUSE STEPS", IntExt.EXT),
        ("STREET CORNER", IntExt.EXT),
        ("FRONT OF HAT-SHOP", IntExt.EXT),
        ("OLDPORT'S OFFICE", IntExt.INT),
        ("HALL OUTSIDE ELLA'S ROOM", IntExt.INT),
        ("OUTSIDE THE DOOR OF ELLA'S ROOM", IntExt.INT),
        ("FIRE BLAZING", None),
    ],
)
def test_words_of_the_heading_tell_the_side(name: str, side: IntExt | None) -> None:
    (sheet,), _ = proposed(name)
    assert sheet.int_ext is side
    assert (sheet.side_reason is None) == (side is None)


def test_french_and_arabic_words_tell_it_too() -> None:
    sides = [proposed("DEVANT LA MAISON", language="fr"), proposed("غرفة سلمى", language="ar")]
    assert [sheets[0].int_ext for sheets, _ in sides] == [IntExt.EXT, IntExt.INT]


def test_the_same_set_under_int_elsewhere_tells_it_first() -> None:
    (_, second), _ = proposed("INT. TERRACE", "TERRACE")
    assert second.int_ext is IntExt.INT
    assert second.side_reason is not None
    assert say(second.side_reason, "en") == "TERRACE says so elsewhere"


def test_what_the_script_says_is_left_alone_and_nothing_is_told() -> None:
    (sheet,), findings = proposed("INT. DECK")
    assert (sheet.int_ext, sheet.side_reason, findings) == (IntExt.INT, None, ())


def test_what_stays_unknown_is_said() -> None:
    _, (told,) = proposed("FIRE BLAZING", "DECK", "OFFICE")
    assert (told.code, told.where) == ("SCH-408", "1")
    assert "1 were proposed as interiors and 1 as exteriors; 1 stay unknown" in told.as_json("en")["message"]


def test_when_all_are_proposed_that_is_said() -> None:
    _, (told,) = proposed("DECK", "OFFICE")
    assert told.code == "SCH-409"
