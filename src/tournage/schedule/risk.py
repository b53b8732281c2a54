"""What can go wrong with a board: days and cost in many shoots, what carries the risk, what to hold against it.

Every run shoots the board once (`walk`), with the luck that its seed and number give it (`mishaps`), and is
priced as a board of its own: added days, overtime, longer holds, rents and nights of the crew are the agreement's
prices, not a lump sum. Where interiors were brought forward, the same luck is met again without them: the difference
is what the cover sets are worth.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from tournage.schedule.hazards import Hazards
from tournage.schedule.mishaps import Luck
from tournage.schedule.model import Board
from tournage.schedule.pricing import BoardCost, price_board
from tournage.schedule.problem import COST_LINES, Problem
from tournage.schedule.walk import Plan, Walk, Walked

CAUSES = ("rain", "wind", "heat", "illness", "permit", "overrun", "order")
"""Why minutes are lost, in the order in which they are told; `order` waits for another scene."""

SHARES = (50, 80, 95)


@dataclass(frozen=True, slots=True)
class RunResult:
    """One shoot: days, cost in minor units by line, what was lost; and the same luck without cover."""

    days: int
    cost: int
    net: int
    lines: tuple[int, ...]
    last_day: date
    lost: tuple[tuple[str, str, int], ...]
    """Strip, cause, minutes."""
    pulled: int
    beyond: tuple[tuple[str, str], ...]
    left: tuple[str, ...]
    bare_days: int
    bare_cost: int


@dataclass(frozen=True, slots=True)
class StripRisk:
    """A strip in all shoots: minutes lost a shoot, share of shoots that lose any, the cause that takes most."""

    id: str
    minutes: int
    share: float
    cause: str


@dataclass(frozen=True, slots=True)
class DayRisk:
    """A planned day in all shoots: minutes lost a shoot, and share of shoots that lose any of it."""

    number: int
    on: date
    base: str
    minutes: int
    share: float


@dataclass(frozen=True, slots=True)
class Beyond:
    """Shoots that use a place, player or gear outside its dates, as a share."""

    kind: str
    id: str
    share: float


@dataclass(frozen=True, slots=True)
class Risk:
    """Many shoots of one board. Amounts in minor units; triples are P50, P80, P95."""

    runs: int
    seed: int
    planned_days: int
    planned_cost: int
    planned_net: int
    planned_last_day: date
    days: tuple[int, int, int]
    cost: tuple[int, int, int]
    net: tuple[int, int, int]
    last_day: tuple[date, date, date]
    contingency: int
    """What to hold so that four shoots in five stay within it."""
    cover_value: int
    """What the interiors in reserve save on average."""
    cover_days: float
    """Days they save on average."""
    pulled: float
    """Interiors brought forward, a shoot."""
    causes: tuple[tuple[str, int], ...]
    """Minutes lost a shoot by cause, largest first."""
    lines: tuple[tuple[str, int], ...]
    """What each cost line grows by on average."""
    strips: tuple[StripRisk, ...]
    by_day: tuple[DayRisk, ...]
    beyond: tuple[Beyond, ...]
    left: float
    """Share of shoots that give up a strip."""
    day_counts: tuple[tuple[int, int], ...]
    """How many shoots took so many days."""
    costs: tuple[int, ...]
    """Cost at every second per cent, from P2 to P98."""


def run_shoots(
    board: Board, problem: Problem, hazards: Hazards, *, seed: int, runs: Iterable[int], cover: bool = True
) -> list[RunResult]:
    """Shoot the board; run `n` of a seed is the same wherever it is made."""
    plan = Plan(board, problem, hazards)
    return [_run(plan, seed, run, cover=cover) for run in runs]


def _run(plan: Plan, seed: int, run: int, *, cover: bool) -> RunResult:
    luck = Luck(plan.forecast, plan.hazards, seed, run)
    walked = Walk(plan, luck, cover=cover).run()
    cost = price_board(walked.board, plan.problem)
    total, days = _money(cost, plan), _days(walked)
    bare_days, bare_total = days, total
    if walked.pulled:
        bare = Walk(plan, luck, cover=False).run()
        bare_days, bare_total = _days(bare), _money(price_board(bare.board, plan.problem), plan)
    return RunResult(
        days=days,
        cost=total,
        net=total - cost.rebate,
        lines=tuple(amount for _, amount in cost.lines),
        last_day=walked.board.last_day,
        lost=walked.lost,
        pulled=len(walked.pulled),
        beyond=walked.beyond,
        left=walked.left,
        bare_days=bare_days,
        bare_cost=bare_total,
    )


def _days(walked: Walked) -> int:
    return len({day.on for day in walked.board.days})


def _money(cost: BoardCost, plan: Plan) -> int:
    """A shoot's cost; wishes are taste and stay as planned."""
    return cost.total - cost.line("wishes") + plan.price.line("wishes")


