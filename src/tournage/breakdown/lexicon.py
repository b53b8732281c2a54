"""The lexicon of one language: things a shoot must provide, and the little words around them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
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


class Phrases(tuple[tuple[str, ...], ...]):
    """Little phrases, longest first, with those that begin or end with a word at hand."""

    by_first: dict[str, tuple[tuple[str, ...], ...]]
    by_last: dict[str, tuple[tuple[str, ...], ...]]

    @classmethod
    def of(cls, phrases: Iterable[tuple[str, ...]]) -> Phrases:
        """Sort and index phrases."""
        made = cls(sorted(set(phrases), key=lambda words: (-len(words), words)))
        filled = [words for words in made if words]
        made.by_first = {w: tuple(p for p in filled if p[0] == w) for w in {p[0] for p in filled}}
        made.by_last = {w: tuple(p for p in filled if p[-1] == w) for w in {p[-1] for p in filled}}
        return made


@dataclass(frozen=True, slots=True)
class Grammar:
    """The little words: articles, negations, comparisons, numbers, titles."""

    sets: Mapping[str, frozenset[str]]
    phrases: Mapping[str, Phrases]
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
    _seen: dict[tuple[str, str], tuple[Pattern, ...]] = field(default_factory=dict, compare=False)

    def starting(self, word: str, following: str) -> tuple[Pattern, ...]:
        """Patterns that may begin with these two words, longest first; kept, since scripts repeat themselves."""
        found = self._seen.get((word, following))
        if found is None:
            shapes = arabic_shapes(word) if self.language == "ar" else (word,)
            each = [p for shape in shapes for p in self.index.get(shape, ())]
            fit = [p for p in each if len(p.words) == 1 or self._same(following, p.words[1])]
            found = self._seen[word, following] = tuple(sorted(fit, key=_rank))
        return found

    def match(self, tokens: tuple[Token, ...], at: int) -> Pattern | None:
        """The longest pattern whose words stand at this place, with no pause between them."""
        following = tokens[at + 1].norm if at + 1 < len(tokens) else ""
        for pattern in self.starting(tokens[at].norm, following):
            last = at + len(pattern.words)
            if last > len(tokens) or tokens[last - 1].clause != tokens[at].clause:
                continue
            if all(self._same(tokens[at + k].norm, pattern.words[k]) for k in range(1, len(pattern.words))):
                return pattern
        return None

    def _same(self, written: str, wanted: str) -> bool:
        return written == wanted or (self.language == "ar" and wanted in arabic_shapes(written))


@lru_cache(maxsize=2 * len(LANGUAGES))
def load_lexicon(language: str, *, sets: bool = False) -> Lexicon:
    """The lexicon of a language; English for a language we do not have.

    `sets` gives the list of sets that are rarely empty, kept apart, since a bus is a thing too.
    """
    language = language if language in LANGUAGES else "en"
    folder = files("tournage.breakdown") / "lexicon" / language
    patterns: dict[str, list[Pattern]] = {}
    names: set[tuple[str, str]] = set()
    for file in sorted(folder.iterdir(), key=lambda f: f.name):
        if file.name == "grammar.yaml" or (file.name == "sets.yaml") != sets:
            continue
        for group in read_yaml(file):
            for pattern in _patterns(group, language):
                patterns.setdefault(pattern.words[0], []).append(pattern)
                names.add((pattern.entry.category, pattern.entry.name))
    index = {word: tuple(sorted(each, key=_rank)) for word, each in patterns.items()}
    return Lexicon(language, index, _grammar(read_yaml(folder / "grammar.yaml"), language), len(names))


def _rank(pattern: Pattern) -> tuple[int, bool, bool]:
    return -len(pattern.words), pattern.entry.category == "nothing", pattern.plural


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
    | {"bereft", "on_screen", "filtered_cues", "aside", "person_marks"}
)
_TABLES = frozenset(
    {"numbers", "multipliers", "vague", "teens", "bare_plural", "adjective_endings", "verb_endings"}
)


def _grammar(data: Mapping[str, Any], language: str) -> Grammar:
    def words(name: str) -> frozenset[str]:
        return frozenset(normalise(str(word)) for word in data[name])

    def phrases(name: str) -> Phrases:
        return Phrases.of(tuple(t.norm for t in tokenise(str(item), language)) for item in data[name])

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


def stands_at(phrases: Phrases, tokens: tuple[Token, ...], at: int) -> int:
    """How many words one of the phrases covers from this place on; 0 when none does."""
    for words in phrases.by_first.get(tokens[at].norm, ()):
        length = len(words)
        if at + length <= len(tokens) and all(tokens[at + k].norm == words[k] for k in range(1, length)):
            return length
    return 0


def ends_before(phrases: Phrases, tokens: tuple[Token, ...], at: int) -> int:
    """How many words one of the phrases covers just before this place; 0 when none does."""
    if at == 0:
        return 0
    for words in phrases.by_last.get(tokens[at - 1].norm, ()):
        start = at - len(words)
        if start >= 0 and all(tokens[start + k].norm == word for k, word in enumerate(words)):
            return len(words)
    return 0
