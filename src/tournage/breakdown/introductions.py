"""How the action introduces people: `MARK, 40`, `an OLD WOMAN brings tea`, `سلمى (٣٠ سنة)`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tournage.breakdown.lexicon import Lexicon
from tournage.breakdown.mentions import ReadLine, quote
from tournage.breakdown.tokens import Token

GROWN_UP = 18
_LATIN_AGE = re.compile(
    r"^(?:\s*[,(]|\s+[–—-])\s*(?:(?:a|an|aged?|about|around|early|mid|late|barely|almost|some|environ|à peine|âgée? de|presque)[\s-]+)*"
    r"(?P<age>\d{1,2})(?P<decade>['’]?s)?(?!\s*(?:%|km|m\b|kg|cm|h\b|:))(?=[\s,.)'’;–-]|ans|$)"
)
_LATIN_TENS = re.compile(
    r"^\s*[,(–—-]\s*(?:la\s+)?(?P<tens>vingtaine|trentaine|quarantaine|cinquantaine|soixantaine)"
)
_NAMED = re.compile(
    r"^\s*(?:,|\(|–|—)\s*(?:an?|the|his|her|their|un|une|le|la|l['’]|son|sa|leur)[\s'’]*[a-zàâéèêîôûç]"
)
_AGED = re.compile(
    r"^[^.]{0,40}?\b(?:aged?|of|âgée? de|d['’]environ|de)\s+(?P<age>\d{1,2})\b(?:\s*(?:ans|years))?"
)
_BEFORE_NAME = frozenset(
    [
        "and",
        "as",
        "then",
        "when",
        "where",
        "while",
        "but",
        "toward",
        "towards",
        "to",
        "with",
        "from",
        "at",
        "by",
        "behind",
        "beside",
        "past",
        "over",
        "on",
        "of",
        "after",
        "before",
        "until",
        "et",
        "comme",
        "puis",
        "quand",
        "où",
        "tandis",
        "mais",
        "vers",
        "à",
        "avec",
        "de",
        "d'",
        "par",
        "derrière",
        "devant",
        "qu'",
        "que",
        "lorsque",
        "pendant",
        "voilà",
        "là",
    ]
)
"""Words after which a name in capitals may come; after any other the capitals only shout."""

_ARTICLES = frozenset({"le", "la"})
_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩", "0123456789")
_SHOUTED = 0.7
_APPOSITION = 6
_LONGEST_NAME = 3
_OLDEST = 110
_FOLLOWS = 160
"""Letters after a name in which its age may stand."""

_LONGEST_ARABIC = 5


@dataclass(frozen=True, slots=True)
class Introduction:
    """A person the action brings in by name or kind."""

    name: str
    line: int
    text: str
    age: int | None
    certain: bool
    """An age or an apposition follows, the last word is a kind of person, or the name does something."""
    told: bool
    """An age or an apposition follows: the person is met here for the first time."""
    where: tuple[int, int]
    """First and last word in the line."""


def find_introductions(read: ReadLine, lexicon: Lexicon) -> Iterator[Introduction]:
    """Every person a line introduces."""
    if lexicon.language == "ar":
        yield from _arabic(read, lexicon)
        return
    tokens = read.tokens
    if not tokens or sum(t.capitals for t in tokens) > max(3, _SHOUTED * len(tokens)):
        return
    at = 0
    while at < len(tokens):
        end = _run_end(tokens, at, read.source.text, lexicon)
        if end == at:
            at += 1
            continue
        yield _introduction(read, at, end, lexicon)
        at = end


def _run_end(tokens: tuple[Token, ...], at: int, text: str, lexicon: Lexicon) -> int:
    """The end of a run of words in capitals that may be a name."""
    end = at
    while end < len(tokens) and (tokens[end].capitals or (end > at and tokens[end].text.isdecimal())):
        article = (
            end == at and tokens[end].norm in _ARTICLES and end + 1 < len(tokens) and tokens[end + 1].capitals
        )
        if lexicon.grammar.has("stop_capitals", tokens[end].norm) and end == at and not article:
            return at
        if end > at and text[tokens[end - 1].end : tokens[end].start].strip(" -.#’'"):
            break
        end += 1
    return end


def _introduction(read: ReadLine, at: int, end: int, lexicon: Lexicon) -> Introduction:
    tokens, text = read.tokens, read.source.text
    name = " ".join(text[tokens[at].start : tokens[end - 1].end].split())
    rest = text[tokens[end - 1].end : tokens[end - 1].end + _FOLLOWS]
    age = _age_after(rest, lexicon)
    pattern = lexicon.match(tokens, end - 1)
    person = pattern is not None and pattern.entry.category == "people" and not pattern.plural
    told = age is not None or (bool(_NAMED.match(rest)) and _person_follows(tokens, end, lexicon))
    return Introduction(
        name=name,
        line=read.line_at(tokens[at].start),
        text=quote(text, tokens[at].start, tokens[end - 1].end),
        age=age,
        certain=told or person or _acts(tokens, at, end, lexicon),
        told=told,
        where=(at, end - 1),
    )


def _person_follows(tokens: tuple[Token, ...], at: int, lexicon: Lexicon) -> bool:
    """Whether the words after a name say what kind of person it is: `MARK, a tired teacher`."""
    for k in range(at, min(at + _APPOSITION, len(tokens))):
        pattern = lexicon.match(tokens, k)
        if pattern is not None and pattern.entry.category == "people":
            return True
    return False


def _acts(tokens: tuple[Token, ...], at: int, end: int, lexicon: Lexicon) -> bool:
    """Whether a name in capitals does something: `YOUNES runs`, `ADIL's face`; not `a SCREAM echoes`."""
    grammar = lexicon.grammar
    before = tokens[at - 1].norm if at and tokens[at - 1].clause == tokens[at].clause else None
    if before is not None and before not in _BEFORE_NAME and not grammar.has("entering", before):
        return False
    name = [token.norm for token in tokens[at:end]]
    if len(name) > _LONGEST_NAME or any(
        lexicon.index.get(w) or grammar.has("stop_capitals", w) for w in name
    ):
        return False
    if before is not None and grammar.has("entering", before):
        return True
    if end >= len(tokens) or tokens[end].clause != tokens[end - 1].clause:
        return False
    word = tokens[end].norm
    if word == "'s":
        return end + 1 < len(tokens) and grammar.has("body", tokens[end + 1].norm)
    if not tokens[end].text.islower() or grammar.has("determiners", word) or grammar.has("adjectives", word):
        return False
    return grammar.has("common_verbs", word) or (len(word) > 3 and word.endswith(grammar.verb_endings))


def _age_after(rest: str, lexicon: Lexicon) -> int | None:
    match = _LATIN_AGE.match(rest)
    if match:
        return int(match["age"]) + (5 if match["decade"] else 0) or None
    tens = _LATIN_TENS.match(rest)
    if tens:
        return {"vingtaine": 25, "trentaine": 35, "quarantaine": 45, "cinquantaine": 55}.get(tens["tens"], 65)
    stretch = rest[:40].lower()
    for words, age in lexicon.grammar.teens.items():
        if re.match(rf"\s*[,(]\s*(?:a|an|un|une|in (?:his|her)|her|his)?\s*{re.escape(words)}\b", stretch):
            return age
    match = _AGED.match(rest)
    if (
        match
        and int(match["age"]) < 100
        and re.search(r"ans\b|years|aged|âgé", match.group() + rest[match.end() : match.end() + 6])
    ):
        return int(match["age"])
    return None


def _arabic(read: ReadLine, lexicon: Lexicon) -> Iterator[Introduction]:
    """`سلمى (٣٠ سنة)`, `إدريس، خمس وأربعون سنة`: a name, a pause, an age in digits or words."""
    tokens, text = read.tokens, read.source.text
    for at, token in enumerate(tokens):
        if (token.norm,) not in lexicon.grammar.phrases["person_marks"]:
            continue
        age, first = _arabic_number(tokens, at, lexicon)
        if not (0 < age < _OLDEST) or first == 0 or tokens[first - 1].clause == tokens[first].clause:
            continue
        start = first - 1
        while (
            start and tokens[start - 1].clause == tokens[first - 1].clause and first - start < _LONGEST_ARABIC
        ):
            start -= 1
        yield Introduction(
            name=text[tokens[start].start : tokens[first - 1].end],
            line=read.line_at(tokens[start].start),
            text=quote(text, tokens[start].start, token.end),
            age=age,
            certain=True,
            told=True,
            where=(start, first - 1),
        )


def _arabic_number(tokens: tuple[Token, ...], at: int, lexicon: Lexicon) -> tuple[int, int]:
    """The number before a word, and where it begins."""
    total, first = 0, at
    while first:
        word = tokens[first - 1].norm
        bare = word.removeprefix("و")
        value = lexicon.grammar.numbers.get(word, lexicon.grammar.numbers.get(bare))
        if word.translate(_DIGITS).isdecimal():
            value = int(word.translate(_DIGITS))
        if value is None or tokens[first - 1].sentence != tokens[at].sentence:
            break
        total, first = total + value, first - 1
    return total, first
