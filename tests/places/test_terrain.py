"""The vocabulary: words, parts, angles, moments; and the names of places abroad and at home."""

from __future__ import annotations

import pytest

from tournage.jurisdictions.load_places import load_catalogue
from tournage.kernel.words import LANGUAGES, say
from tournage.places.reasons import hub_name, location_name, say_double
from tournage.places.terrain import load_vocabulary
from tournage.places.wording import slug, tokens
from tournage.places.worlds import load_gazetteer

WORDS = load_vocabulary()
NAMES = load_gazetteer()
MOROCCO = load_catalogue()


def terms_in(text: str, lang: str = "en") -> list[tuple[str, ...]]:
    """Terms of the hits in a text."""
    return [hit.terms for hit in WORDS.hits(text, lang)]


def test_the_longest_words_win_and_none_counts_twice() -> None:
    assert terms_in("MOUNTAIN ROAD") == [("mountain_road",)]
    assert terms_in("POLICE STATION") == [("police_station",)]
    assert terms_in("SALT FLAT") == [("dry_lake",)]


def test_plurals_accents_case_and_articles_do_not_matter() -> None:
    assert tokens("Churches") == tokens("church")
    assert tokens("L'ÉCOLE") == tokens("l'ecole")
    assert tokens("والقصبة") == tokens("قصبة")
    assert tokens("كُثْبان") == tokens("كثبان")


def test_a_village_may_be_of_earth_or_in_the_mountains() -> None:
    assert terms_in("VILLAGE") == [("earthen_village", "mountain_village")]


def test_words_of_action_that_mean_something_else_are_left_out() -> None:
    assert [hit.text for hit in WORDS.action_hits("All is well. Flat light on the dunes. A car.", "en")] == [
        "dunes"
    ]
    assert [hit.text for hit in WORDS.action_hits("Il marche près du puits.", "fr")] == ["puits"]


def test_parts_angles_and_moments_are_told_apart() -> None:
    assert WORDS.is_part("COURTYARD", "en")
    assert WORDS.is_part("الفناء", "ar")
    assert not WORDS.is_part("HOSPITAL", "en")
    assert WORDS.is_angle("CLOSE-UP OF BILL", "en")
    assert WORDS.is_angle("IN WIDER VIEW", "en")
    assert WORDS.is_angle("GROS PLAN SUR ÉLODIE", "fr")
    assert not WORDS.is_angle("ELLA'S ROOM", "en")
    assert WORDS.is_moment("GAS-LIT")
    assert WORDS.is_moment("MOVING")
    assert not WORDS.is_moment("DESERT")


def test_every_term_has_words_in_three_languages_and_a_name() -> None:
    named = {term for table in WORDS.words.values() for terms in table.values() for term in terms}
    assert named == set(WORDS.terms)
    for term in WORDS.terms.values():
        assert all(say(term.name, lang) for lang in LANGUAGES)


def test_likenesses_are_fractions_of_known_terms() -> None:
    for term in WORDS.terms.values():
        assert all(0 < fraction < 1 for _, fraction in term.like)
        assert term.id not in dict(term.like)


def test_a_term_with_a_remedy_is_offered_by_no_location() -> None:
    offered = {term for location in MOROCCO.locations for term in location.terrain}
    assert not [t.id for t in WORDS.terms.values() if t.remedy and t.id in offered]


def test_places_abroad_are_found_by_name_in_three_languages() -> None:
    for text in ("NEW YORK - STREET", "RUE DE NEW YORK", "شارع في نيويورك"):
        assert [world.id for _, world in NAMES.abroad_in(text)] == ["north_american_cities"]


def test_the_name_of_a_person_is_no_place() -> None:
    assert NAMES.abroad_in("JORDAN'S HOUSE") == ()
    assert [world.id for _, world in NAMES.abroad_in("JORDAN - ROAD")] == ["jordan"]


def test_morocco_s_own_places_and_regions_are_found() -> None:
    assert NAMES.home_in("JEMAA EL FNA, MARRAKECH") == ("jemaa", "marrakech")
    assert NAMES.home_in("ساحة جامع الفنا") == ("jemaa",)
    assert [region.id for region in NAMES.regions_in("HAUT-ATLAS")] == ["high_atlas"]
    assert NAMES.is_name("Tanger")
    assert not NAMES.is_name("Port de Tanger")


def test_regions_hold_places_and_terms_that_exist() -> None:
    for region in NAMES.places.values():
        assert set(region.places) <= set(MOROCCO.points)
        assert set(region.terrain) <= set(WORDS.terms)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_place_double_world_and_holiday_has_a_name(lang: str) -> None:
    for location in MOROCCO.locations:
        assert say(location_name(location), lang)
        assert all(say(say_double(double), lang) for double in location.doubles)
    assert all(say(hub_name(hub.id), lang) for hub in MOROCCO.hubs)
    assert all(say(world.name, lang) for world in NAMES.worlds.values())
    assert all(say(holiday.name, lang) for holiday in MOROCCO.holidays)


def test_an_id_keeps_the_letters_of_its_language() -> None:
    assert slug("CAFÉ DE LA GARE") == "cafe_de_la_gare"
    assert slug("بيت الجدة") == "بيت_الجدة"
    assert slug("***") == "set"
