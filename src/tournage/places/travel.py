"""Roads: measured legs first, then routes over them, then estimates by distance and kind of country."""

from __future__ import annotations

import heapq
import itertools
from dataclasses import dataclass, field
from functools import lru_cache

from tournage.kernel.dated import Confidence, Origin, Source
from tournage.kernel.place import Coordinates, distance_km
from tournage.places.catalogue import Catalogue
from tournage.places.model import Travel

MOUNTAIN_TERMS = frozenset(
    ("mountain", "mountain_road", "mountain_village", "canyon", "snow", "waterfall", "high_plateau")
)
TRACK_TERMS = frozenset(("erg", "dry_lake"))
TOWN_KM = 12
TRACK_KM = 40


@dataclass(frozen=True, slots=True, eq=False)
class Roads:
    """The road network of a catalogue. Make it with `roads_of`."""

    catalogue: Catalogue
    points: dict[str, Coordinates]
    terrain: dict[str, tuple[str, ...]]
    legs: dict[str, dict[str, Travel]]
    known: dict[tuple[str, str], Travel] = field(default_factory=dict)

    def between(self, origin: str, destination: str) -> Travel:
        """Road from one place to another, the same both ways.

        A measured leg wins; then whichever is quicker of a route over measured legs and the
        estimate; two places of one spot are `load_minutes` apart.
        Raises: UnknownPlaceError.
        """
        key = (origin, destination)
        if key not in self.known:
            first, last = sorted(key)
            found = self._find(first, last)
            self.known[key] = _between(found, origin, destination)
        return self.known[key]

    def _find(self, origin: str, destination: str) -> Travel:
        for id in (origin, destination):
            if id not in self.points:
                self.catalogue.point(id)
        measured = self.legs.get(origin, {}).get(destination)
        if measured is not None:
            return measured
        direct = self.estimate(origin, destination)
        route = self._route(origin, destination, direct.minutes)
        return route or direct

    def estimate(self, origin: str, destination: str) -> Travel:
        """What distance and country let expect, with basis ASSUMED."""
        figures = {name: float(value.value) for name, value in self.catalogue.estimate}
        a, b = self.points[origin], self.points[destination]
        crow = distance_km(a, b)
        hilly = self._hilly(origin, destination)
        km = crow * figures["detour_mountain" if hilly else "detour_plain"]
        terms = {*self.terrain.get(origin, ())[:2], *self.terrain.get(destination, ())[:2]}
        if km < TOWN_KM:
            speed = figures["speed_town"]
        elif km < TRACK_KM and terms & TRACK_TERMS:
            speed = figures["speed_track"]
        else:
            speed = figures["speed_mountain" if hilly else "speed_plain"]
        load = figures["load_minutes"]
        drive = km / speed * 60
        return Travel(
            origin,
            destination,
            round(km),
            round(load + drive * figures["convoy_factor"]),
            Origin.ASSUMED,
            self._why(),
            round(load + drive),
            Confidence.LOW,
        )

    def _why(self) -> tuple[Source, ...]:
        return self.catalogue.estimate[0][1].source if self.catalogue.estimate else ()

    def _hilly(self, origin: str, destination: str) -> bool:
        ends = {*self.terrain.get(origin, ())[:2], *self.terrain.get(destination, ())[:2]}
        if ends & MOUNTAIN_TERMS:
            return True
        crest = self.catalogue.crest
        a, b = self.points[origin], self.points[destination]
        return any(_cross(a, b, c, d) for c, d in itertools.pairwise(crest))

    def _route(self, origin: str, destination: str, limit: int) -> Travel | None:
        """The quickest way over measured legs, if it takes less than `limit` minutes."""
        best = {origin: 0}
        queue: list[tuple[int, str, tuple[Travel, ...]]] = [(0, origin, ())]
        while queue:
            minutes, here, way = heapq.heappop(queue)
            if here == destination and way:
                return _joined(origin, destination, way)
            for there, leg in self.legs.get(here, {}).items():
                total = minutes + leg.minutes
                if total < limit and total < best.get(there, limit):
                    best[there] = total
                    heapq.heappush(queue, (total, there, (*way, leg)))
        return None


@lru_cache(maxsize=8)
def roads_of(catalogue: Catalogue) -> Roads:
    """The road network of a catalogue, with half-known legs completed by estimate."""
    terrain = {location.id: location.terrain for location in catalogue.locations}
    roads = Roads(catalogue, catalogue.points, terrain, {})
    for leg in catalogue.travel:
        whole = _completed(leg, roads.estimate(leg.origin, leg.destination), catalogue)
        roads.legs.setdefault(leg.origin, {})[leg.destination] = whole
        roads.legs.setdefault(leg.destination, {})[leg.origin] = _between(whole, leg.destination, leg.origin)
    return roads


def _completed(leg: Travel, guess: Travel, catalogue: Catalogue) -> Travel:
    """A leg whose missing kilometres or hours are worked out from those it has."""
    factor = float(dict(catalogue.estimate)["convoy_factor"].value)
    car = leg.car_minutes or (
        round(leg.km * guess.car_minutes / guess.km) if leg.km and guess.km else guess.car_minutes
    )
    whole = leg.km and leg.minutes and leg.car_minutes
    return Travel(
        leg.origin,
        leg.destination,
        leg.km or guess.km,
        leg.minutes or round(car * factor),
        leg.basis if whole else Origin.ASSUMED,
        leg.source,
        car,
        leg.confidence if whole else Confidence.LOW,
    )


def _between(leg: Travel, origin: str, destination: str) -> Travel:
    return Travel(
        origin,
        destination,
        leg.km,
        leg.minutes,
        leg.basis,
        leg.source,
        leg.car_minutes,
        leg.confidence,
    )


def _joined(origin: str, destination: str, way: tuple[Travel, ...]) -> Travel:
    sources = tuple(dict.fromkeys(source for leg in way for source in leg.source))
    assumed = any(leg.basis is Origin.ASSUMED for leg in way)
    worst = max((leg.confidence for leg in way), key=list(Confidence).index)
    return Travel(
        origin,
        destination,
        sum(leg.km for leg in way),
        sum(leg.minutes for leg in way),
        Origin.ASSUMED if assumed else Origin.SOURCED,
        sources,
        sum(leg.car_minutes for leg in way),
        worst,
    )


def _cross(a: Coordinates, b: Coordinates, c: Coordinates, d: Coordinates) -> bool:
    """Whether the straight lines a-b and c-d cross on the map."""

    def side(p: Coordinates, q: Coordinates, r: Coordinates) -> float:
        return (q.longitude - p.longitude) * (r.latitude - p.latitude) - (q.latitude - p.latitude) * (
            r.longitude - p.longitude
        )

    return side(a, b, c) * side(a, b, d) < 0 and side(c, d, a) * side(c, d, b) < 0
