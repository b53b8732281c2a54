"""What can go wrong with a board: days and cost in a thousand shoots, and which scenes carry the risk.

Every run walks through the board day by day. Rain stops exteriors unless interiors of the same stay can
be brought forward; scenes take longer or shorter than planned; players fall ill; a permit comes late.
What is not shot is made up in overtime, then in added days at the end of the stay. Each run draws
its own chance from the seed and its number, so that runs can be spread over machines.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from tournage.kernel.scene import IntExt
from tournage.schedule.board_view import BoardView
from tournage.schedule.model import Board, Day, Strip
from tournage.schedule.pricing import price_board
from tournage.schedule.problem import Problem
from tournage.schedule.rules.hours import base_minutes


@dataclass(frozen=True, slots=True)
class Hazards:
    """The chances assumed. `rain` is by base and month; where it is silent, `rain_chance` holds."""

    rain_chance: Decimal
    rain_lost_with_cover: Decimal
    overrun_low: Decimal
    overrun_likely: Decimal
    overrun_high: Decimal
    illness_chance: Decimal
    """Of a player on a day."""
    permit_late_chance: Decimal
    """Of a place."""
    permit_late_days: int
    overtime_minutes: int
    """Lost minutes that overtime may make up on the same day."""
    rain: tuple[tuple[str, int, Decimal], ...] = ()

    def rain_on(self, base: str, month: int) -> Decimal:
        """Chance of rain that stops an exterior."""
        return next((p for b, m, p in self.rain if (b, m) == (base, month)), self.rain_chance)


@dataclass(frozen=True, slots=True)
class RunResult:
    """One shoot: days, cost in minor units, and lost minutes by strip."""

    days: int
    cost: int
    lost: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Risk:
    """Many shoots of one board. Amounts in minor units."""

    runs: int
    planned_days: int
    planned_cost: int
    days: tuple[int, int, int]
    """P50, P80, P95."""
    cost: tuple[int, int, int]
    contingency: int
    """What to hold so that four shoots in five stay within it."""
    cover_value: int
    """What the interiors in reserve save on average."""
    strips: tuple[tuple[str, int], ...]
    """Strips that lose most, in minutes a shoot."""
    by_day: tuple[tuple[int, int], ...]
    """Lost minutes a shoot by day number."""


class _Chance:
    """The chances of a board as plain numbers, worked out once.

    `room` is what a day can hold: its strips and the hours it does not use.
    """

    def __init__(self, board: Board, problem: Problem, hazards: Hazards) -> None:
        self.view, self.hazards = BoardView(problem, board), hazards
        self.planned = price_board(board, problem).total
        self.days = self.view.days
        self.stay: list[int] = []
        for i, day in enumerate(self.days):
            same = i and self.days[i - 1].base == day.base
            self.stay.append(self.stay[-1] if same else i)
        self.strips = [self.view.day_strips(day) for day in self.days]
        self.rain = [float(hazards.rain_on(day.base, day.on.month)) for day in self.days]
        self.room = [
            sum(s.minutes for s in strips) + max(0, base_minutes(self.view, day) - day.minutes)
            for day, strips in zip(self.days, self.strips, strict=True)
        ]
        self.full = problem.terms.day_minutes - problem.terms.first_shot_minutes - problem.terms.wrap_minutes
        self.casts = [tuple(sorted({p for s in strips for p in s.cast})) for strips in self.strips]
        self.cover_left = self._cover()
        self.added = self._added_day(problem)
        unit = self.view.units["main"]
        self.overtime = unit.overtime_hour

    def _cover(self) -> list[int]:
        """Interior minutes that could be brought forward on each day: those of later days of the stay."""
        left = []
        for i, start in enumerate(self.stay):
            later = [j for j in range(i + 1, len(self.days)) if self.stay[j] == start]
            left.append(sum(s.minutes for j in later for s in self.strips[j] if s.weather_cover))
        return left

    def _added_day(self, problem: Problem) -> list[int]:
        """What one more day of a stay costs: crew, a night, the players of its last day, its place."""
        living = {town.id: town.living for town in problem.towns}
        costs = []
        for day, strips, cast in zip(self.days, self.strips, self.casts, strict=True):
            players = sum(self.view.players[p].hold_rate + self.view.players[p].per_diem for p in cast)
            place = max((self.view.sites[s.location].day_cost for s in strips), default=0)
            unit = self.view.units.get(day.unit)
            costs.append((unit.crew_day if unit else 0) + living.get(day.base, 0) + players + place)
        return costs


def exposed(strip: Strip) -> bool:
    """Whether rain stops a strip."""
    return not strip.stage and strip.int_ext in (IntExt.EXT, IntExt.BOTH)


def run_shoots(
    board: Board, problem: Problem, hazards: Hazards, *, seed: int, runs: Iterable[int], cover: bool = True
) -> list[RunResult]:
    """Walk through these runs; run `n` of a seed is the same wherever it is made."""
    chance = _Chance(board, problem, hazards)
    return [_run(chance, random.Random(f"{seed}:{run}"), cover=cover) for run in runs]  # noqa: S311 - chance, not secrecy


def _run(chance: _Chance, dice: random.Random, *, cover: bool) -> RunResult:
    lost: Counter[str] = Counter()
    owed: Counter[int] = Counter()
    hazards, overtime = chance.hazards, 0
    late = {
        site: int(hazards.permit_late_days)
        for site in sorted({s.location for strips in chance.strips for s in strips})
        if dice.random() < hazards.permit_late_chance
    }
    low, likely, high = (
        float(v) for v in (hazards.overrun_low, hazards.overrun_likely, hazards.overrun_high)
    )
    for i in range(len(chance.days)):
        rain = dice.random() < chance.rain[i]
        ill = {p for p in chance.casts[i] if dice.random() < hazards.illness_chance}
        minutes = missed = 0
        for strip in chance.strips[i]:
            part = _lost_part(chance, (i, strip), (rain, ill), late, cover=cover)
            needed = round(strip.minutes * dice.triangular(low, high, likely))
            gone = round(part * needed)
            lost[strip.id] += gone + max(0, needed - strip.minutes) * (not gone)
            missed += gone
            minutes += needed - gone
        for site in {s.location for s in chance.strips[i]} & set(late):
            late[site] -= 1
        over = minutes - chance.room[i]
        if over > 0:
            tonight = min(over, hazards.overtime_minutes)
            overtime += tonight
            missed += over - tonight
        elif not missed:
            owed[chance.stay[i]] = max(0, owed[chance.stay[i]] + over)
        owed[chance.stay[i]] += missed
    added = {stay: -(-minutes // chance.full) for stay, minutes in owed.items() if minutes > 15}
    last = {stay: max(i for i, s in enumerate(chance.stay) if s == stay) for stay in added}
    cost = chance.planned + overtime * chance.overtime // 60
    cost += sum(count * chance.added[last[stay]] for stay, count in added.items())
    return RunResult(len(chance.days) + sum(added.values()), cost, tuple(sorted((+lost).items())))


def _lost_part(
    chance: _Chance,
    what: tuple[int, Strip],
    weather: tuple[bool, set[str]],
    late: dict[str, int],
    *,
    cover: bool,
) -> float:
    """Share of a strip that cannot be shot on its day."""
    (i, strip), (rain, ill) = what, weather
    if late.get(strip.location, 0) > 0 or ill.intersection(strip.cast):
        return 1.0
    if not (rain and exposed(strip)):
        return 0.0
    covered = cover and chance.cover_left[i] >= strip.minutes
    return float(chance.hazards.rain_lost_with_cover) if covered else 1.0


def percentile(values: Sequence[int], share: int) -> int:
    """The value that `share` in a hundred do not exceed.

    >>> percentile([5, 1, 3, 2, 4], 80)
    4
    """
    ranked = sorted(values)
    return ranked[max(0, -(-share * len(ranked) // 100) - 1)]


def sum_up(
    board: Board, problem: Problem, results: Sequence[RunResult], uncovered: Sequence[RunResult]
) -> Risk:
    """Percentiles, contingency, what cover is worth, and where the risk lies."""
    planned = price_board(board, problem).total
    costs, days = [r.cost for r in results], [r.days for r in results]
    lost: Counter[str] = Counter()
    for result in results:
        lost.update(dict(result.lost))
    runs = len(results)
    per_day = [(day.number, sum(lost[s] for s in day.strips) // runs) for day in _main_days(board)]
    mean, bare = sum(costs) // runs, sum(r.cost for r in uncovered) // max(1, len(uncovered))
    cost = (percentile(costs, 50), percentile(costs, 80), percentile(costs, 95))
    return Risk(
        runs=runs,
        planned_days=len(board.days),
        planned_cost=planned,
        days=(percentile(days, 50), percentile(days, 80), percentile(days, 95)),
        cost=cost,
        contingency=max(0, cost[1] - planned),
        cover_value=max(0, bare - mean),
        strips=tuple(
            (id, minutes // runs) for id, minutes in sorted(lost.items(), key=lambda e: (-e[1], e[0]))[:15]
        ),
        by_day=tuple(sorted(per_day, key=lambda e: (-e[1], e[0]))[:15]),
    )


def _main_days(board: Board) -> list[Day]:
    return [day for day in board.days if day.unit == "main"]
