"""A problem as a JSON file, and everything that can be wrong with one before it is solved."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from tournage.kernel.findings import Finding, Severity, finding
from tournage.schedule.codec import Unreadable, from_plain, schema_of, to_plain
from tournage.schedule.model import Player, Site
from tournage.schedule.problem import Gear, Problem, Terms

SCHEMA = "tournage.schedule.problem/1"

MOST_STRIPS = 5000
MOST_CALENDAR_DAYS = 1500
MOST_MINUTES = 60_000
A_DAY = 24 * 60
_CLOCK = (
    "overtime_minutes", "first_shot_minutes", "wrap_minutes", "meal_minutes", "meal_within_minutes", "makeup_minutes",
    "move_limit_minutes", "move_overhead_minutes", "evening_drive_minutes", "free_drive_minutes", "twilight_minutes",
    "minor_shooting_minutes", "minor_presence_minutes", "minor_earliest", "minor_latest",
)  # fmt: skip
_RESTS = ("crew_rest_minutes", "cast_rest_minutes", "weekly_rest_minutes")


def problem_to_json(problem: Problem) -> dict[str, Any]:
    """The problem as plain JSON values."""
    return {"schema": SCHEMA, **to_plain(problem)}


def problem_schema() -> dict[str, Any]:
    """The JSON Schema of problem files (kept as `problem.schema.json`)."""
    definitions: dict[str, Any] = {}
    schema_of(Problem, definitions)
    top = definitions.pop("Problem")
    top["properties"] = {"schema": {"const": SCHEMA}, **top["properties"]}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A shoot to be scheduled",
        **top,
        "$defs": definitions,
    }


def parse_problem(document: Any) -> tuple[Problem | None, tuple[Finding, ...]]:
    """Read a problem from JSON values.

    Findings: SCH-101 a value does not fit; those of `check_problem`. None when it cannot be solved.
    """
    try:
        problem: Problem = from_plain(Problem, document, "")
    except Unreadable as fault:
        return None, (_fault("SCH-101", fault.where or "problem", expected=fault.expected, got=fault.got),)
    findings = check_problem(problem)
    return (None if any(f.severity is Severity.ERROR for f in findings) else problem), findings


def _fault(code: str, where: str, **values: Any) -> Finding:
    return finding("schedule", code, Severity.ERROR, where, **values)


def check_problem(problem: Problem) -> tuple[Finding, ...]:
    """What is wrong with the problem itself, before any board is made.

    Findings: SCH-102 no scenes; SCH-103 too many; SCH-104 a number out of range; SCH-105 a name that
    stands for nothing; SCH-106 the same name twice; SCH-107 precedences in a circle; SCH-108 a calendar
    that makes no sense; SCH-109 no light for a base on a day.
    """
    if not problem.strips:
        return (_fault("SCH-102", "strips"),)
    if len(problem.strips) > MOST_STRIPS:
        return (_fault("SCH-103", "strips", strips=len(problem.strips), most=MOST_STRIPS),)
    found = [*_calendar(problem)]
    if found:
        return tuple(found)
    found += [*_doubles(problem), *_numbers(problem), *_names(problem), *_light(problem)]
    return tuple(found) if found else tuple(_circles(problem))


def _calendar(problem: Problem) -> Iterator[Finding]:
    calendar = problem.calendar
    if not 0 < calendar.days <= MOST_CALENDAR_DAYS or not any(
        calendar.may_work(calendar.day(i)) for i in range(calendar.days)
    ):
        yield _fault("SCH-108", "calendar", first=calendar.first_day, last=calendar.last_day)


def _doubles(problem: Problem) -> Iterator[Finding]:
    lists: tuple[tuple[str, tuple[Any, ...]], ...] = (
        ("strips", problem.strips),
        ("players", problem.players),
        ("sites", problem.sites),
        ("towns", problem.towns),
        ("gear", problem.gear),
        ("units", problem.units),
        ("blocks", problem.blocks),
    )
    for name, entries in lists:
        for id, count in Counter(entry.id for entry in entries).items():
            if count > 1:
                yield _fault("SCH-106", name, id=id)


def _numbers(problem: Problem) -> Iterator[Finding]:
    groups: list[tuple[str, Any, tuple[str, ...]]] = [
        *((f"strips[{s.id}]", s, ("extras",)) for s in problem.strips),
        *(
            (f"players[{p.id}]", p, ("work_rate", "hold_rate", "travel_cost", "per_diem"))
            for p in problem.players
        ),
        *(
            (
                f"sites[{s.id}]",
                s,
                ("day_cost", "dark_day_cost", "build_cost", "return_cost", "drive_minutes", "build_days"),
            )
            for s in problem.sites
        ),
        *((f"legs[{leg.origin}-{leg.destination}]", leg, ("minutes", "cost")) for leg in problem.legs),
        *((f"units[{u.id}]", u, ("crew_day", "overtime_hour", "living", "move_cost")) for u in problem.units),
        *((f"gear[{g.id}]", g, ("day_cost", "week_cost")) for g in problem.gear),
        *((f"towns[{t.id}]", t, ("living",)) for t in problem.towns),
        *((f"wishes[{w.first}]", w, ("price",)) for w in problem.wishes),
        (
            "prices",
            problem.prices,
            (
                "travel_day",
                "wait_day",
                "extra_day",
                "chaperone_day",
                "flip",
                "over_page",
                "missed_date",
                "set_day",
                "thin_minute",
                "least_minutes",
            ),
        ),
    ]
    for where, entry, names in groups:
        for name in names:
            if getattr(entry, name) < 0:
                yield _fault("SCH-104", where, field=name, value=getattr(entry, name))
    for strip in problem.strips:
        if strip.minutes <= 0 or strip.eighths < 0:
            name = "minutes" if strip.minutes <= 0 else "eighths"
            yield _fault("SCH-104", f"strips[{strip.id}]", field=name, value=getattr(strip, name))
        if strip.minutes > MOST_MINUTES:
            yield _fault("SCH-104", f"strips[{strip.id}]", field="minutes", value=strip.minutes)
    yield from _terms(problem.terms)
    shared: tuple[Player | Site | Gear, ...] = (*problem.players, *problem.sites, *problem.gear)
    for entry in shared:
        if not 0 <= entry.eligible_share <= 1:
            yield _fault("SCH-104", entry.id, field="eligible_share", value=entry.eligible_share)


def _terms(terms: Terms) -> Iterator[Finding]:
    """Hours that no agreement has: a day of none or of more than 24, a rest of weeks."""
    ranges = dict.fromkeys(_CLOCK, (0, A_DAY)) | dict.fromkeys(_RESTS, (0, 3 * A_DAY))
    ranges |= dict.fromkeys(("day_minutes", "ramadan_day_minutes", "driving_day_minutes"), (60, A_DAY))
    ranges |= dict.fromkeys(("days_in_a_row", "sites_a_day"), (1, MOST_CALENDAR_DAYS))
    ranges |= dict.fromkeys(("nights_in_a_row", "drop_days", "most_eighths"), (0, MOST_CALENDAR_DAYS))
    for name, (low, high) in ranges.items():
        if not low <= getattr(terms, name) <= high:
            yield _fault("SCH-104", "terms", field=name, value=getattr(terms, name))
    if not terms.modes:
        yield _fault("SCH-105", "terms", name="modes")


def _names(problem: Problem) -> Iterator[Finding]:
    players = {p.id for p in problem.players}
    sites = {s.id: s for s in problem.sites}
    towns, gear = {t.id for t in problem.towns}, {g.id for g in problem.gear}
    strips = {s.id for s in problem.strips}
    for strip in problem.strips:
        where = f"strips[{strip.id}]"
        site = sites.get(strip.location)
        wrong = [*(c for c in (*strip.cast, *strip.minors) if c not in players)]
        wrong += [g for g in strip.equipment if g not in gear]
        wrong += [s for s in strip.after if s not in strips]
        wrong += [] if site else [strip.location]
        wrong += [strip.base] if strip.base not in towns or (site and site.base != strip.base) else []
        for name in wrong:
            yield _fault("SCH-105", where, name=name)
    units = {unit.id for unit in problem.units}
    for lock in problem.locked_days:
        if lock.unit not in units:
            yield _fault("SCH-105", f"locked_days[{lock.on}]", name=lock.unit)
        yield from (
            _fault("SCH-105", f"locked_days[{lock.on}]", name=s) for s in lock.strips if s not in strips
        )
    for wish in problem.wishes:
        for name in (wish.first, wish.then):
            if name not in strips:
                yield _fault("SCH-105", "wishes", name=name)
    episodes = Counter(episode for block in problem.blocks for episode in block.episodes)
    for name in (episode for episode, count in episodes.items() if count > 1):
        yield _fault("SCH-106", "blocks", id=name)
    if "main" not in {u.id for u in problem.units}:
        yield _fault("SCH-105", "units", name="main")


def _light(problem: Problem) -> Iterator[Finding]:
    known = {(sun.base, sun.on) for sun in problem.suns}
    calendar = problem.calendar
    for base in sorted({strip.base for strip in problem.strips}):
        for index in range(calendar.days):
            if (base, calendar.day(index)) not in known:
                yield _fault("SCH-109", "suns", base=base, on=calendar.day(index))
                break


def _circles(problem: Problem) -> Iterator[Finding]:
    """A strip that, following `after`, must come before itself."""
    after = {strip.id: list(strip.after) for strip in problem.strips}
    while True:
        free = [id for id, before in after.items() if not before]
        if not free:
            break
        for id in free:
            del after[id]
        gone = set(free)
        for before in after.values():
            before[:] = [id for id in before if id not in gone]
    if after:
        yield _fault("SCH-107", "strips", strips=tuple(_one_circle(after)))


def _one_circle(after: dict[str, list[str]]) -> list[str]:
    walk = [next(iter(after))]
    while (step := after[walk[-1]][0]) not in walk:
        walk.append(step)
    return walk[walk.index(step) :][::-1]
