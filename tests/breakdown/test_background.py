"""How many background actors, and on which words."""

from __future__ import annotations

import pytest

from tests.breakdown.scripts import broken_down, names, scene
from tournage.breakdown.propose import break_down
from tournage.kernel.scene import SceneKey

COUNTS = [
    ("en", "Two dozen soldiers wait.", (24, 24, 24)),
    ("en", "A hundred and fifty pilgrims kneel.", (150, 150, 150)),
    ("en", "250 villagers.", (250, 250, 250)),
    ("en", "Hundreds of refugees run.", (150, 250, 500)),
    ("en", "A handful of tourists.", (3, 5, 6)),
    ("en", "Two of the guards sleep.", (2, 2, 2)),
    ("en", "Tourists everywhere.", (2, 4, 8)),
    ("en", "A crowd of mourners.", (30, 60, 120)),
    ("fr", "Une centaine de figurants.", (80, 100, 120)),
    ("fr", "Deux cents soldats.", (200, 200, 200)),
    ("fr", "Plusieurs touristes.", (3, 5, 8)),
    ("fr", "Vingt jeunes paysans.", (20, 20, 20)),
    ("fr", "Des dizaines de manifestants.", (20, 40, 80)),
    ("ar", "عشرات الجنود ينتظرون.", (20, 40, 80)),
    ("ar", "خمسون جنديا.", (50, 50, 50)),
    ("ar", "٢٥ سائحا.", (25, 25, 25)),
    ("ar", "جنديان يحرسان الباب.", (2, 2, 2)),
    ("ar", "مئات اللاجئين.", (150, 250, 500)),
]


@pytest.mark.parametrize(("language", "text", "expected"), COUNTS)
def test_it_counts_people_as_the_text_does(language: str, text: str, expected: tuple[int, int, int]) -> None:
    breakdown, _ = break_down("T", [scene(f"EXT. DUNE - DAY\n\n{text}\n", language=language)])
    sheet = breakdown.sheets[0]
    assert (sheet.extras_range[0], sheet.extras, sheet.extras_range[1]) == expected


def test_an_age_is_not_a_count() -> None:
    breakdown = broken_down(
        "EXT. WELL - DAY\n\nHAMMOU, 55, a man made of rope, waters goats.\n\n@HAMMOU\nCome.\n"
    )
    assert names(breakdown, "background_actors") == set()


def test_a_group_counted_once_keeps_its_count() -> None:
    breakdown = broken_down(
        "EXT. FORT - DAY\n\nTwo dozen soldiers march in.\n", "EXT. YARD - DAY\n\nThe soldiers rest.\n"
    )
    assert [sheet.extras for sheet in breakdown.sheets] == [24, 24]


def test_the_crowd_holds_the_groups_beside_it() -> None:
    breakdown = broken_down("EXT. FORT - DAY\n\nThree hundred people. Ten soldiers hold the crowd back.\n")
    assert breakdown.sheets[0].extras == 300


def test_a_set_that_is_rarely_empty_gets_people_and_says_so() -> None:
    breakdown = broken_down("EXT. SOUK - DAY\n\nLeila runs.\n\n@LEILA\nWait!\n")
    (souk,) = [e for e in breakdown.elements if e.category == "background_actors"]
    assert souk.quantity == ((SceneKey(None, "1"), 40),)
    assert "assumed" in souk.tags
    assert souk.evidence[0].reason.key == "breakdown.reason.atmosphere"


def test_a_set_called_empty_stays_empty() -> None:
    assert broken_down("EXT. SOUK - NIGHT\n\nThe market is deserted.\n").sheets[0].extras == 0


def test_who_stands_beside_a_name_is_not_one_more() -> None:
    breakdown = broken_down("INT. ROOM - DAY\n\nMARK, 30, a waiter, counts his tips.\n\n@MARK\nNine.\n")
    assert names(breakdown, "background_actors") == set()


def test_the_short_name_of_a_role_is_the_role() -> None:
    breakdown = broken_down(
        "INT. QUAY - DAY\n\nThe clerk stamps the form. The Minister waits.\n\n@CUSTOMS CLERK\nNext.\n\n@MINISTER RAHMOUNI\nNo.\n"
    )
    assert names(breakdown, "background_actors") == set()
    assert len(breakdown.sheets[0].cast) == 2
