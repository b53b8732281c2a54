"""Gathering mentions into elements: one element a name, with all its scenes and evidence."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from tournage.breakdown.categories import ucid_of
from tournage.breakdown.lexicon import Range
from tournage.breakdown.model import Element, Evidence
from tournage.breakdown.names import slug
from tournage.kernel.dated import Origin
from tournage.kernel.scene import SceneKey

_SHOWN = 3
"""Evidence kept for one element in one scene."""


def element_id(category: str, name: str) -> str:
    """The id of an element, the same in every run and draft.

    >>> element_id("props", "Oil lamp")
    'props:oil-lamp'
    """
    return f"{category}:{slug(name)}"


@dataclass(slots=True)
class Draft:
    """An element being gathered."""

    id: str
    category: str
    name: str
    evidence: dict[SceneKey, list[Evidence]] = field(default_factory=dict)
    counts: dict[SceneKey, Range] = field(default_factory=dict)
    tags: set[str] = field(default_factory=set)
    linked: list[str] = field(default_factory=list)
    origin: Origin = Origin.PROPOSED


class Collector:
    """All elements of a script while it is read."""

    def __init__(self) -> None:
        self.drafts: dict[str, Draft] = {}
        self.removed: set[tuple[SceneKey, str, str]] = set()
        """What a person took out, by scene, category and name."""

    def add(
        self,
        category: str,
        name: str,
        evidence: Evidence,
        *,
        count: Range | None = None,
        tags: Iterable[str] = (),
    ) -> Draft:
        """Put one mention to its element; of several counts in one scene the largest stands."""
        id = element_id(category, name)
        draft = self.drafts.setdefault(id, Draft(id, category, name))
        shown = draft.evidence.setdefault(evidence.scene, [])
        if len(shown) < _SHOWN and all((e.line, e.text) != (evidence.line, evidence.text) for e in shown):
            shown.append(evidence)
        if count is not None:
            old = draft.counts.get(evidence.scene)
            draft.counts[evidence.scene] = count if old is None or count[1] > old[1] else old
        draft.tags.update(tags)
        return draft

    def find(self, name: str) -> Draft | None:
        """The element a person means: by its id, else by its name when only one bears it."""
        if name in self.drafts:
            return self.drafts[name]
        same = [draft for draft in self.drafts.values() if draft.name.casefold() == name.casefold()]
        return same[0] if len(same) == 1 else None

    def elements(self, order: dict[SceneKey, int]) -> tuple[Element, ...]:
        """The finished elements by category, then by first scene."""
        made = [finish(draft, order) for draft in self.drafts.values() if draft.evidence]
        return tuple(sorted(made, key=lambda e: (e.ucid, order[e.scenes[0]], e.id)))


def finish(draft: Draft, order: dict[SceneKey, int]) -> Element:
    """Freeze one element, its scenes in story order."""
    scenes = tuple(sorted(draft.evidence, key=lambda key: order[key]))
    return Element(
        id=draft.id,
        category=draft.category,
        ucid=ucid_of(draft.category),
        name=draft.name,
        scenes=scenes,
        evidence=tuple(e for key in scenes for e in draft.evidence[key]),
        quantity=tuple((key, draft.counts[key][1]) for key in scenes if key in draft.counts),
        linked=tuple(dict.fromkeys(draft.linked)),
        origin=draft.origin,
        tags=frozenset(draft.tags),
    )
