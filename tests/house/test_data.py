"""Every figure shipped says where it comes from and how sure it is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from tournage.kernel.dated import Source

FOLDER = Path(__file__).parents[2] / "src" / "tournage" / "jurisdictions"
FILES = sorted(f for f in FOLDER.rglob("*.yaml") if not f.name.startswith("words"))
WITHOUT_FIGURES = {"budget_lines.yaml"}  # which lines there are; their numbers stand in rates and templates
WORKED = "cases"  # official examples: input, output and the page they stand on
RULES = "tests"  # `{field, value}` of a scheme's line tests compares a word of the line


def _bare(node: Any, path: str, above: frozenset[str] = frozenset()) -> Iterator[str]:
    if isinstance(node, dict):
        above |= {"source" if key == "sources" else str(key) for key in node}
        if "value" in node and not {"source", "confidence"} <= above:
            yield path
        for key, inner in node.items():
            if key != RULES:
                yield from _bare(inner, f"{path}.{key}", above)
    elif isinstance(node, list):
        for number, inner in enumerate(node):
            yield from _bare(inner, f"{path}.{number}", above)


@pytest.mark.parametrize("file", FILES, ids=lambda f: str(f.relative_to(FOLDER)))
def test_every_value_has_a_source_and_a_confidence(file: Path) -> None:
    text = file.read_text("utf-8")
    assert list(_bare(yaml.load(text, yaml.CSafeLoader), "")) == []
    if file.parent.name != WORKED and file.name not in WITHOUT_FIGURES:
        assert "source" in text
        assert "confidence" in text


def test_a_value_without_a_source_would_be_found() -> None:
    assert list(_bare({"rates": {"camel": {"value": "900", "confidence": "low"}}}, "")) == [".rates.camel"]


REMARKS = re.compile(r"(Own|General (\w+ )?knowledge|Given by|Rounded|Nearest listed|Trade practice)\b")
"""How a remark of ours begins, where no page was read."""


def _titles(node: Any) -> Iterator[str]:
    if isinstance(node, dict):
        if "title" in node and not node.get("href"):
            yield str(node["title"])
        for inner in node.values():
            yield from _titles(inner)
    elif isinstance(node, list):
        for inner in node:
            yield from _titles(inner)
    elif isinstance(node, str):
        yield node


@pytest.mark.parametrize("file", FILES, ids=lambda f: str(f.relative_to(FOLDER)))
def test_our_own_remarks_in_place_of_a_source_are_said_in_every_language(file: Path) -> None:
    data = yaml.load(file.read_text("utf-8"), yaml.CSafeLoader)
    assert [title for title in _titles(data) if REMARKS.match(title) and not Source(title).words.key] == []
