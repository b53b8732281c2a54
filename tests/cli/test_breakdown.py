"""`tournage breakdown` from the outside."""

from __future__ import annotations

import json
from pathlib import Path

from click.testing import CliRunner

from tournage.cli.breakdown import command

FILM = "EXT. WELL - DAY\n\nSeven camels drink.\n\nSAMI\nSeven.\n"


def _run(*words: str) -> tuple[int, str]:
    result = CliRunner().invoke(command, list(words))
    return result.exit_code, result.stdout


def test_json_is_one_object_with_elements(tmp_path: Path) -> None:
    file = tmp_path / "a.fountain"
    file.write_text(FILM, "utf-8")
    code, out = _run(str(file), "--json")
    document = json.loads(out)
    assert code == 0
    assert {e["category"] for e in document["elements"]} >= {"cast_members", "animals", "animal_wranglers"}


def test_a_text_without_headings_ends_with_one_and_still_prints_json(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text("Nothing here is a scene.\n", "utf-8")
    code, out = _run(str(file), "--json")
    assert code == 1
    assert json.loads(out)["elements"] == []


def test_another_suffix_than_uss_is_misuse(tmp_path: Path) -> None:
    file = tmp_path / "a.fountain"
    file.write_text(FILM, "utf-8")
    assert _run(str(file), "--to", str(tmp_path / "a.pdf"))[0] == 2


def test_sheets_and_a_summary_are_printed(tmp_path: Path) -> None:
    file = tmp_path / "a.fountain"
    file.write_text(FILM, "utf-8")
    code, out = _run(str(file), "--why")
    assert code == 0
    assert "camel ×7" in out
    assert "«Seven camels drink.»" in out


def test_a_scene_that_is_not_there_is_misuse(tmp_path: Path) -> None:
    file = tmp_path / "a.fountain"
    file.write_text(FILM, "utf-8")
    assert _run(str(file), "--scene", "99")[0] == 2


def test_a_file_that_is_not_there_ends_with_one(tmp_path: Path) -> None:
    assert _run(str(tmp_path / "none.fountain"), "--json")[0] == 1
