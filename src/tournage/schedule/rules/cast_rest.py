"""Each player rests between days, whichever unit calls; players come earlier than their scene, for make-up."""

from __future__ import annotations

from collections.abc import Iterator

from tournage.kernel.findings import Finding
from tournage.schedule.board_view import A_DAY, BoardView, broken


def check(view: BoardView) -> Iterator[Finding]:
    """SCH-208 a player's turnaround is too short."""
    terms = view.problem.terms
    last: dict[str, tuple[int, object]] = {}
    for day in view.days:
        offset = (day.on - view.problem.calendar.first_day).days * A_DAY
        spans: dict[str, tuple[int, int]] = {}
        for strip, start, end in view.timed(day):
            for player in strip.cast:
                first, final = spans.get(player, (start - terms.makeup_minutes, end))
                spans[player] = (min(first, start - terms.makeup_minutes), max(final, end))
        for player, (first, final) in spans.items():
            if player in last and last[player][1] != day.on:
                rest = offset + first - last[player][0]
                if rest < terms.cast_rest_minutes:
                    name = view.players[player].name
                    yield broken("SCH-208", day, player=name, minutes=rest, least=terms.cast_rest_minutes)
            last[player] = (offset + final, day.on)
