"""Facts with a source, a confidence and the days on which they hold."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache
from typing import Any, Generic, TypeVar

from tournage.kernel.words import Phrase, literal, load_words, phrase

T = TypeVar("T")


class Confidence(StrEnum):
    """high = official or two agreeing sources; medium = one good source; low = weak or estimated."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class Origin(StrEnum):
    """Whose word a value is: shipped with its source, estimated by us, proposed by the software, or the user's."""

    SOURCED = "sourced"
    ASSUMED = "assumed"
    PROPOSED = "proposed"
    YOURS = "yours"


@dataclass(frozen=True, slots=True)
class Source:
    """Where a value was read."""

    title: str
    href: str | None = None
    read_on: date | None = None

    @property
    def words(self) -> Phrase:
        """The title as people read it: a page's in its own language, our own remarks in theirs.

        >>> from tournage.kernel.words import say
        >>> say(Source("Own estimate; no source found").words, "fr").partition("\u202f")[0]
        'Estimation maison'
        """
        key = _remarks().get(self.title)
        return phrase(f"kernel.{key}") if key else literal(self.title)


@lru_cache
def _remarks() -> dict[str, str]:
    """Keys of what we write where no page was read, by their English text."""
    return {entry["en"]: key for key, entry in load_words("kernel").items() if key.startswith("source.")}


@dataclass(frozen=True, slots=True)
class Sourced(Generic[T]):
    """One value as somebody stated it."""

    value: T
    source: tuple[Source, ...]
    confidence: Confidence
    origin: Origin = Origin.SOURCED
    unit: str | None = None
    note: str | None = None

    @property
    def assumed(self) -> bool:
        """Whether the value is our estimate rather than a stated fact."""
        return self.origin is Origin.ASSUMED


@dataclass(frozen=True, slots=True)
class Dated(Generic[T]):
    """A value through time: each step holds from its day to the day before the next, or to `last_day`."""

    name: str
    steps: tuple[tuple[date, Sourced[T]], ...]
    dated_by: str = "application"
    last_day: date | None = None

    def on(self, day: date) -> Sourced[T] | None:
        """What held on this day; None before the first step and after the last day."""
        if self.last_day is not None and day > self.last_day:
            return None
        held = None
        for since, value in self.steps:
            if since <= day:
                held = value
        return held


def parse_source(entry: Any) -> Source:
    """Read one source: a mapping `title, href, read_on`, or the text `title - https://…`."""
    if isinstance(entry, Mapping):
        read_on = entry.get("read_on")
        day = read_on if isinstance(read_on, date) or read_on is None else date.fromisoformat(str(read_on))
        return Source(str(entry["title"]), entry.get("href"), day)
    title, dash, href = str(entry).rpartition(" - http")
    return Source(title, "http" + href) if dash else Source(str(entry))


def parse_sources(entry: Any) -> tuple[Source, ...]:
    """Read a source, a list of them, or nothing."""
    if entry is None:
        return ()
    return tuple(map(parse_source, entry)) if isinstance(entry, list) else (parse_source(entry),)
