"""`tournage places` as one types it."""

from __future__ import annotations

import json
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from tournage.cli.places import command
from tournage.kernel.errors import TournageError

PILOT = Path(__file__).parents[2] / "examples" / "pilot" / "the_salt_line.fountain"
SHORT_FR = Path(__file__).parents[2] / "examples" / "short_fr" / "le_repondeur.fountain"
SHORT_AR = Path(__file__).parents[2] / "examples" / "short_ar" / "al_himar_yashhad.fountain"


def run(*words: str) -> tuple[int, str]:
    """Exit code and standard output."""
    result = CliRunner().invoke(command, list(words))
    if isinstance(result.exception, (TournageError, click.ClickException)):
        raise result.exception
    return result.exit_code, result.stdout


def test_files_may_follow_the_command_directly() -> None:
    code, text = run(str(SHORT_FR), "--first-day", "2027-03-01")
    assert code == 0
    assert "Base Tangier" in text
    assert run("plan", str(SHORT_FR), "--first-day", "2027-03-01") == (code, text)


def test_json_is_one_object_and_nothing_else() -> None:
    code, text = run(str(PILOT), "--json", "--first-day", "2027-03-01")
    document = json.loads(text)
    assert code == 0
    assert document["first_day"] == "2027-03-01"
    assert 2 <= len(document["bases"]) <= 4
    assert {"ouarzazate", "marrakech"} <= {base["hub"] for base in document["bases"]}
    rotterdam = next(one for one in document["sets"] if "ROTTERDAM" in one["name"])
    assert (rotterdam["location"], rotterdam["remedy"]) == (None, "elsewhere")


def test_an_arabic_script_is_told_in_arabic() -> None:
    _, text = run(str(SHORT_AR), "--lang", "ar", "--first-day", "2027-03-01")
    assert "قاعدة" in text
    assert "السوق الأسبوعي" in text


def test_a_wrong_choice_ends_with_one() -> None:
    code, _ = run(str(SHORT_FR), "--choose", "TRAIN=atlantis", "--first-day", "2027-03-01")
    assert code == 1


def test_a_choice_without_equals_sign_is_misuse() -> None:
    assert run(str(SHORT_FR), "--choose", "TRAIN")[0] == 2


def test_list_show_and_sun_print_lines_and_json() -> None:
    assert "merzouga" in run("list", "--terrain", "erg")[1]
    assert len(json.loads(run("list", "--json")[1])["locations"]) == 102
    assert "doubled for Yunkai in Game of Thrones" in run("show", "ait_benhaddou")[1]
    assert json.loads(run("show", "ait_benhaddou", "--json")[1])["road"]["km"] == 30
    assert "sunrise 06:" in run("sun", "dades", "2027-03-15")[1]
    assert json.loads(run("sun", "dades", "2027-03-15", "--json")[1])["hills_minutes"] == 60


def test_an_unknown_location_is_misuse() -> None:
    with pytest.raises(TournageError, match="atlantis"):
        run("show", "atlantis")
