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


@dataclass(frozen=True, slots=True, eq=False)
class Gazetteer:
    """Names by their tokens: foreign groups, and ids of hubs and locations at home."""

    worlds: dict[str, World]
    abroad: dict[tuple[str, ...], str]
    home: dict[tuple[str, ...], str]

    def abroad_in(self, text: str) -> tuple[tuple[str, World], ...]:
        """Foreign places a text names, as written in the gazetteer, with their groups."""
        return tuple((name, self.worlds[group]) for name, group in _find(text, self.abroad))

    def home_in(self, text: str) -> tuple[str, ...]:
        """Hubs and locations of the country that a text names."""
        return tuple(dict.fromkeys(id for _, id in _find(text, self.home)))

    def is_name(self, text: str) -> bool:
        """Whether a text is nothing but the name of a place."""
        return tokens(text) in self.abroad or tokens(text) in self.home


@lru_cache
def load_gazetteer() -> Gazetteer:
    """Read the named places shipped with the product.

    Raises: DataFileError naming file and line.
    """
    root = open_file(files("tournage.places").joinpath("worlds.yaml"), "tournage/worlds/1")
    root.only("schema", "as_of", "source", "confidence", "assumed", "groups", "home").sources()
    fields = dict(root.at("groups").items())
    worlds = {id: _world(id, field) for id, field in fields.items()}
    abroad = {tokens(name): id for id, field in fields.items() for name in field.at("names").texts()}
    home = {tokens(name): id for id, field in root.at("home").items() for name in field.texts()}
    return Gazetteer(worlds, abroad, home)


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
            if piece in table:
                found.append((" ".join(piece), table[piece]))
                place += length
                break
        else:
            place += 1
    return found
