"""Production notes an author left in the script: `[[Animals: seven dromedaries]]`."""

from __future__ import annotations

import re
from functools import lru_cache
from importlib.resources import files

from tournage.breakdown.collector import Collector
from tournage.breakdown.lexicon import load_lexicon
from tournage.breakdown.mentions import cut, find_mentions
from tournage.breakdown.model import Evidence, SceneText
from tournage.breakdown.tokens import normalise
from tournage.kernel.datafile import read_yaml
from tournage.kernel.words import phrase

_LABELLED = re.compile(r"^[\s\[]*(?P<label>[^\W\d_][^:\[\]]{1,24}?)\s*:\s*(?P<what>[^\]]+)", re.S)
_LONGEST = 60


def add_author_notes(scene: SceneText, into: Collector) -> None:
    """Put labelled notes where their label says, under the lexicon's names where it knows the things."""
    lexicon = load_lexicon(scene.language)
    for line in scene.lines:
        match = _LABELLED.match(line.text) if line.kind == "note" else None
        category = _labels().get(normalise(match["label"].strip())) if match else None
        if match is None or category is None:
            continue
        text = " ".join(line.text.strip("[] \n").split())
        evidence = Evidence(scene.key, line.line, text, phrase("breakdown.reason.noted"))
        read = cut(line, line.text, lexicon.language)
        known = [m for m in find_mentions(read, lexicon) if m.entry.category == category]
        for mention in known:
            into.add(
                category,
                mention.entry.name,
                evidence,
                count=mention.count,
                tags=mention.entry.tags | {"noted"},
            )
        if not known:
            into.add(category, _short(match["what"]), evidence, tags=("noted",))


@lru_cache(maxsize=1)
def _labels() -> dict[str, str]:
    data = read_yaml(files("tournage.breakdown") / "note_labels.yaml")
    return {normalise(str(label)): category for category, labels in data.items() for label in labels}


def _short(what: str) -> str:
    first = re.split(r"[.;]\s", " ".join(what.split()))[0].rstrip(". ")
    return first if len(first) <= _LONGEST else first[:_LONGEST].rsplit(" ", 1)[0] + "…"
