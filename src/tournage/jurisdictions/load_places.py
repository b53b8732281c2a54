"""Reading the places of a country: the catalogue from its data files."""

from __future__ import annotations

from datetime import timedelta
from functools import lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from tournage.kernel.dated import Origin
from tournage.kernel.errors import TournageError
from tournage.kernel.place import Coordinates
from tournage.kernel.words import phrase
from tournage.places.catalogue import Bounds, Catalogue
from tournage.places.model import (
    Airport,
    Climate,
    Double,
    Holiday,
    Hub,
    Location,
    Ramadan,
    Season,
    Stage,
    Studio,
    Travel,
)
from tournage.places.strict import Field, open_file

MINUTES_AN_HOUR = 60


class UnknownCountryError(TournageError):
    """No jurisdiction folder has this name."""


@lru_cache
def load_catalogue(country: str = "ma") -> Catalogue:
    """Read all places of a country: locations, stages, hubs, roads, climate, holidays, Ramadan.

    Raises: UnknownCountryError; DataFileError naming file and line.
    """
    folder = files("tournage.jurisdictions").joinpath(country)
    if not folder.joinpath("index.yaml").is_file():
        raise UnknownCountryError(f"{country}: no jurisdiction of this name holds places")
    return read_catalogue(folder)


def read_catalogue(folder: Path | Traversable) -> Catalogue:
    """Read a folder of place files.

    Raises: DataFileError naming file and line.
    """
    index = open_file(folder.joinpath("index.yaml"), "tournage/jurisdiction/1")
    index.only("schema", "as_of", "code", "name", "currency", "zone", "bounds")
    bounds = _bounds(index.at("bounds"))
    roads = open_file(folder.joinpath("roads.yaml"), "tournage/roads/1")
    roads.only("schema", "as_of", "estimate", "crest", "legs")
    studios = _studios(folder, bounds)
    hubs, airports = _hubs(folder, bounds)
    return Catalogue(
        country=index.at("code").text(),
        zone=index.at("zone").at("value").text(),
        bounds=bounds,
        locations=(*_locations(folder, bounds), *_stages(studios)),
        hubs=hubs,
        airports=airports,
        travel=tuple(map(_leg, roads.at("legs").each())),
        estimate=tuple((name, field.sourced()) for name, field in roads.at("estimate").items()),
        crest=_crest(roads.at("crest")),
        climates=_climates(folder),
        seasons=_seasons(folder),
        holidays=_holidays(folder),
        ramadan=_ramadan(folder),
        studios=studios,
    )


def _bounds(field: Field) -> Bounds:
    field.sources()
    south, north, west, east = (float(field.at(k).number()) for k in ("south", "north", "west", "east"))
    return Bounds(south, north, west, east)


def _coordinates(field: Field, bounds: Bounds) -> Coordinates:
    at = Coordinates(float(field.at("latitude").number()), float(field.at("longitude").number()))
    if at not in bounds:
        field.at("latitude").fail(f"{at.latitude}, {at.longitude} lies outside the country")
    return at


def _locations(folder: Path | Traversable, bounds: Bounds) -> tuple[Location, ...]:
    root = open_file(folder.joinpath("locations.yaml"), "tournage/locations/1")
    root.only("schema", "as_of", "common", "locations")
    for _, shared in root.at("common").items():
        shared.only("source", "confidence", "assumed").sources()
    return tuple(_location(id, field, bounds) for id, field in root.at("locations").items())


def _location(id: str, field: Field, bounds: Bounds) -> Location:
    field.only(
        *("name", "region", "latitude", "longitude", "hub", "kind", "studio", "described", "terrain"),
        *("heritage", "doubles", "note", "source", "confidence", "assumed"),
    )
    kind = field.at("kind")
    if kind.value not in ("location", "backlot"):
        kind.fail(f"kind is location or backlot, not {kind.value!r}")
    return Location(
        id=id,
        name=field.at("name").text(),
        region=field.at("region").text(),
        at=_coordinates(field, bounds),
        terrain=field.at("terrain").texts(),
        hub=field.at("hub").text(),
        doubles=tuple(map(_double, field.at("doubles").each())),
        source=field.sources(),
        confidence=field.confidence(),
        kind=kind.text(),
        studio=field.optional("studio"),
        heritage=field.has("heritage"),
        note=field.optional("note"),
        described=field.at("described").text(),
        origin=field.origin(),
    )


def _double(field: Field) -> Double:
    field.only("role", "title", "note", "doubtful")
    return Double(
        field.at("role").text(),
        field.optional("title") or "",
        field.optional("note"),
        field.has("doubtful"),
    )


def _studios(folder: Path | Traversable, bounds: Bounds) -> tuple[Studio, ...]:
    root = open_file(folder.joinpath("studios.yaml"), "tournage/studios/1")
    root.only("schema", "as_of", "studios", "label")
    root.at("label").only("text", "source", "confidence").sources()
    return tuple(_studio(id, field, bounds) for id, field in root.at("studios").items())


