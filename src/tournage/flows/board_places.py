"""Nights, moves, stages, building, monuments and location days, from the board and the places."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

from tournage.budget.model import Driver
from tournage.flows.board_days import Shoot, count_days, day_step, driver, in_weeks
from tournage.kernel.dated import Confidence, Origin
from tournage.kernel.explain import Step
from tournage.kernel.place import place_words
from tournage.kernel.scene import IntExt
from tournage.kernel.words import literal, phrase
from tournage.places.model import Placement
from tournage.places.reasons import location_name
from tournage.schedule.model import Day, Strip

CREW_BASE = "casablanca"
USUAL_STAGE_M2 = 600
SMALL_SET_BUILD_DAYS = 6
REMOTE_TERRAIN = frozenset({"erg", "stone_desert", "desert_camp", "high_plateau", "dunes"})
STREET_TERRAIN = frozenset(
    {"medina", "street", "souk", "square", "port", "village", "mountain_village", "earthen_village"}
    | {"desert_town", "biblical_town", "modern_city", "art_deco", "poor_quarter", "seafront"}
)
LIVED_IN = frozenset({"medina", "souk", "square", "port"})
"""A classified town where people live is paid as streets, not as a monument."""


def place_drivers(shoot: Shoot, crew_base: str) -> tuple[Driver, ...]:
    """Everything that follows from where the days are shot."""
    return (
        *_nights(shoot, crew_base),
        *_moves(shoot),
        *_stages(shoot),
        *_building(shoot),
        _kind_days(shoot, "location_days", _is_location),
        _kind_days(shoot, "backlot_days", _is_backlot),
        _kind_days(shoot, "monument_days", _is_monument),
        count_days(shoot, "street_days", (d for d in shoot.board.days if _street(shoot, d))),
        count_days(shoot, "remote_days", (d for d in shoot.board.days if _remote(shoot, d))),
    )


def _kind(shoot: Shoot, location: str) -> str:
    known = shoot.locations.get(location)
    return known.kind if known else "location"


def _is_location(shoot: Shoot, strip: Strip) -> bool:
    return not strip.stage and _kind(shoot, strip.location) == "location" and not _is_monument(shoot, strip)


def _is_backlot(shoot: Shoot, strip: Strip) -> bool:
    return not strip.stage and _kind(shoot, strip.location) == "backlot"


def _is_monument(shoot: Shoot, strip: Strip) -> bool:
    known = shoot.locations.get(strip.location)
    return known is not None and known.heritage and not strip.stage and not LIVED_IN & set(known.terrain)


def _kind_days(shoot: Shoot, name: str, wanted: Callable[[Shoot, Strip], bool]) -> Driver:
    steps = []
    for day in shoot.board.days:
        strips = [strip for strip in shoot.strips_of(day) if wanted(shoot, strip)]
        places = {strip.location for strip in strips}
        if places:
            steps.append(day_step(shoot, day, len(places), (strip.scene for strip in strips)))
    amount = sum((Decimal(s.value) for s in steps if isinstance(s.value, Decimal)), Decimal(0))
    return driver(name, amount, "days", parts=steps)


def _street(shoot: Shoot, day: Day) -> bool:
    """Exteriors in a town: shops to close, fees to the commune."""
    for strip in shoot.strips_of(day):
        known = shoot.locations.get(strip.location)
        outside = strip.int_ext in (IntExt.EXT, IntExt.BOTH) and not strip.stage
        if outside and known and known.kind == "location" and STREET_TERRAIN & set(known.terrain):
            return True
    return False


def _remote(shoot: Shoot, day: Day) -> bool:
    known = [shoot.locations.get(strip.location) for strip in shoot.strips_of(day)]
    return any(k is not None and REMOTE_TERRAIN & set(k.terrain) for k in known)


def _base_spans(shoot: Shoot) -> list[tuple[str, date, date, tuple[str, ...]]]:
    """Stays at each base in order: from the first day to the day before the next base's first."""
    days = sorted(shoot.main_days, key=lambda day: day.on)
    stays: list[tuple[str, date, date, tuple[str, ...]]] = []
    for day in days:
        scenes = shoot.scenes_of([day])
        if stays and stays[-1][0] == day.base:
            base, first, _, before = stays[-1]
            stays[-1] = (base, first, day.on, (*before, *scenes))
        else:
            if stays:
                base, first, _, before = stays[-1]
                stays[-1] = (base, first, day.on - timedelta(days=1), before)
            stays.append((day.base, day.on, day.on, scenes))
    return stays


