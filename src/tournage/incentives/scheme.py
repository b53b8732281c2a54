"""A scheme as data: dated values, rules that use them, and what it asks of a production."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any, TypeAlias

from tournage.kernel.dated import Source, Sourced
from tournage.kernel.errors import TournageError


class UnknownSchemeError(TournageError):
    """No jurisdiction holds a scheme of this name."""


class UnknownInputError(TournageError):
    """The scheme understands no total, fact, switch or value of this name."""


class Gap(StrEnum):
    """`none`: the law states that there is no limit. `not_found`: we could not find what it states."""

    NONE = "none"
    NOT_FOUND = "not_found"


class Case(StrEnum):
    """The three cases of an honest range; they name the size of the award, not of the value."""

    LOW = "low"
    LIKELY = "likely"
    HIGH = "high"


Limit: TypeAlias = Decimal | Gap


@dataclass(frozen=True, slots=True)
class Span:
    """A value the law does not settle: what the low, the likely and the high award take."""

    low: Limit
    likely: Limit
    high: Limit

    def pick(self, case: Case) -> Limit:
        """The member for one case."""
        return {Case.LOW: self.low, Case.LIKELY: self.likely, Case.HIGH: self.high}[case]


@dataclass(frozen=True, slots=True)
class Band:
    """The rate that holds above an amount or from a number of points."""

    above: Decimal
    rate: Decimal | Span


Content: TypeAlias = bool | Decimal | Gap | Span | tuple[str, ...] | tuple[Band, ...]


@dataclass(frozen=True, slots=True)
class ValueStep:
    """What a value is from one day to another; an `expected` one is announced but not yet law."""

    first_day: date
    last_day: date | None
    stated: Sourced[Content]
    expected: bool = False


@dataclass(frozen=True, slots=True)
class SchemeValue:
    """One value of the law through time. `dated_by` says which day decides."""

    name: str
    unit: str
    dated_by: str
    steps: tuple[ValueStep, ...]

    def on(self, day: date, *, expected: bool = False) -> ValueStep | None:
        """What held on this day; None outside every step."""
        held = None
        for step in self.steps:
            if step.first_day <= day and (expected or not step.expected):
                held = step
        if held and held.last_day and day > held.last_day:
            return None
        return held


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of the scheme. `kind` names how it works; `params` are checked at load."""

    id: str
    kind: str
    params: Mapping[str, Any]
    when: Mapping[str, Any] = field(default_factory=dict)
    first_day: date | None = None
    last_day: date | None = None

    def holds_on(self, day: date) -> bool:
        """Whether the rule is in force on this day."""
        return not (self.first_day and day < self.first_day) and not (self.last_day and day > self.last_day)


