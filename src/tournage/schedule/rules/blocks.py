"""Episodes of a block are shot by its director, when he or she is there, and in time for the edit to deliver them."""

from __future__ import annotations

from collections.abc import Iterator

from tournage.kernel.findings import Finding
from tournage.schedule.board_view import BoardView, broken
from tournage.schedule.model import Day
from tournage.schedule.problem import Block


def check(view: BoardView) -> Iterator[Finding]:
    """SCH-235 two directors on one day of a unit; SCH-236 the director is not there; SCH-237 shot too late."""
    block_of = {episode: block for block in view.problem.blocks for episode in block.episodes}
    if not block_of:
        return
    for day in view.days:
        blocks = {block_of[s.episode] for s in view.day_strips(day) if s.episode in block_of}
        directors = tuple(sorted({block.director for block in blocks} - {""}))
        if len(directors) > 1:
            yield broken("SCH-235", day, on=day.on, directors=directors)
        for block in sorted(blocks, key=lambda block: block.id):
            yield from _one(day, block)


def _one(day: Day, block: Block) -> Iterator[Finding]:
    if block.present and not any(first <= day.on <= last for first, last in block.present):
        yield broken("SCH-236", day, on=day.on, block=block.id, director=block.director)
    if block.shot_by is not None and day.on > block.shot_by:
        yield broken("SCH-237", day, on=day.on, block=block.id, last=block.shot_by)
