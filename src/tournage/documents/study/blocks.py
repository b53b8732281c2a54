"""What the study's paper is built of: tables, notes, pairs, as `study.typ` takes them."""

from __future__ import annotations

import re
from typing import Any

from tournage.documents.study.view import View

Block = dict[str, Any]
Cell = str | dict[str, Any]

_BOLD = re.compile(r"\*\*(.+?)\*\*")


def pieces(text: str) -> list[list[Any]]:
    """A sentence with its bold facts apart: text, and 1 where it is bold.

    >>> pieces("Shot in **24 days**.")
    [['Shot in ', 0], ['24 days', 1], ['.', 0]]
    """
    parts = _BOLD.split(text)
    return [[part, n % 2] for n, part in enumerate(parts) if part]


def column(view: View, name: str, width: float, *, fig: bool = False) -> dict[str, Any]:
    """A column: its head, its width in points (0 takes what is left), and whether it holds figures."""
    return {"head": view.w(f"column.{name}"), "width": width, "fig": fig}


def table(title: str, columns: list[dict[str, Any]], rows: list[Any]) -> Block:
    """A table; a row is a list of cells, or a mapping with `cells` and marks of its own."""
    full = [row if isinstance(row, dict) else {"cells": row} for row in rows]
    return {"kind": "table", "title": title, "columns": columns, "rows": full}


def sentence(text: str) -> str:
    """The text with a capital at its head, where it stands as a sentence of its own.

    >>> sentence("les taux datent de 2025"), sentence("exchange.yaml: no rate")
    ('Les taux datent de 2025', 'exchange.yaml: no rate')
    """
    first = text.split(" ", 1)[0].rstrip(".,:;")
    return text if "." in first or "_" in first else text[:1].upper() + text[1:]


def note(words: str) -> Block:
    """A small line of text."""
    return {"kind": "note", "words": pieces(words)}


def pair(left: list[Block], right: list[Block]) -> Block:
    """Two columns of blocks."""
    return {"kind": "pair", "left": left, "right": right}


def picture(svg: str, alt: str, *, title: str = "", caption: str = "", width: int = 100) -> Block:
    """A drawing with the words that stand for it."""
    return {"kind": "picture", "svg": svg, "alt": alt, "title": title, "caption": caption, "width": width}
