"""`tournage order` as one types it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.schedule.orders import TALENT, published
from tournage.cli.order import command


def run(*words: str) -> tuple[int, str, str]:
    """Exit code, standard output, standard error."""
    result = CliRunner().invoke(command, list(words))
    return result.exit_code, result.stdout, result.stderr


@pytest.mark.parametrize("more", [[], ["--json"]])
def test_it_prints_one_json_line_a_file(more: list[str]) -> None:
    files = [str(TALENT / "named" / "concert"), str(TALENT / "minizinc" / "film103.dzn")]
    code, out, _ = run(*files, "--time-limit", "30", *more)
    lines = [json.loads(line) for line in out.splitlines()]
    assert code == 0
    assert [(line["file"], line["cost"], line["bound"], line["proven"]) for line in lines] == [
        (files[0], 111, 111, True),
        (files[1], 1031, 1031, True),
    ]
    assert set(lines[0]) == {"file", "order", "cost", "bound", "proven", "seconds"}
    assert published("named/concert").cost(lines[0]["order"]) == 111


def test_a_bad_file_is_told_and_the_others_are_ordered(tmp_path: Path) -> None:
    bad = tmp_path / "bad.dat"
    bad.write_text("bad\n2\n1\n1 7 3\n1 1\n")
    code, out, err = run(str(bad), str(TALENT / "named" / "tiny"))
    lines = [json.loads(line) for line in out.splitlines()]
    assert code == 1
    assert [line["cost"] for line in lines] == [None, 29]
    assert [item["code"] for item in lines[0]["findings"]] == ["FIL-405"]
    assert "bad.dat:4" in err


def test_json_keeps_standard_error_silent(tmp_path: Path) -> None:
    bad = tmp_path / "bad.dat"
    bad.write_text("?")
    code, out, err = run(str(bad), "--json")
    assert (code, err) == (1, "")
    assert json.loads(out)["order"] is None


@pytest.mark.parametrize(
    "words", [[], ["no such file"], ["--time-limit", "-1", str(TALENT / "named" / "tiny")]]
)
def test_misuse_ends_with_2(words: list[str]) -> None:
    assert run(*words)[0] == 2


def test_an_unproven_answer_has_a_bound_below_its_cost() -> None:
    code, out, _ = run(str(TALENT / "random_film" / "f150x40s1.dat"), "--time-limit", "0.3")
    line = json.loads(out)
    assert code == 0
    assert not line["proven"]
    assert 0 < line["bound"] < line["cost"]
