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
    """What a location stood in for, and in which work.

    `role` is `itself` when it played itself; `title` is empty for a generic use. `doubtful`: one
    weak source claims it, so it is kept but no reason rests on it.
    """

    role: str
    title: str
    note: str | None = None
    doubtful: bool = False


@dataclass(frozen=True, slots=True)
class Location:
    """A place in the world where one can shoot. `kind` is `location`, `backlot` or `stage`.

    `terrain` holds terms of the terrain vocabulary, most telling first. `stage_m2` for stages.
    `source` and `confidence` concern the film use; coordinates and terms are estimates.
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
    described: str = ""
    """The terrain in the words of the source."""
    origin: Origin = Origin.SOURCED
    usable: bool = True
    """False for a stage that is only planned."""


@dataclass(frozen=True, slots=True)
class Hub:
    """A town a unit can be based in: beds, airport, crew."""

    id: str
    name: str
    at: Coordinates
    source: tuple[Source, ...] = ()
    confidence: Confidence = Confidence.MEDIUM
    airport: str | None = None
    """IATA code of the airport that serves it."""


@dataclass(frozen=True, slots=True)
class Airport:
    """An airport with flights: its IATA code and the city it serves."""

    iata: str
    city: str
    at: Coordinates
    source: tuple[Source, ...]
    confidence: Confidence


@dataclass(frozen=True, slots=True)
class Stage:
    """A sound stage: floor in square metres where known; `usable` False while only planned."""

    id: str
    m2: int | None
    status: str
    usable: bool


@dataclass(frozen=True, slots=True)
class Studio:
    """A studio: stages, standing sets, services; land in hectares as reported."""

    id: str
    name: str
    city: str
    hub: str
    at: Coordinates | None
    stages: tuple[Stage, ...]
    standing_sets: tuple[str, ...]
    services: tuple[str, ...]
    source: tuple[Source, ...]
    confidence: Confidence
    opened: str | None = None
    owner: str | None = None
    land_ha: Decimal | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Travel:
    """Road time between two places: `minutes` for a unit convoy, `car_minutes` for a car."""

    origin: str
    destination: str
    km: int
    minutes: int
    basis: Origin
    source: tuple[Source, ...] = ()
    car_minutes: int = 0
    confidence: Confidence = Confidence.LOW


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
    parts: tuple[str, ...] = ()
    """Parts of the set that headings name: its courtyard, its roof."""
    headings: tuple[str, ...] = ()
    """Set names as the headings write them, most used first."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A location proposed for a set: fit 0-100 and the reasons in words, with the drive from its hub."""

    location: str
    fit: int
    reasons: tuple[Phrase, ...]
    drive_minutes: int
    on_stage: bool = False
    """A built set on a stage, in a studio or in a hall rather than a found place."""
    stay: bool = False
    """Too far from its hub for a daily drive: the unit sleeps near it."""


@dataclass(frozen=True, slots=True)
class Placement:
    """Where a set is to be shot. `location` None: Morocco cannot double it; `remedy` says what then.

    `remedy` is `plates` or `elsewhere` for sets without a location, and `stage_build` for sets that
    no found place doubles: those have the stage or backlot where they are built as location.
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
    reasons: tuple[Phrase, ...] = ()
    """Why these bases: what the cluster saves on the road and what it gives up in fit."""
    drive_minutes: int = 0
    """Time on the road over the whole shoot: daily drives both ways and moves between bases."""
    best_fit_minutes: int = 0
    """The same if every set were shot at its best-fitting place."""

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
    """Monthly means at a hub: °C, millimetres of rain, and days with rain worked out from them."""

    hub: str
    month: int
    low: Decimal
    high: Decimal
    rain_days: Decimal
    source: tuple[Source, ...]
    confidence: Confidence
    rain_mm: Decimal = Decimal(0)
    origin: Origin = Origin.SOURCED


@dataclass(frozen=True, slots=True)
class Season:
    """Weather to reckon with in some months, at any of some hubs or on the road between all of them."""

    id: str
    hubs: tuple[str, ...]
    together: bool
    months: tuple[int, ...]
    source: tuple[Source, ...]
    confidence: Confidence

    def touches(self, bases: frozenset[str], month: int) -> tuple[str, ...]:
        """The bases it touches in a month."""
        here = tuple(hub for hub in self.hubs if hub in bases)
        if month not in self.months or (self.together and len(here) < len(self.hubs)):
            return ()
        return here


@dataclass(frozen=True, slots=True)
class Ramadan:
    """One month of Ramadan: as observed, or a band when only computed.

    It surely lasts from `sure_first_day` to `sure_last_day`, and may reach from `first_day`
    to `last_day`; the two spans are one once it has been observed.
    """

    hijri_year: int
    first_day: date
    sure_first_day: date
    sure_last_day: date
    last_day: date
    observed: bool
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
    id: str = ""
    confidence: Confidence = Confidence.MEDIUM
    length: int = 1
    """Days off it brings; fewer than the band is long when `certain` is False."""
