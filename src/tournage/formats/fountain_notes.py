"""Comments and notes of Fountain: taken out before the lines are read, so that line numbers stay true.

A note leaves `NOTE_HERE` where it stood, a comment `GONE_HERE`; line ends inside either become
`LINE_END`. Every search moves forward only: the time is linear in the text, closed or not.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

NOTE_HERE, GONE_HERE, LINE_END = "\x02", "\x03", "\x00"
MARKS = NOTE_HERE + GONE_HERE
_MARKS_OUT = str.maketrans("", "", MARKS)

_OPENER = re.compile(r"/\*|\[\[")
_OTHER = {"/*": re.compile(r"\[\["), "[[": re.compile(r"/\*")}
_NOTHING = re.compile(r"(?!)")
"""What to look for once one kind of opener, or either, can no longer be closed."""
_BLANK_LINE = re.compile(r"\n[ \t]?\n")


@dataclass(frozen=True, slots=True)
class Stripped:
    """Text without comments and notes, the notes in order, and the places of unclosed comments."""

    text: str
    notes: tuple[str, ...]
    unclosed: tuple[int, ...]


class _Finder:
    """Finds the next place of something, never searching the same stretch twice."""

    def __init__(self, text: str, what: re.Pattern[str]) -> None:
        self._text, self._what, self._at = text, what, -1

    def after(self, position: int) -> int:
        if self._at < position:
            found = self._what.search(self._text, position)
            self._at = found.start() if found else len(self._text)
        return self._at


def take_out_comments(text: str) -> Stripped:
    """Take comments and notes out of a text whose line ends are plain.

    An opener that is escaped by a backslash, an unclosed comment and a note broken by an empty line
    stay as they are.
    """
    pieces: list[str] = []
    notes: list[str] = []
    unclosed: list[int] = []
    closers = {"/*": _Finder(text, re.compile(r"\*/")), "[[": _Finder(text, re.compile(r"\]\]"))}
    blank = _Finder(text, _BLANK_LINE)
    at = kept = 0
    what = _OPENER
    while opener := what.search(text, at):
        start, kind = opener.start(), opener[0]
        at = start + 2
        if start and text[start - 1] == "\\":
            continue
        close = closers[kind].after(start + 2)
        if close == len(text):
            if kind == "/*" and not unclosed:
                unclosed.append(start)
            what = _OTHER[kind] if what is _OPENER else _NOTHING
            continue
        if kind == "[[" and blank.after(start) < close:
            continue
        at = close + 2
        inside = text[start + 2 : close]
        pieces += (text[kept:start], NOTE_HERE if kind == "[[" else GONE_HERE, LINE_END * inside.count("\n"))
        if kind == "[[":
            notes.append(inside)
        kept = at
    pieces.append(text[kept:])
    return Stripped("".join(pieces), tuple(notes), tuple(unclosed))


def without_marks(text: str) -> str:
    """Text as read, the places of notes and comments forgotten."""
    return text.translate(_MARKS_OUT)


def unescape(text: str) -> str:
    """Openers of notes and comments that a backslash made plain text."""
    return text.replace("\\[[", "[[").replace("\\/*", "/*") if "\\" in text else text
