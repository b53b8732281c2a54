"""How the study writes figures: short beside words, exact in explanations."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from tournage.documents.render.numbers import figure, money, percent
from tournage.documents.study.words import unit_word, word
from tournage.kernel.explain import Figure
from tournage.kernel.money import Money, currency_decimals
from tournage.kernel.words import format_day, format_number

FLAT = "flat"
MILLION, THOUSAND = Decimal(1_000_000), Decimal(1_000)
SHARES = frozenset({"fraction", "share"})
SHARES_OF = frozenset({"per year", "share of the rate", "share of shooting time"})
"""Units of fractions that say of what."""
SHOWN_PLACES = Decimal("0.0001")


@dataclass(frozen=True, slots=True)
class Scale:
    """In what amounts are shown: `name` is million, thousand or one."""

    name: str
    divisor: Decimal
    decimals: int

    def digits(self, amount: Money | Decimal, lang: str) -> str:
        """The amount in this scale, without its unit."""
        value = amount.amount if isinstance(amount, Money) else amount
        return figure(value / self.divisor, lang, self.decimals if value else 0)

    def unit(self, currency: str, lang: str) -> str:
        """What stands after the digits: `M EUR`."""
        return word(f"scale.{self.name}", lang, currency=currency)

    def whole(self, amount: Money, lang: str) -> str:
        """Digits and unit in the order of the language."""
        return money_words(self.digits(amount, lang), amount.currency, self.name, lang)


ONE = Scale("one", Decimal(1), 0)


def money_words(digits: str, currency: str, scale: str, lang: str) -> str:
    """`EUR 0.94 M`, `0,94 M EUR`."""
    return word(f"amount.{scale}", lang, digits=digits, currency=currency)


def short_scale(cost: Money) -> Scale:
    """Millions for what costs a million or more, else whole units."""
    return Scale("million", MILLION, 2) if abs(cost.amount) >= MILLION else ONE


def table_scale(cost: Money) -> Scale:
    """Thousands in the tables of what costs a million or more, else whole units."""
    return Scale("thousand", THOUSAND, 0) if abs(cost.amount) >= MILLION else ONE


def exact(value: Figure, unit: str | None, lang: str, *, home: str | None = None) -> str:
    """A figure with all its digits; amounts in another currency than `home` carry their code."""
    if isinstance(value, Money):
        if value.currency == home:
            return figure(value.amount, lang, currency_decimals(value.currency))
        return money(value, lang, 0 if whole(value) else None)
    if isinstance(value, str):
        return value
    number = Decimal(value)
    if unit in SHARES or unit in SHARES_OF:
        return share(number, lang)
    if number != number.to_integral_value():
        number = number.quantize(SHOWN_PLACES, ROUND_HALF_UP).normalize()
    return figure(number, lang)


def whole(amount: Money) -> bool:
    """Whether an amount has no cents."""
    return amount.amount == amount.amount.to_integral_value()


def with_unit(value: Figure, unit: str | None, lang: str) -> str:
    """A figure and its unit: `24 days`, `MAD 6,000 per week`."""
    text = exact(value, unit, lang)
    if not unit or unit in SHARES:
        return text
    if isinstance(value, Money):
        unit = unit.rpartition(" / ")[2]
        if unit == FLAT:
            return word("flat", lang, amount=text)
        return word("per", lang, amount=text, unit=unit_word(unit, lang))
    return f"{text}\u00a0{unit_word(unit, lang)}"


def share(number: Decimal, lang: str) -> str:
    """A fraction in per cent, with a decimal only where it has one."""
    hundredths = number * 100
    decimals = 0 if hundredths == hundredths.to_integral_value() else 1
    return percent(number, lang, decimals)


def count(number: int | Decimal, lang: str) -> str:
    """A count with its separators."""
    return format_number(number, lang)


def day(on: date | None, lang: str) -> str:
    """A day in words, `?` when not known."""
    return "?" if on is None else format_day(on, lang)
