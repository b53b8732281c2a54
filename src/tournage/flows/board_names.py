"""A solved board with the names people read: the engine knows towns, places and holidays by their English names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from tournage.kernel.words import Phrase, Value, phrase, say
from tournage.places.catalogue import Catalogue
from tournage.places.reasons import hub_name, location_name
from tournage.schedule.model import Board


def board_names(board: Board, catalogue: Catalogue) -> Board:
    """Put names into the labels of banners and of days off that every language says in its own way."""
    names = {say(hub_name(hub.id), "en"): hub_name(hub.id) for hub in catalogue.hubs}
    names |= {location.name: location_name(location) for location in catalogue.locations}
    names |= {
        say(holiday.name, "en"): holiday.name for on in board.idle for holiday in catalogue.holidays_on(on.on)
    }
    return replace(
        board,
        days=tuple(
            replace(day, banners=tuple(replace(b, text=_named(b.text, names)) for b in day.banners))
            for day in board.days
        ),
        idle=tuple(replace(idle, label=_named(idle.label, names)) for idle in board.idle),
    )


def _named(text: Phrase, names: Mapping[str, Phrase]) -> Phrase:
    return Phrase(text.key, tuple((key, _name(value, names)) for key, value in text.values))


def _name(value: Value, names: Mapping[str, Phrase]) -> Value:
    """A name in every language; a set built on a stage keeps its own after the stage's."""
    if not isinstance(value, Phrase) or value.key:
        return value
    english = say(value, "en")
    place, colon, story = english.partition(": ")
    if colon and place in names:
        return phrase("flows.set_at", place=names[place], set=story)
    return names.get(english, value)
