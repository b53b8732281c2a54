"""The places a shoot can be compared with: costs, taxes, landscapes, and which schemes are theirs."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files

from tournage.incentives.country import Country, parse_country


def list_countries() -> tuple[str, ...]:
    """Codes of all places of the comparison, in lower case."""
    shelf = files("tournage").joinpath("jurisdictions")
    return tuple(sorted(f.name for f in shelf.iterdir() if f.joinpath("comparison.yaml").is_file()))


def schemes_of(code: str) -> tuple[str, ...]:
    """Ids of the schemes of one place."""
    folder = files("tournage").joinpath("jurisdictions", code, "incentives")
    return tuple(sorted(f.name.removesuffix(".yaml") for f in folder.iterdir() if f.name.endswith(".yaml")))


@lru_cache(maxsize=64)
def load_country(code: str) -> Country:
    """One place."""
    file = files("tournage").joinpath("jurisdictions", code, "comparison.yaml")
    return parse_country(file.read_text("utf-8"), f"{code}/{file.name}", code)
