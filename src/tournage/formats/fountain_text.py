"""Fountain 1.1: from text to title page and blocks."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field, replace

from tournage.formats.fountain_facts import read_fact
from tournage.formats.fountain_notes import (
    GONE_HERE,
    LINE_END,
    MARKS,
    NOTE_HERE,
    take_out_comments,
    unescape,
    without_marks,
)
from tournage.formats.fountain_title import read_title_page
from tournage.kernel.findings import Finding, Severity, finding
from tournage.script.cues import (
    cue_name,
    has_extension,
    inline_names,
    inline_speech,
    is_arabic_cue,
    is_cue,
    is_transition,
    may_be_sentence,
)
from tournage.script.headings import is_heading, is_scene_label, looks_like_heading
from tournage.script.letters import in_capitals, is_arabic
from tournage.script.model import Block, BlockKind, HeadingFacts, RawScript, Tag

_K = BlockKind
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f]")
_PAGE_BREAK = re.compile(r"^={3,}\s*$")
_LINE_MARKS = frozenset("=#>~!.@")
_SPEECH_KINDS = frozenset({_K.CUE, _K.PARENTHETICAL, _K.DIALOGUE, _K.LYRIC})


@dataclass(slots=True)
class _Reading:
    """What has been read so far."""

    file: str
    texts: list[str]
    numbers: list[int]
    notes: tuple[str, ...]
    arabic_names: frozenset[str] = frozenset()
    inline_names: frozenset[str] = frozenset()
    blocks: list[Block] = field(default_factory=list)
    facts: dict[int, HeadingFacts] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    next_note: int = 0
    heading_at: int = -1
    speech_at: int = -1
    after_break: bool = True
    """Whether an element that needs an empty line above it may start here."""


def read_fountain_text(text: str, file: str) -> tuple[RawScript, list[Finding]]:
    """Read Fountain. Findings: SCR-104 unclosed comment; SCR-105 a line that looks like a heading."""
    if _CONTROL.search(text):
        text = _CONTROL.sub("", text)
    if "\x0c" in text:
        text = text.replace("\x0c", "\n===\n" if "\n\x0c\n" in text else "")
    stripped = take_out_comments(text)
    texts, numbers = _split_lines(stripped.text)
    title_page, start = read_title_page(texts)
    reading = _Reading(file, texts, numbers, stripped.notes)
    for title_line in texts[:start]:
        reading.next_note += title_line.count(NOTE_HERE)
    if not text.isascii() and is_arabic(text):
        reading.arabic_names = _arabic_names(texts, start)
        reading.inline_names = inline_names(texts[start:])
    _read_lines(reading, start)
    for at in stripped.unclosed:
        where = f"{file}:{text.count(chr(10), 0, at) + 1}"
        reading.findings.append(finding("script", "SCR-104", Severity.WARNING, where))
    facts = tuple(sorted(reading.facts.items()))
    revision = next((v for k, v in title_page if k.lower() == "revision"), None)
    return RawScript(title_page, tuple(reading.blocks), facts, revision=revision), reading.findings


def _split_lines(text: str) -> tuple[list[str], list[int]]:
    """Lines and their numbers in the source."""
    texts = text.split("\n")
    if LINE_END not in text:
        return texts, list(range(1, len(texts) + 1))
    numbers: list[int] = []
    number = 1
    for index, line in enumerate(texts):
        numbers.append(number)
        eaten = line.count(LINE_END)
        number += 1 + eaten
        if eaten:
            texts[index] = line.replace(LINE_END, "")
    return texts, numbers


def _is_blank(text: str) -> bool:
    return not text or text.isspace()


def _is_gap(text: str) -> bool:
    """An empty line inside dialogue; two spaces keep the dialogue going."""
    return len(text) < 2 and _is_blank(text)


def _is_transparent(text: str) -> bool:
    """Whether nothing but a note or a comment stood on the line."""
    return (NOTE_HERE in text or GONE_HERE in text) and not text.strip(MARKS + " \t")


def _read_lines(r: _Reading, index: int) -> None:
    texts = r.texts
    total = len(texts)
    while index < total:
        text = texts[index]
        if not text or text.isspace():
            r.after_break = True
            index += 1
        elif text[0] in MARKS and _is_transparent(text):
            _notes_of(r, text, r.numbers[index])
            index += 1
        else:
            index = _read_element(r, index)


def _read_element(r: _Reading, index: int) -> int:
    """Read the element that starts on this line; return the line after it."""
    line = r.texts[index].strip()
    bare = without_marks(line).strip() if r.notes or GONE_HERE in line else line
    mark = bare[:1]
    if mark in _LINE_MARKS:
        after = _read_marked(r, index, bare, mark)
        if after is not None:
            return after
    if r.after_break and mark != "!":
        if is_heading(bare):
            return _read_heading(r, index, line)
        follows = index + 1 < len(r.texts) and not _is_gap(r.texts[index + 1])
        if follows and _is_speaker(r, index, bare):
            return _read_speech(r, index, bare)
        if not follows or _is_blank(r.texts[index + 1]):
            if is_transition(bare):
                return _single(r, index, _K.TRANSITION, line)
            if looks_like_heading(bare):
                r.findings.append(_looks(r, index, bare))
    return _read_action(r, index)


def _looks(r: _Reading, index: int, line: str) -> Finding:
    where = f"{r.file}:{r.numbers[index]}"
    return finding("script", "SCR-105", Severity.WARNING, where, line=line)


def _read_marked(r: _Reading, index: int, line: str, mark: str) -> int | None:
    """An element forced by its first character; None when the mark is plain text."""
    if mark == "=":
        if _PAGE_BREAK.match(line):
            return _single(r, index, _K.PAGE_BREAK, "")
        return _single(r, index, _K.SYNOPSIS, line[1:].strip()) if not line.startswith("==") else None
    if mark == "#":
        level = len(line) - len(line.lstrip("#"))
        return _single(r, index, _K.SECTION, line[level:].strip(), level=level) if level <= 6 else None
    if mark == ">":
        if line.endswith("<") and len(line) > 1:
            return _single(r, index, _K.CENTERED, line[1:-1].strip())
        return _single(r, index, _K.TRANSITION, r.texts[index].strip()[1:].strip())
    if mark == "~":
        return _single(r, index, _K.LYRIC, line[1:].strip())
    if mark == "." and len(line) > 1 and line[1] not in ". \t" and (r.after_break or in_capitals(line)):
        return _read_heading(r, index, r.texts[index].strip().lstrip(MARKS)[1:])
    if mark == "@" and len(line) > 1:
        return _read_speech(r, index, line[1:].strip())
    return None


def _single(r: _Reading, index: int, kind: BlockKind, text: str, level: int = 0) -> int:
    _add(r, kind, text, index, level=level)
    r.after_break = kind in (_K.PAGE_BREAK, _K.SECTION, _K.SYNOPSIS, _K.CENTERED, _K.TRANSITION)
    return index + 1


def _read_heading(r: _Reading, index: int, line: str) -> int:
    text = line.strip()
    index_after = index + 1
    bare = without_marks(text)
    if is_scene_label(bare):
        while index_after < len(r.texts) and not _is_blank(r.texts[index_after]):
            below = r.texts[index_after].strip()
            if not is_heading(below) and (index_after - index > 2 or len(below) > 60 or below[-1] in ".؟!:،"):
                break
            text = f"{text} - {below}"
            index_after += 1
    r.heading_at = len(r.blocks)
    _add(r, _K.HEADING, text, index)
    r.after_break = False
    return index_after


def _read_action(r: _Reading, index: int) -> int:
    """Lines up to an empty one or to a line with a mark of its own."""
    texts = r.texts
    start = index
    total = len(texts)
    lines: list[str] = []
    while index < total:
        text = texts[index]
        if not text or text.isspace():
            break
        first = text.lstrip()[0]
        if first in _LINE_MARKS and index > start and _is_marked(text.strip()):
            break
        if index > start and text[0] in MARKS and _is_transparent(text):
            lines[-1] += text.strip()
        else:
            if index > start and is_heading(text.strip()) and in_capitals(text):
                r.findings.append(_looks(r, index, without_marks(text.strip())))
            lines.append(text.replace("!", "", 1) if first == "!" else text)
        index += 1
    _add_action(r, lines, start)
    r.after_break = False
    return max(index, start + 1)


def _add_action(r: _Reading, lines: list[str], start: int) -> None:
    """A paragraph of action; in Arabic, lines that begin with a known name and a colon are speech."""
    kept = 0
    for at, line in enumerate(lines if r.inline_names else ()):
        speech = inline_speech(without_marks(line))
        if speech is None or cue_name(speech[0]) not in r.inline_names:
            continue
        if at > kept:
            _add(r, _K.ACTION, _paragraph(lines[kept:at]), start + kept)
        _add(r, _K.CUE, speech[0], start + at)
        _add(r, _K.DIALOGUE, speech[1] + "".join(c for c in line if c in MARKS), start + at)
        kept = at + 1
    if kept < len(lines):
        _add(r, _K.ACTION, _paragraph(lines[kept:]), start + kept)


def _paragraph(lines: list[str]) -> str:
    return "\n".join(line.rstrip() for line in lines).expandtabs(4)


def _is_marked(line: str) -> bool:
    mark = line[0]
    if mark == "=":
        return bool(_PAGE_BREAK.match(line)) or not line.startswith("==")
    if mark == ".":
        return len(line) > 1 and line[1].isalpha() and in_capitals(line)
    return mark in "#>~"


def _is_speaker(r: _Reading, index: int, line: str) -> bool:
    if is_cue(line.removesuffix("^")):
        return True
    if not r.arabic_names and line.isascii():
        return False
    return is_arabic_cue(line) and (line in r.arabic_names or _has_speech_below(r.texts, index, line))


def _has_speech_below(texts: list[str], index: int, line: str) -> bool:
    """Whether a single Arabic candidate is a speaker by what stands around it."""
    if has_extension(line) or texts[index + 1].lstrip().startswith("("):
        return True
    return len(line.split()) <= 2 and not may_be_sentence(line)


def _arabic_names(texts: list[str], start: int) -> frozenset[str]:
    """Names in scripts without capitals: forced once, or standing over speech at least twice."""
    seen: Counter[str] = Counter()
    forced: set[str] = set()
    for above, line, below in zip(
        ["", *texts[start:]], texts[start:], [*texts[start + 1 :], ""], strict=False
    ):
        text = line.strip()
        if text.startswith("@"):
            forced.add(text[1:].strip())
        elif _is_blank(above) and not _is_gap(below) and is_arabic_cue(text) and not is_heading(text):
            seen[text] += 1
    return frozenset(forced | {name for name, times in seen.items() if times > 1})


def _read_speech(r: _Reading, index: int, cue: str) -> int:
    """A cue and what is said under it."""
    right = cue.endswith("^")
    dual = "right" if right and _make_previous_left(r) else None
    first = len(r.blocks)
    raw = r.texts[index].strip()
    _add(r, _K.CUE, cue.removesuffix("^").strip() + "".join(c for c in raw if c in MARKS), index, dual=dual)
    total = len(r.texts)
    index += 1
    while index < total:
        text = r.texts[index]
        if _is_gap(text) or _PAGE_BREAK.match(text):
            break
        index = _read_speech_part(r, index, dual)
    r.speech_at = first
    r.after_break = False
    return index


def _read_speech_part(r: _Reading, index: int, dual: str | None) -> int:
    """One parenthetical, one lyric, or the lines of dialogue up to either."""
    start = index
    line = r.texts[index].strip()
    if line.startswith("~"):
        _add(r, _K.LYRIC, line[1:].strip(), index, dual=dual)
        return index + 1
    if line.startswith("("):
        lines = [line]
        while (
            ")" not in line
            and index + 1 < len(r.texts)
            and not _is_gap(r.texts[index + 1])
            and len(lines) < 8
        ):
            index += 1
            line = r.texts[index].strip()
            lines.append(line)
        if without_marks(line).endswith(")"):
            _add(r, _K.PARENTHETICAL, "\n".join(lines), start, dual=dual)
            return index + 1
        index = start
    lines = []
    while index < len(r.texts):
        text = r.texts[index]
        if _is_gap(text) or (lines and text.lstrip()[:1] in ("(", "~")) or _PAGE_BREAK.match(text):
            break
        if lines and _is_transparent(text):
            lines[-1] += text.strip()
        else:
            lines.append(text.strip())
        index += 1
    _add(r, _K.DIALOGUE, "\n".join(lines), start, dual=dual)
    return index


def _make_previous_left(r: _Reading) -> bool:
    """Turn the speech just before into the left side of dual dialogue."""
    if r.speech_at < 0 or any(b.kind not in _SPEECH_KINDS for b in r.blocks[r.speech_at :]):
        return False
    if r.blocks[r.speech_at].dual:
        return False
    for at in range(r.speech_at, len(r.blocks)):
        r.blocks[at] = replace(r.blocks[at], dual="left")
    return True


def _add(
    r: _Reading, kind: BlockKind, text: str, index: int, *, dual: str | None = None, level: int = 0
) -> None:
    line = r.numbers[index]
    notes = 0
    if NOTE_HERE in text or GONE_HERE in text:
        notes = text.count(NOTE_HERE)
        text = without_marks(text).strip("\n").rstrip()
        if "  " in text and kind is not _K.ACTION:
            text = " ".join(text.split(" "))
    r.blocks.append(Block(kind, unescape(text), line, dual, level))
    if notes:
        _settle_notes(r, notes, line)


def _notes_of(r: _Reading, text: str, line: int) -> None:
    _settle_notes(r, text.count(NOTE_HERE), line)


def _settle_notes(r: _Reading, count: int, line: int) -> None:
    """Notes that state facts go to the heading or the block above; the others become blocks."""
    owner = len(r.blocks) - 1
    for note in r.notes[r.next_note : r.next_note + count]:
        fact = read_fact(note)
        if isinstance(fact, Tag) and owner >= 0:
            r.blocks[owner] = replace(r.blocks[owner], tags=(*r.blocks[owner].tags, fact))
        elif isinstance(fact, str) and owner >= 0:
            r.blocks[owner] = replace(r.blocks[owner], revision=fact)
        elif isinstance(fact, HeadingFacts) and r.heading_at >= 0:
            known = r.facts.get(r.heading_at, HeadingFacts())
            r.facts[r.heading_at] = HeadingFacts(
                eighths=known.eighths if fact.eighths is None else fact.eighths,
                page=fact.page or known.page,
                script_day=fact.script_day or known.script_day,
            )
        else:
            r.blocks.append(Block(_K.NOTE, note.strip(), line))
    r.next_note += count
