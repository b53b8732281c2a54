"""What fits a set, in three languages, and why."""

from __future__ import annotations

from datetime import date

import pytest

from tests.places.test_plan import make_set
from tournage.jurisdictions.load_places import load_catalogue
from tournage.kernel.scene import IntExt
from tournage.kernel.words import say
from tournage.places.match import Fit, likeness, rank_fits, read_leaning, read_profile
from tournage.places.options import find_options
from tournage.places.plan import plan_places

MOROCCO = load_catalogue()


def best(
    name: str, side: IntExt | None = IntExt.EXT, lang: str = "en", words: tuple[str, ...] = ()
) -> list[str]:
    """Locations that fit a set as well as any, and those within three points of them."""
    fits = rank_fits(read_profile(make_set(name, side, lang=lang, words=words)), MOROCCO)
    return [fit.location.id for fit in fits if fit.points >= fits[0].points - 3]


@pytest.mark.parametrize(
    ("name", "lang", "expected"),
    [
        ("GREAT DUNES", "en", "merzouga"),
        ("GRANDES DUNES", "fr", "merzouga"),
        ("كثبان رملية", "ar", "merzouga"),
        ("CEDAR FOREST", "en", "azrou"),
        ("FORÊT DE CÈDRES", "fr", "azrou"),
        ("غابة الأرز", "ar", "azrou"),
        ("ROMAN RUINS", "en", "volubilis"),
        ("RUINES ROMAINES", "fr", "volubilis"),
        ("WATERFALL", "en", "ouzoud"),
        ("شلال", "ar", "ouzoud"),
        ("OASIS", "en", "figuig"),
        ("PALMERAIE", "fr", "figuig"),
        ("واحة النخيل", "ar", "figuig"),
        ("SALT FLAT", "en", "iriki"),
        ("GORGES", "fr", "todra"),
        ("GOLF COURSE", "en", "saidia"),
        ("MARTIAN SURFACE", "en", "gara_medouar"),
        ("SKI SLOPE", "en", "oukaimeden"),
        ("AIRPORT", "en", "casablanca_airport"),
        ("AÉROPORT", "fr", "casablanca_airport"),
        ("مطار", "ar", "casablanca_airport"),
    ],
)
def test_the_word_of_the_heading_finds_the_place(name: str, lang: str, expected: str) -> None:
    assert expected in best(name, lang=lang)


@pytest.mark.parametrize(
    ("name", "role"),
    [
        ("IRAQ - STREET", "Iraq"),
        ("MOGADISHU - MARKET", "Mogadishu"),
        ("JERUSALEM - CITY GATE", "Jerusalem"),
        ("TIBET - MONASTERY", "Tibet"),
        ("CAIRO - SOUK", "Cairo"),
        ("DUBAI - WATERFRONT", "Dubai"),
    ],
)
def test_a_place_that_doubled_for_the_story_s_place_goes_first(name: str, role: str) -> None:
    fit = rank_fits(read_profile(make_set(name)), MOROCCO)[0]
    assert fit.double is not None
    assert role in fit.double.role


def test_the_reasons_say_what_the_place_doubled_for() -> None:
    plan, _ = plan_places((make_set("TIBET - MONASTERY"),), MOROCCO, on=date(2027, 4, 5))
    reasons = [say(reason, "en") for reason in plan.placements[0].candidates[0].reasons]
    assert "doubled for Tibet in Kundun" in reasons
    assert any(reason.endswith("from the Ouarzazate hub") for reason in reasons)
    assert any(reason.startswith("sunrise 0") for reason in reasons)


def test_a_place_the_story_names_wins() -> None:
    assert best("VOLUBILIS") == ["volubilis"]
    assert best("JEMAA EL-FNA, MARRAKECH") == ["jemaa"]
    assert best("REMPARTS D'ASSILAH", lang="fr") == ["asilah"]


def test_a_region_calls_up_its_terrain() -> None:
    found = {fit.location.id for fit in fits_of("HIGH ATLAS - TEA HOUSE")[:5]}
    assert found <= {
        "tichka",
        "telouet",
        "imlil",
        "oukaimeden",
        "ourika",
        "dades",
        "ait_bouguemez",
        "imilchil",
    }


def test_towns_the_story_names_lean_the_rest_towards_them() -> None:
    sets = (make_set("MÉDINA D'ASILAH", lang="fr"), make_set("GARE", lang="fr"))
    assert read_leaning(sets, MOROCCO) == {"tangier": 1.0}
    plain = fits_of("GARE", lang="fr")
    leaning = {f.location.id: f.points for f in rank_fits(read_profile(sets[1]), MOROCCO, {"tangier": 1.0})}
    before = {f.location.id: f.points for f in plain}
    assert leaning["tangier_new_town"] > before["tangier_new_town"]
    assert leaning["fes_new_town"] == before["fes_new_town"]


