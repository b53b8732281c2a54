"""A point on the earth, the distance to another, and the name of a place by its id."""

from __future__ import annotations

from dataclasses import dataclass
from math import asin, cos, radians, sin, sqrt

from tournage.kernel.words import Phrase, literal, load_words, phrase

EARTH_RADIUS_KM = 6371.0088


@dataclass(frozen=True, slots=True)
class Coordinates:
    """Degrees north and east (WGS 84)."""

    latitude: float
    longitude: float


def distance_km(a: Coordinates, b: Coordinates) -> float:
    """Great-circle distance in kilometres.

    >>> round(distance_km(Coordinates(30.92, -6.893), Coordinates(31.63, -8.0)))
    132
    """
    north = radians(b.latitude - a.latitude) / 2
    east = radians(b.longitude - a.longitude) / 2
    h = sin(north) ** 2 + cos(radians(a.latitude)) * cos(radians(b.latitude)) * sin(east) ** 2
    return 2 * EARTH_RADIUS_KM * asin(sqrt(h))


def place_words(id: str) -> Phrase:
    """The name of a base or a location by its id, as the places desk words it; else the id in letters.

    >>> from tournage.kernel.words import say
    >>> [say(place_words("marrakech"), lang) for lang in ("en", "ar")], say(place_words("back_lot"), "fr")
    (['Marrakech', 'مراكش'], 'Back Lot')
    """
    known = load_words("places")
    key = next((key for key in (f"hub.{id}", f"location.{id}") if key in known), None)
    return phrase(f"places.{key}") if key else literal(id.replace("_", " ").title())
