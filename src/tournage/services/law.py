"""Read the law on the shelf: list schemes, show one on a day, compare two days, check every file."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from tournage.incentives.assess import award
from tournage.incentives.labels import rule_label, scheme_name, switch_label, value_label
from tournage.incentives.law import Law
from tournage.incentives.notices import not_in_force
from tournage.incentives.parse_facts import parse_facts
from tournage.incentives.parse_scheme import parse_scheme
from tournage.incentives.scheme import Band, Case, Content, Facts, Gap, Scheme, Span, ValueStep
from tournage.jurisdictions.load_cases import load_cases
from tournage.jurisdictions.load_schemes import list_schemes, load_expenses, load_scheme
from tournage.kernel.errors import DataFileError
from tournage.kernel.findings import Finding, Severity, finding
from tournage.kernel.words import phrase, say
from tournage.services.assessing import source_json

SCHEMA = "tournage-law/1"
NO_FACTS = Facts()


def law_list(on: date, lang: str) -> list[dict[str, Any]]:
    """Every scheme: its place, instrument, currency, whether it is open on a day."""
    rows = []
    for scheme_id in list_schemes():
        scheme = load_scheme(scheme_id)
        law = Law(scheme, on, NO_FACTS, Case.LIKELY)
        rows.append(
            {
                "scheme": scheme.id,
                "jurisdiction": scheme.country,
                "place": place_name(scheme, lang),
                "name": say(scheme_name(scheme), lang),
                "instrument": scheme.instrument,
                "currency": scheme.currency,
                "in_force": law.flag("in_force"),
                "versions": [v.isoformat() for v in scheme.versions()],
                "as_of": scheme.as_of,
            }
        )
    return rows


def place_name(scheme: Scheme, lang: str) -> str:
    """The jurisdiction's name."""
    return say(phrase(f"{scheme.words}.name"), lang)


def law_show(scheme_id: str, on: date, lang: str) -> tuple[dict[str, Any], tuple[Finding, ...]]:
    """One scheme as it stands on a day: every value with source and confidence.

    Raises: UnknownSchemeError.
    """
    scheme = load_scheme(scheme_id)
    law = Law(scheme, on, NO_FACTS, Case.LIKELY)
    open_now = law.flag("in_force")
    findings = () if open_now else (not_in_force(scheme, law),)
    values = {}
    if open_now:
        used = scheme.values_on(on)
        for name in scheme.values:
            step = law.step(name)
            if step is not None and name in used:
                values[name] = value_json(scheme, name, step, lang)
    document: dict[str, Any] = {
        "schema": SCHEMA,
        "scheme": scheme.id,
        "name": say(scheme_name(scheme), lang),
        "place": place_name(scheme, lang),
        "on": on.isoformat(),
        "in_force": open_now,
        "version": _iso(scheme.version_on(on)) if open_now else None,
        "instrument": scheme.instrument,
        "currency": scheme.currency,
        "as_of": scheme.as_of,
        "values": values,
        "rules": [
            {"id": r.id, "kind": r.kind, "label": say(rule_label(scheme, r), lang)}
            for r in scheme.rules
            if r.holds_on(on)
        ],
        "conflicts": conflicts_json(scheme, lang),
        "excludes": list(scheme.excludes),
        "combines": list(scheme.combines),
        "notes": list(scheme.notes),
        "findings": [f.as_json(lang) for f in findings],
    }
    if scheme.expense_list is not None and not scheme.parts and open_now:
        document["expenses"] = expenses_json(scheme, on, lang)
    return document, findings


def conflicts_json(scheme: Scheme, lang: str) -> list[dict[str, Any]]:
    """Conflicts between sources, and how they are resolved unless the user decides otherwise."""
    return [
        {
            "id": s.id,
            "topic": say(switch_label(scheme, s.id), lang),
            "resolution": s.resolution,
            "confidence": s.confidence,
            "claims": [c.id for c in s.claims],
        }
        for s in scheme.switches
    ]


def expenses_json(scheme: Scheme, on: date, lang: str) -> dict[str, dict[str, Any]]:
    """The list of expense lines on a day."""
    room = f"jurisdictions/{scheme.expense_list.jurisdiction}"
    rows = {}
    for line in scheme.expense_list.lines.values():
        stated = line.on(on)
        if stated is None:
            continue
        rows[line.id] = {
            "label": say(phrase(f"{room}.expense.{line.id}"), lang),
            "value": stated.value,
            "condition": say(phrase(f"{room}.condition.{line.condition}"), lang),
            "assumed": stated.assumed,
            "confidence": stated.confidence.value,
            "source": [source_json(s) for s in stated.source],
        }
    return rows


def value_json(scheme: Scheme, name: str, step: ValueStep, lang: str) -> dict[str, Any]:
    """One value as stated: content, unit, the day it began, source, confidence, doubts."""
    stated = step.stated
    return {
        "label": say(value_label(scheme, name), lang),
        "value": content_json(stated.value),
        "unit": scheme.values[name].unit,
        "dated_by": scheme.values[name].dated_by,
        "since": step.first_day.isoformat(),
        "until": _iso(step.last_day),
        "source": [source_json(s) for s in stated.source],
        "confidence": stated.confidence.value,
        "assumed": stated.assumed,
        "note": stated.note,
    }


