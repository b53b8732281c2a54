"""YAML with line numbers: every complaint about a law file names its line."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any, NoReturn

import yaml

from tournage.kernel.datafile import read_decimal
from tournage.kernel.errors import DataFileError

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Located:
    """One YAML node: a text, a list or a mapping, and where it stands."""

    __slots__ = ("file", "line", "value")

    def __init__(self, file: str, line: int, value: Any) -> None:
        self.file = file
        self.line = line
        self.value = value

    @property
    def where(self) -> str:
        """File and line."""
        return f"{self.file}:{self.line}"

    def refuse(self, why: str) -> NoReturn:
        """Complain about this node.

        Raises: DataFileError, always.
        """
        raise DataFileError(self.where, why)

    def keys(self, *, required: tuple[str, ...] = (), optional: tuple[str, ...] = ()) -> dict[str, Located]:
        """The entries of a mapping; a key that is neither required nor optional is refused."""
        entries = self.mapping()
        for key, node in entries.items():
            if key not in required and key not in optional:
                allowed = ", ".join((*required, *optional))
                node.refuse(f"key {key!r} is not known here; known are: {allowed}")
        for key in required:
            if key not in entries:
                self.refuse(f"key {key!r} is missing")
        return entries

    def mapping(self) -> dict[str, Located]:
        """The entries of a mapping with any keys."""
        if not isinstance(self.value, dict):
            self.refuse("a mapping belongs here")
        return self.value

    def items(self) -> list[Located]:
        """The entries of a list."""
        if not isinstance(self.value, list):
            self.refuse("a list belongs here")
        return self.value

    def __iter__(self) -> Iterator[Located]:
        return iter(self.items())

    def text(self) -> str:
        """A plain text."""
        if not isinstance(self.value, str):
            self.refuse("a text belongs here")
        return self.value

    def texts(self) -> tuple[str, ...]:
        """A list of texts, or one."""
        if isinstance(self.value, str):
            return (self.value,)
        return tuple(item.text() for item in self.items())

    def choice(self, *allowed: str) -> str:
        """One of these words."""
        value = self.text()
        if value not in allowed:
            self.refuse(f"{value!r} is none of: {', '.join(allowed)}")
        return value

    def flag(self) -> bool:
        """true or false."""
        return self.choice("true", "false") == "true"

    def decimal(self) -> Decimal:
        """An exact number."""
        return read_decimal(self.text(), self.where)

    def day(self) -> date:
        """A day, YYYY-MM-DD."""
        try:
            return date.fromisoformat(self.text())
        except ValueError:
            self.refuse(f"{self.value!r} is not a day; write YYYY-MM-DD")


def parse_located(text: str, file: str) -> Located:
    """Read YAML into nodes that know their lines; all scalars stay text.

    Raises: DataFileError with file and line when it is not YAML, a key stands twice, or a
    number is not quoted.
    """
    try:
        node = yaml.compose(text, _Loader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else "?"
        raise DataFileError(f"{file}:{line}", error.problem or "not YAML") from None
    if node is None:
        raise DataFileError(f"{file}:1", "the file is empty")
    return _located(node, file)


def _located(node: yaml.Node, file: str) -> Located:
    line = node.start_mark.line + 1
    if isinstance(node, yaml.ScalarNode):
        if node.tag.endswith((":float", ":int")) and not node.style:
            raise DataFileError(f"{file}:{line}", f"quote the number {node.value}, so that it stays exact")
        return Located(file, line, "none" if node.tag.endswith(":null") else node.value)
    if isinstance(node, yaml.SequenceNode):
        return Located(file, line, [_located(item, file) for item in node.value])
    result: dict[str, Located] = {}
    for key_node, value_node in node.value:
        key = str(key_node.value)
        if key in result:
            raise DataFileError(f"{file}:{key_node.start_mark.line + 1}", f"key {key!r} stands twice")
        child = _located(value_node, file)
        child.line = min(child.line, key_node.start_mark.line + 1) if child.line else line
        result[key] = child
    return Located(file, line, result)
