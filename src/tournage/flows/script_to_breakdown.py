"""From the script to what the breakdown desk reads: one `SceneText` a scene, in story order."""

from __future__ import annotations

from collections.abc import Iterator

from tournage.breakdown.model import SceneText, TextLine
from tournage.script.cues import cue_name
from tournage.script.model import BlockKind, Episode, Scene, Script

_SPOKEN = frozenset({BlockKind.DIALOGUE, BlockKind.PARENTHETICAL, BlockKind.LYRIC})


def script_to_breakdown(script: Script) -> tuple[SceneText, ...]:
    """Hand every scene over with its lines, each spoken line with its speaker."""
    return tuple(_scene_text(scene, episode) for episode in script.episodes for scene in episode.scenes)


def _scene_text(scene: Scene, episode: Episode) -> SceneText:
    return SceneText(
        key=scene.key,
        heading=scene.heading,
        int_ext=scene.int_ext,
        set_name=scene.set_name,
        time_of_day=scene.time_of_day,
        light=scene.light,
        eighths=scene.eighths,
        page=scene.page,
        cast=scene.cast,
        lines=tuple(_lines(scene)),
        language=episode.language,
        tags=tuple((tag.text, tag.ucid) for block in scene.blocks for tag in block.tags),
        synopsis=scene.synopsis,
        script_day=scene.script_day,
        omitted=scene.omitted,
    )


def _lines(scene: Scene) -> Iterator[TextLine]:
    """The blocks as lines; the heading comes first even when the reader kept it apart."""
    if not any(block.kind is BlockKind.HEADING for block in scene.blocks):
        yield TextLine(BlockKind.HEADING.value, scene.heading, scene.line)
    speaker: str | None = None
    for block in scene.blocks:
        if block.kind is BlockKind.CUE:
            speaker = cue_name(block.text)
        elif block.kind not in _SPOKEN:
            speaker = None
        yield TextLine(block.kind.value, block.text, block.line, speaker)
