"""The study's spend, line by line, and what its sets need: what a comparison of countries starts from."""

from __future__ import annotations

from typing import Any

from tournage.cases.feasibility.model import Study
from tournage.flows.budget_to_spend import budget_to_spend

TELLING = 2
"""So many terrain terms of a place, the most telling first, say what a set needs."""


def spend_rows(study: Study) -> list[dict[str, Any]]:
    """Every planned line of the client's budget, in the currency it is paid in."""
    return [
        {
            "id": line.id,
            "account": line.account,
            "description": line.description,
            "expense": line.expense,
            "net": line.net.plain(),
            "currency": line.net.currency,
            "payee_country": line.payee_country,
            "supplied_in": line.supplied_in,
            "payment": line.payment,
            "tags": sorted(line.tags),
        }
        for line in budget_to_spend(study.budget)
    ]


def set_rows(study: Study) -> list[dict[str, Any]]:
    """Every set with the terrain it needs; none for sets built on a stage."""
    places = {location.id: location for location in study.locations}
    names = {story.id: story.name for story in study.plan.sets}
    rows = []
    for placement in study.plan.placements:
        place = places.get(placement.location or "")
        wanted = place or next(
            (places[c.location] for c in placement.candidates if c.location in places), None
        )
        terms = wanted.terrain[:TELLING] if wanted is not None and wanted.kind == "location" else ()
        rows.append(
            {
                "name": names.get(placement.set_id, placement.set_id),
                "terrain": list(terms),
                "location": placement.location,
            }
        )
    return rows
