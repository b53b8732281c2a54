"""Small facts about letters that every reader needs: digits, direction marks, capitals."""

from __future__ import annotations

import re

_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")
_INVISIBLE = dict.fromkeys([0x200B, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A), 0xFEFF])
_SPACES = dict.fromkeys([0x00A0, 0x2007, 0x2009, 0x202F, 0x3000, 0x2028, 0x2029, 0x0085], " ")
_TIDY = {**_INVISIBLE, **_SPACES}
_ARABIC_MARKS = dict.fromkeys([*range(0x064B, 0x0653), 0x0640, 0x0670])
_ARABIC = re.compile("[\u0620-\u064a\u0671-\u06d3\u0750-\u077f\ufb50-\ufdff\ufe70-\ufefc]")


def western_digits(text: str) -> str:
    """Digits as 0-9.

    >>> western_digits("مشهد ١٢")
    'مشهد 12'
    """
    return text if text.isascii() else text.translate(_DIGITS)


def tidy(text: str) -> str:
    """Without direction marks, and with plain spaces."""
    return text if text.isascii() else text.translate(_TIDY)


def bare_arabic(text: str) -> str:
    """Without vowel marks and stretching, so that words compare equal."""
    return text if text.isascii() else text.translate(_ARABIC_MARKS)


def is_arabic(text: str) -> bool:
    """Whether Arabic letters stand in it."""
    return not text.isascii() and _ARABIC.search(text) is not None


def in_capitals(text: str) -> bool:
    """Whether every cased letter is a capital, and there is at least one.

    >>> in_capitals("ÉLODIE 2"), in_capitals("Élodie"), in_capitals("23"), in_capitals("أحمد")
    (True, False, False, False)
    """
    return text.isupper()
