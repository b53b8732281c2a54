"""Writing a board as a Universal Schedule Standard 1.0 schedule: strips, stripboard and calendar.

The standard infers dates from the order of the days, the start and the days off. So each unit's board has one list
for every date on which anybody shoots, and each other date in between is a day off of the calendar.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Any

from tournage.breakdown.categories import categories, standard_name
from tournage.formats.uss_write import (
    DAY_NIGHT,
    INT_EXT,
    SCENE_CATEGORIES,
    SCRIPT_DAY,
    SET,
    element_object,
    header,
    object_id,
    text_of,
)
from tournage.kernel.eighths import EIGHTHS_A_PAGE
from tournage.kernel.words import literal, phrase, say
from tournage.schedule.model import Board, Day, Strip
from tournage.schedule.problem import Problem

LOCATION, CAST, BACKGROUND, GEAR = 6, 100, 101, 119
_MINUTE = 60_000
"""Milliseconds."""

_OFF = {"holiday": "holiday"}
"""Names that the standard advises for a day off; all others are `dayOff`."""


def write_board(board: Board, problem: Problem, *, created: date, lang: str = "en") -> str:
    """A board and its strips as the text of a `.uss` file; banners and events in one language."""
    stamp = _stamp(created)
    names = {
        **dict(SCENE_CATEGORIES),
        **{ucid: standard_name(name) for name, ucid in categories().items()},
    }
    columns = {(day.unit, day.on): _column(day, problem, lang, stamp) for day in board.days}
    banners = [piece for column in columns.values() for piece in column if isinstance(piece, dict)]
    document = {
        **header(problem.title, "Schedule", stamp),
        "schedDate": stamp,
        "breakdowns": [*(_strip(strip, stamp) for strip in problem.strips), *banners],
        "categories": [
            {"id": _category(ucid), "created": stamp, "name": name, "ucid": ucid}
            for ucid, name in sorted(names.items())
        ],
        "elements": [*_scene_elements(problem, stamp), *_cast_and_gear(problem, stamp)],
        "stripboards": [
            {
                "id": object_id("stripboard", problem.title),
                "boards": [*_boards(board, problem, columns), _boneyard(board)],
                "calendar": object_id("calendar", problem.title),
                "name": problem.title or "Schedule",
            }
        ],
        "calendars": [_calendar(board, problem)],
    }
    return text_of(document)


def _stamp(on: date) -> str:
    return f"{on.isoformat()}T00:00:00.000Z"


def _category(ucid: int) -> str:
    return object_id("category", str(ucid))


def _strip(strip: Strip, stamp: str) -> dict[str, Any]:
    number, part, which = strip.id.rpartition("pt")
    return {
        "id": object_id("strip", strip.id),
        "bannerText": None,
        "comments": None,
        "created": stamp,
        "description": strip.synopsis or None,
        "elements": [object_id("scene", f"{ucid}\t{name}") for ucid, name in _headings(strip)]
        + [object_id("player", id) for id in strip.cast]
        + [object_id("gear", id) for id in strip.equipment],
        "pages": strip.eighths / EIGHTHS_A_PAGE,
        "scene": f"{number}PT{which}" if part and which.isdigit() else strip.id,
        "scriptPage": None,
        "duration": strip.minutes * _MINUTE,
        "type": "scene",
        "_strip": strip.id,
        "_episode": strip.episode,
        "_extras": strip.extras,
        "_secondUnit": strip.second_unit,
        "_after": [object_id("strip", id) for id in strip.after],
        "_group": strip.group,
    }


def _headings(strip: Strip) -> Iterator[tuple[int, str]]:
    yield SET, strip.set_name
    if strip.int_ext is not None:
        yield INT_EXT, strip.int_ext.value
    yield DAY_NIGHT, strip.light.value
    if strip.script_day:
        yield SCRIPT_DAY, strip.script_day
    yield LOCATION, strip.location
    if strip.extras:
        yield BACKGROUND, f"Background ({strip.extras})"


def _scene_elements(problem: Problem, stamp: str) -> Iterable[dict[str, Any]]:
    sites = {site.id: site for site in problem.sites}
    for ucid, name in dict.fromkeys(pair for strip in problem.strips for pair in _headings(strip)):
        shown = sites[name].name if ucid == LOCATION and name in sites else name
        made = element_object(object_id("scene", f"{ucid}\t{name}"), _category(ucid), shown, stamp)
        if ucid == LOCATION and name in sites:
            made["_open"] = [[a.isoformat(), b.isoformat()] for a, b in sites[name].open]
        yield made


def _cast_and_gear(problem: Problem, stamp: str) -> Iterable[dict[str, Any]]:
    for player in problem.players:
        id = object_id("player", player.id)
        made = element_object(id, _category(CAST), player.name, stamp)
        off = [on for first, last in player.away for on in _dates(first, last)]
        yield {
            **made,
            "elementId": str(player.number),
            "isDrop": player.drop_allowed,
            "dropDayCount": problem.terms.drop_days,
            "events": [_event(id, on, "dayOff", "dayOff") for on in off],
        }
    for gear in problem.gear:
        yield element_object(object_id("gear", gear.id), _category(GEAR), gear.name, stamp)


def _dates(first: date, last: date) -> Iterator[date]:
    for ahead in range((last - first).days + 1):
        yield first + timedelta(days=ahead)


def _event(owner: str, on: date, kind: str, name: str | None) -> dict[str, Any]:
    return {"id": object_id("event", f"{owner} {on} {kind}"), "date": _stamp(on), "type": kind, "name": name}


_Column = list[str | dict[str, Any]]
"""Ids of strips, and banners, in the order of a day."""


def _column(day: Day, problem: Problem, lang: str, stamp: str) -> _Column:
    """The strips of a day, with a banner where the company moves."""
    strips = {strip.id: strip for strip in problem.strips}
    column: _Column = []
    before: str | None = None
    for id in day.strips:
        at = strips[id].location if id in strips else None
        if before is not None and at is not None and at != before:
            column.append(_move(day, problem, (before, at), (lang, stamp)))
        column.append(object_id("strip", id))
        before = at or before
    return column


def _move(day: Day, problem: Problem, way: tuple[str, str], said: tuple[str, str]) -> dict[str, Any]:
    name = next((site.name for site in problem.sites if site.id == way[1]), way[1])
    minutes = problem.leg(*way).minutes + problem.terms.move_overhead_minutes
    text = phrase("schedule.banner_move", site=literal(name), minutes=minutes)
    return {
        "id": object_id("banner", f"{day.unit} {day.on} {way[0]} {way[1]}"),
        "bannerText": say(text, said[0]),
        "comments": None,
        "created": said[1],
        "description": None,
        "elements": [],
        "pages": None,
        "scene": None,
        "scriptPage": None,
        "duration": minutes * _MINUTE,
        "type": "banner",
    }


def _boards(
    board: Board, problem: Problem, columns: dict[tuple[str, date], _Column]
) -> Iterator[dict[str, Any]]:
    """A board for each unit that shoots, with a list for every date on which anybody does."""
    dates = sorted({day.on for day in board.days})
    for unit in problem.units:
        days = {day.on: day for day in board.days if day.unit == unit.id}
        if not days and unit.id != "main":
            continue
        yield {
            "id": object_id("board", unit.id),
            "name": "stripboard" if unit.id == "main" else f"{unit.id} unit",
            "breakdownIds": [
                [piece if isinstance(piece, str) else piece["id"] for piece in columns.get((unit.id, on), ())]
                for on in dates
            ],
            "_days": [
                {
                    "date": day.on.isoformat(),
                    "base": day.base,
                    "mode": day.mode,
                    "call": day.call,
                    "wrap": day.wrap,
                    "meal": day.meal,
                    "starts": list(day.starts),
                    "locked": day.locked,
                }
                for day in days.values()
            ],
        }


def _boneyard(board: Board) -> dict[str, Any]:
    placed = {id for day in board.days for id in day.strips}
    left = [strip.id for strip in board.strips if strip.id not in placed]
    return {
        "id": object_id("board", "boneyard"),
        "name": "boneyard",
        "breakdownIds": [object_id("strip", id) for id in left],
    }


def _calendar(board: Board, problem: Problem) -> dict[str, Any]:
    id, calendar = object_id("calendar", problem.title), problem.calendar
    shooting = {day.on for day in board.days}
    first = min(shooting, default=calendar.first_day)
    kinds = {idle.on: idle.kind for idle in board.idle}
    events = [_event(id, first, "start", None)]
    for on in _dates(first, max(shooting, default=first)):
        if on in shooting or calendar.is_rest(on):
            continue
        kind = kinds.get(on, "holiday" if calendar.holiday(on) else "dayOff")
        events.append(_event(id, on, "dayOff", _OFF.get(kind, "dayOff")))
        if kind == "travel":
            events.append(_event(id, on, "event", "travel"))
    return {
        "id": id,
        "daysOff": sorted((weekday + 1) % 7 for weekday in calendar.rest_weekdays),
        "events": events,
        "name": problem.title or "Calendar",
    }
