"""Words of the study, from `words_study.yaml`, with bold facts and units."""

from __future__ import annotations

import re

from tournage.documents.parts import ROOM
from tournage.documents.render.html import Html, el, join
from tournage.kernel.words import Value, load_words, phrase, say

_BOLD = re.compile(r"\*\*(.+?)\*\*")


def word(name: str, lang: str, /, **values: Value) -> str:
    """Words of the study in one language."""
    return say(phrase(f"{ROOM}.study.{name}", **values), lang)


def known_word(name: str) -> bool:
    """Whether the study has words of this name."""
    return f"study.{name}" in load_words(ROOM)


def rich(sentence: str) -> Html:
    """A sentence as markup; what stands between double asterisks is bold.

    >>> rich("Shot in **24 days**.")
    'Shot in <strong>24 days</strong>.'
    """
    pieces = _BOLD.split(sentence)
    return join(*(el("strong", piece) if n % 2 else piece for n, piece in enumerate(pieces)))


def plain(sentence: str) -> str:
    """The same sentence without its marks.

    >>> plain("Shot in **24 days**.")
    'Shot in 24 days.'
    """
    return _BOLD.sub(r"\1", sentence)


def unit_word(unit: str | None, lang: str) -> str:
    """A unit as people write it; currencies and units nobody has named stay as they are."""
    if not unit:
        return ""
    name = f"unit.{unit.replace(' ', '_')}"
    return word(name, lang) if known_word(name) else unit
