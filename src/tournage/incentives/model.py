"""What a scheme pays on given spend: lines, gates, award and its explanation."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from tournage.kernel.dated import Confidence, Source
from tournage.kernel.explain import Step
from tournage.kernel.findings import Finding
from tournage.kernel.money import Money
from tournage.kernel.words import Phrase


class LineStatus(StrEnum):
    """yes counts; no does not; conditional lacks a fact; unknown: the law is silent."""

    YES = "yes"
    NO = "no"
    CONDITIONAL = "conditional"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Range:
    """low ≤ likely ≤ high."""

    low: Money
    likely: Money
    high: Money


@dataclass(frozen=True, slots=True)
class Counted:
    """One spend line as the scheme sees it. `cure` says what would change the answer."""

    line: str
    status: LineStatus
    counted: Money
    rule: Phrase
    reason: Phrase
    source: tuple[Source, ...]
    expense: str | None = None
    missing_fact: str | None = None
    cure: Phrase | None = None
    counts_likely: bool = False
    """Whether the likely case takes it, by the rule's stated default."""
    matched_by: str | None = None
    """What told which expense it is: `given`, `description`, `account`, `both` or `payee`."""
    match_confidence: Confidence | None = None


@dataclass(frozen=True, slots=True)
class Grouped:
    """Many spend lines with one verdict, when there are too many to show one by one."""

    status: LineStatus
    lines: int
    net: Money
    rule: Phrase
    reason: Phrase
    expense: str | None
    source: tuple[Source, ...]
    cure: Phrase | None
    first_row: int


@dataclass(frozen=True, slots=True)
class NearestWay:
    """The cheapest change that passes a missed gate, what it costs and what it brings."""

    action: Phrase
    cost: Money | None
    brings: Money | None


@dataclass(frozen=True, slots=True)
class Gate:
    """A threshold: `required` and `actual` in `unit`, passed or not, on whose word."""

    id: str
    label: Phrase
    required: Decimal
    actual: Decimal
    unit: str
    passed: bool
    at_most: bool
    source: tuple[Source, ...]
    confidence: Confidence
    nearest_way: NearestWay | None = None
    known: bool = True
    """False when a fact is missing: then the low case takes the gate as missed, the others as passed."""
    facts: tuple[str, ...] = ()
    """The facts and totals it looks at."""


@dataclass(frozen=True, slots=True)
class Milestone:
    """A day in the life of the file: what is due, when, on what rule, and what is lost if missed."""

    id: str
    label: Phrase
    due_on: date | None
    rule: Phrase
    lost: Phrase | None
    source: tuple[Source, ...]
    confidence: Confidence
    missing: tuple[Phrase, ...] = ()


@dataclass(frozen=True, slots=True)
class Assessment:
    """What one scheme would pay on these lines, applied for on a day."""

    scheme: str
    name: Phrase
    version: date | None
    on: date
    in_force: bool
    currency: str
    gross: Money
    qualifying: Range
    award: Range
    gates: tuple[Gate, ...]
    lines: tuple[Counted, ...]
    calendar: tuple[Milestone, ...]
    explain: Step
    """How the likely award follows; `explain_low` and `explain_high` are the other two cases."""
    findings: tuple[Finding, ...]
    explain_low: Step | None = None
    explain_high: Step | None = None
    groups: tuple[Grouped, ...] = ()
    """Lines by verdict, instead of `lines`, when they were given as columns."""
    before_tax: Range | None = None
    """The award before the tax on it, where the scheme taxes its own credit."""
