"""Thresholds a production must pass to be paid at all."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from tournage.incentives.labels import rule_label
from tournage.incentives.model import Gate
from tournage.incentives.reckoning import Reckoning
from tournage.incentives.scheme import Rule

UNKNOWN = Decimal(0)


def _gate(
    state: Reckoning,
    rule: Rule,
    value: str | None,
    required: Decimal,
    actual: Decimal | None,
    unit: str,
) -> Gate:
    taken = state.law.taken(value) if value else None
    return Gate(
        id=rule.id,
        label=rule_label(state.law.scheme, rule),
        required=required,
        actual=UNKNOWN if actual is None else actual,
        unit=unit,
        passed=actual is not None and actual >= required,
        at_most=False,
        source=taken.source if taken else (),
        confidence=taken.confidence
        if taken
        else state.law.scheme.values["in_force"].steps[0].stated.confidence,
        known=actual is not None,
        facts=_facts_of(rule),
    )


def _facts_of(rule: Rule) -> tuple[str, ...]:
    names = [rule.params.get(k) for k in ("fact", "of", "also", "part")]
    return (*(str(n) for n in names if n), *rule.params.get("counts", ()))


def listed(state: Reckoning, rule: Rule) -> Gate | None:
    """A fact must be one of a list."""
    given = state.law.facts.get(rule.params["fact"])
    if given is None:
        state.open_facts.add(rule.params["fact"])
        if rule.params["missing"] == "passes":
            return None
        return _gate(state, rule, rule.params["among"], Decimal(1), None, "listed")
    among = state.law.listed(rule.params["among"])
    inside = str(given) in among
    return _gate(state, rule, rule.params["among"], Decimal(1), Decimal(int(inside)), "listed")


def minimum(state: Reckoning, rule: Rule) -> Gate | None:
    """A total must reach an amount, by project or by episode."""
    name = rule.params["at_least"]
    required = state.law.number(name)
    if required is None:
        if state.law.is_gap(name):
            state.gaps.add(name)
        return None
    if "times" in rule.params:
        required *= state.law.number(rule.params["times"]) or 1
    if "over" in rule.params:
        required /= state.law.number(rule.params["over"]) or 1
    if "at_rate" in rule.params:
        rate = state.law.facts.number(rule.params["at_rate"])
        if rate is None:
            state.open_facts.add(rule.params["at_rate"])
            return _gate(state, rule, name, required, None, "money")
        required *= rate
    if "or_share" in rule.params:
        whole = state.amount(rule.params["or_of"])
        share = state.law.number(rule.params["or_share"])
        if whole is not None and share is not None:
            required = min(required, share * whole)
    if rule.params.get("per") == "episode":
        episodes = state.law.facts.number("episodes")
        if episodes is None:
            state.open_facts.add("episodes")
        required *= episodes or 1
    actual = state.amount(rule.params["of"])
    if actual is None:
        state.open_facts.add(rule.params["of"])
    return _gate(state, rule, name, required, actual, "money")


def minimum_days(state: Reckoning, rule: Rule) -> Gate | None:
    """Days worked in the country; set-building days count too where the law lets them."""
    required = state.law.number(rule.params["at_least"])
    if required is None or required == 0:
        return None
    counted = [state.law.facts.number(name) for name in rule.params["counts"]]
    days = [d for d in counted if d is not None]
    if "also" in rule.params and state.law.flag(rule.params["if"]):
        extra = state.law.facts.number(rule.params["also"])
        days += [extra] if extra is not None else []
    if not days:
        state.open_facts.update(rule.params["counts"])
        return _gate(state, rule, rule.params["at_least"], required, None, "days")
    total = sum(days, Decimal(0))
    known = len(counted) == sum(d is not None for d in counted) or total >= required
    if not known:
        state.open_facts.update(n for n, d in zip(rule.params["counts"], counted, strict=True) if d is None)
        return _gate(state, rule, rule.params["at_least"], required, None, "days")
    return _gate(state, rule, rule.params["at_least"], required, total, "days")


def minimum_share(state: Reckoning, rule: Rule) -> Gate | None:
    """One total must be at least a share of another."""
    required = state.law.number(rule.params["at_least"])
    part, whole = state.amount(rule.params["part"]), state.amount(rule.params["of"])
    if required is None:
        return None
    if part is None or not whole:
        state.open_facts.add(rule.params["of"])
        return _gate(state, rule, rule.params["at_least"], required, None, "fraction")
    return _gate(state, rule, rule.params["at_least"], required, part / whole, "fraction")


def required(state: Reckoning, rule: Rule) -> Gate | None:
    """A test that must have been passed, where the law asks for it."""
    if not state.law.flag(rule.params["if"]):
        return None
    given = state.law.facts.get(rule.params["fact"])
    if given is None:
        state.open_facts.add(rule.params["fact"])
        return _gate(state, rule, rule.params["if"], Decimal(1), None, "passed")
    return _gate(state, rule, rule.params["if"], Decimal(1), Decimal(int(given is True)), "passed")


def applied_before(state: Reckoning, rule: Rule) -> Gate | None:
    """The application must come before a day; unknown days are not held against the file."""
    day = state.law.facts.day(rule.params["fact"])
    if day is None:
        state.open_facts.add(rule.params["fact"])
        return None
    return _gate(state, rule, "in_force", Decimal(1), Decimal((day - state.law.on).days), "days")


GATES: dict[str, Callable[[Reckoning, Rule], Gate | None]] = {
    "listed": listed,
    "minimum": minimum,
    "minimum_days": minimum_days,
    "minimum_share": minimum_share,
    "required": required,
    "applied_before": applied_before,
}
