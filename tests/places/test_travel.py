"""Roads: measured legs, routes over them, estimates that say so."""

from __future__ import annotations

from itertools import combinations

import pytest

from tournage.jurisdictions.load_places import load_catalogue
from tournage.kernel.dated import Origin
from tournage.kernel.place import distance_km
from tournage.places.catalogue import UnknownPlaceError
from tournage.places.travel import roads_of

MOROCCO = load_catalogue()
ROADS = roads_of(MOROCCO)


def test_a_measured_leg_wins() -> None:
    leg = ROADS.between("marrakech", "ouarzazate")
    assert (leg.km, leg.car_minutes, leg.minutes, leg.basis) == (200, 240, 330, Origin.SOURCED)


def test_the_road_is_the_same_both_ways() -> None:
    for a, b in combinations([hub.id for hub in MOROCCO.hubs], 2):
        there, back = ROADS.between(a, b), ROADS.between(b, a)
        assert (there.km, there.minutes) == (back.km, back.minutes)
        assert (there.origin, back.origin) == (a, b)


def test_two_hubs_without_a_leg_are_joined_over_measured_legs() -> None:
    leg = ROADS.between("casablanca", "ouarzazate")
    assert (leg.km, leg.minutes) == (440, 510)
    rabat = ROADS.between("rabat", "oujda")
    assert rabat.km == 210 + 330


def test_what_is_not_measured_is_marked_as_estimate_with_its_source() -> None:
    leg = ROADS.between("marrakech", "ourika")
    assert leg.basis is Origin.ASSUMED
    assert leg.source


def test_a_leg_known_only_by_its_kilometres_gets_a_time() -> None:
    leg = ROADS.between("ouarzazate", "agdz")
    assert leg.km == 70
    assert 60 <= leg.car_minutes <= 120
    assert leg.basis is Origin.ASSUMED


def test_a_mountain_road_takes_longer_than_a_plain_one_of_the_same_length() -> None:
    over = ROADS.estimate("marrakech", "ouarzazate")
    plain = ROADS.estimate("casablanca", "essaouira")
    assert over.car_minutes / over.km > plain.car_minutes / plain.km


def test_no_road_is_shorter_than_the_crow_flies_and_none_is_absurdly_fast() -> None:
    for hub in MOROCCO.hubs:
        for location in MOROCCO.locations:
            leg = ROADS.between(hub.id, location.id)
            assert leg.km >= distance_km(hub.at, location.at) * 0.95 - 1
            assert leg.km <= leg.car_minutes / 60 * 110
            assert leg.minutes >= leg.car_minutes


def test_estimates_lie_within_a_third_of_the_measured_legs() -> None:
    measured = [leg for leg in MOROCCO.travel if leg.km and leg.car_minutes and leg.basis is Origin.SOURCED]
    ratios = [ROADS.estimate(leg.origin, leg.destination).car_minutes / leg.car_minutes for leg in measured]
    assert len(ratios) >= 10
    assert sum(0.67 <= ratio <= 1.5 for ratio in ratios) / len(ratios) >= 0.85
    assert 0.85 <= sum(ratios) / len(ratios) <= 1.2


def test_an_unknown_place_is_named() -> None:
    with pytest.raises(UnknownPlaceError, match="atlantis"):
        ROADS.between("marrakech", "atlantis")
