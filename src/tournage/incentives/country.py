"""What a shoot meets in a country beside its scheme: prices, VAT, employer charges, money, landscapes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from tournage.incentives.located import Located, parse_located
from tournage.incentives.sources import SourceBook, parse_confidence
from tournage.kernel.dated import Origin, Sourced

VALUES = ("cost_level", "world_prices", "vat_cost", "employer_charges", "per_dollar")


@dataclass(frozen=True, slots=True)
class Landscape:
    """A landscape of a country as its source names it, and the terrain terms it can be."""

    text: str
    terms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Country:
    """One place of the comparison. `per_dollar` is units of its currency for one US dollar."""

    code: str
    currency: str
    values: Mapping[str, Sourced[Decimal]]
    landscapes: tuple[Landscape, ...]
    gaps: tuple[str, ...]
    related: tuple[str, ...]

    @property
    def terms(self) -> frozenset[str]:
        """Every terrain term some landscape of the country can be."""
        return frozenset(term for landscape in self.landscapes for term in landscape.terms)


def parse_country(text: str, file: str, code: str) -> Country:
    """Read a country's file, strictly.

    Raises: DataFileError naming file and line.
    """
    root = parse_located(text, file)
    top = root.keys(required=("schema", "currency", "sources", "values", "landscapes", "gaps", "related"))
    top["schema"].choice("tournage-comparison/1")
    book = SourceBook(top["sources"])
    values = {name: _value(node, book) for name, node in top["values"].keys(required=VALUES).items()}
    landscapes = tuple(_landscape(node) for node in top["landscapes"])
    book.refuse_unused()
    return Country(
        code, top["currency"].text(), values, landscapes, top["gaps"].texts(), top["related"].texts()
    )


def _value(node: Located, book: SourceBook) -> Sourced[Decimal]:
    keys = node.keys(required=("value", "unit", "source", "confidence"), optional=("assumed", "note"))
    assumed = "assumed" in keys and keys["assumed"].flag()
    return Sourced(
        keys["value"].decimal(),
        book.sources(keys["source"]),
        parse_confidence(keys["confidence"]),
        Origin.ASSUMED if assumed else Origin.SOURCED,
        keys["unit"].text(),
        keys["note"].text() if "note" in keys else None,
    )


def _landscape(node: Located) -> Landscape:
    keys = node.keys(required=("text", "terms"))
    return Landscape(keys["text"].text(), keys["terms"].texts())
