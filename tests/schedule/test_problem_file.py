"""Problem files: what is written is read again, and what is wrong is said."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from importlib.resources import files
from typing import Any

import jsonschema
import pytest

from tests.schedule.shoots import MONDAY, film, random_shoot, shoot, strip
from tournage.kernel.words import say
from tournage.schedule.board_file import board_to_json, parse_board
from tournage.schedule.problem import Problem
from tournage.schedule.problem_file import (
    check_problem,
    parse_problem,
    problem_schema,
    problem_to_json,
)
from tournage.schedule.solve import solve


def through_json(problem: Problem) -> Any:
    """The file of a problem, read as JSON."""
    return json.loads(json.dumps(problem_to_json(problem)))


@pytest.mark.parametrize("seed", range(20))
def test_reading_what_was_written_gives_the_same_problem(seed: int) -> None:
    problem = random_shoot(seed)
    assert parse_problem(through_json(problem)) == (problem, ())


def test_the_published_schema_is_the_one_in_force_and_accepts_problems() -> None:
    kept = json.loads((files("tournage.schedule") / "problem.schema.json").read_text("utf-8"))
    assert kept == problem_schema()
    jsonschema.validate(through_json(film()), kept)


def test_the_schema_refuses_a_strip_without_minutes() -> None:
    document = through_json(film())
    del document["strips"][0]["minutes"]
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(document, problem_schema())


@pytest.mark.parametrize(
    ("path", "value", "where"),
    [
        (("strips", 0, "minutes"), "long", "strips[0].minutes"),
        (("strips", 0, "minutes"), float("nan"), "strips[0].minutes"),
        (("players", 1, "eligible_share"), "NaN", "players[1].eligible_share"),
        (("calendar", "first_day"), "tomorrow", "calendar.first_day"),
        (("strips", 0, "light"), "NOON", "strips[0].light"),
        (("strips",), {"a": 1}, "strips"),
        (("terms", "modes", 0), [], "terms.modes[0]"),
    ],
)
def test_a_value_that_does_not_fit_is_named(path: tuple[Any, ...], value: Any, where: str) -> None:
    document = through_json(film())
    place = document
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value
    problem, findings = parse_problem(document)
    assert (problem, [(f.code, f.where) for f in findings]) == (None, [("SCH-101", where)])


def test_a_list_is_no_problem() -> None:
    problem, findings = parse_problem([1, 2])
    assert (problem, findings[0].code) == (None, "SCH-101")


def test_no_scenes() -> None:
    assert [f.code for f in check_problem(shoot())] == ["SCH-102"]


def test_ten_thousand_scenes_are_refused_at_once() -> None:
    one = strip("1", "kasbah")
    many = tuple(replace(one, id=str(i)) for i in range(10_000))
    assert [f.code for f in check_problem(replace(film(), strips=many))] == ["SCH-103"]


def test_a_negative_cost() -> None:
    players = tuple(replace(p, work_rate=-1) if p.id == "karim" else p for p in film().players)
    (finding,) = check_problem(replace(film(), players=players))
    assert (finding.code, finding.where) == ("SCH-104", "players[karim]")


def test_a_name_that_stands_for_nothing() -> None:
    (finding,) = check_problem(shoot(strip("1", "kasbah", "omar")))
    assert (finding.code, say(finding.message, "en")) == (
        "SCH-105",
        "omar is named here but stands nowhere in the problem.",
    )


def test_an_id_that_stands_twice() -> None:
    assert [f.code for f in check_problem(shoot(strip("1", "kasbah"), strip("1", "square")))] == ["SCH-106"]


def test_a_circle_of_precedences_is_told_strip_by_strip() -> None:
    problem = shoot(
        strip("1", "kasbah", after=("3",)),
        strip("2", "kasbah", after=("1",)),
        strip("3", "kasbah", after=("2",)),
    )
    (finding,) = check_problem(problem)
    assert finding.code == "SCH-107"
    assert set(dict(finding.message.values)["strips"]) == {"1", "2", "3"}  # type: ignore[arg-type]


def test_a_calendar_without_a_working_day() -> None:
    calendar = replace(film().calendar, last_day=MONDAY - timedelta(days=1))
    assert [f.code for f in check_problem(replace(film(), calendar=calendar))] == ["SCH-108"]


def test_a_day_without_light() -> None:
    assert [f.code for f in check_problem(replace(film(), suns=film().suns[1:]))] == ["SCH-109"]


def test_a_board_is_read_as_it_was_printed() -> None:
    problem = film()
    board = solve(problem, time_limit=20, work_limit=500).board
    again, stated, findings = parse_board({"board": board_to_json(board)}, problem)
    assert again is not None
    assert (again.days, stated, findings) == (
        tuple(replace(d, banners=(), sunrise=None, sunset=None) for d in board.days),
        {},
        (),
    )


@pytest.mark.parametrize(
    "document", [[], {}, {"board": 1}, {"board": {"days": [{}]}}, {"days": [{"date": "x"}]}]
)
def test_what_is_no_board_is_a_finding(document: Any) -> None:
    board, _, findings = parse_board(document, film())
    assert (board, [f.code for f in findings]) == (None, ["SCH-110"])
