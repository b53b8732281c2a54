"""Why this order: a board's cost by line beside other boards' and beside the proven bound, and what makes the difference."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from tournage.kernel.words import Phrase, phrase
from tournage.schedule.board_view import BoardView
from tournage.schedule.engagement import company_days, engagements
from tournage.schedule.model import Board
from tournage.schedule.pricing import BoardCost, price_board
from tournage.schedule.problem import Problem

MOST_REASONS = 4
LEAST_SHARE = Decimal("0.05")
"""A line is told when it is this share of all that the lines differ by."""


@dataclass(frozen=True, slots=True)
class Priced:
    """One board of the comparison: `mine`, `second` or `sorted`. Minor units."""

    kind: str
    cost: BoardCost
    counts: Mapping[str, int]
    """What each line counts: days, holds, journeys, moves."""
    days: int
    left_out: tuple[str, ...]
    route: tuple[str, ...]
    """Bases in the order of their stays."""


@dataclass(frozen=True, slots=True)
class Reason:
    """One line in which another board differs: money, and what is counted here and there."""

    line: str
    amount: int
    here: int | None
    there: int | None


@dataclass(frozen=True, slots=True)
class OrderReason:
    """A board with its rivals, its bound by line, and the two gaps."""

    currency: str
    mine: Priced
    rivals: tuple[Priced, ...]
    bound: int
    bound_lines: Mapping[str, int]
    gap: float
    movable_gap: float

    def reasons(self, rival: Priced) -> tuple[Reason, ...]:
        """The lines that make most of the difference, largest first."""
        here, there = dict(self.mine.cost.lines), dict(rival.cost.lines)
        apart = {line: there[line] - here[line] for line in here}
        whole = sum(abs(amount) for amount in apart.values())
        ranked = sorted(apart.items(), key=lambda e: (-abs(e[1]), e[0]))[:MOST_REASONS]
        return tuple(
            Reason(line, amount, self.mine.counts.get(line), rival.counts.get(line))
            for line, amount in ranked
            if amount and abs(amount) >= whole * LEAST_SHARE
        )


def line_name(line: str) -> Phrase:
    """The name of a cost line."""
    return phrase(f"schedule.line.{line}")


def explain_order(
    problem: Problem,
    board: Board,
    bound: tuple[int, Mapping[str, int]],
    gaps: tuple[float, float],
    rivals: Mapping[str, Board | None],
) -> OrderReason:
    """Set a board beside others of the same problem; `bound` is total and lines, `gaps` whole and movable."""
    return OrderReason(
        currency=problem.currency,
        mine=priced("mine", board, problem),
        rivals=tuple(priced(kind, other, problem) for kind, other in rivals.items() if other is not None),
        bound=bound[0],
        bound_lines=bound[1],
        gap=gaps[0],
        movable_gap=gaps[1],
    )


def priced(kind: str, board: Board, problem: Problem) -> Priced:
    """A board with its price and what its lines count."""
    view = BoardView(problem, board)
    main = view.unit_days("main")
    route = [day.base for i, day in enumerate(main) if not i or main[i - 1].base != day.base]
    return Priced(
        kind=kind,
        cost=price_board(board, problem),
        counts=_counts(view),
        days=len({day.on for day in board.days}),
        left_out=board.boneyard,
        route=tuple(route),
    )


def _counts(view: BoardView) -> dict[str, int]:
    board, problem = view.board, view.problem
    company = company_days(board, problem)
    kinds = Counter(company.kinds if company else ())
    cast = engagements(board, problem)
    main = view.unit_days("main")
    stops = [[strip.location for strip in view.day_strips(day)] for day in view.days]
    in_days = sum(a != b for places in stops for a, b in pairwise(places))
    return {
        "crew": len(view.days),
        "night": sum(day.mode == "night" for day in view.days),
        "travel_days": kinds["travel"],
        "waiting": kinds["wait"],
        "living": len(company.kinds) if company else 0,
        "cast_work": sum(len(e.worked) for e in cast),
        "cast_hold": sum(len(e.held) + len(e.travelling) + len(e.holidays) for e in cast),
        "cast_travel": sum(e.journeys for e in cast),
        "per_diem": sum(e.calendar_days for e in cast),
        "sites": sum(len({day.on for day in days}) for days in view.site_days.values()),
        "moves": in_days + sum(a.base != b.base for a, b in pairwise(main)),
    }
