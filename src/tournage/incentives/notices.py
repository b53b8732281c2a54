"""What a person must be told beside the figures: open facts, gaps, doubts, missed gates and deadlines."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from tournage.incentives.deadlines import due_days
from tournage.incentives.labels import amount_label, claim_label, scheme_name, switch_label, value_label
from tournage.incentives.law import Law
from tournage.incentives.model import Gate
from tournage.incentives.reckoning import Outcome
from tournage.incentives.scheme import Band, Case, Facts, Scheme, Span
from tournage.kernel.findings import Finding, Severity, finding
from tournage.kernel.words import Value, phrase

ROOM = "incentives"
QUIET_FACTS = frozenset({"lines_given"})


def of_dating(scheme: Scheme, law: Law) -> tuple[Finding, ...]:
    """A day that decides and is not given: the application stands in for it."""
    used = scheme.values_on(law.rule_day)
    missing = {
        v.dated_by
        for v in scheme.values.values()
        if v.name in used and len(v.steps) > 1 and v.dated_by in ("approval", "first_shooting_day", "payment")
    }
    result = []
    for dated_by in sorted(missing):
        name = "payment_day" if dated_by == "payment" else dated_by
        if law.facts.day(name) is None:
            result.append(finding(ROOM, "INC-106", Severity.WARNING, name, day=amount_label(name), name=name))
    return tuple(result)


def not_in_force(scheme: Scheme, law: Law) -> Finding:
    """The scheme is not open on the day: never an award of nothing."""
    days = [s.first_day for s in scheme.values["in_force"].steps if s.stated.value is True]
    later = [d for d in days if d > law.on]
    code = "INC-001"
    name = scheme_name(scheme)
    nearest = min(later) if later else max(days, default=law.on)
    return finding(ROOM, code, Severity.ERROR, scheme.id, scheme=name, day=law.on, nearest=nearest)


def of_facts(scheme: Scheme, outcomes: Mapping[Case, Outcome], law: Law) -> tuple[Finding, ...]:
    """Facts that matter and were not given, values that were not found, facts nobody asked for."""
    likely = outcomes[Case.LIKELY]
    missing = sorted(likely.open_facts | outcomes[Case.HIGH].open_facts)
    result = [
        finding(ROOM, "INC-102", Severity.WARNING, name, fact=amount_label(name), name=name)
        for name in missing
        if name not in QUIET_FACTS
    ]
    result += [
        finding(ROOM, "INC-105", Severity.INFO, name, fact=amount_label(name), name=name)
        for name in sorted(likely.better_facts - set(missing))
    ]
    gaps = sorted(likely.gaps)
    result += [finding(ROOM, "INC-103", Severity.INFO, g, value=value_label(scheme, g)) for g in gaps]
    for name in law.facts:
        if name not in scheme.facts and name not in ALWAYS:
            result.append(
                finding(
                    ROOM, "INC-402", Severity.ERROR, name, name=name, known=", ".join(sorted(scheme.facts))
                )
            )
    return tuple(result)


ALWAYS = frozenset(
    {
        "exchange",
        "approval",
        "deposit",
        "first_shooting_day",
        "last_shooting_day",
        "accounts",
        "audit",
        "payment_day",
        "bridging_rate",
        "set_build_day_cost",
        "annex_confirmed",
        "documents",
    }
)
"""Facts every scheme understands."""


def of_gates(gates: tuple[Gate, ...], currency: str) -> tuple[Finding, ...]:
    """A finding for each missed gate, with the nearest way as its cure."""
    result = []
    for gate in gates:
        if gate.passed or gate.nearest_way is None or not gate.known:
            continue
        result.append(
            finding(
                ROOM,
                "INC-101",
                Severity.WARNING,
                gate.id,
                gate=gate.label,
                required=_shown(gate, gate.required, currency),
                actual=_shown(gate, gate.actual, currency),
                way=gate.nearest_way.action,
            )
        )
    return tuple(result)


def _shown(gate: Gate, value: Decimal, currency: str) -> Value:
    """A threshold or what stands against it: money whole and with its currency, a share in per cent."""
    if gate.unit == "money":
        return phrase(f"{ROOM}.whole_amount", amount=value.quantize(Decimal(1)), currency=currency)
    if gate.unit == "fraction":
        return phrase(f"{ROOM}.per_cent", value=(value * 100).quantize(Decimal("0.1")).normalize())
    return value


def of_values(scheme: Scheme, law: Law) -> tuple[Finding, ...]:
    """Values the law does not settle: they make the award a range."""
    result = []
    used = scheme.values_on(law.rule_day)
    for name in scheme.values:
        step = law.step(name)
        if step is None or name in law.claims or name in law.facts.values_set:
            continue
        if name not in used:
            continue
        content = step.stated.value
        unsure = isinstance(content, Span) or (
            isinstance(content, tuple)
            and any(isinstance(b, Band) and isinstance(b.rate, Span) for b in content)
        )
        if unsure:
            result.append(
                finding(
                    ROOM,
                    "INC-104",
                    Severity.INFO,
                    name,
                    value=value_label(scheme, name),
                    since=step.first_day,
                )
            )
    return tuple(result)


def of_days(law: Law) -> tuple[Finding, ...]:
    """Deadlines the production's own days have passed."""
    due = due_days(law)
    checks = (
        ("start", law.facts.day("first_shooting_day")),
        ("finish", law.facts.day("last_shooting_day")),
    )
    result = []
    for milestone, actual in checks:
        limit = due.get(milestone)
        if limit and actual and actual > limit:
            result.append(_late(milestone, actual, limit))
    return tuple(result)


def _late(milestone: str, actual: date, limit: date) -> Finding:
    return finding(ROOM, "INC-401", Severity.WARNING, milestone, day=actual, limit=limit)


def of_switches(scheme: Scheme, facts: Facts) -> tuple[Finding, ...]:
    """Conflicts that a person has decided otherwise than shipped."""
    result = []
    for switch in scheme.switches:
        chosen = facts.switches.get(switch.id)
        if chosen is not None and chosen != switch.resolution:
            result.append(
                finding(
                    ROOM,
                    "INC-403",
                    Severity.INFO,
                    switch.id,
                    topic=switch_label(scheme, switch.id),
                    claim=claim_label(scheme, switch.id, chosen),
                )
            )
    return tuple(result)
