"""What a comparison of countries holds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from tournage.incentives.country import Country
from tournage.incentives.model import Assessment, Range
from tournage.incentives.scheme import Scheme
from tournage.kernel.dated import Confidence, Origin, Source
from tournage.kernel.explain import Step
from tournage.kernel.findings import Finding
from tournage.kernel.money import ExchangeRate, Money
from tournage.kernel.spend import SpendLine
from tournage.kernel.words import Phrase, phrase

HOME = "ma"


@dataclass(frozen=True, slots=True)
class SetNeed:
    """A set of the script and the terrain terms that would do; `at_home` when Morocco has a place for it."""

    name: str
    terms: tuple[str, ...]
    at_home: bool = True


@dataclass(frozen=True, slots=True)
class Shoot:
    """The shoot to compare: its spend as planned for Morocco, its days, its sets."""

    title: str
    spend: tuple[SpendLine, ...]
    currency: str
    on: date
    facts: Mapping[str, object]
    sets: tuple[SetNeed, ...] = ()
    exchange: tuple[ExchangeRate, ...] = ()
    """The rates the spend was worked out at; they come before those of the countries."""


@dataclass(frozen=True, slots=True)
class Place:
    """A country with its schemes."""

    country: Country
    schemes: tuple[Scheme, ...]


@dataclass(frozen=True, slots=True)
class Assumption:
    """A value of one country that a person may change: `jo.crew`."""

    id: str
    label: Phrase
    value: Decimal
    unit: str
    source: tuple[Source, ...]
    confidence: Confidence
    origin: Origin
    note: str | None


@dataclass(frozen=True, slots=True)
class Certainty:
    """How sure the award is: `open`, `envelope`, `ending`, `gate`, `stopped`, `unconfirmed`, `closed` or `none`."""

    level: str
    why: Phrase


@dataclass(frozen=True, slots=True)
class CountryRow:
    """One country of the comparison, amounts in the comparison's currency."""

    code: str
    name: Phrase
    scheme: str | None
    scheme_name: Phrase | None
    cost: Money
    qualifying: Range
    award: Range
    net: Range
    months_to_payment: Decimal | None
    certainty: Certainty
    fits: tuple[str, ...]
    lacks: tuple[str, ...]
    break_even: Decimal | None
    """Crew cost there, Morocco being 1, at which both remain as dear; None where none does."""
    rank: int
    gaps: tuple[str, ...]
    explain: Step
    assessment: Assessment | None
    findings: tuple[Finding, ...]

    @property
    def spoken(self) -> Phrase:
        """Its name as it stands inside a sentence, with the article where the language has one."""
        return phrase(f"{self.name.key}.spoken")


@dataclass(frozen=True, slots=True)
class Comparison:
    """All countries, cheapest first."""

    title: str
    currency: str
    on: date
    rows: tuple[CountryRow, ...]
    assumptions: tuple[Assumption, ...]
    findings: tuple[Finding, ...]
