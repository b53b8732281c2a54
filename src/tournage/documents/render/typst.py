"""PDF by typst: a template of this folder and JSON data in, PDF bytes out.

Every PDF is tagged (PDF/UA-1), uses only the package's own fonts, carries its title and language,
and is the same, byte for byte, when made twice from the same data.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from tournage.documents.render.numbers import DIRECTIONS
from tournage.documents.render.tokens import load_tokens
from tournage.kernel.errors import TournageError

DOCUMENTS = Path(__file__).resolve().parents[1]
FONTS = DOCUMENTS / "vendor" / "fonts"


class PaperError(TournageError):
    """A template of the package and the data given to it do not fit; the message is typst's."""


LARGE = 400_000
"""Bytes from which on a paper is worth forgetting."""
GENERATIONS = 11
PAPER_FONTS = ("Inter_400Regular.ttf", "Amiri_400Regular.ttf")
MISSING = "□"
_INVISIBLE = frozenset("\n\u00ad\u200b\u200c\u200d\u200e\u200f\u2066\u2067\u2068\u2069")


@lru_cache
def _fonts() -> Any:
    """The package's fonts and no others, loaded once."""
    import typst

    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)])


def _forget() -> None:
    """Free what typst keeps of a paper for its next ten compilations: 200 sheets are 200 MB."""
    import typst

    for _ in range(GENERATIONS):
        typst.compile(b"", font_paths=_fonts(), ignore_system_fonts=True, format="svg")


@lru_cache
def _covered() -> frozenset[int]:
    """Every character the paper fonts can show."""
    from fontTools.ttLib import TTFont

    covered: set[int] = set()
    for name in PAPER_FONTS:
        with TTFont(FONTS / name, lazy=True) as font:
            covered |= set(font.getBestCmap())
    return frozenset(covered)


def printable(text: str) -> str:
    """The text with a mark in place of every character no paper font has: an emoji, a Chinese name.

    >>> printable("Idris \U0001f44d") == "Idris □"
    True
    """
    if text.isascii() and text.isprintable():
        return text
    covered = _covered()
    return "".join(
        c if ord(c) in covered or c in _INVISIBLE else " " if c.isspace() or not c.isprintable() else MISSING
        for c in text
    )


def _printable_data(value: Any) -> Any:
    if isinstance(value, str):
        return printable(value)
    if isinstance(value, Mapping):
        return {key: _printable_data(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_printable_data(item) for item in value]
    return value


def compile_pdf(template: str, data: Mapping[str, Any], *, lang: str, title: str, made_on: date) -> bytes:
    """Set one paper: `template` is a path under `documents/`, such as `one_line.typ`.

    The template reads `data` with `paper-data()` of `render/house.typ`.
    Raises: PaperError.
    """
    import typst

    inputs = {
        "data": json.dumps(
            _printable_data({**data, "lang": lang, "dir": DIRECTIONS[lang], "doc_title": title}), default=str
        ),
        "tokens": json.dumps(load_tokens()),
        "day": made_on.isoformat(),
    }
    try:
        pdf: bytes = typst.compile(
            str(DOCUMENTS / template),
            root=str(DOCUMENTS),
            font_paths=_fonts(),
            ignore_system_fonts=True,
            sys_inputs=inputs,
            pdf_standards=["ua-1"],
            timestamp=int(datetime(made_on.year, made_on.month, made_on.day, tzinfo=UTC).timestamp()),
        )
    except typst.TypstError as error:
        raise PaperError(f"{template}: {error}") from error
    if len(pdf) > LARGE:
        _forget()
    return pdf
