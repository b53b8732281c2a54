"""Typed screenplays: plain text, laid out by indents, numbered like a continuity, or flat like Fountain."""

from __future__ import annotations

import re
from pathlib import Path

from tournage.formats.decode import decode
from tournage.formats.fountain_text import read_fountain_text
from tournage.formats.fountain_title import read_title_page
from tournage.kernel.findings import Finding
from tournage.script.continuity import find_numbered, read_continuity
from tournage.script.headings import is_heading
from tournage.script.layout import LaidLine, is_laid_out, read_layout
from tournage.script.letters import in_capitals, is_arabic
from tournage.script.model import RawScript

PAPER = "script"
SUFFIXES = (".txt", ".text", ".md", "")
_NUMBER_FIRST = re.compile(r"^\s*\d+[A-Z]?[.)]?\s+")
_BY = re.compile(
    r"^(?:written |screenplay |story |continuity |photoplay .*)?by\b|^(?:de|par|scénario d)\b|^(?:تأليف|سيناريو)",
    re.I,
)


def read(file: Path) -> tuple[RawScript | None, tuple[Finding, ...]]:
    """Read a plain text screenplay, whatever its encoding."""
    text, findings = decode(file)
    if text is None:
        return None, findings
    lines = text.split("\n")
    title_page, _ = read_title_page(lines)
    if not title_page and find_numbered(lines) and sum(map(is_heading, lines)) < 5:
        return read_continuity(lines, _title_lines(lines)), findings
    laid = _laid_lines(lines)
    if not title_page and is_laid_out(laid):
        blocks, _ = read_layout(laid)
        return RawScript(_title_lines(lines), blocks), findings
    raw, found = read_fountain_text(text, file.name)
    if not raw.title_page:
        raw = RawScript(_title_lines(lines), raw.blocks, raw.facts)
    return raw, (*findings, *found)


def _laid_lines(lines: list[str]) -> list[LaidLine]:
    laid: list[LaidLine] = []
    gap = True
    for number, line in enumerate(lines, 1):
        wide = line.expandtabs(8)
        text = wide.strip("\x0c ")
        if text:
            laid.append(LaidLine(text, _indent(wide, text), number, gap))
        gap = not text
    return laid


def _indent(wide: str, text: str) -> float:
    """Columns before the words; a scene number in the margin does not count."""
    if is_arabic(text) and wide[:1] != " ":
        return 0.0
    number = _NUMBER_FIRST.match(wide)
    if number and is_heading(text):
        return float(number.end())
    return float(len(wide) - len(wide.lstrip()))


def _title_lines(lines: list[str]) -> tuple[tuple[str, str], ...]:
    """The first line as the title when it stands alone in capitals, and the line that says by whom."""
    opening: list[str] = []
    for line in lines[:30]:
        text = line.strip()
        if is_heading(text):
            break
        if text:
            opening.append(text)
    if not opening or not (in_capitals(opening[0]) or is_arabic(opening[0])) or len(opening[0]) > 70:
        return ()
    author = next((t for t in opening[1:4] if _BY.search(t) and len(t) < 120), None)
    title = opening[0].strip('"“”«» ')
    return (("Title", title), ("Author", author)) if author else (("Title", title),)
