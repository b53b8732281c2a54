"""Why a place is proposed, in words: terrain, doubles, road, light, season."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from tournage.kernel.dated import Confidence
from tournage.kernel.words import Phrase, phrase, say
from tournage.places.catalogue import Catalogue
from tournage.places.choice import load_choice
from tournage.places.cluster import Assigned
from tournage.places.match import Fit
from tournage.places.model import Candidate, Double, Location
from tournage.places.options import Option
from tournage.places.sun import clock, sun_day
from tournage.places.terrain import horizon_minutes, load_vocabulary
from tournage.places.travel import roads_of

MINUTES_AN_HOUR = 60
MOST_TERMS = 3


def describe(option: Option, way: Assigned | None, catalogue: Catalogue, on: date) -> Candidate:
    """A candidate with its reasons, most telling first, and the drive from its base (else its hub)."""
    location = option.location
    hub = way.hub if way is not None else location.hub
    minutes = roads_of(catalogue).between(hub, location.id).minutes
    reasons = _build_reasons(location) if option.fit is None else _found_reasons(option.fit)
    reasons = (
        *reasons,
        phrase("places.reason.drive", time=say_minutes(minutes), hub=hub_name(hub)),
        *_light_reasons(location, catalogue, on),
        *_season_reasons(option, catalogue, on),
    )
    if location.heritage:
        reasons = (*reasons, phrase("places.reason.heritage"))
    if option.fit is not None and location.confidence is Confidence.LOW:
        reasons = (*reasons, phrase("places.reason.unchecked"))
    stay = minutes > load_choice().figure("reach_minutes")
    if stay:
        reasons = (*reasons, phrase("places.reason.stay"))
    return Candidate(location.id, option.points, reasons, minutes, option.built, stay)


def say_minutes(minutes: int) -> Phrase:
    """A length of time as people say it: 45 min, 1 h 15."""
    hours, rest = divmod(minutes, MINUTES_AN_HOUR)
    if not hours:
        return phrase("places.time.minutes", minutes=rest)
    if not rest:
        return phrase("places.time.hours", hours=hours)
    return phrase("places.time.hours_minutes", hours=hours, minutes=f"{rest:02d}")


def say_reasons(reasons: Sequence[Phrase], lang: str) -> str:
    """Reasons in one line, parted as the language parts them."""
    return {"fr": "\u202f; ", "ar": "؛ "}.get(lang, "; ").join(say(reason, lang) for reason in reasons)


def hub_name(hub: str) -> Phrase:
    """A hub in the reader's language."""
    return phrase(f"places.hub.{hub}")


def location_name(location: Location) -> Phrase:
    """A location in the reader's language; stages go by the name of their studio."""
    if location.kind == "stage":
        studio, _, number = location.name.rpartition(", stage ")
        return phrase("places.stage_name", studio=studio, number=number)
    return phrase(f"places.location.{location.id}")


def place_names(catalogue: Catalogue) -> dict[str, Phrase]:
    """Every location and hub of a country by id, in the reader's language."""
    names = {place.id: location_name(place) for place in catalogue.locations}
    return names | {hub.id: hub_name(hub.id) for hub in catalogue.hubs}


def say_double(double: Double) -> Phrase:
    """What a location stood in for, with the work where one is named."""
    if double.role == "itself":
        return phrase("places.reason.itself", title=double.title)
    role = phrase(f"places.role.{_role_id(double.role)}")
    if not double.title:
        return phrase("places.reason.suits", role=role)
    return phrase("places.reason.doubled", role=role, title=double.title)


def _role_id(role: str) -> str:
    return "_".join(re.findall(r"[a-z0-9]+", role.casefold()))


def _found_reasons(fit: Fit) -> tuple[Phrase, ...]:
    reasons = []
    terms = load_vocabulary().terms
    if fit.named:
        reasons.append(phrase("places.reason.named"))
    matched = tuple(terms[term].name for term in fit.matched[:MOST_TERMS])
    shown = matched or tuple(terms[term].name for term in fit.location.terrain[:MOST_TERMS])
    if fit.anywhere:
        reasons.append(phrase("places.reason.anywhere"))
    elif not fit.told:
        name = "guessed" if matched else "unknown"
        reasons.append(phrase(f"places.reason.{name}", **({"terrain": matched} if matched else {})))
    elif fit.wanted is not None:
        reasons.append(phrase("places.reason.stands_in", terrain=shown, wanted=terms[fit.wanted].name))
    else:
        reasons.append(phrase("places.reason.terrain", terrain=shown))
    if fit.location.kind == "backlot":
        reasons.append(phrase("places.reason.standing_set"))
    double = fit.double or _shown_double(fit.location)
    if double is not None and not fit.anywhere:
        reasons.append(say_double(double))
    return tuple(reasons)


def _shown_double(location: Location) -> Double | None:
    """A double worth telling: one with a title, if possible not the place itself, never a doubtful one."""
    worth = [d for d in location.doubles if not d.doubtful and (d.title or d.role != "itself")]
    ranked = sorted(worth, key=lambda d: (not d.title, d.role == "itself"))
    return ranked[0] if ranked else None


def _build_reasons(location: Location) -> tuple[Phrase, ...]:
    if location.kind == "backlot":
        return (phrase("places.reason.backlot"),)
    if location.kind != "stage":
        return (phrase("places.reason.hall"),)
    if location.stage_m2 is None:
        return (phrase("places.reason.stage_unknown"),)
    return (phrase("places.reason.stage", m2=location.stage_m2),)


def _light_reasons(location: Location, catalogue: Catalogue, on: date) -> tuple[Phrase, ...]:
    if location.kind == "stage":
        return ()
    day = sun_day(location.at, on, catalogue.zone)
    light = phrase("places.reason.sun", sunrise=clock(day.sunrise), sunset=clock(day.sunset), on=on)
    hills = horizon_minutes(location.terrain)
    return (light, phrase("places.reason.hills", minutes=hills)) if hills else (light,)


def out_of_season(fit: Fit | None, on: date) -> str | None:
    """A term the set asks and the place answers, but not in this month: snow."""
    terms = load_vocabulary().terms
    matched = fit.matched if fit is not None else ()
    return next((t for t in matched if terms[t].months and on.month not in terms[t].months), None)


def _season_reasons(option: Option, catalogue: Catalogue, on: date) -> tuple[Phrase, ...]:
    """Heat of the month, and snow out of season."""
    location = option.location
    if location.kind == "stage":
        return ()
    found = []
    climate = catalogue.climate(location.hub, on.month)
    if climate is not None and float(climate.high) >= load_choice().figure("hot_c"):
        found.append(phrase("places.reason.heat", high=climate.high))
    late = out_of_season(option.fit, on)
    if late is not None:
        found.append(phrase("places.reason.season", term=load_vocabulary().terms[late].name))
    return tuple(found)
