"""Places of a script and of a production folder, as a user asks for them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tournage.kernel.dated import Origin
from tournage.places.catalogue import UnknownPlaceError
from tournage.services.placing import (
    UnknownTerrainError,
    list_locations,
    place_script,
    places_document,
    show_location,
    sun_at,
)
from tournage.services.producing import correct, new_production
from tournage.store.production import Production

SCRIPT = """Title: The Well

EXT. KASBAH - DAY

Salma crosses the courtyard. Camels drink.

INT. KASBAH - KITCHEN - NIGHT

She waits.

EXT. HARBOUR, ROTTERDAM - NIGHT

Cranes turn over black water. Containers. Rain.
"""
DAY = date(2027, 4, 5)


@pytest.fixture
def script(tmp_path: Path) -> Path:
    file = tmp_path / "well.fountain"
    file.write_text(SCRIPT, "utf-8")
    return file


def test_a_script_gets_sets_candidates_and_bases(script: Path) -> None:
    placed = place_script([script], first_day=DAY)
    assert [one.name for one in placed.plan.sets] == ["KASBAH", "ROTTERDAM - HARBOUR"]
    assert placed.plan.placements[0].location is not None
    assert placed.plan.placements[1].location is None
    assert len(placed.plan.bases) == 1


def test_the_document_tells_it_in_three_languages(script: Path) -> None:
    for lang in ("en", "fr", "ar"):
        document = places_document(place_script([script], first_day=DAY), lang)
        assert document["schema"] == "tournage.places/1"
        assert document["sets"][0]["candidates"][0]["reasons"]
        assert document["findings"][-1]["code"] == "PLC-101"


def test_a_choice_may_use_the_heading_as_written(script: Path) -> None:
    placed = place_script([script], first_day=DAY, choices=[("Kasbah - kitchen", "telouet")])
    assert placed.plan.placement("kasbah").location == "telouet"
    assert placed.plan.placement("kasbah").origin is Origin.YOURS


def test_a_production_keeps_the_places_its_people_chose(tmp_path: Path, script: Path) -> None:
    folder = tmp_path / "production"
    new_production(folder, Production("The Well"), [script])
    correct(folder, "places", "KASBAH", "skoura", by="Salma", on=DAY)
    placed = place_script([folder], first_day=DAY)
    assert placed.plan.placement("kasbah").location == "skoura"


def test_a_choice_for_a_set_that_is_gone_is_told(script: Path) -> None:
    placed = place_script([script], first_day=DAY, choices=[("LIGHTHOUSE", "cap_spartel")])
    assert "PLC-105" in [f.code for f in placed.findings]


def test_a_text_without_scenes_makes_no_plan(tmp_path: Path) -> None:
    file = tmp_path / "poem.txt"
    file.write_text("Once upon a time there was no heading.\n", "utf-8")
    placed = place_script([file], first_day=DAY)
    assert placed.plan.sets == ()
    assert placed.findings


def test_locations_are_listed_by_terrain_best_examples_first() -> None:
    found = [location.id for location in list_locations("erg")]
    assert found[:2] == ["mhamid", "merzouga"]
    assert {x.hub for x in list_locations(hub="dakhla")} == {"dakhla"}
    with pytest.raises(UnknownTerrainError, match="volcano"):
        list_locations("volcano")


def test_one_location_comes_with_its_road_and_its_light() -> None:
    location, leg, _ = show_location("dades")
    assert (leg.origin, leg.destination) == ("ouarzazate", "dades")
    day, light, hills = sun_at("dades", DAY)
    assert light == (day.sunrise + hills, day.sunset - hills)
    assert sun_at("marrakech", DAY)[2] == 0
    with pytest.raises(UnknownPlaceError, match="atlantis"):
        show_location("atlantis")
    assert location.id == "dades"
