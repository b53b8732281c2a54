"""`corrections.toml`: what a person corrected, one table a subject, read leniently and kept whole.

    [aliases]
    "DR. SMITH" = "SMITH"
    [places]
    "KASBAH" = {value = "ait_benhaddou", by = "Salma", on = 2026-11-24}
    [eighths]
    "12A" = "1 4/8"
    [away]
    NADIA = [[2027-03-12, 2027-03-20]]
    [[elements]]
    scene = "12"
    category = "props"
    name = "Brass astrolabe"
    action = "add"
    [assumptions]
    "rate.hotel_4_star_ouarzazate" = "700"

A value may stand alone or as `{value, by, on}`.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeVar

from tournage.breakdown.model import Corrections
from tournage.cases.feasibility.inputs import Mark, YourWord
from tournage.kernel.eighths import parse_eighths
from tournage.kernel.findings import Finding, Severity, finding
from tournage.kernel.scene import Light, SceneKey, parse_scene_key

TABLES = (
    "aliases", "cast", "eighths", "light", "sets", "names", "links",
    "places", "locks", "away", "open", "assumptions",
)  # fmt: skip
LISTS = ("elements", "quantities")

Span = tuple[date, date]
T = TypeVar("T")


def read_corrections(text: str, file: str) -> tuple[YourWord, tuple[Finding, ...]]:
    """Read a corrections file.

    Findings: STO-101 not TOML; STO-102 unknown table; STO-103 a value that does not fit its table.
    """
    try:
        document = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        return YourWord(), (finding("store", "STO-101", Severity.ERROR, file, why=str(error)),)
    reader = _Reader(document, file)
    for name in document:
        if name not in TABLES + LISTS:
            reader.complain("STO-102", name, known=", ".join(TABLES + LISTS))
    yours = YourWord(
        breakdown=_breakdown(reader),
        places=tuple(reader.pairs("places", _text)),
        locks=tuple(reader.pairs("locks", _day)),
        away=tuple(reader.pairs("away", _spans)),
        open=tuple(reader.pairs("open", _spans)),
        assumptions=tuple(reader.pairs("assumptions", _number_text)),
        marks=tuple(reader.marks),
    )
    return yours, tuple(reader.findings)


@dataclass
class _Reader:
    document: Mapping[str, Any]
    file: str
    findings: list[Finding] = field(default_factory=list)
    marks: list[tuple[str, Mark]] = field(default_factory=list)

    def complain(self, code: str, place: str, **values: str) -> None:
        self.findings.append(
            finding("store", code, Severity.ERROR, f"{self.file} [{place}]", place=place, **values)
        )

    def pairs(self, table: str, parse: Callable[[Any], T]) -> Iterator[tuple[str, T]]:
        entries = self.document.get(table, {})
        if not isinstance(entries, Mapping):
            self.complain("STO-103", table, value=str(entries))
            return
        for key, entry in entries.items():
            value = self._open(f"{table}.{key}", entry)
            try:
                yield key, parse(value)
            except (ValueError, TypeError, KeyError):
                self.complain("STO-103", f"{table}.{key}", value=str(value))

    def rows(self, name: str, parse: Callable[[Mapping[str, Any]], T]) -> Iterator[T]:
        for number, row in enumerate(self.document.get(name, []), 1):
            try:
                yield parse(row)
            except (ValueError, TypeError, KeyError):
                self.complain("STO-103", f"{name}.{number}", value=str(row))

    def _open(self, place: str, entry: Any) -> Any:
        if not isinstance(entry, Mapping):
            return entry
        self.marks.append((place, Mark(entry.get("by"), entry.get("on"))))
        return entry.get("value")


def _breakdown(reader: _Reader) -> Corrections:
    changes = list(reader.rows("elements", _element))
    return Corrections(
        aliases=tuple(reader.pairs("aliases", _text)),
        added=tuple((scene, category, name) for action, scene, category, name in changes if action == "add"),
        removed=tuple(
            (scene, category, name) for action, scene, category, name in changes if action == "remove"
        ),
        renamed=tuple(reader.pairs("names", _text)),
        quantities=tuple(reader.rows("quantities", _quantity)),
        eighths=tuple((parse_scene_key(k), v) for k, v in reader.pairs("eighths", _eighths)),
        light=tuple(
            (parse_scene_key(k), v) for k, v in reader.pairs("light", lambda v: Light(v.upper()).value)
        ),
        set_names=tuple((parse_scene_key(k), v) for k, v in reader.pairs("sets", _text)),
        cast_numbers=tuple(reader.pairs("cast", _count)),
        linked=tuple(reader.pairs("links", _text)),
    )


def _text(value: Any) -> str:
    if not isinstance(value, str) or not value.strip():
        raise ValueError(value)
    return value


def _number_text(value: Any) -> str:
    if isinstance(value, (bool, float)) or not isinstance(value, (str, int)):
        raise ValueError(value)
    return str(value)


def _count(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise ValueError(value)
    return value


def _eighths(value: Any) -> int:
    eighths = parse_eighths(str(value)) if not isinstance(value, (bool, float)) else None
    if eighths is None:
        raise ValueError(value)
    return eighths


def _day(value: Any) -> date:
    return value if type(value) is date else date.fromisoformat(value)


def _spans(value: Any) -> tuple[Span, ...]:
    spans = tuple((_day(first), _day(last)) for first, last in value)
    if any(first > last for first, last in spans):
        raise ValueError(value)
    return spans


def _element(row: Mapping[str, Any]) -> tuple[str, SceneKey, str, str]:
    if row.get("action", "add") not in ("add", "remove"):
        raise ValueError(row)
    return (
        row.get("action", "add"),
        parse_scene_key(str(row["scene"])),
        _text(row["category"]),
        _text(row["name"]),
    )


def _quantity(row: Mapping[str, Any]) -> tuple[SceneKey, str, int]:
    return parse_scene_key(str(row["scene"])), _text(row["element"]), _count(row["count"])
