"""Scene numbers: as written, or given where none stands; never two scenes with one key."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import count, pairwise

from tournage.kernel.scene import SceneKey
from tournage.script.headings import Heading, parse_heading


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
    tails = [h.tail for h in headings]
    order = [SceneKey(None, t).order for t in tails if t]
    growing = all(a < b for a, b in pairwise(order))
    sure = len(headings) > 2 or all(h.timed_tail for h in headings)
    numbers = not any(h.number or h.omitted for h in headings)
    if not (order and len(order) == len(headings) and growing and sure and numbers):
        return list(headings)
    return [replace(parse_heading(_cut(h.text)), number=h.tail, tail=None) for h in headings]


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
    names = _Names(n for n in written if n)
    first_at: dict[str, int] = {}
    doubled: list[tuple[int, int]] = []
    numbers: list[str] = []
    last: str | None = None
    following = next(n for n in written if n)
    for index, number in enumerate(written):
        if number is None:
            number = names.beside(last, following)
        elif number in first_at:
            doubled.append((first_at[number], index))
            last = number = names.second(number)
        else:
            first_at[number] = index
            last = number
        numbers.append(number)
    return Numbering(tuple(numbers), tuple(n is not None for n in written), tuple(doubled))


class _Names:
    """Numbers not taken yet; each series of letters or counts goes on where it stopped."""

    def __init__(self, taken: Iterable[str]) -> None:
        self._taken = set(taken)
        self._letters: dict[str, Iterator[str]] = {}
        self._counts: dict[str, Iterator[int]] = {}

    def beside(self, last: str | None, following: str) -> str:
        """A number and a letter: `12A`; before the first number a letter and it: `A1`."""
        letters = self._letters.setdefault(last or "", _letters())
        return self._free(f"{last}{x}" if last else f"{x}{following}" for x in letters)

    def second(self, number: str) -> str:
        """A name for another scene with a number that is taken: `12-2`."""
        counts = self._counts.setdefault(number, count(2))
        return self._free(f"{number}-{n}" for n in counts)

    def _free(self, names: Iterator[str]) -> str:
        name = next(name for name in names if name not in self._taken)
        self._taken.add(name)
        return name


def _letters() -> Iterator[str]:
    alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    yield from alphabet
    for number in count(1):
        for letter in alphabet:
            yield f"{letter}{number}"


def _cut(text: str) -> str:
    return re.sub(r"[\s\-–—/|(]*\w+\s*\)?\.?$", "", text)
