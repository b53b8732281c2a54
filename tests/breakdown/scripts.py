"""Scenes written as the trade writes them, for the tests of this desk."""

from __future__ import annotations

from tournage.breakdown.model import Breakdown, SceneText, TextLine
from tournage.breakdown.propose import break_down
from tournage.kernel.eighths import Eighths
from tournage.kernel.scene import IntExt, Light, SceneKey
from tournage.script.cues import cue_name

_LIGHTS = {
    "NIGHT": Light.NIGHT,
    "NUIT": Light.NIGHT,
    "ليل": Light.NIGHT,
    "DAWN": Light.DAWN,
    "DUSK": Light.DUSK,
    "DAY": Light.DAY,
    "JOUR": Light.DAY,
    "نهار": Light.DAY,
}


def scene(text: str, number: str = "1", language: str = "en", **more: object) -> SceneText:
    """One scene: its heading, a blank line, then action; a line `@NAME` is a cue, the next lines are spoken."""
    lines = text.strip("\n").split("\n")
    heading = lines[0].strip()
    read = [TextLine("heading", heading, 1)]
    speaker: str | None = None
    for at, raw in enumerate(lines[1:], 2):
        line = raw.strip()
        if not line:
            speaker = None
        elif line.startswith("@"):
            speaker = cue_name(line)
            read.append(TextLine("cue", line[1:], at, speaker))
        elif speaker:
            kind = "parenthetical" if line.startswith("(") else "dialogue"
            read.append(TextLine(kind, line, at, speaker))
        else:
            read.append(TextLine("action", line, at))
    cast = tuple(dict.fromkeys(line.speaker for line in read if line.kind == "cue" and line.speaker))
    light = next((light for word, light in _LIGHTS.items() if word in heading), None)
    fields: dict[str, object] = {
        "key": SceneKey(None, number),
        "heading": heading,
        "int_ext": IntExt.EXT if heading.startswith(("EXT", "خارجي")) else IntExt.INT,
        "set_name": heading,
        "time_of_day": heading.rpartition("-")[2].strip() or None,
        "light": light,
        "eighths": Eighths(4),
        "page": "1",
        "cast": cast,
        "lines": tuple(read),
        "language": language,
    }
    return SceneText(**{**fields, **more})  # type: ignore[arg-type]


def broken_down(*texts: str, language: str = "en") -> Breakdown:
    """The breakdown of scenes numbered from 1."""
    scenes = [scene(text, str(n), language) for n, text in enumerate(texts, 1)]
    return break_down("Test", scenes)[0]


def names(breakdown: Breakdown, category: str) -> set[str]:
    """Names of the elements of one category, without those other elements bring in."""
    return {e.name for e in breakdown.elements if e.category == category and "linked" not in e.tags}
