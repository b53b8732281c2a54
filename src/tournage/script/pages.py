"""How long it is: lines of 12-point Courier, pages, and eighths of a page.

Columns: action and headings 60, dialogue and lyrics 35, parentheticals 25, each side of dual
dialogue 28. Space above: two lines before a heading, one before action, cue, transition and shot.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tournage.kernel.eighths import EIGHTHS_A_PAGE, Eighths
from tournage.kernel.errors import TournageError
from tournage.script.emphasis import without_emphasis
from tournage.script.letters import bare_arabic
from tournage.script.model import Block, BlockKind

LENGTH_MODES = ("final_draft", "nearest")
LINES_A_PAGE = (54, 55)

_K = BlockKind
_WIDTH = {
    _K.HEADING: 60,
    _K.ACTION: 60,
    _K.CENTERED: 60,
    _K.SHOT: 60,
    _K.TRANSITION: 60,
    _K.CUE: 60,
    _K.PARENTHETICAL: 25,
    _K.DIALOGUE: 35,
    _K.LYRIC: 35,
}
_SPACE = {_K.HEADING: 2, _K.ACTION: 1, _K.CENTERED: 1, _K.SHOT: 1, _K.TRANSITION: 1, _K.CUE: 1}
_DUAL_WIDTH = 28
_KEEP_WITH_HEADING = 2


class UnknownLengthModeError(TournageError):
    """The length mode is neither final_draft nor nearest, or the lines a page make no page."""


def check_length_mode(length_mode: str, lines_a_page: int) -> None:
    """Refuse a way of measuring that does not exist.

    Raises: UnknownLengthModeError.
    """
    if length_mode not in LENGTH_MODES:
        raise UnknownLengthModeError(
            f"{length_mode} is no way of measuring; take one of: {', '.join(LENGTH_MODES)}."
        )
    if not 20 <= lines_a_page <= 100:
        raise UnknownLengthModeError(f"{lines_a_page} lines make no page; the trade counts 54 or 55.")


def count_lines(text: str, width: int) -> int:
    """Lines a paragraph takes when wrapped at words.

    >>> count_lines("one two three four", 9), count_lines("x" * 25, 10), count_lines("", 10)
    (3, 3, 1)
    """
    if len(text) <= width and "\n" not in text:
        return 1
    total = 0
    for piece in bare_arabic(without_emphasis(text)).split("\n"):
        end, at = len(piece.rstrip()), 0
        while end - at > width:
            cut = piece.rfind(" ", at, at + width + 1)
            at = at + width if cut <= at else cut + 1
            total += 1
        total += 1
    return total


def block_lines(block: Block) -> tuple[int, int]:
    """(space above, lines of text) of one block outside dual dialogue."""
    width = _WIDTH.get(block.kind)
    if width is None:
        return 0, 0
    return _SPACE.get(block.kind, 0), count_lines(block.text, width)


def scene_eighths(lines: int, length_mode: str, lines_a_page: int) -> Eighths:
    """Length of a scene of so many lines (space above included) in eighths, never less than one.

    `final_draft` rounds up, `nearest` to the nearest eighth, halves up.

    >>> scene_eighths(14, "final_draft", 54), scene_eighths(14, "nearest", 54), scene_eighths(1, "nearest", 54)
    (3, 2, 1)
    """
    if length_mode == "nearest":
        eighths = (2 * lines * EIGHTHS_A_PAGE + lines_a_page) // (2 * lines_a_page)
    else:
        eighths = -(-lines * EIGHTHS_A_PAGE // lines_a_page)
    return Eighths(max(1, eighths))


def paginate(
    blocks: Sequence[Block], measures: Sequence[tuple[int, int]], lines_a_page: int
) -> tuple[list[int], int]:
    """(page on which each block starts, number of pages).

    Space above falls away at the head of a page; a heading takes at least two lines of what
    follows along to the next page; page breaks are obeyed.
    """
    pages: list[int] = []
    page, used = 1, 0
    for block, (above, lines) in zip(blocks, measures, strict=True):
        if block.kind is BlockKind.PAGE_BREAK:
            pages.append(page)
            if used:
                page, used = page + 1, 0
            continue
        above = above if used else 0
        need = lines + (_KEEP_WITH_HEADING if block.kind is BlockKind.HEADING else 0)
        together = block.kind in (BlockKind.HEADING, BlockKind.CUE) or lines == 1
        if lines and used + above + (need if together else 1) > lines_a_page:
            page, used, above = page + 1, 0, 0
        pages.append(page)
        used += above + lines
        while used > lines_a_page:
            page, used = page + 1, used - lines_a_page
    return pages, page


def measure_blocks(blocks: Iterable[Block]) -> list[tuple[int, int]]:
    """(space above, lines) of every block; of dual dialogue the longer side stands for both."""
    result: list[tuple[int, int]] = []
    sides: list[tuple[int, Block]] = []
    for index, block in enumerate(blocks):
        if block.dual:
            if block.dual == "left" and sides and sides[-1][1].dual == "right":
                _settle_dual(sides, result)
            sides.append((index, block))
            result.append((0, 0))
            continue
        if sides:
            _settle_dual(sides, result)
        result.append(block_lines(block))
    if sides:
        _settle_dual(sides, result)
    return result


def _settle_dual(sides: list[tuple[int, Block]], result: list[tuple[int, int]]) -> None:
    totals = {"left": 0, "right": 0}
    for _, block in sides:
        width = _WIDTH.get(block.kind)
        if width is not None:
            totals[block.dual or "left"] += count_lines(block.text, min(width, _DUAL_WIDTH))
    result[sides[0][0]] = (1, max(totals.values()))
    sides.clear()
