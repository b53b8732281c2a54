"""What the law says in one case on one day: dated values, switches and a person's own values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from tournage.incentives.labels import value_label
from tournage.incentives.scheme import Case, Content, Facts, Gap, Scheme, Span, ValueStep
from tournage.kernel.dated import Confidence, Origin, Source
from tournage.kernel.explain import Step
from tournage.kernel.money import Money
from tournage.kernel.words import phrase


@dataclass(frozen=True, slots=True)
class Taken:
    """A value as one case takes it, and on whose word."""

    name: str
    content: Content
    unit: str
    source: tuple[Source, ...]
    confidence: Confidence
    origin: Origin
    since: date | None

    @property
    def number(self) -> Decimal | None:
        """The value as a number; None when there is no limit or none was found."""
        return self.content if isinstance(self.content, Decimal) else None


class Law:
    """Looks up the values of one scheme for one case."""

    def __init__(
        self, scheme: Scheme, on: date, facts: Facts, case: Case, shares: Sequence[tuple[date, Decimal]] = ()
    ) -> None:
        self.scheme, self.on, self.facts, self.case = scheme, on, facts, case
        self.shares = shares
        """How much of the spend falls under each version of what is dated by expenditure."""
        self.claims = _claims(scheme, facts)
        first = self.claims.get("first_day")
        opening = scheme.values["in_force"].steps[0].first_day
        self.day = opening if isinstance(first, date) and first <= on < opening else on

    @property
    def rule_day(self) -> date:
        """The day on which rules are read: the one that decides whether the scheme is open."""
        return self.day_of(self.scheme.values["in_force"].dated_by)

    def day_of(self, dated_by: str) -> date:
        """The day that decides; the application stands in where a fact is missing."""
        if dated_by in ("application", "expenditure"):
            return self.day
        name = "payment_day" if dated_by == "payment" else dated_by
        given = self.facts.day(name)
        return max(given, self.day) if given and self.day != self.on else given or self.day

    def step(self, name: str, day: date | None = None) -> ValueStep | None:
        """The dated step of a value that holds."""
        value = self.scheme.values[name]
        return value.on(day or self.day_of(value.dated_by), expected=self.facts.expected)

    def taken(self, name: str, day: date | None = None) -> Taken | None:
        """What this case takes for a value; None when the value does not exist on the day."""
        step = self.step(name, day)
        unit = self.scheme.values[name].unit
        if name in self.facts.values_set:
            content = self._pick(self.facts.values_set[name])
            return Taken(name, content, unit, (), Confidence.HIGH, Origin.YOURS, None)
        if name in self.claims:
            claimed = self.claims[name]
            held: Content | None = _on(claimed, day or self.day) if isinstance(claimed, Mapping) else claimed
            if held is not None:
                source = self.claims[f"source of {name}"]
                return Taken(name, self._pick(held), unit, source, Confidence.LOW, Origin.YOURS, None)
        parts = self._parts(name) if day is None else []
        if len(parts) > 1:
            mean = sum((share * number for share, number, _ in parts), Decimal(0))
            return replace(parts[-1][2], content=mean)
        if step is None:
            return None
        stated = step.stated
        return Taken(
            name,
            self._pick(stated.value),
            unit,
            stated.source,
            stated.confidence,
            stated.origin,
            step.first_day,
        )

    def _parts(self, name: str) -> list[tuple[Decimal, Decimal, Taken]]:
        """The versions of a number under which the spend falls, by the dates of its lines."""
        value = self.scheme.values[name]
        if len(self.shares) < 2 or value.dated_by != "expenditure" or value.unit != "fraction":
            return []
        parts: dict[date | None, tuple[Decimal, Decimal, Taken]] = {}
        for day, share in self.shares:
            taken = self.taken(name, day)
            if taken is None or taken.number is None:
                return []
            held = parts.get(taken.since, (Decimal(0), taken.number, taken))[0]
            parts[taken.since] = (held + share, taken.number, taken)
        return list(parts.values())

    def _pick(self, content: Content) -> Content:
        return content.pick(self.case) if isinstance(content, Span) else content

    def number(self, name: str | None) -> Decimal | None:
        """A value as a number; None when absent, unlimited or not found."""
        taken = self.taken(name) if name else None
        return taken.number if taken else None

    def is_gap(self, name: str) -> bool:
        """Whether the value exists but could not be found."""
        taken = self.taken(name)
        return taken is not None and taken.content is Gap.NOT_FOUND

    def flag(self, name: str) -> bool:
        """A yes-or-no value; absent is no."""
        taken = self.taken(name)
        return taken is not None and taken.content is True

    def listed(self, name: str) -> tuple[str, ...]:
        """A list of words; empty when absent."""
        taken = self.taken(name)
        content = taken.content if taken else ()
        return tuple(str(c) for c in content) if isinstance(content, tuple) else ()

    def leaf(self, name: str, value: Decimal | None = None) -> Step:
        """A value as the end of an explanation: with its day, source and confidence."""
        parts = self._parts(name) if value is None else []
        if len(parts) > 1:
            return self._by_date(name, parts)
        taken = self.taken(name)
        if taken is None:
            return Step(value_label(self.scheme, name), Decimal(0))
        content = taken.content
        number = value if value is not None else taken.number
        figure: Any = number if number is not None else str(content)
        if number is not None and taken.unit == "money":
            figure = Money(number, self.scheme.currency)
        return Step(
            value_label(self.scheme, name),
            figure,
            unit=None if taken.unit == "money" else taken.unit,
            source=taken.source,
            on=taken.since,
            confidence=taken.confidence,
            origin=taken.origin,
            assumption=f"{self.scheme.id}.{name}",
        )

    def _by_date(self, name: str, parts: Sequence[tuple[Decimal, Decimal, Taken]]) -> Step:
        """A number that changed while the money was spent: each version by its share of the spend."""
        label = value_label(self.scheme, name)
        inputs = []
        for share, number, taken in parts:
            held = Step(
                label,
                number,
                unit=taken.unit,
                source=taken.source,
                on=taken.since,
                confidence=taken.confidence,
            )
            of_spend = Step(phrase("incentives.share_of_spend"), share, unit="fraction")
            inputs.append(Step(label, share * number, "*", (held, of_spend), unit=taken.unit))
        return Step(label, sum((s * n for s, n, _ in parts), Decimal(0)), "+", tuple(inputs), unit="fraction")


def _on(dated: Mapping[date, Content], day: date) -> Content | None:
    held = None
    for since in sorted(dated):
        if since <= day:
            held = dated[since]
    return held


def _claims(scheme: Scheme, facts: Facts) -> dict[str, Any]:
    """The values set by every conflict that was decided otherwise than shipped."""
    result: dict[str, Any] = {}
    for switch in scheme.switches:
        chosen = facts.switches.get(switch.id, switch.resolution)
        if chosen == switch.resolution:
            continue
        for claim in switch.claims:
            if claim.id == chosen:
                for name, content in claim.sets.items():
                    result[name] = content
                    result[f"source of {name}"] = claim.source
    return result
