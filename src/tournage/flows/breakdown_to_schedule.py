"""From breakdown and places to the schedule: strips with their shooting time, cast, places, roads, calendar."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

from tournage.breakdown.model import Breakdown, Element, Role, Sheet
from tournage.flows.estimate_minutes import estimate_minutes
from tournage.jurisdictions.load_scheduling import SchedulingData, load_scheduling, load_terms, rest_weekdays
from tournage.kernel.calendar import DaySpan
from tournage.kernel.eighths import Eighths
from tournage.kernel.explain import Step
from tournage.kernel.findings import Finding, Severity, finding
from tournage.kernel.scene import IntExt, Light, SceneKey
from tournage.kernel.words import say
from tournage.places.catalogue import Catalogue, InRamadan
from tournage.places.model import Candidate, Placement, PlacePlan
from tournage.places.sun import sun_day
from tournage.places.travel import roads_of
from tournage.schedule.model import Leg, Player, Site, Strip
from tournage.schedule.problem import Calendar, Gear, Prices, Problem, Rebate, Sun, Terms, Town, Unit
from tournage.schedule.rules.light import needed_light

_FAR_MINUTES = 120
_EIGHTHS_A_DAY = 12
"""A slow shooting day, by which the shoot is taken to last when its evenings are looked at."""

_LINES = ("crew", "night", "overtime", "travel_days", "waiting", "living", "children", "moves", "extras")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a person or the study asks of the schedule beyond breakdown and places.

    `rates` replace the prices of the country's scheduling data, in whole units of its currency;
    `roles` give a role its own rate class (`lead`, `support`, `day_player`); `minutes` a scene its
    own shooting time; `locked` a strip its day; `away` and `open` the days of roles and places;
    `kind` is the format of the work, which sets the pace.
    """

    first_day: date
    week_days: int | None = None
    rates: Mapping[str, Decimal] = field(default_factory=dict)
    roles: Mapping[str, str] = field(default_factory=dict)
    minutes: Mapping[str, int] = field(default_factory=dict)
    locked: Mapping[str, date] = field(default_factory=dict)
    away: Mapping[str, tuple[tuple[date, date], ...]] = field(default_factory=dict)
    open: Mapping[str, tuple[tuple[date, date], ...]] = field(default_factory=dict)
    rebate: Rebate | None = None
    home: str | None = None
    kind: str = "feature"


@dataclass(slots=True)
class _Work:
    breakdown: Breakdown
    plan: PlacePlan
    catalogue: Catalogue
    wanted: Wanted
    data: SchedulingData
    terms: Terms
    findings: list[Finding] = field(default_factory=list)

    def price(self, name: str, share: Decimal = Decimal(1)) -> int:
        """A price in minor units, the caller's own before the country's default."""
        held = self.wanted.rates.get(name)
        value = held if held is not None else self.data.prices[name].value
        return int((value * share * 100).quantize(Decimal(1), ROUND_HALF_UP))

    def wish(self, name: str) -> int:
        """What a wish is worth, in minor units."""
        return int(self.data.wishes[name].value * 100)


def breakdown_to_schedule(
    breakdown: Breakdown, plan: PlacePlan, catalogue: Catalogue, wanted: Wanted
) -> tuple[Problem, tuple[Finding, ...]]:
    """Write the problem of a shoot: every sheet that has a place becomes a strip, or several when it is long.

    Findings: SCH-401 a scene without a place in the country is left out; SCH-402 a long scene was split;
    SCH-403 holidays are not known that far ahead; SCH-405 dawn with a child is shot at dusk;
    SCH-406 a child leaves a night scene early; SCH-407 the light leaves a child no time, a double stands in.
    """
    country = catalogue.country.lower()
    terms = load_terms(country, wanted.first_day, week_days=wanted.week_days)
    work = _Work(breakdown, plan, catalogue, wanted, load_scheduling(country), terms)
    strips, sites = _strips_and_sites(work)
    bases = tuple(dict.fromkeys(strip.base for strip in strips))
    calendar = _calendar(work, strips)
    crew = work.price("crew_day")
    premiums = tuple((mode.id, int(crew * share)) for mode, share in work.data.modes if share)
    problem = Problem(
        title=breakdown.title,
        currency=work.data.currency,
        strips=strips,
        players=_players(work, strips),
        sites=sites,
        towns=_towns(work, bases),
        legs=_legs(work, bases, sites),
        calendar=calendar,
        suns=_suns(work, bases, calendar),
        terms=terms,
        units=(Unit("main", crew, _overtime_hour(work, crew), premiums),),
        prices=_prices(work, crew),
        gear=_gear(work, strips),
        rebate=wanted.rebate,
        home=wanted.home,
    )
    return problem, tuple(work.findings)


