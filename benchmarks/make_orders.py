"""Random ordering problems in the published manner, the same for a seed everywhere."""

from __future__ import annotations

from tournage.schedule.solve.core import Instance

_MASK = (1 << 64) - 1


class _Dice:
    """splitmix64."""

    def __init__(self, seed: int) -> None:
        self.state = seed & _MASK

    def between(self, least: int, most: int) -> int:
        """A whole number, both ends included."""
        self.state = (self.state + 0x9E3779B97F4A7C15) & _MASK
        x = self.state
        x = (x ^ x >> 30) * 0xBF58476D1CE4E5B9 & _MASK
        x = (x ^ x >> 27) * 0x94D049BB133111EB & _MASK
        return least + (x ^ x >> 31) % (most - least + 1)


def uniform(scenes: int, actors: int, seed: int) -> Instance:
    """Each actor plays in 2 to all scenes, drawn at random; wages 1 to 100, lengths 1 to 5.

    Source: the recipe of Cheng et al. (1993) and Garcia de la Banda et al. (2011).
    """
    dice = _Dice(seed * 1_000_003 + scenes * 1009 + actors)
    lengths = tuple(dice.between(1, 5) for _ in range(scenes))
    wages = tuple(dice.between(1, 100) for _ in range(actors))
    casts = [0] * scenes
    for actor in range(actors):
        order = list(range(scenes))
        for place in range(dice.between(2, scenes)):
            other = dice.between(place, scenes - 1)
            order[place], order[other] = order[other], order[place]
            casts[order[place]] |= 1 << actor
    return Instance(lengths, wages, tuple(casts))