def percentile(values: Sequence[int], share: int) -> int:
    """The value that `share` in a hundred do not exceed.

    >>> percentile([5, 1, 3, 2, 4], 80)
    4
    """
    ranked = sorted(values)
    return ranked[max(0, -(-share * len(ranked) // 100) - 1)]


def sum_up(board: Board, problem: Problem, results: Sequence[RunResult], seed: int = 0) -> Risk:
    """Percentiles, contingency, what cover is worth, and where the risk lies."""
    planned, runs = price_board(board, problem), len(results)
    days, cost, net = ([getattr(r, name) for r in results] for name in ("days", "cost", "net"))
    ends = [r.last_day.toordinal() for r in results]
    p80 = percentile(cost, 80)
    beyond = Counter(entry for r in results for entry in r.beyond)
    extra = [sum(r.lines[i] for r in results) // runs - planned.lines[i][1] for i in range(len(COST_LINES))]
    return Risk(
        runs=runs,
        seed=seed,
        planned_days=len({day.on for day in board.days}),
        planned_cost=planned.total,
        planned_net=planned.net,
        planned_last_day=board.last_day,
        days=_three(days),
        cost=_three(cost),
        net=_three(net),
        last_day=_dates(ends),
        contingency=max(0, p80 - planned.total),
        cover_value=sum(r.bare_cost - r.cost for r in results) // runs,
        cover_days=sum(r.bare_days - r.days for r in results) / runs,
        pulled=sum(r.pulled for r in results) / runs,
        causes=_causes(results),
        lines=tuple(
            (name, more) for name, more in zip(COST_LINES, extra, strict=True) if more and name != "wishes"
        ),
        strips=_strips(results),
        by_day=_by_day(board, results),
        beyond=tuple(
            Beyond(kind, id, count / runs)
            for (kind, id), count in sorted(beyond.items(), key=lambda e: (-e[1], e[0]))
        ),
        left=sum(bool(r.left) for r in results) / runs,
        day_counts=tuple(sorted(Counter(days).items())),
        costs=tuple(percentile(cost, share) for share in range(2, 100, 2)),
    )


def _three(values: Sequence[int]) -> tuple[int, int, int]:
    low, likely, high = (percentile(values, share) for share in SHARES)
    return low, likely, high


def _dates(ordinals: Sequence[int]) -> tuple[date, date, date]:
    low, likely, high = map(date.fromordinal, _three(ordinals))
    return low, likely, high


def _causes(results: Sequence[RunResult]) -> tuple[tuple[str, int], ...]:
    lost: Counter[str] = Counter()
    for result in results:
        for _, cause, minutes in result.lost:
            lost[cause] += minutes
    return tuple((cause, n // len(results)) for cause, n in sorted(lost.items(), key=lambda e: (-e[1], e[0])))


def _strips(results: Sequence[RunResult]) -> tuple[StripRisk, ...]:
    minutes: Counter[str] = Counter()
    hit: Counter[str] = Counter()
    causes: dict[str, Counter[str]] = {}
    for result in results:
        for strip, cause, lost in result.lost:
            minutes[strip] += lost
            causes.setdefault(strip, Counter())[cause] += lost
        hit.update({strip for strip, _, _ in result.lost})
    runs = len(results)
    return tuple(
        StripRisk(id, n // runs, hit[id] / runs, min(causes[id].items(), key=lambda e: (-e[1], e[0]))[0])
        for id, n in sorted(minutes.items(), key=lambda e: (-e[1], e[0]))[:15]
    )


def _by_day(board: Board, results: Sequence[RunResult]) -> tuple[DayRisk, ...]:
    day_of = {strip: n for n, day in enumerate(board.days) for strip in day.strips}
    minutes: Counter[int] = Counter()
    hit: Counter[int] = Counter()
    for result in results:
        for strip, _, lost in result.lost:
            minutes[day_of[strip]] += lost
        hit.update({day_of[strip] for strip, _, _ in result.lost})
    runs = len(results)
    found = [
        DayRisk(day.number, day.on, day.base, minutes[n] // runs, hit[n] / runs)
        for n, day in enumerate(board.days)
    ]
    return tuple(sorted(found, key=lambda d: (d.on, d.number)))
