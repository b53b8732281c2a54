"""Worked cases beside the rules: a production, a day, and the award it must come to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from importlib.resources import files
from importlib.resources.abc import Traversable

from tournage.incentives.located import Located, parse_located


@dataclass(frozen=True, slots=True)
class WorkedCase:
    """One worked case. `award` is low, likely and high in the scheme's currency."""

    where: str
    name: str
    scheme: str
    on: date
    totals: Mapping[str, str]
    facts: Mapping[str, str]
    award: tuple[Decimal, Decimal, Decimal]
    why: str


def load_cases() -> Iterator[WorkedCase]:
    """Every worked case of every jurisdiction.

    Raises: DataFileError naming file and line.
    """
    shelf = files("tournage").joinpath("jurisdictions")
    for folder in sorted(shelf.iterdir(), key=lambda f: f.name):
        cases = folder.joinpath("cases")
        if folder.is_dir() and cases.is_dir():
            for file in sorted(cases.iterdir(), key=lambda f: f.name):
                if file.name.endswith(".yaml"):
                    yield from _read(folder.name, file)


def _read(folder: str, file: Traversable) -> Iterator[WorkedCase]:
    root = parse_located(file.read_text("utf-8"), f"{folder}/cases/{file.name}")
    top = root.keys(required=("schema", "cases"))
    top["schema"].choice("tournage-cases/1")
    for node in top["cases"]:
        yield _case(node)


def _case(node: Located) -> WorkedCase:
    keys = node.keys(required=("name", "scheme", "on", "totals", "facts", "award", "why"))
    award = keys["award"].keys(required=("low", "likely", "high"))
    return WorkedCase(
        node.where,
        keys["name"].text(),
        keys["scheme"].text(),
        keys["on"].day(),
        {k: v.text() for k, v in keys["totals"].mapping().items()},
        {k: v.text() for k, v in keys["facts"].mapping().items()},
        (award["low"].decimal(), award["likely"].decimal(), award["high"].decimal()),
        keys["why"].text(),
    )
