"""Made-up shoots of two sizes, a feature and a series, the same from the same seed everywhere.

Frozen: what is drawn follows scripts and rates, not what the engine finds easy; tests pin the files.
"""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from importlib.resources import files

from tournage.kernel.calendar import DaySpan
from tournage.kernel.datafile import read_yaml
from tournage.kernel.errors import TournageError
from tournage.schedule.generate.dice import Dice
from tournage.schedule.generate.draft import Draft
from tournage.schedule.generate.places import draw_places
from tournage.schedule.generate.script import draw_script
from tournage.schedule.generate.strips import draw_strips
from tournage.schedule.generate.windows import draw_blocks, draw_precedences, draw_windows
from tournage.schedule.problem import Calendar, Gear, Prices, Problem, Rebate, Sun, Terms, Unit, Wish

__all__ = ["Dice", "UnknownSizeError", "generate_problem"]

FIRST_MONDAY = date(2026, 12, 21)
RAMADAN = DaySpan(date(2027, 2, 8), date(2027, 3, 9))
"""Every made-up shoot runs into it, at its start, in the middle or at its end."""


class UnknownSizeError(TournageError):
    """The size is neither `feature` nor `series`, or a feature is asked for several directors."""


def generate_problem(kind: str, seed: int, terms: Terms, *, directors: int = 0) -> Problem:
    """Draw a problem of size `feature` or `series`; with `directors`, a series is shot in so many blocks.

    Raises: UnknownSizeError.
    """
    data = read_yaml(files("tournage.schedule.generate") / "sizes.yaml")
    if kind not in ("feature", "series"):
        raise UnknownSizeError(f"{kind}: the sizes are feature and series")
    if directors and not 2 <= directors <= data[kind]["episodes"] // 2:
        raise UnknownSizeError(
            f"{directors} directors: a series of 8 episodes takes 2 to 4, a feature none beside its own"
        )
    dice = Dice(seed * 2 + (kind == "series"))
    d = Draft(kind, dice, data, terms, _calendar(dice, data[kind]["days"]))
    draw_places(d)
    draw_script(d)
    draw_strips(d)
    blocks = draw_blocks(d, directors)
    d.gear += [Gear("camels", "Camels", 9_000_00, 40_000_00), Gear("crane", "Crane", 7_000_00, 28_000_00)]
    draw_windows(d, blocks)
    draw_precedences(d)
    return Problem(
        title=f"{kind} {seed}",
        currency="MAD",
        strips=tuple(d.strips),
        players=tuple(d.players),
        sites=tuple(d.sites),
        towns=tuple(d.towns),
        legs=tuple(d.legs),
        calendar=d.calendar,
        suns=_suns(d, data["light"]["months"]),
        terms=terms,
        units=_units(d),
        prices=_prices(d),
        gear=tuple(d.gear),
        wishes=_wishes(d),
        rebate=Rebate(Decimal("0.3"), 18, True, 10_000_000_00, 5_000_000_00, Decimal("0.9"), 8_000_000_00),
        home=d.towns[0].id,
        blocks=blocks,
    )


def _calendar(dice: Dice, days: int) -> Calendar:
    first = FIRST_MONDAY + timedelta(days=7 * dice.below(7))
    last = first + timedelta(days=days * 2 + 30)
    return Calendar(first, last, (6,), _holidays(first, last), (RAMADAN,), first + timedelta(days=6))


def _holidays(first: date, last: date) -> tuple[tuple[date, str], ...]:
    civil = (
        (1, 1, "New Year"),
        (1, 11, "Independence Manifesto"),
        (1, 14, "Amazigh New Year"),
        (5, 1, "Labour Day"),
        (7, 30, "Throne Day"),
        (8, 14, "Oued Ed-Dahab"),
        (8, 20, "Revolution Day"),
        (8, 21, "Youth Day"),
    )
    days = ((date(year, m, d), name) for year in range(first.year, last.year + 1) for m, d, name in civil)
    moon = (
        (date(2027, 3, 10), "Eid al-Fitr"),
        (date(2027, 3, 11), "Eid al-Fitr"),
        (date(2027, 5, 17), "Eid al-Adha"),
        (date(2027, 5, 18), "Eid al-Adha"),
        (date(2027, 6, 6), "Hegira New Year"),
    )
    return tuple(sorted((on, name) for on, name in (*days, *moon) if first <= on <= last))


def _units(d: Draft) -> tuple[Unit, ...]:
    crew = d.prices[d.kind]["crew_day"] * 100
    shares = d.data["prices"]["premium_hundredths"].items()
    hour = crew * 5 // 4 * 60 // d.terms.day_minutes
    units = [Unit("main", crew, hour, tuple((mode, crew * share // 100) for mode, share in shares))]
    if d.size["second_unit_days"]:
        second = d.prices["second_unit_day"] * 100
        spans = ((d.calendar.first_day + timedelta(days=42), d.calendar.first_day + timedelta(days=100)),)
        units.append(
            Unit(
                "second",
                second,
                second * 5 // 4 * 60 // d.terms.day_minutes,
                tuple((mode, second * share // 100) for mode, share in shares),
                spans,
                d.size["second_unit_days"],
                living=d.prices["second_unit_living"] * 100,
                move_cost=d.prices["second_unit_move"] * 100,
            )
        )
    return tuple(units)


def _prices(d: Draft) -> Prices:
    whole, price = Decimal(1), d.prices
    crew = price[d.kind]["crew_day"] * 100
    lines = ("night", "overtime", "travel_days", "waiting")
    local = ("living", "children", "moves", "extras")
    share = Decimal(price[d.kind]["eligible"])
    return Prices(
        travel_day=crew * price["travel_hundredths"] // 100,
        wait_day=crew * price["wait_hundredths"] // 100,
        extra_day=price["extra_day"] * 100,
        chaperone_day=price["chaperone_day"] * 100,
        flip=20_000_00,
        heavy_first_day=15_000_00,
        over_page=2_500_00,
        comfortable_eighths=40,
        thin_minute=crew // d.terms.day_minutes,
        least_minutes=price["least_minutes"],
        missed_date=20_000_00,
        no_cover=10_000_00,
        eligible=(*((line, share) for line in ("crew", *lines)), *((line, whole) for line in local)),
    )


def _suns(d: Draft, months: list[list[int]]) -> tuple[Sun, ...]:
    """Light between the middles of two months, in a straight line; towns differ by a minute or two."""
    suns = []
    for number, town in enumerate(d.towns):
        for index in range(d.calendar.days):
            on = d.calendar.day(index)
            shift = (on.month - 1) * 30 + min(on.day, 30) - 15
            month, part = divmod(shift, 30)
            one, other = months[month % 12], months[(month + 1) % 12]
            clock = [a + (b - a) * part // 30 + number for a, b in zip(one, other, strict=True)]
            suns.append(Sun(town.id, on, *clock))
    return tuple(suns)


def _wishes(d: Draft) -> tuple[Wish, ...]:
    pairs = []
    for _ in range(6):
        one, other = sorted((d.dice.below(len(d.strips)), d.dice.below(len(d.strips))))
        if one != other:
            pairs.append(Wish(d.strips[one].id, d.strips[other].id, 5_000_00))
    return tuple(pairs)