def test_action_decides_only_when_the_heading_is_silent() -> None:
    spoken = fits_of("KASBAH", words=("dune", "dune", "erg"))
    assert "kasbah" in spoken[0].location.terrain
    silent = fits_of("THE PROMISED SPOT", words=("dune", "erg"))
    assert "erg" in silent[0].location.terrain


def test_a_general_word_gives_way_to_a_telling_one() -> None:
    assert "marrakech_medina" in best("MEDINA - STREET OF THE COPPERSMITHS")


def test_an_interior_needs_a_place_one_can_shoot_in() -> None:
    fit = fits_of("HOTEL LOBBY", IntExt.INT)[0]
    assert "hotel" in fit.location.terrain
    kasbah = fits_of("KASBAH - GREAT ROOM", IntExt.INT)[0]
    assert "kasbah" in kasbah.location.terrain


def test_headings_without_int_or_ext_are_judged_by_their_words() -> None:
    assert read_profile(make_set("ELLA'S ROOM", None)).indoors
    assert read_profile(make_set("STREET CORNER", None)).outdoors
    assert read_profile(make_set("غرفة الجدة", None, lang="ar")).indoors


def test_the_inside_of_a_car_needs_no_place_of_its_own() -> None:
    assert read_profile(make_set("YOUNES'S TAXI", IntExt.INT)).anywhere
    assert not read_profile(make_set("TAXI - MOUNTAIN ROAD", IntExt.BOTH)).anywhere


@pytest.mark.parametrize(
    ("name", "side", "lang"),
    [
        ("HARBOUR, ROTTERDAM", IntExt.EXT, "en"),
        ("NEW YORK - TIMES SQUARE", IntExt.EXT, "en"),
        ("PARIS - RUE DE RIVOLI", IntExt.EXT, "fr"),
        ("باريس - شارع", IntExt.EXT, "ar"),
        ("JUNGLE", IntExt.EXT, "en"),
        ("FORÊT TROPICALE", IntExt.EXT, "fr"),
        ("أدغال", IntExt.EXT, "ar"),
        ("ICEBERG", IntExt.EXT, "en"),
        ("BANQUISE", IntExt.EXT, "fr"),
        ("VENICE - GRAND CANAL", IntExt.EXT, "en"),
    ],
)
def test_what_has_no_double_is_never_forced(name: str, side: IntExt, lang: str) -> None:
    options = find_options(make_set(name, side, lang=lang), MOROCCO)
    assert options.options == ()
    assert options.remedy == "elsewhere"


def test_a_spaceship_is_built_on_a_stage() -> None:
    options = find_options(make_set("SPACESHIP - BRIDGE", IntExt.INT), MOROCCO)
    assert options.remedy == "stage_build"
    assert all(option.built for option in options.options)


def test_the_more_is_shot_in_a_room_the_more_a_build_pays() -> None:
    short = find_options(make_set("KITCHEN", IntExt.INT, 2), MOROCCO).best
    long = find_options(make_set("KITCHEN", IntExt.INT, 80), MOROCCO).best
    assert (short.built, long.built) == (False, True)


def test_likeness_is_full_for_the_first_term_and_less_for_stand_ins() -> None:
    assert likeness("erg", ("erg", "beach"), False) == (1.0, "erg")
    assert likeness("erg", ("beach", "erg"), False) == (0.96, "erg")
    value, by = likeness("erg", ("stone_desert",), False)
    assert (value, by) == (0.5, "stone_desert")


def fits_of(
    name: str, side: IntExt = IntExt.EXT, lang: str = "en", words: tuple[str, ...] = ()
) -> tuple[Fit, ...]:
    """All fits of one set."""
    return rank_fits(read_profile(make_set(name, side, lang=lang, words=words)), MOROCCO)


@pytest.mark.parametrize(
    ("name", "lang"), [("YOUNES'S REPAIR STALL", "en"), ("ÉCHOPPE DE YOUNES", "fr"), ("كشك يونس", "ar")]
)
def test_a_stall_is_found_in_a_souk_or_medina_and_not_built(name: str, lang: str) -> None:
    found = find_options(make_set(name, IntExt.INT, lang=lang), MOROCCO)
    assert not any(option.built for option in found.options)
    assert {"souk", "medina"} & set(found.best.location.terrain)
