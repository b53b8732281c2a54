"""Bases a day's drive apart, places around them, sets of the story at the places, sets built on stages."""

from __future__ import annotations

from tournage.schedule.generate.draft import Draft, StorySet
from tournage.schedule.model import Leg, Site
from tournage.schedule.problem import Town


def draw_places(d: Draft) -> None:
    """Draw towns, places, roads and sets; the stages stand in the home town."""
    bases = d.dice.between(*d.size["bases"])
    locations = d.dice.between(*d.size["locations"])
    _draw_towns(d, bases)
    builds = d.data["builds_a_floor"]
    for number in range(d.size["floors"] * builds):
        d.sites.append(_built(d, number, f"floor{number // builds}"))
    weights = [60 // (rank + 1) for rank in range(bases)]
    for number in range(locations - d.size["floors"]):
        base = number % bases if number < 2 * bases else d.dice.weighted(weights)
        d.sites.append(_place(d, number, base))
    for one, a in enumerate(d.sites):
        for b in d.sites[one + 1 :]:
            if a.base == b.base:
                minutes = 10 + d.dice.below(60)
                cost = minutes * d.prices["place_road_minute"] * 100
                d.legs.append(Leg(a.id, b.id, minutes, cost, minutes * 2 // 3))
    _draw_sets(d)


def _draw_towns(d: Draft, bases: int) -> None:
    price = d.prices[d.kind]
    for base in range(bases):
        living = d.dice.between(*price["living"]) if base else price["home_living"]
        d.towns.append(Town(f"town{base}", f"Town {base}", living * 100))
    for one in range(bases):
        for other in range(one + 1, bases):
            minutes = 150 + 60 * (other - one) + d.dice.below(90)
            cost = minutes * d.prices["base_road_minute"] * 100
            d.legs.append(Leg(f"town{one}", f"town{other}", minutes, cost, minutes))


def _built(d: Draft, number: int, floor: str) -> Site:
    days = d.dice.between(*d.data["build_days"])
    return Site(
        id=f"stage{number}",
        name=f"Stage set {number + 1}",
        base="town0",
        day_cost=d.prices["stage_day"] * 100,
        dark_day_cost=d.prices["stage_dark_day"] * 100,
        stage=True,
        build_days=days,
        strike_days=d.data["strike_days"],
        build_cost=days * d.prices["build_day"] * 100,
        drive_minutes=10,
        floor=floor,
        return_cost=d.prices["place_return"] * 100,
    )


def _place(d: Draft, number: int, base: int) -> Site:
    rents = d.prices["place_days"]
    return Site(
        id=f"place{number}",
        name=f"Place {number + 1}",
        base=f"town{base}",
        day_cost=rents[d.dice.below(len(rents))] * 100,
        drive_minutes=10 + d.dice.below(50),
        return_cost=d.prices["place_return"] * 100,
    )


def _draw_sets(d: Draft) -> None:
    """Each place has a set at least; built sets are among those the story goes to most."""
    count = max(d.dice.between(*d.size["sets"]), len(d.sites))
    built = [i for i, site in enumerate(d.sites) if site.stage]
    found = [i for i, site in enumerate(d.sites) if not site.stage]
    for number in range(count - len(built)):
        site = found[number] if number < len(found) else found[d.dice.below(len(found))]
        place = d.dice.below(len(d.sets) + 1)
        d.sets.insert(place, StorySet(site, inside=d.dice.chance(50)))
    for site in built:
        d.sets.insert(d.dice.below(3 * len(built)), StorySet(site, inside=True))
