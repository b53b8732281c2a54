"""Chance that falls alike on every machine."""

from __future__ import annotations

from collections.abc import Sequence


class Dice:
    """Whole numbers by chance, alike on every machine (splitmix64)."""

    def __init__(self, seed: int) -> None:
        self.state = seed & (2**64 - 1)

    def below(self, limit: int) -> int:
        """A number from 0 to `limit` - 1."""
        self.state = (self.state + 0x9E3779B97F4A7C15) & (2**64 - 1)
        z = self.state
        z = ((z ^ z >> 30) * 0xBF58476D1CE4E5B9) & (2**64 - 1)
        z = ((z ^ z >> 27) * 0x94D049BB133111EB) & (2**64 - 1)
        return (z ^ z >> 31) % limit

    def between(self, low: int, high: int) -> int:
        """A number from `low` to `high`, both included."""
        return low + self.below(high - low + 1)

    def chance(self, percent: int) -> bool:
        """True that often in a hundred."""
        return self.below(100) < percent

    def order(self, count: int) -> list[int]:
        """The numbers below `count`, shuffled."""
        return self._drawn(range(count), count)

    def some(self, items: Sequence[int], count: int) -> list[int]:
        """So many of the items, none twice, in their own order."""
        return sorted(self._drawn(items, count))

    def _drawn(self, items: Sequence[int], count: int) -> list[int]:
        left = list(items)
        for place in range(min(count, len(left))):
            other = place + self.below(len(left) - place)
            left[place], left[other] = left[other], left[place]
        return left[:count]

    def weighted(self, weights: Sequence[int]) -> int:
        """A position, as often as its weight says."""
        draw = self.below(sum(weights))
        for position, weight in enumerate(weights):
            draw -= weight
            if draw < 0:
                return position
        raise AssertionError("the weights add up to more than the draw")
