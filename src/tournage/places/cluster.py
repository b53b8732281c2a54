"""The cluster: a small number of bases from which all sets are shot, trading fit against the road.

Everything is priced in eighths of a page of shooting lost (see `choice.yaml`). Up to four
bases are tried in every combination; more by adding, dropping and swapping bases until
nothing helps. Within its bases a cluster is drawn together: a location is given up when the
sets shot there fare nearly as well at one already in use. The result is never dearer than
shooting every set at its best-fitting place.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise, permutations

from tournage.places.choice import load_choice
from tournage.places.options import Option, SetOptions
from tournage.places.travel import Roads

EXACT_BASES = 4
EXACT_PATH = 6
DRAWN_TOGETHER = 12
HALF_FIT = 50


@dataclass(frozen=True, slots=True)
class Assigned:
    """One set, shot at one option from one base: points lost to fit and to the road, in eighths."""

    option: Option
    hub: str
    misfit: float
    road: float
    minutes: int
    """Road time of the set over the shoot, both ways."""
    stay: bool

    @property
    def cost(self) -> float:
        """Eighths lost in all."""
        return self.misfit + self.road


@dataclass(frozen=True, slots=True)
class Cluster:
    """The chosen bases in the order of the moves, what each set gets, and the price."""

    bases: tuple[str, ...]
    assigned: tuple[Assigned, ...]
    misfit: float
    road: float

    @property
    def cost(self) -> float:
        """Eighths lost in all."""
        return self.misfit + self.road


Ways = dict[str, dict[str, Assigned]]
"""For one set: base, then location, to the way of shooting it."""


def choose_cluster(sets: Sequence[SetOptions], roads: Roads) -> tuple[Cluster, Cluster]:
    """Choose the bases for sets that have options.

    Returns the cheapest cluster found, and the one in which every set gets its best-fitting
    place, for comparison.
    """
    tables = [_ways(options, roads) for options in sets]
    best_fit = _best_fit(sets, tables, roads)
    used = tuple(sorted({hub for table in tables for hub in table}))
    cheapest = [{hub: min(ways.values(), key=_way_rank) for hub, ways in table.items()} for table in tables]
    found = [best_fit]
    for count in range(1, EXACT_BASES + 1):
        for bases in combinations(used, count):
            found += _cluster(bases, cheapest, roads)
    found.sort(key=_rank)
    if len(found[0].bases) >= EXACT_BASES:
        found.insert(0, _improve(found[0], used, cheapest, roads))
    drawn = [_draw_together(cluster, tables, roads) for cluster in found[:DRAWN_TOGETHER]]
    return min([*drawn, best_fit], key=_rank), best_fit


def path_through(bases: Sequence[str], minutes: Callable[[str, str], int]) -> tuple[str, ...]:
    """The order of bases with the least road between them; ties by name."""
    if len(bases) <= 1:
        return tuple(bases)
    if len(bases) <= EXACT_PATH:
        orders = permutations(sorted(bases))
        return min(orders, key=lambda order: (_length(order, minutes), order))
    path = [min(bases)]
    left = set(bases) - set(path)
    while left:
        nearest = min(left, key=lambda hub: (minutes(path[-1], hub), hub))
        path.append(nearest)
        left.remove(nearest)
    return tuple(path)


def _ways(options: SetOptions, roads: Roads) -> Ways:
    """Every way to shoot a set: from each base that reaches one of its options."""
    table: Ways = {}
    for option in options.options:
        for hub in roads.catalogue.hubs:
            way = assign(options, option, hub.id, roads)
            if way is not None:
                table.setdefault(hub.id, {})[option.location.id] = way
    return table


def _way_rank(way: Assigned) -> tuple[float, str]:
    return (way.cost, way.option.location.id)


def assign(options: SetOptions, option: Option, hub: str, roads: Roads) -> Assigned | None:
    """Price one option from one base; None when the daily drive is too long."""
    choice = load_choice()
    eighths = options.story_set.eighths
    one_way = roads.between(hub, option.location.id).minutes
    stay = one_way > choice.figure("reach_minutes")
    if stay and option.location.hub != hub:
        return None
    misfit = choice.figure("misfit_weight") * eighths * ((100 - option.points) / HALF_FIT) ** 2
    a_day = choice.figure("eighths_a_day")
    days = 1.0 if stay else eighths / a_day
    minutes = 2 * one_way * days
    road = minutes / choice.figure("day_minutes") * a_day
    if stay:
        road += choice.figure("move_days") * a_day
    return Assigned(option, hub, misfit, road, round(minutes), stay)


def _best_fit(sets: Sequence[SetOptions], tables: list[Ways], roads: Roads) -> Cluster:
    """Every set at its best-fitting place, from that place's own hub."""
    best = [options.best.location for options in sets]
    ways = [table[location.hub][location.id] for location, table in zip(best, tables, strict=True)]
    return priced(tuple(ways), roads)


