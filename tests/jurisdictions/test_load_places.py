"""Every place file parses, every value has a source, and broken files name their line."""

from __future__ import annotations

import shutil
from datetime import date
from importlib.resources import files
from pathlib import Path

import pytest

from tournage.jurisdictions.load_places import UnknownCountryError, load_catalogue, read_catalogue
from tournage.kernel.dated import Origin
from tournage.kernel.errors import DataFileError
from tournage.places.catalogue import InRamadan
from tournage.places.terrain import load_vocabulary
from tournage.places.worlds import load_gazetteer

MOROCCO = load_catalogue()


def test_all_93_sourced_locations_two_towns_and_seven_stages_are_there() -> None:
    kinds = [location.kind for location in MOROCCO.locations]
    assert (kinds.count("location") + kinds.count("backlot"), kinds.count("stage")) == (93 + 2, 7)


def test_every_location_lies_in_morocco_and_has_hub_terms_and_source() -> None:
    hubs = {hub.id for hub in MOROCCO.hubs}
    terms = load_vocabulary().terms
    for location in MOROCCO.locations:
        assert location.at in MOROCCO.bounds, location.id
        assert location.hub in hubs, location.id
        assert location.terrain, location.id
        assert set(location.terrain) <= set(terms), location.id
        assert location.source, location.id


def test_ids_of_locations_are_unique() -> None:
    ids = [location.id for location in MOROCCO.locations]
    assert len(ids) == len(set(ids))


def test_every_leg_climate_and_holiday_has_a_source() -> None:
    assert all(leg.source for leg in MOROCCO.travel)
    assert all(row.source for row in MOROCCO.climates)
    assert all(holiday.source for holiday in MOROCCO.holidays)
    assert all(month.source for month in MOROCCO.ramadan)
    assert all(value.source for _, value in MOROCCO.estimate)


def test_every_hub_has_twelve_months_of_climate_and_an_airport() -> None:
    airports = {airport.iata for airport in MOROCCO.airports}
    for hub in MOROCCO.hubs:
        assert hub.airport in airports
        for month in range(1, 13):
            row = MOROCCO.climate(hub.id, month)
            assert row is not None
            assert row.low < row.high


def test_legs_join_places_of_the_catalogue() -> None:
    for leg in MOROCCO.travel:
        assert leg.origin in MOROCCO.points, leg
        assert leg.destination in MOROCCO.points, leg


def test_names_of_the_gazetteer_lead_to_places_of_the_catalogue() -> None:
    assert set(load_gazetteer().home.values()) <= set(MOROCCO.points)


def test_an_observed_ramadan_is_sure_and_a_computed_one_has_a_band_at_each_end() -> None:
    assert MOROCCO.in_ramadan(date(2026, 2, 18)) is InRamadan.NO
    assert MOROCCO.in_ramadan(date(2026, 2, 19)) is InRamadan.YES
    assert MOROCCO.in_ramadan(date(2026, 3, 19)) is InRamadan.YES
    assert MOROCCO.in_ramadan(date(2026, 3, 20)) is InRamadan.NO
    assert MOROCCO.in_ramadan(date(2027, 2, 8)) is InRamadan.PERHAPS
    assert MOROCCO.in_ramadan(date(2027, 2, 9)) is InRamadan.YES
    assert MOROCCO.in_ramadan(date(2027, 3, 9)) is InRamadan.PERHAPS
    assert MOROCCO.in_ramadan(date(2027, 3, 10)) is InRamadan.NO


def test_ramadan_follows_umm_al_qura_by_no_more_than_a_day() -> None:
    from hijridate import Hijri

    for month in MOROCCO.ramadan:
        computed = Hijri(month.hijri_year, 9, 1).to_gregorian()
        assert 0 <= (month.sure_first_day - date(computed.year, computed.month, computed.day)).days <= 1


def test_holidays_seen_are_certain_and_computed_ones_are_bands() -> None:
    fitr = {h.first_day.year: h for h in MOROCCO.holidays if h.id == "eid_al_fitr"}
    assert (fitr[2026].first_day, fitr[2026].last_day) == (date(2026, 3, 20), date(2026, 3, 21))
    assert fitr[2026].certain
    assert fitr[2026].source[0].title.startswith("Marrakech Alaan")
    assert not fitr[2027].certain
    assert (fitr[2027].last_day - fitr[2027].first_day).days == fitr[2027].length


def test_civil_holidays_of_2027_are_all_there() -> None:
    civil = {h.id for h in MOROCCO.holidays if h.first_day.year == 2027 and h.certain}
    assert civil == {
        *("new_year", "independence_manifesto", "amazigh_new_year", "labour_day", "throne_day"),
        *("oued_ed_dahab", "revolution_day", "youth_day", "unity_day", "green_march", "independence_day"),
    }


def test_planned_stages_are_not_usable() -> None:
    assert {s.id for s in MOROCCO.locations if s.kind == "stage" and not s.usable} == {"oasis_2"}


def test_estimates_are_marked() -> None:
    assert MOROCCO.location("todra").origin is Origin.ASSUMED
    assert MOROCCO.location("gara_medouar").origin is Origin.SOURCED


@pytest.mark.parametrize(
    ("file", "old", "new", "message"),
    [
        (
            "locations.yaml",
            "    kind: location\n",
            "    kind: location\n    mood: sad\n",
            "unknown key 'mood'",
        ),
        ("locations.yaml", '"31.047"', "31.047", "quote the number"),
        ("locations.yaml", '"31.047"', '"51.047"', "outside the country"),
        ("roads.yaml", "- from: casablanca\n", "- form: casablanca\n", "unknown key 'form'"),
        ("climate.yaml", "rain_mm_a_wet_day:\n", "rain_mm_a_wet_day:\n  mood: sad\n", "unknown key 'mood'"),
        ("hubs.yaml", "airport: CMN", "airport: XXX", "no airport"),
        ("index.yaml", "tournage/jurisdiction/1", "tournage/jurisdiction/9", "schema is"),
    ],
)
def test_a_broken_file_is_refused_with_file_and_line(
    tmp_path: Path, file: str, old: str, new: str, message: str
) -> None:
    folder = _copy(tmp_path)
    text = (folder / file).read_text("utf-8")
    position = text.index(old)
    (folder / file).write_text(text.replace(old, new, 1), "utf-8")
    with pytest.raises(DataFileError) as caught:
        read_catalogue(folder)
    name, line = caught.value.where.split(":")
    assert name == file
    assert abs(int(line) - text[:position].count("\n")) <= 3
    assert message in caught.value.why


def test_a_value_without_source_is_refused(tmp_path: Path) -> None:
    folder = _copy(tmp_path)
    text = (folder / "locations.yaml").read_text("utf-8")
    start = text.index("    source:\n    - title: Tripio")
    end = text.index("    confidence:", start)
    (folder / "locations.yaml").write_text(text[:start] + text[end:], "utf-8")
    with pytest.raises(DataFileError, match="'source' is missing"):
        read_catalogue(folder)


def test_an_unknown_country_is_named() -> None:
    with pytest.raises(UnknownCountryError, match="atlantis"):
        load_catalogue("atlantis")


def _copy(folder: Path) -> Path:
    source = Path(str(files("tournage.jurisdictions").joinpath("ma")))
    return Path(shutil.copytree(source, folder / "ma"))
