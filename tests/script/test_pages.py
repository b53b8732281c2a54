"""Lines, pages and eighths."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tournage.script.model import Block, BlockKind
from tournage.script.pages import count_lines, measure_blocks, paginate, scene_eighths

_K = BlockKind


def _lines(*blocks: Block) -> int:
    return sum(map(sum, measure_blocks(blocks)))


def test_each_kind_has_its_width_and_its_space_above() -> None:
    text = "x" * 25 + " " + "y" * 25  # 51 columns
    assert _lines(Block(_K.HEADING, text, 1)) == 3
    assert _lines(Block(_K.ACTION, text, 1)) == 2
    assert _lines(Block(_K.TRANSITION, text, 1)) == 2
    assert _lines(Block(_K.CUE, "SAM", 1)) == 2
    assert _lines(Block(_K.DIALOGUE, text, 1)) == 2
    assert _lines(Block(_K.PARENTHETICAL, text, 1)) == 2
    assert _lines(Block(_K.NOTE, text, 1), Block(_K.SECTION, text, 1), Block(_K.SYNOPSIS, text, 1)) == 0


def test_the_longer_side_of_dual_dialogue_counts() -> None:
    left = [Block(_K.CUE, "A", 1, "left"), Block(_K.DIALOGUE, "No.", 1, "left")]
    right = [Block(_K.CUE, "B", 1, "right"), Block(_K.DIALOGUE, "word " * 20, 1, "right")]
    assert _lines(*left, *right) == 1 + 1 + 4
    assert _lines(*left, *right, *left, *right) == 2 * (1 + 1 + 4)


def test_emphasis_and_vowel_marks_take_no_room() -> None:
    assert count_lines("**" + "x" * 60 + "**", 60) == 1
    assert count_lines("بَ" * 60, 60) == 1


def test_a_page_of_54_or_55_lines() -> None:
    assert (scene_eighths(54, "final_draft", 54), scene_eighths(55, "final_draft", 55)) == (8, 8)
    assert (scene_eighths(55, "final_draft", 54), scene_eighths(54, "final_draft", 55)) == (9, 8)
    assert (scene_eighths(55, "nearest", 54), scene_eighths(54, "nearest", 55)) == (8, 8)


@given(st.integers(0, 5000), st.sampled_from([54, 55]))
def test_eighths_are_never_lost(lines: int, page: int) -> None:
    up = scene_eighths(lines, "final_draft", page)
    near = scene_eighths(lines, "nearest", page)
    assert up >= max(1, lines * 8 / page) > up - 1 or up == 1
    assert abs(near - lines * 8 / page) <= 0.5 or near == 1


@given(st.text(alphabet="ab \n", max_size=300), st.integers(1, 60))
def test_wrapping_counts_what_a_wrapper_prints(text: str, width: int) -> None:
    lines = count_lines(text, width)
    assert lines >= 1 + text.count("\n") if len(text) > width or "\n" in text else lines == 1
    assert lines <= 1 + text.count("\n") + len(text)


def test_pages_turn_at_breaks_and_headings_stay_with_what_follows() -> None:
    action = Block(_K.ACTION, "x", 1)
    full = [action] * 26
    blocks = [*full, Block(_K.HEADING, "INT. A", 1), action, Block(_K.PAGE_BREAK, "", 1), action]
    pages, count = paginate(blocks, measure_blocks(blocks), 54)
    assert (pages[25], pages[26], pages[27], pages[29], count) == (1, 2, 2, 3, 3)