def _cluster(bases: tuple[str, ...], cheapest: list[dict[str, Assigned]], roads: Roads) -> list[Cluster]:
    """The cluster on these bases, or nothing when a set is out of reach of all."""
    assigned = []
    for table in cheapest:
        ways = [table[hub] for hub in bases if hub in table]
        if not ways:
            return []
        assigned.append(min(ways, key=_way_rank))
    return [priced(tuple(assigned), roads)]


def priced(assigned: tuple[Assigned, ...], roads: Roads) -> Cluster:
    """A cluster with its bases in order, and what bases, moves, drives and locations cost."""
    bases = tuple(sorted({way.hub for way in assigned}))
    order = path_through(bases, lambda a, b: roads.between(a, b).minutes)
    choice = load_choice()
    a_day = choice.figure("eighths_a_day")
    moves = sum(roads.between(a, b).minutes for a, b in pairwise(order))
    locations = {way.option.location.id for way in assigned}
    days = moves / choice.figure("day_minutes")
    days += choice.figure("base_days") * len(order) + choice.figure("move_days") * max(0, len(order) - 1)
    days += choice.figure("site_days") * len(locations)
    road = sum(way.road for way in assigned) + days * a_day
    return Cluster(order, assigned, sum(way.misfit for way in assigned), road)


def _draw_together(cluster: Cluster, tables: list[Ways], roads: Roads) -> Cluster:
    """Give up locations whose sets can as well be shot at others already in use."""
    best = cluster
    while True:
        lengths: dict[str, float] = {}
        for way in best.assigned:
            id = way.option.location.id
            lengths[id] = lengths.get(id, 0.0) + way.cost
        for location in sorted(lengths, key=lambda id: (lengths[id], id)):
            without = _without(best, location, tables, roads)
            if without is not None and _rank(without) < _rank(best):
                best = without
                break
        else:
            return best


def _without(cluster: Cluster, location: str, tables: list[Ways], roads: Roads) -> Cluster | None:
    """The cluster with one location given up, its sets moved to others in use."""
    kept = {way.option.location.id for way in cluster.assigned} - {location}
    assigned = []
    for way, table in zip(cluster.assigned, tables, strict=True):
        if way.option.location.id != location:
            assigned.append(way)
            continue
        others = [other for hub in cluster.bases for id, other in table.get(hub, {}).items() if id in kept]
        if not others:
            return None
        assigned.append(min(others, key=_way_rank))
    return priced(tuple(assigned), roads)


def _improve(
    start: Cluster, hubs: tuple[str, ...], cheapest: list[dict[str, Assigned]], roads: Roads
) -> Cluster:
    """Add, drop and swap bases while that helps."""
    best = start
    while True:
        here = set(best.bases)
        tries = [here | {hub} for hub in hubs if hub not in here]
        tries += [here - {hub} for hub in best.bases]
        tries += [here - {out} | {into} for out in best.bases for into in hubs if into not in here]
        found = [c for bases in tries for c in _cluster(tuple(sorted(bases)), cheapest, roads)]
        better = min(found, key=_rank, default=best)
        if _rank(better) >= _rank(best):
            return best
        best = better


def _rank(cluster: Cluster) -> tuple[float, int, tuple[str, ...]]:
    return (round(cluster.cost, 6), len(cluster.bases), cluster.bases)


def _length(order: Sequence[str], minutes: Callable[[str, str], int]) -> int:
    return sum(minutes(a, b) for a, b in pairwise(order))
