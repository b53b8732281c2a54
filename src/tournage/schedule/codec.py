"""Frozen dataclasses to plain JSON values and back, and the JSON Schema that says so."""

from __future__ import annotations

import dataclasses
import types
import typing
from collections.abc import Callable
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from functools import lru_cache
from typing import Any, Union

from tournage.kernel.explain import Step
from tournage.kernel.money import Money
from tournage.kernel.words import Phrase


class Unreadable(Exception):
    """A value that does not fit its place: where it stands and what was expected there."""

    def __init__(self, where: str, expected: str, got: Any) -> None:
        super().__init__(f"{where}: expected {expected}, got {got!r}")
        self.where = where
        self.expected = expected
        self.got = str(got)[:60]


def to_plain(value: Any) -> Any:
    """A dataclass as JSON values; fields that hold their default are left out."""
    if isinstance(value, Phrase):
        return {"key": value.key, "values": [[name, _tag(v)] for name, v in value.values]}
    if isinstance(value, Step):
        return {**_fields(value), "value": _tag(value.value)}
    if dataclasses.is_dataclass(value):
        return _fields(value)
    if isinstance(value, (tuple, list)):
        return [to_plain(item) for item in value]
    if isinstance(value, (set, frozenset)):
        return sorted(to_plain(item) for item in value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return format(value, "f")
    return value.value if isinstance(value, StrEnum) else value


def _fields(value: Any) -> dict[str, Any]:
    plain = {}
    for entry in dataclasses.fields(value):
        held = getattr(value, entry.name)
        if entry.default is dataclasses.MISSING or held != entry.default:
            plain[entry.name] = to_plain(held)
    return plain


def _tag(value: Any) -> Any:
    if isinstance(value, tuple):
        return {"list": [_tag(item) for item in value]}
    if isinstance(value, Phrase):
        return to_plain(value)
    if isinstance(value, Money):
        return {"amount": format(value.amount, "f"), "currency": value.currency}
    if isinstance(value, Decimal):
        return {"decimal": format(value, "f")}
    return {"date": value.isoformat()} if isinstance(value, date) else value


def _untag(value: Any, where: str) -> Any:
    if not isinstance(value, dict):
        return value
    if "list" in value:
        return tuple(_untag(item, where) for item in value["list"])
    if "decimal" in value:
        return _decimal(value["decimal"], where)
    if "date" in value:
        return _date(value["date"], where)
    if "amount" in value:
        return Money(_decimal(value["amount"], where), str(value.get("currency")))
    return from_plain(Phrase, value, where)


def _date(value: Any, where: str) -> date:
    try:
        return date.fromisoformat(value)
    except (TypeError, ValueError):
        raise Unreadable(where, "a date such as 2027-03-01", value) from None


def _decimal(value: Any, where: str) -> Decimal:
    try:
        number = Decimal(value) if isinstance(value, (str, int)) and not isinstance(value, bool) else None
    except InvalidOperation:
        number = None
    if number is None or not number.is_finite():
        raise Unreadable(where, 'a number in quotes such as "0.3"', value)
    return number


def _integer(value: Any, where: str) -> int:
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, bool) or not isinstance(value, int):
        raise Unreadable(where, "a whole number", value)
    return value


def _text(value: Any, where: str) -> str:
    if not isinstance(value, str):
        raise Unreadable(where, "a text", value)
    return value


def _bool(value: Any, where: str) -> bool:
    if not isinstance(value, bool):
        raise Unreadable(where, "true or false", value)
    return value


_LEAVES: dict[Any, Callable[[Any, str], Any]] = {
    date: _date,
    Decimal: _decimal,
    int: _integer,
    str: _text,
    bool: _bool,
}


@lru_cache
def _hints(cls: type) -> dict[str, Any]:
    return typing.get_type_hints(cls)


