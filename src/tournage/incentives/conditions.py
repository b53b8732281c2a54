"""Whether a rule applies to this production; an unknown fact helps only the high case."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from tournage.incentives.reckoning import Reckoning
from tournage.incentives.scheme import Case, Rule

USUAL = {"format": "feature"}
"""What is taken where a fact that only sorts productions is not given; a finding says so."""


def applies(state: Reckoning, rule: Rule) -> bool:
    """Whether every condition of a rule is met.

    A fact that is not given is noted as open; the condition then holds in the high case only,
    unless the fact has a usual value.
    """
    return all(_met(state, name, wanted) for name, wanted in rule.when.items())


def _met(state: Reckoning, name: str, wanted: object) -> bool:
    if isinstance(wanted, Mapping):
        number = state.amount(name)
        if number is None and name in state.law.scheme.totals:
            number = Decimal(0)
        if number is None:
            state.better_facts.add(name)
            return state.law.case is Case.HIGH
        return all(_bound(state, number, bound, value) for bound, value in wanted.items())
    given = state.law.facts.get(name)
    if given is None:
        if name in USUAL:
            state.open_facts.add(name)
            return USUAL[name] in _words(wanted)
        state.better_facts.add(name)
        return ("false" in _words(wanted)) is not (state.law.case is Case.HIGH)
    return _word(given) in _words(wanted)


def _words(wanted: object) -> tuple[str, ...]:
    return tuple(str(w) for w in wanted) if isinstance(wanted, tuple) else (str(wanted),)


def _word(given: object) -> str:
    return str(given).lower() if isinstance(given, bool) else str(given)


def _bound(state: Reckoning, number: Decimal, bound: str, value: str) -> bool:
    limit = state.law.number(value)
    if limit is None:
        return True
    return {
        "above": number > limit,
        "at_least": number >= limit,
        "under": number < limit,
        "at_most": number <= limit,
    }[bound]
