"""Bringing words of three languages to one form, so that headings and vocabulary can be compared."""

from __future__ import annotations

import re
import unicodedata

_TOKEN = re.compile(r"\w+")
_WORD = re.compile(r"[\w\u0300-\u036f\u064b-\u0655\u0670]+")
_ARABIC = re.compile(r"[\u0600-\u06ff]")
_ARABIC_FORMS = str.maketrans(
    {"أ": "ا", "إ": "ا", "آ": "ا", "ى": "ي", "ة": "ه", "ـ": None, "ئ": "ي", "ؤ": "و"}
)
_ARTICLES = ("وال", "بال", "فال", "كال", "لل", "ال")
_SIBILANTS = ("ches", "shes", "xes", "sses")
SMALL_WORDS = frozenset(
    [
        "a",
        "an",
        "the",
        "of",
        "in",
        "on",
        "at",
        "to",
        "by",
        "from",
        "near",
        "some",
        "any",
        "le",
        "la",
        "les",
        "l",
        "un",
        "une",
        "des",
        "du",
        "de",
        "d",
        "au",
        "aux",
        "en",
        "sur",
        "dans",
        "et",
        "and",
        "في",
        "من",
        "على",
        "الى",
        "و",
    ]
)


def tokens(text: str) -> tuple[str, ...]:
    """The words of a text without case, accents, plural and article.

    >>> tokens("The Dunes, à l'Oasis")
    ('the', 'dune', 'a', 'l', 'oasi')
    >>> tokens("القصبة") == tokens("قَصبة")
    True
    """
    return tuple(word for word, _ in words_of(text))


def words_of(text: str) -> list[tuple[str, str]]:
    """Each word of a text in its plain form and as it stands there.

    >>> words_of("Médinas")
    [('medina', 'Médinas')]
    """
    return [(_plain(found), found) for found in _WORD.findall(text.replace("_", " "))]


def _plain(word: str) -> str:
    plain = unicodedata.normalize("NFD", word.casefold())
    plain = "".join(c for c in plain if unicodedata.category(c) != "Mn" or c in "\u0653\u0654\u0655")
    return _stem(unicodedata.normalize("NFC", plain).replace("œ", "oe").translate(_ARABIC_FORMS))


def telling(words: tuple[str, ...]) -> tuple[str, ...]:
    """Words without articles and prepositions."""
    return tuple(word for word in words if word not in SMALL_WORDS)


def slug(text: str) -> str:
    """An id made of the words of a name.

    >>> slug("Kasbah - Courtyard"), slug("ELLA'S ROOM")
    ('kasbah_courtyard', 'ellas_room')
    """
    joined = re.sub(r"(\w)['’](s)\b", r"\1\2", text.casefold())
    plain = unicodedata.normalize("NFD", joined)
    plain = "".join(c for c in plain if unicodedata.category(c) != "Mn")
    return "_".join(_TOKEN.findall(plain.replace("_", " "))) or "set"


def _stem(word: str) -> str:
    if _ARABIC.match(word):
        return _without_article(word)
    if len(word) > 4 and word.endswith(_SIBILANTS):
        return word[:-2]
    if len(word) > 3 and word.endswith("s") and not word.endswith("ss"):
        return word[:-1]
    return word


def _without_article(word: str) -> str:
    for article in _ARTICLES:
        if word.startswith(article) and len(word) - len(article) >= 2:
            return word[len(article) :]
    return word
