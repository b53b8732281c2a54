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
        banners=tuple(_moves(c, plan.order)),
        locked=(on, unit) in locked,
        starts=plan.starts,
        meal=plan.meal,
    )


def _moves(c: Compiled, order: tuple[int, ...]) -> list[Banner]:
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
    shoot = {day.date for day in placed}
    main = [day for day in placed if day.unit == c.main] or placed
    base, idle = main[0].info.base, []
    coming = {d.date: d.info.base for d in main}
    for index in range(min(shoot), max(shoot) + 1):
        base = coming.get(index, base)
        if index in shoot:
            continue
        on = c.problem.calendar.day(index)
        kind, label = _kind(c.problem, on, travelling=bool(outcome.travel >> index & 1))
        if kind == "travel":
            following = next(day.info.base for day in main if day.date > index)
            base = following
            label = phrase("schedule.idle_travel", base=literal(c.problem.towns[following].name))
        idle.append(Idle(on, kind, label, c.base_ids[base]))
    return tuple(idle)


def _kind(problem: Problem, on: date, *, travelling: bool) -> tuple[str, Phrase]:
    if travelling:
        return "travel", phrase("schedule.idle_rest")
    name = problem.calendar.holiday(on)
    if problem.calendar.is_rest(on):
        return "rest", phrase("schedule.idle_rest")
    if name is not None:
        return "holiday", phrase("schedule.idle_holiday", name=literal(name))
    return "wait", phrase("schedule.idle_wait")
