"""The cluster: a small number of bases from which all sets are shot, trading fit against the road.

Everything is priced in eighths of a page of shooting lost (see `choice.yaml`). Up to four
bases are chosen exactly, by trying every combination; larger ones by adding, dropping and
swapping bases until nothing helps. The result is never dearer than shooting every set at
its best-fitting place.
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


def choose_cluster(sets: Sequence[SetOptions], roads: Roads) -> tuple[Cluster, Cluster]:
    """Choose the bases for sets that have options.

    Returns the cheapest cluster found, and the one in which every set gets its best-fitting
    place, for comparison.
    """
    tables = [_table(options, roads) for options in sets]
    best_fit = _best_fit(sets, tables, roads)
    used = tuple(sorted({hub for table in tables for hub in table}))
    found = [best_fit]
    for count in range(1, EXACT_BASES + 1):
        for bases in combinations(used, count):
            found += _cluster(bases, tables, roads)
    best = min(found, key=_rank)
    if len(best.bases) >= EXACT_BASES:
        best = _improve(best, used, tables, roads)
    return best, best_fit


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


def _table(options: SetOptions, roads: Roads) -> dict[str, Assigned]:
    """The best way to shoot a set from each base that reaches one of its options."""
    table: dict[str, Assigned] = {}
    for option in options.options:
        for hub in roads.catalogue.hubs:
            way = _assign(options, option, hub.id, roads)
            if way is None:
                continue
            held = table.get(hub.id)
            if held is None or _way_rank(way) < _way_rank(held):
                table[hub.id] = way
    return table


def _way_rank(way: Assigned) -> tuple[float, str]:
    return (way.misfit + way.road, way.option.location.id)


def _assign(options: SetOptions, option: Option, hub: str, roads: Roads) -> Assigned | None:
    """Price one option from one base; None when the daily drive is too long."""
    choice = load_choice()
    eighths = options.story_set.eighths
    one_way = roads.between(hub, option.location.id).minutes
    stay = one_way > choice.figure("reach_minutes")
    if stay and option.location.hub != hub:
        return None
    misfit = choice.figure("misfit_weight") * eighths * (100 - option.points) / 100
    a_day = choice.figure("eighths_a_day")
    days = 1.0 if stay else eighths / a_day
    minutes = 2 * one_way * days
    road = minutes / choice.figure("day_minutes") * a_day
    if stay:
        road += choice.figure("move_days") * a_day
    return Assigned(option, hub, misfit, road, round(minutes), stay)


def _best_fit(sets: Sequence[SetOptions], tables: list[dict[str, Assigned]], roads: Roads) -> Cluster:
    """Every set at its best-fitting place, from that place's own hub."""
    assigned = []
    for options, table in zip(sets, tables, strict=True):
        hub = options.best.location.hub
        way = _assign(options, options.best, hub, roads)
        assigned.append(way if way is not None else table[hub])
    return _priced(tuple(sorted({way.hub for way in assigned})), tuple(assigned), roads)


def _cluster(bases: tuple[str, ...], tables: list[dict[str, Assigned]], roads: Roads) -> list[Cluster]:
    """The cluster on these bases, or nothing when a set is out of reach of all."""
    assigned = []
    for table in tables:
        ways = [table[hub] for hub in bases if hub in table]
        if not ways:
            return []
        assigned.append(min(ways, key=_way_rank))
    used = tuple(hub for hub in bases if any(way.hub == hub for way in assigned))
    return [_priced(used, tuple(assigned), roads)]


def _priced(bases: tuple[str, ...], assigned: tuple[Assigned, ...], roads: Roads) -> Cluster:
    order = path_through(bases, lambda a, b: roads.between(a, b).minutes)
    choice = load_choice()
    a_day = choice.figure("eighths_a_day")
    moves = sum(roads.between(a, b).minutes for a, b in pairwise(order))
    road = sum(way.road for way in assigned) + moves / choice.figure("day_minutes") * a_day
    road += choice.figure("base_days") * a_day * len(order)
    road += choice.figure("move_days") * a_day * max(0, len(order) - 1)
    return Cluster(order, assigned, sum(way.misfit for way in assigned), road)


def _improve(
    start: Cluster, hubs: tuple[str, ...], tables: list[dict[str, Assigned]], roads: Roads
) -> Cluster:
    """Add, drop and swap bases while that helps."""
    best = start
    while True:
        here = set(best.bases)
        tries = [here | {hub} for hub in hubs if hub not in here]
        tries += [here - {hub} for hub in best.bases]
        tries += [here - {out} | {into} for out in best.bases for into in hubs if into not in here]
        found = [c for bases in tries for c in _cluster(tuple(sorted(bases)), tables, roads)]
        better = min(found, key=_rank, default=best)
        if _rank(better) >= _rank(best):
            return best
        best = better


def _rank(cluster: Cluster) -> tuple[float, int, tuple[str, ...]]:
    return (round(cluster.cost, 6), len(cluster.bases), cluster.bases)


def _length(order: Sequence[str], minutes: Callable[[str, str], int]) -> int:
    return sum(minutes(a, b) for a, b in pairwise(order))
