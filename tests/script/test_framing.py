"""Camera views in headings: the place is told without them, or stays the one before."""

from __future__ import annotations

import pytest

from tournage.script.framing import without_views


@pytest.mark.parametrize(
    ("words", "place"),
    [
        ("STREET CORNER--CLOSE-UP OF HANDS", "STREET CORNER"),
        ("DECK, WIDER VIEW", "DECK"),
        ("BOARDING HOUSE STEPS, AS IN 2. CLOSE-UP OF TWO GIRLS", "BOARDING HOUSE STEPS"),
        ("LONG VIEW OF STREET WITH TENEMENTS", "STREET WITH TENEMENTS"),
        ("BY WALKING BEAM", "WALKING BEAM"),
        ('FRONT OF "BRICKDUST ROW."', 'FRONT OF "BRICKDUST ROW"'),
        ("ROOM--WINDOW ON FIRE-ESCAPE", "ROOM--WINDOW ON FIRE-ESCAPE"),
        ("ST. MARY'S CHURCH", "ST. MARY'S CHURCH"),
        ("BINOCULARS VIEW", "BINOCULARS VIEW"),
        ("CLOSET", "CLOSET"),
    ],
)
def test_the_place_is_told_without_the_view(words: str, place: str) -> None:
    assert (place, False) == (without_views(words).place, without_views(words).same_place)


@pytest.mark.parametrize(
    "words",
    [
        "CLOSE-UP OF BLINKER",
        "WIDER VIEW",
        "BUST VIEW. WALL",
        "SAME SCENE, DIFFERENT ANGLE",
        "BOTH--IN WIDER VIEW",
        "GROS PLAN SUR ÉLODIE",
    ],
)
def test_a_view_alone_stays_in_the_place_before(words: str) -> None:
    assert without_views(words).same_place
