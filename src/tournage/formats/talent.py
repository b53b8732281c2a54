"""Published ordering problems (talent scheduling): the text format, DDOLib's, and MiniZinc data.

Text: a name, the numbers of scenes and actors, for each actor a row of 0 and 1 over the scenes and
the wage, then the lengths of the scenes, whatever the line breaks. DDOLib writes the same, with an
optimum after the name at times. MiniZinc data (`.dzn`): `numScenes`, `numActors`, `ia`, `c`, `d`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tournage.kernel.findings import Finding, Severity, finding
from tournage.schedule.solve.core import Instance

SUFFIXES = (".dat", ".dzn", ".txt")
LARGEST = 20_000_000
"""Bytes; 10,000 scenes with 500 actors take half of it."""
LARGEST_NUMBER = 10**9
_WORD = re.compile(r"\S+")
_WHOLE = re.compile(r"[+-]?\d{1,18}(?:\.0+)?")
_ENTRY = re.compile(r"(?P<name>\w+)\s*=\s*(?P<value>\[[^\]]*\]|[^;]*?)\s*(?:;|$|(?=\n\s*\w+\s*=))")


@dataclass(frozen=True, slots=True)
class _Word:
    text: str
    line: int


class _UnreadableError(Exception):
    """Carries the finding out of the depths of the reader."""

    def __init__(self, found: Finding) -> None:
        super().__init__(found.code)
        self.found = found


def read(file: Path) -> tuple[Instance | None, tuple[Finding, ...]]:
    """Read one problem; None with findings where the file holds none.

    Findings: FIL-401 no text, FIL-402 not a whole number, FIL-403 too few numbers, FIL-404 out of
    range, FIL-405 neither 0 nor 1, FIL-406 words left over, FIL-407 an entry is missing.
    """
    try:
        raw = file.read_bytes()
    except OSError:
        return None, (_error("FIL-401", file.name),)
    if len(raw) > LARGEST or b"\0" in raw:
        return None, (_error("FIL-401", file.name),)
    return parse(raw.decode("utf-8-sig", "replace"), file.name)


def parse(text: str, where: str) -> tuple[Instance | None, tuple[Finding, ...]]:
    """Read one problem from text; `where` names the file in findings.

    >>> parse("two 2 1  1 1 5  3 4", "two")[0]
    Instance(lengths=(3, 4), wages=(5,), casts=(1, 1))
    """
    try:
        if "numScenes" in text:
            return _parse_minizinc(text, where), ()
        return _parse_words(text, where)
    except _UnreadableError as bad:
        return None, (bad.found,)


def _error(code: str, where: str, **values: str | int) -> Finding:
    return finding("formats", code, Severity.ERROR, where, **values)


def _parse_words(text: str, where: str) -> tuple[Instance, tuple[Finding, ...]]:
    words = [
        _Word(match.group(), number)
        for number, line in enumerate(text.splitlines(), 1)
        for match in _WORD.finditer(line)
    ]
    if len(words) < 3:
        raise _UnreadableError(_error("FIL-401", where))
    body = _after_title(words)
    scenes = _number(body[0], where, least=0) if body else 0
    actors = _number(body[1], where, least=0) if len(body) > 1 else 0
    needed, given = actors * (scenes + 1) + scenes, len(body) - 2
    if len(body) < 2 or given < needed:
        line = words[-1].line
        raise _UnreadableError(
            _error(
                "FIL-403",
                f"{where}:{line}",
                got=max(0, given),
                expected=needed,
                scenes=scenes,
                actors=actors,
            )
        )
    grid, lengths = body[2 : 2 + actors * (scenes + 1)], body[2 + actors * (scenes + 1) : 2 + needed]
    rows = [grid[a * (scenes + 1) : (a + 1) * (scenes + 1)] for a in range(actors)]
    instance = _build(
        [[_digit(word, where) for word in row[:scenes]] for row in rows],
        [_number(row[scenes], where, least=0) for row in rows],
        [_number(word, where, least=0) for word in lengths],
    )
    spare = body[2 + needed :]
    if not spare:
        return instance, ()
    left = finding(
        "formats",
        "FIL-406",
        Severity.WARNING,
        f"{where}:{spare[0].line}",
        words=len(spare),
        first=spare[0].text,
    )
    return instance, (left,)


def _after_title(words: Sequence[_Word]) -> Sequence[_Word]:
    """The words after the name: one word, or the whole first line where more stands on it."""
    rest = [word for word in words if word.line > words[0].line]
    if len(rest) >= 2 and all(_WHOLE.fullmatch(word.text) for word in rest[:2]):
        return rest
    return words[1:]


def _parse_minizinc(text: str, where: str) -> Instance:
    bare = re.sub(r"%[^\n]*", "", text)
    entries = {match["name"]: match for match in _ENTRY.finditer(bare)}

    def numbers(name: str) -> list[_Word]:
        match = entries.get(name)
        if match is None:
            raise _UnreadableError(_error("FIL-407", where, name=name))
        line = bare.count("\n", 0, match.start()) + 1
        value = re.sub(r"[\[\]|,;]", " ", match["value"])
        return [_Word(word, line) for word in value.split()]

    def one(name: str) -> int:
        found = numbers(name)
        if len(found) != 1:
            raise _UnreadableError(_error("FIL-407", where, name=name))
        return _number(found[0], where, least=0)

    def many(name: str, size: int) -> list[_Word]:
        found = numbers(name)
        if len(found) != size:
            raise _UnreadableError(
                _error(
                    "FIL-403", f"{where}, {name}", got=len(found), expected=size, scenes=scenes, actors=actors
                )
            )
        return found

    scenes, actors = one("numScenes"), one("numActors")
    grid = [_digit(word, where) for word in many("ia", scenes * actors)]
    return _build(
        [grid[a * scenes : (a + 1) * scenes] for a in range(actors)],
        [_number(word, where, least=0) for word in many("c", actors)],
        [_number(word, where, least=0) for word in many("d", scenes)],
    )


def _number(word: _Word, where: str, *, least: int) -> int:
    if not _WHOLE.fullmatch(word.text):
        raise _UnreadableError(_error("FIL-402", f"{where}:{word.line}", text=word.text[:40]))
    value = int(word.text.partition(".")[0])
    if not least <= value <= LARGEST_NUMBER:
        raise _UnreadableError(_error("FIL-404", f"{where}:{word.line}", number=value, most=LARGEST_NUMBER))
    return value


def _digit(word: _Word, where: str) -> bool:
    if word.text not in ("0", "1"):
        raise _UnreadableError(_error("FIL-405", f"{where}:{word.line}", text=word.text[:40]))
    return word.text == "1"


def _build(rows: Sequence[Sequence[bool]], wages: Sequence[int], lengths: Sequence[int]) -> Instance:
    casts = [0] * len(lengths)
    for actor, row in enumerate(rows):
        for scene, plays in enumerate(row):
            if plays:
                casts[scene] |= 1 << actor
    return Instance(tuple(lengths), tuple(wages), tuple(casts))


def write(instance: Instance, name: str) -> str:
    """The problem in the text format.

    >>> write(Instance((3, 4), (5,), (1, 1)), "two")
    'two\\n2\\n1\\n\\n1 1  5\\n\\n3 4\\n'
    """
    rows = [
        " ".join(str(cast >> actor & 1) for cast in instance.casts) + f"  {wage}"
        for actor, wage in enumerate(instance.wages)
    ]
    lengths = " ".join(map(str, instance.lengths))
    head = f"{name}\n{len(instance.lengths)}\n{len(instance.wages)}\n"
    return "\n".join([head, *rows, "", lengths, ""])
