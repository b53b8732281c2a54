"""What a scene needs, by category, as papers list it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from tournage.breakdown.categories import categories, category_label
from tournage.breakdown.links import link_rules
from tournage.breakdown.model import Breakdown, Element, Role, Sheet
from tournage.documents.parts import word
from tournage.documents.render.numbers import NO_BREAK, isolate_name
from tournage.kernel.dated import Origin
from tournage.kernel.words import say

CAST, BACKGROUND = "cast_members", "background_actors"
USUAL = (
    CAST, BACKGROUND, "stunts", "props", "vehicles", "animals", "wardrobe", "makeup_hair", "special_effects",
    "set_dressing", "greenery", "special_equipment", "weapons_military", "minors", "water_fire", "sound",
    "music", "visual_effects",
)  # fmt: skip
"""Categories every sheet prints, in this order, so that each department finds its box in one place."""


@dataclass(frozen=True, slots=True)
class Item:
    """One thing needed: its name, how many when known, and whether a person entered it."""

    name: str
    count: int | None = None
    yours: bool = False


def category_order(category: str) -> tuple[int, int]:
    """Sort key: the usual categories as sheets print them, then the rest by the standard's ids."""
    return (USUAL.index(category) if category in USUAL else len(USUAL), categories().get(category, 0))


def category_title(category: str, lang: str) -> str:
    """What a category is called; a category nobody translated keeps its own name."""
    if category in categories():
        return say(category_label(category), lang)
    return isolate_name(category.replace("_", " "), lang)


@lru_cache(maxsize=1)
def _brought() -> dict[str, Mapping[str, str]]:
    """What rules bring, by any of its names."""
    brought = (names for rule in link_rules() for _, names in rule.brings)
    return {name: names for names in brought for name in names.values()}


def spoken_name(element: Element, lang: str) -> str:
    """An element's name: the script's own word, or in the reader's language where a rule brought it."""
    names = _brought().get(element.name, {}) if "linked" in element.tags else {}
    return names.get(lang, element.name)


class Needs:
    """Elements and roles of a breakdown, looked up by scene."""

    def __init__(self, breakdown: Breakdown, lang: str) -> None:
        self._elements = {element.id: element for element in breakdown.elements}
        self._roles = {role.id: role for role in breakdown.roles}
        self._lang = lang

    def of(self, sheet: Sheet) -> dict[str, tuple[Item, ...]]:
        """Items of a scene by category, in the usual order."""
        found: dict[str, list[Item]] = {CAST: self._cast(sheet)}
        for id in sheet.elements:
            element = self._elements.get(id)
            if element is not None and element.category != CAST:
                found.setdefault(element.category, []).append(self._element(element, sheet))
        if sheet.extras and BACKGROUND not in found:
            found[BACKGROUND] = [Item(word("unnamed_extras", self._lang), sheet.extras)]
        return {name: tuple(found[name]) for name in sorted(found, key=category_order) if found[name]}

    def _cast(self, sheet: Sheet) -> list[Item]:
        called = [self._roles[id] for id in sheet.cast if id in self._roles]
        heard = [self._roles[id] for id in sheet.voices if id in self._roles and id not in sheet.cast]
        items = [self._role(role) for role in sorted(called, key=lambda r: r.number)]
        voice = word("voice", self._lang)
        return items + [
            Item(f"{self._role(role).name} ({voice})") for role in sorted(heard, key=lambda r: r.number)
        ]

    def _role(self, role: Role) -> Item:
        name = isolate_name(role.name, self._lang).replace(" ", NO_BREAK)
        return Item(f"{role.number}{NO_BREAK}{name}")

    def _element(self, element: Element, sheet: Sheet) -> Item:
        name = isolate_name(spoken_name(element, self._lang), self._lang)
        return Item(name, dict(element.quantity).get(sheet.key), element.origin is Origin.YOURS)
