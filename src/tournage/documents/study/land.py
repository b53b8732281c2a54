"""The land of the map: the vendored world atlas (TopoJSON, 1:50 million), decoded and cut to a rectangle.

Only land and sea are drawn, no borders, so no line parts Western Sahara from Morocco.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from math import cos, radians

from tournage.documents.render.typst import DOCUMENTS
from tournage.kernel.place import Coordinates

ATLAS = DOCUMENTS / "vendor" / "land-50m.json"
KM_A_DEGREE = 111.2
Point = tuple[float, float]
Ring = tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Frame:
    """A rectangle of the earth on a drawing of so many pixels: west, north, and pixels a degree of latitude."""

    west: float
    north: float
    scale: float
    stretch: float
    width: float
    height: float

    def xy(self, at: Coordinates) -> Point:
        """Where a point falls on the drawing."""
        return (at.longitude - self.west) * self.scale * self.stretch, (self.north - at.latitude) * self.scale

    @property
    def px_a_km(self) -> float:
        """Pixels a kilometre."""
        return self.scale / KM_A_DEGREE


def frame_around(
    points: tuple[Coordinates, ...], width: float, height: float, *, least: float = 5.2
) -> Frame:
    """The frame that holds all points with room for their names; `least` degrees of latitude high."""
    lats, lons = [p.latitude for p in points], [p.longitude for p in points]
    middle = (min(lats) + max(lats)) / 2
    stretch = cos(radians(middle))
    high = max(max(lats) - min(lats), (max(lons) - min(lons)) * stretch * height / width) * 1.45
    high = max(high, least, (max(lons) - min(lons)) * stretch * 1.5 * height / width)
    scale = height / high
    centre = (min(lons) + max(lons)) / 2
    return Frame(centre - width / scale / stretch / 2, middle + high / 2, scale, stretch, width, height)


def land_paths(frame: Frame, margin: float = 6) -> str:
    """The land inside a frame as an SVG path; cut edges lie outside the picture."""
    edges = (-margin, -margin, frame.width + margin, frame.height + margin)
    west, north = frame.west, frame.north
    east, south = west + frame.width / frame.scale / frame.stretch, north - frame.height / frame.scale
    paths = []
    for ring, (left, bottom, right, top) in _rings():
        if right < west - 1 or left > east + 1 or top < south - 1 or bottom > north + 1:
            continue
        drawn = [frame.xy(Coordinates(lat, lon)) for lon, lat in ring]
        cut = _clip(drawn, edges)
        if len(cut) > 2:
            paths.append("M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in _thinned(cut)) + "z")
    return "".join(paths)


@lru_cache
def _rings() -> tuple[tuple[Ring, tuple[float, float, float, float]], ...]:
    """Every outer ring of the world's land, with its bounds."""
    atlas = json.loads(ATLAS.read_text("utf-8"))
    (sx, sy), (tx, ty) = atlas["transform"]["scale"], atlas["transform"]["translate"]
    arcs = []
    for arc in atlas["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((x * sx + tx, y * sy + ty))
        arcs.append(points)
    rings = []
    for geometry in atlas["objects"]["land"]["geometries"]:
        polygons = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
        rings += [_joined(polygon[0], arcs) for polygon in polygons]
    return tuple((ring, _bounds(ring)) for ring in rings)


def _joined(numbers: list[int], arcs: list[list[Point]]) -> Ring:
    points: list[Point] = []
    for number in numbers:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        points += arc[1:] if points else arc
    return tuple(points)


def _bounds(ring: Ring) -> tuple[float, float, float, float]:
    lons, lats = [p[0] for p in ring], [p[1] for p in ring]
    return min(lons), min(lats), max(lons), max(lats)


def _clip(points: list[Point], edges: tuple[float, float, float, float]) -> list[Point]:
    """Cut a polygon to a rectangle, one side after the other (Sutherland and Hodgman)."""
    left, top, right, bottom = edges
    for axis, limit, keep_above in ((0, left, True), (0, right, False), (1, top, True), (1, bottom, False)):
        kept: list[Point] = []
        for n, here in enumerate(points):
            before = points[n - 1]
            inside = (here[axis] >= limit) == keep_above
            was_inside = (before[axis] >= limit) == keep_above
            if inside != was_inside:
                kept.append(_crossing(before, here, axis, limit))
            if inside:
                kept.append(here)
        points = kept
    return points


def _crossing(a: Point, b: Point, axis: int, limit: float) -> Point:
    share = (limit - a[axis]) / (b[axis] - a[axis])
    other = a[1 - axis] + share * (b[1 - axis] - a[1 - axis])
    return (limit, other) if axis == 0 else (other, limit)


def _thinned(points: list[Point], least: float = 0.7) -> list[Point]:
    """Leave out points nearer than the eye can tell."""
    kept = points[:1]
    for point in points[1:]:
        if abs(point[0] - kept[-1][0]) + abs(point[1] - kept[-1][1]) >= least:
            kept.append(point)
    return kept
