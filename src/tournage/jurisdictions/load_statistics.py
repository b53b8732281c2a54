"""Reading what foreign shoots spent in Morocco."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files

from tournage.budget.reality import KnownProduction, ShootsOfYear
from tournage.kernel.datafile import read_decimal, read_yaml
from tournage.kernel.dated import Confidence, parse_sources
from tournage.kernel.money import Money


@lru_cache
def load_statistics() -> tuple[tuple[ShootsOfYear, ...], tuple[KnownProduction, ...]]:
    """Foreign shoots by kind and year, and the largest productions known."""
    data = read_yaml(files("tournage.jurisdictions").joinpath("ma", "statistics.yaml"))
    years = tuple(
        ShootsOfYear(
            int(entry["year"]),
            str(entry["kind"]),
            int(entry["count"]),
            Money(read_decimal(entry["amount"], "statistics.yaml"), "MAD"),
            parse_sources(entry["source"]),
            Confidence(entry["confidence"]),
        )
        for entry in data["shoots"]
    )
    known = tuple(
        KnownProduction(
            str(entry["title"]),
            int(entry["year"]),
            Money(read_decimal(entry["amount"], "statistics.yaml"), "MAD"),
            parse_sources(entry["source"]),
            Confidence(entry["confidence"]),
        )
        for entry in data["largest"]
    )
    return years, known
