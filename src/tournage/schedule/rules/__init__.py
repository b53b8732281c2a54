"""The rules of a shoot, one file each: which parameters it reads, and a plain check of a board."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterator
from functools import lru_cache

from tournage.kernel.findings import Finding
from tournage.schedule.board_view import BoardView

Check = Callable[[BoardView], Iterator[Finding]]


@lru_cache
def all_checks() -> tuple[tuple[str, Check], ...]:
    """Every rule of this folder: its name and its `check`."""
    names = sorted(module.name for module in pkgutil.iter_modules(__path__))
    return tuple((name, importlib.import_module(f"{__name__}.{name}").check) for name in names)
