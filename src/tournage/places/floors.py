"""Which stage the built sets of a base share: the smallest floor that holds them all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tournage.places.choice import load_choice
from tournage.places.cluster import Assigned, Cluster, assign, priced
from tournage.places.model import Location
from tournage.places.options import Option, SetOptions
from tournage.places.travel import Roads


@dataclass(frozen=True, slots=True)
class _Built:
    """A set built on a stage: its place among the sets and the floor it takes."""

    place: int
    floor: float


def allot_stages(cluster: Cluster, sets: Sequence[SetOptions], roads: Roads) -> Cluster:
    """Move the built sets of each base to the smallest stage that holds them, or spread them by size.

    Stages of unknown size are left out while others are at hand. Sets on stages out of reach of
    their base stay where they are.
    """
    assigned = list(cluster.assigned)
    room = load_choice().figure("working_room")
    for hub in cluster.bases:
        built = [
            _Built(place, load_choice().scale(options.story_set.eighths).floor_m2 * room)
            for place, (options, way) in enumerate(zip(sets, assigned, strict=True))
            if way.hub == hub and way.option.location.kind == "stage" and len(options.options) > 1
        ]
        for one, stage in _allot(built, _stages(roads, hub)):
            assigned[one.place] = _moved(sets[one.place], assigned[one.place], stage, roads)
    return priced(tuple(assigned), roads)


def _stages(roads: Roads, hub: str) -> list[Location]:
    """Usable stages of a hub with a known floor, smallest first."""
    found = (x for x in roads.catalogue.locations if x.kind == "stage" and x.usable and x.hub == hub)
    return sorted((x for x in found if x.stage_m2), key=lambda x: (x.stage_m2 or 0, x.id))


def _allot(built: list[_Built], stages: list[Location]) -> list[tuple[_Built, Location]]:
    """All on one stage if one holds them; else the biggest sets first, each where most floor is left."""
    if not built or not stages:
        return []
    total = sum(one.floor for one in built)
    whole = next((stage for stage in stages if (stage.stage_m2 or 0) >= total), None)
    if whole is not None:
        return [(one, whole) for one in built]
    left = {stage.id: float(stage.stage_m2 or 0) for stage in stages}
    result = []
    for one in sorted(built, key=lambda b: (-b.floor, b.place)):
        stage = max(stages, key=lambda x: (left[x.id], x.id))
        left[stage.id] -= one.floor
        result.append((one, stage))
    return result


def _moved(options: SetOptions, way: Assigned, stage: Location, roads: Roads) -> Assigned:
    """The same set on another stage."""
    option: Option | None = next((o for o in options.options if o.location.id == stage.id), None)
    moved = assign(options, option, way.hub, roads) if option is not None else None
    return moved or way
