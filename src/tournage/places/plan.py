"""The plan of places: bases, a placement for every set, the road between the bases, and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from tournage.kernel.dated import Origin
from tournage.kernel.eighths import Eighths
from tournage.kernel.findings import Finding, Severity, finding
from tournage.kernel.words import Phrase, phrase
from tournage.places.catalogue import Catalogue, InRamadan
from tournage.places.choice import load_choice
from tournage.places.chosen import check_choices
from tournage.places.cluster import Assigned, Cluster, choose_cluster
from tournage.places.floors import allot_stages
from tournage.places.match import rank_fits, read_leaning
from tournage.places.model import Base, Placement, PlacePlan, StorySet, Travel
from tournage.places.options import Option, SetOptions, check_options, find_options
from tournage.places.reasons import describe, hub_name, location_name, out_of_season, say_minutes
from tournage.places.travel import Roads, roads_of

MOST_CANDIDATES = 5
WORTH_TELLING = 5
"""Points by which a better place must win to be told."""
NO_CHOICE: Mapping[str, str] = {}


def plan_places(
    sets: Sequence[StorySet],
    catalogue: Catalogue,
    *,
    on: date,
    chosen: Mapping[str, str] = NO_CHOICE,
) -> tuple[PlacePlan, tuple[Finding, ...]]:
    """Choose where every set is shot: few bases, good fit, little road.

    Dates: `on` is the first shooting day; light, heat and season are told for it.
    `chosen` maps set ids to the locations a person has chosen; those stand, as YOURS.
    Findings: PLC-101 no double in Morocco; PLC-102 no telling words; PLC-103 to be built;
    PLC-104 and PLC-105 a choice names an unknown location or set; PLC-106 Ramadan; PLC-107 heat;
    PLC-108 no snow in the month; PLC-109 beyond the known calendar; PLC-110 the unit sleeps near a set;
    PLC-111 weather of the season.
    """
    chosen, findings = check_choices(sets, catalogue, chosen)
    leaning = read_leaning(sets, catalogue)
    options = tuple(_options(one, catalogue, chosen.get(one.id), leaning) for one in sets)
    findings += check_options([item for item in options if item.story_set.id not in chosen])
    roads = roads_of(catalogue)
    placeable = [item for item in options if item.options]
    cluster, best_fit = choose_cluster(placeable, roads) if placeable else (_EMPTY, _EMPTY)
    cluster = allot_stages(cluster, placeable, roads)
    ways = {item.story_set.id: way for item, way in zip(placeable, cluster.assigned, strict=True)}
    placements = _shared_builds(
        tuple(
            _placement(item, ways.get(item.story_set.id), catalogue, on, item.story_set.id in chosen)
            for item in options
        ),
        options,
    )
    plan = PlacePlan(
        tuple(sets),
        placements,
        _bases(cluster, placements, sets),
        _moves(cluster, roads),
        _plan_reasons(cluster, best_fit, placeable, roads),
        _road_minutes(cluster, roads),
        _road_minutes(best_fit, roads),
    )
    seasons = tuple(
        one
        for item in placeable
        for one in _check_way(item.story_set, ways[item.story_set.id], catalogue, on)
    )
    return plan, findings + _check_season(plan, catalogue, on) + seasons


_EMPTY = Cluster((), (), 0.0, 0.0)


def _options(
    story_set: StorySet, catalogue: Catalogue, chosen: str | None, leaning: Mapping[str, float]
) -> SetOptions:
    found = find_options(story_set, catalogue, leaning)
    if chosen is None:
        return found
    location = catalogue.location(chosen)
    held = next((o for o in found.options if o.location.id == chosen), None)
    if held is None and location.kind == "location":
        fit = next((f for f in rank_fits(found.profile, catalogue) if f.location.id == chosen), None)
        held = Option(location, fit.points if fit else 0, fit)
    only = held or Option(location, 0)
    return SetOptions(story_set, found.profile, (only,), None, None)


def _placement(
    options: SetOptions, way: Assigned | None, catalogue: Catalogue, on: date, yours: bool
) -> Placement:
    """Where one set goes, with its candidates: the chosen one first, then the best fits."""
    if way is None:
        why = (options.why,) if options.why is not None else ()
        told = phrase(f"places.remedy.{options.remedy}")
        return Placement(options.story_set.id, None, None, (), (*why, told), options.remedy)
    others = [option for option in _varied(options) if option is not way.option][: MOST_CANDIDATES - 1]
    first = describe(way.option, way, catalogue, on)
    candidates = (first, *(describe(option, None, catalogue, on) for option in others))
    build, strike = _build_days(options.story_set, way)
    reasons = first.reasons
    if build:
        reasons = (*reasons, phrase("places.reason.build", build=build, strike=strike))
    if yours:
        reasons = (phrase("places.reason.yours"), *reasons)
    elif options.why is not None:
        reasons = (options.why, *reasons)
    elif options.best.points - way.option.points >= WORTH_TELLING:
        reasons = (*reasons, _traded(way, options.best))
    return Placement(
        options.story_set.id,
        way.option.location.id,
        way.hub,
        candidates,
        reasons,
        options.remedy,
        build,
        strike,
        Origin.YOURS if yours else Origin.PROPOSED,
    )


def _shared_builds(placements: Sequence[Placement], options: Sequence[SetOptions]) -> tuple[Placement, ...]:
    """Sets that lack the same kind of place are one build: the first carries its days."""
    first: dict[tuple[str, str], SetOptions] = {}
    total: Counter[tuple[str, str]] = Counter()
    for placement, item in zip(placements, options, strict=True):
        if placement.location is not None and item.missing is not None:
            total[item.missing, placement.location] += item.story_set.eighths
    result = []
    for placement, item in zip(placements, options, strict=True):
        if placement.location is None or item.missing is None:
            result.append(placement)
            continue
        key = (item.missing, placement.location)
        outdoors = item.best.location.kind == "backlot"
        build, strike = load_choice().build(total[key], outdoors)
        if key in first:
            shared = phrase("places.reason.same_build", set=first[key].story_set.name)
            build = strike = 0
        else:
            first[key] = item
            shared = phrase("places.reason.build", build=build, strike=strike)
        reasons = (*placement.reasons[:-1], shared)
        result.append(replace(placement, build_days=build, strike_days=strike, reasons=reasons))
    return tuple(result)


def _varied(options: SetOptions) -> list[Option]:
    """Best options first, but only one stage of each studio."""
    seen: set[str] = set()
    kept = []
    for option in options.options:
        studio = option.location.studio if option.location.kind == "stage" else None
        if studio is None or studio not in seen:
            kept.append(option)
        if studio is not None:
            seen.add(studio)
    return kept


def _traded(way: Assigned, best: Option) -> Phrase:
    """What would fit better, and why it was not taken."""
    return phrase(
        f"places.reason.{'other_site' if best.location.hub == way.hub else 'other_base'}",
        best=location_name(best.location),
        points=best.points - way.option.points,
        hub=hub_name(best.location.hub),
    )


def _build_days(story_set: StorySet, way: Assigned) -> tuple[int, int]:
    if not way.option.built:
        return 0, 0
    return load_choice().build(story_set.eighths, way.option.location.kind == "backlot")


def _bases(cluster: Cluster, placements: Sequence[Placement], sets: Sequence[StorySet]) -> tuple[Base, ...]:
    length = {one.id: one.eighths for one in sets}
    bases = []
    for hub in cluster.bases:
        here = tuple(p.set_id for p in placements if p.base == hub)
        bases.append(Base(hub, here, Eighths(sum(length[id] for id in here))))
    return tuple(bases)


def _moves(cluster: Cluster, roads: Roads) -> tuple[Travel, ...]:
    """The road between every two bases, in the order of the moves."""
    pairs = ((a, b) for place, a in enumerate(cluster.bases) for b in cluster.bases[place + 1 :])
    return tuple(roads.between(a, b) for a, b in pairs)


def _road_minutes(cluster: Cluster, roads: Roads) -> int:
    moves = zip(cluster.bases, cluster.bases[1:], strict=False)
    return sum(way.minutes for way in cluster.assigned) + sum(roads.between(a, b).minutes for a, b in moves)


def _plan_reasons(
    cluster: Cluster, best_fit: Cluster, placeable: Sequence[SetOptions], roads: Roads
) -> tuple[Phrase, ...]:
    """What the cluster saves on the road and what it gives up in fit."""
    if not cluster.bases:
        return ()
    bases = tuple(hub_name(hub) for hub in cluster.bases)
    reasons = [phrase("places.plan.bases", count=len(bases), bases=bases)]
    if cluster.bases == best_fit.bases and cluster.assigned == best_fit.assigned:
        return (*reasons, phrase("places.plan.best"))
    given = sum(
        item.best.points - way.option.points for item, way in zip(placeable, cluster.assigned, strict=True)
    )
    reasons.append(
        phrase(
            "places.plan.trade",
            count=len(best_fit.bases),
            best=say_minutes(_road_minutes(best_fit, roads)),
            road=say_minutes(_road_minutes(cluster, roads)),
            points=round(given / len(placeable)),
        )
    )
    return tuple(reasons)


def _check_season(plan: PlacePlan, catalogue: Catalogue, on: date) -> tuple[Finding, ...]:
    findings: list[Finding] = []
    if catalogue.in_ramadan(on) is not InRamadan.NO:
        findings.append(finding("places", "PLC-106", Severity.WARNING, str(on), on=on))
    if on > catalogue.known_to():
        findings.append(
            finding("places", "PLC-109", Severity.WARNING, str(on), on=on, known=catalogue.known_to())
        )
    bases = frozenset(base.hub for base in plan.bases)
    for season in catalogue.seasons:
        touched = season.touches(bases, on.month)
        if touched:
            hubs, what = tuple(map(hub_name, touched)), phrase(f"places.season.{season.id}")
            where = ", ".join(touched)
            findings.append(finding("places", "PLC-111", Severity.INFO, where, hubs=hubs, season=what))
    for base in plan.bases:
        climate = catalogue.climate(base.hub, on.month)
        if climate is not None and float(climate.high) >= load_choice().figure("hot_c"):
            where, high = base.hub, climate.high
            findings.append(
                finding("places", "PLC-107", Severity.WARNING, where, hub=hub_name(where), high=high)
            )
    return tuple(findings)


def _check_way(story_set: StorySet, way: Assigned, catalogue: Catalogue, on: date) -> tuple[Finding, ...]:
    """What the season and the road make of one placement."""
    location = location_name(way.option.location)
    where, name = story_set.id, story_set.name
    found = []
    if out_of_season(way.option.fit, on) is not None:
        found.append(finding("places", "PLC-108", Severity.WARNING, where, set=name, location=location))
    if way.stay:
        one_way = roads_of(catalogue).between(way.hub, way.option.location.id).minutes
        found.append(
            finding(
                *("places", "PLC-110", Severity.INFO, where),
                set=name,
                location=location,
                time=say_minutes(one_way),
            )
        )
    return tuple(found)