def _overtime_hour(work: _Work, crew: int) -> int:
    factor = work.data.rule("overtime_1_rate", work.wanted.first_day)
    return int(crew * factor * 60 / work.terms.day_minutes)


def _prices(work: _Work, crew: int) -> Prices:
    value = work.data.prices
    return Prices(
        travel_day=int(crew * value["travel_day_share"].value),
        wait_day=int(crew * value["wait_day_share"].value),
        extra_day=work.price("extra_day"),
        chaperone_day=work.price("chaperone_day"),
        flip=work.wish("flip"),
        heavy_first_day=work.wish("heavy_first_day"),
        over_page=work.wish("over_eighth"),
        comfortable_eighths=int(work.data.wishes["comfortable_eighths"].value),
        set_day=int(crew * work.data.wishes["set_minutes"].value / work.terms.day_minutes),
        thin_minute=int(crew * work.data.wishes["thin_share"].value / work.terms.day_minutes),
        least_minutes=int(work.data.wishes["least_minutes"].value),
        missed_date=work.wish("missed_date"),
        no_cover=work.wish("no_cover"),
        eligible=tuple((line, Decimal(1)) for line in _LINES),
    )


def _strips_and_sites(work: _Work) -> tuple[tuple[Strip, ...], tuple[Site, ...]]:
    set_of = {key: story.id for story in work.plan.sets for key in story.scenes}
    placements = {placement.set_id: placement for placement in work.plan.placements}
    built_at = {p.location: p for p in reversed(work.plan.placements) if p.location and p.build_days}
    strips: list[Strip] = []
    sites: dict[str, Site] = {}
    for sheet in work.breakdown.sheets:
        if sheet.omitted:
            continue
        placement = placements.get(set_of.get(sheet.key, ""))
        if placement is None or placement.location is None:
            work.findings.append(_note("SCH-401", sheet.key, set=sheet.set_name))
            continue
        site = _site(
            work, built_at.get(placement.location, placement) if not placement.build_days else placement
        )
        sites.setdefault(site.id, site)
        strips += _parts(work, sheet, site)
    return tuple(strips), _on_floors(work, tuple(sites.values()))


