"""The study's own numbers, from data, with their sources."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from importlib.resources import files
from typing import Any

from tournage.kernel.datafile import read_decimal, read_yaml
from tournage.kernel.dated import Confidence, Origin, Source, parse_sources

FILE = "constants.yaml"


@dataclass(frozen=True, slots=True)
class Constant:
    """A number the study uses, with the range it is tried over."""

    id: str
    value: Decimal
    unit: str
    low: Decimal | None
    high: Decimal | None
    source: tuple[Source, ...]
    confidence: Confidence
    origin: Origin


def load_constants(given: Mapping[str, Decimal]) -> dict[str, Constant]:
    """All constants by id, a person's own values in place of ours."""
    data = read_yaml(files("tournage.cases.feasibility").joinpath(FILE))["constants"]
    return {id: _given(_constant(id, entry), given.get(id)) for id, entry in data.items()}


def _constant(id: str, entry: Mapping[str, Any]) -> Constant:
    def number(name: str) -> Decimal | None:
        return read_decimal(entry[name], f"{FILE}, {id}") if name in entry else None

    value = number("value")
    assert value is not None
    return Constant(
        id,
        value,
        entry["unit"],
        number("low"),
        number("high"),
        parse_sources(entry["source"]),
        Confidence(entry["confidence"]),
        Origin.ASSUMED if entry.get("assumed") else Origin.SOURCED,
    )


def _given(constant: Constant, value: Decimal | None) -> Constant:
    if value is None:
        return constant
    return replace(constant, value=value, origin=Origin.YOURS, source=(), confidence=Confidence.HIGH)
