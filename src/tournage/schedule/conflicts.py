"""Why strips find no day: a smallest set of demands that cannot all be met, in words.

Plain set logic on dates, apart from the engine: take any one demand away and the rest can be met.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from tournage.kernel.words import Phrase, literal, phrase
from tournage.schedule.model import Strip
from tournage.schedule.problem import Problem, Sun
from tournage.schedule.rules.light import needed_light


@dataclass(frozen=True, slots=True)
class Conflict:
    """Strips that cannot be scheduled, and the demands that exclude each other."""

    strips: tuple[str, ...]
    demands: tuple[Phrase, ...]

    @property
    def message(self) -> Phrase:
        """All of it in one sentence."""
        return phrase("schedule.conflict", strips=self.strips, demands=self.demands)


_Suns = Mapping[tuple[str, date], Sun]


@dataclass(frozen=True, slots=True)
class _Demand:
    words: Phrase
    days: frozenset[date]


def find_conflicts(problem: Problem) -> tuple[Conflict, ...]:
    """Every smallest set of demands that no board can meet, as far as one strip, one pair or one resource tells."""
    calendar = problem.calendar
    days = [calendar.day(i) for i in range(calendar.days)]
    found: list[Conflict] = []
    possible: dict[str, frozenset[date]] = {}
    suns = {(sun.base, sun.on): sun for sun in problem.suns}
    for strip in problem.strips:
        demands = list(_date_demands(problem, strip, days))
        meet = _meet(demands)
        if not meet:
            found.append(Conflict((strip.id,), tuple(d.words for d in _smallest(demands))))
            continue
        possible[strip.id] = frozenset(on for on in meet if _fits_alone(problem, strip, on, suns))
        if not possible[strip.id]:
            found.append(Conflict((strip.id,), tuple(_day_demands(problem, strip, min(meet), suns))))
    stuck = {id for conflict in found for id in conflict.strips}
    found += [c for c in _order_conflicts(problem, possible) if not stuck.intersection(c.strips)]
    found += list(_lock_conflicts(problem, possible))
    found += list(_crowded(problem, possible))
    return tuple(found)


def _meet(demands: Sequence[_Demand]) -> frozenset[date]:
    meet = demands[0].days
    for demand in demands[1:]:
        meet &= demand.days
    return meet


def _smallest(demands: list[_Demand]) -> list[_Demand]:
    """Leave out, one by one, every demand without which there is still no day."""
    kept = list(demands)
    for demand in demands:
        rest = [other for other in kept if other is not demand]
        if rest and not _meet(rest):
            kept = rest
    return kept


def spans_of(days: frozenset[date]) -> tuple[Phrase, ...]:
    """Days as runs in words."""
    runs: list[tuple[date, date]] = []
    for on in sorted(days):
        if runs and on - runs[-1][1] == timedelta(days=1):
            runs[-1] = (runs[-1][0], on)
        else:
            runs.append((on, on))
    return tuple(
        phrase("schedule.one_day", on=a) if a == b else phrase("schedule.span", first=a, last=b)
        for a, b in runs[:6]
    )


def _date_demands(problem: Problem, strip: Strip, days: list[date]) -> Iterator[_Demand]:
    """What limits the dates of a strip: lock, place, cast, gear, calendar."""
    every = frozenset(days)

    def inside(spans: tuple[tuple[date, date], ...]) -> frozenset[date]:
        return frozenset(on for on in days if any(a <= on <= b for a, b in spans))

    if strip.locked_on is not None:
        words = phrase("schedule.demand_lock", strip=strip.id, on=strip.locked_on)
        yield _Demand(words, every & {strip.locked_on})
    for lock in problem.locked_days:
        if strip.id in lock.strips:
            yield _Demand(phrase("schedule.demand_lock", strip=strip.id, on=lock.on), every & {lock.on})
    site = next(s for s in problem.sites if s.id == strip.location)
    if site.open:
        open_days = inside(site.open)
        yield _Demand(
            phrase("schedule.demand_site", site=literal(site.name), spans=_said(site.open)), open_days
        )
    for player in problem.players:
        if player.id in strip.cast and player.away:
            words = phrase("schedule.demand_player", player=literal(player.name), spans=_said(player.away))
            yield _Demand(words, every - inside(player.away))
    for gear in problem.gear:
        if gear.id in strip.equipment and gear.open:
            words = phrase("schedule.demand_gear", gear=literal(gear.name), spans=_said(gear.open))
            yield _Demand(words, inside(gear.open))
    for block in problem.blocks:
        if strip.episode not in block.episodes:
            continue
        if block.present:
            words = phrase(
                "schedule.demand_director", director=literal(block.director), spans=_said(block.present)
            )
            yield _Demand(words, inside(block.present))
        if block.shot_by is not None:
            words = phrase("schedule.demand_delivery", block=literal(block.id), last=block.shot_by)
            yield _Demand(words, frozenset(on for on in days if on <= block.shot_by))
    words = phrase("schedule.demand_calendar", first=days[0], last=days[-1])
    yield _Demand(words, frozenset(on for on in days if problem.calendar.may_work(on)))


def _said(spans: tuple[tuple[date, date], ...]) -> tuple[Phrase, ...]:
    return tuple(phrase("schedule.span", first=a, last=b) for a, b in spans)


def _room(problem: Problem, on: date) -> int:
    terms = problem.terms
    hours = terms.ramadan_day_minutes if problem.calendar.is_ramadan(on) else terms.day_minutes
    return hours + terms.overtime_minutes - terms.first_shot_minutes - terms.wrap_minutes


def _fits_alone(problem: Problem, strip: Strip, on: date, suns: _Suns) -> bool:
    return not list(_day_demands(problem, strip, on, suns))


def _day_demands(problem: Problem, strip: Strip, on: date, suns: _Suns) -> Iterator[Phrase]:
    """What keeps a strip off every clock of a day: its length, its light, its children."""
    terms, room = problem.terms, _room(problem, on)
    site = next(s for s in problem.sites if s.id == strip.location)
    room -= 2 * max(0, site.drive_minutes - terms.free_drive_minutes)
    if strip.minutes > room:
        yield phrase("schedule.demand_length", strip=strip.id, minutes=strip.minutes, most=room)
        return
    sun = suns.get((strip.base, on))
    light = needed_light(strip, sun, terms) if sun else None
    if light is not None and light[1] - light[0] < strip.minutes:
        width = max(0, light[1] - light[0])
        yield phrase("schedule.demand_light", strip=strip.id, minutes=strip.minutes, most=width)
        return
    call = min((mode.earliest_call for mode in terms.modes), default=0)
    if light is not None and light[1] - max(light[0], call + terms.first_shot_minutes) < strip.minutes:
        yield phrase(
            "schedule.demand_call",
            strip=strip.id,
            minutes=strip.minutes,
            ends=_clock(light[1]),
            call=_clock(call),
        )
        return
    young = set(strip.minors) | {p.id for p in problem.players if p.minor and p.id in strip.cast}
    if not young:
        return
    if strip.minutes > terms.minor_shooting_minutes:
        yield phrase(
            "schedule.demand_child", strip=strip.id, minutes=strip.minutes, most=terms.minor_shooting_minutes
        )
    elif light is not None:
        early, late = (
            max(light[0], terms.minor_earliest + terms.makeup_minutes),
            min(light[1], terms.minor_latest),
        )
        if late - early < strip.minutes:
            yield phrase(
                "schedule.demand_child", strip=strip.id, minutes=strip.minutes, most=max(0, late - early)
            )


def _clock(minutes: int) -> str:
    return f"{minutes // 60 % 24:02}:{minutes % 60:02}"


def _order_conflicts(problem: Problem, possible: dict[str, frozenset[date]]) -> Iterator[Conflict]:
    """A strip that must follow another whose first possible day comes after its own last one."""
    for strip in problem.strips:
        for earlier in strip.after:
            mine, theirs = possible.get(strip.id), possible.get(earlier)
            if mine and theirs and min(theirs) > max(mine):
                yield Conflict(
                    (earlier, strip.id),
                    (
                        phrase("schedule.demand_after", strip=strip.id, earlier=earlier),
                        phrase("schedule.demand_only", strip=strip.id, spans=spans_of(mine)),
                        phrase("schedule.demand_only", strip=earlier, spans=spans_of(theirs)),
                    ),
                )


def _lock_conflicts(problem: Problem, possible: dict[str, frozenset[date]]) -> Iterator[Conflict]:
    """Strips held on one day that together do not fit it, or belong to two bases."""
    held: dict[date, list[Strip]] = {}
    locks = {id: lock.on for lock in problem.locked_days for id in lock.strips}
    for strip in problem.strips:
        on = strip.locked_on or locks.get(strip.id)
        if on is not None and len(possible.get(strip.id, ())) == 1:
            held.setdefault(on, []).append(strip)
    several = len(problem.units) > 1
    for on, strips in sorted(held.items()):
        words = phrase("schedule.demand_share", strips=tuple(s.id for s in strips), on=on)
        bases = sorted({strip.base for strip in strips})
        minutes = sum(strip.minutes for strip in strips)
        if len(bases) > 1 and not several:
            yield Conflict(
                tuple(s.id for s in strips), (words, phrase("schedule.demand_bases", bases=tuple(bases)))
            )
        elif minutes > _room(problem, on) * len(problem.units):
            most = _room(problem, on) * len(problem.units)
            yield Conflict(
                tuple(s.id for s in strips),
                (words, phrase("schedule.demand_room", minutes=minutes, most=most)),
            )


def _crowded(problem: Problem, possible: dict[str, frozenset[date]]) -> Iterator[Conflict]:
    """A place, player or piece of gear whose scenes need more days than there are."""
    resources: list[tuple[str, Callable[[Strip], bool]]] = [
        *((site.name, lambda s, id=site.id: s.location == id) for site in problem.sites if site.open),  # type: ignore[misc]
        *((p.name, lambda s, id=p.id: id in s.cast) for p in problem.players if p.away),  # type: ignore[misc]
        *((g.name, lambda s, id=g.id: id in s.equipment) for g in problem.gear if g.open),  # type: ignore[misc]
    ]
    for name, needs in resources:
        strips = [s for s in problem.strips if needs(s) and possible.get(s.id)]
        if not strips:
            continue
        days = frozenset().union(*(possible[s.id] for s in strips))
        room = sum(_room(problem, on) for on in days) * len(problem.units)
        minutes = sum(s.minutes for s in strips)
        if minutes > room:
            yield Conflict(
                tuple(s.id for s in strips),
                (
                    phrase(
                        "schedule.demand_days", name=literal(name), days=len(days), minutes=minutes, most=room
                    ),
                ),
            )
