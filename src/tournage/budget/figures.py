"""Reading figures as people type them: French, English, Arabic; the doubtful ones are never guessed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹٫٬−", "01234567890123456789.'-")
_SPACES = re.compile("[\\s\u00a0\u202f\u2009\u2007'’]")
_MONEY = re.compile(r"(?i)(mad|dhs?|eur|usd|gbp|[€$£]|د\.?م\.?)")
_ISOLATES = re.compile("[\u200e\u200f\u2066-\u2069]")
_PLAIN = re.compile(r"^\d+$")
_ONE_MARK = re.compile(r"^(\d+)([.,])(\d+)$")
_GROUPS_THEN_DECIMALS = re.compile(r"^\d{1,3}(?:(?P<group>[.,])\d{3})(?:(?P=group)\d{3})*(?P<mark>[.,])\d+$")
_GROUPS = re.compile(r"^\d{1,3}([.,])\d{3}(?:\1\d{3})+$")
_SPACED = re.compile(r"^[+-]?\d{1,3}(?:[\s\u00a0\u202f\u2009\u2007'’]\d{3})+(?:[.,]\d+)?$")


@dataclass(frozen=True, slots=True)
class Doubtful:
    """A figure that may be read in two ways, or not at all."""

    text: str
    readings: tuple[Decimal, ...] = ()


def parse_figure(text: str) -> Decimal | Doubtful:
    """Read a number with either decimal mark; `1.234` and `1,234` are doubtful, not guessed.

    >>> parse_figure("1 234,50"), parse_figure("1,234.50"), parse_figure("(12.5)")
    (Decimal('1234.50'), Decimal('1234.50'), Decimal('-12.5'))
    >>> parse_figure("1.234").readings
    (Decimal('1.234'), Decimal('1234'))
    """
    typed = _ISOLATES.sub("", text.translate(_DIGITS)).strip()
    negative, body = _sign(_MONEY.sub("", typed).strip())
    percent = body.endswith("%")
    body = body.removesuffix("%").strip()
    spaced = bool(_SPACED.match(body))
    if _SPACES.search(body) and not spaced:
        return Doubtful(text)
    value = _digits(_SPACES.sub("", body), text, spaced)
    if isinstance(value, Doubtful):
        return value
    value = value / 100 if percent else value
    return -value if negative else value


def _sign(body: str) -> tuple[bool, str]:
    if body.startswith("(") and body.endswith(")"):
        return True, body[1:-1].strip()
    if body.startswith("-"):
        return True, body[1:].strip()
    return False, body.removeprefix("+").strip()


def _digits(body: str, text: str, spaced: bool) -> Decimal | Doubtful:
    if _PLAIN.match(body):
        return Decimal(body)
    mixed = _GROUPS_THEN_DECIMALS.match(body)
    if mixed and mixed["group"] != mixed["mark"]:
        return Decimal(body.replace(mixed["group"], "").replace(mixed["mark"], "."))
    if _GROUPS.match(body):
        return Decimal(re.sub("[.,]", "", body))
    one = _ONE_MARK.match(body)
    if one is None:
        return Doubtful(text)
    whole, _, part = one.groups()
    decimal = Decimal(f"{whole}.{part}")
    if len(part) == 3 and len(whole) <= 3 and not whole.startswith("0") and not spaced:
        return Doubtful(text, (decimal, Decimal(whole + part)))
    return decimal
