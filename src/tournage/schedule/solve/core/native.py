"""The compiled core through ctypes; `library()` is None where none could be built."""

from __future__ import annotations

import ctypes
import os
from collections.abc import Sequence
from ctypes import byref, c_double, c_int, c_int64, c_uint64
from functools import lru_cache
from pathlib import Path

from tournage.schedule.solve.core.instance import Instance

WORD = 64
_MASK = (1 << WORD) - 1


@lru_cache
def library() -> ctypes.CDLL | None:
    """The shared library beside this file; None without one, or with TOURNAGE_PLAIN_CORE set."""
    if os.environ.get("TOURNAGE_PLAIN_CORE"):
        return None
    for file in sorted(Path(__file__).parent.glob("_core.*")):
        try:
            found = ctypes.CDLL(str(file))
        except OSError:
            continue
        found.tournage_prove.restype = c_int64
        found.tournage_improve.restype = c_int64
        return found
    return None


class Cancel:
    """A flag another thread may set to stop the core at its next look."""

    def __init__(self) -> None:
        self.flag = c_int(0)

    def set(self) -> None:
        """Stop."""
        self.flag.value = 1


def improve(
    instance: Instance,
    start: Sequence[int],
    *,
    starts: int,
    rounds: int,
    seconds: float,
    seed: int,
    cancel: Cancel,
) -> list[int]:
    """Improve an order by insertion descents: `starts` random starts, then `rounds` shakes of the best."""
    found = library()
    assert found is not None
    n, words = len(instance.lengths), max(1, -(-len(instance.wages) // WORD))
    wages = (*instance.wages, *(0,) * (words * WORD - len(instance.wages)))
    casts = [cast >> (WORD * w) & _MASK for cast in instance.casts for w in range(words)]
    order = (c_int * n)(*start)
    found.tournage_improve(
        c_int(n), c_int(words), _longs(instance.lengths), _longs(wages), (c_uint64 * len(casts))(*casts),
        order, c_int(starts), c_int64(rounds), c_double(seconds), c_uint64(seed), byref(cancel.flag),
    )  # fmt: skip
    return list(order)


def prove(
    instance: Instance, start: Sequence[int], *, seconds: float, nodes: int, rules: int, cancel: Cancel
) -> tuple[list[int], int, int]:
    """Best order, proven lower bound of its holding cost, nodes visited; at most 64 scenes and actors."""
    found = library()
    assert found is not None
    n = len(instance.lengths)
    order = (c_int * n)(*start)
    bound, visited = c_int64(), c_uint64()
    cache_bits = min(21, max(10, n))
    found.tournage_prove(
        c_int(n), c_int(len(instance.wages)), _longs(instance.lengths), _longs(instance.wages),
        (c_uint64 * n)(*instance.casts), order, c_int64(instance.holding(start)), c_double(seconds),
        c_uint64(nodes), byref(cancel.flag), c_int(rules), c_int(cache_bits), byref(bound), byref(visited),
    )  # fmt: skip
    return list(order), int(bound.value), int(visited.value)


def _longs(values: Sequence[int]) -> ctypes.Array[c_int64]:
    return (c_int64 * max(1, len(values)))(*values)
