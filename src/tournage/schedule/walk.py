"""Shooting a board once: what the day's luck stops, what is brought forward instead, what is made up and when.

Rain stops the exteriors of a day, wind and heat those of some hours; a player's illness and a late permit stop the
strips they touch. What is stopped is owed. A day that lost something takes interiors in reserve from later days of
the same base, each once; a day with room takes what is owed. What is still owed when the unit leaves the base for
good is shot on added days, and every later day of the board moves on by as many working days.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from tournage.kernel.scene import IntExt
from tournage.schedule.board_view import BoardView
from tournage.schedule.engagement import engagements
from tournage.schedule.hazards import Hazards
from tournage.schedule.mishaps import HOUR, Forecast, Luck
from tournage.schedule.model import Board, Day, Strip
from tournage.schedule.pricing import price_board
from tournage.schedule.problem import Problem
from tournage.schedule.rules.hours import base_minutes, worked_minutes

LEAST = 15
"""Minutes not worth a day or a move: they are trimmed."""

PART = 60
"""Least minutes for which a scene that was lost is begun on a day that cannot hold all of it."""

MOST_ADDED = 30
"""Added days of one stay after which a shoot gives up what is left there."""

_WIND_ENDS = 20 * HOUR
_SPARE_DAYS, _SPARE_DAYS_A_BASE = 60, 45


@dataclass(frozen=True, slots=True)
class Walked:
    """One shoot as it went. Amounts in minor units."""

    board: Board
    lost: tuple[tuple[str, str, int], ...]
    """Strip, cause and minutes not shot on the planned day."""
    overtime: int
    added: int
    pulled: tuple[str, ...]
    """Interiors brought forward."""
    beyond: tuple[tuple[str, str], ...]
    """Kind and id of what was used outside its dates: `site`, `player`, `gear`, `lock`, `calendar`."""
    left: tuple[str, ...]
    """Strips given up."""


class Plan:
    """A board as its shoots see it, worked out once."""

    def __init__(self, board: Board, problem: Problem, hazards: Hazards) -> None:
        self.problem, self.hazards = problem, hazards
        self.view = BoardView(problem, board)
        self.days = self.view.days
        self.price = price_board(board, problem)
        first = self.days[0].on if self.days else problem.calendar.first_day
        last = self.days[-1].on if self.days else first
        bases = tuple(sorted({day.base for day in self.days}))
        count = (last - first).days + _SPARE_DAYS + _SPARE_DAYS_A_BASE * len(bases)
        dates = [first + timedelta(days=i) for i in range(count)]
        self.work = [on for on in dates if problem.calendar.may_work(on)]
        self.forecast = Forecast(hazards, bases, first, count)
        self.first, self.strips = first, self.view.strips
        self.players = tuple(sorted({p for d in self.days for s in self.view.day_strips(d) for p in s.cast}))
        self.sites = tuple(sorted({s.location for d in self.days for s in self.view.day_strips(d)}))
        self.day_of = {id: day for day in self.days for id in day.strips}
        self.clock = {s.id: (a, b) for day in self.days for s, a, b in self.view.timed(day)}
        self.room = [self._room(day) for day in self.days]
        self.leaving = self._leaving()
        self.locked = {id for lock in problem.locked_days for id in lock.strips}
        self.reserve = self._reserve()
        self.here = self._engaged()
        self.first_use = {site: days[0].on for site, days in self.view.site_days.items()}

    def _room(self, day: Day) -> int:
        planned = sum(strip.minutes for strip in self.view.day_strips(day))
        return planned + max(0, base_minutes(self.view, day) - day.minutes)

    def _leaving(self) -> dict[date, str]:
        """The bases that the main unit leaves for good, by its last date there."""
        main = [day for day in self.days if day.unit == "main"] or list(self.days)
        last = {day.base: day.on for day in main}
        return {on: base for base, on in last.items()}

    def _reserve(self) -> dict[tuple[str, str, str], list[str]]:
        """Interiors that may be brought forward, by base, unit and kind of day.

        Those of days that can be emptied most come first, so that a day is won and not only an hour here and there.
        """
        found: dict[tuple[str, str, str], list[tuple[float, list[str]]]] = {}
        for day in self.days:
            strips = self.view.day_strips(day)
            free = [strip for strip in strips if self._may_come_forward(strip, day)]
            share = sum(s.minutes for s in free) / max(1, sum(s.minutes for s in strips))
            found.setdefault((day.base, day.unit, day.mode), []).append((share, [s.id for s in free]))
        return {
            key: [id for _, ids in sorted(days, key=lambda entry: -entry[0]) for id in ids]
            for key, days in found.items()
        }

    def _may_come_forward(self, strip: Strip, day: Day) -> bool:
        tied = strip.group or strip.equipment or strip.extras or strip.minors or strip.locked_on
        return strip.weather_cover and not tied and not day.locked and strip.id not in self.locked

    def _engaged(self) -> dict[str, tuple[date, date, tuple[date, date] | None]]:
        return {e.player.id: (e.first, e.last, e.drop) for e in engagements(self.view.board, self.problem)}

    def with_company(self, player: str, on: date) -> bool:
        """Whether a player is engaged on a planned date, the dropped days left out."""
        first, last, drop = self.here[player]
        return first <= on <= last and not (drop and drop[0] < on < drop[1])

    def index(self, on: date) -> int:
        """Calendar days from the first shooting day."""
        return (on - self.first).days

    def moved(self, on: date, shift: int) -> date:
        """A planned date after so many added working days."""
        return on if shift == 0 else self.work[bisect_left(self.work, on) + shift]


def exposed(strip: Strip) -> bool:
    """Whether weather stops a strip."""
    return not strip.stage and strip.int_ext in (IntExt.EXT, IntExt.BOTH)


class Walk:
    """One shoot under way."""

    def __init__(self, plan: Plan, luck: Luck, *, cover: bool) -> None:
        self.plan, self.luck, self.cover = plan, luck, cover
        luck.draw_illness(plan.players)
        self.pace = luck.paces(tuple(plan.strips))
        self.late = luck.late_permits(plan.sites)
        self.permit_on: dict[str, date] = {}
        self.owed: dict[str, int] = {}
        self.done: set[str] = set()
        self.pulled: list[str] = []
        self.lost: Counter[tuple[str, str]] = Counter()
        self.shot: list[Day] = []
        self.beyond: set[tuple[str, str]] = set()
        self.shift = self.added = self.overtime = 0
        self.heat = tuple(int(plan.hazards.number(f"heat_{end}_hour")) * HOUR for end in ("from", "to"))
        self.most_overtime = int(plan.hazards.number("overtime_minutes"))

    def run(self) -> Walked:
        """Walk through the board, day by day, and through the days added to it."""
        plan = self.plan
        for number, day in enumerate(plan.days):
            on = plan.moved(day.on, self.shift)
            shot = self._shoot(day, on, plan.room[number] - max(0, self._shorter(day, on)))
            following = plan.days[number + 1].on if number + 1 < len(plan.days) else None
            if following == day.on:
                continue
            if not shot and self.shift and not any(held.on == on for held in self.shot):
                self.shift -= 1
            if following is None:
                self._add_days({plan.strips[id].base for id in self.owed}, day.on)
            elif day.on in plan.leaving:
                self._add_days({plan.leaving[day.on]}, day.on)
        days = tuple(sorted(self.shot, key=lambda d: (d.on, d.unit != "main", d.unit)))
        board = Board((), days, (), (), days[0].on if days else plan.first)
        lost = tuple(sorted((s, cause, n) for (s, cause), n in self.lost.items() if n))
        left = tuple(sorted(self.owed))
        pulled, beyond = tuple(self.pulled), tuple(sorted(self.beyond))
        return Walked(board, lost, self.overtime, self.added, pulled, beyond, left)

    def _shorter(self, day: Day, on: date) -> int:
        """Minutes by which the day is shorter than planned because it moved into Ramadan."""
        if on == day.on:
            return 0
        return day.minutes - self._full(on)

    def _full(self, on: date) -> int:
        """Length of a working day on a date."""
        problem = self.plan.problem
        terms = problem.terms
        return terms.ramadan_day_minutes if problem.calendar.is_ramadan(on) else terms.day_minutes

    def _shoot(self, day: Day, on: date, room: int) -> bool:
        """Shoot one day; False when nothing was left for it to shoot, and it is given back."""
        todo = [self.plan.strips[id] for id in day.strips if id in self.plan.strips and id not in self.done]
        used: list[str] = []
        minutes = stopped = 0
        for strip in todo:
            needed = round(strip.minutes * self.pace[strip.id])
            share, cause = self._stopped(strip, day, on)
            gone = needed if share == 1 else round(needed * share)
            if gone > LEAST or gone == needed:
                self._owe(strip.id, cause, gone)
                stopped += gone
            else:
                gone = 0
            if needed > gone:
                used.append(strip.id)
                minutes += needed - gone
        room_left = room - minutes
        if room_left > LEAST:
            minutes += self._fill(day, on, used, room_left, cover=self.cover and stopped > 0)
        over = max(0, minutes - room)
        tonight = min(over, self.most_overtime)
        self._carry_over(used, over - tonight)
        self.done.update(id for id in used if id not in self.owed)
        if not used and not stopped:
            return False
        self._record(day, on, used, tonight)
        return True

    def _owe(self, strip: str, cause: str, minutes: int) -> None:
        self.owed[strip] = self.owed.get(strip, 0) + minutes
        self.lost[strip, cause] += minutes

    def _stopped(self, strip: Strip, day: Day, on: date) -> tuple[float, str]:
        """Share of a strip that cannot be shot on a day, and why."""
        plan, index = self.plan, self.plan.index(on)
        if strip.location in self.late and not self._permitted(strip.location, on):
            return 1.0, "permit"
        if any(self.luck.is_ill(player, index) for player in strip.cast if player in self.luck.ill):
            return 1.0, "illness"
        if any(id in self.owed for id in strip.after):
            return 1.0, "order"
        if not exposed(strip):
            return 0.0, ""
        sky = self.luck.sky(day.base, index)
        if sky.rain:
            return 1.0, "rain"
        start, end = plan.clock.get(strip.id, (0, 0)) if strip.id in day.strips else (0, 0)
        if sky.wind_from == 0:
            return 1.0, "wind"
        wind = max(0, min(end, _WIND_ENDS) - max(start, sky.wind_from))
        heat = max(0, min(end, self.heat[1]) - max(start, self.heat[0])) if sky.hot else 0
        worst = max(wind, heat)
        return worst / max(1, end - start), "wind" if wind >= heat else "heat"

    def _permitted(self, site: str, on: date) -> bool:
        """Whether a late permit has come: so many working days after the unit first stood there."""
        if site not in self.permit_on:
            days = int(self.plan.hazards.number("permit_late_days"))
            work = self.plan.work
            self.permit_on[site] = work[bisect_left(work, on) + days]
        return on >= self.permit_on[site]

    def _fill(self, day: Day, on: date, used: list[str], room: int, *, cover: bool) -> int:
        """Shoot what is owed and, on a day that lost something, interiors in reserve; the minutes it took."""
        owed = [id for id in self.owed if self.plan.strips[id].base == day.base]
        reserve = self.plan.reserve.get((day.base, day.unit, day.mode), ()) if cover else ()
        taken = 0
        for id in (*owed, *reserve):
            if id in used or id in self.done or id in day.strips:
                continue
            fresh, strip = id not in self.owed, self.plan.strips[id]
            if not (self._later(id, day) if fresh else self.plan.day_of[id].mode == day.mode):
                continue
            if any(self._outside(strip, on)):
                continue
            needed = round(strip.minutes * self.pace[id]) if fresh else self.owed[id]
            move = self._move(strip, used)
            take = min(needed, room - taken - move) if move is not None else 0
            fits = take == needed or (not fresh and take >= PART)
            if not fits or not self._can(strip, day, on) or (exposed(strip) and self._blocked(day, on)):
                continue
            taken += take + (move or 0)
            if not fresh:
                self._pay(id, take)
            used.append(id)
            if fresh:
                self.pulled.append(id)
        return taken

    def _pay(self, id: str, minutes: int) -> None:
        """Take minutes off what a strip is owed."""
        self.owed[id] -= minutes
        if self.owed[id] <= LEAST:
            del self.owed[id]

    def _later(self, id: str, day: Day) -> bool:
        """Whether a strip still waits on a later day of the same unit, with cast and place at hand."""
        plan, strip = self.plan, self.plan.strips[id]
        own = plan.day_of[id]
        built = plan.view.sites[strip.location]
        stands = not built.build_days or plan.first_use[strip.location] <= day.on
        return own.on > day.on and stands and all(plan.with_company(p, day.on) for p in strip.cast)

    def _can(self, strip: Strip, day: Day, on: date) -> bool:
        before = all(id in self.done for id in strip.after if id in self.plan.strips)
        return before and self._stopped(strip, day, on)[0] == 0

    def _blocked(self, day: Day, on: date) -> int:
        """Minutes of a day in which wind or heat stops exteriors."""
        sky = self.luck.sky(day.base, self.plan.index(on))
        wind = max(0, min(day.wrap, _WIND_ENDS) - max(day.call, sky.wind_from))
        heat = max(0, min(day.wrap, self.heat[1]) - max(day.call, self.heat[0])) if sky.hot else 0
        return max(wind, heat)

    def _move(self, strip: Strip, used: list[str]) -> int | None:
        """Minutes lost in going to another place on the day; None when the agreement does not allow it."""
        terms = self.plan.problem.terms
        places = list(dict.fromkeys(self.plan.strips[id].location for id in used))
        if not places or strip.location in places:
            return 0
        road = self.plan.view.minutes_between(places[-1], strip.location)
        if len(places) >= terms.sites_a_day or road > terms.move_limit_minutes:
            return None
        return terms.move_overhead_minutes + road

    def _carry_over(self, used: list[str], rest: int) -> None:
        """Owe what neither the day nor its overtime could hold, the last strips first."""
        for id in reversed(used):
            if rest <= LEAST:
                return
            cut = min(rest, round(self.plan.strips[id].minutes * self.pace[id]))
            self._owe(id, "overrun", cut)
            rest -= cut

    def _record(self, day: Day, on: date, used: list[str], overtime: int) -> None:
        target = min(day.minutes, day.minutes - self._shorter(day, on)) + overtime
        self.overtime += overtime
        self._put(replace(day, on=on, strips=tuple(used), starts=()), target)

    def _put(self, day: Day, minutes: int) -> None:
        """Put a day on the board as shot, with the wrap that makes it so many paid minutes long."""
        longer = worked_minutes(self.plan.view, day) - minutes
        self.shot.append(replace(day, wrap=day.wrap - longer, minutes=minutes))
        self._look_at_dates(day.strips, day.on)

    def _look_at_dates(self, used: tuple[str, ...], on: date) -> None:
        if on > self.plan.problem.calendar.last_day:
            self.beyond.add(("calendar", ""))
        for id in used:
            self.beyond.update(self._outside(self.plan.strips[id], on))

    def _outside(self, strip: Strip, on: date) -> Iterator[tuple[str, str]]:
        """What a strip needs that cannot be had on a date."""
        view = self.plan.view
        opening = view.sites[strip.location].open
        if opening and not any(a <= on <= b for a, b in opening):
            yield "site", strip.location
        for player in strip.cast:
            if any(a <= on <= b for a, b in view.players[player].away):
                yield "player", player
        for gear in strip.equipment:
            spans = view.gear[gear].open
            if spans and not any(a <= on <= b for a, b in spans):
                yield "gear", gear
        if strip.locked_on and strip.locked_on != on:
            yield "lock", strip.id

    def _add_days(self, bases: set[str], last: date) -> None:
        """Shoot what these bases are owed on added days, and move the rest of the board on."""
        for base in sorted(bases):
            for _ in range(MOST_ADDED):
                owed = [id for id in self.owed if self.plan.strips[id].base == base]
                if not owed or self._in_overtime(owed):
                    self.done.update(owed)
                    for id in owed:
                        del self.owed[id]
                    break
                self._add_day(base, owed, last)

    def _in_overtime(self, owed: list[str]) -> bool:
        """Make a short rest up in the evening of the last day there, if what stopped it is over by then."""
        last, total = self.shot[-1] if self.shot else None, sum(self.owed[id] for id in owed)
        strips = [self.plan.strips[id] for id in owed]
        if last is None or any(strip.base != last.base for strip in strips):
            return False
        spent = max(0, last.minutes - self._full(last.on))
        evening = all(self._in_the_evening(strip, last) for strip in strips)
        if total + spent > self.most_overtime or not evening:
            return False
        used = (*last.strips, *(id for id in owed if id not in last.strips))
        del self.shot[-1]
        self.overtime += total
        self._put(replace(last, strips=used), last.minutes + total)
        return True

    def _in_the_evening(self, strip: Strip, day: Day) -> bool:
        """Whether a strip may follow the last one of a day: at hand, not stopped, and begun there if outdoors."""
        here = {self.plan.strips[id].location for id in day.strips}
        light = strip.id in day.strips or not exposed(strip)
        same = strip.location in here and self.plan.day_of[strip.id].mode == day.mode
        return same and light and self._can(strip, day, day.on)

    def _add_day(self, base: str, owed: list[str], last: date) -> None:
        """One more day at a base, of the kind of day that the strip longest owed was planned for."""
        plan, terms = self.plan, self.plan.problem.terms
        model = plan.day_of[owed[0]]
        self.shift += 1
        self.added += 1
        on = plan.moved(last, self.shift)
        full = self._full(on)
        call, wrap = model.call, model.call + full + terms.meal_minutes
        day = replace(
            model,
            on=on,
            base=base,
            unit="main",
            strips=(),
            starts=(),
            wrap=wrap,
            meal=call + full // 2,
            locked=False,
        )
        left = full - terms.first_shot_minutes - terms.wrap_minutes
        outdoors = left - self._blocked(day, on)
        used: list[str] = []
        for id in owed:
            strip = plan.strips[id]
            move = self._move(strip, used)
            fits = plan.day_of[id].mode == model.mode and move is not None and self._can(strip, day, on)
            room = min(left, outdoors) if exposed(strip) else left
            if not fits or room - (move or 0) <= LEAST:
                continue
            take = min(self.owed[id], room - (move or 0))
            left -= take + (move or 0)
            outdoors -= take if exposed(strip) else 0
            used.append(id)
            self._pay(id, take)
            if id not in self.owed:
                self.done.add(id)
        self._put(replace(day, strips=tuple(used)), full)
