"""An outcome as a board people can read: dates, clocks, banners, the days between."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

from tournage.kernel.eighths import Eighths
from tournage.kernel.words import Phrase, literal, phrase
from tournage.schedule.model import Banner, Board, Day, Idle
from tournage.schedule.problem import Problem
from tournage.schedule.solve.compiled import Compiled, bits
from tournage.schedule.solve.evaluate import Outcome, Placed


def write_board(c: Compiled, outcome: Outcome, boneyard: int) -> Board:
    """The board of an outcome."""
    problem = c.problem
    placed = sorted(outcome.placed, key=lambda day: (day.date, day.unit != c.main, day.unit))
    numbers: dict[int, int] = {}
    days = []
    for day in placed:
        numbers[day.unit] = numbers.get(day.unit, 0) + 1
        days.append(_day(c, day, numbers[day.unit]))
    return Board(
        strips=problem.strips,
        days=tuple(days),
        idle=_idle(c, outcome, placed),
        boneyard=tuple(c.strip_ids[s] for s in bits(boneyard)),
        first_day=days[0].on if days else problem.calendar.first_day,
        set_build_days=outcome.building,
    )


def _day(c: Compiled, day: Placed, number: int) -> Day:
    problem, plan = c.problem, day.plan
    on = problem.calendar.day(day.date)
    base = c.base_ids[day.info.base]
    sun = next(sun for sun in problem.suns if sun.base == base and sun.on == on)
    locked = {(lock.on, lock.unit) for lock in problem.locked_days}
    unit = problem.units[day.unit].id
    return Day(
        number=number,
        on=on,
        base=base,
        mode=c.terms.modes[plan.mode].id,
        strips=tuple(c.strip_ids[s] for s in plan.order),
        minutes=plan.worked,
        eighths=Eighths(day.info.eighths),
        call=plan.call,
        wrap=plan.wrap,
        unit=unit,
        sunrise=sun.sunrise,
        sunset=sun.sunset,
        banners=tuple(moves_of(c, plan.order)),
        locked=(on, unit) in locked,
        starts=plan.starts,
        meal=plan.meal,
    )


def moves_of(c: Compiled, order: tuple[int, ...]) -> list[Banner]:
    """A banner for each move between two places of a day."""
    banners = []
    for a, b in pairwise(order):
        if c.site[a] != c.site[b]:
            minutes = c.leg[c.site[a], c.site[b]][0] + c.terms.move_overhead_minutes
            name = c.problem.sites[c.site[b]].name
            banners.append(
                Banner("move", phrase("schedule.banner_move", site=literal(name), minutes=minutes), minutes)
            )
    return banners


def _idle(c: Compiled, outcome: Outcome, placed: list[Placed]) -> tuple[Idle, ...]:
    """Every calendar day between the first and the last on which nothing is shot."""
    if not placed:
        return ()
    problem, shoot = c.problem, {day.date for day in placed}
    main = [day for day in placed if day.unit == c.main] or placed
    base, idle = main[0].info.base, []
    at = {day.date: day.info.base for day in main}
    for index in range(min(shoot), max(shoot) + 1):
        base = at.get(index, base)
        if index in shoot:
            continue
        on = problem.calendar.day(index)
        kind = (
            "rest" if problem.calendar.is_rest(on) else "holiday" if problem.calendar.holiday(on) else "wait"
        )
        if outcome.travel >> index & 1:
            kind, base = "travel", next(day.info.base for day in main if day.date > index)
        idle.append(Idle(on, kind, idle_label(problem, on, kind, c.base_ids[base]), c.base_ids[base]))
    return tuple(idle)


def idle_label(problem: Problem, on: date, kind: str, base: str) -> Phrase:
    """What a day without shooting is called."""
    if kind == "travel":
        name = next((town.name for town in problem.towns if town.id == base), base)
        return phrase("schedule.idle_travel", base=literal(name))
    if kind == "holiday":
        return phrase("schedule.idle_holiday", name=literal(problem.calendar.holiday(on) or ""))
    return phrase(f"schedule.idle_{kind}")
