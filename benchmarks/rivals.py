"""General solvers on the ordering problem: DIDP (CABS) and CP-SAT, each with a plain model of it."""

from __future__ import annotations

import math
import time
from dataclasses import dataclass

from tournage.schedule.solve.core import Instance


@dataclass(frozen=True, slots=True)
class Answer:
    """Cost and bound of waiting and work together; None where there is none yet."""

    cost: int | None
    bound: int | None
    seconds: float

    @property
    def proven(self) -> bool:
        """Whether cost and bound meet."""
        return self.cost is not None and self.cost == self.bound

    @property
    def gap(self) -> float:
        """Share of the cost above the bound; 1 without an answer."""
        if self.cost is None or self.bound is None:
            return 1.0
        return (self.cost - self.bound) / self.cost if self.cost else 0.0


def didp(instance: Instance, limit: float, threads: int) -> Answer:
    """Complete anytime beam search over the set of scenes left; a scene whose cast is present is shot at once."""
    import didppy as dp

    begun = time.perf_counter()
    scenes, actors = range(len(instance.lengths)), len(instance.wages)
    if not actors or not instance.lengths:
        return Answer(instance.work_cost, instance.work_cost, 0.0)
    model = dp.Model()
    of_scenes, of_actors = model.add_object_type(number=len(scenes)), model.add_object_type(number=actors)
    left = model.add_set_var(object_type=of_scenes, target=list(scenes))
    casts = model.add_set_table(
        [[a for a in range(actors) if cast >> a & 1] for cast in instance.casts], object_type=of_actors
    )
    wages = model.add_int_table(list(instance.wages))
    work = model.add_int_table([instance.lengths[s] * instance.pay(instance.casts[s]) for s in scenes])
    come = casts.union(left.complement())
    present = come & casts.union(left)
    model.add_base_case([left.is_empty()])
    later, shoot = dp.IntExpr.state_cost(), {}
    for s in scenes:
        model.add_transition(
            dp.Transition(
                name=f"{s}", cost=work[s] + later, effects=[(left, left.remove(s))],
                preconditions=[left.contains(s), present == casts[s]],
            ), forced=True,
        )  # fmt: skip
    for s in scenes:
        shoot[s] = model.add_transition(
            dp.Transition(
                name=f"{s}", cost=instance.lengths[s] * wages[present | casts[s]] + later,
                effects=[(left, left.remove(s))], preconditions=[left.contains(s)],
            )
        )  # fmt: skip
    for s in scenes:
        for t in scenes:
            if (
                s != t
                and instance.casts[s] & ~instance.casts[t] == 0
                and instance.casts[s] != instance.casts[t]
            ):
                model.add_transition_dominance(
                    shoot[t], shoot[s], conditions=[casts[t].issubset(come | casts[s])]
                )
    model.add_dual_bound(work[left])
    found = dp.CABS(model, time_limit=limit, threads=threads, quiet=True).search()
    cost = found.cost
    bound = cost if found.is_optimal else found.best_bound
    return Answer(cost, bound, time.perf_counter() - begun)


def cp_sat(instance: Instance, limit: float, threads: int) -> Answer:
    """Start times on one line; each scene without an actor lies before, after or, paid, inside the actor's span."""
    from ortools.sat.python import cp_model

    begun = time.perf_counter()
    model, whole, scenes = cp_model.CpModel(), sum(instance.lengths), range(len(instance.lengths))
    starts = [model.new_int_var(0, whole - instance.lengths[s], f"start {s}") for s in scenes]
    model.add_no_overlap(
        [model.new_fixed_size_interval_var(starts[s], instance.lengths[s], f"shot {s}") for s in scenes]
    )
    waiting = []
    for a, wage in enumerate(instance.wages):
        first, last = model.new_int_var(0, whole, f"first {a}"), model.new_int_var(0, whole, f"last {a}")
        inside, work = [], 0
        for s in scenes:
            end = starts[s] + instance.lengths[s]
            if instance.casts[s] >> a & 1:
                work += instance.lengths[s]
                model.add(first <= starts[s])
                model.add(end <= last)
                continue
            before, after, held = (
                model.new_bool_var(f"{word} {a} {s}") for word in ("before", "after", "held")
            )
            model.add_exactly_one(before, after, held)
            model.add(end <= first).only_enforce_if(before)
            model.add(starts[s] >= last).only_enforce_if(after)
            inside.append(instance.lengths[s] * held)
        if work:
            model.add(last - first == work + sum(inside))
            waiting.append(wage * sum(inside))
    if len(scenes) > 1:
        model.add(starts[0] < starts[1])
    model.minimize(sum(waiting) + instance.work_cost)
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = max(0.1, limit - (time.perf_counter() - begun))
    solver.parameters.num_workers = threads
    status = solver.solve(model)
    solved = status in (cp_model.OPTIMAL, cp_model.FEASIBLE)
    cost = round(solver.objective_value) if solved else None
    bound = math.ceil(solver.best_objective_bound - 1e-6)
    return Answer(cost, cost if status == cp_model.OPTIMAL else bound, time.perf_counter() - begun)
