"""The shoot of a script under other conditions, each planned anew."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from tournage.cases.feasibility.inputs import StudyInputs
from tournage.cases.feasibility.stages import Planned, plan_shoot
from tournage.jurisdictions.load_places import load_catalogue
from tournage.kernel.words import phrase
from tournage.places.reasons import place_names
from tournage.schedule.what_if import (
    Variant,
    as_planned,
    one_base_fewer,
    start_label,
    week_label,
    without_stage,
)
from tournage.script.model import Script

PLANNED, START, WEEK = "as_planned", "start_", "week_"
OTHERWISE = {"no_stage": without_stage, "fewer_bases": one_base_fewer}
"""Variants whose places differ, so that the budget of the script does not fit them."""


def plan_variant(script: Script, inputs: StudyInputs, id: str) -> tuple[Planned, Variant] | None:
    """The shoot of a script under another condition: light, holidays and Ramadan of its own dates.

    `id` is `as_planned`, `start_2027-05-01`, `week_5`, `no_stage` or `fewer_bases`; None where it
    changes nothing (no stage to give up, only one base).
    """
    catalogue = load_catalogue(inputs.country)
    if id.startswith(START):
        on = date.fromisoformat(id.removeprefix(START))
        planned = plan_shoot(script, replace(inputs, first_day=on), catalogue)
        return planned, Variant(id, start_label(on), planned.problem)
    if id.startswith(WEEK):
        days = int(id.removeprefix(WEEK))
        planned = plan_shoot(script, replace(inputs, week_days=days), catalogue)
        return planned, Variant(id, week_label(days), planned.problem)
    planned = plan_shoot(script, inputs, catalogue)
    if id == PLANNED:
        return planned, as_planned(planned.problem)
    variant = OTHERWISE[id](planned.problem)
    if variant is None:
        return None
    gone = {s.base for s in planned.problem.strips} - {s.base for s in variant.problem.strips}
    for base in gone:
        name = place_names(catalogue)[base]
        variant = replace(variant, label=phrase("schedule.variant_fewer_bases", base=name))
    return replace(planned, problem=variant.problem), variant
