"""What can be done with a set: found places, builds, or the remedy where Morocco has no double."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tournage.kernel.findings import Finding, Severity, finding
from tournage.kernel.words import Phrase, Value, phrase
from tournage.places.catalogue import Catalogue
from tournage.places.choice import load_choice
from tournage.places.match import NO_LEANING, Fit, Profile, missing_term, rank_fits, read_profile
from tournage.places.model import Location, StorySet
from tournage.places.terrain import load_vocabulary

ANYWHERE_FIT, ROAD_FIT = 60, 78
ROADS = frozenset(("road", "mountain_road", "modern_city"))
BUILD_FIT = 78
BUILD_SPACE = "warehouse"
SMALL_STAGE_M2 = 500
MOST_SCENES = 8


@dataclass(frozen=True, slots=True)
class Option:
    """One way to shoot a set: a found place, or a build (`fit` is None) on a stage, in a hall or backlot."""

    location: Location
    points: int
    fit: Fit | None = None

    @property
    def built(self) -> bool:
        """Whether the set is built there."""
        return self.fit is None


@dataclass(frozen=True, slots=True)
class SetOptions:
    """All ways to shoot one set, best first. Without options, `remedy` says what to do instead.

    `why` says in words why no found place will do; it is None when one does. `missing` is the
    term that no place of the country offers, when that is the reason and the set is built.
    """

    story_set: StorySet
    profile: Profile
    options: tuple[Option, ...]
    remedy: str | None = None
    why: Phrase | None = None
    missing: str | None = None

    @property
    def best(self) -> Option:
        """The option that fits best, the road apart."""
        return self.options[0]


def find_options(
    story_set: StorySet, catalogue: Catalogue, leaning: Mapping[str, float] = NO_LEANING
) -> SetOptions:
    """Find every way to shoot a set; what Morocco cannot double is never given a place.

    `leaning`: hubs that the whole story names (see `read_leaning`).
    """
    profile = read_profile(story_set)
    indoors = profile.indoors and not profile.outdoors
    if not indoors:
        for name, world in profile.abroad:
            if world.remedy:
                why = phrase("places.why.abroad", name=name.title(), world=world.name)
                return _without(story_set, profile, world.remedy, why)
    missing = missing_term(profile, catalogue)
    if missing is not None:
        return _missing(story_set, profile, catalogue, missing)
    options = _found(profile, catalogue, leaning)
    if indoors and not profile.anywhere and not (options and _belongs_to_its_street(profile)):
        options += _builds(story_set, catalogue, indoors=True)
    if not options:
        return _without(story_set, profile, "elsewhere", phrase("places.why.no_fit"))
    return SetOptions(story_set, profile, _sorted(options))


def _belongs_to_its_street(profile: Profile) -> bool:
    """Whether the heading names a set that is found, not built."""
    terms = load_vocabulary().terms
    return any(d.heading and any(terms[term].found for term in d.terms) for d in profile.demands)


def check_options(options: Sequence[SetOptions]) -> tuple[Finding, ...]:
    """What a person should know about the sets before the choice is made.

    Findings, one for all sets with the same trouble: PLC-101 no double in Morocco; PLC-102 nothing in
    the words tells what they look like; PLC-103 no found place, to be built.
    """
    groups: dict[tuple[str, Phrase | None, str | None], list[StorySet]] = {}
    for item in options:
        if item.remedy == "stage_build":
            groups.setdefault(("PLC-103", item.why, None), []).append(item.story_set)
        elif item.remedy is not None:
            groups.setdefault(("PLC-101", item.why, item.remedy), []).append(item.story_set)
        elif not item.profile.told and not item.best.built:
            groups.setdefault(("PLC-102", None, None), []).append(item.story_set)
    return tuple(_told(code, why, remedy, sets) for (code, why, remedy), sets in groups.items())


def _told(code: str, why: Phrase | None, remedy: str | None, sets: list[StorySet]) -> Finding:
    scenes = [str(key) for one in sets for key in one.scenes]
    where = ", ".join(scenes[:MOST_SCENES]) + (" …" if len(scenes) > MOST_SCENES else "")
    values: dict[str, Value] = {"sets": tuple(one.name for one in sets), "count": len(sets)}
    if why is not None:
        values["why"] = why
    if remedy is not None:
        values["remedy"] = phrase(f"places.remedy.{remedy}")
    severity = Severity.INFO if code == "PLC-103" else Severity.WARNING
    return finding("places", code, severity, where, **values)


def _found(profile: Profile, catalogue: Catalogue, leaning: Mapping[str, float]) -> tuple[Option, ...]:
    least = load_choice().figure("least_fit")
    fits = rank_fits(profile, catalogue, leaning)
    if profile.anywhere:
        return tuple(
            Option(f.location, ROAD_FIT if ROADS & set(f.location.terrain) else ANYWHERE_FIT, f)
            for f in fits
            if f.location.kind == "location"
        )
    if not profile.told:
        return tuple(Option(f.location, f.points, f) for f in fits if f.location.kind == "location")
    return tuple(Option(f.location, f.points, f) for f in fits if f.points >= least)


def _builds(story_set: StorySet, catalogue: Catalogue, indoors: bool) -> tuple[Option, ...]:
    """Stages and halls for interiors, backlots for exteriors."""
    if not indoors:
        backlots = (x for x in catalogue.locations if x.kind == "backlot")
        return tuple(Option(location, BUILD_FIT) for location in backlots)
    choice = load_choice()
    days = story_set.eighths / choice.figure("eighths_a_day")
    points = choice.figure("stage_fit") + choice.figure("stage_fit_rise") * min(1.0, days / 2)
    found = []
    for location in catalogue.locations:
        if location.kind == "stage" and location.usable:
            found.append(Option(location, round(points) - _stage_doubt(location, story_set)))
        elif BUILD_SPACE in location.terrain:
            found.append(Option(location, round(points - choice.figure("hall_discount"))))
    return tuple(found)


def _stage_doubt(stage: Location, story_set: StorySet) -> int:
    """Points off for a stage of unknown size, or a small one for a set with much to shoot."""
    if stage.stage_m2 is None:
        return 3
    return (
        2
        if stage.stage_m2 < SMALL_STAGE_M2 and story_set.eighths > load_choice().figure("eighths_a_day")
        else 0
    )


def _missing(story_set: StorySet, profile: Profile, catalogue: Catalogue, term: str) -> SetOptions:
    """A kind of place that Morocco does not offer: built where that is the remedy, else not shot here."""
    indoors = profile.indoors and not profile.outdoors
    remedy = "stage_build" if indoors else (load_vocabulary().terms[term].remedy or "elsewhere")
    why = phrase("places.why.missing", term=load_vocabulary().terms[term].name)
    if remedy != "stage_build":
        return _without(story_set, profile, remedy, why)
    builds = _builds(story_set, catalogue, indoors)
    return SetOptions(story_set, profile, _sorted(builds), "stage_build", why, term)


def _without(story_set: StorySet, profile: Profile, remedy: str, why: Phrase) -> SetOptions:
    """No place here; a few eighths abroad are better made as plate shots."""
    short = story_set.eighths <= load_choice().figure("plates_eighths")
    return SetOptions(story_set, profile, (), "plates" if remedy == "elsewhere" and short else remedy, why)


def _sorted(options: tuple[Option, ...]) -> tuple[Option, ...]:
    return tuple(sorted(options, key=lambda o: (-o.points, o.location.id)))
