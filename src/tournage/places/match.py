"""Which places fit a set of the story, how well, and why in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
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
DOUBLE_BONUS, EXACT_BONUS, NAMED_BONUS, HOME_BONUS = 12, 6, 40, 8
DOUBT = {Confidence.HIGH: 0, Confidence.MEDIUM: 1, Confidence.LOW: 4}
SUPPORT = 0.1
NO_WORDS_FIT, ACTION_ONLY, NAMED_ONLY = 50, 0.3, 70
UNNAMED_FIT = 0.8
"""What the fit of a location is worth when the story names another one."""
NO_LEANING: Mapping[str, float] = {}
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

    `home` are hubs and locations that headings name, `region` the locations of the regions they
    name; `abroad` foreign places with their groups.
    """

    demands: tuple[Demand, ...]
    indoors: bool
    outdoors: bool
    abroad: tuple[tuple[str, World], ...]
    home: tuple[str, ...]
    region: tuple[str, ...] = ()
    region_terms: tuple[str, ...] = ()

    @property
    def told(self) -> bool:
        """Whether a heading tells what or where the set is; else only its action may."""
        return bool(self.abroad or self.home or self.region or any(d.heading for d in self.demands))

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
    anywhere: bool = False
    told: bool = True
    """False when only the action says what the set looks like, or nothing does."""


def read_profile(story_set: StorySet) -> Profile:
    """Read what a set asks of a place from its name, parts and telling words."""
    vocabulary, gazetteer = load_vocabulary(), load_gazetteer()
    names = " / ".join((story_set.name, *story_set.headings))
    regions = gazetteer.regions_in(names)
    indoors, outdoors = _sides(story_set, vocabulary)
    heads = _heading_hits((story_set.name,), story_set.language, vocabulary)
    if not heads:
        heads = _heading_hits(story_set.headings, story_set.language, vocabulary)
    parts = tuple(h for part in story_set.parts for h in _hits(part, story_set.language, vocabulary))
    actions = [h for word in story_set.words for h in _hits(word, story_set.language, vocabulary)]
    seen = {hit.word for hit in (*heads, *parts)}
    actions = [h for h in _distinct(actions) if h.word not in seen]
    strong = any(not vocabulary.is_soft(hit) for hit in heads)
    demands = [_heading_demand(h, strong, vocabulary) for h in _distinct(heads)]
    demands += [Demand(h.word, h.terms, PART, False) for h in _distinct(parts)]
    most = MOST_ACTION_WORDS if demands else 2 * MOST_ACTION_WORDS
    demands += [Demand(h.word, h.terms, ACTION, False) for h in actions[:most]]
    other = "out" if indoors and not outdoors else "in"
    sided = _one_side(tuple(demands), other, bool(regions), vocabulary)
    kept = _without_journeys(sided, vocabulary)
    return Profile(
        kept,
        indoors,
        outdoors,
        gazetteer.abroad_in(names),
        gazetteer.home_in(names),
        tuple(place for region in regions for place in region.places),
        tuple(term for region in regions for term in region.terrain) if outdoors else (),
    )


def _heading_hits(names: tuple[str, ...], language: str, vocabulary: Vocabulary) -> tuple[Hit, ...]:
    """Hits in set names, leaving out pieces that are nothing but the name of a town or region."""
    gazetteer = load_gazetteer()
    pieces = [piece for name in names for piece in name.split(" - ") if not gazetteer.is_name(piece)]
    return tuple(hit for piece in pieces for hit in _hits(piece, language, vocabulary))


def _distinct(hits: Sequence[Hit]) -> list[Hit]:
    """The first hit of each word."""
    first: dict[str, Hit] = {}
    for hit in hits:
        first.setdefault(hit.word, hit)
    return list(first.values())


def _heading_demand(hit: Hit, strong: bool, vocabulary: Vocabulary) -> Demand:
    """A word of the heading; a general one gives way to the others."""
    if strong and vocabulary.is_soft(hit):
        return Demand(hit.word, hit.terms, PART, False)
    return Demand(hit.word, hit.terms, HEADING, True)


def rank_fits(
    profile: Profile, catalogue: Catalogue, leaning: Mapping[str, float] = NO_LEANING
) -> tuple[Fit, ...]:
    """Every location of the country that fits at all, best first; ties by id. Stages are left out.

    `leaning` gives hubs that the story names, with the share of it that plays there: places of
    theirs are raised a little.
    """
    fits = (_fit(profile, location, leaning) for location in catalogue.locations if location.kind != "stage")
    return tuple(sorted((f for f in fits if f.points > 0), key=lambda f: (-f.points, f.location.id)))


