"""The terrain vocabulary: which words of a script name which kind of place."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from importlib.resources import files

from tournage.kernel.words import LANGUAGES, Phrase, phrase
from tournage.places.strict import Field, open_file
from tournage.places.wording import telling, tokens, words_of

LONGEST_PHRASE = 5
REMEDIES = ("stage_build", "plates", "elsewhere")


@dataclass(frozen=True, slots=True)
class Term:
    """A kind of place. `like` are the terms that can stand in for it and how well, as fractions.

    `shot` is `in`, `out` or `both`. `generic`: an ordinary place of its kind will do. `anywhere`:
    it needs no place of its own. `remedy`: what to do where no place offers it.
    """

    id: str
    shot: str
    like: tuple[tuple[str, Decimal], ...]
    generic: bool = False
    anywhere: bool = False
    remedy: str | None = None
    horizon_minutes: int = 0
    months: tuple[int, ...] = ()
    found: bool = False
    """It belongs to its street: where places offer it, none is built."""

    @property
    def name(self) -> Phrase:
        """The term in the reader's language."""
        return phrase(f"places.terrain.{self.id}")


@dataclass(frozen=True, slots=True)
class Hit:
    """Words of a text that name a kind of place; each of `terms` would do.

    `word` is their plain form, by which hits are compared, `text` how they stand there.
    """

    word: str
    terms: tuple[str, ...]
    text: str


@dataclass(frozen=True, slots=True, eq=False)
class Vocabulary:
    """All terms, and the words that name them by language (as tuples of tokens)."""

    terms: dict[str, Term]
    words: dict[str, dict[tuple[str, ...], tuple[str, ...]]]
    parts: dict[str, frozenset[tuple[str, ...]]]
    angles: dict[str, frozenset[tuple[str, ...]]]
    indoors: dict[str, frozenset[tuple[str, ...]]]
    outdoors: dict[str, frozenset[tuple[str, ...]]]
    soft: frozenset[tuple[str, ...]]
    heading_only: dict[str, frozenset[tuple[str, ...]]]
    moments: frozenset[str]

    def hits(self, text: str, language: str) -> tuple[Hit, ...]:
        """The words of a text that name a kind of place, longest first, none counted twice."""
        pairs = words_of(text)
        words = tuple(word for word, _ in pairs)
        table = self.words[language]
        found, place = [], 0
        while place < len(words):
            for length in range(min(LONGEST_PHRASE, len(words) - place), 0, -1):
                piece = words[place : place + length]
                if piece in table:
                    written = " ".join(as_written for _, as_written in pairs[place : place + length])
                    found.append(Hit(" ".join(piece), table[piece], written.casefold()))
                    place += length
                    break
            else:
                place += 1
        return tuple(found)

    def action_hits(self, text: str, language: str) -> tuple[Hit, ...]:
        """Hits in action, without words that mostly mean something else there, vehicles and screens."""
        left_out = self.heading_only[language]
        return tuple(
            hit
            for hit in self.hits(text, language)
            if tuple(hit.word.split()) not in left_out
            and not all(self.terms[term].anywhere for term in hit.terms)
        )

    def is_soft(self, hit: Hit) -> bool:
        """Whether a word is so general that any other word beside it decides."""
        return tuple(hit.word.split()) in self.soft

    def is_part(self, text: str, language: str) -> bool:
        """Whether a piece of a heading only names a part of a set: its courtyard, a corridor."""
        return tokens(text) in self.parts[language]

    def is_angle(self, text: str, language: str) -> bool:
        """Whether a piece of a heading names a camera angle or a moment rather than a place."""
        words = telling(tokens(text))
        for angle in self.angles[language]:
            places = range(len(words) - len(angle) + 1) if len(angle) > 1 else range(1)
            if any(words[place : place + len(angle)] == angle for place in places):
                return True
        return False

    def is_moment(self, text: str) -> bool:
        """Whether a piece of a heading only tells light, weather or motion: NIGHT, RAIN, MOVING."""
        return all(word in self.moments for word in tokens(text))

    def side_sign(self, text: str, language: str) -> tuple[str, str] | None:
        """`in` or `out`, and the first words of a heading that show it: `HALL OUTSIDE DOOR` is indoors."""
        words = tokens(text)
        for place in range(len(words)):
            for length in range(min(LONGEST_PHRASE, len(words) - place), 0, -1):
                piece = words[place : place + length]
                for side, signs in (("in", self.indoors), ("out", self.outdoors)):
                    if piece in signs[language]:
                        return side, " ".join(piece)
        return None

    def sounds_indoors(self, text: str, language: str) -> bool:
        """Whether words of a heading without INT or EXT speak of a room."""
        words = tokens(text)
        return any(
            words[place : place + len(sign)] == sign
            for sign in self.indoors[language]
            for place in range(len(words))
        )


