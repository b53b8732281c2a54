"""Every strip stands in exactly one place of the board: one day, or the boneyard."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from tournage.kernel.findings import Finding
from tournage.schedule.board_view import BoardView, broken


def check(view: BoardView) -> Iterator[Finding]:
    """SCH-201 a strip stands twice, nowhere, or is not of this problem."""
    places = Counter(id for day in view.board.days for id in day.strips)
    places.update(view.board.boneyard)
    for id in view.strips:
        if places[id] != 1:
            yield broken("SCH-201", None, f"strip {id}", strip=id, places=places[id])
    for id in places:
        if id not in view.strips:
            yield broken("SCH-202", None, f"strip {id}", strip=id)
