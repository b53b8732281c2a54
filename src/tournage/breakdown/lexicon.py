"""The lexicon of one language: things a shoot must provide, and the little words around them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files
from typing import Any

from tournage.breakdown.forms import arabic_shapes, phrase_forms
from tournage.breakdown.tokens import Token, normalise, tokenise
from tournage.kernel.datafile import read_yaml

Range = tuple[int, int, int]
LANGUAGES = ("en", "fr", "ar")


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing the lexicon knows.

    `category` is an element category, `people` for human beings, `crowd` for words that are a
    crowd by themselves, or `nothing` for phrases that only look like a thing ("car park").
    `marked` words are also verbs or names, so they count only after an article, a number, an
    owner or an adjective.
    """

    name: str
    category: str
    tags: frozenset[str]
    marked: bool = False
    range: Range | None = None


@dataclass(frozen=True, slots=True)
class Pattern:
    """One written form of an entry."""

    words: tuple[str, ...]
    entry: Entry
    plural: bool


@dataclass(frozen=True, slots=True)
class Grammar:
    """The little words: articles, negations, comparisons, numbers, titles."""

    sets: Mapping[str, frozenset[str]]
    phrases: Mapping[str, tuple[tuple[str, ...], ...]]
    numbers: Mapping[str, int]
    multipliers: Mapping[str, int]
    vague: Mapping[str, Range]
    teens: Mapping[str, int]
    bare_plural: Range
    endings: tuple[str, ...]
    verb_endings: tuple[str, ...]

    def has(self, name: str, word: str) -> bool:
        """Whether a word stands in one of the lists."""
        return word in self.sets[name]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All patterns of a language by their first word, and its grammar."""

    language: str
    index: Mapping[str, tuple[Pattern, ...]]
    grammar: Grammar
    size: int
    _seen: dict[str, tuple[Pattern, ...]] = field(default_factory=dict, compare=False)

    def starting(self, token: Token) -> tuple[Pattern, ...]:
        """Patterns that may begin at this word, longest first."""
        word = token.norm
        if self.language != "ar":
            return self.index.get(word, ())
        found = self._seen.get(word)
        if found is None:
            each = [p for shape in arabic_shapes(word) for p in self.index.get(shape, ())]
            found = self._seen[word] = tuple(sorted(each, key=lambda p: -len(p.words)))
        return found

    def match(self, tokens: tuple[Token, ...], at: int) -> Pattern | None:
        """The longest pattern whose words stand at this place, within one sentence."""
        for pattern in self.starting(tokens[at]):
            last = at + len(pattern.words)
            if last > len(tokens) or tokens[last - 1].sentence != tokens[at].sentence:
                continue
            if all(self._same(tokens[at + k].norm, pattern.words[k]) for k in range(1, len(pattern.words))):
                return pattern
        return None

    def _same(self, written: str, wanted: str) -> bool:
        return written == wanted or (self.language == "ar" and wanted in arabic_shapes(written))


@lru_cache(maxsize=len(LANGUAGES))
def load_lexicon(language: str) -> Lexicon:
    """The lexicon of a language; English for a language we do not have."""
    language = language if language in LANGUAGES else "en"
    folder = files("tournage.breakdown") / "lexicon" / language
    patterns: dict[str, list[Pattern]] = {}
    names: set[tuple[str, str]] = set()
    for file in sorted(folder.iterdir(), key=lambda f: f.name):
        if file.name == "grammar.yaml":
            continue
        for group in read_yaml(file):
            for pattern in _patterns(group, language):
                patterns.setdefault(pattern.words[0], []).append(pattern)
                names.add((pattern.entry.category, pattern.entry.name))
    index = {word: tuple(sorted(each, key=_rank)) for word, each in patterns.items()}
    return Lexicon(language, index, _grammar(read_yaml(folder / "grammar.yaml"), language), len(names))


def _rank(pattern: Pattern) -> tuple[int, bool]:
    return -len(pattern.words), pattern.plural


def _patterns(group: Mapping[str, Any], language: str) -> Iterator[Pattern]:
    for line in group["words"]:
        name, equals, rest = str(line).partition("=")
        forms = [form.strip() for form in (rest if equals else line).split(",")]
        spread = group.get("range")
        entry = Entry(
            name.strip() if equals else forms[0].lstrip("*"),
            group["category"],
            frozenset(group.get("tags", ())),
            bool(group.get("marked")),
            tuple(spread) if spread else None,
        )
        for form in forms:
            words = tuple(token.norm for token in tokenise(form.lstrip("*"), language))
            many = form.startswith("*")
            for shape, plural in _shapes(words, language, group, many) if words else ():
                yield Pattern(shape, entry, plural)


def _shapes(
    words: tuple[str, ...], language: str, group: Mapping[str, Any], many: bool
) -> tuple[tuple[tuple[str, ...], bool], ...]:
    if group.get("as_written") or group["category"] == "nothing":
        return ((words, False),)
    if group.get("plural") or many:
        return ((words, True),)
    return phrase_forms(words, language, bool(group.get("verb")))


_PHRASES = frozenset(
    {
        "likes",
        "not_likes",
        "next_day",
        "moving",
        "fullness",
        "groups",
        "depiction_links",
        "voice_cues",
        "off_cues",
    }
    | {"filtered_cues", "aside", "person_marks"}
)
_TABLES = frozenset(
    {"numbers", "multipliers", "vague", "teens", "bare_plural", "adjective_endings", "verb_endings"}
)


def _grammar(data: Mapping[str, Any], language: str) -> Grammar:
    def words(name: str) -> frozenset[str]:
        return frozenset(normalise(str(word)) for word in data[name])

    def phrases(name: str) -> tuple[tuple[str, ...], ...]:
        cut = {tuple(t.norm for t in tokenise(str(item), language)) for item in data[name]}
        return tuple(sorted(cut, key=lambda words: (-len(words), words)))

    def table(name: str) -> dict[str, int]:
        return {normalise(str(word)): int(n) for word, n in data[name].items()}

    low, likely, high = data["bare_plural"]
    return Grammar(
        sets={name: words(name) for name in data if name not in _PHRASES | _TABLES},
        phrases={name: phrases(name) for name in _PHRASES},
        numbers=table("numbers"),
        multipliers=table("multipliers"),
        vague={normalise(str(word)): (a, b, c) for word, (a, b, c) in data["vague"].items()},
        teens=table("teens"),
        bare_plural=(low, likely, high),
        endings=tuple(data["adjective_endings"]),
        verb_endings=tuple(data["verb_endings"]),
    )


def stands_at(phrases: tuple[tuple[str, ...], ...], tokens: tuple[Token, ...], at: int) -> int:
    """How many words one of the phrases covers from this place on; 0 when none does."""
    for words in phrases:
        if words and all(at + k < len(tokens) and tokens[at + k].norm == w for k, w in enumerate(words)):
            return len(words)
    return 0


def ends_before(phrases: tuple[tuple[str, ...], ...], tokens: tuple[Token, ...], at: int) -> int:
    """How many words one of the phrases covers just before this place; 0 when none does."""
    for words in phrases:
        start = at - len(words)
        if words and start >= 0 and all(tokens[start + k].norm == w for k, w in enumerate(words)):
            return len(words)
    return 0
