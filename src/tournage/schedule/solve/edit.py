"""Moving strips by hand: the board after the move, its clocks worked out again, whether or not it keeps the rules."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from tournage.kernel.eighths import Eighths
from tournage.kernel.errors import TournageError
from tournage.schedule.engagement import company_days
from tournage.schedule.model import Board, Day, Idle
from tournage.schedule.problem import Problem
from tournage.schedule.solve.compiled import Compiled
from tournage.schedule.solve.day import Plan
from tournage.schedule.solve.evaluate import Evaluator
from tournage.schedule.solve.write import idle_label, moves_of


class UnknownStripError(TournageError):
    """A move names a strip that is not of this problem."""


class UnknownDayError(TournageError):
    """A move names a day that the board does not have."""


@dataclass(frozen=True, slots=True)
class Move:
    """A strip to a day (number, date or `boneyard`), optionally at a position counted from 1."""

    strip: str
    to: str
    position: int | None = None


def days_of(c: Compiled, board: Board) -> tuple[list[list[tuple[int, int]]], int]:
    """A board as strip sets with their dates, unit by unit, and what is left out: a warm start."""
    units: list[list[tuple[int, int]]] = [[] for _ in c.problem.units]
    seen = 0
    for day in sorted(board.days, key=lambda day: day.on):
        mask, date = 0, c.index(day.on)
        if day.unit not in c.unit_of or date is None:
            continue
        for id in day.strips:
            mask |= 1 << c.strip_of[id] if id in c.strip_of else 0
        mask &= ~seen
        seen |= mask
        if mask:
            units[c.unit_of[day.unit]].append((mask, date))
    return units, ((1 << len(c.minutes)) - 1) & ~seen


class Editor:
    """Moves strips on boards of one problem; keeps what it has worked out."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.c = Compiled(problem)
        self.evaluator = Evaluator(self.c)
        self.site_name = {site.id: site for site in problem.sites}

    def move(self, board: Board, moves: list[Move]) -> Board:
        """The board after these moves.

        Raises: UnknownStripError, UnknownDayError.
        """
        days = {(day.on, day.unit): list(day.strips) for day in board.days}
        boneyard = list(board.boneyard)
        touched: set[tuple[date, str]] = set()
        for move in moves:
            if move.strip not in self.c.strip_of:
                raise UnknownStripError(f"{move.strip}: no strip of the problem has this id.")
            target = self._day(board, move)
            for key, strips in days.items():
                if move.strip in strips:
                    strips.remove(move.strip)
                    touched.add(key)
            if move.strip in boneyard:
                boneyard.remove(move.strip)
            place = boneyard if target is None else days.setdefault(target, [])
            place.insert(len(place) if move.position is None else move.position - 1, move.strip)
            if target is not None:
                touched.add(target)
        old = {(day.on, day.unit): day for day in board.days}
        made = [
            self._day_of(key, strips, old.get(key)) if key in touched else old[key]
            for key, strips in sorted(days.items(), key=lambda item: (item[0][0], item[0][1] != "main"))
            if strips
        ]
        return self._finish(replace(board, boneyard=tuple(boneyard)), made)

    def _day(self, board: Board, move: Move) -> tuple[date, str] | None:
        if move.to == "boneyard":
            return None
        for day in board.days:
            if move.to in (str(day.number), day.on.isoformat()) and day.unit == "main":
                return day.on, day.unit
        try:
            return date.fromisoformat(move.to), "main"
        except ValueError:
            raise UnknownDayError(f"{move.to}: the board has no such day.") from None

    def _day_of(self, key: tuple[date, str], strips: list[str], old: Day | None) -> Day:
        c, (on, unit) = self.c, key
        numbers = [c.strip_of[id] for id in strips]
        index = c.index(on)
        mask = sum(1 << s for s in numbers)
        plan = None
        if index is not None and c.bucket[c.base[numbers[0]]][index] >= 0:
            plan = self._plan(mask, tuple(numbers), c.bucket[c.base[numbers[0]]][index], old)
        if plan is None:
            plan = self._plain(tuple(numbers), old)
        sun = next(
            (s for s in self.problem.suns if s.on == on and s.base == self.problem.strips[numbers[0]].base),
            None,
        )
        return Day(
            number=0,
            on=on,
            base=self.problem.strips[numbers[0]].base,
            mode=c.terms.modes[plan.mode].id,
            strips=tuple(c.strip_ids[s] for s in plan.order),
            minutes=plan.worked,
            eighths=Eighths(sum(c.eighths[s] for s in numbers)),
            call=plan.call,
            wrap=plan.wrap,
            unit=unit,
            sunrise=sun.sunrise if sun else None,
            sunset=sun.sunset if sun else None,
            banners=tuple(moves_of(c, plan.order)),
            locked=old.locked if old else False,
            starts=plan.starts,
            meal=plan.meal,
        )

    def _plan(self, mask: int, order: tuple[int, ...], bucket: int, old: Day | None) -> Plan | None:
        """The clock of the order as given when it works, else of the best order."""
        planner = self.evaluator.planner
        given = planner.clock_of(order, bucket, old.call if old else 0)
        return given or planner.plan(mask, bucket, 0)

    def _plain(self, order: tuple[int, ...], old: Day | None) -> Plan:
        """A clock that only adds up; the checker will say what it breaks."""
        c, terms = self.c, self.c.terms
        mode = next((i for i, m in enumerate(terms.modes) if old and m.id == old.mode), 0)
        call = old.call if old else terms.modes[mode].usual_call
        starts: list[int] = []
        now, place, meal = call + terms.first_shot_minutes, -1, None
        for s in order:
            if place >= 0 and c.site[s] != place:
                now += c.leg[place, c.site[s]][0] + terms.move_overhead_minutes
            if meal is None and now + c.minutes[s] > call + terms.meal_within_minutes and starts:
                meal, now = now, now + terms.meal_minutes
            starts.append(now)
            now, place = now + c.minutes[s], c.site[s]
        plan = Plan(mode, order, tuple(starts), (call, now + terms.wrap_minutes, meal))
        drives = (c.drive[c.site[order[0]]], c.drive[c.site[order[-1]]])
        long = sum(max(0, d - terms.free_drive_minutes) for d in drives)
        plan.worked = plan.wrap - call - (terms.meal_minutes if meal is not None else 0) + long
        return plan

    def _finish(self, board: Board, days: list[Day]) -> Board:
        counts: dict[str, int] = {}
        numbered = []
        for day in days:
            counts[day.unit] = counts.get(day.unit, 0) + 1
            numbered.append(day if day.number == counts[day.unit] else replace(day, number=counts[day.unit]))
        board = replace(
            board,
            days=tuple(numbered),
            first_day=min((d.on for d in numbered), default=self.problem.calendar.first_day),
        )
        kinds = company_days(board, self.problem)
        idle = []
        for (on, kind), base in zip(kinds.dates(), kinds.bases, strict=True) if kinds else ():
            if kind != "shoot":
                idle.append(Idle(on, kind, idle_label(self.problem, on, kind, base), base))
        return replace(board, idle=tuple(idle))
