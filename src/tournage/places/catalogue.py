"""The catalogue of a country: locations, hubs, roads, climate, calendar and studios, in one frozen value."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum

from tournage.kernel.dated import Sourced
from tournage.kernel.errors import TournageError
from tournage.kernel.place import Coordinates
from tournage.places.model import (
    Airport,
    Climate,
    Holiday,
    Hub,
    Location,
    Ramadan,
    Season,
    Studio,
    Travel,
)


class UnknownPlaceError(TournageError):
    """No location or hub of the catalogue has this id."""


class InRamadan(StrEnum):
    """Whether a day is in Ramadan; `perhaps` in the days that the moon decides."""

    NO = "no"
    PERHAPS = "perhaps"
    YES = "yes"


@dataclass(frozen=True, slots=True)
class Bounds:
    """The box that holds every coordinate of the country."""

    south: float
    north: float
    west: float
    east: float

    def __contains__(self, at: Coordinates) -> bool:
        return self.south <= at.latitude <= self.north and self.west <= at.longitude <= self.east


@dataclass(frozen=True, slots=True, eq=False)
class Catalogue:
    """Everything the places desk knows of one country. Stages stand among the locations.

    `travel` holds the known road legs, one direction each; `estimate` the figures by which
    other roads are worked out (see `places/travel`), `crest` the mountain range that lengthens them.
    """

    country: str
    zone: str
    bounds: Bounds
    locations: tuple[Location, ...]
    hubs: tuple[Hub, ...]
    airports: tuple[Airport, ...]
    travel: tuple[Travel, ...]
    estimate: tuple[tuple[str, Sourced[Decimal]], ...]
    crest: tuple[Coordinates, ...]
    climates: tuple[Climate, ...]
    seasons: tuple[Season, ...]
    holidays: tuple[Holiday, ...]
    ramadan: tuple[Ramadan, ...]
    studios: tuple[Studio, ...]

    def location(self, id: str) -> Location:
        """The location with this id.

        Raises: UnknownPlaceError.
        """
        for location in self.locations:
            if location.id == id:
                return location
        raise UnknownPlaceError(f"{id}: no location has this id; `tournage places list` prints all ids")

    def hub(self, id: str) -> Hub:
        """The hub with this id.

        Raises: UnknownPlaceError.
        """
        for hub in self.hubs:
            if hub.id == id:
                return hub
        raise UnknownPlaceError(f"{id}: no hub has this id; `tournage places list` prints all ids")

    def point(self, id: str) -> Coordinates:
        """Where a hub or a location lies.

        Raises: UnknownPlaceError.
        """
        if id in self.points:
            return self.points[id]
        raise UnknownPlaceError(f"{id}: no place has this id; `tournage places list` prints all ids")

    @property
    def points(self) -> dict[str, Coordinates]:
        """Where every hub and location lies; a hub goes before a location of the same id."""
        places = {location.id: location.at for location in self.locations}
        return places | {hub.id: hub.at for hub in self.hubs}

    def climate(self, hub: str, month: int) -> Climate | None:
        """Monthly means at a hub."""
        return next((c for c in self.climates if c.hub == hub and c.month == month), None)

    def holidays_on(self, day: date) -> tuple[Holiday, ...]:
        """Holidays that fall, or by the moon may fall, on this day."""
        return tuple(h for h in self.holidays if h.first_day <= day <= h.last_day)

    def in_ramadan(self, day: date) -> InRamadan:
        """Whether this day is in Ramadan: surely, perhaps, or not."""
        for month in self.ramadan:
            if month.sure_first_day <= day <= month.sure_last_day:
                return InRamadan.YES
            if month.first_day <= day <= month.last_day:
                return InRamadan.PERHAPS
        return InRamadan.NO

    def known_to(self) -> date:
        """The last day for which holidays are known."""
        year = max((h.last_day.year for h in self.holidays), default=0)
        return date(year + 1, 1, 1) - timedelta(days=1) if year else date.min
