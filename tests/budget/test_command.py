"""`tournage budget`: from a script, from a workbook, prices and templates; one sentence for every trouble."""

from __future__ import annotations

import json
import subprocess
import sys
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tests.budget.test_budget_xlsx import HEAD, workbook

SHORT = Path(__file__).parents[2] / "examples" / "short_fr" / "le_repondeur.fountain"
ON = ("--on", "2026-11-24")


def run(*words: str | Path) -> tuple[int, str, str]:
    """The command as a person runs it."""
    code = "from tournage.cli.main import main; main()"
    done = subprocess.run(
        [sys.executable, "-c", code, "budget", *map(str, words)],
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    return done.returncode, done.stdout, done.stderr


def run_json(*words: str | Path) -> dict[str, Any]:
    _, out, _ = run(*words, "--json")
    document: dict[str, Any] = json.loads(out)
    return document


def test_templates_are_listed_in_the_language_asked_for() -> None:
    code, out, _ = run("templates", "--lang", "fr")
    assert code == 0
    assert "Long métrage étranger moyen" in out
    ids = [entry["id"] for entry in run_json("templates")["templates"]]
    assert ids == ["short", "small_feature", "middle_feature", "large_feature", "pilot", "series"]


def test_prices_are_listed_with_range_source_and_confidence() -> None:
    camel = run_json("rates", "camel", *ON)["rates"]
    assert [r["id"] for r in camel] == ["rate.camel"]
    assert (camel[0]["low"], camel[0]["likely"], camel[0]["high"]) == ("600", "1200", "2500")
    assert camel[0]["source"][0]["href"].startswith("https://")
    whole = run_json("rates", *ON)
    assert len(whole["rates"]) > 140
    assert len(whole["price_levels"]) == 22
    assert {e["currency"] for e in whole["exchange"]} == {"EUR", "USD", "GBP"}


@pytest.mark.slow
def test_a_short_is_budgeted_from_its_screenplay(tmp_path: Path) -> None:
    book = tmp_path / "budget.xlsx"
    document = run_json(SHORT, "--time-limit", "1", "--xlsx", book, "--lang", "fr", *ON)
    assert document["template"] == "short"
    total = {key: Decimal(value) for key, value in document["total"].items()}
    assert total["morocco"] + total["abroad"] == total["total"]
    assert sum(Decimal(line["converted"]) for line in document["lines"]) == total["total"]
    assert 20_000 < total["total"] < 300_000
    again = run_json("import", book, *ON)
    assert again["total"]["total"] == document["total"]["total"]


@pytest.mark.slow
def test_a_number_of_ones_own_moves_the_budget() -> None:
    plain = run_json(SHORT, "--time-limit", "1", *ON)
    more = run_json(SHORT, "--time-limit", "1", "--set", "global.cameras=2", *ON)
    lines = {line["id"]: line["subtotal"] for line in plain["lines"]}
    changed = {line["id"] for line in more["lines"] if lines[line["id"]] != line["subtotal"]}
    assert "camera_package" in changed
    assert "sound_package" not in changed


def test_a_workbook_is_imported_and_its_accounts_are_remembered(tmp_path: Path) -> None:
    rows = [HEAD, ("K1", "Camera operations", 2, "days", 3, 100, 700), ("K9", "Qqq", 1, "", 1, 5, 5)]
    book, remembered = workbook(tmp_path / "b.xlsx", ("Detail", rows)), tmp_path / "map.yaml"
    code, out, err = run("import", book, "--mapping", remembered, *ON)
    assert code == 1
    assert "BUD-310" in err
    assert "BUD-322" in err
    assert "3300" in out
    document = run_json("import", book, "--mapping", remembered, *ON)
    assert document["accounts"] == {"K1": "3300", "K9": None}
    assert document["total"]["total"] == "705.00"


def test_the_json_stands_alone_on_stdout_on_exit_1_too(tmp_path: Path) -> None:
    book = workbook(tmp_path / "b.xlsx", ("Detail", [HEAD, ("K9", "Qqq", 1, "", 1, "1.234", None)]))
    code, out, err = run("import", book, "--json", *ON)
    assert code == 1
    assert json.loads(out)["findings"][0]["code"] == "BUD-302"
    assert err == ""


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("import", "no_such.xlsx"), "does not exist"),
        (("import", "FILE", "--currency", "XQZ"), "XQZ"),
        (("import", "FILE", "--currency", "JPY"), "from EUR to JPY"),
        (("import", "FILE", "--rate", "EUR"), "NAME=NUMBER"),
        (("import", "FILE", "--rate", "EUR=abc"), "NAME=NUMBER"),
        (("import", "FILE", "--on", "yesterday"), "2027-03-01"),
        (("import", "FILE", "--chart", "ifrs"), "ifrs"),
        (("import", "FILE", "--mapping", "FILE"), "b.xlsx"),
    ],
)
def test_misuse_is_one_sentence_and_exit_2(tmp_path: Path, words: tuple[str, ...], said: str) -> None:
    rows = [("Account", "Currency", "Subtotal"), ("K1", "EUR", 5)]
    book = workbook(tmp_path / "b.xlsx", ("Detail", rows))
    code, out, err = run(*(str(book) if word == "FILE" else word for word in words), "--json")
    assert (code, out) == (2, "")
    assert said in err
    assert "Traceback" not in err


def test_a_broken_workbook_is_one_sentence(tmp_path: Path) -> None:
    broken = tmp_path / "broken.xlsx"
    broken.write_bytes(b"PK\x03\x04" + b"\x00" * 50)
    code, out, err = run("import", broken)
    assert code in (1, 2)
    assert err.startswith("broken.xlsx: not an Excel workbook")
    assert out == ""


def test_a_folder_that_is_no_production_says_so(tmp_path: Path) -> None:
    code, _, err = run(tmp_path)
    assert code == 2
    assert "Traceback" not in err
    assert str(tmp_path) in err


def test_a_text_without_scenes_prints_its_findings_as_json(tmp_path: Path) -> None:
    empty = tmp_path / "empty.fountain"
    empty.write_text("Just a letter, no scene.\n", "utf-8")
    code, out, _ = run(empty, "--json")
    assert code == 1
    assert json.loads(out)["findings"]
