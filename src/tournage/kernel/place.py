"""A point on the earth and the distance to another."""

from __future__ import annotations

from dataclasses import dataclass
from math import asin, cos, radians, sin, sqrt

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
