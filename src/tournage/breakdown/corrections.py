"""What a person changed: put over the proposal, shown as theirs, kept in a new draft."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from tournage.breakdown.cast import Cast, RoleDraft
from tournage.breakdown.categories import categories
from tournage.breakdown.collector import Collector, element_id
from tournage.breakdown.links import add_user_links
from tournage.breakdown.model import Corrections, Evidence, Role, SceneText
from tournage.breakdown.names import bare_name
from tournage.kernel.dated import Origin
from tournage.kernel.scene import SceneKey
from tournage.kernel.words import phrase

CAST = "cast_members"
LOST, UNKNOWN_CATEGORY, NUMBER_TWICE = "BRK-201", "BRK-202", "BRK-203"

Trouble = tuple[str, str]
"""A finding's code and what it is about."""


def correct_cast(cast: Cast, corrections: Corrections, scenes: Sequence[SceneText]) -> list[Trouble]:
    """Put roles into scenes and take them out; returns what finds nothing in this draft."""
    heads = _heads(scenes)
    troubles = []
    for key, category, name in corrections.added:
        if category != CAST:
            continue
        if key not in heads:
            troubles.append((LOST, _said(key, category, name)))
            continue
        role = cast.folding.role_of.get(bare_name(name), bare_name(name))
        draft = cast.drafts.setdefault(role, RoleDraft(role))
        if not draft.is_in(key):
            draft.silent[key] = [_by_you(key, heads)]
        cast.yours.add(role)
    for key, category, name in corrections.removed:
        if category != CAST:
            continue
        found = cast.drafts.get(cast.folding.role_of.get(bare_name(name), bare_name(name)))
        taken = [shelf.pop(key, []) for shelf in _shelves(found)]
        if found is None or not any(taken):
            troubles.append((LOST, _said(key, category, name)))
        else:
            cast.yours.add(found.name)
    cast.drafts = {name: draft for name, draft in cast.drafts.items() if any(_shelves(draft))}
    return troubles


def cast_numbers(cast: Cast, corrections: Corrections) -> tuple[Mapping[str, int], list[Trouble]]:
    """Cast numbers a person fixed, by role id; of two roles with one number the first keeps it."""
    fixed: dict[str, int] = {}
    troubles = []
    for name, number in corrections.cast_numbers:
        role = cast.folding.role_of.get(bare_name(name), bare_name(name))
        id = name if name.startswith(f"{CAST}:") else element_id(CAST, role)
        if not any(element_id(CAST, draft) == id for draft in cast.drafts):
            troubles.append((LOST, f"{name} = {number}"))
        elif number in fixed.values():
            troubles.append((NUMBER_TWICE, f"{name} = {number}"))
        else:
            fixed[id] = number
    return fixed, troubles


def correct_elements(into: Collector, corrections: Corrections, scenes: Sequence[SceneText]) -> list[Trouble]:
    """Add and remove things before links are drawn; returns what could not be added."""
    heads = _heads(scenes)
    troubles = []
    for key, category, name in corrections.added:
        if category == CAST:
            continue
        if category not in categories():
            troubles.append((UNKNOWN_CATEGORY, category))
        elif key not in heads:
            troubles.append((LOST, _said(key, category, name)))
        else:
            into.add(category, name, _by_you(key, heads)).origin = Origin.YOURS
    into.removed = _remove(into, corrections.removed)
    return troubles


def finish_corrections(into: Collector, corrections: Corrections) -> list[Trouble]:
    """Take out again what links brought back; then quantities, names and the person's own links."""
    gone = into.removed | _remove(into, corrections.removed)
    lost = [_said(*each) for each in corrections.removed if each[1] != CAST and each not in gone]
    for key, name, count in corrections.quantities:
        draft = into.find(name)
        if draft is None or key not in draft.evidence:
            lost.append(f"{name} × {count} ({key})")
            continue
        draft.counts[key] = (count, count, count)
        draft.origin = Origin.YOURS
    for name, shown in corrections.renamed:
        draft = into.find(name)
        if draft is None:
            lost.append(f"{name} → {shown}")
            continue
        draft.name = shown
        draft.origin = Origin.YOURS
    lost += [f"{cause} + {brought}" for cause, brought in add_user_links(into, corrections.linked)]
    return [(LOST, what) for what in lost]


def rename_roles(roles: Iterable[Role], into: Collector) -> tuple[Role, ...]:
    """Roles under the names a person gave them; ids stay."""
    return tuple(replace(role, name=into.drafts[role.id].name) for role in roles)


def _remove(into: Collector, removed: Iterable[tuple[SceneKey, str, str]]) -> set[tuple[SceneKey, str, str]]:
    gone = set()
    for key, category, name in removed:
        draft = into.drafts.get(element_id(category, name))
        if category != CAST and draft is not None and key in draft.evidence:
            del draft.evidence[key]
            draft.counts.pop(key, None)
            draft.origin = Origin.YOURS
            gone.add((key, category, name))
    return gone


def _shelves(draft: RoleDraft | None) -> tuple[dict[SceneKey, list[Evidence]], ...]:
    return (draft.speaking, draft.silent, draft.heard) if draft else ()


def _heads(scenes: Sequence[SceneText]) -> dict[SceneKey, tuple[int, str]]:
    return {s.key: (next((line.line for line in s.lines), 0), s.heading) for s in scenes}


def _by_you(key: SceneKey, heads: dict[SceneKey, tuple[int, str]]) -> Evidence:
    line, heading = heads[key]
    return Evidence(key, line, heading, phrase("breakdown.reason.by_you"))


def _said(key: SceneKey, category: str, name: str) -> str:
    return f"{name} [{category}] ({key})"
