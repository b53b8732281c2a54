"""Everything a person reads, in English, French and Arabic.

Pure code never builds sentences: it returns a `Phrase`, a key and its values. The words
stand in `<room>/words.yaml`, one entry a key, three languages each:

    doubled_for:
      en: "doubled for {role} in {title}"
      fr: "a doublé {role} dans {title}"
      ar: "مثّل {role} في {title}"
    days:
      en: {plural: n, one: "{n} day", other: "{n} days"}
      …

A key is `room.name`; `name` may itself contain dots (`SCR-101.message`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from importlib.resources import files
from typing import Any, TypeAlias, Union

from tournage.kernel.errors import TournageError

LANGUAGES = ("en", "fr", "ar")
LOCALES = {"en": "en", "fr": "fr_MA", "ar": "ar_MA"}

Value: TypeAlias = Union[str, int, Decimal, date, "Phrase", "tuple[Value, ...]"]

_FIRST_STRONG, _POP = "\u2068", "\u2069"
_ARABIC_ONLY = re.compile(r"^[\u0600-\u06ff\s]*$")


class Rounded(Decimal):
    """A number rounded on purpose: its last zeros are shown.

    >>> format_number(Rounded("4.50"), "en"), format_number(Decimal("4.50"), "en")
    ('4.50', '4.5')
    """


class UnknownWordError(TournageError):
    """A phrase names a key that no words file holds."""


class UnknownLanguageError(TournageError):
    """The language is none of en, fr, ar."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """A sentence in no language yet: say it with `say`."""

    key: str
    values: tuple[tuple[str, Value], ...] = ()


def phrase(key: str, **values: Value) -> Phrase:
    """Name a sentence and the values in it."""
    return Phrase(key, tuple(values.items()))


def literal(text: str) -> Phrase:
    """Words that belong to the data (a role, a set, a title) and are the same in every language."""
    return Phrase("", (("text", text),))


@lru_cache
def load_words(room: str) -> dict[str, dict[str, Any]]:
    """All entries of one room: key → language → template."""
    from tournage.kernel.datafile import read_yaml

    entries: dict[str, dict[str, Any]] = {}
    place = files("tournage").joinpath(*room.split("/"))
    for file in sorted(place.iterdir(), key=lambda f: f.name):
        if file.name == "words.yaml" or (file.name.startswith("words_") and file.name.endswith(".yaml")):
            entries.update(read_yaml(file) or {})
    return entries


def say(what: Phrase, lang: str) -> str:
    """Put a phrase into words.

    Numbers and dates are written as the language does; in Arabic, values that are not
    Arabic are isolated so that they keep their own direction.
    Raises: UnknownWordError, UnknownLanguageError.
    """
    if lang not in LANGUAGES:
        raise UnknownLanguageError(lang)
    values = dict(what.values)
    if not what.key:
        return str(values["text"])
    room, _, name = what.key.partition(".")
    try:
        template = load_words(room)[name][lang]
    except KeyError:
        raise UnknownWordError(f"{what.key} in {lang}") from None
    if isinstance(template, dict):
        template = template[_plural(values[template["plural"]], lang, template)]
    return str(template).format(**{name: say_value(value, lang) for name, value in values.items()})


def say_value(value: Value, lang: str) -> str:
    """One value as this language writes it."""
    if isinstance(value, tuple):
        return _join(value, lang)
    if isinstance(value, Phrase):
        return say(value, lang)
    if isinstance(value, date):
        text = format_day(value, lang)
    elif isinstance(value, (int, Decimal)):
        text = format_number(value, lang)
    else:
        text = value
    if lang == "ar" and not _ARABIC_ONLY.match(text):
        return f"{_FIRST_STRONG}{text}{_POP}"
    return text


def begin(sentence: str) -> str:
    """A sentence with its first letter in capitals, past a sign of direction.

    >>> begin("l’Égypte laisse"), begin("")
    ('L’Égypte laisse', '')
    """
    at = next((n for n, letter in enumerate(sentence) if letter.isalnum()), 0)
    return sentence[:at] + sentence[at : at + 1].upper() + sentence[at + 1 :]


def format_number(number: int | Decimal, lang: str) -> str:
    """Digits with the separators of the language, always Western digits."""
    from babel.numbers import format_decimal

    places = -int(number.as_tuple().exponent) if isinstance(number, Rounded) else 0
    form = f"#,##0.{'0' * places}" if places > 0 else None
    return format_decimal(number, form, LOCALES[lang], decimal_quantization=False, numbering_system="latn")


def format_day(day: date, lang: str) -> str:
    """A date in words: 3 March 2026."""
    from babel.dates import format_date

    return format_date(day, "d MMMM y", locale=LOCALES[lang])


def _join(values: tuple[Value, ...], lang: str) -> str:
    return ("، " if lang == "ar" else ", ").join(say_value(v, lang) for v in values)


def _plural(count: Value, lang: str, template: dict[str, str]) -> str:
    from babel import Locale

    if not isinstance(count, (int, Decimal)):
        raise UnknownWordError(f"a plural is chosen by a number, not by {count!r}")
    form = Locale.parse(LOCALES[lang]).plural_form(count)
    return form if form in template else "other"
