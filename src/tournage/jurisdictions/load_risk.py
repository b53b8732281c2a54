"""What can go wrong in a country, base by base and month by month, from its climate and its risk file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import lru_cache
from importlib.resources import files
from typing import Any

from tournage.kernel.datafile import read_decimal, read_yaml
from tournage.kernel.dated import Confidence, Origin, Sourced, parse_sources
from tournage.places.catalogue import Catalogue
from tournage.schedule.hazards import MEAN_HIGH, RAIN, WINDS, Chance, Hazards

DAYS_A_MONTH = Decimal("30.4")
_RAIN_NOTE = "worked out from the month's millimetres at an assumed depth of rain a wet day (climate.yaml)"


def load_hazards(catalogue: Catalogue, bases: Iterable[str]) -> Hazards:
    """The hazards of these bases: rain and heat by month where the climate is known, winds, and what holds everywhere.

    Raises: DataFileError.
    """
    data = _read(catalogue.country.lower())
    chances = [_chance(id, entry, id) for id, entry in data["values"].items()]
    for base in sorted(set(bases)):
        hub = _hub(catalogue, base)
        if hub is not None:
            chances += _of_base(data, catalogue, base, hub)
    return Hazards(tuple(chances))


@lru_cache
def _read(country: str) -> dict[str, Any]:
    data: dict[str, Any] = read_yaml(files("tournage").joinpath("jurisdictions", country, "risk.yaml"))
    return data


def _chance(id: str, entry: dict[str, Any], where: str, **at: Any) -> Chance:
    origin = Origin.ASSUMED if entry.get("assumed") else Origin.SOURCED
    value = read_decimal(entry["value"], where)
    held = Sourced(
        value,
        parse_sources(entry["source"]),
        Confidence(entry["confidence"]),
        origin,
        unit=entry["unit"],
        note=entry.get("note"),
    )
    return Chance(id, held, entry["unit"], **at)


def _hub(catalogue: Catalogue, base: str) -> str | None:
    """The town whose climate a base has: itself, or the hub of a place far from any town."""
    if any(hub.id == base for hub in catalogue.hubs):
        return base
    return next((place.hub for place in catalogue.locations if place.id == base), None)


def _of_base(data: dict[str, Any], catalogue: Catalogue, base: str, hub: str) -> Iterator[Chance]:
    for climate in catalogue.climates:
        if climate.hub == hub:
            share = (climate.rain_days / DAYS_A_MONTH).quantize(Decimal("0.001"))
            worked_out = Sourced(
                share, climate.source, Confidence.LOW, Origin.ASSUMED, unit="share", note=_RAIN_NOTE
            )
            yield Chance(RAIN, worked_out, "share", base, climate.month)
            high = Sourced(climate.high, climate.source, climate.confidence, climate.origin, unit="celsius")
            yield Chance(MEAN_HIGH, high, "celsius", base, climate.month)
    for id, wind in data["winds"].items():
        for month in map(int, wind["months"]) if hub in wind["hubs"] else ():
            for name in ("chance", "from_hour"):
                yield _chance(f"{WINDS}{name}:{id}", wind[name], id, base=base, month=month)
