"""Named places in a story: foreign ones that Morocco doubles or cannot, and Morocco's own."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from tournage.kernel.words import Phrase, phrase
from tournage.places.strict import Field, open_file
from tournage.places.terrain import load_vocabulary
from tournage.places.wording import tokens

LONGEST_NAME = 4
POSSESSIVE = ("s",)
"""Token after the name of a person: JORDAN'S HOUSE is not in Jordan."""


@dataclass(frozen=True, slots=True)
class World:
    """A group of foreign places. `doubled` are the terms it looks like here; empty: it has no double.

    `roles` are words that the doubles of a location hold when it has stood in for this group.
    """

    id: str
    doubled: tuple[str, ...]
    roles: tuple[str, ...]
    remedy: str | None

    @property
    def name(self) -> Phrase:
        """The group in the reader's language."""
        return phrase(f"places.world.{self.id}")


@dataclass(frozen=True, slots=True)
class Region:
    """A region of the country: the locations that lie in it and the terrain its name calls up."""

    id: str
    places: tuple[str, ...]
    terrain: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Gazetteer:
    """Names by their tokens: foreign groups, ids of hubs and locations at home, regions at home."""

    worlds: dict[str, World]
    abroad: dict[tuple[str, ...], str]
    home: dict[tuple[str, ...], str]
    regions: dict[tuple[str, ...], str]
    places: dict[str, Region]
    sites: frozenset[str]
    """Ids among `home` that are single locations rather than towns."""

    def abroad_in(self, text: str) -> tuple[tuple[str, World], ...]:
        """Foreign places a text names, as written in the gazetteer, with their groups."""
        return tuple((name, self.worlds[group]) for name, group in _find(text, self.abroad))

    def home_in(self, text: str) -> tuple[str, ...]:
        """Hubs and locations of the country that a text names."""
        return tuple(dict.fromkeys(id for _, id in _find(text, self.home)))

    def regions_in(self, text: str) -> tuple[Region, ...]:
        """Regions of the country that a text names."""
        found = dict.fromkeys(region for _, region in _find(text, self.regions))
        return tuple(self.places[region] for region in found)

    def is_name(self, text: str) -> bool:
        """Whether a text is nothing but the name of a place or region."""
        words = tokens(text)
        return words in self.abroad or words in self.home or words in self.regions


@lru_cache
def load_gazetteer() -> Gazetteer:
    """Read the named places shipped with the product.

    Raises: DataFileError naming file and line.
    """
    root = open_file(files("tournage.places").joinpath("worlds.yaml"), "tournage/worlds/1")
    root.only(
        "schema", "as_of", "source", "confidence", "assumed", "groups", "towns", "home", "regions"
    ).sources()
    fields = dict(root.at("groups").items())
    worlds = {id: _world(id, field) for id, field in fields.items()}
    abroad = {tokens(name): id for id, field in fields.items() for name in field.at("names").texts()}
    home, sites = _names(root.at("towns")), _names(root.at("home"))
    regions: dict[tuple[str, ...], str] = {}
    places: dict[str, Region] = {}
    for id, field in root.at("regions").items():
        field.only("places", "terrain", "names")
        places[id] = Region(id, field.at("places").texts(), field.at("terrain").texts())
        regions |= {tokens(name): id for name in field.at("names").texts()}
    return Gazetteer(worlds, abroad, home | sites, regions, places, frozenset(sites.values()))


def _names(field: Field) -> dict[tuple[str, ...], str]:
    return {tokens(name): id for id, listed in field.items() for name in listed.texts()}


def _world(id: str, field: Field) -> World:
    field.only("doubled", "roles", "remedy", "names")
    doubled = field.at("doubled").texts() if field.has("doubled") else ()
    for term in doubled:
        if term not in load_vocabulary().terms:
            field.at("doubled").fail(f"{term!r} is no term of the vocabulary")
    remedy = field.optional("remedy")
    if bool(doubled) == bool(remedy):
        field.fail("a group has either terms that double it or a remedy")
    return World(id, doubled, field.at("roles").texts() if field.has("roles") else (), remedy)


def _find(text: str, table: dict[tuple[str, ...], str]) -> list[tuple[str, str]]:
    words = tokens(text)
    found, place = [], 0
    while place < len(words):
        for length in range(min(LONGEST_NAME, len(words) - place), 0, -1):
            piece = words[place : place + length]
            if piece in table and words[place + length : place + length + 1] != POSSESSIVE:
                found.append((" ".join(piece), table[piece]))
                place += length
                break
        else:
            place += 1
    return found
