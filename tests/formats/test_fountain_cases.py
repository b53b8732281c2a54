"""The table of Fountain cases in `fountain_cases.yaml`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tournage.formats.fountain_text import read_fountain_text
from tournage.kernel.datafile import read_yaml
from tournage.script.assemble import Measure, assemble
from tournage.script.model import Block, BlockKind, Scene

CASES: list[dict[str, Any]] = read_yaml(Path(__file__).with_name("fountain_cases.yaml"))


def _block(block: Block) -> str:
    kind = f"section {block.level}" if block.kind is BlockKind.SECTION else block.kind.value
    return f"{block.dual + ' ' if block.dual else ''}{kind}: {block.text}"


def _scene(scene: Scene) -> str:
    cells = (
        scene.key.number,
        scene.int_ext.value if scene.int_ext else "",
        scene.set_name,
        scene.time_of_day or "",
        scene.light.value if scene.light else "",
        ", ".join(scene.cast),
    )
    return " ".join(" | ".join(cells).split())


@pytest.mark.parametrize("case", CASES, ids=[c["fact"] for c in CASES])
def test_fountain(case: dict[str, Any]) -> None:
    raw, findings = read_fountain_text(case["text"], "case.fountain")
    if "blocks" in case:
        assert case["blocks"] == [_block(b) for b in raw.blocks]
    if "lines" in case:
        assert case["lines"] == [b.line for b in raw.blocks]
    if "title" in case:
        assert case["title"] == [f"{key}={value}" for key, value in raw.title_page]
    if "scenes" in case:
        episode, found = assemble(raw, file="case.fountain", title=None, measure=Measure())
        assert [" ".join(s.split()) for s in case["scenes"]] == [_scene(s) for s in episode.scenes]
        findings += found
    assert set(case.get("findings", ())) <= {f.code for f in findings}


def test_the_table_is_long_enough() -> None:
    assert len(CASES) >= 80
    assert len({c["fact"] for c in CASES}) == len(CASES)
