"""The joint from script to breakdown."""

from __future__ import annotations

from pathlib import Path

from tournage.flows.script_to_breakdown import script_to_breakdown
from tournage.services.scripts import read_script

FILM = """INT. RIAD - NIGHT #7#

= She waits.

A lamp.

LEILA (O.S.)
(softly)
Who is there?

She turns.
"""


def test_every_line_is_handed_over_with_its_speaker(tmp_path: Path) -> None:
    file = tmp_path / "a.fountain"
    file.write_text(FILM, "utf-8")
    (scene,) = script_to_breakdown(read_script([file])[0])
    assert (scene.key.number, scene.cast, scene.synopsis, scene.language) == (
        "7",
        ("LEILA",),
        "She waits.",
        "en",
    )
    spoken = [(line.kind, line.speaker) for line in scene.lines if line.speaker]
    assert spoken == [("cue", "LEILA"), ("parenthetical", "LEILA"), ("dialogue", "LEILA")]
    assert scene.lines[0].kind == "heading"
    assert [line.line for line in scene.lines] == sorted(line.line for line in scene.lines)