def _studio(id: str, field: Field, bounds: Bounds) -> Studio:
    field.only(
        *("name", "city", "hub", "latitude", "longitude", "coordinates_confidence", "opened", "owner"),
        *("founders", "land_ha", "land_planned_ha", "land_claims", "built_sets_m2", "investment_mad"),
        *("distance_km_from_city", "stages", "standing_sets", "services", "credits", "workshops"),
        *("capacity", "managed_with", "note", "source", "confidence"),
    )
    return Studio(
        id=id,
        name=field.at("name").text(),
        city=field.at("city").text(),
        hub=field.at("hub").text(),
        at=_coordinates(field, bounds) if field.has("latitude") else None,
        stages=tuple(map(_stage, field.at("stages").each())),
        standing_sets=field.at("standing_sets").texts() if field.has("standing_sets") else (),
        services=field.at("services").texts() if field.has("services") else (),
        source=field.sources(),
        confidence=field.confidence(),
        opened=field.optional("opened"),
        owner=field.optional("owner"),
        land_ha=field.at("land_ha").number() if field.has("land_ha") else None,
        note=field.optional("note"),
    )


def _stage(field: Field) -> Stage:
    field.only("id", "m2", "status", "usable")
    size = field.at("m2").whole() if field.has("m2") else None
    return Stage(field.at("id").text(), size, field.at("status").text(), field.at("usable").value is True)


def _stages(studios: tuple[Studio, ...]) -> tuple[Location, ...]:
    """Every stage as a location one can shoot in."""
    found = []
    for studio in studios:
        for number, stage in enumerate(studio.stages, start=1):
            if studio.at is None:
                continue
            found.append(
                Location(
                    id=stage.id,
                    name=f"{studio.name}, stage {number}",
                    region="Draa-Tafilalet",
                    at=studio.at,
                    terrain=("stage",),
                    hub=studio.hub,
                    doubles=(),
                    source=studio.source,
                    confidence=studio.confidence,
                    kind="stage",
                    studio=studio.id,
                    stage_m2=stage.m2,
                    described=stage.status,
                    usable=stage.usable,
                )
            )
    return tuple(found)


def _hubs(folder: Path | Traversable, bounds: Bounds) -> tuple[tuple[Hub, ...], tuple[Airport, ...]]:
    root = open_file(folder.joinpath("hubs.yaml"), "tournage/hubs/1")
    root.only("schema", "as_of", "common", "roles", "hubs", "airports")
    common = root.at("common").at("coordinates")
    airports = tuple(_airport(iata, field, bounds) for iata, field in root.at("airports").items())
    hubs = []
    for id, field in root.at("hubs").items():
        field.only("name", "latitude", "longitude", "airport", "role")
        airport = field.at("airport")
        if airport.value not in {a.iata for a in airports}:
            airport.fail(f"{airport.value!r} is no airport of this file")
        hubs.append(
            Hub(
                id,
                field.at("name").text(),
                _coordinates(field, bounds),
                common.sources(),
                common.confidence(),
                airport.text(),
            )
        )
    return tuple(hubs), airports


def _airport(iata: str, field: Field, bounds: Bounds) -> Airport:
    field.only("city", "latitude", "longitude", "source", "confidence")
    return Airport(
        iata, field.at("city").text(), _coordinates(field, bounds), field.sources(), field.confidence()
    )


def _crest(field: Field) -> tuple[Coordinates, ...]:
    field.only("points", "source", "confidence", "assumed", "note").sources()
    pairs = ([number.number() for number in point.each()] for point in field.at("points").each())
    return tuple(Coordinates(float(north), float(east)) for north, east in pairs)


def _leg(field: Field) -> Travel:
    """One known road leg; what is not known of it is 0 and estimated later."""
    field.only(
        "from", "to", "km", "car_hours", "truck_hours", "note", "source", "confidence", "assumed", "derived"
    )

    def minutes(key: str) -> int:
        return round(field.at(key).number() * MINUTES_AN_HOUR) if field.has(key) else 0

    return Travel(
        origin=field.at("from").text(),
        destination=field.at("to").text(),
        km=round(field.at("km").number()) if field.has("km") else 0,
        minutes=minutes("truck_hours"),
        basis=field.origin(),
        source=field.sources(),
        car_minutes=minutes("car_hours"),
        confidence=field.confidence(),
    )


