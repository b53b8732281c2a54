"""Assess spend lines or totals under one scheme, and say it as JSON or text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Any

from tournage.formats import spend_csv
from tournage.formats.spend_columns import read_columns
from tournage.incentives.assess import judge, settle, sheet_of_totals
from tournage.incentives.cash import FileCash, cash_of_file
from tournage.incentives.columns import SpendColumns
from tournage.incentives.labels import claim_label, switch_label
from tournage.incentives.model import Assessment, Counted, Gate, Grouped, Milestone, Range
from tournage.incentives.parse_facts import parse_facts, parse_number
from tournage.incentives.scheme import Claim, Facts, Scheme, Switch
from tournage.incentives.spend import Sheet
from tournage.jurisdictions.load_schemes import load_scheme
from tournage.kernel.dated import Source
from tournage.kernel.explain import Step
from tournage.kernel.findings import Severity, finding
from tournage.kernel.money import ExchangeRate, Money
from tournage.kernel.spend import SpendLine
from tournage.kernel.words import Phrase, say

SCHEMA = "tournage-assessment/1"
LARGE = 8_000_000
"""Bytes above which a file is read as columns, and its lines are shown by verdict."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a person typed: facts, switches, values and rates as texts."""

    facts: Mapping[str, str]
    switches: Mapping[str, str]
    values: Mapping[str, str]
    rates: Mapping[str, str]
    expected: bool = False


@dataclass(frozen=True, slots=True)
class Assessed:
    """An assessment with everything shown beside it."""

    scheme: Scheme
    facts: Facts
    result: Assessment
    cash: FileCash | None
    sheet: Sheet
    spend: tuple[SpendLine, ...] | SpendColumns = ()


def facts_of(scheme: Scheme, asked: Asked, on: date) -> Facts:
    """The typed facts of a request, with its exchange rates."""
    facts = parse_facts(
        scheme, asked.facts, switches=asked.switches, values=asked.values, expected=asked.expected
    )
    rates = tuple(
        ExchangeRate(code.upper(), scheme.currency, parse_number(code, text), on)
        for code, text in asked.rates.items()
    )
    return facts.with_facts(exchange=rates) if rates else facts


def assess_file(file: Path, scheme_id: str, on: date, asked: Asked, *, numbers: str = "plain") -> Assessed:
    """Read a CSV of spend lines and assess it; rows that cannot be read are findings.

    Raises: UnknownSchemeError, UnknownInputError, UnreadableInputError, SpendFileError.
    """
    scheme = load_scheme(scheme_id)
    facts = facts_of(scheme, asked, on)
    reading = spend_csv.Reading(numbers, scheme.currency)
    spend: tuple[SpendLine, ...] | SpendColumns
    if file.stat().st_size > LARGE and not asked.rates:
        spend = read_columns(file, reading)
        kinds = len(set(spend.codes["kind"].tolist()))
    else:
        spend = tuple(spend_csv.read(file, reading))
        kinds = len({line.kind for line in spend})
    found = list(reading.close())
    if reading.left_out:
        found.append(
            finding(
                "formats",
                "INC-312",
                Severity.WARNING,
                file.name,
                left_out=reading.left_out,
                rows=reading.rows,
            )
        )
    if kinds > 1:
        found.append(finding("incentives", "INC-306", Severity.WARNING, file.name))
    sheet = judge(scheme, spend, on=on, facts=facts)
    result = settle(scheme, sheet, on=on, facts=facts)
    result = replace(result, findings=(*found, *result.findings))
    cash = cash_of_file(scheme, result, facts) if result.in_force else None
    return Assessed(scheme, facts, result, cash, sheet, spend)


def award_totals(scheme_id: str, on: date, totals: Mapping[str, str], asked: Asked) -> Assessed:
    """Work out an award from totals."""
    scheme = load_scheme(scheme_id)
    facts = facts_of(scheme, asked, on)
    amounts = {name: Money(parse_number(name, text), scheme.currency) for name, text in totals.items()}
    sheet = sheet_of_totals(scheme, amounts)
    result = settle(scheme, sheet, on=on, facts=facts)
    cash = cash_of_file(scheme, result, facts) if result.in_force else None
    return Assessed(scheme, facts, result, cash, sheet)


