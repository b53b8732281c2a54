"""Made-up shoots of two sizes, a feature and a series, the same from the same seed everywhere.

Scenes are one to twenty-four eighths long, a third of them at night; four leads carry a film, eight a
series; places lie around a few towns a day's drive apart; players and places have days on which they
are not there, one stage takes two builds, and Ramadan can fall into the shoot.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from importlib.resources import files
from typing import Any

from tournage.kernel.calendar import DaySpan
from tournage.kernel.datafile import read_yaml
from tournage.kernel.eighths import Eighths
from tournage.kernel.errors import TournageError
from tournage.kernel.scene import IntExt, Light
from tournage.schedule.model import Leg, Player, Site, Strip
from tournage.schedule.problem import (
    Calendar,
    Gear,
    Prices,
    Problem,
    Rebate,
    Sun,
    Terms,
    Town,
    Unit,
    Wish,
)


class UnknownSizeError(TournageError):
    """The size is neither `feature` nor `series`."""


class Dice:
    """Whole numbers by chance, alike on every machine (splitmix64)."""

    def __init__(self, seed: int) -> None:
        self.state = seed & (2**64 - 1)

    def below(self, limit: int) -> int:
        """A number from 0 to `limit` - 1."""
        self.state = (self.state + 0x9E3779B97F4A7C15) & (2**64 - 1)
        z = self.state
        z = ((z ^ z >> 30) * 0xBF58476D1CE4E5B9) & (2**64 - 1)
        z = ((z ^ z >> 27) * 0x94D049BB133111EB) & (2**64 - 1)
        return (z ^ z >> 31) % limit

    def between(self, low: int, high: int) -> int:
        """A number from `low` to `high`, both included."""
        return low + self.below(high - low + 1)

    def chance(self, percent: int) -> bool:
        """True that often in a hundred."""
        return self.below(100) < percent


@dataclass
class _Draft:
    """What has been drawn so far."""

    dice: Dice
    size: dict[str, Any]
    terms: Terms
    premiums: dict[str, int]
    first_day: date
    ramadan: tuple[DaySpan, ...]
    towns: list[Town] = field(default_factory=list)
    sites: list[Site] = field(default_factory=list)
    legs: list[Leg] = field(default_factory=list)
    players: list[Player] = field(default_factory=list)
    strips: list[Strip] = field(default_factory=list)
    gear: list[Gear] = field(default_factory=list)


def generate_problem(
    kind: str,
    seed: int,
    terms: Terms,
    *,
    first_day: date = date(2027, 1, 18),
    ramadan: tuple[DaySpan, ...] = (DaySpan(date(2027, 2, 8), date(2027, 3, 9)),),
    premiums: tuple[tuple[str, int], ...] = (("split", 24_000_00), ("night", 72_000_00)),
) -> Problem:
    """Draw a problem of size `feature` or `series`.

    Raises: UnknownSizeError.
    """
    sizes = read_yaml(files("tournage.schedule") / "generate.yaml")
    if kind not in ("feature", "series"):
        raise UnknownSizeError(f"{kind}: the sizes are feature and series")
    draft = _Draft(
        Dice(seed * 2 + (kind == "series")), sizes[kind], terms, dict(premiums), first_day, ramadan
    )
    if kind == "feature" and draft.dice.chance(50):
        draft.first_day = first_day = first_day - timedelta(days=126)
    _draw_places(draft)
    _draw_cast(draft)
    _draw_gear(draft)
    _draw_strips(draft)
    last = draft.first_day + timedelta(days=draft.size["days"] * 2 + 30)
    calendar = Calendar(
        draft.first_day,
        last,
        (6,),
        _holidays(draft.first_day, last),
        ramadan,
        draft.first_day + timedelta(days=6),
    )
    units = [Unit("main", 480_000_00, 60_000_00, premiums)]
    if draft.size["second_unit_days"]:
        spans = ((draft.first_day + timedelta(days=42), draft.first_day + timedelta(days=100)),)
        most = draft.size["second_unit_days"]
        second = tuple((mode, price // 2) for mode, price in premiums)
        units.append(Unit("second", 190_000_00, 24_000_00, second, spans, most))
    return Problem(
        title=f"{kind} {seed}",
        currency="MAD",
        strips=tuple(draft.strips),
        players=tuple(draft.players),
        sites=tuple(draft.sites),
        towns=tuple(draft.towns),
        legs=tuple(draft.legs),
        calendar=calendar,
        suns=_suns(draft, calendar, sizes["light"]["months"]),
        terms=terms,
        units=tuple(units),
        prices=_prices(),
        gear=tuple(draft.gear),
        wishes=_wishes(draft),
        rebate=Rebate(Decimal("0.3"), 18, True, 10_000_000_00, 5_000_000_00, Decimal("0.9"), 8_000_000_00),
        home=draft.towns[0].id,
    )


def _prices() -> Prices:
    whole, none = Decimal(1), Decimal(0)
    return Prices(
        travel_day=264_000_00,
        wait_day=336_000_00,
        extra_day=450_00,
        chaperone_day=900_00,
        flip=20_000_00,
        heavy_first_day=15_000_00,
        over_page=2_500_00,
        comfortable_eighths=40,
        missed_date=20_000_00,
        no_cover=10_000_00,
        eligible=tuple(
            (line, none if line == "cast_travel" else Decimal("0.8") if line == "crew" else whole)
            for line in (
                "crew",
                "night",
                "overtime",
                "travel_days",
                "waiting",
                "living",
                "children",
                "moves",
                "extras",
            )
        ),
    )


def _draw_places(d: _Draft) -> None:
    count, bases = d.size["sites"], d.size["bases"]
    for base in range(bases):
        d.towns.append(Town(f"town{base}", f"Town {base}", 35_000_00 if base == 0 else 100_000_00))
    for one in range(bases):
        for other in range(one + 1, bases):
            minutes = 150 + 60 * (other - one) + d.dice.below(90)
            d.legs.append(Leg(f"town{one}", f"town{other}", minutes, minutes * 200_00, minutes))
    stages = d.size["stage_builds"]
    shut: set[int] = set()
    while len(shut) < d.size["windows"]["sites"]:
        shut.add(d.dice.between(stages, count - 1))
    for number in range(count):
        base = 1 if number < stages else min(bases - 1, d.dice.below(bases * bases) // bases)
        d.sites.append(_site(d, number, base, number in shut))
    for one in range(count):
        for other in range(one + 1, count):
            a, b = d.sites[one], d.sites[other]
            if a.base == b.base:
                minutes = 10 + d.dice.below(60)
                d.legs.append(Leg(a.id, b.id, minutes, minutes * 110_00, minutes))


def _site(d: _Draft, number: int, base: int, shut: bool) -> Site:
    stage = number < d.size["stage_builds"]
    opening: tuple[tuple[date, date], ...] = ()
    if shut:
        start = d.first_day + timedelta(days=d.dice.below(d.size["days"] // 3))
        opening = ((start, start + timedelta(days=d.size["days"])),)
    return Site(
        id=f"site{number}",
        name=f"Stage set {number}" if stage else f"Place {number}",
        base=f"town{base}",
        open=opening,
        day_cost=15_000_00 if stage else (4_000 + 1_000 * d.dice.below(12)) * 100,
        dark_day_cost=6_000_00 if stage else 0,
        stage=stage,
        build_days=d.dice.between(4, 9) if stage else 0,
        strike_days=2 if stage else 0,
        build_cost=d.dice.between(100, 250) * 1_000_00 if stage else 0,
        drive_minutes=10 if stage else 10 + d.dice.below(50),
        floor=f"floor{number // 2}" if stage else None,
        return_cost=12_000_00,
    )


def _draw_cast(d: _Draft) -> None:
    leads, supports = d.size["leads"], d.size["supports"]
    gone: set[int] = set()
    while len(gone) < d.size["windows"]["leads"]:
        gone.add(d.dice.below(leads))
    for number in range(d.size["players"]):
        lead, support = number < leads, leads <= number < leads + supports
        rate = 36_000 - 3_000 * number if lead else 9_000 if support else 4_000
        rate = max(rate, 12_000 if lead else 4_000)
        start = d.first_day + timedelta(days=d.size["days"] // 3 + d.dice.below(d.size["days"] // 2))
        away = ((start, start + timedelta(days=3 + d.dice.below(4))),) if number in gone else ()
        d.players.append(
            Player(
                id=f"role{number}",
                name=f"Role {number}",
                number=number + 1,
                work_rate=rate * 100,
                hold_rate=rate * 100 if not lead else rate * 75,
                minor=number in (leads, leads + supports),
                away=away,
                travel_cost=9_000_00 if lead or support else 1_500_00,
                per_diem=2_400_00 if lead else 1_400_00,
                drop_allowed=not lead,
                eligible_share=Decimal("0.25") if lead else Decimal(1),
            )
        )


def _draw_gear(d: _Draft) -> None:
    start = d.first_day + timedelta(days=d.dice.below(d.size["days"] // 3))
    column = ((start, start + timedelta(days=d.size["days"] * 3 // 4)),)
    d.gear.append(Gear("camels", "Camels", 9_000_00, 40_000_00))
    d.gear.append(Gear("crane", "Crane", 7_000_00, 28_000_00))
    d.gear.append(Gear("army", "Armed forces column", 30_000_00, 0, column))


def _draw_strips(d: _Draft) -> None:
    count = d.dice.between(*d.size["strips"])
    lengths = [1 + _tail(d.dice) for _ in range(count)]
    while sum(lengths) != d.size["eighths"]:
        place, step = d.dice.below(count), 1 if sum(lengths) < d.size["eighths"] else -1
        if 1 <= lengths[place] + step <= 24:
            lengths[place] += step
    shares = [d.dice.between(35, 65) for _ in range(d.size["leads"])]
    regulars = _regulars(d)
    number = 0
    while number < count:
        place = d.dice.below(len(d.sites))
        company = [p for p, share in enumerate(shares) if d.dice.chance(share)]
        for _ in range(d.dice.between(1, 4)):
            if number < count:
                d.strips.append(_strip(d, number, lengths[number], (place, company, regulars[place])))
                number += 1


def _tail(dice: Dice) -> int:
    """A length beyond the first eighth: short scenes are common, long ones rare."""
    length = 0
    while length < 23 and dice.chance(79):
        length += 1
    return length


def _regulars(d: _Draft) -> list[list[int]]:
    """Who belongs to each place: a support to two to four, mostly of one town; a day player to one or two."""
    leads, supports = d.size["leads"], d.size["supports"]
    found: list[list[int]] = [[] for _ in d.sites]
    for player in range(leads, d.size["players"]):
        support = player < leads + supports
        first = d.dice.below(len(d.sites))
        near = [i for i, site in enumerate(d.sites) if site.base == d.sites[first].base]
        places = {first}
        for _ in range(d.dice.between(1, 3) if support else d.dice.below(2)):
            places.add(near[d.dice.below(len(near))] if d.dice.chance(80) else d.dice.below(len(d.sites)))
        for place in places:
            found[place].append(player)
    return found


def _strip(d: _Draft, number: int, eighths: int, where: tuple[int, list[int], list[int]]) -> Strip:
    dice, leads = d.dice, d.size["leads"]
    place = d.sites[where[0]]
    outside = not place.stage and dice.chance(50)
    light = Light.NIGHT if dice.chance(30) else Light.DAY
    if outside and light is Light.DAY and eighths <= 3 and dice.chance(6):
        light = Light.DAWN if dice.chance(50) else Light.DUSK
    cast = [p for p in where[1] if dice.chance(85)]
    cast += [p for p in where[2] if dice.chance(50 if p < leads + d.size["supports"] else 30)]
    if not cast and not dice.chance(15):
        cast = [dice.below(leads)]
    crowd = dice.between(10, 80) if dice.chance(18) else 0
    gear = _gear_of(dice, outside)
    heavy = "army" in gear or crowd > 60 or dice.chance(6)
    setup, inside_rate, outside_rate = d.size["minutes"]
    minutes = setup + eighths * (outside_rate if outside else inside_rate)
    minutes += (25 if heavy else 0) + (20 if gear else 0)
    minutes += 10 if outside and light is Light.NIGHT else 0
    if any(d.players[p].minor for p in cast):
        minutes = min(minutes, d.terms.minor_shooting_minutes)
    if light in (Light.DAWN, Light.DUSK):
        minutes = min(minutes, 50)
    if any(d.players[p].minor for p in cast) and outside and light is Light.NIGHT:
        light = Light.DAY
    episode = str(101 + number * d.size["episodes"] // max(1, d.size["strips"][1]))
    longest = d.terms.ramadan_day_minutes - d.terms.first_shot_minutes - d.terms.wrap_minutes - 30
    return Strip(
        id=str(number + 1) if d.size["episodes"] == 1 else f"{episode}/{number + 1}",
        scene=str(number + 1),
        int_ext=IntExt.EXT if outside else IntExt.INT,
        light=light,
        set_name=place.name.upper(),
        location=place.id,
        base=place.base,
        eighths=Eighths(eighths),
        minutes=min(minutes // 5 * 5, longest),
        cast=tuple(d.players[p].id for p in cast),
        extras=crowd,
        minors=tuple(d.players[p].id for p in cast if d.players[p].minor),
        equipment=gear,
        episode=None if d.size["episodes"] == 1 else episode,
        stage=place.stage,
        weather_cover=not outside,
        second_unit=not any(p < leads for p in cast) and d.size["second_unit_days"] > 0,
        heavy=heavy,
    )


def _gear_of(dice: Dice, outside: bool) -> tuple[str, ...]:
    draw = dice.below(100)
    if outside and draw < 5:
        return ("camels",)
    if outside and draw < 8:
        return ("army",)
    return ("crane",) if draw > 94 else ()


def _wishes(d: _Draft) -> tuple[Wish, ...]:
    pairs = []
    for _ in range(6):
        one, other = sorted((d.dice.below(len(d.strips)), d.dice.below(len(d.strips))))
        if one != other:
            pairs.append(Wish(d.strips[one].id, d.strips[other].id, 5_000_00))
    return tuple(pairs)


def _holidays(first: date, last: date) -> tuple[tuple[date, str], ...]:
    civil = (
        (1, 1, "New Year"),
        (1, 11, "Independence Manifesto"),
        (1, 14, "Amazigh New Year"),
        (5, 1, "Labour Day"),
        (10, 31, "Unity Day"),
        (11, 6, "Green March"),
        (11, 18, "Independence Day"),
    )
    days = ((date(year, m, d), name) for year in range(first.year, last.year + 1) for m, d, name in civil)
    moon = ((date(2027, 3, 10), "Eid al-Fitr"), (date(2027, 3, 11), "Eid al-Fitr"))
    return tuple(sorted((on, name) for on, name in (*days, *moon) if first <= on <= last))


def _suns(d: _Draft, calendar: Calendar, months: list[list[int]]) -> tuple[Sun, ...]:
    """Light between the middles of two months, in a straight line; towns differ by a minute or two."""
    suns = []
    for number, town in enumerate(d.towns):
        for index in range(calendar.days):
            on = calendar.day(index)
            shift = (on.month - 1) * 30 + on.day - 15
            month, part = divmod(shift, 30)
            one, other = months[month % 12], months[(month + 1) % 12]
            clock = [a + (b - a) * part // 30 + number for a, b in zip(one, other, strict=True)]
            suns.append(Sun(town.id, on, *clock))
    return tuple(suns)
