"""Steps for figures that the page adds up itself or takes from a desk without an explanation."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from tournage.budget.model import Instalment
from tournage.documents.study.view import View
from tournage.incentives.model import Gate
from tournage.kernel.dated import Origin
from tournage.kernel.explain import Figure, Step
from tournage.kernel.money import Money
from tournage.kernel.words import Phrase, phrase
from tournage.places.model import Candidate

ROOM = "documents.study"
FACTS = ("listed", "passed")
"""Units of gates that are met or not."""


def answer_step(view: View, id: str) -> Step | None:
    """The explained figure of a row of the answer."""
    return next((row.figure for row in view.study.answer if row.id == id), None)


def sum_step(label: Phrase, value: Money, parts: Iterable[Step]) -> Step:
    """A total with its parts."""
    return Step(label, value, "+", tuple(parts))


def call_step(call: Instalment) -> Step:
    """One call for funds, and what it covers."""
    rule = phrase(f"{ROOM}.cost.covers", day=call.covers_to)
    return Step(phrase(f"{ROOM}.cost.call", number=call.number), call.amount, rule=rule)


def gate_step(view: View, gate: Gate) -> Step:
    """What stands against a threshold: the spend, the days, or the fact itself."""
    inputs: tuple[Step, ...] = ()
    value: Figure = gate.actual
    operation, unit = "", None if gate.unit in FACTS else gate.unit
    if gate.unit in FACTS:
        value = view.w("gate.yes" if gate.actual else "gate.not")
    if gate.unit == "money":
        found = answer_step(view, "qualifying")
        amount = Money(gate.actual, view.study.assessment.currency)
        chain = (found, *found.inputs) if found else ()
        inputs, operation = tuple(step for step in chain if step.value == amount)[:1], "="
        inputs = inputs or chain[:1]
        return Step(gate.label, amount, operation, inputs, source=gate.source, confidence=gate.confidence)
    days, build = answer_step(view, "days"), view.study.board.set_build_days
    if days is not None and isinstance(days.value, int) and gate.actual == days.value + build:
        inputs = (days, Step(phrase(f"{ROOM}.back.set_build"), build, unit="days"))
        operation = "+"
    return Step(gate.label, value, operation, inputs, unit, source=gate.source, confidence=gate.confidence)


def fit_step(view: View, candidate: Candidate) -> Step:
    """How well a place fits, with the reasons and the source of its film use."""
    location = next((one for one in view.study.locations if one.id == candidate.location), None)
    return Step(
        view.place_phrase(candidate.location),
        candidate.fit,
        unit="points",
        rule=phrase(f"{ROOM}.where.because", reasons=candidate.reasons),
        source=location.source if location else (),
        confidence=location.confidence if location else None,
        origin=Origin.PROPOSED,
    )


def award_steps(view: View) -> tuple[tuple[str, Money, Step], ...]:
    """Low, likely and high award in the study's currency, each with its own explanation."""
    assessment = view.study.assessment
    explained = (assessment.explain_low, assessment.explain, assessment.explain_high)
    rows = []
    for name, amount, explain in zip(("low", "likely", "high"), view.study.award, explained, strict=True):
        label = phrase(f"{ROOM}.back.award_{name}")
        inputs = (explain, *_exchange(view)) if explain is not None else ()
        rows.append((name, amount, Step(label, amount, "/" if len(inputs) > 1 else "=", inputs)))
    return tuple(rows)


def _exchange(view: View) -> Iterable[Step]:
    """The rate that brings the scheme's currency to the study's."""
    pair = {view.study.assessment.currency, view.study.currency}
    for rate in view.study.budget.exchange:
        if {rate.currency, rate.quote} == pair:
            label = phrase(f"{ROOM}.cost.rate_of", currency=rate.currency, quote=rate.quote)
            origin = Origin.ASSUMED if rate.assumed else Origin.SOURCED
            value: Decimal = rate.rate
            yield Step(
                label,
                value,
                source=rate.source,
                on=rate.on,
                origin=origin,
                assumption=f"exchange.{rate.currency}",
            )
