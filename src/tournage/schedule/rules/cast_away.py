"""No player is called on a day on which he or she is away, nor by two units at once."""

from __future__ import annotations

from collections.abc import Iterator

from tournage.kernel.findings import Finding
from tournage.schedule.board_view import BoardView, broken


def check(view: BoardView) -> Iterator[Finding]:
    """SCH-218 a player is away; SCH-219 a player or a piece of gear is with two units on one day."""
    unit_of: dict[tuple[object, str], str] = {}
    for day in view.days:
        strips = view.day_strips(day)
        for id in dict.fromkeys(player for strip in strips for player in strip.cast):
            player = view.players[id]
            if any(first <= day.on <= last for first, last in player.away):
                yield broken("SCH-218", day, player=player.name, on=day.on)
            if unit_of.setdefault((day.on, id), day.unit) != day.unit:
                yield broken("SCH-219", day, name=player.name, on=day.on)
        for id in dict.fromkeys(gear for strip in strips for gear in strip.equipment):
            if unit_of.setdefault((day.on, f"gear {id}"), day.unit) != day.unit:
                yield broken("SCH-219", day, name=view.gear[id].name, on=day.on)
