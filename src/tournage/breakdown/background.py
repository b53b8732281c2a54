"""Background actors: crowds, trades and passers-by with low, likely and high counts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from tournage.breakdown.collector import Collector
from tournage.breakdown.guards import is_emptied, is_full
from tournage.breakdown.lexicon import Lexicon, Range, load_lexicon
from tournage.breakdown.mentions import Mention, ReadLine
from tournage.breakdown.model import Evidence, SceneText
from tournage.breakdown.tokens import tokenise
from tournage.kernel.scene import SceneKey
from tournage.kernel.words import Phrase, phrase

FULL_FACTOR = 2


@dataclass(slots=True)
class Background:
    """What has been counted so far: a group counted once keeps its count when it comes back."""

    counted: dict[str, tuple[SceneKey, Range]] = field(default_factory=dict)
    extras: dict[SceneKey, Range] = field(default_factory=dict)


def add_people(mention: Mention, scene: SceneText, book: Background, into: Collector) -> None:
    """Put one mention of people among the background actors of its scene."""
    lexicon = load_lexicon(scene.language)
    if not mention.plural and mention.entry.category == "people" and _is_someone_known(mention, lexicon):
        return
    spread, reason = _spread(mention, scene, book, lexicon)
    evidence = Evidence(scene.key, mention.line, mention.text, reason)
    into.add(
        "background_actors",
        mention.entry.name,
        evidence,
        count=spread,
        tags=mention.entry.tags | {"background"},
    )
    if "minor" in mention.entry.tags:
        into.add("minors", mention.entry.name, evidence, count=spread, tags=("minor",))


def add_atmosphere(scene: SceneText, lines: Iterable[ReadLine], into: Collector) -> None:
    """People a set is never without, when the text names none and does not call it empty."""
    lexicon = load_lexicon(scene.language)
    heading = tokenise(scene.heading, scene.language)
    reads = tuple(lines)
    if is_emptied(heading, lexicon) or any(is_emptied(read.tokens, lexicon) for read in reads):
        return
    full = next(((r, k) for r in reads if (k := is_full(r.tokens, lexicon)) is not None), None)
    for at in range(len(heading)):
        pattern = lexicon.match(heading, at)
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
    """Background actors of each scene: low, likely and high."""
    total: dict[SceneKey, Range] = {}
    for draft in into.drafts.values():
        if draft.category != "background_actors":
            continue
        for key, (low, likely, high) in draft.counts.items():
            a, b, c = total.get(key, (0, 0, 0))
            total[key] = a + low, b + likely, c + high
    return total


def _spread(mention: Mention, scene: SceneText, book: Background, lexicon: Lexicon) -> tuple[Range, Phrase]:
    name = mention.entry.name
    if mention.count is not None:
        book.counted[name] = scene.key, mention.count
        low, likely, high = mention.count
        if low == high:
            return mention.count, phrase("breakdown.reason.counted", n=likely)
        return mention.count, phrase("breakdown.reason.estimated", low=low, likely=likely, high=high)
    earlier = book.counted.get(name)
    if earlier is not None and (mention.plural or mention.entry.category == "crowd"):
        return earlier[1], phrase("breakdown.reason.carried", n=earlier[1][1], scene=str(earlier[0]))
    low, likely, high = mention.entry.range or mention.estimate
    if low == high:
        return (low, likely, high), phrase("breakdown.reason.counted", n=likely)
    return (low, likely, high), phrase("breakdown.reason.estimated", low=low, likely=likely, high=high)


def _is_someone_known(mention: Mention, lexicon: Lexicon) -> bool:
    """`the man`, `his wife`: one person named before, not one more."""
    tokens, at = mention.read.tokens, mention.where
    if mention.estimate != (1, 1, 1) or not mention.entry.tags & {"generic", "kin"}:
        return False
    if lexicon.language == "ar":
        return "kin" in mention.entry.tags or tokens[at].norm.startswith(("ال", "وال", "لل", "بال"))
    before = tokens[at - 1].norm if at else ""
    return "kin" in mention.entry.tags or lexicon.grammar.has("definite", before)
