"""The cluster: fit against road, choices that stand, sets that are never forced."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from tournage.jurisdictions.load_places import load_catalogue
from tournage.kernel.dated import Origin
from tournage.kernel.eighths import Eighths
from tournage.kernel.scene import IntExt, Light, SceneKey
from tournage.kernel.words import LANGUAGES, say
from tournage.places.cluster import choose_cluster
from tournage.places.model import PlacePlan, StorySet
from tournage.places.options import find_options
from tournage.places.plan import plan_places
from tournage.places.travel import roads_of

SPRING = date(2027, 4, 5)


def make_set(
    name: str,
    side: IntExt | None = IntExt.EXT,
    eighths: int = 8,
    words: tuple[str, ...] = (),
    lang: str = "en",
) -> StorySet:
    """A story set as the flow gives it."""
    return StorySet(
        name.casefold(),
        name,
        side,
        (SceneKey(None, name),),
        Eighths(eighths),
        (Light.DAY,),
        words,
        lang,
        headings=(name,),
    )


def plan(*sets: StorySet, on: date = SPRING) -> PlacePlan:
    """The plan of these sets in Morocco."""
    return plan_places(sets, load_catalogue(), on=on)[0]


def test_a_kasbah_and_a_stone_desert_share_one_base() -> None:
    made = plan(make_set("KASBAH", eighths=40), make_set("STONE DESERT", eighths=24))
    assert [base.hub for base in made.bases] == ["ouarzazate"]
    assert {p.base for p in made.placements} == {"ouarzazate"}


def test_a_short_distant_set_does_not_open_a_second_base() -> None:
    made = plan(make_set("KASBAH", eighths=80), make_set("MOUNTAIN VILLAGE", eighths=2))
    assert len(made.bases) == 1


def test_a_long_distant_set_does() -> None:
    made = plan(make_set("CANYON", eighths=80), make_set("PORT", eighths=80))
    assert len(made.bases) == 2
    assert made.placement("port").base != made.placement("canyon").base
    assert made.travel[0].minutes > 0


def test_what_morocco_cannot_double_gets_no_location() -> None:
    made, findings = plan_places(
        (
            make_set("HARBOUR, ROTTERDAM", eighths=9),
            make_set("ARCTIC ICE FIELD", eighths=9),
            make_set("JUNGLE VILLAGE", eighths=9),
            make_set("NEW YORK - STREET", eighths=2),
        ),
        load_catalogue(),
        on=SPRING,
    )
    assert [p.location for p in made.placements] == [None] * 4
    assert [p.remedy for p in made.placements] == ["elsewhere", "elsewhere", "elsewhere", "plates"]
    assert [f.code for f in findings] == ["PLC-101"] * 4
    assert made.bases == ()


def test_an_interior_abroad_is_shot_here() -> None:
    made = plan(make_set("NEW YORK - LAWYER'S OFFICE", IntExt.INT))
    assert made.placements[0].location is not None
    assert made.placements[0].remedy is None


def test_the_persons_choice_wins_and_is_theirs() -> None:
    sets = (make_set("KASBAH"), make_set("MEDINA"))
    made, _ = plan_places(sets, load_catalogue(), on=SPRING, chosen={"medina": "fes_medina"})
    assert made.placement("medina").location == "fes_medina"
    assert made.placement("medina").origin is Origin.YOURS
    assert made.placement("kasbah").origin is Origin.PROPOSED


def test_a_choice_for_a_set_without_double_stands_too() -> None:
    made, findings = plan_places(
        (make_set("HARBOUR, ROTTERDAM"),),
        load_catalogue(),
        on=SPRING,
        chosen={"harbour, rotterdam": "safi"},
    )
    assert made.placements[0].location == "safi"
    assert "PLC-101" not in [f.code for f in findings]


def test_unknown_places_and_sets_in_choices_are_findings() -> None:
    made, findings = plan_places(
        (make_set("KASBAH"),), load_catalogue(), on=SPRING, chosen={"kasbah": "atlantis", "gone": "fint"}
    )
    assert [f.code for f in findings] == ["PLC-105", "PLC-104"]
    assert made.placement("kasbah").location is not None


def test_a_long_interior_is_built_with_days_to_build_and_strike() -> None:
    placement = plan(
        make_set("SAFE HOUSE - KITCHEN", IntExt.INT, 60), make_set("KASBAH", eighths=60)
    ).placements[0]
    assert placement.candidates[0].on_stage
    assert (placement.build_days, placement.strike_days) == (12, 3)


def test_snow_out_of_season_is_told() -> None:
    _, findings = plan_places((make_set("SNOWFIELD", eighths=30),), load_catalogue(), on=date(2027, 7, 5))
    assert "PLC-108" in [f.code for f in findings]


def test_what_must_be_built_is_one_build_and_one_finding() -> None:
    sets = (make_set("AMUSEMENT PARK", eighths=10), make_set("FERRIS WHEEL"), make_set("ROLLER COASTER"))
    made, findings = plan_places(sets, load_catalogue(), on=SPRING)
    assert [f.code for f in findings] == ["PLC-103"]
    assert {p.remedy for p in made.placements} == {"stage_build"}
    assert [p.build_days > 0 for p in made.placements] == [True, False, False]
    assert all(p.location in ("atlas_backlot", "cla_backlot", "oasis_backlot") for p in made.placements)


def test_a_heading_that_names_no_kind_of_place_is_told() -> None:
    sets = (make_set("THE PROMISED SPOT", words=("dune",)), make_set("KASBAH", eighths=40))
    made, findings = plan_places(sets, load_catalogue(), on=SPRING)
    assert [f.code for f in findings] == ["PLC-102"]
    assert made.placement("the promised spot").location is not None


def test_heat_and_a_set_too_far_for_a_daily_drive_are_told() -> None:
    sets = (make_set("KASBAH", eighths=80),)
    _, findings = plan_places(sets, load_catalogue(), on=date(2027, 7, 5), chosen={"kasbah": "todra"})
    assert [f.code for f in findings] == ["PLC-107", "PLC-110"]


def test_weather_of_the_season_is_told_for_the_bases_it_touches() -> None:
    sets = (make_set("KASBAH", eighths=40), make_set("MEDINA", eighths=40))
    chosen = {"kasbah": "taourirt", "medina": "marrakech_medina"}

    def told(on: date) -> list[str]:
        _, findings = plan_places(sets, load_catalogue(), on=on, chosen=chosen)
        return [f.where for f in findings if f.code == "PLC-111"]

    assert told(date(2027, 1, 15)) == ["marrakech, ouarzazate"]
    assert told(date(2027, 5, 15)) == []


def test_ramadan_and_an_unknown_year_are_told() -> None:
    codes = {
        on: [f.code for f in plan_places((make_set("KASBAH"),), load_catalogue(), on=on)[1]]
        for on in (date(2027, 2, 10), date(2027, 4, 10), date(2035, 4, 10))
    }
    assert list(codes.values()) == [["PLC-106"], [], ["PLC-109"]]


def test_reasons_can_be_said_in_every_language() -> None:
    made = plan(make_set("MOUNTAIN VILLAGE", eighths=30), make_set("HOTEL LOBBY", IntExt.INT, 9))
    for lang in LANGUAGES:
        for placement in made.placements:
            for candidate in placement.candidates:
                assert all(say(reason, lang) for reason in candidate.reasons)
        assert all(say(reason, lang) for reason in made.reasons)


def test_the_same_script_gives_the_same_plan() -> None:
    sets = tuple(make_set(name) for name in ("DUNES", "MEDINA", "AIRPORT", "PALACE"))
    assert plan(*sets) == plan(*sets)


NAMES = (
    "KASBAH COURTYARD",
    "MEDINA",
    "DUNES",
    "PORT",
    "CEDAR FOREST",
    "AIRPORT",
    "WATERFALL",
    "HARBOUR, ROTTERDAM",
    "SOMEWHERE",
    "OASIS",
    "BEACH",
)


@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from(NAMES), st.integers(1, 80)),
        min_size=1,
        max_size=7,
        unique_by=lambda x: x[0],
    )
)
def test_a_plan_is_never_dearer_than_the_best_place_for_each_set(chosen: list[tuple[str, int]]) -> None:
    catalogue = load_catalogue()
    sets = [make_set(name, eighths=eighths) for name, eighths in chosen]
    placeable = [found for one in sets if (found := find_options(one, catalogue)).options]
    if not placeable:
        return
    best, best_fit = choose_cluster(placeable, roads_of(catalogue))
    assert best.cost <= best_fit.cost + 1e-6
    assert best.road <= best_fit.road + 1e-6
    assert best.misfit >= best_fit.misfit - 1e-6


@settings(max_examples=15, deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from(NAMES), st.integers(1, 80)),
        min_size=1,
        max_size=7,
        unique_by=lambda x: x[0],
    )
)
def test_every_set_is_placed_from_a_base_or_has_a_remedy(chosen: list[tuple[str, int]]) -> None:
    made = plan(*(make_set(name, eighths=eighths) for name, eighths in chosen))
    bases = {base.hub for base in made.bases}
    for placement in made.placements:
        assert (placement.location is None) == (placement.base is None)
        assert placement.base in bases or placement.remedy in ("plates", "elsewhere")
    placed = sum(s.eighths for s in made.sets if made.placement(s.id).base)
    assert sum(base.eighths for base in made.bases) == placed
    assert Decimal(made.drive_minutes) >= 0
