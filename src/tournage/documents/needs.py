"""What a scene needs, by category, as papers list it."""

from __future__ import annotations

from dataclasses import dataclass

from tournage.breakdown.model import Breakdown, Element, Role, Sheet
from tournage.documents.parts import ROOM, word
from tournage.documents.render.numbers import NO_BREAK, isolate_name
from tournage.kernel.dated import Origin
from tournage.kernel.words import load_words

CAST, BACKGROUND = 100, 101
USUAL = (100, 101, 102, 104, 103, 108, 106, 107, 105, 116, 117, 119, 113, 114, 121)
"""Categories every sheet prints, in this order, so that each department finds its box in one place."""


@dataclass(frozen=True, slots=True)
class Item:
    """One thing needed: its name, how many when known, and whether a person entered it."""

    name: str
    count: int | None = None
    yours: bool = False


class Needs:
    """Elements and roles of a breakdown, looked up by scene."""

    def __init__(self, breakdown: Breakdown, lang: str) -> None:
        self._elements = {element.id: element for element in breakdown.elements}
        self._roles = {role.id: role for role in breakdown.roles}
        self._lang = lang

    def of(self, sheet: Sheet) -> dict[int, tuple[Item, ...]]:
        """Items of a scene by category id, categories in the usual order, then by number."""
        found: dict[int, list[Item]] = {}
        cast = [self._roles[id] for id in sheet.cast if id in self._roles]
        found[CAST] = [self._role(role) for role in sorted(cast, key=lambda r: r.number)]
        for id in sheet.elements:
            element = self._elements.get(id)
            if element is not None and element.ucid != CAST:
                found.setdefault(element.ucid, []).append(self._element(element, sheet))
        if sheet.extras and BACKGROUND not in found:
            found[BACKGROUND] = [Item(word("unnamed_extras", self._lang), sheet.extras)]
        order = sorted(found, key=lambda ucid: (USUAL.index(ucid) if ucid in USUAL else 99, ucid))
        return {ucid: tuple(found[ucid]) for ucid in order if found[ucid]}

    def title(self, ucid: int) -> str:
        """What a category is called; a category of one's own keeps its name."""
        if f"category.{ucid}" in load_words(ROOM):
            return word(f"category.{ucid}", self._lang)
        own = next((e.category for e in self._elements.values() if e.ucid == ucid), str(ucid))
        return isolate_name(own.replace("_", " "), self._lang)

    def _role(self, role: Role) -> Item:
        name = isolate_name(role.name, self._lang).replace(" ", NO_BREAK)
        return Item(f"{role.number}{NO_BREAK}{name}")

    def _element(self, element: Element, sheet: Sheet) -> Item:
        name = isolate_name(element.name, self._lang)
        return Item(name, dict(element.quantity).get(sheet.key), element.origin is Origin.YOURS)