def _on_floors(work: _Work, sites: tuple[Site, ...]) -> tuple[Site, ...]:
    """Give each built set a floor of its own as far as the stages of its town have room."""
    room = int(work.data.estimate["set_floor_m2"])
    floors: dict[str, list[str]] = {}
    for location in work.catalogue.locations:
        if location.kind == "stage":
            slots = max(1, (location.stage_m2 or 0) // room)
            floors.setdefault(location.hub, []).extend(f"{location.id}#{n + 1}" for n in range(slots))
    result = []
    taken: dict[str, int] = {}
    for site in sites:
        own = site.id.partition(":")[0]
        hub = work.catalogue.location(own).hub
        if site.stage and site.build_days and floors.get(hub):
            names = sorted(floors[hub], key=lambda name: (not name.startswith(own), name))
            number = taken[hub] = taken.get(hub, -1) + 1
            result.append(replace(site, floor=names[number % len(names)]))
        else:
            result.append(site)
    return tuple(result)


def _note(code: str, key: SceneKey, severity: Severity = Severity.INFO, **values: str | int) -> Finding:
    return finding("flows", code, severity, f"scene {key}", scene=str(key), **values)


def _chosen(placement: Placement) -> Candidate | None:
    return next((c for c in placement.candidates if c.location == placement.location), None)


def _site(work: _Work, placement: Placement) -> Site:
    """The place of a set. A built set is a place of its own, on its stage or lot."""
    assert placement.location is not None, "only sets with a location are scheduled"
    location = work.catalogue.location(placement.location)
    chosen = _chosen(placement)
    drive = chosen.drive_minutes if chosen else 0
    built = placement.build_days > 0
    stay = (chosen is not None and chosen.stay) or drive > _FAR_MINUTES
    story = next((s.name for s in work.plan.sets if s.id == placement.set_id), placement.set_id)
    rents = location.kind != "location"
    return Site(
        id=f"{location.id}:{placement.set_id}" if built else location.id,
        name=f"{location.name}: {story}" if built else location.name,
        base=location.id if stay else placement.base or location.hub,
        open=tuple(work.wanted.open.get(location.id, ())),
        day_cost=work.price("stage_day" if rents else "site_day"),
        dark_day_cost=work.price("stage_dark_day" if built else "site_dark_day"),
        stage=location.kind == "stage",
        build_days=placement.build_days,
        strike_days=placement.strike_days,
        build_cost=placement.build_days * work.price("stage_build_day") if built else 0,
        drive_minutes=0 if stay else drive,
        return_cost=work.price("site_return"),
    )


def _parts(work: _Work, sheet: Sheet, site: Site) -> list[Strip]:
    """The strip of a sheet, or several parts kept together when it is longer than a day or its light.

    Of a long exterior at dawn or dusk one part is shot in that light, the others by day beside it. Of an
    exterior at night with a child the first part has the child, the others a double; where children must stop
    before the light comes, a double plays all of it.
    """
    elements = tuple(e for e in work.breakdown.elements if e.id in set(sheet.elements))
    young = tuple(r.id for r in work.breakdown.roles if r.minor and r.id in sheet.cast)
    child = bool(young) or any(e.category == "minors" for e in elements)
    step = estimate_minutes(
        sheet, elements, work.data, stage=site.stage, child=child, kind_of_work=work.wanted.kind
    )
    minutes = work.wanted.minutes.get(str(sheet.key), int(str(step.value)))
    strips = _split(work, sheet, site, minutes, (step, elements, young, bool(young)))
    room = _child_room(work, strips[0]) if young else None
    least = int(work.data.estimate["child_night_least_minutes"])
    if room is not None and least <= room < strips[0].minutes and _at_night(sheet, site):
        strips = _split(work, sheet, site, minutes, (step, elements, young, True), evening=room)
    if room is not None and room < strips[0].minutes:
        work.findings.append(_note("SCH-407", sheet.key, Severity.WARNING))
        strips = _split(work, sheet, site, minutes, (step, elements, young, False))
    elif young and _at_twilight(sheet, site) and sheet.light is Light.DAWN:
        work.findings.append(_note("SCH-405", sheet.key, Severity.WARNING))
    elif young and _at_night(sheet, site) and len(strips) > 1:
        work.findings.append(_note("SCH-406", sheet.key, Severity.WARNING, minutes=strips[0].minutes))
    if len(strips) > 1:
        work.findings.append(_note("SCH-402", sheet.key, parts=len(strips), minutes=minutes))
    return strips


_Facts = tuple[Step, tuple[Element, ...], tuple[str, ...], bool]
"""Estimate, elements, the children of the scene, and whether they are there or doubled."""


def _split(
    work: _Work, sheet: Sheet, site: Site, minutes: int, facts: _Facts, *, evening: int | None = None
) -> list[Strip]:
    """The parts of a scene; `evening` is how long a child may work at night, when that is less than usual."""
    evening = evening or int(work.data.estimate["child_night_minutes"])
    lengths = _part_lengths(work, sheet, site, (minutes, evening), young=facts[3])
    share = [sheet.eighths * length // max(1, sum(lengths)) for length in lengths]
    share[-1] += sheet.eighths - sum(share)
    return [
        _strip(work, sheet, site, (part, len(lengths), length, eighths), facts)
        for part, (length, eighths) in enumerate(zip(lengths, share, strict=True))
    ]


def _child_room(work: _Work, strip: Strip) -> int | None:
    """Minutes that the strip's light leaves a child all through the shoot; None when any light will do."""
    at, terms = work.catalogue.point(strip.base), work.terms
    rooms, eighths = [], sum(sheet.eighths for sheet in work.breakdown.sheets)
    weeks = max(4, eighths // (_EIGHTHS_A_DAY * 6) + 1)
    for ahead in range(0, 7 * weeks + 1, 7):
        day = sun_day(at, work.wanted.first_day + timedelta(days=ahead), work.catalogue.zone)
        sun = Sun(strip.base, day.on, day.dawn, day.sunrise, day.sunset, day.dusk)
        light = needed_light(strip, sun, terms)
        if light is None:
            return None
        early = max(light[0], terms.minor_earliest + terms.makeup_minutes)
        rooms.append(min(light[1], terms.minor_latest) - early)
    return min(rooms) // 5 * 5


def _at_twilight(sheet: Sheet, site: Site) -> bool:
    return sheet.light in (Light.DAWN, Light.DUSK) and sheet.int_ext is not IntExt.INT and not site.stage


def _at_night(sheet: Sheet, site: Site) -> bool:
    return sheet.light is Light.NIGHT and sheet.int_ext is not IntExt.INT and not site.stage


def _light(sheet: Sheet, site: Site, *, young: bool) -> Light:
    """The light of the first part: a child cannot work at dawn, so dawn is shot at dusk."""
    child_at_dawn = young and sheet.light is Light.DAWN and _at_twilight(sheet, site)
    return Light.DUSK if child_at_dawn else sheet.light


def _part_lengths(work: _Work, sheet: Sheet, site: Site, times: tuple[int, int], *, young: bool) -> list[int]:
    table, (minutes, evening) = work.data.estimate, times
    longest = int(table["longest_part_minutes"])
    longest = min(longest, work.terms.minor_shooting_minutes) if young else longest
    first = []
    if _at_twilight(sheet, site):
        twilight = int(table["twilight_part_minutes"])
        first, minutes = [min(minutes, twilight)], max(0, minutes - twilight)
    elif young and _at_night(sheet, site):
        first, minutes = [min(minutes, evening)], max(0, minutes - evening)
    count = -(-minutes // longest)
    return first + [minutes // count + (part < minutes % count) for part in range(count)]


def _strip(
    work: _Work,
    sheet: Sheet,
    site: Site,
    part: tuple[int, int, int, int],
    facts: _Facts,
) -> Strip:
    number, count, minutes, eighths = part
    step, elements, children, there = facts
    name = f"{sheet.key}pt{number + 1}" if count > 1 else str(sheet.key)
    young = () if not there or (number and _at_night(sheet, site)) else children
    cast = tuple(role for role in sheet.cast if role in young or role not in children)
    categories = {element.category for element in elements}
    crowd = sheet.extras >= int(work.data.estimate["large_crowd_from"])
    return Strip(
        id=name,
        scene=str(sheet.key),
        int_ext=sheet.int_ext,
        light=Light.DAY if number and _at_twilight(sheet, site) else _light(sheet, site, young=bool(young)),
        set_name=sheet.set_name,
        location=site.id,
        base=site.base,
        eighths=Eighths(eighths),
        minutes=minutes,
        cast=cast,
        extras=sheet.extras,
        minors=young,
        equipment=("animals",) if "animals" in categories else (),
        script_day=sheet.script_day,
        synopsis=sheet.synopsis,
        episode=sheet.key.episode,
        stage=site.stage,
        weather_cover=sheet.int_ext is IntExt.INT,
        locked_on=work.wanted.locked.get(name),
        estimate=step,
        group=str(sheet.key) if count > 1 else None,
        elements=sheet.elements,
        heavy=crowd or bool(categories & {"stunts", "special_effects", "water_fire"}),
    )


def _gear(work: _Work, strips: tuple[Strip, ...]) -> tuple[Gear, ...]:
    if not any("animals" in strip.equipment for strip in strips):
        return ()
    return (Gear("animals", "Animals", work.price("animal_day")),)


def _players(work: _Work, strips: tuple[Strip, ...]) -> tuple[Player, ...]:
    acting = {role for strip in strips for role in strip.cast}
    scenes = sum(not sheet.omitted for sheet in work.breakdown.sheets)
    return tuple(_player(work, role, scenes) for role in work.breakdown.roles if role.id in acting)


def rate_class(role: Role, scenes: int) -> str:
    """`lead`, `support` or `day_player`, by cast number and the share of the scenes."""
    if role.number <= 2 or (role.number <= 4 and len(role.scenes) * 4 >= scenes):
        return "lead"
    return "support" if len(role.scenes) >= 4 else "day_player"


def _player(work: _Work, role: Role, scenes: int) -> Player:
    kind = work.wanted.roles.get(role.id, rate_class(role, scenes))
    rate = work.price({"lead": "lead_day", "support": "support_day", "day_player": "day_player_day"}[kind])
    lead = kind == "lead"
    return Player(
        id=role.id,
        name=role.name,
        number=role.number,
        work_rate=rate,
        hold_rate=int(rate * work.data.prices["cast_hold_share"].value),
        minor=role.minor,
        away=tuple(work.wanted.away.get(role.id, ())),
        travel_cost=work.price("cast_travel") if kind != "day_player" else 0,
        per_diem=work.price("cast_per_diem") if kind != "day_player" else 0,
        drop_allowed=not lead,
        eligible_share=work.data.prices["lead_eligible_share"].value if lead else Decimal(1),
    )


def _place_name(work: _Work, id: str) -> str:
    hub = next((h for h in work.catalogue.hubs if h.id == id), None)
    return hub.name if hub else work.catalogue.location(id).name


def _towns(work: _Work, bases: tuple[str, ...]) -> tuple[Town, ...]:
    home = work.wanted.home
    names = dict.fromkeys((*bases, *((home,) if home else ())))
    living = work.price("crew_living_night")
    return tuple(Town(id, _place_name(work, id), 0 if id == home else living) for id in names)


def _legs(work: _Work, bases: tuple[str, ...], sites: tuple[Site, ...]) -> tuple[Leg, ...]:
    """Roads between the bases (and home), and between the places of one base."""
    roads, legs = roads_of(work.catalogue), []
    towns = list(dict.fromkeys((*bases, *((work.wanted.home,) if work.wanted.home else ()))))
    for i, one in enumerate(towns):
        legs += [_leg(work, roads.between(one, other), one, other) for other in towns[i + 1 :]]
    for i, site in enumerate(sites):
        for other in sites[i + 1 :]:
            ends = site.id.partition(":")[0], other.id.partition(":")[0]
            if site.base != other.base:
                continue
            if ends[0] == ends[1]:
                legs.append(Leg(site.id, other.id, 10))
            else:
                legs.append(_leg(work, roads.between(*ends), site.id, other.id))
    return tuple(legs)


def _leg(work: _Work, road: object, origin: str, destination: str) -> Leg:
    minutes, km = int(getattr(road, "minutes")), int(getattr(road, "km"))  # noqa: B009
    return Leg(origin, destination, minutes, km * work.price("km_convoy"), km)


def _calendar(work: _Work, strips: tuple[Strip, ...]) -> Calendar:
    first = work.wanted.first_day
    minutes = sum(strip.minutes for strip in strips)
    days = minutes // max(1, work.terms.ramadan_day_minutes - 90) + 12
    last = first + timedelta(days=days * 2 + 45)
    known = work.catalogue.known_to()
    if last > known:
        day = min(last, first + timedelta(days=minutes // 400))
        if day > known:
            work.findings.append(
                finding("flows", "SCH-403", Severity.WARNING, "calendar", known=known, first=first)
            )
    span = [first + timedelta(days=i) for i in range((last - first).days + 1)]
    holidays = [
        (on, say(holiday.name, "en"))
        for on in span
        for holiday in work.catalogue.holidays_on(on)[:1]
        if holiday.off
    ]
    fasting = [on for on in span if work.catalogue.in_ramadan(on) is not InRamadan.NO]
    return Calendar(
        first_day=first,
        last_day=last,
        rest_weekdays=rest_weekdays(work.catalogue.country, first, week_days=work.wanted.week_days),
        holidays=tuple(holidays),
        ramadan=tuple(_spans(fasting)),
        start_by=first + timedelta(days=6),
    )


def _spans(days: list[date]) -> list[DaySpan]:
    """Days as runs."""
    spans: list[DaySpan] = []
    for on in days:
        if spans and on - spans[-1].last_day == timedelta(days=1):
            spans[-1] = DaySpan(spans[-1].first_day, on)
        else:
            spans.append(DaySpan(on, on))
    return spans


def _suns(work: _Work, bases: tuple[str, ...], calendar: Calendar) -> tuple[Sun, ...]:
    suns = []
    for base in bases:
        at = work.catalogue.point(base)
        for index in range(calendar.days):
            day = sun_day(at, calendar.day(index), work.catalogue.zone)
            suns.append(Sun(base, day.on, day.dawn, day.sunrise, day.sunset, day.dusk))
    return tuple(suns)
