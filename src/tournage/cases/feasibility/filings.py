"""What must be filed and by when: the file of the rebate, and the permits the scenes ask for."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from tournage.cases.feasibility.model import Filing
from tournage.cases.feasibility.pricing import Shoot
from tournage.cases.feasibility.stages import ROOM
from tournage.incentives.model import Assessment
from tournage.jurisdictions.load_permits import PermitKind, load_permits, needed_permits
from tournage.kernel.scene import IntExt, parse_scene_key
from tournage.kernel.words import Phrase, phrase

FORMATS = {"docufiction": "documentary", "web_fiction": "series"}
"""Formats the permits know under another name."""

ALWAYS = (
    "location",
    "foreign_production",
    "foreign_crew",
    "local_crew",
    "foreign_payee",
    "equipment_import",
    "radio",
)
"""What every foreign shoot has."""

BY_TAG = {
    "military": "military",
    "weapon": "weapon",
    "firearm": "weapon",
    "explosive": "pyrotechnics",
    "minor": "minor",
    "drone": "drone",
}
"""What an element of the breakdown makes necessary."""


def list_filings(shoot: Shoot, assessment: Assessment, country: str) -> tuple[Filing, ...]:
    """Every paper to hand in, the earliest first; what has no day of its own last."""
    scenes = permit_needs(shoot)
    kinds = needed_permits(load_permits(country), scenes)
    found = [_permit(kind, scenes, shoot) for kind in kinds] + [
        Filing(
            m.id,
            m.label,
            phrase(f"{ROOM}.authority_of", scheme=assessment.name),
            m.due_on,
            None,
            m.rule,
            (),
            m.source,
            m.confidence,
        )
        for m in assessment.calendar
    ]
    latest = shoot.board.last_day + timedelta(days=3660)
    return tuple(sorted(found, key=lambda one: (one.due_on or latest, one.id)))


def permit_needs(shoot: Shoot) -> dict[str, tuple[str, ...]]:
    """What the shoot has that a permit may ask for, with the scenes that show it."""
    needs: dict[str, tuple[str, ...]] = {FORMATS.get(shoot.kind, shoot.kind): ()}
    needs.update((need, ()) for need in ALWAYS)
    for element in shoot.breakdown.elements:
        for tag in sorted(element.tags):
            if tag in BY_TAG:
                _add(needs, BY_TAG[tag], map(str, element.scenes))
    for role in shoot.breakdown.roles:
        if role.minor:
            _add(needs, "minor", map(str, role.scenes))
    heritage = {location.id for location in shoot.locations if location.heritage}
    stages = {location.id for location in shoot.locations if location.kind != "location"}
    for one in shoot.plan.sets:
        place = shoot.plan.placement(one.id).location
        if place in heritage:
            _add(needs, "heritage", map(str, one.scenes))
        if place is not None and place not in stages and one.int_ext is not IntExt.EXT:
            _add(needs, "public_interior", map(str, one.scenes))
    return needs


def _add(needs: dict[str, tuple[str, ...]], need: str, scenes: Iterable[str]) -> None:
    needs[need] = _in_order((*needs.get(need, ()), *scenes))


def _in_order(scenes: Iterable[str]) -> tuple[str, ...]:
    """Each scene once, in the order of the numbers."""
    return tuple(sorted(set(scenes), key=lambda scene: parse_scene_key(scene).order))


def _permit(kind: PermitKind, needs: dict[str, tuple[str, ...]], shoot: Shoot) -> Filing:
    scenes = _in_order(s for need in kind.when for s in needs.get(need, ()))
    lead = kind.lead_days.on(shoot.board.first_day) if kind.lead_days else None
    return Filing(
        kind.id,
        kind.name,
        kind.authority,
        kind.due_on(shoot.board.first_day),
        int(lead.value) if lead else None,
        _why(kind, needs, len(scenes)),
        scenes,
        kind.source + (lead.source if lead else ()),
        lead.confidence if lead else kind.confidence,
    )


def _why(kind: PermitKind, needs: dict[str, tuple[str, ...]], scenes: int) -> Phrase:
    reasons = tuple(phrase(f"{ROOM}.need.{need}") for need in kind.when if need in needs)
    return (
        phrase(f"{ROOM}.why_scenes", reasons=reasons, scenes=scenes)
        if scenes
        else phrase(f"{ROOM}.why", reasons=reasons)
    )
