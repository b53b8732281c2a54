"""A bound on what players are paid for waiting, from the exact core.

Order all strips as one long day: between a player's first and last strip lie at least the days that these
minutes fill, and each is paid, worked or held. Players are taken in groups; holds of different players
are different money, so the exact optima of the groups add up.
"""

from __future__ import annotations

from tournage.schedule.solve.compiled import Compiled
from tournage.schedule.solve.core import Instance, solve_order

_GROUP, _NODES = 5, 60_000
"""Players of one group; nodes the core may visit for it."""


def hold_bound(c: Compiled, work: list[dict[int, int]], cap: int) -> int:
    """Least cost of all holds of players who are never dropped; `work` are their least work days.

    Only where there is one unit: a second one shoots while the first does.
    """
    if len(c.unit_of) > 1:
        return 0
    players = [
        number
        for number, player in enumerate(c.problem.players)
        if not player.drop_allowed and work[number] and min(player.hold_rate, player.work_rate) > 0
    ]
    players.sort(key=lambda number: (-c.problem.players[number].hold_rate, number))
    groups = [players[i : i + _GROUP] for i in range(0, len(players), _GROUP)]
    return sum(_group(c, group, work, cap) for group in groups)


def _group(c: Compiled, group: list[int], work: list[dict[int, int]], cap: int) -> int:
    """Waiting that no order avoids, less what the work days already count."""
    counted = sum(day_held(c, number) * sum(work[number].values()) for number in group)
    return max(0, order_bound(c, group, dict(enumerate(c.minutes))) // cap - counted)


def day_held(c: Compiled, number: int) -> int:
    """The least that a day costs on which a player is in the shoot."""
    player = c.problem.players[number]
    return min(player.hold_rate, player.work_rate) + player.per_diem


def order_bound(c: Compiled, group: list[int], lengths: dict[int, int]) -> int:
    """Least pay of a group from first to last strip over all orders of these strips; pay is by the unit of length."""
    casts: dict[int, int] = {}
    for s, length in lengths.items():
        mask = sum(1 << place for place, number in enumerate(group) if number in c.cast[s])
        casts[mask] = casts.get(mask, 0) + length
    rates = tuple(day_held(c, number) for number in group)
    return solve_order(Instance(tuple(casts.values()), rates, tuple(casts)), seconds=0, nodes=_NODES).bound
