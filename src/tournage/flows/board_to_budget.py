"""What the board, the breakdown and the places make the budget pay for."""

from __future__ import annotations

from collections.abc import Sequence

from tournage.breakdown.model import Breakdown
from tournage.budget.model import Driver
from tournage.flows.board_cast import cast_drivers
from tournage.flows.board_days import Shoot, day_drivers
from tournage.flows.board_elements import element_drivers
from tournage.flows.board_places import CREW_BASE, place_drivers
from tournage.places.model import Location, PlacePlan
from tournage.schedule.model import Board, DayOutOfDays


def board_to_budget(
    breakdown: Breakdown,
    plan: PlacePlan,
    board: Board,
    dood: DayOutOfDays,
    *,
    locations: Sequence[Location] = (),
    crew_base: str = CREW_BASE,
) -> tuple[Driver, ...]:
    """Count everything the budget's lines are driven by, each count with the days and scenes behind it.

    `locations` tells which places are monuments, backlots and stages and how large; `crew_base`
    is the hub where the Moroccan crew lives and needs no hotel.
    """
    shoot = Shoot(breakdown, plan, board, {location.id: location for location in locations})
    return (
        *day_drivers(shoot),
        *place_drivers(shoot, crew_base),
        *cast_drivers(shoot, dood),
        *element_drivers(shoot),
    )
