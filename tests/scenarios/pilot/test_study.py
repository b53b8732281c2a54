"""The Salt Line, a pilot of 58 scenes: from the script to the award, and a second draft."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from tests.scenarios.conftest import EXAMPLES, FIRST_DAY, TODAY, Studies
from tournage.services.producing import add_draft, correct, new_production
from tournage.services.studying import Wish, make_study
from tournage.store.production import Production

pytestmark = pytest.mark.slow
PILOT, DRAFT_2 = "pilot/the_salt_line.fountain", "pilot/draft_2.fountain"


def test_the_story_is_counted(studies: Studies) -> None:
    studied = studies.of(PILOT)
    assert (studied.document["scenes"], studied.document["eighths"]) == (58, 423)
    cast = studied.numbers_of_cast()
    assert (cast["TIZIRI"], cast["ITTO"], cast["YOUNES"]) == (39, 31, 19)
    assert not any("(" in name for name in cast)


def test_all_but_rotterdam_is_shot_in_morocco(studies: Studies) -> None:
    places = studies.of(PILOT).document["places"]
    elsewhere = [place for place in places if place["location"] is None]
    assert [place["scenes"] for place in elsewhere] == [["12"]]
    assert "ROTTERDAM" in elsewhere[0]["name"]
    assert elsewhere[0]["remedy"]


def test_days_money_and_gates_are_of_the_size_of_a_pilot(studies: Studies) -> None:
    document = studies.of(PILOT).document
    assert 16 <= document["shooting_days"] <= 32
    assert all(gate["passed"] for gate in document["gates"])
    award = {name: Decimal(value) for name, value in document["award"].items()}
    assert Decimal(0) < award["low"] <= award["likely"] <= award["high"]
    assert award["likely"] < Decimal(document["qualifying"]) < Decimal(document["spend"]["morocco"])
    assert len(document["tornado"]) == 10


def test_corrections_hold_in_the_second_draft_and_are_shown_as_yours(tmp_path: Path) -> None:
    folder = tmp_path / "salt-line"
    new_production(folder, Production("The Salt Line", FIRST_DAY, kind="series"), [EXAMPLES / PILOT])
    correct(folder, "eighths", "13", "2 4/8", by="Salma", on=TODAY)
    correct(folder, "assumptions", "rate.camel", "900", by="Karim", on=TODAY)
    add_draft(folder, [EXAMPLES / DRAFT_2])
    made = make_study([folder], Wish(time_limit=1.0), today=TODAY)
    sheet = next(sheet for sheet in made.study.breakdown.sheets if str(sheet.key) == "13")
    assert sheet.eighths == 20
    camel = next(a for a in made.document["assumptions"] if a["id"] == "rate.camel")
    assert (str(camel["value"]).partition(" ")[0].partition(".")[0], camel["origin"]) == ("900", "yours")
    assert [file.name for file in (folder / "versions").iterdir()] == ["0001.json"]
    assert "Karim" in (folder / "study" / "study.html").read_text("utf-8")