def _nights(shoot: Shoot, crew_base: str) -> tuple[Driver, ...]:
    """Nights at each base: every calendar night of the stay, days off included, and the one before the first."""
    by_base: dict[str, list[Step]] = {}
    stays = _base_spans(shoot)
    for number, (base, first, last, scenes) in enumerate(stays):
        nights = (last - first).days + 1 + (1 if number == 0 else 0)
        step = Step(
            phrase("flows.stay", place=place_words(base), first=first, last=last),
            Decimal(nights),
            scenes=tuple(dict.fromkeys(scenes)),
            origin=Origin.PROPOSED,
        )
        by_base.setdefault(base, []).append(step)
    made = []
    for base, steps in by_base.items():
        amount = sum((Decimal(s.value) for s in steps if isinstance(s.value, Decimal)), Decimal(0))
        made.append(driver(f"nights:{base}", amount, "nights", parts=steps))
        if base != crew_base:
            made.append(driver(f"away_nights:{base}", amount, "nights", parts=steps))
    return (*made, _sum("stay_nights", made, "nights:"), _sum("all_away_nights", made, "away_nights:"))


def _sum(name: str, drivers: list[Driver], prefix: str) -> Driver:
    chosen = [d for d in drivers if d.name.startswith(prefix)]
    amount = sum((d.amount for d in chosen), Decimal(0))
    return driver(name, amount, "nights", parts=[d.explain for d in chosen])


def _moves(shoot: Shoot) -> tuple[Driver, ...]:
    """Moves of the company from base to base, and their kilometres."""
    roads = {(t.origin, t.destination): t.km for t in shoot.plan.travel}
    stays = _base_spans(shoot)
    moves, kilometres = [], []
    for before, after in pairwise(stays):
        pair = (before[0], after[0])
        words = phrase("flows.move", origin=place_words(pair[0]), destination=place_words(pair[1]))
        km = roads.get(pair) or roads.get((pair[1], pair[0])) or 0
        moves.append(Step(words, Decimal(1), on=after[1], origin=Origin.PROPOSED, scenes=after[3]))
        kilometres.append(
            Step(words, Decimal(km), unit="km", on=after[1], origin=Origin.PROPOSED, scenes=after[3])
        )
    total = sum((Decimal(s.value) for s in kilometres if isinstance(s.value, Decimal)), Decimal(0))
    return (
        driver("company_moves", len(moves), "moves", parts=moves),
        driver("move_km", total, "km", parts=kilometres),
    )


def _stages(shoot: Shoot) -> tuple[Driver, ...]:
    """Stage days and the square metres rented on them."""
    steps, metres = [], []
    for day in shoot.board.days:
        strips = [strip for strip in shoot.strips_of(day) if strip.stage]
        if not strips:
            continue
        scenes = [strip.scene for strip in strips]
        steps.append(day_step(shoot, day, 1, scenes))
        area = sum(_stage_m2(shoot, location) for location in {strip.location for strip in strips})
        metres.append(day_step(shoot, day, area, scenes))
    total = sum((Decimal(s.value) for s in metres if isinstance(s.value, Decimal)), Decimal(0))
    rule = phrase("flows.usual_stage", m2=USUAL_STAGE_M2)
    return (
        driver("stage_days", len(steps), "days", parts=steps),
        driver("stage_m2_days", total, "m2 days", parts=metres, rule=rule),
    )


