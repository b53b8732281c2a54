"""Tables of sets, candidates, bases and locations for the terminal."""

from __future__ import annotations

from tournage.kernel.dated import Origin
from tournage.kernel.eighths import format_eighths
from tournage.kernel.words import Phrase, Value, phrase, say
from tournage.places.catalogue import Catalogue
from tournage.places.model import Candidate, Location, Placement, PlacePlan, StorySet, SunDay, Travel
from tournage.places.reasons import hub_name, location_name, say_minutes, say_reasons
from tournage.places.sun import clock
from tournage.places.terrain import load_vocabulary
from tournage.services.placing import Placed, double_words

INDENT = "    "


def plan_text(placed: Placed, lang: str, *, candidates: int = 1) -> list[str]:
    """The plan in words: bases with their sets first, then what Morocco cannot double.

    `candidates` is how many places are told for each set.
    """
    plan, catalogue = placed.plan, placed.catalogue
    lines = [_say("head", lang, title=placed.title, count=len(plan.sets), on=placed.first_day)]
    lines += [say(reason, lang) for reason in plan.reasons]
    for base in plan.bases:
        lines += [
            "",
            _say(
                "base",
                lang,
                hub=hub_name(base.hub),
                length=format_eighths(base.eighths),
                count=len(base.sets),
            ),
        ]
        for id in base.sets:
            lines += _set_lines(_story(plan, id), plan.placement(id), catalogue, lang, candidates)
    lost = [placement for placement in plan.placements if placement.location is None]
    if lost:
        lines += ["", _say("lost", lang)]
    for placement in lost:
        lines.append(f"  {_head(_story(plan, placement.set_id), lang)}")
        lines.append(INDENT + say_reasons(placement.reasons, lang))
    return lines + _move_lines(plan, lang)


def location_table(locations: tuple[Location, ...], lang: str) -> list[str]:
    """One line a location: id, name, hub, terrain."""
    terms = load_vocabulary().terms
    rows = []
    for location in locations:
        named = ", ".join(say(terms[t].name, lang) for t in location.terrain[:3])
        rows.append(
            (location.id, say(location_name(location), lang), say(hub_name(location.hub), lang), named)
        )
    widths = [max((len(row[i]) for row in rows), default=0) for i in range(3)]
    table = ["  ".join((*(cell.ljust(widths[i]) for i, cell in enumerate(row[:3])), row[3])) for row in rows]
    return [*table, "", _say("count", lang, count=len(rows))]


def location_text(location: Location, leg: Travel, catalogue: Catalogue, lang: str) -> list[str]:
    """All that is known of one location."""
    terms = load_vocabulary().terms
    named = tuple(terms[t].name for t in location.terrain)
    lines = [
        f"{say(location_name(location), lang)} ({location.id})",
        _say("region", lang, region=location.region, at=f"{location.at.latitude}, {location.at.longitude}"),
        _say("terrain", lang, terrain=named),
        say(phrase("places.reason.drive", time=say_minutes(leg.minutes), hub=hub_name(leg.origin)), lang)
        + f", {leg.km} km"
        + (f" ({_say('estimate', lang)})" if leg.basis is Origin.ASSUMED else ""),
    ]
    if location.stage_m2 is not None:
        lines.append(say(phrase("places.reason.stage", m2=location.stage_m2), lang))
    if location.heritage:
        lines.append(say(phrase("places.reason.heritage"), lang))
    lines += _studio_lines(location, catalogue, lang)
    lines += [f"{INDENT}{told}" for told in double_words(location, lang)]
    lines.append(_say("confidence", lang, confidence=_say(location.confidence.value, lang)))
    lines += [
        f"{INDENT}{say(source.words, lang)}" + (f": {source.href}" if source.href else "")
        for source in location.source
    ]
    return lines


def _studio_lines(location: Location, catalogue: Catalogue, lang: str) -> list[str]:
    """Stages, standing sets and services of the studio a backlot or stage belongs to."""
    studio = next((s for s in catalogue.studios if s.id == location.studio), None)
    if studio is None:
        return []
    stages = tuple(f"{s.id} {s.m2 or '?'} m² ({s.status})" for s in studio.stages)
    rows = (("stages", stages), ("standing", studio.standing_sets), ("services", studio.services))
    return [_say(key, lang, list=listed) for key, listed in rows if listed]


def sun_text(name: Phrase, day: SunDay, light: tuple[int, int], hills: int, lang: str) -> list[str]:
    """Light at a place on a day."""
    line = _say(
        *("sun", lang),
        place=name,
        on=day.on,
        dawn=clock(day.dawn),
        sunrise=clock(day.sunrise),
        sunset=clock(day.sunset),
        dusk=clock(day.dusk),
    )
    if not hills:
        return [line]
    return [line, _say("hills", lang, minutes=hills, first=clock(light[0]), last=clock(light[1]))]


def _set_lines(
    story_set: StorySet, placement: Placement, catalogue: Catalogue, lang: str, candidates: int
) -> list[str]:
    lines = [f"  {_head(story_set, lang)}"]
    extra = placement.reasons[len(placement.candidates[0].reasons) :] if placement.candidates else ()
    for place, candidate in enumerate(placement.candidates[:candidates]):
        lines.append(f"{INDENT}{_candidate_line(candidate, catalogue, lang)}")
        reasons = placement.reasons if place == 0 and extra else candidate.reasons
        lines.append(f"{INDENT}{INDENT}" + say_reasons(reasons, lang))
    return lines


def _candidate_line(candidate: Candidate, catalogue: Catalogue, lang: str) -> str:
    name = say(location_name(catalogue.location(candidate.location)), lang)
    return _say("candidate", lang, name=name, id=candidate.location, fit=candidate.fit)


def _head(story_set: StorySet, lang: str) -> str:
    shown = [str(key) for key in story_set.scenes[:6]] + (["…"] if len(story_set.scenes) > 6 else [])
    side = story_set.int_ext.value if story_set.int_ext else "-"
    return _say(
        *("set", lang),
        name=story_set.name,
        side=side,
        length=format_eighths(story_set.eighths),
        count=len(story_set.scenes),
        scenes=", ".join(shown),
    )


def _move_lines(plan: PlacePlan, lang: str) -> list[str]:
    if not plan.travel:
        return []
    lines = ["", _say("roads", lang)]
    for leg in plan.travel:
        told = _say(
            *("leg", lang),
            origin=hub_name(leg.origin),
            destination=hub_name(leg.destination),
            km=leg.km,
            time=say_minutes(leg.minutes),
        )
        lines.append("  " + told + (f" ({_say('estimate', lang)})" if leg.basis is Origin.ASSUMED else ""))
    return lines


def _story(plan: PlacePlan, id: str) -> StorySet:
    return next(one for one in plan.sets if one.id == id)


def _say(key: str, lang: str, /, **values: Value) -> str:
    return say(phrase(f"services.place_{key}", **values), lang)
