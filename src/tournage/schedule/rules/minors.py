"""Children work short hours, are present for a part of the day only, and never late at night."""

from __future__ import annotations

from collections.abc import Iterator

from tournage.kernel.findings import Finding
from tournage.schedule.board_view import BoardView, broken
from tournage.schedule.model import Day


def check(view: BoardView) -> Iterator[Finding]:
    """SCH-216 a child works too long, or too early, or too late."""
    terms = view.problem.terms
    for day in view.days:
        for player, (worked, first, last) in _minors(view, day).items():
            if (
                worked > terms.minor_shooting_minutes
                or last - first > terms.minor_presence_minutes
                or first < terms.minor_earliest
                or last > terms.minor_latest
            ):
                yield broken("SCH-216", day, player=view.players[player].name)


def _minors(view: BoardView, day: Day) -> dict[str, tuple[int, int, int]]:
    """Each child of a day: minutes before the camera, arrival, departure."""
    found: dict[str, tuple[int, int, int]] = {}
    for strip, start, end in view.timed(day):
        young = {p for p in strip.cast if p in view.players and view.players[p].minor} | set(strip.minors)
        for player in young:
            worked, first, last = found.get(player, (0, start, end))
            found[player] = (worked + strip.minutes, min(first, start), max(last, end))
    early = view.problem.terms.makeup_minutes
    return {player: (worked, first - early, last) for player, (worked, first, last) in found.items()}
