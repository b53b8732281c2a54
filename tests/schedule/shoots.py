"""Small shoots the tests are about, written as an assistant director would set them out."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from tournage.kernel.calendar import DaySpan
from tournage.kernel.eighths import Eighths
from tournage.kernel.scene import IntExt, Light
from tournage.schedule.model import Leg, Player, Site, Strip
from tournage.schedule.problem import (
    Block,
    Calendar,
    Gear,
    Mode,
    Prices,
    Problem,
    Rebate,
    Sun,
    Terms,
    Town,
    Unit,
    Wish,
)

MONDAY = date(2027, 3, 1)

TERMS = Terms(
    day_minutes=600,
    ramadan_day_minutes=420,
    overtime_minutes=0,
    first_shot_minutes=45,
    wrap_minutes=30,
    meal_minutes=60,
    meal_within_minutes=360,
    crew_rest_minutes=660,
    cast_rest_minutes=660,
    weekly_rest_minutes=1440,
    makeup_minutes=45,
    days_in_a_row=6,
    nights_in_a_row=5,
    sites_a_day=2,
    move_limit_minutes=75,
    move_overhead_minutes=45,
    evening_drive_minutes=90,
    driving_day_minutes=600,
    free_drive_minutes=45,
    twilight_minutes=45,
    blackout_interiors=True,
    day_interiors_by_daylight=True,
    most_eighths=72,
    minor_shooting_minutes=240,
    minor_presence_minutes=480,
    minor_earliest=360,
    minor_latest=1260,
    drop_days=10,
    modes=(
        Mode("day", 300, 660, 1320, 420),
        Mode("split", 661, 900, 1620, 780),
        Mode("night", 901, 1260, 1890, 1020),
    ),
)


def strip(id: str, where: str, cast: str = "", minutes: int = 200, **more: object) -> Strip:
    """A day exterior unless told otherwise; `where` is place@base, `cast` ids between spaces."""
    place, _, base = where.partition("@")
    held = {
        "int_ext": IntExt.EXT,
        "light": Light.DAY,
        "eighths": Eighths(max(1, minutes // 25)),
        **more,
    }
    return Strip(
        id=id,
        scene=id,
        set_name=place.upper(),
        location=place,
        base=base or "ouarzazate",
        minutes=minutes,
        cast=tuple(cast.split()),
        **held,  # type: ignore[arg-type]
    )


def shoot(*strips: Strip, days: int = 40, **more: Any) -> Problem:
    """A shoot of these strips: two towns four hours apart, four players, a stage with two sets."""
    held: dict[str, object] = {
        "title": "Test",
        "currency": "MAD",
        "players": (
            Player(
                "ines",
                "Ines",
                1,
                30_000_00,
                30_000_00,
                travel_cost=9_000_00,
                per_diem=2_000_00,
                drop_allowed=False,
            ),
            Player(
                "karim",
                "Karim",
                2,
                9_000_00,
                9_000_00,
                travel_cost=9_000_00,
                per_diem=1_000_00,
                eligible_share=Decimal(1),
            ),
            Player(
                "nadia",
                "Nadia",
                3,
                9_000_00,
                4_500_00,
                travel_cost=2_000_00,
                per_diem=1_000_00,
                eligible_share=Decimal(1),
            ),
            Player("sami", "Sami", 4, 4_000_00, 4_000_00, minor=True),
        ),
        "sites": (
            Site(
                "kasbah", "Kasbah", "ouarzazate", day_cost=8_000_00, return_cost=12_000_00, drive_minutes=30
            ),
            Site("square", "Square", "ouarzazate", day_cost=6_000_00, drive_minutes=10),
            Site(
                "hall",
                "Hall set",
                "ouarzazate",
                day_cost=15_000_00,
                dark_day_cost=5_000_00,
                stage=True,
                build_days=4,
                strike_days=1,
                build_cost=100_000_00,
                floor="one",
            ),
            Site(
                "cell",
                "Cell set",
                "ouarzazate",
                day_cost=15_000_00,
                dark_day_cost=5_000_00,
                stage=True,
                build_days=3,
                strike_days=1,
                build_cost=80_000_00,
                floor="one",
            ),
            Site("medina", "Medina", "marrakech", day_cost=9_000_00, drive_minutes=15),
        ),
        "towns": (Town("ouarzazate", "Ouarzazate", 60_000_00), Town("marrakech", "Marrakech", 70_000_00)),
        "legs": (
            Leg("ouarzazate", "marrakech", 250, 50_000_00, 200),
            Leg("kasbah", "square", 30, 3_000_00, 20),
            Leg("square", "hall", 15, 1_000_00, 8),
            Leg("kasbah", "hall", 80, 5_000_00, 60),
            Leg("hall", "cell", 10),
        ),
        "calendar": Calendar(MONDAY, MONDAY + timedelta(days=days - 1), (6,)),
        "terms": TERMS,
        "units": (Unit("main", 280_000_00, 43_000_00, (("split", 14_000_00), ("night", 42_000_00))),),
        "prices": Prices(
            travel_day=150_000_00,
            wait_day=200_000_00,
            extra_day=450_00,
            chaperone_day=900_00,
            flip=20_000_00,
            heavy_first_day=15_000_00,
            over_page=2_500_00,
            comfortable_eighths=40,
            missed_date=20_000_00,
            no_cover=10_000_00,
            eligible=tuple(
                (line, Decimal(1))
                for line in ("crew", "night", "living", "travel_days", "waiting", "moves", "extras")
            ),
        ),
        "gear": (Gear("camels", "Camels", 9_000_00, 40_000_00), Gear("crane", "Crane", 7_000_00)),
        **more,
    }
    problem = Problem(strips=strips, suns=(), **held)  # type: ignore[arg-type]
    suns = tuple(
        Sun(town.id, problem.calendar.day(i), 385, 410, 1110, 1135)
        for town in problem.towns
        for i in range(problem.calendar.days)
    )
    return replace(problem, suns=suns)


def film(**more: Any) -> Problem:
    """Twelve strips at five places, with a night, a child, a crowd and two builds."""
    return shoot(
        strip("1", "kasbah", "ines karim", 240),
        strip("2", "kasbah", "ines", 180, int_ext=IntExt.INT, weather_cover=True),
        strip("3", "kasbah", "ines nadia", 260, light=Light.NIGHT),
        strip("4", "square", "ines sami", 150, minors=("sami",), extras=40),
        strip("5", "square", "karim nadia", 200, heavy=True, extras=60),
        strip("6", "square", "nadia", 90, light=Light.NIGHT),
        strip("7", "hall", "ines karim", 300, int_ext=IntExt.INT, stage=True),
        strip("8", "hall", "ines", 150, int_ext=IntExt.INT, stage=True),
        strip("9", "cell", "karim", 250, int_ext=IntExt.INT, stage=True, light=Light.NIGHT),
        strip("10", "medina@marrakech", "ines", 300, equipment=("camels",)),
        strip("11", "medina@marrakech", "ines nadia", 180, int_ext=IntExt.INT),
        strip("12", "medina@marrakech", "nadia", 60, light=Light.DUSK),
        **more,
    )


def random_shoot(seed: int) -> Problem:
    """A random small shoot with windows, groups, precedences, locks, children, Ramadan, a second unit."""
    dice = random.Random(seed)
    places = ["kasbah", "square", "hall", "cell", "medina@marrakech"]
    strips: list[Strip] = []
    for number in range(dice.randint(3, 16)):
        where = dice.choice(places)
        stage = where in ("hall", "cell")
        inside = stage or dice.random() < 0.4
        cast = [p for p in ("ines", "karim", "nadia", "sami") if dice.random() < 0.4]
        light = dice.choice([Light.DAY, Light.DAY, Light.DAY, Light.NIGHT, Light.DUSK])
        minutes = dice.choice([30, 60, 90, 120, 180, 240])
        minutes = min(minutes, 60) if light is Light.DUSK and not inside else minutes
        light = Light.DAY if "sami" in cast else light
        after = (strips[-1].id,) if strips and dice.random() < 0.1 else ()
        strips.append(
            strip(
                str(number + 1),
                where,
                " ".join(cast),
                minutes,
                light=light,
                int_ext=IntExt.INT if inside else IntExt.EXT,
                stage=stage,
                weather_cover=inside,
                minors=("sami",) if "sami" in cast else (),
                extras=dice.choice([0, 0, 0, 30]),
                equipment=("camels",) if dice.random() < 0.1 else (),
                after=after,
                group="g" if dice.random() < 0.12 else None,
                second_unit="ines" not in cast,
                heavy=dice.random() < 0.1,
                wanted_on=MONDAY + timedelta(days=2) if dice.random() < 0.1 else None,
            )
        )
    problem = shoot(*strips)
    away = ((MONDAY + timedelta(days=dice.randint(0, 9)), MONDAY + timedelta(days=dice.randint(10, 14))),)
    players = tuple(replace(p, away=away) if dice.random() < 0.2 else p for p in problem.players)
    opening = ((MONDAY + timedelta(days=dice.randint(0, 8)), MONDAY + timedelta(days=39)),)
    sites = tuple(replace(s, open=opening) if dice.random() < 0.2 else s for s in problem.sites)
    ramadan = (
        (DaySpan(MONDAY + timedelta(days=4), MONDAY + timedelta(days=12)),) if dice.random() < 0.3 else ()
    )
    holidays = ((MONDAY + timedelta(days=dice.randint(1, 10)), "Holiday"),) if dice.random() < 0.5 else ()
    calendar = replace(problem.calendar, ramadan=ramadan, holidays=holidays)
    second = Unit("second", 100_000_00, 15_000_00, (("night", 15_000_00),), (), 4)
    units = (*problem.units, second) if dice.random() < 0.3 else problem.units
    wishes = (Wish("1", "3", 5_000_00),) if dice.random() < 0.5 else ()
    terms = replace(TERMS, overtime_minutes=60) if dice.random() < 0.3 else TERMS
    rebate = Rebate(Decimal("0.3"), 4, True, 1_000_000_00) if dice.random() < 0.5 else None
    home = "marrakech" if dice.random() < 0.5 else None
    strips, blocks = _episodes(dice, strips)
    units = tuple(
        replace(unit, living=7_000_00, move_cost=9_000_00) if unit.id == "second" else unit for unit in units
    )
    return replace(
        problem,
        strips=tuple(strips),
        blocks=blocks,
        players=players,
        sites=sites,
        calendar=calendar,
        units=units,
        wishes=wishes,
        terms=terms,
        rebate=rebate,
        home=home,
    )


def _episodes(dice: random.Random, strips: list[Strip]) -> tuple[list[Strip], tuple[Block, ...]]:
    """One shoot in four is a series of two episodes, half of those under two directors with a delivery."""
    if dice.random() >= 0.25:
        return strips, ()
    series = [replace(s, episode=dice.choice(["101", "102"])) for s in strips]
    if dice.random() < 0.5:
        return series, (Block("one", ("101",)), Block("two", ("102",)))
    there = ((MONDAY + timedelta(days=dice.randint(0, 6)), MONDAY + timedelta(days=39)),)
    shot_by = MONDAY + timedelta(days=dice.randint(9, 30))
    return series, (Block("one", ("101",), "Salma", shot_by=shot_by), Block("two", ("102",), "Hakim", there))
