"""Emphasis between Fountain's marks and runs of styled text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TypeAlias

Run: TypeAlias = tuple[str, frozenset[str]]

BOLD, ITALIC, UNDERLINE = "Bold", "Italic", "Underline"
LONGEST = 20_000
"""Letters of the longest paragraph in which emphasis is looked for; no paragraph of a script has a tenth of it."""
_DEEPEST = 4
_STYLES = {"*": {ITALIC}, "**": {BOLD}, "***": {BOLD, ITALIC}, "_": {UNDERLINE}}
_OPENER = re.compile(r"(?<!\\)(?=[*_])(?:\*{1,3}|_)(?=[^\s*_]|[*_]\S)")
_CLOSERS = {mark: re.compile(rf"(?<=[^\s\\]){re.escape(mark)}(?!\*)") for mark in _STYLES}
_LINE_END = re.compile("\n")
_ESCAPED = re.compile(r"\\([*_])")
_MARKS = re.compile(r"([*_])")


def parse_emphasis(text: str) -> list[Run]:
    r"""Runs of text with their styles; unmatched marks are plain text.

    >>> [(t, sorted(s)) for t, s in parse_emphasis("a **b** _c_ 2 * 2")]
    [('a ', []), ('b', ['Bold']), (' ', []), ('c', ['Underline']), (' 2 * 2', [])]
    """
    runs: list[Run] = []
    _parse(text, frozenset(), runs, depth=0 if len(text) <= LONGEST else _DEEPEST)
    return runs


def without_emphasis(text: str) -> str:
    r"""The words alone.

    >>> without_emphasis(r"**Bang** \*sic\* 2 * 3")
    'Bang *sic* 2 * 3'
    """
    if "*" not in text and "_" not in text:
        return text
    return "".join(words for words, _ in parse_emphasis(text))


class _Next:
    """The next place of something at or after a position that only grows: linear in all."""

    def __init__(self, text: str, what: re.Pattern[str]) -> None:
        self._text, self._what, self._at = text, what, -1

    def after(self, position: int) -> int:
        if self._at < position:
            found = self._what.search(self._text, position)
            self._at = found.start() if found else len(self._text)
        return self._at


def _parse(text: str, styles: frozenset[str], runs: list[Run], depth: int) -> None:
    kept = 0
    if depth < _DEEPEST and ("*" in text or "_" in text):
        for start, mark, close in _spans(text):
            inside = text[start + len(mark) : close]
            _append(runs, text[kept:start], styles)
            _parse(inside, styles | _STYLES[mark], runs, depth + 1)
            kept = close + len(mark)
    _append(runs, text[kept:], styles)


def _spans(text: str) -> Iterator[tuple[int, str, int]]:
    """(start, mark, place of the closing mark) of emphasis, outermost first, within one line each."""
    closers = {mark: _Next(text, pattern) for mark, pattern in _CLOSERS.items()}
    line_end = _Next(text, _LINE_END)
    at = 0
    while opener := _OPENER.search(text, at):
        start = opener.start()
        at = start + 1
        for mark in (opener[0][:size] for size in range(len(opener[0]), 0, -1)):
            close = closers[mark].after(start + len(mark) + 1)
            if close < len(text) and close < line_end.after(start):
                yield start, mark, close
                at = close + len(mark)
                break


def _append(runs: list[Run], text: str, styles: frozenset[str]) -> None:
    text = _ESCAPED.sub(r"\1", text)
    if not text:
        return
    if runs and runs[-1][1] == styles:
        runs[-1] = (runs[-1][0] + text, styles)
    else:
        runs.append((text, styles))


def write_emphasis(runs: Sequence[Run]) -> str:
    r"""Runs as Fountain; marks that belong to the text are escaped when they would be read as emphasis.

    >>> write_emphasis([("a ", frozenset()), ("b", frozenset({"Bold"})), (" 2 * 2", frozenset())])
    'a **b** 2 * 2'
    >>> write_emphasis([("Hello ", frozenset({"Bold"})), ("*world*", frozenset())])
    '**Hello** \\*world\\*'
    """
    merged: list[Run] = []
    for text, styles in runs:
        if text:
            _append_raw(merged, text, styles & {BOLD, ITALIC, UNDERLINE})
    plain = "".join(_wrap(text, styles) for text, styles in merged)
    if "*" not in plain and "_" not in plain:
        return plain
    words = "".join(text for text, _ in merged)
    if without_emphasis(plain) == words:
        return plain
    escaped = [(_MARKS.sub(r"\\\1", text), styles) for text, styles in merged]
    written = "".join(_wrap(text, styles) for text, styles in escaped)
    if without_emphasis(written) == words:
        return written
    return "".join(text for text, _ in escaped)  # the words matter more than their styles


def _append_raw(runs: list[Run], text: str, styles: frozenset[str]) -> None:
    if runs and runs[-1][1] == styles:
        runs[-1] = (runs[-1][0] + text, styles)
    else:
        runs.append((text, styles))


def _wrap(text: str, styles: frozenset[str]) -> str:
    """Marks go inside the spaces around the words; an empty run needs none."""
    core = text.strip()
    if not styles or not core or "\n" in core:
        return text
    stars = "*" * ((BOLD in styles) * 2 + (ITALIC in styles))
    line = "_" if UNDERLINE in styles else ""
    lead = text[: len(text) - len(text.lstrip())]
    trail = text[len(text.rstrip()) :]
    return f"{lead}{line}{stars}{core}{stars}{line}{trail}"
