"""The word lists hold together."""

from __future__ import annotations

from importlib.resources import files

import pytest

from tournage.breakdown.categories import categories
from tournage.breakdown.lexicon import LANGUAGES, load_lexicon
from tournage.kernel.datafile import read_yaml

OWN = {"people", "crowd", "nothing", "atmosphere"}
LEAST = {"en": 1900, "fr": 1700, "ar": 1200}
NEEDED = [
    "people",
    "vehicles",
    "props",
    "animals",
    "wardrobe",
    "makeup_hair",
    "weapons_military",
    "stunts",
    "special_effects",
    "water_fire",
    "sound",
    "music",
    "set_dressing",
    "greenery",
    "special_equipment",
    "camera",
    "visual_effects",
    "mechanical_effects",
    "art_department",
]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_entry_has_a_category_of_the_standard_or_one_of_ours(language: str) -> None:
    used = {p.entry.category for patterns in load_lexicon(language).index.values() for p in patterns}
    assert used <= set(categories()) | OWN
    assert set(NEEDED) <= used


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_is_broad(language: str) -> None:
    things = {
        (p.entry.category, p.entry.name)
        for patterns in load_lexicon(language).index.values()
        for p in patterns
        if p.entry.category != "nothing"
    }
    forms = {p.words for patterns in load_lexicon(language).index.values() for p in patterns}
    assert len(things) >= LEAST[language]
    assert len(forms) >= 2 * LEAST[language]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_three_grammars_have_the_same_lists(language: str) -> None:
    folder = files("tournage.breakdown") / "lexicon"
    assert set(read_yaml(folder / language / "grammar.yaml")) == set(
        read_yaml(folder / "en" / "grammar.yaml")
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_word_of_a_list_was_read_as_true_or_false(language: str) -> None:
    folder = files("tournage.breakdown") / "lexicon" / language
    for file in folder.iterdir():
        document = read_yaml(file)
        for entry in document.values() if isinstance(document, dict) else [g["words"] for g in document]:
            for word in entry if isinstance(entry, list) else ():
                assert not isinstance(word, bool), (file.name, entry)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_range_rises(language: str) -> None:
    for low, likely, high in load_lexicon(language).grammar.vague.values():
        assert 0 < low <= likely <= high
