"""Which of the three languages a script is written in, by its letters and small words."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import islice

from tournage.script.letters import is_arabic
from tournage.script.model import Block

_FRENCH = frozenset(
    [
        "le",
        "la",
        "les",
        "des",
        "du",
        "et",
        "une",
        "dans",
        "est",
        "il",
        "elle",
        "sur",
        "avec",
        "qui",
        "pas",
        "au",
        "vous",
        "je",
        "que",
        "son",
        "sa",
        "ses",
        "jour",
        "nuit",
    ]
)
_ENGLISH = frozenset(
    [
        "the",
        "a",
        "and",
        "of",
        "to",
        "in",
        "is",
        "he",
        "she",
        "on",
        "with",
        "his",
        "her",
        "you",
        "it",
        "that",
        "at",
        "from",
        "day",
        "night",
    ]
)
_WORD = re.compile(r"[^\W\d_]+")
_ENOUGH = 400


def language_of(blocks: Iterable[Block]) -> str:
    """`ar`, `fr` or `en`, from the first few hundred blocks.

    >>> from tournage.script.model import BlockKind
    >>> language_of([Block(BlockKind.ACTION, "Il entre dans la cuisine avec une valise.", 1)])
    'fr'
    """
    arabic = french = english = 0
    for block in islice(blocks, _ENOUGH):
        words = _WORD.findall(block.text[:400].lower())
        if is_arabic(block.text):
            arabic += sum(map(is_arabic, words))
        french += sum(w in _FRENCH for w in words)
        english += sum(w in _ENGLISH for w in words)
    if arabic > french + english:
        return "ar"
    return "fr" if french > english else "en"
