"""Figures, money, dates and clock times as each language writes them, always in Western digits.

Nothing here rounds silently: how many decimals are shown is an argument. `–` is nothing, `?` is
not known, `0` is zero; below zero stands in brackets. In Arabic every value that has a space,
slash, comma or sign is isolated, so that it keeps its own order.
"""

from __future__ import annotations

import re
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from tournage.kernel.eighths import EIGHTHS_A_PAGE, format_eighths
from tournage.kernel.money import Money, currency_decimals
from tournage.kernel.words import LOCALES

NOTHING, UNKNOWN = "–", "?"
NO_BREAK, NARROW_NO_BREAK = "\u00a0", "\u202f"
LTR_ISOLATE, FIRST_STRONG_ISOLATE, POP_ISOLATE = "\u2066", "\u2068", "\u2069"
DIRECTIONS = {"en": "ltr", "fr": "ltr", "ar": "rtl"}

_MIXED = re.compile(r"[^\u0600-\u06ff]*[0-9A-Za-z][^\u0600-\u06ff]*")
_TURNS = re.compile("[\u202a-\u202e\u2066-\u2069]+")
_CONTROLS = re.compile("[\x00-\x1f\x7f]+")
_MILLION = {"en": "M", "fr": "M", "ar": "مليون"}
_HOURS = {"en": "h", "fr": "h", "ar": "س"}


def isolate(text: str, lang: str) -> str:
    """Keep a left-to-right value in one piece inside right-to-left text; unchanged elsewhere.

    >>> isolate("1 4/8", "en"), ascii(isolate("1 4/8", "ar")), isolate("12", "ar")
    ('1 4/8', "'\\\\u20661 4/8\\\\u2069'", '12')
    """
    if lang != "ar" or text.isdigit() or not _MIXED.fullmatch(text):
        return text
    return f"{LTR_ISOLATE}{text}{POP_ISOLATE}"


def isolate_name(text: str, lang: str) -> str:
    """Keep a name of any script (a role, a set, a place) in one piece inside text of another direction.

    Signs that would turn the direction of what follows are taken out, line ends become spaces.
    """
    text = _CONTROLS.sub(" ", _TURNS.sub("", text)).strip()
    arabic = bool(re.search(r"[\u0600-\u06ff]", text))
    return f"{FIRST_STRONG_ISOLATE}{text}{POP_ISOLATE}" if text and arabic != (lang == "ar") else text


def figure(value: Decimal | int | None, lang: str, decimals: int | None = None) -> str:
    """A number with the separators of the language, `–` for nothing, brackets below zero.

    >>> figure(Decimal("1234.5"), "en"), figure(-8500, "en"), figure(None, "en"), figure(0, "en")
    ('1,234.5', '(8,500)', '–', '0')
    >>> ascii(figure(Decimal("1234.5"), "fr"))
    "'1\\\\u202f234,5'"
    """
    if value is None:
        return NOTHING
    text = _digits(abs(Decimal(value)), lang, decimals)
    return f"({text})" if value < 0 and re.search("[1-9]", text) else text


def _digits(value: Decimal, lang: str, decimals: int | None) -> str:
    from babel.numbers import format_decimal

    if decimals is None:
        form = "#,##0.################"
    else:
        value = value.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
        form = "#,##0" + ("." + "0" * decimals if decimals else "")
    return format_decimal(
        value, form, locale=LOCALES[lang], decimal_quantization=False, numbering_system="latn"
    )


def percent(fraction: Decimal, lang: str, decimals: int = 0) -> str:
    """A fraction in per cent, with its no-break space.

    >>> ascii(percent(Decimal("0.302"), "en", 1))
    "'30.2\\\\xa0%'"
    """
    space = NARROW_NO_BREAK if lang == "fr" else NO_BREAK
    return isolate(f"{figure(fraction * 100, lang, decimals)}{space}%", lang)


def money(amount: Money | None, lang: str, decimals: int | None = None) -> str:
    """An amount with its currency as a code; by default with the currency's own decimals.

    >>> money(Money(Decimal("941667"), "EUR"), "en", 0).replace(NO_BREAK, " ")
    'EUR 941,667'
    """
    if amount is None:
        return NOTHING
    own = currency_decimals(amount.currency) if decimals is None else decimals
    return _with_code(figure(amount.amount, lang, own), amount.currency, lang)


def millions(amount: Money | None, lang: str, decimals: int = 2) -> str:
    """An amount in millions: `EUR 0.94 M`, `0,94 M EUR`.

    >>> millions(Money(Decimal("941667"), "EUR"), "fr").replace(NO_BREAK, " ")
    '0,94 M EUR'
    """
    if amount is None:
        return NOTHING
    text = f"{figure(amount.amount / 1_000_000, lang, decimals)}{NO_BREAK}{_MILLION[lang]}"
    return _with_code(text, amount.currency, lang)


def _with_code(text: str, currency: str, lang: str) -> str:
    if lang == "en":
        return f"{currency}{NO_BREAK}{text}"
    return isolate(f"{text}{NO_BREAK}{currency}", lang)


def pages(eighths: int | None, lang: str) -> str:
    """A length in whole pages and eighths, in plain digits, kept together.

    >>> pages(12, "en").replace(NO_BREAK, " "), pages(None, "en")
    ('1 4/8', '–')
    """
    if eighths is None:
        return NOTHING
    return isolate(format_eighths(eighths).replace(" ", NO_BREAK), lang)


def pages_decimal(eighths: int) -> Decimal:
    """A length as a decimal number of pages, for a spreadsheet's sums."""
    return Decimal(eighths) / EIGHTHS_A_PAGE


def clock(minutes: int | None) -> str:
    """Minutes after midnight as a clock time; past midnight it starts again at 00:00.

    >>> clock(330), clock(1500), clock(None)
    ('05:30', '01:00', '–')
    """
    return NOTHING if minutes is None else f"{minutes // 60 % 24:02d}:{minutes % 60:02d}"


def duration(minutes: int, lang: str) -> str:
    """A stretch of time in hours and minutes: `5 h 50`, `45 min`.

    >>> duration(350, "en").replace(NO_BREAK, " "), duration(45, "en").replace(NO_BREAK, " ")
    ('5 h 50', '45 min')
    """
    hours, rest = divmod(minutes, 60)
    if hours == 0:
        return f"{rest}{NO_BREAK}{'د' if lang == 'ar' else 'min'}"
    text = f"{hours}{NO_BREAK}{_HOURS[lang]}"
    return f"{text}{NO_BREAK}{rest:02d}" if rest else text


def day_long(day: date, lang: str) -> str:
    """`Tuesday 3 March 2026`."""
    return _day(day, "EEEE d MMMM y", lang)


def day_plain(day: date, lang: str) -> str:
    """`3 March 2026`."""
    return _day(day, "d MMMM y", lang)


def day_short(day: date | None, lang: str) -> str:
    """`3 Mar`, or `–`."""
    return NOTHING if day is None else _day(day, "d MMM", lang)


def weekday_letter(day: date, lang: str) -> str:
    """The one letter over a column of days."""
    return _day(day, "EEEEE", lang)


def weekday_short(day: date, lang: str) -> str:
    """`Tue 3 Mar`."""
    return _day(day, "EEE d MMM", lang)


def month(day: date, lang: str) -> str:
    """`March 2026`, over the columns of its days."""
    return _day(day, "MMMM y", lang)


def _day(day: date, form: str, lang: str) -> str:
    from babel.dates import format_date

    if lang == "fr" and day.day == 1:
        form = form.replace("d ", "d'er' ")
    return format_date(day, form, locale=LOCALES[lang])
