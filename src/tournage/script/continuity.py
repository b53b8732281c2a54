"""Numbered continuities: scenes that open with a number and a place (`12--Bust view. Wall.`), as silent films had."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from tournage.script.model import Block, BlockKind, HeadingFacts, RawScript

_NUMBERED = re.compile(r"^ {0,3}(\d{1,4}[A-Za-z]?)\s*(?:--+|[—–]|\.\s|\)\s)\s*(\S.*)$")
_CARD = re.compile(r"^_?((?:[A-Za-z]+[ -])*leader|sub-?title|insert)\s*--?_?\s*$", re.I)
_FEWEST = 5


def find_numbered(lines: Sequence[str]) -> list[int]:
    """Indexes of lines that open numbered scenes; empty unless they count up one by one.

    >>> find_numbered(["1--Shop.", "", "He sews.", "", "2--Street.", "3--Hall.", "4--Room.", "5--Roof."])
    [0, 4, 5, 6, 7]
    """
    found: list[int] = []
    numbers: list[int] = []
    for index, line in enumerate(lines):
        match = _NUMBERED.match(line) if len(line) < 250 else None
        if match and (index == 0 or not lines[index - 1].strip() or found[-1:] == [index - 1]):
            found.append(index)
            numbers.append(int(re.sub(r"\D", "", match[1])))
    steps = sum(b - a in (0, 1) for a, b in itertools.pairwise(numbers))
    in_order = len(found) >= _FEWEST and steps * 10 >= 9 * (len(found) - 1)
    return found if in_order else []


def read_continuity(lines: Sequence[str], title_page: tuple[tuple[str, str], ...]) -> RawScript:
    """Read a numbered continuity: paragraphs are action, title cards stand as action in capitals."""
    starts = set(find_numbered(lines))
    blocks: list[Block] = []
    facts: list[tuple[int, HeadingFacts]] = []
    card = ""
    index = 0
    while index < len(lines):
        if not lines[index].strip():
            index += 1
            continue
        after = index + 1
        while after < len(lines) and lines[after].strip() and after not in starts:
            after += 1
        text = " ".join(" ".join(lines[index:after]).split())
        label = _CARD.match(text)
        if index in starts:
            match = _NUMBERED.match(text)
            assert match is not None
            facts.append((len(blocks), HeadingFacts(number=match[1])))
            blocks.append(Block(BlockKind.HEADING, match[2], index + 1))
        elif label:
            card = f"{label[1].upper()}: "
        else:
            blocks.append(Block(BlockKind.ACTION, card + text, index + 1))
            card = ""
        index = after
    return RawScript(title_page, tuple(blocks), tuple(facts))