def _stage_m2(shoot: Shoot, location: str) -> int:
    known = shoot.locations.get(location)
    return (known.stage_m2 if known else None) or USUAL_STAGE_M2


def _building(shoot: Shoot) -> tuple[Driver, ...]:
    """Sets that are built and those that are dressed; days to build and strike."""
    built = [p for p in shoot.plan.placements if p.build_days > 0]
    build = [_placement_step(shoot, p, p.build_days) for p in built]
    strike = [_placement_step(shoot, p, p.strike_days) for p in built if p.strike_days]
    metres = [
        _place_step(shoot, where, days * _stage_m2(shoot, where), scenes)
        for where, days, scenes in _building_at(shoot, built, "stage")
    ]
    backlots = [_place_step(shoot, *at) for at in _building_at(shoot, built, "backlot")]
    sets = [
        Step(literal(s.name), Decimal(1), scenes=tuple(map(str, s.scenes)), origin=Origin.PROPOSED)
        for s in shoot.plan.sets
    ]
    days = driver("build_days", _amount(build), "days", parts=build)
    return (
        days,
        in_weeks("build_weeks", days),
        driver("strike_days", _amount(strike), "days", parts=strike),
        driver("built_sets", _built_sets(built), "sets", parts=_built_steps(shoot, built)),
        driver("sets", len(sets), "sets", parts=sets),
        driver("stage_build_m2_days", _amount(metres), "m2 days", parts=metres),
        driver("backlot_build_days", _amount(backlots), "days", parts=backlots),
    )


def _building_at(shoot: Shoot, built: list[Placement], kind: str) -> list[tuple[str, int, tuple[str, ...]]]:
    """Days to build and strike at each stage or backlot: its sets go up side by side, so the longest counts."""
    places: dict[str, list[Placement]] = {}
    for placement in built:
        where = placement.location or ""
        staged = placement.remedy == "stage_build" or _kind(shoot, where) == "stage"
        if (staged and kind == "stage") or (not staged and _kind(shoot, where) == kind):
            places.setdefault(where, []).append(placement)
    result = []
    for where, sets in places.items():
        days = max(p.build_days for p in sets) + max(p.strike_days for p in sets)
        scenes = tuple(scene for p in sets for scene in _placement_step(shoot, p, p.build_days).scenes)
        result.append((where, days, tuple(dict.fromkeys(scenes))))
    return result


def _place_step(shoot: Shoot, where: str, amount: int, scenes: tuple[str, ...]) -> Step:
    known = shoot.locations.get(where)
    name = location_name(known) if known else literal(where)
    return Step(name, Decimal(amount), scenes=scenes, origin=Origin.PROPOSED)


def _amount(steps: list[Step]) -> Decimal:
    return sum((Decimal(step.value) for step in steps if isinstance(step.value, Decimal)), Decimal(0))


def _built_sets(built: list[Placement]) -> Decimal:
    return sum((_set_size(p) for p in built), Decimal(0))


def _set_size(placement: Placement) -> Decimal:
    """A set of middle size takes six days to build; others in proportion, in halves."""
    halves = (Decimal(placement.build_days) * 2 / SMALL_SET_BUILD_DAYS).to_integral_value()
    return max(Decimal("0.5"), halves / 2)


def _built_steps(shoot: Shoot, built: list[Placement]) -> list[Step]:
    return [_placement_step(shoot, p, _set_size(p)) for p in built]


def _placement_step(shoot: Shoot, placement: Placement, amount: Decimal | int) -> Step:
    story = next((s for s in shoot.plan.sets if s.id == placement.set_id), None)
    return Step(
        literal(story.name if story else placement.set_id),
        Decimal(amount),
        scenes=tuple(map(str, story.scenes)) if story else (),
        origin=placement.origin,
        confidence=Confidence.MEDIUM,
    )
