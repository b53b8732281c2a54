"""Locations, hubs, sets of the story and the candidates for them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from tournage.kernel.dated import Confidence, Origin, Source
from tournage.kernel.eighths import Eighths
from tournage.kernel.place import Coordinates
from tournage.kernel.scene import IntExt, Light, SceneKey
from tournage.kernel.words import Phrase


@dataclass(frozen=True, slots=True)
class Double:
    """What a location stood in for, and in which work."""

    role: str
    title: str


@dataclass(frozen=True, slots=True)
class Location:
    """A place in the world where one can shoot. `kind` is `location`, `backlot` or `stage`.

    `terrain` holds terms of the terrain vocabulary, most telling first. `stage_m2` for stages.
    """

    id: str
    name: str
    region: str
    at: Coordinates
    terrain: tuple[str, ...]
    hub: str
    doubles: tuple[Double, ...]
    source: tuple[Source, ...]
    confidence: Confidence
    kind: str = "location"
    studio: str | None = None
    stage_m2: int | None = None
    heritage: bool = False
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Hub:
    """A town a unit can be based in: beds, airport, crew."""

    id: str
    name: str
    at: Coordinates
    source: tuple[Source, ...] = ()
    confidence: Confidence = Confidence.MEDIUM


@dataclass(frozen=True, slots=True)
class Travel:
    """Road time between two places. `km` and `minutes` for a unit convoy."""

    origin: str
    destination: str
    km: int
    minutes: int
    basis: Origin
    source: tuple[Source, ...] = ()


@dataclass(frozen=True, slots=True)
class StorySet:
    """A set of the story, gathered over the scenes that name it (made by `flows/breakdown_to_places`)."""

    id: str
    name: str
    int_ext: IntExt | None
    scenes: tuple[SceneKey, ...]
    eighths: Eighths
    lights: tuple[Light, ...]
    words: tuple[str, ...]
    """Telling words of headings, synopses and action, for matching terrain."""
    language: str = "en"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A location proposed for a set: fit 0-100 and the reasons in words, with the drive from its hub."""

    location: str
    fit: int
    reasons: tuple[Phrase, ...]
    drive_minutes: int
    on_stage: bool = False
    """A built interior on a stage or in a studio rather than a found place."""


@dataclass(frozen=True, slots=True)
class Placement:
    """Where a set is to be shot. `location` None: Morocco cannot double it; `remedy` says what then.

    `remedy` is `stage_build`, `plates` or `elsewhere` for sets without a location.
    """

    set_id: str
    location: str | None
    base: str | None
    candidates: tuple[Candidate, ...]
    reasons: tuple[Phrase, ...]
    remedy: str | None = None
    build_days: int = 0
    """Days to build it, when it must be built (stage or backlot)."""
    strike_days: int = 0
    origin: Origin = Origin.PROPOSED


@dataclass(frozen=True, slots=True)
class Base:
    """A unit base of the chosen cluster: a hub and the sets shot from it."""

    hub: str
    sets: tuple[str, ...]
    eighths: Eighths


@dataclass(frozen=True, slots=True)
class PlacePlan:
    """The chosen cluster: bases, a placement for every set, and the roads between the bases."""

    sets: tuple[StorySet, ...]
    placements: tuple[Placement, ...]
    bases: tuple[Base, ...]
    travel: tuple[Travel, ...]

    def placement(self, set_id: str) -> Placement:
        """The placement of a set."""
        return next(p for p in self.placements if p.set_id == set_id)


@dataclass(frozen=True, slots=True)
class SunDay:
    """Local clock minutes after midnight at a place on a day."""

    on: date
    dawn: int
    sunrise: int
    sunset: int
    dusk: int


@dataclass(frozen=True, slots=True)
class Climate:
    """Monthly means at a hub: °C and days with rain."""

    hub: str
    month: int
    low: Decimal
    high: Decimal
    rain_days: Decimal
    source: tuple[Source, ...]
    confidence: Confidence


@dataclass(frozen=True, slots=True)
class Holiday:
    """A public holiday, or a religious date known to a band of days when `last_day` is later."""

    name: Phrase
    first_day: date
    last_day: date
    certain: bool
    off: bool
    source: tuple[Source, ...] = ()
