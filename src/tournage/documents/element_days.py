"""The day out of days of what is not cast: places, vehicles, animals, equipment, counted from the board."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from tournage.documents.needs import category_title, spoken_name
from tournage.documents.parts import PaperParts, word
from tournage.schedule.model import DoodRow

CATEGORIES = ("vehicles", "animals", "special_equipment")


def element_days(parts: PaperParts, lang: str) -> tuple[tuple[str, tuple[DoodRow, ...]], ...]:
    """Rows by category, those that work on some day; holds are not counted, since they depend on the hire."""
    days = parts.dood.days
    # All sets built on one stage are one place.
    by_scene: dict[str, set[date]] = {}
    by_place: dict[str, set[date]] = {}
    strips = {strip.id: strip for strip in parts.board.strips}
    for day in parts.board.days:
        for id in day.strips:
            by_scene.setdefault(strips[id].scene, set()).add(day.on)
            by_place.setdefault(strips[id].location.partition(":")[0], set()).add(day.on)
    places = [_row(id, parts.name(id, lang), worked, days) for id, worked in by_place.items()]
    groups = [(word("dood.places", lang), _in_order(places))]
    for category in CATEGORIES:
        rows = []
        for element in parts.breakdown.elements:
            if element.category == category:
                worked = {on for key in element.scenes for on in by_scene.get(str(key), ())}
                rows.append(_row(element.id, spoken_name(element, lang), worked, days))
        groups.append((category_title(category, lang), _in_order(rows)))
    return tuple((title, rows) for title, rows in groups if rows)


def _in_order(rows: Iterable[DoodRow]) -> tuple[DoodRow, ...]:
    return tuple(sorted((r for r in rows if r.start), key=lambda r: (r.start or date.max, r.name)))


def _row(id: str, name: str, worked: set[date], days: Sequence[date]) -> DoodRow:
    within = sorted(worked & set(days))
    codes = dict.fromkeys(within, "W")
    if within:
        codes[within[0]], codes[within[-1]] = ("SWF", "SWF") if len(within) == 1 else ("SW", "WF")
    return DoodRow(
        id=id,
        name=name,
        number=None,
        codes=tuple(codes.get(on, "") for on in days),
        travel=0,
        work=len(within),
        hold=0,
        holiday=0,
        start=within[0] if within else None,
        finish=within[-1] if within else None,
    )