def assessment_json(assessed: Assessed, lang: str) -> dict[str, Any]:
    """The documented JSON object of `assess` and `award`."""
    result = assessed.result
    shown = result.in_force
    document: dict[str, Any] = {
        "schema": SCHEMA,
        "scheme": result.scheme,
        "name": say(result.name, lang),
        "on": result.on.isoformat(),
        "version": result.version.isoformat() if result.version else None,
        "in_force": result.in_force,
        "currency": result.currency,
        "gross": result.gross.plain(),
        "qualifying": range_json(result.qualifying) if shown else None,
        "award": range_json(result.award) if shown else None,
        "gates": [gate_json(g, lang) for g in result.gates],
        "lines": [line_json(c, lang) for c in result.lines],
        "steps": [step_json(result.explain, lang)] if shown else [],
        "calendar": [milestone_json(m, lang) for m in result.calendar],
        "findings": [f.as_json(lang) for f in result.findings],
    }
    if result.groups:
        document["groups"] = [group_json(g, lang) for g in result.groups]
    if result.before_tax and shown and result.before_tax != result.award:
        document["award_before_tax"] = range_json(result.before_tax)
    if assessed.cash:
        document["cash"] = cash_json(assessed.cash, lang)
    if assessed.scheme.switches and shown:
        document["switches"] = switches_json(assessed, lang)
    return document


def switches_json(assessed: Assessed, lang: str) -> list[dict[str, Any]]:
    """Each conflict with its claims, and the award if that claim were right."""
    rows = []
    for switch in assessed.scheme.switches:
        chosen = assessed.facts.switches.get(switch.id, switch.resolution)
        claims = []
        for claim in switch.claims:
            if claim.id == chosen:
                outcome = assessed.result.award
            else:
                outcome = _again(assessed, switch, claim).award
            claims.append(
                {
                    "id": claim.id,
                    "claim": say(claim_label(assessed.scheme, switch.id, claim.id), lang),
                    "award": range_json(outcome),
                    "source": [source_json(s) for s in claim.source],
                }
            )
        rows.append(
            {
                "id": switch.id,
                "topic": say(switch_label(assessed.scheme, switch.id), lang),
                "chosen": chosen,
                "resolution": switch.resolution,
                "confidence": switch.confidence,
                "claims": claims,
            }
        )
    return rows


def _again(assessed: Assessed, switch: Switch, claim: Claim) -> Assessment:
    """The same spend under another claim; lines are judged again only if the claim touches them."""
    facts = assessed.facts.with_switches(**{switch.id: claim.id})
    on, scheme = assessed.result.on, assessed.scheme
    on_lines = {test.value for test in scheme.tests}
    touched = any(name.startswith("expense:") or name in on_lines for name in claim.sets)
    sheet = (
        judge(scheme, assessed.spend, on=on, facts=facts)
        if touched and len(assessed.spend)
        else assessed.sheet
    )
    return settle(scheme, sheet, on=on, facts=facts)


def range_json(amounts: Range) -> dict[str, str]:
    """low, likely and high with the currency's own decimals."""
    return {"low": amounts.low.plain(), "likely": amounts.likely.plain(), "high": amounts.high.plain()}


def source_json(source: Source) -> dict[str, Any]:
    """Title, link and the day it was read."""
    return {
        "title": source.title,
        "href": source.href,
        "read_on": source.read_on.isoformat() if source.read_on else None,
    }


