"""Reading a scene's text word by word: every thing of the lexicon that stands in it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from tournage.breakdown.counts import count_before, plural_range
from tournage.breakdown.guards import is_only_heard, is_there, pictured_by
from tournage.breakdown.lexicon import Entry, Lexicon, Pattern, Range
from tournage.breakdown.model import SceneText, TextLine
from tournage.breakdown.tokens import Token, tokenise

READ_KINDS = frozenset({"action", "parenthetical", "shot"})
"""Block kinds whose things stand on the set; what is only spoken of does not."""

_HEADING_CATEGORIES = frozenset({"vehicles", "water_fire", "special_equipment", "camera"})
_SEPARATOR = re.compile(r"\s+-+\s+|\s*--+\s*|\s*[–—/,.():]+\s*")
_QUOTED = re.compile(r'["“«][^"“”«»]*["”»]')
_CARD = re.compile(
    r"^\W*(?:CUT-IN[- ])?(?:LEADER|TITLE|TITLES|TITLE CARD|CARD|SUBTITLE|SUPER|SUPERIMPOSE|CHYRON|CAPTION|CARTON|TITRE"
    r"|INTERTITRE|SOUS-TITRE|SURIMPRESSION|عنوان|بطاقة|لوحة|شارة)\s*:",
)
_SPOKEN_FROM = 3
"""Words between quotation marks from which a quotation is speech or writing, not a thing with a nickname."""
_LONGEST = 160
_NOISY = frozenset({"animals", "vehicles", "weapons_military", "props"})


@dataclass(frozen=True, slots=True)
class ReadLine:
    """One line of a scene cut into words."""

    source: TextLine
    tokens: tuple[Token, ...]
    breaks: tuple[int, ...] = ()
    """Places of its line breaks."""

    def line_at(self, place: int) -> int:
        """The line of the file on which a place of the text stands."""
        return self.source.line + bisect_left(self.breaks, place)


def cut(line: TextLine, text: str, language: str) -> ReadLine:
    """Cut a line into words."""
    breaks = tuple(match.start() for match in re.finditer("\n", line.text))
    return ReadLine(line, tokenise(text, language), breaks)


@dataclass(frozen=True, slots=True)
class Mention:
    """A thing of the lexicon where the text puts it."""

    entry: Entry
    line: int
    text: str
    count: Range | None
    """What the text counts; None when it does not."""
    estimate: Range
    plural: bool
    where: int
    """Place of its first word among the line's words."""
    length: int
    read: ReadLine


def read_lines(scene: SceneText, lexicon: Lexicon) -> tuple[ReadLine, ...]:
    """The lines whose things stand on the set, cut into words."""
    return tuple(
        cut(line, _silenced(line.text), lexicon.language)
        for line in scene.lines
        if line.kind in READ_KINDS and not _CARD.match(line.text)
    )


def _silenced(text: str) -> str:
    """A text whose quotations are blanked out, place for place: what is said in it is not on the set."""
    return _QUOTED.sub(lambda m: " " * len(m[0]) if len(m[0].split()) >= _SPOKEN_FROM else m[0], text)


def find_mentions(read: ReadLine, lexicon: Lexicon, taken: frozenset[int] = frozenset()) -> Iterator[Mention]:
    """Every thing in one line; `taken` are places that belong to names of roles."""
    tokens, at = read.tokens, 0
    while at < len(tokens):
        pattern = None if at in taken else lexicon.match(tokens, at)
        if pattern is None:
            at += 1
            continue
        if pattern.entry.category != "nothing":
            mention = _mention(read, at, pattern, lexicon)
            if mention is not None:
                yield mention
        at += 1 if "open" in pattern.entry.tags else len(pattern.words)


def find_in_heading(scene: SceneText, line: int, lexicon: Lexicon) -> Iterator[Mention]:
    """Things a heading names as the set itself: `INT. POLICE CAR`, `EXT. SEA`."""
    for piece in _SEPARATOR.split(scene.heading):
        read = cut(TextLine("heading", piece, line), piece, lexicon.language)
        for mention in find_mentions(read, lexicon):
            ends = mention.where + mention.length == len(read.tokens)
            begins = mention.where == 0 and lexicon.language != "en"
            if mention.entry.category in _HEADING_CATEGORIES and (ends or begins):
                yield mention


def quote(text: str, start: int, end: int) -> str:
    """The sentence around some words, kept to the line on which they stand.

    >>> quote("It rains. A camel kneels in the sand. Night.", 12, 17)
    'A camel kneels in the sand.'
    """
    left = max((text.rfind(mark, 0, start) for mark in (". ", "! ", "? ", "\n", "؟ ")), default=-1)
    left = left + 1 if left >= 0 else 0
    ends = [k for k in (text.find(mark, end) for mark in (". ", "! ", "? ", "\n", "؟ ")) if k >= 0]
    right = min(ends) + 1 if ends else len(text)
    if right - left > _LONGEST:
        left = max(left, text.rfind(" ", left, max(left, start - 40)))
        right = min(right, max(end, left + _LONGEST))
    return text[left:right].strip()


def _mention(read: ReadLine, at: int, pattern: Pattern, lexicon: Lexicon) -> Mention | None:
    tokens = read.tokens
    if not is_there(tokens, at, pattern, lexicon):
        return None
    entry, first = pattern.entry, at
    head = pictured_by(tokens, at, lexicon)
    if head is not None:
        lone = entry.category == "people" and not pattern.plural
        if lone or not lexicon.grammar.has("heard", tokens[head].norm):
            return None
        text = read.source.text[tokens[head].start : tokens[at + len(pattern.words) - 1].end]
        entry, first = Entry(" ".join(text.lower().split()), "sound", frozenset({"heard"})), head
    if entry.category in _NOISY and is_only_heard(tokens, at, lexicon):
        entry = Entry(entry.name, "sound", frozenset({"heard"}))
    counted = count_before(tokens, at, lexicon)
    if counted and counted[0][0] != counted[0][2] and _is_one(tokens, at, pattern, lexicon):
        counted = None
    last = at + len(pattern.words) - 1
    start = tokens[counted[1] if counted else first].start
    return Mention(
        entry=entry,
        line=read.line_at(tokens[at].start),
        text=quote(read.source.text, start, tokens[last].end),
        count=counted[0] if counted else None,
        estimate=counted[0] if counted else plural_range(tokens, at, pattern.plural, lexicon),
        plural=pattern.plural,
        where=at,
        length=len(pattern.words),
        read=read,
    )


def _is_one(tokens: tuple[Token, ...], at: int, pattern: Pattern, lexicon: Lexicon) -> bool:
    """Whether a noun stands in the singular, so that `some` and `other` before it count nothing."""
    if lexicon.language == "ar":
        return plural_range(tokens, at, pattern.plural, lexicon) == (1, 1, 1) and not pattern.plural
    return not pattern.plural
