"""The peer: a whole shoot as one direct CP-SAT model, with two workers and the same time."""

from __future__ import annotations

from typing import Any

from tournage.schedule.problem import Problem
from tournage.schedule.solve.compiled import Compiled
from tournage.schedule.solve.evaluate import Evaluator, Layout
from tournage.schedule.solve.insert import insert_left_out
from tournage.schedule.solve.price import Pricer
from tournage.schedule.solve.search_state import Budget, Judge


def direct_board(problem: Problem, *, seconds: float, workers: int) -> str:
    """Days of strips chosen by one model: hours, windows, bases, spans; the clock settled afterwards."""
    from ortools.sat.python import cp_model

    c = Compiled(problem)
    model: Any = cp_model.CpModel()
    slots = [i for i in range(c.days) if c.work >> i & 1][: sum(c.minutes) * 14 // (525 * 10) + 6]
    x = {
        (s, d): model.new_bool_var("") for s in range(len(c.minutes)) for d in slots if c.allowed[s] >> d & 1
    }
    bases = sorted(set(c.base))
    at = {(b, d): model.new_bool_var("") for b in bases for d in slots}
    for d in slots:
        model.add_at_most_one(at[b, d] for b in bases)
        here = [(s, x[s, d]) for s in range(len(c.minutes)) if (s, d) in x]
        for s, v in here:
            model.add_implication(v, at[c.base[s], d])
        places = {site: model.new_bool_var("") for site in {c.site[s] for s, _ in here}}
        for s, v in here:
            model.add_implication(v, places[c.site[s]])
        stops = sum(places.values())
        model.add(stops <= c.terms.sites_a_day)
        model.add(sum(c.minutes[s] * v for s, v in here) + 60 * stops <= 585)
    for s in range(len(c.minutes)):
        days = [x[s, d] for d in slots if (s, d) in x]
        if not days:
            return "no model"
        model.add_exactly_one(days)
    cost = [
        at[b, d] * (problem.units[c.main].crew_day + problem.towns[b].living) for b in bases for d in slots
    ]
    cost += _spans(c, model, x, slots)
    model.minimize(sum(cost))
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = seconds
    solver.parameters.num_workers = workers
    if solver.solve(model) not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return "no board"
    masks = [
        sum(1 << s for s in range(len(c.minutes)) if (s, d) in x and solver.boolean_value(x[s, d]))
        for d in slots
    ]
    return _settled(c, masks)


def _spans(c: Compiled, model: Any, x: dict[tuple[int, int], Any], slots: list[int]) -> list[Any]:
    cost = []
    for number, player in enumerate(c.problem.players):
        strips = [s for s, cast in enumerate(c.cast) if number in cast]
        if not strips:
            continue
        first = model.new_int_var(0, slots[-1], "")
        last = model.new_int_var(0, slots[-1], "")
        for s in strips:
            for d in slots:
                if (s, d) in x:
                    model.add(first <= d).only_enforce_if(x[s, d])
                    model.add(last >= d).only_enforce_if(x[s, d])
        cost.append((last - first + 1) * (player.hold_rate * 6 // 7))
    return cost


def _settled(c: Compiled, masks: list[int]) -> str:
    """The model's days under the real rules; what does not fit is put where it is cheapest."""
    evaluator = Evaluator(c)
    judge = Judge(evaluator, Pricer(evaluator), net=False)
    layout = Layout([[] for _ in c.problem.units])
    layout.units[c.main] = [mask for mask in masks if mask]
    found = judge.value(layout)
    while found is None and layout.units[c.main]:
        layout.boneyard |= layout.units[c.main].pop()
        found = judge.value(layout)
    if found is None:
        return "no board"
    found = insert_left_out(judge, found, Budget(30))
    left = found.layout.boneyard.bit_count()
    return f"{found.outcome.total / 1e8:6.2f}M" + (f" ({left} left out)" if left else "")
