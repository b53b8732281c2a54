"""A budget: drivers in, detail lines out, each able to explain itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from tournage.kernel.accounts import Chart
from tournage.kernel.dated import Confidence, Origin, Source
from tournage.kernel.errors import TournageError
from tournage.kernel.explain import Step
from tournage.kernel.money import ExchangeRate, Money
from tournage.kernel.words import Phrase


class NoExchangeRateError(TournageError, LookupError):
    """No dated rate leads from one currency to the other."""


@dataclass(frozen=True, slots=True)
class Driver:
    """A counted fact of breakdown, board or places that drives lines (`shoot_days`, `hotel_nights:leads`).

    `explain` leads to scenes and days. Made by `flows/board_to_budget`.
    """

    name: str
    amount: Decimal
    unit: str
    explain: Step


@dataclass(frozen=True, slots=True)
class Rate:
    """A price: what, per what, in money, with the range in which it may move."""

    id: str
    amount: Money
    per: str
    source: tuple[Source, ...]
    confidence: Confidence
    origin: Origin
    low: Money | None = None
    high: Money | None = None
    note: Phrase | None = None
    group: str = ""
    """The assumption under which prices move together: `crew`, `living`, `transport` …"""


@dataclass(frozen=True, slots=True)
class Fringe:
    """An on-cost: a fraction of pay, with an optional cutoff per person and month."""

    id: str
    rate: Decimal
    cutoff: Money | None
    source: tuple[Source, ...]
    confidence: Confidence
    origin: Origin = Origin.SOURCED
    note: Phrase | None = None


@dataclass(frozen=True, slots=True)
class BudgetLine:
    """`amount × times × rate = subtotal`, on an account. `spent_in` is `MA` or `abroad`.

    `phase` is prep, shoot, wrap or post and dates the cash; `expense` the rebate's expense line.
    `view` is `client` (both budgets) or `internal` (the service company's own).
    """

    id: str
    account: str
    description: str
    description_key: str
    amount: Decimal
    unit: str
    times: Decimal
    rate: Money
    subtotal: Money
    spent_in: str
    phase: str
    explain: Step
    department: str | None = None
    expense: str | None = None
    payee_kind: str = "company"
    """`company`, `crew`, `extras`, `public`, `foreign_crew`, `cast_local`, `cast_foreign` …"""
    fringes: tuple[str, ...] = ()
    groups: frozenset[str] = frozenset()
    vat_rate: Decimal = Decimal(0)
    origin: Origin = Origin.PROPOSED
    payment: str = "transfer"
    """`transfer`, `cheque`, `card` or `cash`."""
    view: str = "client"
    base: str | None = None
    """The unit base the line belongs to, when there is one line a base."""
    drivers: tuple[str, ...] = ()
    """Names of the drivers and globals in amount and times."""
    rate_id: str | None = None

    @property
    def label(self) -> Phrase:
        """What the line is, to be said in any language."""
        return self.explain.label


@dataclass(frozen=True, slots=True)
class TopSheetRow:
    """One account group of the top sheet, local and foreign apart, in the budget's currency."""

    code: str
    name_key: str
    section: str
    morocco: Money
    abroad: Money

    @property
    def total(self) -> Money:
        """Both together."""
        return self.morocco + self.abroad


@dataclass(frozen=True, slots=True)
class Budget:
    """All lines, in the currencies they are paid in, and the rates that bring them to one."""

    template: str
    chart: Chart
    currency: str
    lines: tuple[BudgetLine, ...]
    drivers: tuple[Driver, ...]
    rates: tuple[Rate, ...]
    exchange: tuple[ExchangeRate, ...]
    priced_on: date
    template_name: Phrase | None = None
    numbers: tuple[Step, ...] = ()
    """The template's named numbers (globals) as used, each with its origin."""

    def in_currency(self, amount: Money, currency: str | None = None) -> Money:
        """This amount in the budget's currency (or another), through the dated rates, unrounded."""
        target = currency or self.currency
        if amount.currency == target:
            return amount
        for rate in self.exchange:
            if {rate.currency, rate.quote} == {amount.currency, target}:
                return amount.to(rate)
        for first in self.exchange:
            if amount.currency in (first.currency, first.quote):
                middle = amount.to(first)
                for second in self.exchange:
                    if second is not first and {second.currency, second.quote} == {middle.currency, target}:
                        return middle.to(second)
        raise NoExchangeRateError(
            f"no exchange rate leads from {amount.currency} to {target}; give one, in dirhams for one {target}"
        )


@dataclass(frozen=True, slots=True)
class CashWeek:
    """Money out and in during the week that starts on a day; `balance` after it."""

    week: int
    first_day: date
    out: Money
    into: Money
    balance: Money


@dataclass(frozen=True, slots=True)
class Instalment:
    """A call for funds from the client."""

    number: int
    due_on: date
    amount: Money
    share: Decimal
    covers_to: date
