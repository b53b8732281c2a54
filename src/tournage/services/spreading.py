"""Work spread over processes of this machine, or over a Dask cluster: the same figures to the digit."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from typing import Any, TypeVar

from tournage.kernel.errors import TournageError

Task = TypeVar("Task")
Result = TypeVar("Result")


class NoClusterError(TournageError):
    """The cluster does not answer, or Dask is not installed."""


def spread(
    work: Callable[[Task], Result],
    tasks: Sequence[Task],
    *,
    cluster: str | None = None,
    workers: int | None = None,
) -> list[Result]:
    """Do the work for every task, in order, on this machine's processes or on a cluster `tcp://…`.

    Raises: NoClusterError.
    """
    if cluster is not None:
        return _on_cluster(work, tasks, cluster)
    count = min(workers or os.cpu_count() or 1, len(tasks))
    if count <= 1:
        return [work(task) for task in tasks]
    with ProcessPoolExecutor(count, mp_context=get_context("spawn")) as pool:
        return list(pool.map(work, tasks))


def _on_cluster(work: Callable[[Task], Result], tasks: Sequence[Task], address: str) -> list[Result]:
    try:
        from distributed import Client
    except ImportError:
        raise NoClusterError("Dask is not installed: pip install 'tournage[cluster]'.") from None
    try:
        connect: Any = Client
        client = connect(address, timeout=10, set_as_default=False)
    except (OSError, ValueError) as fault:
        raise NoClusterError(f"{address}: no cluster answers ({type(fault).__name__}).") from None
    with client:
        return list(client.gather(client.map(work, list(tasks), pure=False)))
