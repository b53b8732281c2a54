"""Many first boards, one for each likely order of the bases; the best of them go on to a longer search."""

from __future__ import annotations

from collections.abc import Callable
from itertools import chain, groupby

from tournage.schedule.solve.construct import boards_by_road, first_boards
from tournage.schedule.solve.insert import insert_left_out
from tournage.schedule.solve.pack import pack
from tournage.schedule.solve.search import Annealing
from tournage.schedule.solve.search_state import Budget, Judge, State

_MOST = 8
"""Orders of bases that are searched."""

_ROUNDS = ((1, 0.22, 0.12, 0.008), (3, 0.45, 0.05, 0.004))
"""Each round: one board of how many goes on, until which share of the budget, heat and cold in crew days."""

_FILLING, _FILLING_HEATS = 0.05, (0.1, 0.1)
"""Most of the budget for making a first board whole, and at what heat."""

_LEAST_SECONDS, _LEAST_WORK = 0.5, 4000
"""Budget for each order of bases below which fewer are searched."""

_INSERTING = 0.1
"""Share of the budget after which no more first boards are made whole."""

_A_WALK = 40
"""Boards of a limit of work that making a first board costs."""

Tell = Callable[[State], None]


def best_start(judge: Judge, budget: Budget, seed: int, tell: Tell) -> State:
    """The most promising board after some rounds of search, each with fewer boards."""
    states = _first_states(judge, budget, tell)
    if states[0].layout.boneyard:
        states[0] = _whole(judge, states[0], budget, budget.spent + _FILLING, tell)
    states = states[: _affordable(budget, len(states))]
    if len(states) == 1:
        return states[0]
    begun = budget.spent
    for one_in, until, heat, cold in _ROUNDS:
        states = states[: -(-len(states) // one_in)]
        share = (until - begun) / len(states)
        found: list[State] = []
        for number, state in enumerate(states):
            if budget.over:
                return min([*found, *states], key=_objective)
            annealing = Annealing(judge, state, seed * 101 + number, (heat, cold))
            found.append(annealing.run(budget, begun + share * (number + 1), tell))
        states, begun = sorted(found, key=_objective), max(until, budget.spent)
    return states[0]


def first_whole_board(judge: Judge, budget: Budget) -> State:
    """The first board that leaves nothing out; the best so far when the budget is over."""
    best = judge.empty()
    for layout in first_boards(judge.e, _MOST):
        state = judge.value(layout)
        if state is not None:
            best = min(best, insert_left_out(judge, state, budget), key=_objective)
        if not best.layout.boneyard or budget.over:
            return best
    return _whole(judge, best, budget, 1.0, None)


def _whole(judge: Judge, state: State, budget: Budget, share: float, tell: Tell | None) -> State:
    """Room made for what is left out, at little heat."""
    return Annealing(judge, state, 0, _FILLING_HEATS).run(budget, share, tell, until_whole=True)


def _first_states(judge: Judge, budget: Budget, tell: Tell) -> list[State]:
    """A board for each likely order of stays, as whole as it comes without a search, the cheapest first."""
    packed: list[State] = []
    many = _affordable(budget, _MOST)
    along = first_boards(judge.e, many + 1 if many > 1 else 1)
    for layout in chain(along, boards_by_road(judge.e, many)):
        state = judge.value(layout)
        budget.done += _A_WALK
        if state is not None:
            packed.append(pack(judge, state, budget))
            tell(packed[-1])
        if budget.over:
            break
    states: list[State] = []
    for state in _one_of_each_order(judge, packed):
        if states and (budget.over or budget.spent > _INSERTING):
            break
        states.append(insert_left_out(judge, state, budget))
        tell(states[-1])
    return sorted(states, key=_objective) or [judge.empty()]


def _one_of_each_order(judge: Judge, states: list[State]) -> list[State]:
    """The cheapest board of each order of the bases."""
    best: dict[tuple[int, ...], State] = {}
    for state in sorted(states, key=_objective):
        bases = (day.info.base for day in state.outcome.placed if day.unit == judge.c.main)
        best.setdefault(tuple(base for base, _ in groupby(bases)), state)
    return list(best.values())


def _affordable(budget: Budget, count: int) -> int:
    """How many boards the budget can search."""
    many = budget.work // _LEAST_WORK if budget.work is not None else int(budget.seconds / _LEAST_SECONDS)
    return max(1, min(count, many))


def _objective(state: State) -> int:
    return state.objective
