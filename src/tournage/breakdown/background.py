"""Background actors: crowds, trades and passers-by with low, likely and high counts."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from tournage.breakdown.collector import Collector
from tournage.breakdown.guards import is_emptied, is_full
from tournage.breakdown.lexicon import Lexicon, Range, load_lexicon
from tournage.breakdown.mentions import Mention, ReadLine
from tournage.breakdown.model import Evidence, SceneText
from tournage.breakdown.nouns import is_definite, is_marked, noun_start
from tournage.breakdown.tokens import tokenise
from tournage.kernel.scene import SceneKey
from tournage.kernel.words import Phrase, phrase

FULL_FACTOR = 2
_MEASURED = 4
_APPOSITION = 3
"""Clauses within which words after a name still tell what the person is."""


@dataclass(frozen=True, slots=True)
class Named:
    """What is known of a line: the words that name roles, and whether a child of the cast is in the scene."""

    words: frozenset[int]
    child: bool


@dataclass(slots=True)
class Background:
    """What has been counted so far: a group counted once keeps its count when it comes back."""

    counted: dict[str, tuple[SceneKey, Range]] = field(default_factory=dict)
    extras: dict[SceneKey, Range] = field(default_factory=dict)


def add_people(mention: Mention, scene: SceneText, named: Named, book: Background, into: Collector) -> bool:
    """Put one mention of people among the background actors; False when it is somebody of the cast."""
    lexicon = load_lexicon(scene.language)
    if mention.entry.category == "people" and _is_someone_known(
        mention, scene, named.words, named.child, lexicon
    ):
        return False
    if mention.entry.category == "crowd" and _is_measure(mention, lexicon):
        return True
    if _is_same_uniform(mention, scene, into, lexicon):
        return True
    spread, reason = _spread(mention, scene, book, lexicon)
    evidence = Evidence(scene.key, mention.line, mention.text, reason)
    tags = mention.entry.tags | {"background"} | ({"crowd"} if mention.entry.category == "crowd" else set())
    into.add("background_actors", mention.entry.name, evidence, count=spread, tags=tags)
    if "minor" in mention.entry.tags:
        into.add("minors", mention.entry.name, evidence, count=spread, tags=("minor",))
    return True


def add_atmosphere(scene: SceneText, lines: Iterable[ReadLine], into: Collector) -> None:
    """People a set is never without, when the text names none and does not call it empty."""
    lexicon = load_lexicon(scene.language)
    heading = tokenise(scene.heading, scene.language)
    reads = tuple(lines)
    if is_emptied(heading, lexicon) or any(is_emptied(read.tokens, lexicon) for read in reads):
        return
    full = next(((r, k) for r in reads if (k := is_full(r.tokens, lexicon)) is not None), None)
    sets = load_lexicon(scene.language, sets=True)
    for at in range(len(heading)):
        pattern = sets.match(heading, at)
        if pattern is None or pattern.entry.category != "atmosphere" or pattern.entry.range is None:
            continue
        low, likely, high = (n * (FULL_FACTOR if full else 1) for n in pattern.entry.range)
        line = next((ln.line for ln in scene.lines if ln.kind == "heading"), 0)
        reason = phrase(
            "breakdown.reason.atmosphere", set=pattern.entry.name, low=low, likely=likely, high=high
        )
        evidence = Evidence(scene.key, line, scene.heading, reason)
        name = ATMOSPHERE[lexicon.language].format(pattern.entry.name)
        into.add(
            "background_actors", name, evidence, count=(low, likely, high), tags=("background", "assumed")
        )
        return


ATMOSPHERE = {"en": "{} atmosphere", "fr": "ambiance {}", "ar": "أجواء {}"}


def sum_extras(into: Collector) -> Mapping[SceneKey, Range]:
    """Background actors of each scene: low, likely and high.

    Words for the whole ("the crowd", "three hundred people") hold the groups named beside them:
    the larger of the two counts.
    """
    groups: dict[SceneKey, Range] = {}
    whole: dict[SceneKey, Range] = {}
    for draft in into.drafts.values():
        if draft.category != "background_actors":
            continue
        for key, count in draft.counts.items():
            if "crowd" in draft.tags or ("generic" in draft.tags and count[1] > 1):
                whole[key] = max(whole.get(key, count), count, key=lambda c: c[1])
            else:
                groups[key] = tuple(map(sum, zip(groups.get(key, (0, 0, 0)), count, strict=True)))  # type: ignore[assignment]
    none = (0, 0, 0)
    return {
        key: max(groups.get(key, none), whole.get(key, none), key=lambda c: c[1]) for key in {*groups, *whole}
    }


def _spread(mention: Mention, scene: SceneText, book: Background, lexicon: Lexicon) -> tuple[Range, Phrase]:
    name = mention.entry.name
    if mention.count is not None and not (mention.entry.range and mention.count == (1, 1, 1)):
        book.counted[name] = scene.key, mention.count
        low, likely, high = mention.count
        if low == high:
            return mention.count, phrase("breakdown.reason.counted", n=likely)
        return mention.count, phrase("breakdown.reason.estimated", low=low, likely=likely, high=high)
    earlier = book.counted.get(name)
    again = mention.plural or mention.entry.category == "crowd"
    definite = is_definite(mention.read.tokens, mention.where, lexicon)
    if earlier is not None and earlier[1][1] > 1 and again and definite:
        return earlier[1], phrase("breakdown.reason.carried", n=earlier[1][1], scene=str(earlier[0]))
    low, likely, high = mention.entry.range or mention.estimate
    if low == high:
        return (low, likely, high), phrase("breakdown.reason.counted", n=likely)
    return (low, likely, high), phrase("breakdown.reason.estimated", low=low, likely=likely, high=high)


def _is_someone_known(
    mention: Mention, scene: SceneText, taken: Collection[int], child: bool, lexicon: Lexicon
) -> bool:
    """Whether one person is somebody of the cast, not one more: `the man`, `his wife`, `MARK, 30, a waiter`."""
    tags, tokens, at = mention.entry.tags, mention.read.tokens, mention.where
    if "kin" in tags:
        return True
    if mention.plural or mention.estimate != (1, 1, 1):
        return False
    if "minor" in tags:
        if child or is_definite(tokens, at, lexicon):
            return True
    elif "generic" in tags and (taken or scene.cast):
        return True
    after = tokens[at + mention.length : at + mention.length + 2]
    if (
        after
        and after[0].norm == "'s"
        and not (len(after) > 1 and lexicon.grammar.has("body", after[1].norm))
    ):
        return True
    if _stands_beside_name(mention, taken, lexicon):
        return True
    return lexicon.language != "ar" and mention.count is None and not is_marked(tokens, at, lexicon)


def _is_measure(mention: Mention, lexicon: Lexicon) -> bool:
    """`a crowd of mourners`: the word only measures the group named after it."""
    tokens, at = mention.read.tokens, mention.where + mention.length
    if at >= len(tokens) or not lexicon.grammar.has("links", tokens[at].norm):
        return False
    for k in range(at + 1, min(at + _MEASURED, len(tokens))):
        pattern = lexicon.match(tokens, k)
        if pattern is not None and pattern.entry.category == "people":
            return tokens[k].clause == tokens[at].clause
    return False


def _is_same_uniform(mention: Mention, scene: SceneText, into: Collector, lexicon: Lexicon) -> bool:
    """`the officer` after `a policeman`: one man in uniform under two names."""
    tags = mention.entry.tags & {"police", "military"}
    if "uniform" in mention.entry.tags:
        tags = frozenset({"police", "military"})
    if mention.plural or not tags or not is_definite(mention.read.tokens, mention.where, lexicon):
        return False
    return any(
        draft.category == "background_actors" and draft.name != mention.entry.name and tags & draft.tags
        for draft in into.drafts.values()
        if scene.key in draft.evidence
    )


def _stands_beside_name(mention: Mention, taken: Collection[int], lexicon: Lexicon) -> bool:
    """Whether the words say what somebody just named is: a comma before them, a name before the comma."""
    tokens = mention.read.tokens
    start = noun_start(tokens, mention.where, lexicon)
    sentence = tokens[mention.where].sentence
    named = [k for k in taken if k < start and tokens[k].sentence == sentence]
    if not named or start == 0 or tokens[start - 1].clause == tokens[start].clause:
        return False
    return tokens[start].clause - tokens[max(named)].clause <= _APPOSITION
