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
    r"^\s*[,(–—-]\s*(?:(?:a|an|aged?|about|around|early|mid|late|barely|almost|some|environ|à peine|âgée? de|presque)[\s-]+)*"
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
_ARABIC_AGE = re.compile(
    r"(?P<name>[\u0621-\u064a]+(?:\s[\u0621-\u064a]+)?)\s*[(،]\s*(?:في\s+)?(?:حوالي\s+)?(?P<age>[\d٠-٩]{1,2})\s*(?:سنة|عاما|عامًا|سنوات|أعوام)"
)
_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩", "0123456789")
_SHOUTED = 0.7
_APPOSITION = 6


@dataclass(frozen=True, slots=True)
class Introduction:
    """A person the action brings in by name or kind."""

    name: str
    line: int
    text: str
    age: int | None
    certain: bool
    """An age or an apposition follows, or the last word is a kind of person."""
    where: tuple[int, int]
    """First and last word in the line."""


def find_introductions(read: ReadLine, lexicon: Lexicon) -> Iterator[Introduction]:
    """Every person a line introduces."""
    if lexicon.language == "ar":
        yield from _arabic(read)
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
    while end < len(tokens) and (tokens[end].capitals or (end > at and tokens[end].text.isdigit())):
        if lexicon.grammar.has("stop_capitals", tokens[end].norm) and end == at:
            return at
        if end > at and text[tokens[end - 1].end : tokens[end].start].strip(" -.#’'"):
            break
        end += 1
    return end


def _introduction(read: ReadLine, at: int, end: int, lexicon: Lexicon) -> Introduction:
    tokens, text = read.tokens, read.source.text
    name = " ".join(text[tokens[at].start : tokens[end - 1].end].split())
    rest = text[tokens[end - 1].end :]
    age = _age_after(rest, lexicon)
    pattern = lexicon.match(tokens, end - 1)
    person = pattern is not None and pattern.entry.category == "people" and not pattern.plural
    return Introduction(
        name=name,
        line=read.source.line + text.count("\n", 0, tokens[at].start),
        text=quote(text, tokens[at].start, tokens[end - 1].end),
        age=age,
        certain=age is not None
        or person
        or (bool(_NAMED.match(rest)) and _person_follows(tokens, end, lexicon)),
        where=(at, end - 1),
    )


def _person_follows(tokens: tuple[Token, ...], at: int, lexicon: Lexicon) -> bool:
    """Whether the words after a name say what kind of person it is: `MARK, a tired teacher`."""
    for k in range(at, min(at + _APPOSITION, len(tokens))):
        pattern = lexicon.match(tokens, k)
        if pattern is not None and pattern.entry.category == "people":
            return True
    return False


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


def _arabic(read: ReadLine) -> Iterator[Introduction]:
    for match in _ARABIC_AGE.finditer(read.source.text):
        places = [k for k, t in enumerate(read.tokens) if match.start("name") <= t.start < match.end("name")]
        if places:
            yield Introduction(
                name=match["name"],
                line=read.source.line + read.source.text.count("\n", 0, match.start()),
                text=quote(read.source.text, match.start(), match.end()),
                age=int(match["age"].translate(_DIGITS)),
                certain=True,
                where=(places[0], places[-1]),
            )
