"""From the breakdown to the places desk: the sets of the story, gathered from all scenes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from tournage.breakdown.model import Breakdown, SceneText, Sheet
from tournage.kernel.eighths import Eighths
from tournage.kernel.scene import IntExt, Light, SceneKey
from tournage.places.model import StorySet
from tournage.places.terrain import Vocabulary, load_vocabulary
from tournage.places.wording import slug, telling, tokens
from tournage.places.worlds import Gazetteer, load_gazetteer

MOST_WORDS = 12
WORD_KINDS = frozenset(("action", "synopsis", "section", "note"))
_PIECES = re.compile(r"\s+[-–—/]\s+|--|[–—]|\s*[,;:/]\s+|\s*،\s*|\.\s+|\s*[()\[\]]\s*")


@dataclass(frozen=True, slots=True)
class _Name:
    """A set name taken apart: what is fixed in it (context), the set itself, and its part."""

    context: tuple[str, ...]
    master: str
    parts: tuple[str, ...]

    @property
    def key(self) -> tuple[str, ...]:
        return telling(tokens(" ".join((*self.context, self.master))))

    @property
    def shown(self) -> str:
        return " - ".join((*self.context, self.master))


@dataclass(slots=True)
class _Gathered:
    """What the scenes of one set add up to."""

    name: _Name
    sheets: list[Sheet] = field(default_factory=list)
    parts: Counter[str] = field(default_factory=Counter)
    headings: Counter[str] = field(default_factory=Counter)


def breakdown_to_places(breakdown: Breakdown, scene_texts: Sequence[SceneText]) -> tuple[StorySet, ...]:
    """Gather the sets of the story, in order of first appearance.

    `KASBAH - COURTYARD` joins `KASBAH` as a part; `HARBOUR, ROTTERDAM` keeps its city; a heading
    that names an angle (`CLOSE-UP OF BILL`, `BACK TO 92`) stays in the set before it. Omitted
    scenes are left out.
    """
    texts = {text.key: text for text in scene_texts}
    sheets = [sheet for sheet in breakdown.sheets if not sheet.omitted]
    vocabulary, gazetteer = load_vocabulary(), load_gazetteer()
    names = _names(sheets, texts, vocabulary, gazetteer)
    gathered: dict[tuple[str, ...], _Gathered] = {}
    for sheet in sheets:
        name = names[sheet.key]
        here = gathered.setdefault(name.key, _Gathered(name))
        here.sheets.append(sheet)
        here.parts.update(name.parts)
        here.headings[sheet.set_name.strip()] += 1
    return _with_ids([_story_set(one, texts, vocabulary) for one in gathered.values()])


def _names(
    sheets: Sequence[Sheet],
    texts: Mapping[SceneKey, SceneText],
    vocabulary: Vocabulary,
    gazetteer: Gazetteer,
) -> dict[SceneKey, _Name]:
    """The set of each scene; angles take over the set of the scene before them."""
    names: dict[SceneKey, _Name] = {}
    uses = Counter(tokens(sheet.set_name) for sheet in sheets)
    before: _Name | None = None
    for sheet in sheets:
        language = texts[sheet.key].language if sheet.key in texts else "en"
        name = _take_apart(sheet.set_name, language, vocabulary, gazetteer)
        once = sheet.int_ext is None and uses[tokens(sheet.set_name)] == 1
        if name is None or (before is not None and _stays(name, before, once, language, vocabulary)):
            name = before or _Name((), sheet.set_name.strip() or "?", ())
        names[sheet.key] = before = name
    return _joined(names)


def _stays(name: _Name, before: _Name, once: bool, language: str, vocabulary: Vocabulary) -> bool:
    """Whether a heading goes on in the set before it.

    `APARTMENT` after `BLINKER'S APARTMENT` does; so does a heading without INT or EXT that
    stands once and names no kind of place (`CRACK OF OPEN DOOR`).
    """
    if _ends_with(before.key, name.key):
        return True
    return once and not name.context and not vocabulary.hits(name.master, language)


def _take_apart(text: str, language: str, vocabulary: Vocabulary, gazetteer: Gazetteer) -> _Name | None:
    """Split a set name into context, set and parts; None when it names no place of its own."""
    pieces = [piece.strip(" .-_*\"'") for piece in _PIECES.split(text)]
    pieces = [p for p in pieces if tokens(p) and not vocabulary.is_moment(p)]
    places = [p for p in pieces if not vocabulary.is_angle(p, language)]
    if not places:
        return None
    context = tuple(p for p in places if gazetteer.is_name(p))
    rest = [p for p in places if p not in context]
    if not rest:
        return _Name(context[:-1], context[-1], ())
    rest = sorted(rest, key=lambda piece: _rolls(piece, language, vocabulary))
    master, *others = rest
    parts = tuple(p for p in others if _is_part(p, master, language, vocabulary))
    own = [p for p in others if p not in parts]
    return _Name(context, " - ".join((master, *own)), parts)


def _rolls(piece: str, language: str, vocabulary: Vocabulary) -> bool:
    """Whether a piece names a vehicle: beside a real place, the vehicle is only a part of it."""
    hits = vocabulary.hits(piece, language)
    return bool(hits) and all(vocabulary.terms[term].anywhere for hit in hits for term in hit.terms)


def _is_part(piece: str, master: str, language: str, vocabulary: Vocabulary) -> bool:
    """Whether a piece only narrows the set: a part by name, or words that name no other kind of place."""
    if vocabulary.is_part(piece, language):
        return True
    if _rolls(piece, language, vocabulary):
        return True
    hits = vocabulary.hits(piece, language)
    known = {term for hit in vocabulary.hits(master, language) for term in hit.terms}
    return bool(known) and all(known & set(hit.terms) or vocabulary.is_soft(hit) for hit in hits)


def _joined(names: dict[SceneKey, _Name]) -> dict[SceneKey, _Name]:
    """Join what belongs to a set that other headings name by itself.

    `HALL OUTSIDE ELLA'S ROOM` joins `ELLA'S ROOM`, `DUNE RIDGE, ERG TAFOUKT` joins `ERG TAFOUKT`.
    """
    masters = {name.key: name for name in reversed(list(names.values())) if len(name.key) >= 2}
    keys = sorted(masters, key=lambda k: (len(k), k))
    result = {}
    for scene, name in names.items():
        pieces = {telling(tokens(part)) for part in name.parts}
        longer = (key for key in keys if key != name.key and (_ends_with(name.key, key) or key in pieces))
        found = next(longer, None)
        if found is None:
            result[scene] = name
        else:
            master = masters[found]
            parts = tuple(part for part in name.parts if telling(tokens(part)) != found)
            result[scene] = _Name(master.context, master.master, (name.master, *parts))
    return result


def _ends_with(key: tuple[str, ...], other: tuple[str, ...]) -> bool:
    return len(key) > len(other) and key[-len(other) :] == other


def _story_set(one: _Gathered, texts: Mapping[SceneKey, SceneText], vocabulary: Vocabulary) -> StorySet:
    sheets = one.sheets
    languages = Counter(texts[s.key].language for s in sheets if s.key in texts)
    language = languages.most_common(1)[0][0] if languages else "en"
    return StorySet(
        id=slug(one.name.shown),
        name=one.name.shown,
        int_ext=_side([sheet.int_ext for sheet in sheets]),
        scenes=tuple(sheet.key for sheet in sheets),
        eighths=Eighths(sum(sheet.eighths for sheet in sheets)),
        lights=tuple(light for light in Light if any(sheet.light is light for sheet in sheets)),
        words=_telling_words(sheets, texts, vocabulary, language),
        language=language,
        parts=tuple(part for part, _ in one.parts.most_common()),
        headings=tuple(heading for heading, _ in one.headings.most_common()),
    )


def _side(sides: Sequence[IntExt | None]) -> IntExt | None:
    known = {side for side in sides if side is not None}
    if not known:
        return None
    return known.pop() if len(known) == 1 else IntExt.BOTH


def _telling_words(
    sheets: Sequence[Sheet], texts: Mapping[SceneKey, SceneText], vocabulary: Vocabulary, language: str
) -> tuple[str, ...]:
    """Words of synopsis and action that name a kind of place, most frequent first."""
    counts: Counter[str] = Counter()
    written: dict[str, str] = {}
    for sheet in sheets:
        lines = [sheet.synopsis]
        if sheet.key in texts:
            lines += [line.text for line in texts[sheet.key].lines if line.kind in WORD_KINDS]
        for hit in (hit for line in lines for hit in vocabulary.action_hits(line, language)):
            counts[hit.word] += 1
            written.setdefault(hit.word, hit.text)
    return tuple(written[word] for word, _ in counts.most_common(MOST_WORDS))


def _with_ids(sets: Sequence[StorySet]) -> tuple[StorySet, ...]:
    """Ids made unique: a second set of the same id gets a number."""
    seen: Counter[str] = Counter()
    result = []
    for one in sets:
        seen[one.id] += 1
        result.append(one if seen[one.id] == 1 else replace(one, id=f"{one.id}_{seen[one.id]}"))
    return tuple(result)
