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
    rates = []
    for number in group:
        player = c.problem.players[number]
        rates.append(min(player.hold_rate, player.work_rate) + player.per_diem)
    casts: dict[int, int] = {}
    for s, cast in enumerate(c.cast):
        mask = sum(1 << place for place, number in enumerate(group) if number in cast)
        casts[mask] = casts.get(mask, 0) + c.minutes[s]
    instance = Instance(tuple(casts.values()), tuple(rates), tuple(casts))
    bound = solve_order(instance, seconds=0, nodes=_NODES).bound
    counted = sum(rate * sum(work[number].values()) for rate, number in zip(rates, group, strict=True))
    return max(0, bound // cap - counted)
