"""Built sets share the smallest stage that holds them."""

from __future__ import annotations

from tests.places.test_plan import make_set, plan
from tournage.jurisdictions.load_places import load_catalogue
from tournage.kernel.scene import IntExt

MOROCCO = load_catalogue()
KASBAH = make_set("KASBAH", eighths=90)


def stages(*eighths: int) -> list[str | None]:
    """Where rooms of these lengths are built beside a long kasbah."""
    rooms = [make_set(f"SPACESHIP {n}", IntExt.INT, length) for n, length in enumerate(eighths)]
    made = plan(KASBAH, *rooms)
    return [made.placement(room.id).location for room in rooms]


def test_one_small_set_takes_a_small_stage() -> None:
    assert stages(8) == ["oasis_1"]


def test_several_sets_take_one_stage_that_holds_them_all() -> None:
    assert set(stages(30, 30)) == {"atlas_1"}
    assert set(stages(60, 60, 30)) == {"cla_1"}


def test_more_than_any_stage_holds_is_spread() -> None:
    assert len(set(stages(*[60] * 6))) > 1


def test_only_stages_that_stand_are_used() -> None:
    usable = {x.id for x in MOROCCO.locations if x.kind == "stage" and x.usable and x.stage_m2}
    assert set(stages(*[60] * 12)) <= usable