def gate_json(gate: Gate, lang: str) -> dict[str, Any]:
    """One gate with its nearest way."""
    way = gate.nearest_way
    return {
        "id": gate.id,
        "label": say(gate.label, lang),
        "required": number_text(gate.required),
        "actual": number_text(gate.actual) if gate.known else None,
        "unit": gate.unit,
        "passed": gate.passed,
        "known": gate.known,
        "source": [source_json(s) for s in gate.source],
        "confidence": gate.confidence.value,
        "nearest_way": None
        if way is None
        else {
            "action": say(way.action, lang),
            "cost": way.cost.plain() if way.cost is not None else None,
            "brings": way.brings.plain() if way.brings is not None else None,
        },
    }


def number_text(number: Decimal) -> str:
    """A number without trailing zeros and without exponent.

    >>> number_text(Decimal("10000000.00")), number_text(Decimal("1E+1")), number_text(Decimal("0.90"))
    ('10000000', '10', '0.9')
    """
    return format(number.normalize(), "f")


@lru_cache(maxsize=20_000)
def _said(words: Phrase, lang: str) -> str:
    """Words that many lines share, said once."""
    return say(words, lang)


def line_json(line: Counted, lang: str) -> dict[str, Any]:
    """One spend line as the scheme sees it."""
    return {
        "row": int(line.line) if line.line.isdigit() else line.line,
        "status": line.status.value,
        "counted": line.counted.plain(),
        "expense": line.expense,
        "rule": _said(line.rule, lang),
        "reason": _said(line.reason, lang),
        "missing_fact": line.missing_fact,
        "cure": _said(line.cure, lang) if line.cure else None,
        "counts_likely": line.counts_likely,
        "matched_by": line.matched_by,
        "match_confidence": line.match_confidence.value if line.match_confidence else None,
        "source": [source_json(s) for s in line.source],
    }


def group_json(group: Grouped, lang: str) -> dict[str, Any]:
    """Many spend lines with one verdict."""
    return {
        "status": group.status.value,
        "lines": group.lines,
        "net": group.net.plain(),
        "expense": group.expense,
        "rule": say(group.rule, lang),
        "reason": say(group.reason, lang),
        "cure": say(group.cure, lang) if group.cure else None,
        "first_row": group.first_row,
        "source": [source_json(s) for s in group.source],
    }


def step_json(step: Step, lang: str) -> dict[str, Any]:
    """One step of the explanation and all below it."""
    value = step.value
    return {
        "label": say(step.label, lang),
        "value": value.plain() if isinstance(value, Money) else str(value),
        "unit": value.currency if isinstance(value, Money) else step.unit,
        "operation": step.operation,
        "rule": say(step.rule, lang) if step.rule else None,
        "on": step.on.isoformat() if step.on else None,
        "confidence": step.confidence.value if step.confidence else None,
        "origin": step.origin.value,
        "source": [source_json(s) for s in step.source],
        "inputs": [step_json(s, lang) for s in step.inputs],
    }


def milestone_json(milestone: Milestone, lang: str) -> dict[str, Any]:
    """One step in the life of the file."""
    return {
        "id": milestone.id,
        "label": say(milestone.label, lang),
        "due_on": milestone.due_on.isoformat() if milestone.due_on else None,
        "rule": say(milestone.rule, lang),
        "lost": say(milestone.lost, lang) if milestone.lost else None,
        "missing": [say(m, lang) for m in milestone.missing],
        "source": [source_json(s) for s in milestone.source],
        "confidence": milestone.confidence.value,
    }


def cash_json(cash: FileCash, lang: str) -> dict[str, Any]:
    """The money of the file."""
    return {
        "deposit": cash.deposit.plain(),
        "deposit_on": cash.deposit_on.isoformat() if cash.deposit_on else None,
        "payment_on": cash.payment_on.isoformat() if cash.payment_on else None,
        "payment_earliest": cash.payment_earliest.isoformat() if cash.payment_earliest else None,
        "payment_latest": cash.payment_latest.isoformat() if cash.payment_latest else None,
        "rate": number_text(cash.rate),
        "bridging": cash.bridging.plain(),
        "value_today": cash.value_today.plain(),
        "steps": [step_json(cash.explain, lang)],
    }