def _climates(folder: Path | Traversable) -> tuple[Climate, ...]:
    root = open_file(folder.joinpath("climate.yaml"), "tournage/climate/1")
    root.only(
        *("schema", "as_of", "source", "confidence", "rain_mm_a_wet_day", "hubs", "like"),
        *("seasons", "notes", "checks"),
    )
    wet_day = root.at("rain_mm_a_wet_day").sourced().value
    tables = dict(root.at("hubs").items())
    found = []
    for hub, table in tables.items():
        table.only("high_c", "low_c", "rain_mm", "confidence", "assumed", "note")
        columns = [[n.number() for n in table.at(key).each()] for key in ("high_c", "low_c", "rain_mm")]
        if any(len(column) != 12 for column in columns):
            table.fail("a climate table holds twelve months")
        confidence = table.confidence() if table.has("confidence") else root.confidence()
        for month, (high, low, rain) in enumerate(zip(*columns, strict=True), start=1):
            days = round(rain / wet_day, 1)
            found.append(
                Climate(
                    hub,
                    month,
                    low,
                    high,
                    days,
                    root.sources(),
                    confidence,
                    rain_mm=rain,
                    origin=table.origin(),
                )
            )
    return tuple(found) + _like(root, tuple(found))


def _seasons(folder: Path | Traversable) -> tuple[Season, ...]:
    root = open_file(folder.joinpath("climate.yaml"), "tournage/climate/1")
    return tuple(_season(id, field) for id, field in root.at("seasons").items())


def _season(id: str, field: Field) -> Season:
    field.only("any_of", "all_of", "months", "source", "confidence")
    together = field.has("all_of")
    months = tuple(month.whole() for month in field.at("months").each())
    hubs = field.at("all_of" if together else "any_of").texts()
    return Season(id, hubs, together, months, field.sources(), field.confidence())


def _like(root: Field, known: tuple[Climate, ...]) -> tuple[Climate, ...]:
    """Climate of hubs without a table, taken over from a like one as an estimate."""
    found = []
    for hub, field in root.at("like").items():
        model = field.only("hub", "source", "confidence", "assumed").at("hub").text()
        rows = [c for c in known if c.hub == model]
        if not rows:
            field.at("hub").fail(f"no climate table for {model!r}")
        found += [
            Climate(
                hub,
                c.month,
                c.low,
                c.high,
                c.rain_days,
                field.sources(),
                field.confidence(),
                c.rain_mm,
                Origin.ASSUMED,
            )
            for c in rows
        ]
    return tuple(found)


def _holidays(folder: Path | Traversable) -> tuple[Holiday, ...]:
    root = open_file(folder.joinpath("holidays.yaml"), "tournage/holidays/1")
    root.only("schema", "as_of", "source", "confidence", "late_days", "note", "observed", "holidays")
    late = timedelta(days=int(root.at("late_days").sourced().value))
    observed = {}
    for row in root.at("observed").each():
        row.only("name", "on", "source")
        observed[row.at("name").text(), row.at("on").day()] = row.sources()
    levels = {
        name: Field(root.file, f.way, {"confidence": f.value}) for name, f in root.at("confidence").items()
    }
    found = []
    for row in root.at("holidays").each():
        row.only("name", "first_day", "last_day", "kind", "estimated")
        name, first, last = row.at("name").text(), row.at("first_day").day(), row.at("last_day").day()
        estimated = row.has("estimated")
        found.append(
            Holiday(
                name=phrase(f"places.holiday.{name}"),
                first_day=first,
                last_day=last + late if estimated else last,
                certain=not estimated,
                off=True,
                source=observed.get((name, first), root.sources()),
                id=name,
                confidence=levels["estimated" if estimated else row.at("kind").text()].confidence(),
                length=(last - first).days + 1,
            )
        )
    return tuple(sorted(found, key=lambda h: (h.first_day, h.id)))


def _ramadan(folder: Path | Traversable) -> tuple[Ramadan, ...]:
    root = open_file(folder.joinpath("ramadan.yaml"), "tournage/ramadan/1")
    root.only("schema", "as_of", "source", "confidence", "late_days", "effects", "years")
    for effect in root.at("effects").each():
        effect.only("text", "source", "confidence", "assumed").sources()
    late = timedelta(days=int(root.at("late_days").sourced().value))
    return tuple(_month(int(year), field, root, late) for year, field in root.at("years").items())


def _month(year: int, field: Field, root: Field, late: timedelta) -> Ramadan:
    field.only("umm_al_qura", "observed")
    day = timedelta(days=1)
    if field.has("observed"):
        seen = field.at("observed")
        seen.only("first_day", "eid_al_fitr", "eid_al_adha", "source", "confidence", "note")
        first, last = seen.at("first_day").day(), seen.at("eid_al_fitr").day() - day
        return Ramadan(year, first, first, last, last, True, seen.sources(), seen.confidence())
    moon = field.at("umm_al_qura").only("first_day", "eid_al_fitr")
    first, eid = moon.at("first_day").day(), moon.at("eid_al_fitr").day()
    return Ramadan(
        year, first, first + late, eid - day, eid - day + late, False, root.sources(), root.confidence()
    )
