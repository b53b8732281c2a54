"""What a feasibility study holds: the answer, the parts it rests on, and what could move it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tournage.breakdown.model import Breakdown
from tournage.budget.model import Budget, CashWeek, Instalment, TopSheetRow
from tournage.incentives.model import Assessment
from tournage.kernel.dated import Confidence, Origin, Source
from tournage.kernel.explain import Figure, Step
from tournage.kernel.findings import Finding
from tournage.kernel.money import Money
from tournage.kernel.words import Phrase
from tournage.places.model import Climate, Holiday, Hub, Location, PlacePlan, SunDay
from tournage.schedule.hazards import Hazards
from tournage.schedule.model import Board, DayOutOfDays
from tournage.schedule.order_reason import OrderReason
from tournage.schedule.problem import Problem
from tournage.schedule.risk import Risk
from tournage.script.model import Script


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """One of the six lines of the answer. `figure` explains itself; `low`/`high` bound it.

    `id` is days, places, morocco_spend, qualifying, award or net_cost.
    """

    id: str
    label: Phrase
    figure: Step
    low: Figure | None
    high: Figure | None
    rests_on: Phrase


@dataclass(frozen=True, slots=True)
class Assumption:
    """A value the answer uses that a person may change with `--assume`."""

    id: str
    label: Phrase
    value: Figure
    unit: str
    low: Figure | None
    high: Figure | None
    source: tuple[Source, ...]
    confidence: Confidence
    origin: Origin
    note: Phrase | None = None


@dataclass(frozen=True, slots=True)
class Swing:
    """One bar of the tornado: an assumption moved alone, and the net cost that follows."""

    assumption: str
    label: Phrase
    low: Figure
    high: Figure
    net_at_low: Money
    net_at_high: Money

    @property
    def width(self) -> Money:
        """How far the two results lie apart."""
        gap = self.net_at_high - self.net_at_low
        return gap if gap.amount >= 0 else -gap


@dataclass(frozen=True, slots=True)
class Filing:
    """A permit or file the shoot needs: why (scenes), with whom, by when."""

    id: str
    label: Phrase
    authority: Phrase
    due_on: date | None
    lead_days: int | None
    why: Phrase
    scenes: tuple[str, ...]
    source: tuple[Source, ...]
    confidence: Confidence


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """A day of the shoot's calendar: light at its base, and what the day is."""

    on: date
    base: str | None
    sun: SunDay | None
    ramadan: bool
    ramadan_likely: bool
    """True in the band of days in which Ramadan begins or ends by sighting."""
    holiday: Holiday | None


@dataclass(frozen=True, slots=True)
class Outlook:
    """What the schedule knows beyond its board: why this order, and what can go wrong with it."""

    problem: Problem
    order: OrderReason
    hazards: Hazards
    risk: Risk


@dataclass(frozen=True, slots=True)
class Study:
    """Everything the study's page and papers show. Amounts are in `currency` unless they say otherwise."""

    title: str
    made_on: date
    first_day: date
    currency: str
    answer: tuple[AnswerRow, ...]
    verdict: Phrase
    """Yes, yes if, or no, in one sentence."""
    script: Script
    breakdown: Breakdown
    plan: PlacePlan
    locations: tuple[Location, ...]
    """Every location that is chosen or a candidate."""
    hubs: tuple[Hub, ...]
    """Every hub of the country: bases, and towns to find one’s way on the map."""
    board: Board
    dood: DayOutOfDays
    calendar: tuple[CalendarDay, ...]
    climate: tuple[Climate, ...]
    budget: Budget
    top_sheet: tuple[TopSheetRow, ...]
    morocco_spend: Money
    foreign_spend: Money
    assessment: Assessment
    award: tuple[Money, Money, Money]
    """low, likely, high in the study's currency."""
    bridging: Money
    net_cost: Money
    payment_on: date | None
    cash: tuple[CashWeek, ...]
    instalments: tuple[Instalment, ...]
    filings: tuple[Filing, ...]
    tornado: tuple[Swing, ...]
    assumptions: tuple[Assumption, ...]
    findings: tuple[Finding, ...]
    outlook: Outlook | None = None
    """None when no scene found a day."""
