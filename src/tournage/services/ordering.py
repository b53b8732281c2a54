"""Put the scenes of published ordering problems in their cheapest order."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tournage.formats import talent
from tournage.kernel.findings import Finding
from tournage.schedule.solve.core import Cancel, Ordering, Progress, solve_order


@dataclass(frozen=True, slots=True)
class Ordered:
    """What was found for one file; `ordering` is None where it could not be read."""

    file: str
    ordering: Ordering | None
    seconds: float
    findings: tuple[Finding, ...] = ()


def order_file(
    file: Path,
    *,
    seconds: float,
    threads: int = 1,
    seed: int = 1,
    cancel: Cancel | None = None,
    progress: Callable[[Progress], None] | None = None,
) -> Ordered:
    """Read one file and order its scenes; stops at the time limit with the best order and bound so far."""
    start = time.perf_counter()
    instance, findings = talent.read(file)
    if instance is None:
        return Ordered(str(file), None, time.perf_counter() - start, findings)
    left = max(0.01, seconds - (time.perf_counter() - start))
    found = solve_order(instance, seconds=left, seed=seed, threads=threads, cancel=cancel, progress=progress)
    return Ordered(str(file), found, time.perf_counter() - start, findings)


def ordered_json(ordered: Ordered, lang: str) -> dict[str, Any]:
    """The documented JSON line of `tournage order`."""
    found = ordered.ordering
    line: dict[str, Any] = {
        "file": ordered.file,
        "order": list(found.order) if found else None,
        "cost": found.cost if found else None,
        "bound": found.bound if found else None,
        "proven": found.proven if found else False,
        "seconds": round(ordered.seconds, 4),
    }
    if ordered.findings:
        line["findings"] = [item.as_json(lang) for item in ordered.findings]
    return line
