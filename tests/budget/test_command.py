"""`tournage budget`: from a script, from a workbook, prices and templates; one sentence for every trouble."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tests.budget.test_budget_xlsx import HEAD, workbook
from tournage.cli import door
from tournage.cli.main import tournage

SHORT = Path(__file__).parents[2] / "examples" / "short_fr" / "le_repondeur.fountain"
ON = ("--on", "2026-11-24")


Run = Callable[..., tuple[int, str, str]]
RunJson = Callable[..., dict[str, Any]]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """The command as a person runs it: exit code, stdout, stderr."""

    def _run(*words: str | Path) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["tournage", "budget", *map(str, words)])
        code = door.run(tournage)
        out, err = capsys.readouterr()
        return code, out, err

    return _run


@pytest.fixture
def run_json(run: Run) -> RunJson:
    """The command with `--json`, read."""

    def _run_json(*words: str | Path) -> dict[str, Any]:
        document: dict[str, Any] = json.loads(run(*words, "--json")[1])
        return document

    return _run_json


def test_templates_are_listed_in_the_language_asked_for(run: Run, run_json: RunJson) -> None:
    code, out, _ = run("templates", "--lang", "fr")
    assert code == 0
    assert "Long métrage étranger moyen" in out
    ids = [entry["id"] for entry in run_json("templates")["templates"]]
    assert ids == ["short", "small_feature", "middle_feature", "large_feature", "pilot", "series"]


def test_prices_are_listed_with_range_source_and_confidence(run_json: RunJson) -> None:
    camel = run_json("rates", "camel", *ON)["rates"]
    assert [r["id"] for r in camel] == ["rate.camel"]
    assert (camel[0]["low"], camel[0]["likely"], camel[0]["high"]) == ("600", "1200", "2500")
    assert camel[0]["source"][0]["href"].startswith("https://")
    whole = run_json("rates", *ON)
    assert len(whole["rates"]) > 140
    assert len(whole["price_levels"]) == 22
    assert {e["currency"] for e in whole["exchange"]} == {"EUR", "USD", "GBP"}


@pytest.mark.slow
def test_a_short_is_budgeted_from_its_screenplay(tmp_path: Path, run_json: RunJson) -> None:
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
def test_a_number_of_ones_own_moves_the_budget(run_json: RunJson) -> None:
    amounts = {}
    for cameras in ("1", "2"):
        made = run_json(SHORT, "--time-limit", "1", "--set", f"global.cameras={cameras}", *ON)
        amounts[cameras] = {line["id"]: line["amount"] for line in made["lines"]}
    assert (amounts["1"]["camera_package"], amounts["2"]["camera_package"]) == ("1", "2")
    assert amounts["1"]["sound_package"] == amounts["2"]["sound_package"]


@pytest.mark.slow
def test_a_line_is_explained_down_to_scenes_and_source(run: Run) -> None:
    code, out, _ = run(SHORT, "--time-limit", "1", "--explain", "extra", *ON)
    assert code == 0
    assert "Rate: Extra: 300.00 MAD" in out
    assert "https://mondediplo.com/2023/08/09morocco" in out
    assert "Scenes" in out
    code, out, err = run(SHORT, "--time-limit", "1", "--explain", "unicorn", *ON)
    assert (code, out) == (2, "")
    assert "unicorn" in err


def test_a_workbook_is_imported_and_its_accounts_are_remembered(
    tmp_path: Path, run: Run, run_json: RunJson
) -> None:
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


def test_the_json_stands_alone_on_stdout_on_exit_1_too(tmp_path: Path, run: Run) -> None:
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
def test_misuse_is_one_sentence_and_exit_2(
    tmp_path: Path, words: tuple[str, ...], said: str, run: Run
) -> None:
    rows = [("Account", "Currency", "Subtotal"), ("K1", "EUR", 5)]
    book = workbook(tmp_path / "b.xlsx", ("Detail", rows))
    code, out, err = run(*(str(book) if word == "FILE" else word for word in words), "--json")
    assert (code, out) == (2, "")
    assert said in err
    assert "Traceback" not in err


def test_a_broken_workbook_is_one_sentence(tmp_path: Path, run: Run) -> None:
    broken = tmp_path / "broken.xlsx"
    broken.write_bytes(b"PK\x03\x04" + b"\x00" * 50)
    code, out, err = run("import", broken)
    assert code in (1, 2)
    assert err.startswith("broken.xlsx: not an Excel workbook")
    assert out == ""


def test_a_folder_that_is_no_production_says_so(tmp_path: Path, run: Run) -> None:
    code, _, err = run(tmp_path)
    assert code == 2
    assert "Traceback" not in err
    assert str(tmp_path) in err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--template", "blockbuster"), "there are short, small_feature"),
        (("--currency", "XQZ"), "'XQZ' is not a currency"),
        (("--currency", "JPY"), "no exchange rate leads from"),
    ],
)
def test_what_cannot_be_done_is_refused_before_the_schedule(
    monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...], said: str, run: Run
) -> None:
    def never(*_: object, **__: object) -> None:
        raise AssertionError("the schedule was begun")

    monkeypatch.setattr("tournage.services.budgeting_scripts.plan_shoot", never)
    code, out, err = run(SHORT, *words, *ON)
    assert (code, out) == (2, "")
    assert said in err


@pytest.mark.slow
def test_a_first_day_gone_by_is_an_error_and_the_budget_is_made_all_the_same(run: Run) -> None:
    code, out, _ = run(SHORT, "--time-limit", "1", "--first-day", "2020-03-02", "--json", *ON)
    document = json.loads(out)
    assert code == 1
    assert "STU-104" in {f["code"] for f in document["findings"]}
    assert document["lines"]


def test_a_text_without_scenes_prints_its_findings_as_json(tmp_path: Path, run: Run) -> None:
    empty = tmp_path / "empty.fountain"
    empty.write_text("Just a letter, no scene.\n", "utf-8")
    code, out, _ = run(empty, "--json")
    assert code == 1
    assert json.loads(out)["findings"]
