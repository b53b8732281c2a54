"""The ordering problem and the reductions that leave its optimum as it is.

Scenes (or days) are put in an order; each actor is paid for the whole time from his first scene to
the end of his last. The work is paid in any order; what an order decides is the *holding* cost.
Sets of actors are bit sets. All amounts are integers.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tournage.kernel.errors import TournageError


class NotAnOrderError(TournageError):
    """The list is not a permutation of the scenes."""


class ImpossibleInstanceError(TournageError):
    """A length or wage is negative, or the lists do not fit each other."""


def bits(members: int) -> list[int]:
    """Members of a bit set, lowest first.

    >>> bits(0b1010)
    [1, 3]
    """
    found = []
    while members:
        low = members & -members
        found.append(low.bit_length() - 1)
        members ^= low
    return found


@dataclass(frozen=True, slots=True)
class Instance:
    """Lengths of scenes, wages per unit of length, casts as bit sets over the wages."""

    lengths: tuple[int, ...]
    wages: tuple[int, ...]
    casts: tuple[int, ...]

    def __post_init__(self) -> None:
        if len(self.lengths) != len(self.casts):
            raise ImpossibleInstanceError(f"{len(self.lengths)} lengths for {len(self.casts)} casts")
        if any(v < 0 for v in (*self.lengths, *self.wages)):
            raise ImpossibleInstanceError("a length or a wage is negative")
        if any(cast < 0 or cast >> len(self.wages) for cast in self.casts):
            raise ImpossibleInstanceError("a cast names an actor without a wage")

    def pay(self, actors: int) -> int:
        """Wages of a set of actors."""
        total = 0
        while actors:
            low = actors & -actors
            total += self.wages[low.bit_length() - 1]
            actors ^= low
        return total

    @property
    def work_cost(self) -> int:
        """What the cast is paid for working, whatever the order."""
        return sum(length * self.pay(cast) for length, cast in zip(self.lengths, self.casts, strict=True))

    def holding(self, order: Sequence[int]) -> int:
        """What the cast is paid for waiting in this order.

        Raises: NotAnOrderError.
        """
        if sorted(order) != list(range(len(self.lengths))):
            raise NotAnOrderError(f"not an order of {len(self.lengths)} scenes")
        after = [0] * (len(order) + 1)
        for place in range(len(order) - 1, -1, -1):
            after[place] = after[place + 1] | self.casts[order[place]]
        total = seen = 0
        for place, scene in enumerate(order):
            seen |= self.casts[scene]
            total += self.lengths[scene] * self.pay(seen & after[place] & ~self.casts[scene])
        return total

    def cost(self, order: Sequence[int]) -> int:
        """Work and waiting together."""
        return self.work_cost + self.holding(order)


@dataclass(frozen=True, slots=True)
class Reduced:
    """A smaller instance with the same holding cost; `groups` leads back to the scenes joined.

    `idle` are scenes that nobody left in the problem plays in: they go to the end.
    """

    instance: Instance
    groups: tuple[tuple[int, ...], ...]
    idle: tuple[int, ...]

    def expand(self, order: Sequence[int]) -> list[int]:
        """An order of the smaller instance as an order of all scenes."""
        return [scene for group in order for scene in self.groups[group]] + list(self.idle)

    def shrink(self, order: Sequence[int]) -> list[int]:
        """An order of all scenes as an order of the smaller instance: joined scenes stand where their first did."""
        place = {scene: at for at, scene in enumerate(order)}
        firsts = [min(place[scene] for scene in group) for group in self.groups]
        return sorted(range(len(self.groups)), key=firsts.__getitem__)


def reduce(instance: Instance) -> Reduced:
    """Drop actors with fewer than two scenes and join scenes with equal casts, until neither changes anything.

    An optimal order keeps scenes with equal casts together; an actor with one scene never waits.
    """
    groups = [[scene] for scene in range(len(instance.casts))]
    casts = list(instance.casts)
    while True:
        once = twice = 0
        for cast in casts:
            twice |= once & cast
            once |= cast
        joined: dict[int, list[int]] = {}
        for cast, scenes in zip(casts, groups, strict=True):
            joined.setdefault(cast & twice, []).extend(scenes)
        settled = len(joined) == len(casts) and once == twice
        casts, groups = list(joined), list(joined.values())
        if settled:
            break
    idle = tuple(joined.get(0, ()))
    kept = [(cast, tuple(scenes)) for cast, scenes in zip(casts, groups, strict=True) if cast]
    actors = [a for a in range(len(instance.wages)) if twice >> a & 1]
    small = Instance(
        tuple(sum(instance.lengths[s] for s in scenes) for _, scenes in kept),
        tuple(instance.wages[a] for a in actors),
        tuple(sum(1 << i for i, a in enumerate(actors) if cast >> a & 1) for cast, _ in kept),
    )
    return Reduced(small, tuple(scenes for _, scenes in kept), idle)