@lru_cache
def load_vocabulary() -> Vocabulary:
    """Read the vocabulary shipped with the product.

    Raises: DataFileError naming file and line.
    """
    root = open_file(files("tournage.places").joinpath("terrain.yaml"), "tournage/terrain/1")
    root.only(
        *(
            "schema",
            "as_of",
            "source",
            "confidence",
            "assumed",
            "terms",
            "soft",
            "heading_only",
            "moments",
            "parts",
            "angles",
            "indoors",
            "outdoors",
        )
    ).sources()
    fields = dict(root.at("terms").items())
    terms = {id: _term(id, field, fields) for id, field in fields.items()}
    words: dict[str, dict[tuple[str, ...], tuple[str, ...]]] = {lang: {} for lang in LANGUAGES}
    for id, field in fields.items():
        listed = field.at("words").only(*LANGUAGES)
        for lang in LANGUAGES:
            for word in dict.fromkeys(map(tokens, listed.at(lang).texts())):
                words[lang][word] = (*words[lang].get(word, ()), id)
    return Vocabulary(
        terms,
        words,
        _lists(root.at("parts")),
        _angles(root.at("angles")),
        _lists(root.at("indoors")),
        _lists(root.at("outdoors")),
        frozenset(word for listed in _lists(root.at("soft")).values() for word in listed),
        _lists(root.at("heading_only")),
        frozenset(w for listed in _lists(root.at("moments")).values() for word in listed for w in word),
    )


def horizon_minutes(terrain: Iterable[str]) -> int:
    """Minutes of sun that hills take at each end of the day at a place of this terrain."""
    terms = load_vocabulary().terms
    return max((terms[term].horizon_minutes for term in list(terrain)[:2] if term in terms), default=0)


def _lists(field: Field) -> dict[str, frozenset[tuple[str, ...]]]:
    field.only(*LANGUAGES)
    return {lang: frozenset(map(tokens, field.at(lang).texts())) for lang in LANGUAGES}


def _angles(field: Field) -> dict[str, frozenset[tuple[str, ...]]]:
    return {lang: frozenset(map(telling, words)) for lang, words in _lists(field).items()}


def _term(id: str, field: Field, known: dict[str, Field]) -> Term:
    field.only("shot", "like", "generic", "found", "anywhere", "remedy", "horizon_minutes", "months", "words")
    shot = field.at("shot")
    if shot.value not in ("in", "out", "both"):
        shot.fail(f"shot is in, out or both, not {shot.value!r}")
    like = []
    for other, fraction in field.at("like").items():
        if other not in known:
            fraction.fail(f"{other!r} is no term of this file")
        like.append((other, fraction.number()))
    remedy = field.optional("remedy")
    if remedy is not None and remedy not in REMEDIES:
        field.at("remedy").fail(f"a remedy is one of {', '.join(REMEDIES)}")
    return Term(
        id,
        shot.text(),
        tuple(like),
        field.has("generic"),
        field.has("anywhere"),
        remedy,
        field.at("horizon_minutes").whole() if field.has("horizon_minutes") else 0,
        tuple(month.whole() for month in field.at("months").each()) if field.has("months") else (),
        field.has("found"),
    )
