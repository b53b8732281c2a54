"""Scenes broken down by hand, against what the desk proposes: what is missed, what is invented."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.breakdown.scripts import scene
from tournage.breakdown.model import Breakdown
from tournage.breakdown.propose import break_down
from tournage.kernel.datafile import read_yaml

GOLD = Path(__file__).parent / "gold"
LANGUAGES = ("en", "fr", "ar")
JUDGED = frozenset(
    [
        "cast_members",
        "background_actors",
        "stunts",
        "vehicles",
        "props",
        "special_effects",
        "wardrobe",
        "makeup_hair",
        "animals",
        "sound",
        "music",
        "set_dressing",
        "weapons_military",
        "minors",
        "water_fire",
        "special_equipment",
        "visual_effects",
        "mechanical_effects",
        "greenery",
    ]
)
PRECISION, RECALL = 0.95, 0.95

Fact = tuple[int, str, str, int | None]


def _proposed(number: int, breakdown: Breakdown) -> Iterator[Fact]:
    for element in breakdown.elements:
        if element.category in JUDGED and not element.tags & {"linked", "assumed"}:
            count = (
                dict(element.quantity).get(element.scenes[0])
                if element.category == "background_actors"
                else None
            )
            yield number, element.category, element.name, count


def _expected(number: int, wanted: dict[str, Any]) -> Iterator[Fact]:
    for category, names in wanted.items():
        for name in names:
            yield number, category, name, names[name] if category == "background_actors" else None


def facts(language: str) -> tuple[set[Fact], set[Fact]]:
    """What the scenes of a language should give, and what they give."""
    wanted: set[Fact] = set()
    given: set[Fact] = set()
    for number, case in enumerate(read_yaml(GOLD / f"{language}.yaml"), 1):
        breakdown, _ = break_down("Gold", [scene(case["text"], str(number), language)])
        wanted |= set(_expected(number, case["expect"]))
        given |= set(_proposed(number, breakdown))
    return wanted, given


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_proposed_stands_in_the_scene(language: str) -> None:
    wanted, given = facts(language)
    assert len(wanted & given) / len(given) >= PRECISION, sorted(given - wanted, key=str)


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_stands_in_the_scene_is_proposed(language: str) -> None:
    wanted, given = facts(language)
    assert len(wanted & given) / len(wanted) >= RECALL, sorted(wanted - given, key=str)
