"""Which places fit a set of the story, how well, and why in words."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from tournage.kernel.dated import Confidence
from tournage.kernel.scene import IntExt
from tournage.places.catalogue import Catalogue
from tournage.places.model import Double, Location, StorySet
from tournage.places.terrain import Hit, Vocabulary, load_vocabulary
from tournage.places.worlds import World, load_gazetteer

HEADING, PART, ACTION, CONTEXT, ABROAD = 1.0, 0.3, 0.15, 0.4, 0.8
MOST_ACTION_WORDS = 4
LATER_TERM = 0.04
GENERIC_FIT = 0.8
DOUBLE_BONUS, NAMED_BONUS, HOME_BONUS = 12, 40, 8
DOUBT = {Confidence.HIGH: 0, Confidence.MEDIUM: 1, Confidence.LOW: 4}
NO_WORDS_FIT = 50
LANGUAGE_ORDER = ("en", "fr", "ar")


@dataclass(frozen=True, slots=True)
class Demand:
    """One word of the script that says what a set looks like: any of `terms` will do."""

    word: str
    terms: tuple[str, ...]
    weight: float
    heading: bool


@dataclass(frozen=True, slots=True)
class Profile:
    """What a set asks of a place, read from its words.

    `home` are hubs and locations that headings name; `abroad` foreign places with their groups.
    """

    demands: tuple[Demand, ...]
    indoors: bool
    outdoors: bool
    abroad: tuple[tuple[str, World], ...]
    home: tuple[str, ...]

    @property
    def anywhere(self) -> bool:
        """Whether it needs no place of its own: the inside of a car, a screen."""
        terms = load_vocabulary().terms
        heads = [demand for demand in self.demands if demand.heading]
        return bool(heads) and all(terms[d.terms[0]].anywhere for d in heads)

    @property
    def generic(self) -> bool:
        """Whether an ordinary interior of its kind will do."""
        terms = load_vocabulary().terms
        heads = [demand for demand in self.demands if demand.heading]
        return bool(heads) and all(any(terms[t].generic for t in d.terms) for d in heads)


@dataclass(frozen=True, slots=True)
class Fit:
    """How well a location fits a set: points of 100, and what they rest on.

    `matched` are terms of the location that answer the set's words, `wanted` the asked term where
    another stands in for it; `double` what the location stood in for that the story asks.
    """

    location: Location
    points: int
    matched: tuple[str, ...]
    wanted: str | None = None
    double: Double | None = None
    named: bool = False


def read_profile(story_set: StorySet) -> Profile:
    """Read what a set asks of a place from its name, parts and telling words."""
    vocabulary, gazetteer = load_vocabulary(), load_gazetteer()
    names = " / ".join((story_set.name, *story_set.headings))
    indoors, outdoors = _sides(story_set, vocabulary)
    heads = _hits(story_set.name, story_set.language, vocabulary)
    if not heads:
        heads = tuple(h for name in story_set.headings for h in _hits(name, story_set.language, vocabulary))
    parts = tuple(h for part in story_set.parts for h in _hits(part, story_set.language, vocabulary))
    actions = [h for word in story_set.words for h in _hits(word, story_set.language, vocabulary)]
    seen = {hit.word for hit in (*heads, *parts)}
    actions = [h for h in dict.fromkeys(actions) if h.word not in seen]
    demands = [Demand(h.word, h.terms, HEADING, True) for h in dict.fromkeys(heads)]
    demands += [Demand(h.word, h.terms, PART, False) for h in dict.fromkeys(parts)]
    most = MOST_ACTION_WORDS if demands else 2 * MOST_ACTION_WORDS
    demands += [Demand(h.word, h.terms, ACTION, False) for h in actions[:most]]
    kept = _without_journeys(_one_side(tuple(demands), indoors and not outdoors, vocabulary), vocabulary)
    return Profile(kept, indoors, outdoors, gazetteer.abroad_in(names), gazetteer.home_in(names))


def rank_fits(profile: Profile, catalogue: Catalogue) -> tuple[Fit, ...]:
    """Every location of the country that fits at all, best first; ties by id. Stages are left out."""
    fits = (_fit(profile, location) for location in catalogue.locations if location.kind != "stage")
    return tuple(sorted((f for f in fits if f.points > 0), key=lambda f: (-f.points, f.location.id)))


def missing_term(profile: Profile, catalogue: Catalogue) -> str | None:
    """The term of a heading that no place of the country offers and none can stand in for."""
    terms = load_vocabulary().terms
    offered = {term for location in catalogue.locations for term in location.terrain}
    for demand in profile.demands:
        if demand.heading and not any(t in offered or not terms[t].remedy for t in demand.terms):
            return demand.terms[0]
    return None


@lru_cache(maxsize=4096)
def likeness(wanted: str, terrain: tuple[str, ...], indoors: bool) -> tuple[float, str]:
    """How well a terrain answers one term (0 to 1), and by which of its terms."""
    terms = load_vocabulary().terms
    like = {wanted: 1.0, **{other: float(f) for other, f in terms[wanted].like}}
    best = (0.0, "")
    for place, term in enumerate(terrain):
        if indoors and term in terms and terms[term].shot == "out" and terms[wanted].shot != "out":
            continue
        value = like.get(term, 0.0) * max(1 - LATER_TERM * place, 0.8)
        if value > best[0]:
            best = (value, term)
    return best


def _fit(profile: Profile, location: Location) -> Fit:
    indoors = profile.indoors and not profile.outdoors
    total = answered = 0.0
    matched: list[str] = []
    wanted = None
    for demand in _all_demands(profile):
        value, by, term = max(
            ((*likeness(term, location.terrain, indoors), term) for term in demand.terms),
            key=lambda found: found[0],
        )
        total += demand.weight
        answered += demand.weight * value
        if by and value >= 0.4:
            matched.append(by)
            if by != term and demand.weight >= ABROAD:
                wanted = wanted or term
    points = 100 * answered / total if total else NO_WORDS_FIT
    if profile.generic and indoors:
        points *= GENERIC_FIT
    return _raised(profile, location, points, tuple(dict.fromkeys(matched)), wanted)


def _raised(
    profile: Profile, location: Location, points: float, matched: tuple[str, ...], wanted: str | None
) -> Fit:
    """Add what the story's own names and the location's past doubles are worth."""
    double = _asked_double(profile, location)
    if double is not None and points >= 30:
        points = max(points, 60) + DOUBLE_BONUS
    named = location.id in profile.home
    if named:
        points = max(points, 60) + NAMED_BONUS
    elif location.hub in profile.home:
        points += HOME_BONUS
    points -= DOUBT[location.confidence]
    return Fit(location, max(0, min(100, round(points))), matched, wanted, double, named)


def _all_demands(profile: Profile) -> tuple[Demand, ...]:
    """Words of the set, and the looks of foreign places that it names."""
    looks = (Demand(name, world.doubled, ABROAD, False) for name, world in profile.abroad if world.doubled)
    return (*profile.demands, *looks)


def _asked_double(profile: Profile, location: Location) -> Double | None:
    for _, world in profile.abroad:
        for double in location.doubles:
            if any(role.casefold() in double.role.casefold() for role in world.roles):
                return double
    return None


def _sides(story_set: StorySet, vocabulary: Vocabulary) -> tuple[bool, bool]:
    """Whether a set is shot indoors and outdoors; when no heading says so, its words decide."""
    if story_set.int_ext is IntExt.INT:
        return True, False
    if story_set.int_ext is IntExt.EXT:
        return False, True
    if story_set.int_ext is IntExt.BOTH:
        return True, True
    text = " ".join((story_set.name, *story_set.parts))
    inside = any(vocabulary.sounds_indoors(text, lang) for lang in _languages(story_set.language))
    return inside, not inside


def _hits(text: str, language: str, vocabulary: Vocabulary) -> tuple[Hit, ...]:
    """Hits in the set's language, else in the first other language that has any."""
    for lang in _languages(language):
        found = vocabulary.hits(text, lang)
        if found:
            return found
    return ()


def _languages(first: str) -> tuple[str, ...]:
    return (first, *(lang for lang in LANGUAGE_ORDER if lang != first))


def _one_side(demands: tuple[Demand, ...], indoors: bool, vocabulary: Vocabulary) -> tuple[Demand, ...]:
    """For an interior, words of outdoor places weigh little beside words of rooms."""
    if not indoors:
        return demands
    rooms = [d for d in demands if any(vocabulary.terms[t].shot != "out" for t in d.terms)]
    if not rooms:
        return demands
    return tuple(d if d in rooms else Demand(d.word, d.terms, d.weight * CONTEXT, False) for d in demands)


def _without_journeys(demands: tuple[Demand, ...], vocabulary: Vocabulary) -> tuple[Demand, ...]:
    """A car or a screen beside the name of a real place says nothing about the place."""
    real = tuple(d for d in demands if not all(vocabulary.terms[t].anywhere for t in d.terms))
    return real if any(d.heading for d in real) else demands
