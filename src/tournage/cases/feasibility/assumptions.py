"""Every value the answer rests on, with its source: exchange, prices, shares, on-costs, numbers of the template."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from decimal import Decimal, InvalidOperation

from tournage.budget.model import Fringe, Rate
from tournage.budget.template import Share
from tournage.cases.feasibility.constants import Constant
from tournage.cases.feasibility.inputs import Mark, YourWord
from tournage.cases.feasibility.model import Assumption
from tournage.cases.feasibility.pricing import Priced, Terms
from tournage.cases.feasibility.stages import ROOM
from tournage.kernel.dated import Confidence, Origin
from tournage.kernel.explain import Step
from tournage.kernel.findings import Finding, Severity, finding
from tournage.kernel.money import ExchangeRate
from tournage.kernel.words import phrase

ITEMS = "jurisdictions/ma.item"
MOST = Decimal(10) ** 12
OVERRIDES = ("global.", "driver.", "rate.", "share.", "fringe.")


def read_numbers(yours: YourWord) -> tuple[dict[str, Decimal], tuple[Finding, ...]]:
    """A person's assumptions as numbers.

    Findings: STU-102 not a sensible number; STU-103 no assumption has this id.
    """
    numbers, findings = {}, []
    for id, text in yours.assumptions:
        where = f"corrections.toml [assumptions.{id}]"
        try:
            value = Decimal(text)
        except InvalidOperation:
            findings.append(finding(ROOM, "STU-102", Severity.ERROR, where, id=id, value=text))
            continue
        if not (value.is_finite() and 0 <= value < MOST):
            findings.append(finding(ROOM, "STU-102", Severity.ERROR, where, id=id, value=text))
        elif id.startswith((*OVERRIDES, "exchange.")) or id in (
            "bridging_rate",
            "exchange_change",
            "pace_change",
        ):
            numbers[id] = value
        else:
            findings.append(finding(ROOM, "STU-103", Severity.ERROR, where, id=id))
    return numbers, tuple(findings)


def list_assumptions(
    priced: Priced, terms: Terms, constants: Mapping[str, Constant], yours: YourWord
) -> tuple[Assumption, ...]:
    """What was used, in the order of weight: exchange, prices, shares, on-costs, the template's numbers, our own."""
    charges = {charge.share for charge in terms.template.charges}
    fringes = {id for line in priced.budget.lines for id in line.fringes}
    found = [
        *map(_exchange, terms.prices.exchange),
        *map(_rate, priced.budget.rates),
        *(_share(share) for share in terms.prices.shares if share.id in charges),
        *(_fringe(fringe) for fringe in terms.prices.fringes if fringe.id in fringes),
        *_numbers(priced.budget.numbers),
        *map(_constant, constants.values()),
    ]
    marks = dict(yours.marks)
    given = {id for id, _ in yours.assumptions}
    return tuple(
        _marked(one, marks.get(f"assumptions.{one.id}")) if one.id in given else one for one in found
    )


def _marked(one: Assumption, mark: Mark | None) -> Assumption:
    note = None
    if mark and mark.by and mark.on:
        note = phrase(f"{ROOM}.yours_by_on", by=mark.by, on=mark.on)
    elif mark and mark.by:
        note = phrase(f"{ROOM}.yours_by", by=mark.by)
    return replace(one, origin=Origin.YOURS, note=note or one.note)


def _exchange(rate: ExchangeRate) -> Assumption:
    label = phrase(f"{ROOM}.exchange_on", currency=rate.currency, quote=rate.quote, on=rate.on)
    origin = Origin.ASSUMED if rate.assumed else Origin.SOURCED
    confidence = Confidence.MEDIUM if rate.assumed else Confidence.HIGH
    return Assumption(
        f"exchange.{rate.currency}", label, rate.rate, rate.quote, None, None, rate.source, confidence, origin
    )


def _rate(rate: Rate) -> Assumption:
    name = phrase(f"{ITEMS}.{rate.id.partition('.')[0]}")
    unit = f"{rate.amount.currency} / {rate.per}"
    return Assumption(
        f"rate.{rate.id}", name, rate.amount, unit, rate.low, rate.high, rate.source, rate.confidence, rate.origin,
        rate.note,
    )  # fmt: skip


def _share(share: Share) -> Assumption:
    return Assumption(
        f"share.{share.id}", phrase(f"{ITEMS}.{share.id}"), share.value, "share", share.low, share.high,
        share.source, share.confidence, share.origin, share.note,
    )  # fmt: skip


def _fringe(fringe: Fringe) -> Assumption:
    return Assumption(
        f"fringe.{fringe.id}", phrase(f"{ITEMS}.{fringe.id}"), fringe.rate, "share", None, None,
        fringe.source, fringe.confidence, fringe.origin, fringe.note,
    )  # fmt: skip


def _numbers(numbers: Iterable[Step]) -> Iterator[Assumption]:
    for step in numbers:
        if step.assumption:
            yield Assumption(
                step.assumption, step.label, step.value, step.unit or "", None, None,
                step.source, step.confidence or Confidence.LOW, step.origin,
            )  # fmt: skip


def _constant(constant: Constant) -> Assumption:
    return Assumption(
        constant.id, phrase(f"{ROOM}.constant.{constant.id}"), constant.value, constant.unit,
        constant.low, constant.high, constant.source, constant.confidence, constant.origin,
    )  # fmt: skip
