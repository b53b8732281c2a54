"""Where a script can be shot: its sets, candidates and cluster; the catalogue; the light of a place."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from tournage.breakdown.propose import break_down
from tournage.flows.breakdown_to_places import breakdown_to_places
from tournage.flows.script_to_breakdown import script_to_breakdown
from tournage.jurisdictions.load_places import load_catalogue
from tournage.kernel.dated import Source
from tournage.kernel.errors import TournageError
from tournage.kernel.findings import Finding
from tournage.kernel.words import Phrase, say
from tournage.places.catalogue import Catalogue
from tournage.places.chosen import read_choices
from tournage.places.model import Candidate, Location, Placement, PlacePlan, StorySet, SunDay, Travel
from tournage.places.plan import plan_places
from tournage.places.reasons import hub_name, location_name, say_double
from tournage.places.sun import clock, sun_day, usable_light
from tournage.places.terrain import horizon_minutes, load_vocabulary
from tournage.places.travel import roads_of
from tournage.services.scripts import read_script
from tournage.store import production as store
from tournage.store.corrections import read_corrections

SCHEMA = "tournage.places/1"


class UnknownTerrainError(TournageError):
    """The vocabulary has no such terrain term."""


@dataclass(frozen=True, slots=True)
class Placed:
    """The plan of places of a script, with the catalogue it is made from."""

    title: str
    first_day: date
    plan: PlacePlan
    catalogue: Catalogue
    findings: tuple[Finding, ...]


def place_script(
    sources: Sequence[Path], *, first_day: date, choices: Iterable[tuple[str, str]] = ()
) -> Placed:
    """Propose where every set of a script (or of a production folder's draft) is shot.

    `choices` are (set, location) and stand over those kept in the production folder.
    Raises: NoScriptError, NotAProductionError.
    """
    folder = sources[0] if len(sources) == 1 and sources[0].is_dir() else None
    files, kept = (sources, ()) if folder is None else _held(folder)
    script, findings = read_script(files)
    texts = script_to_breakdown(script)
    if not texts:
        empty = PlacePlan((), (), (), ())
        return Placed(script.title, first_day, empty, load_catalogue(), findings)
    breakdown, _ = break_down(script.title, texts)
    sets = breakdown_to_places(breakdown, texts)
    chosen, lost = read_choices(sets, (*kept, *choices))
    chosen |= {name: dict((*kept, *choices))[name] for name in lost}
    plan, placed = plan_places(sets, load_catalogue(), on=first_day, chosen=chosen)
    return Placed(script.title, first_day, plan, load_catalogue(), (*findings, *placed))


def list_locations(terrain: str | None = None, hub: str | None = None) -> tuple[Location, ...]:
    """Locations of the catalogue, those of a terrain or a hub only when asked; best examples first.

    Raises: UnknownTerrainError; UnknownPlaceError when the hub is not known.
    """
    catalogue = load_catalogue()
    if hub is not None:
        catalogue.hub(hub)
    if terrain is not None and terrain not in load_vocabulary().terms:
        known = sorted({term for location in catalogue.locations for term in location.terrain})
        raise UnknownTerrainError(f"{terrain}: not a terrain. Use one of: {', '.join(known)}")
    found = [x for x in catalogue.locations if terrain is None or terrain in x.terrain]
    found = [x for x in found if hub is None or x.hub == hub]
    if terrain is not None:
        found.sort(key=lambda x: x.terrain.index(terrain))
    return tuple(found)


def show_location(id: str) -> tuple[Location, Travel, Catalogue]:
    """One location and the road from its hub.

    Raises: UnknownPlaceError.
    """
    catalogue = load_catalogue()
    location = catalogue.location(id)
    return location, roads_of(catalogue).between(location.hub, id), catalogue


def sun_at(id: str, on: date) -> tuple[SunDay, tuple[int, int], int]:
    """Light at a location or hub on a day: the sun, the light left by the hills, and their minutes.

    Raises: UnknownPlaceError.
    """
    catalogue = load_catalogue()
    terrain = next((x.terrain for x in catalogue.locations if x.id == id), ())
    day = sun_day(catalogue.point(id), on, catalogue.zone)
    hills = horizon_minutes(terrain)
    return day, usable_light(day, hills), hills


def place_name(id: str) -> Phrase:
    """The name of a location or a hub.

    Raises: UnknownPlaceError.
    """
    catalogue = load_catalogue()
    found = next((location for location in catalogue.locations if location.id == id), None)
    return location_name(found) if found is not None else hub_name(catalogue.hub(id).id)


def places_document(placed: Placed, lang: str) -> dict[str, Any]:
    """The JSON of `tournage places`."""
    plan = placed.plan
    return {
        "schema": SCHEMA,
        "title": placed.title,
        "first_day": placed.first_day.isoformat(),
        "sets": [_set_document(one, plan.placement(one.id), placed.catalogue, lang) for one in plan.sets],
        "bases": [
            {
                "hub": base.hub,
                "name": say(hub_name(base.hub), lang),
                "sets": list(base.sets),
                "eighths": base.eighths,
            }
            for base in plan.bases
        ],
        "travel": [travel_document(leg) for leg in plan.travel],
        "drive_minutes": plan.drive_minutes,
        "best_fit_minutes": plan.best_fit_minutes,
        "reasons": [say(reason, lang) for reason in plan.reasons],
        "findings": [item.as_json(lang) for item in placed.findings],
    }


def location_document(location: Location, lang: str) -> dict[str, Any]:
    """One location as JSON."""
    return {
        "id": location.id,
        "name": say(location_name(location), lang),
        "kind": location.kind,
        "region": location.region,
        "latitude": location.at.latitude,
        "longitude": location.at.longitude,
        "terrain": list(location.terrain),
        "hub": location.hub,
        "doubles": [
            {"role": d.role, "title": d.title or None, "note": d.note, "doubtful": d.doubtful}
            for d in location.doubles
        ],
        "heritage": location.heritage,
        "stage_m2": location.stage_m2,
        "usable": location.usable,
        "confidence": location.confidence.value,
        "assumed": location.origin.value == "assumed",
        "source": [source_document(source) for source in location.source],
    }


def travel_document(leg: Travel) -> dict[str, Any]:
    """A road leg as JSON; minutes are those of a unit convoy."""
    return {
        "from": leg.origin,
        "to": leg.destination,
        "km": leg.km,
        "minutes": leg.minutes,
        "car_minutes": leg.car_minutes,
        "basis": leg.basis.value,
        "confidence": leg.confidence.value,
        "source": [source_document(source) for source in leg.source],
    }


def sun_document(id: str, day: SunDay, light: tuple[int, int], hills: int) -> dict[str, Any]:
    """Light at a place on a day as JSON, in local clock time."""
    return {
        "schema": "tournage.sun/1",
        "place": id,
        "on": day.on.isoformat(),
        "dawn": clock(day.dawn),
        "sunrise": clock(day.sunrise),
        "sunset": clock(day.sunset),
        "dusk": clock(day.dusk),
        "hills_minutes": hills,
        "light_from": clock(light[0]),
        "light_to": clock(light[1]),
    }


def source_document(source: Source) -> dict[str, Any]:
    """A source as JSON."""
    read_on = source.read_on.isoformat() if source.read_on else None
    return {"title": source.title, "href": source.href, "read_on": read_on}


def double_words(location: Location, lang: str) -> list[str]:
    """What a location stood in for, in words; doubtful claims say so."""
    told = []
    for double in location.doubles:
        if double.title or double.role != "itself":
            note = f" ({double.note})" if double.note else ""
            told.append(say(say_double(double), lang) + note)
    return told


def _set_document(
    story_set: StorySet, placement: Placement, catalogue: Catalogue, lang: str
) -> dict[str, Any]:
    return {
        "id": story_set.id,
        "name": story_set.name,
        "int_ext": story_set.int_ext.value if story_set.int_ext else None,
        "scenes": [str(key) for key in story_set.scenes],
        "eighths": story_set.eighths,
        "words": list(story_set.words),
        "parts": list(story_set.parts),
        "location": placement.location,
        "base": placement.base,
        "remedy": placement.remedy,
        "build_days": placement.build_days,
        "strike_days": placement.strike_days,
        "origin": placement.origin.value,
        "reasons": [say(reason, lang) for reason in placement.reasons],
        "candidates": [_candidate_document(one, catalogue, lang) for one in placement.candidates],
    }


def _candidate_document(candidate: Candidate, catalogue: Catalogue, lang: str) -> dict[str, Any]:
    return {
        "location": candidate.location,
        "name": say(location_name(catalogue.location(candidate.location)), lang),
        "fit": candidate.fit,
        "drive_minutes": candidate.drive_minutes,
        "on_stage": candidate.on_stage,
        "stay": candidate.stay,
        "reasons": [say(reason, lang) for reason in candidate.reasons],
    }


def _held(folder: Path) -> tuple[Sequence[Path], tuple[tuple[str, str], ...]]:
    """The script files of a production's draft, and the places its people have chosen."""
    held = store.read_production(folder)
    file = folder / store.CORRECTIONS
    text = file.read_text("utf-8") if file.exists() else ""
    yours, _ = read_corrections(text, file.name)
    return store.draft_files(folder, held.draft), yours.places