@dataclass(frozen=True, slots=True)
class LineTest:
    """A test every spend line must pass: which field, what it must be, and what happens if it is blank.

    `planned` says what a blank means on a planned line: `due` (it will be shown later) or `missing`.
    """

    id: str
    kind: str
    field: str
    value: str | None = None
    planned: str = "missing"
    credits: bool = True
    source: tuple[Source, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """Lines of these classes, fields or expense lines belong to this total; the first that fits decides.

    `status` is what the law says of them. `counts_as` names the total they feed.
    """

    id: str
    when: Mapping[str, tuple[str, ...]]
    status: str
    counts_as: tuple[str, ...]
    likely: bool
    cure: bool
    source: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Due:
    """When a milestone falls due: so long after or before another day."""

    event: str
    direction: str
    months: str | None = None
    days: str | None = None
    end_of_month: bool = False


@dataclass(frozen=True, slots=True)
class MilestoneRule:
    """One step in the life of the file, in data."""

    id: str
    due: Due | None
    needs: tuple[str, ...]
    source: tuple[Source, ...]
    confidence: str
    assumed: bool = False
    loses: bool = True


@dataclass(frozen=True, slots=True)
class Claim:
    """What one source says in a conflict, and the values that follow from it."""

    id: str
    sets: Mapping[str, Any]
    source: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Switch:
    """A conflict between sources: the claims, and which one is used unless the user turns it."""

    id: str
    claims: tuple[Claim, ...]
    resolution: str
    confidence: str


@dataclass(frozen=True, slots=True)
class FactSpec:
    """A fact the scheme understands: its unit, and for a choice the words allowed."""

    name: str
    unit: str
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Scheme:
    """One incentive of one jurisdiction, whole."""

    id: str
    jurisdiction: str
    instrument: str
    currency: str
    country: str
    values: Mapping[str, SchemeValue]
    totals: tuple[str, ...]
    facts: Mapping[str, FactSpec]
    rules: tuple[Rule, ...]
    parts: tuple[Part, ...]
    tests: tuple[LineTest, ...]
    calendar: tuple[MilestoneRule, ...]
    switches: tuple[Switch, ...]
    excludes: tuple[str, ...] = ()
    combines: tuple[str, ...] = ()
    as_of: str = ""
    notes: tuple[str, ...] = ()
    cash: Mapping[str, str] = field(default_factory=dict)
    """Which values say what a deposit costs."""
    expense_list: Any = None
    """An `ExpenseList`, when the scheme has a list of expense lines."""

    @property
    def words(self) -> str:
        """The room whose words name this scheme's rules."""
        return f"jurisdictions/{self.jurisdiction}"

    def spend_days(self) -> tuple[date, ...]:
        """The days on which something dated by expenditure changes."""
        dated = [v for v in self.values.values() if v.dated_by == "expenditure"]
        return tuple(sorted({s.first_day for v in dated for s in v.steps if not s.expected}))

    def values_on(self, day: date) -> frozenset[str]:
        """The values that something in force on this day uses."""
        used = {"in_force", *self.cash.values()}
        for rule in self.rules:
            if rule.holds_on(day):
                used |= {str(p) for p in rule.params.values() if isinstance(p, str) and p in self.values}
                used |= {v for w in rule.when.values() if isinstance(w, Mapping) for v in w.values()}
        used |= {t.value for t in self.tests if t.value}
        for milestone in self.calendar:
            if milestone.due:
                used |= {v for v in (milestone.due.months, milestone.due.days) if v}
        return frozenset(used)

    def versions(self) -> tuple[date, ...]:
        """Every day on which something in the scheme changes, first to last."""
        days = {s.first_day for v in self.values.values() for s in v.steps if not s.expected}
        days |= {r.first_day for r in self.rules if r.first_day}
        return tuple(sorted(days))

    def version_on(self, day: date) -> date | None:
        """The first day of the version that holds on this day."""
        return next((v for v in reversed(self.versions()) if v <= day), None)


class Facts(Mapping[str, Any]):
    """What is known of the production, and which values a person has changed.

    `switches` names the claim chosen in a conflict; `values` overrides single values of the law;
    `expected` takes announced values as if they held.
    """

    __slots__ = ("_facts", "expected", "switches", "values_set")

    def __init__(
        self,
        facts: Mapping[str, Any] | None = None,
        *,
        switches: Mapping[str, str] | None = None,
        values: Mapping[str, Any] | None = None,
        expected: bool = False,
    ) -> None:
        self._facts = dict(facts or {})
        self.switches = dict(switches or {})
        self.values_set = dict(values or {})
        self.expected = expected

    def __getitem__(self, name: str) -> Any:
        return self._facts[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._facts)

    def __len__(self) -> int:
        return len(self._facts)

    def with_facts(self, **facts: Any) -> Facts:
        """These facts with some changed."""
        return Facts(
            {**self._facts, **facts},
            switches=self.switches,
            values=self.values_set,
            expected=self.expected,
        )

    def with_switches(self, **switches: str) -> Facts:
        """These facts with some conflicts decided otherwise."""
        return Facts(
            self._facts,
            switches={**self.switches, **switches},
            values=self.values_set,
            expected=self.expected,
        )

    def number(self, name: str) -> Decimal | None:
        """A fact as a number; None when it is not given."""
        value = self._facts.get(name)
        if value is None or value == "":
            return None
        return value.amount if hasattr(value, "amount") else Decimal(str(value))

    def day(self, name: str) -> date | None:
        """A fact as a day; None when it is not given."""
        value = self._facts.get(name)
        if isinstance(value, date) or value is None:
            return value
        return date.fromisoformat(str(value))
