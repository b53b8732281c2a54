"""A board as a Universal Schedule Standard 1.0 schedule, held against a strict reading of the standard."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from tests.schedule.shoots import film, random_shoot
from tournage.cli.schedule import command
from tournage.formats.uss import read_text
from tournage.formats.uss_board import write_board
from tournage.schedule.board_file import board_to_json
from tournage.schedule.model import Board
from tournage.schedule.problem import Problem
from tournage.schedule.problem_file import problem_to_json
from tournage.schedule.sorted_board import sorted_board

ON = date(2026, 11, 24)
STAMP = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z")
TEXT, NUMBER, LIST, BOOL = (str,), (int, float), (list,), (bool,)
OR_TEXT, OR_NUMBER = (str, type(None)), (int, float, type(None))
KEYS: dict[str, dict[str, tuple[type, ...]]] = {
    "header": {
        **dict.fromkeys(("id", "created", "name", "source", "ussVersion"), TEXT),
        **dict.fromkeys(("author", "company", "description", "episode", "episodeName", "project"), OR_TEXT),
        **dict.fromkeys(("schedColor", "schedDate", "scriptColor", "scriptDate", "season"), OR_TEXT),
        **dict.fromkeys(("breakdowns", "categories", "elements", "stripboards", "calendars"), LIST),
    },
    "breakdowns": {
        **dict.fromkeys(("id", "created", "type"), TEXT),
        **dict.fromkeys(("bannerText", "comments", "description", "scene", "scriptPage"), OR_TEXT),
        **dict.fromkeys(("pages", "duration"), OR_NUMBER),
        "elements": LIST,
    },
    "categories": {"id": TEXT, "created": TEXT, "name": TEXT, "ucid": (int,)},
    "elements": {
        **dict.fromkeys(("id", "category", "created", "name"), TEXT),
        **dict.fromkeys(("isDood", "isDrop", "isHold", "isIdLock"), BOOL),
        **dict.fromkeys(("daysOff", "events", "linkedElements"), LIST),
        "dropDayCount": (int,),
        "elementId": OR_TEXT,
    },
    "stripboards": {"id": TEXT, "boards": LIST, "calendar": OR_TEXT, "name": TEXT},
    "boards": {"id": TEXT, "name": TEXT, "breakdownIds": LIST},
    "calendars": {"id": TEXT, "daysOff": LIST, "events": LIST, "name": TEXT},
    "events": {"id": TEXT, "date": TEXT, "type": TEXT, "name": OR_TEXT},
}


def faults(kind: str, row: dict[str, Any], *, without: tuple[str, ...] = ()) -> Iterator[str]:
    """Keys that are missing, of a wrong type, or of our own without an underscore."""
    for key, types in KEYS[kind].items():
        if key not in without and (key not in row or type(row[key]) not in types):
            yield f"{kind}.{key}: {row.get(key)!r}"
    for key in row:
        if key not in KEYS[kind] and not key.startswith("_"):
            yield f"{kind}.{key}: not in the standard"
    for key in ("created", "date"):
        if key in row and not STAMP.fullmatch(row[key]):
            yield f"{kind}.{key}: {row[key]}"


def dates_of(calendar: dict[str, Any], count: int) -> list[date]:
    """The dates of shooting days as any program infers them: from the start, without days off."""
    on = next(date.fromisoformat(e["date"][:10]) for e in calendar["events"] if e["type"] == "start")
    off = {e["date"][:10] for e in calendar["events"] if e["type"] == "dayOff"}
    found: list[date] = []
    while len(found) < count:
        if on.isoweekday() % 7 not in calendar["daysOff"] and on.isoformat() not in off:
            found.append(on)
        on += timedelta(days=1)
    return found


def all_faults(text: str) -> list[str]:
    """Everything a strict reader would refuse."""
    outer = json.loads(text)
    inner = outer["universalScheduleStandard"]
    found = [*faults("header", inner)] + ([] if list(outer) == ["universalScheduleStandard"] else ["outer"])
    boards = [board for strip in inner["stripboards"] for board in strip["boards"]]
    events = [e for owner in (*inner["calendars"], *inner["elements"]) for e in owner["events"]]
    lists = {kind: inner[kind] for kind in KEYS if kind in inner} | {"boards": boards, "events": events}
    for kind, rows in lists.items():
        found += [fault for row in rows for fault in faults(kind, row)]
    ids = [row["id"] for rows in lists.values() for row in rows] + [inner["id"]]
    found += ["doubled ids"] if len(ids) != len(set(ids)) else []
    elements, known = {e["id"] for e in inner["elements"]}, {b["id"] for b in inner["breakdowns"]}
    for sheet in inner["breakdowns"]:
        found += [f"unknown element {id}" for id in sheet["elements"] if id not in elements]
        found += [] if sheet["type"] in ("scene", "banner") else [f"type {sheet['type']}"]
        found += [] if ((sheet["pages"] or 0) * 8) % 1 == 0 else [f"pages {sheet['pages']}"]
    categories = {c["id"]: c["ucid"] for c in inner["categories"]}
    found += [f"no category: {e['name']}" for e in inner["elements"] if e["category"] not in categories]
    for event in events:
        found += [] if event["type"] in ("start", "dayOff", "event") else [f"event {event['type']}"]
    for stripboard in inner["stripboards"]:
        placed = [id for board in stripboard["boards"] for id in flat(board["breakdownIds"])]
        found += [] if sorted(placed) == sorted(known) else ["the boards do not hold each breakdown once"]
        found += [] if stripboard["calendar"] in {c["id"] for c in inner["calendars"]} else ["no calendar"]
    starts = [sum(e["type"] == "start" for e in c["events"]) for c in inner["calendars"]]
    return found + ([] if starts == [1] else [f"starts {starts}"])


def flat(pieces: list[Any]) -> list[str]:
    """Ids, days opened."""
    return [id for piece in pieces for id in (piece if isinstance(piece, list) else [piece])]


def written(problem: Problem, board: Board) -> dict[str, Any]:
    """The inner object of what is written."""
    inner = json.loads(write_board(board, problem, created=ON))["universalScheduleStandard"]
    assert isinstance(inner, dict)
    return inner


@pytest.mark.parametrize("seed", range(40))
def test_what_is_written_passes_a_strict_reading_of_the_standard(seed: int) -> None:
    problem = random_shoot(seed)
    assert all_faults(write_board(sorted_board(problem), problem, created=ON)) == []


@pytest.mark.parametrize("seed", range(40))
def test_the_dates_that_the_standard_infers_are_those_of_the_board(seed: int) -> None:
    problem = random_shoot(seed)
    board = sorted_board(problem)
    inner = written(problem, board)
    strips = {b["id"]: b["_strip"] for b in inner["breakdowns"] if b["type"] == "scene"}
    for unit, held in zip(("stripboard", "second unit"), ("main", "second"), strict=True):
        column = next((b for b in inner["stripboards"][0]["boards"] if b["name"] == unit), None)
        lists = column["breakdownIds"] if column else []
        dates = dates_of(inner["calendars"][0], len(lists))
        inferred = {
            on: tuple(strips[id] for id in ids if id in strips)
            for on, ids in zip(dates, lists, strict=True)
            if ids
        }
        assert inferred == {day.on: day.strips for day in board.days if day.unit == held}


def test_strips_carry_pages_minutes_and_the_elements_of_the_scene() -> None:
    problem = film()
    inner = written(problem, sorted_board(problem))
    names = {e["id"]: e["name"] for e in inner["elements"]}
    sheet = next(b for b in inner["breakdowns"] if b["scene"] == "4")
    assert (sheet["pages"], sheet["duration"]) == (0.75, 150 * 60_000)
    held = [names[id] for id in sheet["elements"]]
    assert held == ["SQUARE", "EXT", "DAY", "Square", "Background (40)", "Ines", "Sami"]
    ines = next(e for e in inner["elements"] if e["name"] == "Ines")
    assert (ines["elementId"], ines["isDrop"], ines["dropDayCount"]) == ("1", False, 10)


def test_a_part_of_a_scene_is_numbered_as_the_standard_shows() -> None:
    problem = film()
    strips = (replace(problem.strips[0], id="1pt2"), *problem.strips[1:])
    problem = replace(problem, strips=strips)
    inner = written(problem, sorted_board(problem))
    assert {b["scene"] for b in inner["breakdowns"]} >= {"1PT2", "2"}


def test_absences_are_days_off_of_the_player_and_moves_are_banners() -> None:
    problem = film()
    away = ((date(2027, 3, 3), date(2027, 3, 4)),)
    problem = replace(problem, players=(replace(problem.players[0], away=away), *problem.players[1:]))
    board = sorted_board(problem)
    inner = written(problem, board)
    ines = next(e for e in inner["elements"] if e["name"] == "Ines")
    assert [(e["date"][:10], e["type"]) for e in ines["events"]] == [
        ("2027-03-03", "dayOff"),
        ("2027-03-04", "dayOff"),
    ]
    banners = [b["bannerText"] for b in inner["breakdowns"] if b["type"] == "banner"]
    assert len(banners) == sum(len(day.banners) for day in board.days)


def test_the_breakdown_in_it_is_read_back() -> None:
    problem = film()
    breakdown, _ = read_text(write_board(sorted_board(problem), problem, created=ON), "film.uss")
    assert breakdown is not None
    assert [(s.key.number, s.set_name, int(s.eighths)) for s in breakdown.sheets] == [
        (s.id, s.set_name, int(s.eighths)) for s in problem.strips
    ]


def test_the_command_writes_the_file_and_refuses_another_suffix(tmp_path: Path) -> None:
    problem = film()
    (tmp_path / "p.json").write_text(json.dumps(problem_to_json(problem)), "utf-8")
    (tmp_path / "b.json").write_text(json.dumps(board_to_json(sorted_board(problem))), "utf-8")
    names = [str(tmp_path / name) for name in ("b.json", "p.json", "film.uss", "film.xml")]
    run = CliRunner().invoke(command, ["export", *names[:2], "--to", names[2]])
    assert (run.exit_code, all_faults(Path(names[2]).read_text("utf-8"))) == (0, [])
    other = CliRunner().invoke(command, ["export", *names[:2], "--to", names[3]])
    assert (other.exit_code, Path(names[3]).exists()) == (2, False)
