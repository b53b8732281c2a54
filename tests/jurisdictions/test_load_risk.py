"""Hazards of Morocco: climate by base and month, winds where and when the data has them, a source on each."""

from __future__ import annotations

from decimal import Decimal

from tournage.jurisdictions.load_places import load_catalogue
from tournage.jurisdictions.load_risk import load_hazards
from tournage.kernel.dated import Confidence

CATALOGUE = load_catalogue("ma")


def test_the_trade_wind_blows_at_essaouira_from_april_to_october_after_midday() -> None:
    hazards = load_hazards(CATALOGUE, ["essaouira", "marrakech"])
    blown = [month for month in range(1, 13) if hazards.winds("essaouira", month)]
    assert blown == [4, 5, 6, 7, 8, 9, 10]
    assert hazards.winds("essaouira", 7) == ((0.4, 13),)
    assert not any(hazards.winds("marrakech", month) for month in range(1, 13))


def test_rain_is_worked_out_from_the_climate_and_marked_as_an_estimate() -> None:
    hazards = load_hazards(CATALOGUE, ["tangier"])
    climate = CATALOGUE.climate("tangier", 11)
    assert climate is not None
    (november,) = (c for c in hazards.chances if (c.id, c.month) == ("rain_share", 11))
    assert november.value.value == (climate.rain_days / Decimal("30.4")).quantize(Decimal("0.001"))
    assert november.value.assumed
    assert november.value.confidence is Confidence.LOW
    assert november.value.note


def test_a_place_far_from_town_has_the_climate_of_its_town() -> None:
    place = next(p for p in CATALOGUE.locations if p.hub == "merzouga" and p.id != "merzouga")
    hazards = load_hazards(CATALOGUE, [place.id])
    climate = CATALOGUE.climate("merzouga", 7)
    assert climate is not None
    assert hazards.find("heat_mean", place.id, 7) == climate.high


def test_a_base_nobody_knows_has_only_what_holds_everywhere() -> None:
    hazards = load_hazards(CATALOGUE, ["town0"])
    assert {chance.base for chance in hazards.chances} == {None}
    assert hazards.find("rain_share", "town0", 1) == Decimal("0.08")
    assert hazards.find("heat_mean", "town0", 1) is None


def test_every_number_has_a_source_a_confidence_and_a_name_in_words() -> None:
    from tournage.kernel.words import LANGUAGES, say

    hazards = load_hazards(CATALOGUE, [hub.id for hub in CATALOGUE.hubs])
    for chance in hazards.chances:
        assert chance.value.source, chance
        assert all(say(chance.label, lang) for lang in LANGUAGES)
