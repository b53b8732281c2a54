"""Cutting scene text into words, the same way for the lexicon and for the script."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

_WORD = {
    "en": re.compile(r"[^\W\d_]+n['’]t\b|['’]s\b|\d+(?:[.,]\d+)*s?\b|[^\W\d_]+(?:\.[^\W\d_])*"),
    "fr": re.compile(r"\b(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu|aujourd)['’]|\d+(?:[.,]\d+)*|[^\W\d_]+", re.I),
    "ar": re.compile(r"\d+(?:[.,٫]\d+)*|(?:[^\W\d_]|[\u064b-\u0652\u0670\u0640])+"),
}
_END = re.compile(r"[.!?;…؟؛—]|--|\n\s*\n")
_PAUSE = re.compile(r"[,:()،–]")
_MARKS = re.compile(r"[\u064b-\u0652\u0670\u0640]")
_FOLD = str.maketrans(
    {
        "أ": "ا",
        "إ": "ا",
        "آ": "ا",
        "ٱ": "ا",
        "ى": "ي",
        "ة": "ه",
        "ؤ": "و",
        "ئ": "ي",
        "’": "'",
        "œ": "oe",
        "æ": "ae",
    }
)
_ABBREVIATED = frozenset(
    [
        "mr",
        "mrs",
        "ms",
        "dr",
        "st",
        "prof",
        "capt",
        "sgt",
        "lt",
        "col",
        "gen",
        "rev",
        "m",
        "mme",
        "mlle",
        "no",
        "vs",
    ]
)


@dataclass(frozen=True, slots=True)
class Token:
    """One word: as written, as compared, where it stands, in which sentence of its line."""

    text: str
    norm: str
    start: int
    end: int
    sentence: int
    clause: int = 0

    @property
    def capitals(self) -> bool:
        """Written wholly in capitals, two letters or more."""
        return len(self.text) > 1 and self.text.isupper() and sum(map(str.isalpha, self.text)) > 1

    @property
    def titled(self) -> bool:
        """Begins with a capital."""
        return self.text[:1].isupper()


@lru_cache(maxsize=100_000)
def normalise(word: str) -> str:
    """A word as it is compared: small letters, no Arabic vowel marks, one form of alef, ya and ta.

    >>> normalise("Élodie"), normalise("سيّارة")
    ('élodie', 'سياره')
    """
    plain = _MARKS.sub("", unicodedata.normalize("NFC", word)).lower()
    if plain.removeprefix("و").startswith("كأن"):
        return plain  # "as if", which without its hamza would read "was"
    return plain.translate(_FOLD)


def fold_accents(text: str) -> str:
    """Letters without accents, in capitals, for comparing names.

    >>> fold_accents("Élodie")
    'ELODIE'
    """
    plain = unicodedata.normalize("NFD", text)
    return "".join(c for c in plain if not unicodedata.combining(c)).upper().translate(_FOLD)


def tokenise(text: str, language: str) -> tuple[Token, ...]:
    """The words of a text.

    >>> [t.norm for t in tokenise("Mark's fire-escape isn't wet.", "en")]
    ['mark', "'s", 'fire', 'escape', "isn't", 'wet']
    >>> [t.norm for t in tokenise("L'épée d'Élodie", "fr")]
    ["l'", 'épée', "d'", 'élodie']
    """
    tokens: list[Token] = []
    sentence = clause = last = 0
    for match in _WORD.get(language, _WORD["en"]).finditer(text):
        gap = text[last : match.start()]
        if tokens and _END.search(gap) and not (gap.strip() == "." and tokens[-1].norm in _ABBREVIATED):
            sentence, clause = sentence + 1, clause + 1
        elif _PAUSE.search(gap):
            clause += 1
        word = match.group()
        tokens.append(Token(word, normalise(word), match.start(), match.end(), sentence, clause))
        last = match.end()
    return tuple(tokens)