def from_plain(kind: Any, value: Any, where: str) -> Any:
    """Read JSON values as this type; unknown keys are passed over.

    Raises: Unreadable with the path of the first value that does not fit.
    """
    if kind in _LEAVES:
        return _LEAVES[kind](value, where)
    if kind is Phrase:
        pairs = tuple((str(name), _untag(v, where)) for name, v in value.get("values", ()))
        return Phrase(_text(value.get("key"), where), pairs)
    origin, arguments = typing.get_origin(kind), typing.get_args(kind)
    if origin in (Union, types.UnionType):
        if value is None and type(None) in arguments:
            return None
        return from_plain(next(a for a in arguments if a is not type(None)), value, where)
    if origin in (tuple, frozenset):
        return _sequence(origin, arguments, value, where)
    if dataclasses.is_dataclass(kind):
        return _dataclass(kind, value, where)
    if hasattr(kind, "__supertype__"):
        return from_plain(kind.__supertype__, value, where)
    try:
        return kind(value)
    except ValueError:
        allowed = ", ".join(kind) if isinstance(kind, type) and issubclass(kind, StrEnum) else str(kind)
        raise Unreadable(where, f"one of {allowed}", value) from None


def _sequence(origin: Any, arguments: tuple[Any, ...], value: Any, where: str) -> Any:
    if not isinstance(value, list):
        raise Unreadable(where, "a list", value)
    if (len(arguments) == 2 and arguments[1] is Ellipsis) or origin is frozenset:
        return origin(from_plain(arguments[0], item, f"{where}[{i}]") for i, item in enumerate(value))
    if len(value) != len(arguments):
        raise Unreadable(where, f"{len(arguments)} values", value)
    return tuple(
        from_plain(kind, item, f"{where}[{i}]")
        for i, (kind, item) in enumerate(zip(arguments, value, strict=True))
    )


def _dataclass(kind: Any, value: Any, where: str) -> Any:
    if not isinstance(value, dict):
        raise Unreadable(where, "an object", value)
    hints, held = _hints(kind), {}
    for entry in dataclasses.fields(kind):
        place = f"{where}.{entry.name}" if where else entry.name
        if entry.name in value:
            if kind is Step and entry.name == "value":
                held[entry.name] = _untag(value["value"], place)
            else:
                held[entry.name] = from_plain(hints[entry.name], value[entry.name], place)
        elif entry.default is dataclasses.MISSING and entry.default_factory is dataclasses.MISSING:
            raise Unreadable(place, "a value", None)
    return kind(**held)


def schema_of(kind: Any, definitions: dict[str, Any]) -> dict[str, Any]:
    """JSON Schema of a type; schemas of dataclasses are gathered in `definitions`."""
    leaves: dict[Any, dict[str, Any]] = {
        date: {"type": "string", "format": "date"},
        Decimal: {"type": "string", "pattern": r"^-?\d+(\.\d+)?$"},
        int: {"type": "integer"},
        str: {"type": "string"},
        bool: {"type": "boolean"},
        Step: {"type": "object"},
    }
    if kind in leaves:
        return leaves[kind]
    origin, arguments = typing.get_origin(kind), typing.get_args(kind)
    if origin in (Union, types.UnionType):
        return {
            "anyOf": [{"type": "null"} if a is type(None) else schema_of(a, definitions) for a in arguments]
        }
    if origin in (tuple, frozenset):
        if arguments[-1] is Ellipsis or origin is frozenset:
            return {"type": "array", "items": schema_of(arguments[0], definitions)}
        parts = [schema_of(a, definitions) for a in arguments]
        return {"type": "array", "prefixItems": parts, "minItems": len(parts), "maxItems": len(parts)}
    if dataclasses.is_dataclass(kind):
        return _reference(kind, definitions)
    if hasattr(kind, "__supertype__"):
        return schema_of(kind.__supertype__, definitions)
    return {"enum": [item.value for item in kind]}


def _reference(kind: Any, definitions: dict[str, Any]) -> dict[str, Any]:
    if kind.__name__ not in definitions:
        entry: dict[str, Any] = {"type": "object"}
        definitions[kind.__name__] = entry
        fields = dataclasses.fields(kind)
        entry["properties"] = {f.name: schema_of(_hints(kind)[f.name], definitions) for f in fields}
        entry["required"] = [
            f.name
            for f in fields
            if f.default is dataclasses.MISSING and f.default_factory is dataclasses.MISSING
        ]
    return {"$ref": f"#/$defs/{kind.__name__}"}
