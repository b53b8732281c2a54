"""`tournage schedule` from the outside: files in, one JSON object out, exit codes, sentences."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from tests.schedule.shoots import film, shoot, strip
from tournage.cli.schedule import command
from tournage.schedule.problem import Problem
from tournage.schedule.problem_file import problem_to_json


def run(*arguments: str | Path) -> Result:
    """Call the command."""
    return CliRunner().invoke(command, [str(a) for a in arguments])


def file_of(problem: Problem, folder: Path) -> Path:
    """A problem file."""
    file = folder / "problem.json"
    file.write_text(json.dumps(problem_to_json(problem)), "utf-8")
    return file


@pytest.fixture
def solved(tmp_path: Path) -> tuple[Path, Path, dict[str, Any]]:
    """A problem file, the board file `solve` printed, and what stands in it."""
    problem = file_of(film(), tmp_path)
    result = run("solve", problem, "--work-limit", "2000", "--json")
    board = tmp_path / "board.json"
    board.write_text(result.stdout, "utf-8")
    return problem, board, json.loads(result.stdout)


def test_solve_prints_the_fixed_keys(solved: tuple[Path, Path, dict[str, Any]]) -> None:
    document = solved[2]
    assert {"schema", "board", "cost", "bound", "gap", "conflicts", "findings"} <= set(document)
    assert {"date", "base", "mode", "unit", "strips", "hours", "eighths"} <= set(document["board"]["days"][0])
    assert {"total", "net_of_rebate", "lines"} <= set(document["cost"])
    assert float(document["bound"]) <= float(document["cost"]["total"])


def test_check_accepts_what_solve_printed_as_it_stands(solved: tuple[Path, Path, dict[str, Any]]) -> None:
    problem, board, document = solved
    result = run("check", board, problem, "--json")
    told = json.loads(result.stdout)
    assert (result.exit_code, told["valid"], told["findings"]) == (0, True, [])
    assert told["cost"]["total"] == document["cost"]["total"]


def test_check_exits_with_one_when_a_rule_is_broken(solved: tuple[Path, Path, dict[str, Any]]) -> None:
    problem, board, document = solved
    document["board"]["days"][0]["strips"].reverse()
    document["board"]["days"][0]["minutes"] += 5
    board.write_text(json.dumps(document), "utf-8")
    result = run("check", board, problem, "--json")
    assert result.exit_code == 1
    assert "SCH-210" in {f["code"] for f in json.loads(result.stdout)["findings"]}


def test_check_says_which_amount_is_a_centime_wrong(solved: tuple[Path, Path, dict[str, Any]]) -> None:
    problem, board, document = solved
    document["cost"]["lines"]["crew"] = "1.01"
    board.write_text(json.dumps(document), "utf-8")
    told = json.loads(run("check", board, problem, "--json").stdout)
    assert [(f["code"], f["where"]) for f in told["findings"]] == [("SCH-243", "crew")]


def test_price_tells_the_difference_of_a_move_and_of_moving_back(
    solved: tuple[Path, Path, dict[str, Any]], tmp_path: Path
) -> None:
    problem, board, document = solved
    first = document["board"]["days"][0]["strips"][0]
    moved = json.loads(run("price", board, problem, "--move", f"{first}:boneyard", "--json").stdout)
    assert float(moved["difference"]) == float(moved["after"]) - float(moved["before"])
    assert moved["before"] == document["cost"]["total"]
    assert first in moved["board"]["boneyard"]


def test_pricing_no_change_costs_nothing(solved: tuple[Path, Path, dict[str, Any]]) -> None:
    problem, board, document = solved
    day = document["board"]["days"][1]
    move = f"{day['strips'][0]}:{day['number']}:1"
    result = run("price", board, problem, "--move", move, "--json")
    assert (result.exit_code, json.loads(result.stdout)["difference"]) == (0, "0.00")


@pytest.mark.parametrize("move", ["nothing", "1:", "1:900", "77:1", "1:1:0"])
def test_a_move_that_means_nothing_is_misuse(solved: tuple[Path, Path, dict[str, Any]], move: str) -> None:
    problem, board, _ = solved
    assert run("price", board, problem, "--move", move).exception is not None


def test_the_same_seed_prints_the_same_shoot(tmp_path: Path) -> None:
    one, other = run("generate", "feature", "--seed", "4"), run("generate", "feature", "--seed", "4")
    assert one.stdout == other.stdout != run("generate", "feature", "--seed", "5").stdout


def test_a_lock_on_the_command_line_holds(solved: tuple[Path, Path, dict[str, Any]]) -> None:
    result = run("solve", solved[0], "--work-limit", "500", "--lock", "5:2027-03-10", "--json")
    days = json.loads(result.stdout)["board"]["days"]
    assert [day["date"] for day in days if "5" in day["strips"]] == ["2027-03-10"]


def test_a_scene_longer_than_any_day_prints_conflict_and_the_rest(tmp_path: Path) -> None:
    problem = file_of(shoot(strip("1", "kasbah", "ines", 700), strip("2", "kasbah")), tmp_path)
    result = run("solve", problem, "--work-limit", "100", "--json")
    document = json.loads(result.stdout)
    assert result.exit_code == 1
    assert document["conflicts"][0]["strips"] == ["1"]
    assert document["board"]["boneyard"] == ["1"]


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("", "not JSON"),
        ("{", "not JSON"),
        ('{"a": NaN}', "NaN is not a number"),
        ("\x00\x01", "not JSON"),
        ("[" * 100_000, "nested too deeply"),
    ],
)
def test_a_broken_file_is_one_sentence(tmp_path: Path, text: str, word: str) -> None:
    file = tmp_path / "broken.json"
    file.write_text(text, "utf-8")
    assert word in str(run("solve", file).exception)


def test_a_problem_without_scenes_prints_one_object_and_exits_with_one(tmp_path: Path) -> None:
    result = run("solve", file_of(shoot(), tmp_path), "--json")
    document = json.loads(result.stdout)
    assert (result.exit_code, [f["code"] for f in document["findings"]]) == (1, ["SCH-102"])
    assert document["conflicts"][0]["message"] == "There are no scenes to schedule."


def test_the_board_as_text_has_a_line_a_day(solved: tuple[Path, Path, dict[str, Any]]) -> None:
    result = run("solve", solved[0], "--work-limit", "500")
    assert sum(line[:3].strip().isdigit() for line in result.stdout.splitlines()) >= 5


def test_a_board_written_to_a_file_is_the_one_printed(tmp_path: Path) -> None:
    problem, target = file_of(film(), tmp_path), tmp_path / "board.json"
    printed = run("solve", problem, "--work-limit", "500", "--json", "--to", target).stdout
    assert json.loads(target.read_text("utf-8")) == json.loads(printed)


def test_risk_and_sweep_print_one_object(solved: tuple[Path, Path, dict[str, Any]]) -> None:
    problem, board, _ = solved
    risk = json.loads(run("risk", board, problem, "--runs", "20", "--json").stdout)
    assert set(risk["cost"]) == {"p50", "p80", "p95"}
    assert run("risk", board, problem, "--runs", "20").stdout.startswith("Planned: ")
