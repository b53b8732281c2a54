"""The compiled core through ctypes; `library()` is None where none could be built."""

from __future__ import annotations

import ctypes
import os
import threading
from collections.abc import Callable, Sequence
from ctypes import CFUNCTYPE, POINTER, byref, c_double, c_int, c_int64, c_uint64, c_void_p
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeAlias

from tournage.schedule.solve.core.instance import Instance
from tournage.schedule.solve.core.walks import Walk

WORD = 64
MOST_TABLE, TABLE_NODES, TABLE_SETS_A_NODE = 26, 64, 1024
"""Up to how many scenes a table over their sets is made (256 MB), and how much searching it is worth."""
_MASK = (1 << WORD) - 1
_REPORT = CFUNCTYPE(c_int, POINTER(c_int), c_int64, c_int64, c_uint64)

Report: TypeAlias = Callable[[Sequence[int], int, int], None]
"""Called with the best order, its holding cost and the bound of the holding cost."""


@lru_cache
def library() -> ctypes.CDLL | None:
    """The shared library beside this file; None without one, or with TOURNAGE_PLAIN_CORE set."""
    if os.environ.get("TOURNAGE_PLAIN_CORE"):
        return None
    for file in sorted(Path(__file__).parent.glob("_core.*")):
        try:
            found = ctypes.CDLL(str(file))
            found.tournage_open.restype = c_void_p
            found.tournage_prove.restype = c_int64
            found.tournage_table.restype = c_int
            found.tournage_close.restype = c_int64
            found.tournage_improve.restype = c_int64
            found.tournage_walk.restype = c_int64
        except (OSError, AttributeError):
            continue
        return found
    return None


class Cancel:
    """A flag another thread, or a signal, may set to stop the core at its next look."""

    def __init__(self) -> None:
        self.flag = c_int(0)

    def set(self) -> None:
        """Stop."""
        self.flag.value = 1

    def __bool__(self) -> bool:
        """Whether it was set."""
        return bool(self.flag.value)


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
    _attended(lambda: found.tournage_improve(
        c_int(n), c_int(words), _longs(instance.lengths), _longs(wages), (c_uint64 * len(casts))(*casts),
        order, c_int(starts), c_int64(rounds), c_double(seconds), c_uint64(seed), byref(cancel.flag),
    ))  # fmt: skip
    return list(order)


def _attended(work: Callable[[], object]) -> None:
    """Run native work beside the main thread, so that signals (Ctrl-C) are heard meanwhile."""
    if threading.current_thread() is not threading.main_thread():
        work()
        return
    thread = threading.Thread(target=work)
    thread.start()
    while thread.is_alive():
        thread.join(0.1)


def prove(
    instance: Instance,
    start: Sequence[int],
    *,
    seconds: float,
    nodes: int,
    rules: int,
    threads: int,
    cancel: Cancel,
    report: Report | None,
    table: bool = False,
    below: int | None = None,
) -> tuple[list[int], int, int]:
    """Best order, proven lower bound of its holding cost, nodes visited; at most 128 scenes and 64 actors.

    `below`: only orders that cost less are looked for; where there is none, it is the bound.
    `table`: a problem of few scenes not proven in as much work as a table over sets of scenes would be
    is solved by that table.
    Raises: MemoryError.
    """
    found = library()
    assert found is not None
    n = len(instance.lengths)
    least_work = (1 << n) // TABLE_SETS_A_NODE + TABLE_NODES
    table = table and n <= MOST_TABLE and (not nodes or nodes >= least_work)
    limit = max(1, least_work // threads) if table else nodes
    order = (c_int * n)(*start)
    search = found.tournage_open(
        c_int(n), c_int(len(instance.wages)), _longs(instance.lengths), _longs(instance.wages),
        (c_uint64 * n)(*instance.casts), order, c_int64(instance.holding(start) if below is None else below), c_double(seconds),
        c_uint64(limit), byref(cancel.flag), c_int(rules), c_int(_cache_bits(n, limit)), c_int(threads),
    )  # fmt: skip
    if not search:
        raise MemoryError
    visited = _run(found, c_void_p(search), threads, _told(report, n))
    states = [0]
    if table:
        _attended(lambda: states.__setitem__(0, found.tournage_table(c_void_p(search))))
    bound = c_int64()
    found.tournage_close(c_void_p(search), order, byref(bound))
    if states[0] < 0:
        return prove(
            instance, list(order), seconds=seconds, nodes=nodes, rules=rules, threads=threads, cancel=cancel,
            report=report, below=below,
        )  # fmt: skip
    return list(order), int(bound.value), visited


def _cache_bits(scenes: int, nodes: int) -> int:
    """Buckets of four slots: few for small problems and node limits, so that many calls stay cheap; at most 400 MB."""
    return max(10, min(21, scenes - 2, nodes.bit_length() if nodes else 21))


def _told(report: Report | None, scenes: int) -> Any:
    if report is None:
        return _REPORT()
    tell = report

    def told(order: Any, cost: int, bound: int, nodes: int) -> int:
        tell(order[:scenes], cost, bound)
        return 0

    return _REPORT(told)


def _run(found: ctypes.CDLL, search: c_void_p, threads: int, told: Any) -> int:
    """Let every worker search; ctypes gives the interpreter free meanwhile. Returns nodes of all together."""
    visited = [0] * threads

    def work(number: int) -> None:
        silent = _REPORT()
        visited[number] = int(found.tournage_prove(search, told if number == 0 else silent))

    others = [threading.Thread(target=work, args=(number,)) for number in range(1, threads)]
    for thread in others:
        thread.start()
    _attended(lambda: work(0))
    for thread in others:
        thread.join()
    if min(visited) < 0:
        raise MemoryError
    return sum(visited)


def _longs(values: Sequence[int]) -> ctypes.Array[c_int64]:
    return (c_int64 * max(1, len(values)))(*values)


def best_walk(instance: Instance, dues: Sequence[int], kept: Sequence[int] = ()) -> Walk:
    """The best walk of at most 13 actors, with at most ten casts kept in mind; see `walks`.

    Raises: MemoryError.
    """
    found = library()
    assert found is not None
    casts, actors = len(instance.casts), len(instance.wages)
    met, waiting = (c_int * casts)(), (c_int64 * actors)()
    earned = found.tournage_walk(
        c_int(actors), c_int(casts), _longs(instance.lengths), _longs(instance.wages),
        (c_uint64 * casts)(*instance.casts), _longs(dues), c_int(len(kept)), (c_int * max(1, len(kept)))(*kept), met,
        waiting,
    )  # fmt: skip
    if earned < 0:
        raise MemoryError
    return Walk(int(earned), tuple(met), tuple(waiting))
