"""What one element brings with it."""

from __future__ import annotations

import pytest

from tests.breakdown.scripts import broken_down
from tournage.breakdown.categories import categories
from tournage.breakdown.links import link_rules
from tournage.kernel.words import LANGUAGES

BROUGHT = [
    ("EXT. DUNE - DAY\n\nThree camels.\n", "animals:camel", "animal_wranglers:camel-handlers"),
    ("INT. ROOM - DAY\n\nSAMI, 8, sleeps.\n", "minors:sami", "additional_labor:chaperone-studio-teacher"),
    ("INT. ROOM - DAY\n\nA pistol on the table.\n", "weapons_military:pistol", "additional_labor:armourer"),
    ("EXT. ROAD - DAY\n\nTen soldiers.\n", "background_actors:soldier", "wardrobe:military-uniforms"),
    (
        "EXT. ROAD - DAY\n\nThe bus explodes.\n",
        "special_effects:explosion",
        "additional_labor:pyrotechnician",
    ),
    ("EXT. SEA - DAY\n\nHe swims.\n", "water_fire:swimming", "additional_labor:water-safety-team"),
    ("EXT. ROAD - DAY\n\nA drone hovers.\n", "special_equipment:drone", "notes:permit-for-aerial-filming"),
]


@pytest.mark.parametrize(("text", "cause", "brought"), BROUGHT)
def test_it_brings_what_the_trade_brings(text: str, cause: str, brought: str) -> None:
    elements = {e.id: e for e in broken_down(text).elements}
    assert brought in elements[cause].linked
    assert elements[brought].scenes == elements[cause].scenes
    assert elements[brought].evidence[0].reason.key == "breakdown.reason.brought"


def test_a_well_needs_no_water_safety() -> None:
    assert not any(
        e.category == "additional_labor" for e in broken_down("EXT. WELL - DAY\n\nA well.\n").elements
    )


def test_every_rule_brings_a_known_category_named_in_three_languages() -> None:
    for rule in link_rules():
        for category, name in rule.brings:
            assert category in categories()
            assert set(name) == set(LANGUAGES)


def test_the_names_are_those_of_the_scripts_language() -> None:
    elements = broken_down("EXT. DUNE - JOUR\n\nTrois chameaux.\n", language="fr").elements
    assert "Chameliers" in {e.name for e in elements}