def content_json(content: Content) -> Any:
    """A value's content in JSON: numbers as text, spans and bands as objects."""
    if isinstance(content, (bool, str)):
        return content
    if isinstance(content, Gap):
        return content.value
    if isinstance(content, Decimal):
        return format(content, "f")
    if isinstance(content, Span):
        return {case.value: content_json(content.pick(case)) for case in Case}
    return [
        {"above": format(i.above, "f"), "rate": content_json(i.rate)} if isinstance(i, Band) else i
        for i in content
    ]


def law_diff(scheme_id: str, one: date, other: date, lang: str) -> dict[str, Any]:
    """What changed in a scheme between two days."""
    scheme = load_scheme(scheme_id)
    before = Law(scheme, one, NO_FACTS, Case.LIKELY)
    after = Law(scheme, other, NO_FACTS, Case.LIKELY)
    changes = []
    early, late = scheme.values_on(one), scheme.values_on(other)
    for name in scheme.values:
        old = before.step(name) if name in early else None
        new = after.step(name) if name in late else None
        held = new or old
        if held is None or (old and old.stated.value) == (new and new.stated.value):
            continue
        changes.append(
            {
                "value": name,
                "label": say(value_label(scheme, name), lang),
                "before": content_json(old.stated.value) if old else None,
                "after": content_json(new.stated.value) if new else None,
                "since": _iso(new.first_day if new else None),
                "source": [source_json(s) for s in held.stated.source],
            }
        )
    rules = [
        {
            "rule": r.id,
            "kind": r.kind,
            "label": say(rule_label(scheme, r), lang),
            "before": r.holds_on(one),
            "after": r.holds_on(other),
        }
        for r in scheme.rules
        if r.holds_on(one) != r.holds_on(other)
    ]
    return {
        "schema": SCHEMA,
        "scheme": scheme.id,
        "from": one.isoformat(),
        "to": other.isoformat(),
        "in_force": [before.flag("in_force"), after.flag("in_force")],
        "changes": changes,
        "rules": rules,
    }


def law_check(extra: tuple[Path, ...], lang: str) -> tuple[dict[str, Any], tuple[Finding, ...]]:
    """Read every law file, and any file given besides, and say what breaks the form."""
    findings: list[Finding] = []
    checked: list[str] = []
    for scheme_id in list_schemes():
        checked.append(scheme_id)
        try:
            load_scheme(scheme_id)
        except DataFileError as trouble:
            findings.append(_broken(trouble))
    for file in extra:
        checked.append(str(file))
        try:
            parse_scheme(file.read_text("utf-8"), file.name, "ma", load_expenses("ma"))
        except DataFileError as trouble:
            findings.append(_broken(trouble))
        except UnicodeDecodeError:
            findings.append(_broken(DataFileError(file.name, "not a text in UTF-8")))
    findings += _wrong_cases()
    findings += _gaps()
    document = {"schema": SCHEMA, "checked": checked, "findings": [f.as_json(lang) for f in findings]}
    return document, tuple(findings)


def _broken(trouble: DataFileError) -> Finding:
    return finding("incentives", "INC-501", Severity.ERROR, trouble.where, why=trouble.why)


def _wrong_cases() -> list[Finding]:
    """Worked cases that no longer come out as stated."""
    result = []
    for case in load_cases():
        scheme = load_scheme(case.scheme)
        totals = {name: Decimal(text) for name, text in case.totals.items()}
        worked = award(scheme, totals, on=case.on, facts=parse_facts(scheme, case.facts)).award
        actual = (worked.low.amount, worked.likely.amount, worked.high.amount)
        if actual != case.award:
            result.append(
                finding(
                    "incentives",
                    "INC-503",
                    Severity.ERROR,
                    case.where,
                    name=case.name,
                    stated=case.award,
                    actual=actual,
                )
            )
    return result


def _gaps() -> list[Finding]:
    """How many values were not found or are assumed, by scheme."""
    result = []
    for scheme_id in list_schemes():
        try:
            scheme = load_scheme(scheme_id)
        except DataFileError:
            continue
        steps = [s.stated for v in scheme.values.values() for s in v.steps]
        lost = sum(1 for s in steps if s.value is Gap.NOT_FOUND)
        assumed = sum(1 for s in steps if s.assumed)
        result.append(
            finding(
                "incentives",
                "INC-502",
                Severity.INFO,
                scheme.id,
                values=len(steps),
                lost=lost,
                assumed=assumed,
            )
        )
    return result


def inputs_of(scheme_id: str, lang: str) -> dict[str, Any]:
    """The totals, facts, switches and values a scheme understands, with their units."""
    scheme = load_scheme(scheme_id)
    return {
        "schema": SCHEMA,
        "scheme": scheme.id,
        "currency": scheme.currency,
        "totals": {name: {"unit": scheme.currency, "label": _input(name, lang)} for name in scheme.totals},
        "facts": {
            name: _fact_json(spec.unit, spec.choices, _input(name, lang), scheme.currency)
            for name, spec in scheme.facts.items()
        },
        "switches": {s.id: [c.id for c in s.claims] for s in scheme.switches},
        "values": sorted(scheme.values),
    }


def _fact_json(unit: str, choices: tuple[str, ...], label: str, currency: str) -> dict[str, Any]:
    row: Mapping[str, Any] = {"unit": currency if unit == "money" else unit, "label": label}
    return {**row, "choices": list(choices)} if choices else dict(row)


def _input(name: str, lang: str) -> str:
    return say(phrase(f"incentives.input.{name}"), lang)


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
