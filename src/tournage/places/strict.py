"""Reading data files field by field: unknown keys and missing sources are refused, with file and line."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any, NoReturn

import yaml

from tournage.kernel.datafile import read_decimal, read_yaml
from tournage.kernel.dated import Confidence, Origin, Source, Sourced
from tournage.kernel.errors import DataFileError


@dataclass(frozen=True, slots=True)
class Field:
    """One value of a data file and the way to it, so that every complaint names its line."""

    file: Path | Traversable
    way: tuple[str | int | date, ...]
    value: Any

    def fail(self, why: str) -> NoReturn:
        """Refuse the value.

        Raises: DataFileError with file and line.
        """
        raise DataFileError(f"{self.file.name}:{_line_of(self.file, self.way)}", why)

    def only(self, *keys: str) -> Field:
        """This mapping, which may hold no other keys."""
        if not isinstance(self.value, dict):
            self.fail("a mapping is expected here")
        for key in self.value:
            if key not in keys:
                self.at(key).fail(f"unknown key {key!r}; known are {', '.join(keys)}")
        return self

    def has(self, key: str) -> bool:
        """Whether the mapping holds the key with a value."""
        return isinstance(self.value, dict) and self.value.get(key) is not None

    def at(self, key: str) -> Field:
        """The value under a key, which must be there."""
        if not isinstance(self.value, dict) or key not in self.value:
            self.fail(f"{key!r} is missing")
        return Field(self.file, (*self.way, key), self.value[key])

    def items(self) -> Iterator[tuple[str, Field]]:
        """Keys and values of a mapping, keys as text."""
        if not isinstance(self.value, dict):
            self.fail("a mapping is expected here")
        for key, value in self.value.items():
            yield str(key), Field(self.file, (*self.way, key), value)

    def each(self) -> Iterator[Field]:
        """The values of a list."""
        if not isinstance(self.value, list):
            self.fail("a list is expected here")
        for place, value in enumerate(self.value):
            yield Field(self.file, (*self.way, place), value)

    def text(self) -> str:
        """A text that is not empty."""
        if not isinstance(self.value, str) or not self.value.strip():
            self.fail(f"a text is expected, not {self.value!r}")
        return self.value.strip()

    def texts(self) -> tuple[str, ...]:
        """A list of texts."""
        return tuple(field.text() for field in self.each())

    def number(self) -> Decimal:
        """A quoted number."""
        if not isinstance(self.value, str):
            self.fail(f"quote the number {self.value!r}, so that it stays exact")
        try:
            return read_decimal(self.value, "")
        except DataFileError as error:
            self.fail(error.why)

    def whole(self) -> int:
        """A quoted whole number."""
        number = self.number()
        if number != int(number):
            self.fail(f"{number} is not a whole number")
        return int(number)

    def day(self) -> date:
        """A date."""
        if not isinstance(self.value, date):
            self.fail(f"a date is expected, not {self.value!r}")
        return self.value

    def sources(self) -> tuple[Source, ...]:
        """The sources beside a value; at least one must stand there."""
        sources = tuple(field.source() for field in self.at("source").each())
        if not sources:
            self.at("source").fail("a value needs at least one source")
        return sources

    def source(self) -> Source:
        """One source: title, address (null where there is no page), day of reading."""
        self.only("title", "href", "read_on")
        href = self.at("href")
        return Source(
            self.at("title").text(),
            href.text() if href.value is not None else None,
            self.at("read_on").day() if self.has("read_on") else None,
        )

    def confidence(self) -> Confidence:
        """The confidence beside a value."""
        field = self.at("confidence")
        try:
            return Confidence(field.value)
        except ValueError:
            field.fail(f"confidence is high, medium or low, not {field.value!r}")

    def origin(self) -> Origin:
        """ASSUMED when the value says so, else SOURCED."""
        return Origin.ASSUMED if self.has("assumed") and self.value["assumed"] is True else Origin.SOURCED

    def optional(self, key: str) -> str | None:
        """The text under a key, or None."""
        return self.at(key).text() if self.has(key) else None

    def sourced(self) -> Sourced[Decimal]:
        """A number with unit, note, source and confidence of its own."""
        self.only("value", "unit", "note", "source", "confidence", "assumed", "derived")
        return Sourced(
            self.at("value").number(),
            self.sources(),
            self.confidence(),
            self.origin(),
            self.optional("unit"),
            self.optional("note"),
        )


def open_file(file: Path | Traversable, schema: str) -> Field:
    """Read a data file whose `schema` must be the one expected.

    Raises: DataFileError.
    """
    root = Field(file, (), read_yaml(file))
    found = root.at("schema")
    if found.value != schema:
        found.fail(f"schema is {found.value!r}, expected {schema!r}")
    return root


def _line_of(file: Path | Traversable, way: tuple[str | int | date, ...]) -> int:
    node = yaml.compose(file.read_text("utf-8"), yaml.SafeLoader)
    line = 1
    for step in way:
        if isinstance(node, yaml.MappingNode):
            pair = next(((k, v) for k, v in node.value if k.value == str(step)), None)
            if pair is None:
                break
            line, node = pair[0].start_mark.line + 1, pair[1]
        elif isinstance(node, yaml.SequenceNode) and isinstance(step, int):
            node = node.value[step]
            line = node.start_mark.line + 1
    return line
