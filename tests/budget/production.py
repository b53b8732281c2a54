"""A made-up production for budget tests: a board of any length with cast, crowds, camels and cars."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from tournage.breakdown.model import Breakdown, Element, Role, Sheet
from tournage.budget.model import Driver
from tournage.flows.board_to_budget import board_to_budget
from tournage.kernel.dated import Confidence, Origin
from tournage.kernel.eighths import Eighths
from tournage.kernel.place import Coordinates
from tournage.kernel.scene import IntExt, Light, SceneKey
from tournage.kernel.words import literal
from tournage.places.model import Base, Location, Placement, PlacePlan, StorySet, Travel
from tournage.schedule.model import Board, Day, DayOutOfDays, DoodRow, Idle, Strip

FIRST_DAY = date(2027, 3, 1)


@dataclass(frozen=True)
class Production:
    """The papers a budget is driven by."""

    breakdown: Breakdown
    plan: PlacePlan
    board: Board
    dood: DayOutOfDays
    locations: tuple[Location, ...]

    @property
    def drivers(self) -> tuple[Driver, ...]:
        return board_to_budget(self.breakdown, self.plan, self.board, self.dood, locations=self.locations)


def shooting_dates(days: int, first: date = FIRST_DAY) -> tuple[date, ...]:
    """Monday to Saturday."""
    dates: list[date] = []
    day = first
    while len(dates) < days:
        if day.weekday() != 6:
            dates.append(day)
        day += timedelta(days=1)
    return tuple(dates)


def role(number: int, scenes: tuple[SceneKey, ...], *, words: int = 0, minor: bool = False) -> Role:
    return Role(f"role_{number}", f"ROLE {number}", number, (), scenes, words > 0, minor, words)


def element(
    category: str, name: str, keys: tuple[SceneKey, ...], count: int = 1, tags: tuple[str, ...] = ()
) -> Element:
    quantity = tuple((key, count) for key in keys)
    return Element(f"{category}:{name}", category, 0, name, keys, (), quantity, tags=frozenset(tags))


def location(id: str, hub: str, terrain: str, **more: object) -> Location:
    at = Coordinates(31.0, -7.0)
    return Location(id, id.title(), "Draa", at, (terrain,), hub, (), (), Confidence.HIGH, **more)  # type: ignore[arg-type]


LOCATIONS = (
    location("ait_benhaddou", "ouarzazate", "earthen_village", heritage=True),
    location("medina", "marrakech", "medina"),
    location("dunes", "ouarzazate", "erg"),
    location("stage_1", "ouarzazate", "studio", kind="stage", stage_m2=750),
)


def production(
    days: int = 30,
    *,
    scenes_a_day: int = 3,
    extras: int = 20,
    crowd: int = 80,
    leads: int = 3,
    episodes: int = 1,
    builds: int = 4,
) -> Production:
    """Four fifths of the days from Ouarzazate, the rest from Marrakech, one in five by night."""
    dates = shooting_dates(days)
    strips, sheets, shoot_days = [], [], []
    move = days - max(1, days // 5)
    for index, on in enumerate(dates):
        base = "ouarzazate" if index < move else "marrakech"
        where = ("dunes", "ait_benhaddou", "stage_1")[index % 3] if index < move else "medina"
        night = index % 5 == 4
        ids = []
        for k in range(scenes_a_day):
            number = index * scenes_a_day + k + 1
            episode = str(101 + number % episodes) if episodes > 1 else None
            key = SceneKey(episode, str(number))
            cast = tuple(f"role_{n}" for n in _cast(number, leads))
            people = crowd if number % 7 == 0 else extras if number % 2 else 0
            inside = where == "stage_1"
            light = Light.NIGHT if night else Light.DAY
            way = IntExt.INT if inside else IntExt.EXT
            strips.append(
                Strip(
                    str(key),
                    str(key),
                    way,
                    light,
                    where,
                    where,
                    base,
                    Eighths(8),
                    180,
                    cast,
                    people,
                    stage=inside,
                )
            )
            sheets.append(
                Sheet(
                    number,
                    key,
                    "",
                    way,
                    where,
                    light,
                    False,
                    Eighths(8),
                    "1",
                    None,
                    "",
                    cast,
                    (),
                    people,
                    (people, people),
                )
            )
            ids.append(str(key))
        mode = "night" if night else "day"
        shoot_days.append(
            Day(index + 1, on, base, mode, tuple(ids), 540, Eighths(8 * scenes_a_day), 420, 1080)
        )
    keys = tuple(sheet.key for sheet in sheets)
    board = Board(tuple(strips), tuple(shoot_days), _rest(dates), (), dates[0] if dates else FIRST_DAY, 12)
    roles = _roles(sheets)
    elements = (
        element("animals", "camel", keys[::11], 4, ("camel",)),
        element("animals", "horse", keys[::17], 2, ("horse",)),
        element("vehicles", "jeep", keys[::6], 2),
        element("vehicles", "army truck", keys[5::23], 3, ("military",)),
        element("props", "rifle", keys[::13], 1, ("weapon",)),
        element("stunts", "fall", keys[::19], 3),
        element("special_effects", "explosion", keys[::23]),
        element("visual_effects", "sky", keys[::14]),
    )
    breakdown = Breakdown("Test", tuple(sheets), roles, elements)
    return Production(breakdown, _plan(sheets, builds), board, _dood(board, roles), LOCATIONS)


def _cast(number: int, leads: int) -> list[int]:
    """The leads in turns, supporting roles now and then, a day player in every ninth scene."""
    cast = [n for n in range(1, leads + 1) if (number + n) % 2]
    cast += [10 + n for n in range(4) if number % (5 + n) == 0]
    return cast + ([30 + number // 9] if number % 9 == 0 else [])


def _roles(sheets: list[Sheet]) -> tuple[Role, ...]:
    scenes: dict[str, list[SceneKey]] = {}
    for sheet in sheets:
        for id in sheet.cast:
            scenes.setdefault(id, []).append(sheet.key)
    numbers = sorted(int(id.removeprefix("role_")) for id in scenes)
    return tuple(
        role(n, tuple(scenes[f"role_{n}"]), words=2000 if n < 10 else 300 if n < 20 else 20, minor=n == 12)
        for n in numbers
    )


def _rest(dates: tuple[date, ...]) -> tuple[Idle, ...]:
    if not dates:
        return ()
    span = (dates[-1] - dates[0]).days
    every = (dates[0] + timedelta(days=n) for n in range(span))
    return tuple(Idle(day, "rest", literal("Rest")) for day in every if day not in dates)


def _plan(sheets: list[Sheet], builds: int) -> PlacePlan:
    names = tuple(dict.fromkeys(sheet.set_name for sheet in sheets))
    sets = tuple(
        StorySet(
            name,
            name,
            IntExt.EXT,
            tuple(s.key for s in sheets if s.set_name == name),
            Eighths(8),
            (Light.DAY,),
            (),
        )
        for name in names
    )
    placements = tuple(
        Placement(
            s.id,
            s.id,
            "ouarzazate",
            (),
            (),
            "stage_build" if s.id == "stage_1" else None,
            build_days=6 * builds if s.id == "stage_1" else 0,
            strike_days=2 if s.id == "stage_1" else 0,
        )
        for s in sets
    )
    road = Travel("ouarzazate", "marrakech", 200, 330, Origin.SOURCED)
    return PlacePlan(sets, placements, (Base("ouarzazate", names, Eighths(8)),), (road,))


def _dood(board: Board, roles: tuple[Role, ...]) -> DayOutOfDays:
    if not board.days:
        return DayOutOfDays((), ())
    by_strip = {strip.id: strip for strip in board.strips}
    rows = []
    for one in roles:
        worked = [d.on for d in board.days if any(one.id in by_strip[s].cast for s in d.strips)]
        held = [d.on for d in board.days if worked and worked[0] < d.on < worked[-1] and d.on not in worked]
        rows.append(
            DoodRow(
                one.id,
                one.name,
                one.number,
                (),
                travel=2 if one.number < 10 else 0,
                work=len(worked),
                hold=len(held) if one.number < 10 else 0,
                holiday=0,
                start=worked[0] if worked else None,
                finish=worked[-1] if worked else None,
            )
        )
    return DayOutOfDays(tuple(day.on for day in board.days), tuple(rows))
