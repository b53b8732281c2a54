"""A script that nobody wrote: scenes with lengths, sets, light and crowds, and who is in which."""

from __future__ import annotations

from decimal import Decimal

from tournage.kernel.scene import Light
from tournage.schedule.generate.draft import Draft, Scene
from tournage.schedule.model import Player


def draw_script(d: Draft) -> None:
    """Draw the scenes and cast them."""
    count = d.dice.between(*d.size["strips"])
    lengths = _lengths(d, count)
    for number, at in enumerate(_sets(d, count)):
        d.scenes.append(Scene(number, lengths[number], at))
    nights = d.dice.some(range(count), (count * d.data["night"] + 50) // 100)
    for number in nights:
        d.scenes[number].light = Light.NIGHT
    for scene in d.scenes:
        _dress(d, scene)
    for number in _army(d):
        d.scenes[number].gear, d.scenes[number].heavy = ("army",), True
    _draw_players(d)
    _cast(d)


def _lengths(d: Draft, count: int) -> list[int]:
    """Geometric lengths of 1 to 24 eighths that add up to the script."""
    whole = d.size["eighths"]
    lengths = []
    for _ in range(count):
        length = 1
        while length < 24 and d.dice.below(whole) < whole - count:
            length += 1
        lengths.append(length)
    while (missing := whole - sum(lengths)) != 0:
        place, step = d.dice.below(count), 1 if missing > 0 else -1
        if 1 <= lengths[place] + step <= 24:
            lengths[place] += step
    return lengths


def _sets(d: Draft, count: int) -> list[int]:
    """The set of each scene: every set once, the others by rank, some in the set of the scene before."""
    weights = [10_000 // (rank + 1) for rank in range(len(d.sets))]
    once = dict(zip(d.dice.some(range(count), len(d.sets)), d.dice.order(len(d.sets)), strict=True))
    found: list[int] = []
    for number in range(count):
        again = bool(found) and d.dice.chance(d.shape["same_set_again"])
        found.append(once.get(number, found[-1] if again else d.dice.weighted(weights)))
    return found


def _dress(d: Draft, scene: Scene) -> None:
    dice, outside = d.dice, not d.sets[scene.set].inside
    if outside and scene.light is Light.DAY and scene.eighths <= 3 and dice.chance(12):
        scene.light = Light.DAWN if dice.chance(50) else Light.DUSK
    scene.crowd = dice.between(10, 80) if dice.chance(d.shape["crowd"]) else 0
    draw = dice.below(100)
    if outside and draw < 5:
        scene.gear = ("camels",)
    elif draw > 94:
        scene.gear = ("crane",)
    scene.heavy = scene.crowd > 60 or dice.chance(6)


def _army(d: Draft) -> list[int]:
    """Exteriors of one town in which the army is seen: it comes once, to one place."""
    outside: dict[str, list[int]] = {}
    for scene in d.scenes:
        story = d.sets[scene.set]
        if not story.inside:
            outside.setdefault(d.sites[story.site].base, []).append(scene.number)
    count = d.size["army_scenes"]
    towns = [town for town in sorted(outside) if len(outside[town]) >= count]
    town = towns[d.dice.weighted([len(outside[town]) for town in towns])]
    return d.dice.some(outside[town], count)


def _draw_players(d: Draft) -> None:
    price, leads, supports = d.prices, d.size["leads"], d.size["supports"]
    children = [leads, *range(leads + supports, leads + supports + d.size["minors"] - 1)]
    step = (price["lead_first"] - price["lead_last"]) // (leads - 1)
    for number in range(d.size["players"]):
        lead, abroad = number < leads, leads < number <= leads + d.size["supports_abroad"]
        rate = price["support_abroad"] if abroad else price["support"]
        rate = price["lead_first"] - step * number if lead else rate
        rate = price["day_player"] if number >= leads + supports else rate
        far = "_abroad" if lead or abroad else ""
        d.players.append(
            Player(
                id=f"role{number}",
                name=f"Role {number + 1}",
                number=number + 1,
                work_rate=rate * 100,
                hold_rate=rate * 100,
                minor=number in children,
                travel_cost=price[f"journey{far}"] * 100,
                per_diem=price[f"allowance{far}"] * 100,
                drop_allowed=not lead,
                eligible_share=Decimal("0.25") if far else Decimal(1),
            )
        )


def _cast(d: Draft) -> None:
    count, leads, supports = len(d.scenes), d.size["leads"], d.size["supports"]
    spared = count * d.shape["empty_of_leads"][d.kind] // 100
    without = set(d.dice.some(range(count), spared))
    open_to_leads = [n for n in range(count) if n not in without]
    low, high = d.size["lead_share"]
    for number in range(d.size["players"]):
        if number < leads:
            scenes = d.dice.some(open_to_leads, d.dice.between(-(-count * low // 100), count * high // 100))
        elif number < leads + supports:
            share = d.dice.between(*d.shape["support_share"][d.kind])
            scenes = _story_line(d, max(1, count * share // 100), d.shape["support_home"])
        else:
            size = 1 + d.dice.below(d.shape["day_player_scenes"])
            scenes = _story_line(d, size, d.shape["day_player_home"])
        for scene in scenes:
            if not (d.players[number].minor and _no_child(d, d.scenes[scene])):
                d.scenes[scene].cast.append(number)


def _story_line(d: Draft, count: int, home: list[int]) -> list[int]:
    """Scenes of a role: so many in each of its sets, the rest anywhere."""
    by_set: dict[int, list[int]] = {}
    for scene in d.scenes:
        by_set.setdefault(scene.set, []).append(scene.number)
    chosen: set[int] = set()
    for share in home:
        quota = min((count * share + 50) // 100, count - len(chosen))
        sets = [one for one in sorted(by_set) if len(by_set[one]) >= quota] or sorted(by_set)
        at = sets[d.dice.weighted([len(by_set[one]) for one in sets])]
        chosen |= set(d.dice.some([s for s in by_set[at] if s not in chosen], quota))
    rest = [scene.number for scene in d.scenes if scene.number not in chosen]
    return sorted(chosen | set(d.dice.some(rest, count - len(chosen))))


def _no_child(d: Draft, scene: Scene) -> bool:
    """Exteriors at night and at dawn are played by a double."""
    return not d.sets[scene.set].inside and scene.light in (Light.NIGHT, Light.DAWN)
