"""Exact money: a Decimal and a currency. Rounding and exchange are explicit and dated."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_FLOOR, ROUND_HALF_UP, Decimal
from functools import lru_cache

from tournage.kernel.dated import Source
from tournage.kernel.errors import MixedCurrencyError, UnknownCurrencyError


@lru_cache
def currency_decimals(currency: str) -> int:
    """Decimals of an ISO 4217 currency: 2 for MAD, 0 for JPY, 3 for TND.

    Raises: UnknownCurrencyError when the code is not a currency.
    """
    from babel import Locale
    from babel.numbers import get_currency_precision

    if currency not in Locale("en").currencies:
        raise UnknownCurrencyError(
            f"{currency!r} is not a currency; give an ISO 4217 code such as EUR or MAD"
        )
    return get_currency_precision(currency)


@dataclass(frozen=True, slots=True)
class Money:
    """An amount in one currency; arithmetic keeps every digit until `rounded`."""

    amount: Decimal
    currency: str

    def __add__(self, other: Money) -> Money:
        self._same(other)
        return Money(self.amount + other.amount, self.currency)

    def __sub__(self, other: Money) -> Money:
        self._same(other)
        return Money(self.amount - other.amount, self.currency)

    def __neg__(self) -> Money:
        return Money(-self.amount, self.currency)

    def __mul__(self, factor: Decimal | int) -> Money:
        return Money(self.amount * factor, self.currency)

    def __lt__(self, other: Money) -> bool:
        self._same(other)
        return self.amount < other.amount

    def __le__(self, other: Money) -> bool:
        return not other < self

    def __bool__(self) -> bool:
        return self.amount != 0

    def __str__(self) -> str:
        return f"{self.plain()} {self.currency}"

    def _same(self, other: Money) -> None:
        if self.currency != other.currency:
            raise MixedCurrencyError(f"{self.currency} and {other.currency}")

    def rounded(self) -> Money:
        """To the currency's own decimals, halves away from zero."""
        step = Decimal(1).scaleb(-currency_decimals(self.currency))
        return Money(self.amount.quantize(step, ROUND_HALF_UP), self.currency)

    def plain(self) -> str:
        """The rounded amount as digits with the currency's own decimals, for JSON and files."""
        return format(self.rounded().amount, "f")

    def split(self, weights: Sequence[Decimal | int]) -> tuple[Money, ...]:
        """Share the rounded amount by weight; the parts sum to it to the last centime.

        Largest remainders get the odd centimes, earlier parts first. Weights are not
        negative and not all zero.
        """
        total = self.rounded()
        step = Decimal(1).scaleb(-currency_decimals(self.currency))
        whole = sum((Decimal(w) for w in weights), Decimal(0))
        if whole <= 0 or any(w < 0 for w in weights):
            raise ValueError("weights must not be negative, nor all be zero")
        exact = [total.amount * Decimal(w) / whole for w in weights]
        floors = [value.quantize(step, ROUND_FLOOR) for value in exact]
        odd = int((total.amount - sum(floors, Decimal(0))) / step)
        by_rest = sorted(range(len(exact)), key=lambda i: (floors[i] - exact[i], i))
        for i in by_rest[:odd]:
            floors[i] += step
        return tuple(Money(value, self.currency) for value in floors)

    def to(self, rate: ExchangeRate) -> Money:
        """Convert through a dated rate, in either direction, without rounding."""
        if self.currency == rate.currency:
            return Money(self.amount * rate.rate, rate.quote)
        if self.currency == rate.quote:
            return Money(self.amount / rate.rate, rate.currency)
        raise MixedCurrencyError(f"{self.currency} by a rate of {rate.currency} in {rate.quote}")


@dataclass(frozen=True, slots=True)
class ExchangeRate:
    """`rate` units of `quote` for one unit of `currency`, as known on a day."""

    currency: str
    quote: str
    rate: Decimal
    on: date
    source: tuple[Source, ...] = ()
    assumed: bool = False


def zero(currency: str) -> Money:
    """Nothing, in this currency."""
    return Money(Decimal(0), currency)


def total(amounts: Iterable[Money], currency: str) -> Money:
    """Sum of amounts that are all in `currency`."""
    result = zero(currency)
    for amount in amounts:
        result += amount
    return result
