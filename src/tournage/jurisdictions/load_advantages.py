"""The advantages around a jurisdiction's rebate, as sourced values."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files

from tournage.incentives.advantages import parse_advantages
from tournage.incentives.scheme import Limit
from tournage.kernel.dated import Sourced


@lru_cache(maxsize=8)
def load_advantages(jurisdiction: str) -> dict[str, Sourced[Limit]] | None:
    """The values of one jurisdiction; None where none are kept."""
    file = files("tournage").joinpath("jurisdictions", jurisdiction, "advantages.yaml")
    if not file.is_file():
        return None
    return parse_advantages(file.read_text("utf-8"), f"{jurisdiction}/{file.name}")
