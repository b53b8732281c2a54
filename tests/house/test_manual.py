"""The manual knows every command and every finding code; each code is raised in code and named in a test."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from dev.manual_commands import commands
from dev.manual_findings import finding_words
from dev.manual_pages import all_pages

ROOT = Path(__file__).parents[2]
SOURCE = "\n".join(f.read_text("utf-8") for f in (ROOT / "src").rglob("*.py"))
TESTS = "\n".join(f.read_text("utf-8") for f in (ROOT / "tests").rglob("*.py"))
GUIDES = "\n".join(f.read_text("utf-8") for f in (ROOT / "docs").rglob("*.md"))
WORDS = finding_words()
CODES_IN_CODE = set(re.findall(r'"((?:SCR|FIL|BRK|PLC|SCH|BUD|INC|STU|STO)-\d{3})"', SOURCE))


def test_every_code_has_words_and_every_word_a_code() -> None:
    assert set(WORDS) == CODES_IN_CODE
    assert all(set(parts) == {"message", "fix"} for parts in WORDS.values())


@pytest.mark.parametrize("code", sorted(WORDS))
def test_every_code_has_a_test(code: str) -> None:
    assert code in TESTS


def test_every_page_is_made() -> None:
    pages = all_pages()
    assert {"reference/findings.md", "reference/commands.md"} <= set(pages)
    assert all(text.startswith("# ") for text in pages.values())


@pytest.mark.parametrize("words", sorted({" ".join(words.split()[:2]) for words, _ in commands()}))
def test_every_command_stands_in_a_guide(words: str) -> None:
    assert words in GUIDES
