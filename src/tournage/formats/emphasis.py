"""Emphasis between Fountain's marks and runs of styled text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TypeAlias

Run: TypeAlias = tuple[str, frozenset[str]]

BOLD, ITALIC, UNDERLINE = "Bold", "Italic", "Underline"
_STYLES = {"*": {ITALIC}, "**": {BOLD}, "***": {BOLD, ITALIC}, "_": {UNDERLINE}}
_SPAN = re.compile(
    r"(?<!\\)(?P<mark>\*{1,3}|_)(?=[^\s*_]|[*_]\S)(?P<inside>[^\n]{1,2000}?)(?<=[^\s\\])(?P=mark)(?!\*)"
)
_ESCAPED = re.compile(r"\\([*_])")
_MARKS = re.compile(r"([*_])")


def parse_emphasis(text: str) -> list[Run]:
    r"""Runs of text with their styles; unmatched marks are plain text.

    >>> [(t, sorted(s)) for t, s in parse_emphasis("a **b** _c_ 2 * 2")]
    [('a ', []), ('b', ['Bold']), (' ', []), ('c', ['Underline']), (' 2 * 2', [])]
    """
    runs: list[Run] = []
    _parse(text, frozenset(), runs, depth=0)
    return runs


def _parse(text: str, styles: frozenset[str], runs: list[Run], depth: int) -> None:
    at = 0
    if depth < 4 and ("*" in text or "_" in text):
        for span in _SPAN.finditer(text):
            _append(runs, text[at : span.start()], styles)
            _parse(span["inside"], styles | _STYLES[span["mark"]], runs, depth + 1)
            at = span.end()
    _append(runs, text[at:], styles)


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
    """
    merged: list[Run] = []
    for text, styles in runs:
        if text:
            _append_raw(merged, text, styles & {BOLD, ITALIC, UNDERLINE})
    plain = "".join(_wrap(text, styles) for text, styles in merged)
    if "*" not in plain and "_" not in plain:
        return plain
    if parse_emphasis(plain) == merged:
        return plain
    return "".join(_wrap(_MARKS.sub(r"\\\1", text), styles) for text, styles in merged)


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
