"""Facts that Fountain has no place for, kept in notes: lengths, pages, tags, revisions.

INT. BARRACKS - NIGHT #12A#
[[length: 1 4/8]] [[page: 9]]

He draws his sabre. [[tag props 104: sabre]]
"""

from __future__ import annotations

import re

from tournage.kernel.eighths import format_eighths, parse_eighths
from tournage.script.model import HeadingFacts, Tag

_FACT = re.compile(r"^\s*(length|page|story day|revision)\s*:\s*(\S.*?)\s*$", re.I)
_TAG = re.compile(
    r"^\s*tag\s+(?P<category>[^:\n]*?)(?:\s+(?P<ucid>\d{1,4}))?(?:\s+id=(?P<id>\S+))?\s*:\s*(?P<text>.+?)\s*$",
    re.S,
)


def read_fact(note: str) -> HeadingFacts | Tag | str | None:
    """What a note states: about its scene, a tag or a revision of the block above; None for plain notes.

    >>> read_fact("length: 1 4/8").eighths, read_fact("tag props 104: sabre").ucid, read_fact("ask Leila")
    (12, 104, None)
    """
    tag = _TAG.match(note)
    if tag and tag["category"]:
        return Tag(tag["text"], tag["category"], int(tag["ucid"]) if tag["ucid"] else None, tag["id"])
    match = _FACT.match(note)
    if match is None:
        return None
    kind, value = match[1].lower(), match[2]
    if kind == "length":
        eighths = parse_eighths(value)
        return None if eighths is None else HeadingFacts(eighths=eighths)
    if kind == "page":
        return HeadingFacts(page=value)
    if kind == "story day":
        return HeadingFacts(script_day=value)
    return value


def write_facts(facts: HeadingFacts) -> str:
    """The notes that state what a heading cannot."""
    notes = []
    if facts.eighths is not None:
        notes.append(f"[[length: {format_eighths(facts.eighths)}]]")
    if facts.page is not None:
        notes.append(f"[[page: {facts.page}]]")
    if facts.script_day is not None:
        notes.append(f"[[story day: {facts.script_day}]]")
    return " ".join(notes)


def write_tag(tag: Tag) -> str:
    """A tag as a note."""
    ucid = f" {tag.ucid}" if tag.ucid is not None else ""
    id = f" id={tag.id}" if tag.id else ""
    return f"[[tag {tag.category}{ucid}{id}: {tag.text}]]"
