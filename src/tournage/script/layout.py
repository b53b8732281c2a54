"""Reading a script from where its lines stand on the page: typed text and PDF."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from tournage.script.cues import (
    cue_name,
    inline_names,
    inline_speech,
    is_arabic_cue,
    is_cue,
    is_transition,
)
from tournage.script.headings import is_heading, is_scene_label
from tournage.script.letters import in_capitals, is_arabic
from tournage.script.model import Block, BlockKind

_K = BlockKind
_CUE_INDENT, _SPEECH_INDENT = 6.0, 3.0
_MARGIN_NUMBER = re.compile(r"^(\d+[A-Z]?)\s")
_FURNITURE = re.compile(
    r"^\W*(?:\d+[A-Z]?\s+)?(?:\(?(?:CONTINUED|CONT['’]D|SUITE|A SUIVRE|À SUIVRE|يتبع)\)?:?\s*(?:\(\d+\))?|\(MORE\)|\(SUITE\)|\(PLUS\))"
    r"(?:\s*\d+[A-Z]?)?\W*$",
    re.I,
)


@dataclass(frozen=True, slots=True)
class LaidLine:
    """One printed line: its words, how far in they stand (columns, a margin number apart), the space above, its page, its side."""

    text: str
    indent: float
    line: int
    gap: bool = False
    page: str = "1"
    dual: str | None = None


@dataclass(slots=True)
class _Layout:
    lines: Sequence[LaidLine]
    margin: float
    blocks: list[Block] = field(default_factory=list)
    pages: list[str] = field(default_factory=list)
    inline: frozenset[str] = frozenset()


def is_laid_out(lines: Sequence[LaidLine]) -> bool:
    """Whether cues stand further in than action, so that places tell what a line is."""
    margin = _margin(lines)
    return any(_is_cue_at(lines, i, margin) for i in range(len(lines)))


def read_layout(lines: Sequence[LaidLine]) -> tuple[tuple[Block, ...], tuple[str, ...]]:
    """(blocks, page of each). Wrapped lines are joined to paragraphs again."""
    layout = _Layout([line for line in lines if not _FURNITURE.match(line.text)], 0.0)
    layout.margin = _margin(layout.lines)
    layout.inline = inline_names(line.text for line in layout.lines)
    index = 0
    while index < len(layout.lines):
        index = _read_one(layout, index)
    return tuple(layout.blocks), tuple(layout.pages)


def _margin(lines: Sequence[LaidLine]) -> float:
    """Where action begins: under the headings, else where most long lines begin."""
    heads = Counter(round(line.indent) for line in lines if is_heading(line.text))
    if heads:
        return float(heads.most_common(1)[0][0])
    long_lines = Counter(round(line.indent) for line in lines if len(line.text) > 42)
    if long_lines:
        return float(long_lines.most_common(1)[0][0])
    return min((line.indent for line in lines), default=0.0)


def _read_one(r: _Layout, index: int) -> int:
    line = r.lines[index]
    above = r.lines[index - 1] if index else None
    fresh = (
        line.gap
        or above is None
        or above.page != line.page
        or (bool(r.blocks) and r.blocks[-1].kind is _K.HEADING)
    )
    if is_heading(line.text) and (fresh or line.indent < r.margin + _SPEECH_INDENT):
        return _read_heading(r, index)
    if _is_cue_at(r.lines, index, r.margin) and (fresh or line.indent > r.margin + _CUE_INDENT):
        return _read_speech(r, index)
    if is_transition(line.text) and (line.indent > r.margin + _CUE_INDENT or fresh):
        return _add(r, _K.TRANSITION, line.text, line, index + 1)
    speech = inline_speech(line.text) if r.inline else None
    if speech and cue_name(speech[0]) in r.inline:
        _add(r, _K.CUE, speech[0], line, index)
        return _read_action(r, index, _K.DIALOGUE, speech[1])
    return _read_action(r, index)


def _read_heading(r: _Layout, index: int) -> int:
    first = r.lines[index]
    text, after = first.text, index + 1
    label = is_scene_label(text)
    number = _MARGIN_NUMBER.match(text)
    while after < len(r.lines) and not r.lines[after].gap and r.lines[after].page == first.page:
        below = r.lines[after]
        wrapped = (
            in_capitals(below.text) and in_capitals(text) and len(text) > 45 and not is_heading(below.text)
        )
        if not wrapped and not (
            label and (is_heading(below.text) or after == index + 2) and len(below.text) < 60
        ):
            break
        if number:
            text = text.removesuffix(number[1]).rstrip()
        text = f"{text} - {below.text}" if label else f"{text} {below.text}"
        after += 1
    return _add(r, _K.HEADING, text, first, after)


def _is_cue_at(lines: Sequence[LaidLine], index: int, margin: float) -> bool:
    line = lines[index]
    if line.indent < margin + _CUE_INDENT or index + 1 >= len(lines):
        return False
    below = lines[index + 1]
    if _apart(line, below) or below.indent < margin + _SPEECH_INDENT:
        return False
    name = line.text.rstrip("* ")
    if is_cue(name):
        return True
    return is_arabic(name) and is_arabic_cue(name)


def _apart(above: LaidLine, below: LaidLine) -> bool:
    """Whether an empty line stands between; across pages nobody can see one."""
    return below.gap and above.page == below.page


def _read_speech(r: _Layout, index: int) -> int:
    cue = r.lines[index]
    _add(r, _K.CUE, cue.text.rstrip("* "), cue, index)
    index += 1
    while index < len(r.lines):
        line = r.lines[index]
        apart = _apart(r.lines[index - 1], line)
        if apart or line.indent < r.margin + _SPEECH_INDENT or _is_cue_at(r.lines, index, r.margin):
            break
        index = _read_speech_part(r, index)
    return index


def _read_speech_part(r: _Layout, index: int) -> int:
    first = r.lines[index]
    bracket = first.text.startswith("(")
    words = [first.text]
    after = index + 1
    while after < len(r.lines):
        line = r.lines[after]
        ended = bracket and words[-1].endswith(")")
        if (
            _apart(r.lines[after - 1], line)
            or line.indent < r.margin + _SPEECH_INDENT
            or ended
            or (not bracket and line.text.startswith("("))
        ):
            break
        if _is_cue_at(r.lines, after, r.margin):
            break
        words.append(line.text)
        after += 1
    kind = _K.PARENTHETICAL if bracket and words[-1].endswith(")") else _K.DIALOGUE
    return _add(r, kind, " ".join(words), first, after)


def _read_action(r: _Layout, index: int, kind: BlockKind = _K.ACTION, opening: str | None = None) -> int:
    """Lines up to the next space, heading or change of indent, as one paragraph."""
    first = r.lines[index]
    words = [first.text if opening is None else opening]
    after = index + 1
    while after < len(r.lines):
        line = r.lines[after]
        if line.gap or abs(line.indent - first.indent) > _SPEECH_INDENT or is_heading(line.text):
            break
        if r.inline and inline_speech(line.text):
            break
        words.append(line.text)
        after += 1
    return _add(r, kind, " ".join(words), first, after)


def _add(r: _Layout, kind: BlockKind, text: str, line: LaidLine, after: int) -> int:
    r.blocks.append(Block(kind, text.strip(), line.line, line.dual))
    r.pages.append(line.page)
    return after
