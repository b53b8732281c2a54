"""Drivers: what the board makes the budget pay for, with the scenes behind each count."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from tests.budget.production import LOCATIONS, Production, element, production
from tournage.budget.model import Driver
from tournage.flows.board_cast import cast_tiers
from tournage.flows.board_days import Shoot
from tournage.kernel.explain import Step
from tournage.kernel.scene import SceneKey
from tournage.kernel.words import LANGUAGES, literal, say
from tournage.schedule.model import Idle


def drivers(made: Production) -> dict[str, Driver]:
    return {driver.name: driver for driver in made.drivers}


def _amounts(steps: tuple[Step, ...]) -> Decimal:
    return sum((Decimal(str(step.value)) for step in steps), Decimal(0))


def test_each_driver_is_named_once_and_said_in_three_languages() -> None:
    made = production(30).drivers
    assert len({d.name for d in made}) == len(made)
    for driver in made:
        assert all(say(step.label, lang) for step in driver.explain.walk() for lang in LANGUAGES)


def test_sums_are_those_of_their_days() -> None:
    for driver in production(30).drivers:
        if driver.explain.operation == "+":
            assert _amounts(driver.explain.inputs) == driver.amount, driver.name


def test_shooting_days_are_those_of_the_board_and_weeks_are_six_days() -> None:
    made = drivers(production(30))
    assert made["shoot_days"].amount == 30
    assert made["shoot_weeks"].amount == 5
    assert made["night_days"].amount == 6


def test_a_travel_day_and_a_holiday_are_paid_and_a_rest_day_is_not() -> None:
    base = production(12)
    kinds = {1: "travel", 2: "holiday"}
    idle = tuple(Idle(base.board.days[0].on.replace(day=7), kinds[n], literal(kinds[n])) for n in (1, 2))
    made = drivers(replace(base, board=replace(base.board, idle=(*base.board.idle, *idle))))
    assert made["paid_days"].amount == 14
    assert made["shoot_weeks"].amount == Decimal("2.33")


def test_camels_on_one_day_are_counted_once_however_many_scenes() -> None:
    base = production(1, scenes_a_day=3)
    camel = element("animals", "camel", (SceneKey(None, "1"), SceneKey(None, "3")), 5, ("camel",))
    made = drivers(replace(base, breakdown=replace(base.breakdown, elements=(camel,))))
    assert made["camel_days"].amount == 5
    assert made["camel_days"].explain.scenes == ("1", "3")


def test_extras_of_a_day_are_its_largest_crowd() -> None:
    made = drivers(production(7, scenes_a_day=3, extras=20, crowd=80))
    with_crowd = [n for n in range(1, 22) if n % 7 == 0]
    assert made["extras_peak"].amount == 80
    assert made["extras_days"].amount == 3 * 80 + 4 * 20
    assert made["crowd_days"].amount == len(with_crowd)
    assert made["coach_days"].amount == 3 * 2 + 4


def test_soldiers_with_rifles_need_an_armourer_and_trucks_need_the_army() -> None:
    base = production(2)
    one, two = (SceneKey(None, n) for n in ("1", "4"))
    elements = (
        element("weapons_military", "rifle", (one,), 10, ("weapon", "firearm")),
        element("weapons_military", "military checkpoint", (two,), 1, ("military",)),
        element("background_actors", "soldier", (two,), 20, ("military",)),
    )
    made = drivers(replace(base, breakdown=replace(base.breakdown, elements=elements)))
    assert [made["weapon_days"].amount, made["military_days"].amount] == [1, 0]
    truck = element("vehicles", "army truck", (two,), 3, ("military",))
    made = drivers(replace(base, breakdown=replace(base.breakdown, elements=(truck,))))
    assert [made["military_days"].amount, made["picture_vehicle_days"].amount] == [1, 0]


def test_nights_follow_the_bases_days_off_included() -> None:
    made = drivers(production(12))
    assert made["nights:ouarzazate"].amount + made["nights:marrakech"].amount == 14
    assert made["stay_nights"].amount == made["all_away_nights"].amount == 14
    assert made["company_moves"].amount == 1
    assert made["move_km"].amount == 200


def test_the_crew_sleeps_at_home_in_its_own_town() -> None:
    base = production(6)
    days = tuple(replace(day, base="casablanca") for day in base.board.days)
    made = drivers(replace(base, board=replace(base.board, days=days)))
    assert "away_nights:casablanca" not in made
    assert made["all_away_nights"].amount == 0
    assert made["nights:casablanca"].amount == 7


def test_a_monument_is_paid_as_one_and_a_medina_as_streets() -> None:
    made = drivers(production(10))
    assert made["monument_days"].amount > 0
    medina = tuple(replace(place, heritage=True) for place in LOCATIONS if place.id == "medina")
    others = tuple(place for place in LOCATIONS if place.id != "medina")
    again = drivers(replace(production(10), locations=(*others, *medina)))
    assert again["monument_days"].amount == made["monument_days"].amount
    assert again["street_days"].amount == made["street_days"].amount


def test_a_stage_is_rented_by_its_square_metres_on_its_days() -> None:
    made = drivers(production(10))
    assert made["stage_m2_days"].amount == made["stage_days"].amount * 750
    assert made["build_days"].amount == 24
    assert made["built_sets"].amount == 4
    assert made["stage_build_m2_days"].amount == 26 * 750


def test_a_backlot_is_rented_while_it_is_built() -> None:
    base = production(10)
    backlot = tuple(replace(p, kind="backlot", heritage=False) if p.id == "dunes" else p for p in LOCATIONS)
    placements = tuple(
        replace(p, build_days=9, strike_days=3) if p.set_id == "dunes" else p for p in base.plan.placements
    )
    made = drivers(replace(base, plan=replace(base.plan, placements=placements), locations=backlot))
    assert made["backlot_build_days"].amount == 12
    assert made["backlot_days"].amount > 0
    assert made["stage_build_m2_days"].amount == 26 * 750


def test_the_first_role_is_a_lead_and_one_line_is_a_day_player() -> None:
    made = production(30)
    shoot = Shoot(made.breakdown, made.plan, made.board, {place.id: place for place in made.locations})
    tiers = cast_tiers(shoot, made.dood)
    assert tiers["role_1"] == "leads"
    assert tiers["role_31"] == "day_players"
    assert tiers["role_11"] in ("leads", "supporting")


def test_where_nobody_speaks_roles_are_ranked_by_their_days() -> None:
    made = production(30)
    mute = replace(
        made.breakdown, roles=tuple(replace(r, speaking=False, words=0) for r in made.breakdown.roles)
    )
    shoot = Shoot(mute, made.plan, made.board, {place.id: place for place in made.locations})
    tiers = cast_tiers(shoot, made.dood)
    assert tiers["role_1"] == "leads"
    assert "silent" not in tiers.values()


def test_cast_days_agree_with_the_day_out_of_days() -> None:
    made = production(30)
    named = drivers(made)
    assert named["cast_days"].amount == sum(row.work for row in made.dood.rows)
    hold = sum(
        named[f"cast_hold_days:{tier}"].amount for tier in ("leads", "supporting", "day_players", "silent")
    )
    assert hold == sum(row.hold for row in made.dood.rows)


def test_taking_a_role_out_of_a_scene_moves_cast_days_only_for_it() -> None:
    made = production(30)
    rows = tuple(replace(row, work=row.work - 1) if row.id == "role_1" else row for row in made.dood.rows)
    before, after = drivers(made), drivers(replace(made, dood=replace(made.dood, rows=rows)))
    changed = {name for name in before if before[name].amount != after[name].amount}
    assert changed == {"cast_work_days:leads", "cast_paid_days:leads", "cast_days"}


def test_an_empty_board_drives_nothing_and_does_not_fail() -> None:
    made = drivers(production(0, builds=0))
    assert made["shoot_days"].amount == 0
    assert made["permit_weeks"].amount == 0


def test_episodes_are_counted() -> None:
    assert drivers(production(12, episodes=3))["episodes"].amount == 3
    assert drivers(production(12))["episodes"].amount == 1
