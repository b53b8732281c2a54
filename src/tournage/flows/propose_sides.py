"""Indoors or out of doors, for scenes whose heading does not say: proposed from words and places, with the reason."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from tournage.breakdown.model import Breakdown, SceneText, Sheet
from tournage.kernel.findings import Finding, Severity, finding
from tournage.kernel.scene import IntExt, SceneKey
from tournage.kernel.words import Phrase, literal, phrase
from tournage.places.catalogue import Catalogue
from tournage.places.model import PlacePlan, StorySet
from tournage.places.terrain import Vocabulary, load_vocabulary

Proposal = tuple[IntExt, Phrase]
_LISTED = 12
_SIDES = {"in": IntExt.INT, "out": IntExt.EXT}


@dataclass(frozen=True, slots=True)
class _Known:
    """What tells the side of a scene: headings of the same set, the set, whether it is built on a stage."""

    headings: Mapping[str, IntExt]
    sets: Mapping[SceneKey, StorySet]
    staged: frozenset[str]
    languages: Mapping[SceneKey, str]
    vocabulary: Vocabulary


def propose_sides(
    breakdown: Breakdown, scene_texts: tuple[SceneText, ...], plan: PlacePlan, catalogue: Catalogue
) -> tuple[Breakdown, tuple[Finding, ...]]:
    """The breakdown with a side proposed for every scene whose heading has none, as far as anything tells it.

    What tells, in this order: the same set under INT or EXT elsewhere; the words of the heading; the set
    the scene belongs to; a build on a stage. Findings: SCH-408 how many were proposed and how many are
    unknown, which are planned by their light as exteriors; SCH-409 all were proposed.
    """
    asked = [sheet for sheet in breakdown.sheets if sheet.int_ext is None and not sheet.omitted]
    if not asked:
        return breakdown, ()
    known = _known(breakdown, scene_texts, plan, catalogue)
    proposals = {sheet.key: _proposal(sheet, known) for sheet in asked}
    sheets = tuple(_with_side(sheet, proposals.get(sheet.key)) for sheet in breakdown.sheets)
    return replace(breakdown, sheets=sheets), (_told(proposals),)


def _known(
    breakdown: Breakdown, scene_texts: tuple[SceneText, ...], plan: PlacePlan, catalogue: Catalogue
) -> _Known:
    headings: dict[str, IntExt] = {}
    for sheet in breakdown.sheets:
        if sheet.int_ext is not None:
            name = sheet.set_name.casefold()
            same = headings.get(name, sheet.int_ext) is sheet.int_ext
            headings[name] = sheet.int_ext if same else IntExt.BOTH
    stages = {location.id for location in catalogue.locations if location.kind == "stage"}
    return _Known(
        headings,
        {key: story for story in plan.sets for key in story.scenes},
        frozenset(p.set_id for p in plan.placements if p.location in stages),
        {text.key: text.language for text in scene_texts},
        load_vocabulary(),
    )


def _proposal(sheet: Sheet, known: _Known) -> Proposal | None:
    side = known.headings.get(sheet.set_name.casefold())
    if side is not None:
        return side, phrase("flows.side.heading", set=literal(sheet.set_name))
    return next(_by_words(sheet, known), None) or _by_set(sheet, known)


def _by_words(sheet: Sheet, known: _Known) -> Iterator[Proposal]:
    """Words of the heading, then of its set, that name a kind of place found on one side only."""
    language = known.languages.get(sheet.key, "en")
    story = known.sets.get(sheet.key)
    for text in dict.fromkeys((sheet.set_name, *((story.name,) if story else ()))):
        sign = known.vocabulary.side_sign(text, language)
        if sign is not None:
            yield _SIDES[sign[0]], phrase("flows.side.words", words=literal(sign[1]))
        hits = known.vocabulary.hits(text, language)
        shots = {known.vocabulary.terms[term].shot for hit in hits for term in hit.terms}
        if len(shots) == 1 and (side := _SIDES.get(shots.pop())):
            yield side, phrase("flows.side.words", words=literal(", ".join(hit.text for hit in hits)))


def _by_set(sheet: Sheet, known: _Known) -> Proposal | None:
    """The side of the set's other scenes, or of the stage on which it is built."""
    story = known.sets.get(sheet.key)
    if story is None:
        return None
    if story.int_ext in (IntExt.INT, IntExt.EXT):
        return story.int_ext, phrase("flows.side.heading", set=literal(story.name))
    return (IntExt.INT, phrase("flows.side.stage")) if story.id in known.staged else None


def _with_side(sheet: Sheet, proposal: Proposal | None) -> Sheet:
    return sheet if proposal is None else replace(sheet, int_ext=proposal[0], side_reason=proposal[1])


def _told(proposals: Mapping[SceneKey, Proposal | None]) -> Finding:
    sides = [proposal[0] if proposal else None for proposal in proposals.values()]
    unknown = [str(key) for key, proposal in proposals.items() if proposal is None]
    shown = (*unknown[:_LISTED], *(("…",) if len(unknown) > _LISTED else ()))
    return finding(
        "flows",
        "SCH-408" if unknown else "SCH-409",
        Severity.WARNING if unknown else Severity.INFO,
        ", ".join(shown) if unknown else "script",
        scenes=len(sides),
        inside=sides.count(IntExt.INT),
        outside=sides.count(IntExt.EXT) + sides.count(IntExt.BOTH),
        unknown=len(unknown),
    )
