"""Ordering problems the tests are about, and the plain dynamic programme that knows the answer."""

from __future__ import annotations

import random
from pathlib import Path

from tournage.formats import talent
from tournage.schedule.solve.core import Instance

TALENT = Path(__file__).parents[2] / "benchmarks" / "talent"
KINDS = ("thin", "dense", "leads", "equal", "zeros")


def published(name: str) -> Instance:
    """One of the published problems."""
    instance, findings = talent.read(TALENT / name)
    assert instance is not None
    assert not findings
    return instance


def draw_problem(kind: str, seed: int, most: int = 9) -> Instance:
    """A random problem of at most `most` scenes and ten actors."""
    dice = random.Random(f"{kind} {seed}")
    scenes, actors = dice.randint(1, most), dice.randint(1, 10)
    least_length = 0 if kind == "zeros" else 1
    lengths = [1 if kind == "equal" else dice.randint(least_length, 6) for _ in range(scenes)]
    wages = [dice.randint(0 if kind == "zeros" else 1, 20) for _ in range(actors)]
    shares = [dice.uniform(0.1, 0.4) if kind == "thin" else dice.uniform(0.3, 0.9) for _ in range(actors)]
    if kind == "leads":
        wages = [wage * 10 if a < 2 else wage for a, wage in enumerate(wages)]
        shares = [0.6 if a < 2 else 0.25 for a in range(actors)]
    casts = [sum(1 << a for a in range(actors) if dice.random() < shares[a]) for _ in range(scenes)]
    return Instance(tuple(lengths), tuple(wages), tuple(casts))


def least_cost(instance: Instance) -> int:
    """The optimum by dynamic programming over all sets of scenes already shot (Adelson et al. 1976)."""
    scenes = len(instance.casts)
    everything = (1 << scenes) - 1
    present = [0] * (everything + 1)
    for shot in range(1, everything + 1):
        low = (shot & -shot).bit_length() - 1
        present[shot] = present[shot & (shot - 1)] | instance.casts[low]
    least = [0] + [-1] * everything
    for shot in range(everything):
        waiting = present[shot] & present[everything & ~shot]
        for scene in range(scenes):
            if not shot >> scene & 1:
                after = shot | 1 << scene
                paid = instance.lengths[scene] * instance.pay(waiting & ~instance.casts[scene])
                if least[after] < 0 or least[shot] + paid < least[after]:
                    least[after] = least[shot] + paid
    return least[everything] + instance.work_cost
