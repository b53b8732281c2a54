"""Reading YAML data files strictly: safe, no doubled keys, line numbers in every complaint."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

import yaml

from tournage.kernel.errors import DataFileError


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """A safe loader that refuses doubled keys."""


def _mapping(loader: Any, node: yaml.MappingNode) -> dict[Any, Any]:
    result: dict[Any, Any] = {}
    for key_node, value_node in node.value:
        key = loader.construct_object(key_node, deep=True)
        if key in result:
            raise DataFileError(
                f"{node.start_mark.name}:{key_node.start_mark.line + 1}", f"key {key!r} stands twice"
            )
        result[key] = loader.construct_object(value_node, deep=True)
    return result


_Loader.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, _mapping)


def read_yaml(file: Path | Traversable) -> Any:
    """Load one YAML file.

    Raises: DataFileError with file and line when it is not YAML or a key stands twice.
    """
    try:
        return yaml.load(file.read_text("utf-8"), _Loader)  # noqa: S506 - built on the safe loader
    except DataFileError as error:
        line = error.where.rpartition(":")[2]
        raise DataFileError(f"{file.name}:{line}", error.why) from None
    except yaml.MarkedYAMLError as error:
        line = str(error.problem_mark.line + 1) if error.problem_mark else "?"
        raise DataFileError(f"{file.name}:{line}", error.problem or "not YAML") from None
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise DataFileError(file.name, str(error).splitlines()[0]) from None


def read_decimal(value: Any, where: str) -> Decimal:
    """A quoted number as Decimal; bare floats are refused, since YAML has already rounded them.

    Raises: DataFileError.
    """
    if isinstance(value, (bool, float)):
        raise DataFileError(where, f"quote the number {value!r}, so that it stays exact")
    try:
        return Decimal(str(value))
    except InvalidOperation:
        raise DataFileError(where, f"{value!r} is not a number") from None
