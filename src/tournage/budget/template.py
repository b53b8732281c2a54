"""What a budget is built from: templates of lines, prices, shares and on-costs."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from tournage.budget.model import Fringe, Rate
from tournage.kernel.dated import Confidence, Dated, Origin, Source
from tournage.kernel.money import ExchangeRate
from tournage.kernel.words import Phrase


@dataclass(frozen=True, slots=True)
class Share:
    """A fraction of other accounts: a fee, a contingency, a premium."""

    id: str
    value: Decimal
    source: tuple[Source, ...]
    confidence: Confidence
    origin: Origin
    low: Decimal | None = None
    high: Decimal | None = None
    note: Phrase | None = None


@dataclass(frozen=True, slots=True)
class GlobalNumber:
    """A named number of a template: how many electricians, how many weeks of preparation."""

    name: str
    value: Decimal
    source: tuple[Source, ...]
    confidence: Confidence = Confidence.LOW
    origin: Origin = Origin.ASSUMED


@dataclass(frozen=True, slots=True)
class TemplateLine:
    """A line before it is priced. `amount` and `times` name globals and drivers, or hold plain numbers.

    The named numbers are multiplied. `each_base` repeats the line for every base of the board
    (`nights` becomes `nights:ouarzazate`) and takes that base's own rate where there is one.
    """

    id: str
    item: str
    account: str
    rate: str
    amount: tuple[str, ...]
    times: tuple[str, ...]
    unit: str
    phase: str
    spent_in: str = "MA"
    payee_kind: str = "company"
    expense: str | None = None
    vat: str = "none"
    department: str | None = None
    payment: str = "transfer"
    fringes: tuple[str, ...] = ()
    groups: frozenset[str] = frozenset()
    each_base: bool = False
    view: str = "client"


@dataclass(frozen=True, slots=True)
class Charge:
    """A contractual charge: a share of what the lines before it cost, within the choice it names.

    `of_spent_in` limits the base to Morocco or abroad, `but_not` leaves out groups of
    lines, `but_not_lines` single lines. Charges are worked out in order, each on the lines and
    the charges before it.
    """

    id: str
    account: str
    share: str
    phase: str
    spent_in: str
    payee_kind: str = "company"
    expense: str | None = None
    of_spent_in: str | None = None
    but_not: tuple[str, ...] = ()
    but_not_lines: tuple[str, ...] = ()
    currency: str | None = None
    vat: str = "none"
    view: str = "client"


@dataclass(frozen=True, slots=True)
class Template:
    """A kind of production: its lines, its numbers and its charges."""

    id: str
    name: Phrase
    why: Phrase
    kind: str
    lines: tuple[TemplateLine, ...]
    numbers: tuple[GlobalNumber, ...]
    charges: tuple[Charge, ...]


@dataclass(frozen=True, slots=True)
class PriceList:
    """Prices, shares, on-costs, VAT and exchange rates of one day."""

    rates: tuple[Rate, ...]
    shares: tuple[Share, ...]
    fringes: tuple[Fringe, ...]
    vat: tuple[Dated[Decimal], ...]
    exchange: tuple[ExchangeRate, ...]
    by_id: dict[str, Rate] = field(default_factory=dict, compare=False, repr=False)

    def __post_init__(self) -> None:
        self.by_id.update((rate.id, rate) for rate in self.rates)

    def rate(self, id: str, base: str | None = None) -> Rate | None:
        """A price, the base's own where there is one."""
        return (self.by_id.get(f"{id}.{base}") if base else None) or self.by_id.get(id)

    def share(self, id: str) -> Share | None:
        """A fraction by its id."""
        return next((share for share in self.shares if share.id == id), None)

    def fringe(self, id: str) -> Fringe | None:
        """An on-cost by its id."""
        return next((fringe for fringe in self.fringes if fringe.id == id), None)

    def vat_on(self, id: str, day: date) -> Decimal:
        """The VAT rate of a kind of supply on a day; nothing when none held."""
        held = next((kind.on(day) for kind in self.vat if kind.name == id), None)
        return held.value if held else Decimal(0)
