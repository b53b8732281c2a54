"""Scene numbers: as written, or given where none stands; never two scenes with one key."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from tournage.kernel.scene import SceneKey
from tournage.script.headings import Heading


@dataclass(frozen=True, slots=True)
class Numbering:
    """Numbers in script order; which were written; pairs of scenes (by index) that share a number."""

    numbers: tuple[str, ...]
    written: tuple[bool, ...]
    doubled: tuple[tuple[int, int], ...]


def settle_tails(headings: Sequence[Heading]) -> list[Heading]:
    """Decide what numbers after the time of day are: scene numbers when they only ever grow, else story days.

    >>> from tournage.script.headings import parse_heading
    >>> [h.number for h in settle_tails([parse_heading("INT. BAR - NIGHT 7"), parse_heading("EXT. BAR - DAY 8")])]
    ['7', '8']
    >>> [h.number for h in settle_tails([parse_heading("INT. BAR - DAY 1"), parse_heading("EXT. BAR - DAY 1")])]
    [None, None]
    """
    open_ones = [h for h in headings if h.number is None and not h.omitted]
    tails = [h.tail for h in open_ones if h.tail]
    order = [SceneKey(None, t).order for t in tails]
    growing = all(a < b for a, b in itertools.pairwise(order))
    if not tails or len(tails) < len(open_ones) or len(open_ones) < len(headings) or not growing:
        return list(headings)
    return [
        replace(h, number=h.tail, text=_cut(h.text), time_of_day=_cut(h.time_of_day or ""), tail=None)
        for h in headings
    ]


def number_scenes(written: Sequence[str | None]) -> Numbering:
    """Give every scene a number of its own.

    With no number at all they are counted from 1. Between written numbers a scene takes the number
    before it and a letter; before the first, a letter and the number after. The second of two
    scenes with one number gets `-2`.

    >>> number_scenes([None, "1", None, None, "2", "2"]).numbers
    ('A1', '1', '1A', '1B', '2', '2-2')
    >>> number_scenes([None, None]).numbers
    ('1', '2')
    """
    if not any(written):
        return Numbering(tuple(str(i + 1) for i in range(len(written))), (False,) * len(written), ())
    taken = {n for n in written if n}
    first_at: dict[str, int] = {}
    doubled: list[tuple[int, int]] = []
    numbers: list[str] = []
    last = None
    following = next(n for n in written if n)
    for index, number in enumerate(written):
        if number is None:
            number = _between(last, following, taken)
        elif number in first_at:
            doubled.append((first_at[number], index))
            number = _second(number, taken)
            last = number
        else:
            first_at[number] = index
            last = number
        taken.add(number)
        numbers.append(number)
    return Numbering(tuple(numbers), tuple(n is not None for n in written), tuple(doubled))


def _between(last: str | None, following: str, taken: set[str]) -> str:
    for letters in _letters():
        number = f"{last}{letters}" if last else f"{letters}{following}"
        if number not in taken:
            return number
    raise AssertionError("letters never run out")


def _letters() -> Iterator[str]:
    alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    yield from alphabet
    for count in range(1, 10**6):
        for letter in alphabet:
            yield f"{letter}{count}"


def _second(number: str, taken: set[str]) -> str:
    count = 2
    while f"{number}-{count}" in taken:
        count += 1
    return f"{number}-{count}"


def _cut(text: str) -> str:
    return re.sub(r"\s*\d+[A-Za-z]?\s*$", "", text)
