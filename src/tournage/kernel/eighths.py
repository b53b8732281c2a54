"""Script length in eighths of a page: integers, printed whole and eighths, never reduced."""

from __future__ import annotations

import re
from typing import NewType

Eighths = NewType("Eighths", int)

EIGHTHS_A_PAGE = 8

_FORM = re.compile(r"^\s*(?:(?P<pages>\d+)(?:\s+|\s*$))?(?:(?P<part>\d+)\s*/\s*8)?\s*$")
_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")


def parse_eighths(text: str) -> Eighths | None:
    """Read `1 4/8`, `12/8` or `2` as eighths; None when it is not a length.

    >>> parse_eighths("1 4/8"), parse_eighths("12/8"), parse_eighths("2")
    (12, 12, 16)
    >>> parse_eighths("1/2") is None
    True
    """
    match = _FORM.match(text.translate(_DIGITS))
    if match is None or not (match["pages"] or match["part"]):
        return None
    return Eighths(int(match["pages"] or 0) * EIGHTHS_A_PAGE + int(match["part"] or 0))


def format_eighths(eighths: int) -> str:
    """Print eighths as the trade writes them.

    >>> format_eighths(12), format_eighths(20), format_eighths(16), format_eighths(3), format_eighths(0)
    ('1 4/8', '2 4/8', '2', '3/8', '0')
    """
    pages, part = divmod(eighths, EIGHTHS_A_PAGE)
    if part == 0:
        return str(pages)
    return f"{pages} {part}/8" if pages else f"{part}/8"
