"""How long a scene takes to shoot: from its pages, its light and what it needs, each with its reason."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import ROUND_CEILING, Decimal
from typing import Any

from tournage.breakdown.model import Element, Sheet
from tournage.jurisdictions.load_scheduling import SchedulingData
from tournage.kernel.dated import Confidence, Origin, parse_sources
from tournage.kernel.explain import Step
from tournage.kernel.scene import IntExt, Light
from tournage.kernel.words import phrase

_BY_CATEGORY = {
    "stunts": "stunts",
    "special_effects": "special_effects",
    "mechanical_effects": "special_effects",
    "animals": "animals",
    "vehicles": "vehicles",
    "water_fire": "water_fire",
    "weapons_military": "weapons",
    "visual_effects": "visual_effects",
}


def estimate_minutes(
    sheet: Sheet,
    elements: tuple[Element, ...],
    data: SchedulingData,
    *,
    stage: bool,
    child: bool,
    kind_of_work: str = "feature",
) -> Step:
    """Shooting minutes of one scene as a step that explains itself: set-up, pages, and each factor that applies.

    `kind_of_work` sets the pace: a series shoots more pages a day than a feature.
    """
    table = data.estimate
    kind = "stage" if stage else "interior" if sheet.int_ext is IntExt.INT else "exterior"
    setup = _leaf("setup", Decimal(table["setup_minutes"][kind]), data, sheet, "minutes")
    rate = _leaf("rate", Decimal(table["minutes_an_eighth"][kind]), data, sheet, "minutes an eighth")
    pages = Step(
        phrase("flows.minutes_eighths"),
        sheet.eighths,
        unit="eighths",
        scenes=(str(sheet.key),),
        origin=Origin.PROPOSED,
    )
    written = Step(
        phrase("flows.minutes_pages"),
        Decimal(table["minutes_an_eighth"][kind]) * sheet.eighths,
        "*",
        (pages, rate),
        unit="minutes",
    )
    base = Decimal(table["setup_minutes"][kind]) + Decimal(table["minutes_an_eighth"][kind]) * sheet.eighths
    plain = Step(phrase("flows.minutes_plain"), base, "+", (setup, written), unit="minutes")
    names = list(dict.fromkeys(_factors(sheet, elements, table, stage=stage, child=child)))
    factors = tuple(_leaf(name, Decimal(table["factors"][name]), data, sheet, "factor") for name in names)
    product = Decimal(1)
    for name in names:
        product *= Decimal(table["factors"][name])
    product = min(product, Decimal(table["largest_factor"]))
    pace = Decimal(table["pace"].get(kind_of_work, "1"))
    if pace != 1:
        factors = (*factors, _leaf("pace", pace, data, sheet, "factor"))
        product *= pace
    minutes = int((base * product / 5).to_integral_value(ROUND_CEILING)) * 5
    return Step(
        phrase("flows.minutes_scene", scene=str(sheet.key)),
        minutes,
        "*" if factors else "=",
        (plain, *factors),
        unit="minutes",
        rule=phrase("flows.minutes_rule", most=Decimal(table["largest_factor"])),
        confidence=Confidence.LOW,
        origin=Origin.ASSUMED,
        scenes=(str(sheet.key),),
        assumption="schedule.minutes_an_eighth",
    )


def _leaf(name: str, value: Decimal, data: SchedulingData, sheet: Sheet, unit: str) -> Step:
    return Step(
        phrase(f"flows.minutes_{name}"),
        value,
        unit=unit,
        source=parse_sources(data.estimate["source"]),
        confidence=Confidence(data.estimate["confidence"]),
        origin=Origin.ASSUMED,
        scenes=(str(sheet.key),),
        assumption=f"schedule.{name}",
    )


def _factors(
    sheet: Sheet, elements: tuple[Element, ...], table: Mapping[str, Any], *, stage: bool, child: bool
) -> Iterator[str]:
    outside = not stage and sheet.int_ext is not IntExt.INT
    if outside and sheet.light is Light.NIGHT:
        yield "night_exterior"
    if sheet.extras >= int(table["large_crowd_from"]):
        yield "large_crowd"
    elif sheet.extras >= int(table["crowd_from"]):
        yield "crowd"
    if child:
        yield "child"
    if len(sheet.cast) >= int(table["large_cast_from"]):
        yield "large_cast"
    for element in elements:
        name = _BY_CATEGORY.get(element.category)
        if name and (name != "vehicles" or "picture_car" in element.tags):
            yield name