def read_leaning(sets: Sequence[StorySet], catalogue: Catalogue) -> dict[str, float]:
    """Hubs of the towns and places that headings name, each with its share of the length named."""
    gazetteer = load_gazetteer()
    hub_of = {location.id: location.hub for location in catalogue.locations}
    hub_of |= {hub.id: hub.id for hub in catalogue.hubs}
    named: dict[str, int] = {}
    for one in sets:
        for hub in {hub_of[id] for id in gazetteer.home_in(" / ".join((one.name, *one.headings)))}:
            named[hub] = named.get(hub, 0) + one.eighths
    total = sum(named.values())
    return {hub: eighths / total for hub, eighths in named.items()} if total else {}


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


def _fit(profile: Profile, location: Location, leaning: Mapping[str, float]) -> Fit:
    """Headings make the fit; parts and action may move it by a tenth."""
    indoors = profile.indoors and not profile.outdoors
    heads = [d for d in _all_demands(profile) if d.heading]
    rest = [d for d in profile.demands if not d.heading]
    base, matched, wanted = _answer(heads, location, indoors)
    support, also, _ = _answer(rest, location, indoors)
    if not profile.told:
        points = NO_WORDS_FIT + (ACTION_ONLY * support if rest else 0)
    elif not heads:
        points = NAMED_ONLY
    else:
        points = (1 - SUPPORT) * base + SUPPORT * support if rest else base
    if profile.generic and indoors:
        points *= GENERIC_FIT
    points += HOME_BONUS * leaning.get(location.hub, 0.0)
    return _raised(profile, location, points, tuple(dict.fromkeys((*matched, *also))), wanted)


def _answer(demands: list[Demand], location: Location, indoors: bool) -> tuple[float, list[str], str | None]:
    """How well a location answers these words (0 to 100), by which terms, and what one stands in for."""
    total = answered = 0.0
    matched: list[str] = []
    wanted = None
    for demand in demands:
        value, by, term = max(
            ((*likeness(term, location.terrain, indoors), term) for term in demand.terms),
            key=lambda found: found[0],
        )
        total += demand.weight
        answered += demand.weight * value
        if by and value >= 0.4:
            matched.append(by)
            if by != term and demand.heading:
                wanted = wanted or term
    return (100 * answered / total if total else 0.0), matched, wanted


def _raised(
    profile: Profile, location: Location, points: float, matched: tuple[str, ...], wanted: str | None
) -> Fit:
    """Add what the story's own names and the location's past doubles are worth."""
    double, exact = _asked_double(profile, location)
    if double is not None and points >= 30:
        points = max(points, 60) + DOUBLE_BONUS + (EXACT_BONUS if exact else 0)
    named = location.id in profile.home
    if named:
        points = max(points, 60) + NAMED_BONUS
    elif location.hub in profile.home or location.id in profile.region:
        points += HOME_BONUS
    if not named:
        points -= DOUBT[location.confidence]
        points *= UNNAMED_FIT if _names_location(profile) else 1
    return Fit(
        location,
        max(0, min(100, round(points))),
        matched,
        wanted,
        double,
        named,
        profile.anywhere,
        profile.told,
    )


def _names_location(profile: Profile) -> bool:
    """Whether the story names one location rather than only a town with many."""
    return any(id in load_gazetteer().sites for id in profile.home)


def _all_demands(profile: Profile) -> tuple[Demand, ...]:
    """Words of the set, and the looks of foreign places and home regions that it names."""
    looks = [Demand(name, world.doubled, ABROAD, True) for name, world in profile.abroad if world.doubled]
    if profile.region_terms:
        looks.append(Demand("", profile.region_terms, ABROAD, True))
    return (*profile.demands, *looks)


def _asked_double(profile: Profile, location: Location) -> tuple[Double | None, bool]:
    """What a location doubled for that the story asks, and whether by the very name."""
    found = None
    for name, world in profile.abroad:
        for double in location.doubles:
            role = double.role.casefold()
            if double.doubtful:
                continue
            if name in role:
                return double, True
            if found is None and any(asked.casefold() in role for asked in world.roles):
                found = double
    return found, False


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


def _one_side(
    demands: tuple[Demand, ...], other: str, region: bool, vocabulary: Vocabulary
) -> tuple[Demand, ...]:
    """Words of the other side weigh little: outdoor words for a room, rooms for an exterior."""
    ours = [d for d in demands if any(vocabulary.terms[t].shot != other for t in d.terms)]
    if not any(demand.heading for demand in ours) and not (region and other == "in"):
        return demands
    return tuple(d if d in ours else Demand(d.word, d.terms, d.weight * CONTEXT, False) for d in demands)


def _without_journeys(demands: tuple[Demand, ...], vocabulary: Vocabulary) -> tuple[Demand, ...]:
    """A car or a screen beside the name of a real place says nothing about the place."""
    real = tuple(d for d in demands if not all(vocabulary.terms[t].anywhere for t in d.terms))
    return real if any(d.heading for d in real) else demands
