"""The engine behind both doors: from totals to qualifying spend, gates and award, each figure explained."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from tournage.incentives import gates as gate_rules
from tournage.incentives import limits, rates
from tournage.incentives.conditions import applies
from tournage.incentives.kinds import GATE_KINDS, RATE_KINDS
from tournage.incentives.law import Law
from tournage.incentives.model import Gate
from tournage.incentives.reckoning import Outcome, Reckoning, money_of
from tournage.incentives.scheme import Case, Facts, Rule, Scheme
from tournage.incentives.steps import product, sum_of
from tournage.kernel.explain import Step
from tournage.kernel.money import Money, zero
from tournage.kernel.words import phrase


def work_out(scheme: Scheme, amounts: Mapping[str, Step], law: Law) -> Outcome:
    """Apply the scheme's rules to totals in one case.

    Order: what counts, its limits, the gates, the rate and its uplifts, limits on the award, tax.
    """
    nothing = Step(phrase("incentives.input.qualifying_spend"), zero(scheme.currency))
    state = Reckoning(law, dict(amounts), amounts.get("qualifying_spend", nothing))
    rules = [r for r in scheme.rules if r.holds_on(law.rule_day)]
    for rule in rules:
        if rule.kind in limits.BASE_KINDS and applies(state, rule):
            limits.BASE_KINDS[rule.kind](state, rule)
    for rule in rules:
        if rule.kind in GATE_KINDS and applies(state, rule):
            gate = gate_rules.GATES[rule.kind](state, rule)
            if gate is not None:
                state.gates.append(gate)
    award = _rated(state, [r for r in rules if r.kind in (*RATE_KINDS, "uplift")])
    for rule in rules:
        if rule.kind in limits.AWARD_KINDS and applies(state, rule):
            award = limits.AWARD_KINDS[rule.kind](state, rule, award)
    ungated = award
    award = _through_gates(state, award)
    before_tax = award
    for rule in rules:
        if rule.kind == "tax" and applies(state, rule):
            award = limits.after_tax(state, rule, award)
    award = replace(award, label=phrase("incentives.award"))
    return Outcome(
        state.base,
        award,
        before_tax,
        ungated,
        tuple(state.gates),
        frozenset(state.open_facts),
        frozenset(state.gaps),
        frozenset(state.better_facts),
    )


def _rated(state: Reckoning, rules: list[Rule]) -> Step:
    main = [r for r in rules if r.kind in RATE_KINDS and applies(state, r)]
    if not main:
        return Step(phrase("incentives.no_rate"), zero(state.currency))
    rule = main[0]
    uplifts = [r for r in rules if r.kind == "uplift" and applies(state, r)]
    whole = [r for r in uplifts if r.params["how"] in ("add", "replace")]
    components = [r for r in uplifts if r.params["how"].startswith("component")]
    pieces = rates.component_pieces(state, components)
    taken_out = sum(
        (money_of(p.inputs[0]).amount for p, how in pieces if how == "component_rate"), Decimal(0)
    )
    base = state.base
    if taken_out:
        out = Step(phrase("incentives.rated_apart"), Money(taken_out, state.currency))
        base = Step(
            phrase("incentives.rest_of_spend"),
            Money(money_of(base).amount - taken_out, state.currency),
            "-",
            (base, out),
        )
    award = rates.RATES[rule.kind](state, rule, base, whole)
    if pieces:
        award = sum_of(
            phrase("incentives.award_before_limits"), (award, *(p for p, _ in pieces)), state.currency
        )
    return award


def _through_gates(state: Reckoning, award: Step) -> Step:
    missed = [g for g in state.gates if not _passes(g, state.law.case)]
    if not missed:
        return award
    names: tuple[Any, ...] = tuple(g.label for g in missed)
    factor = Step(
        phrase("incentives.gates_missed", gates=names),
        Decimal(0),
        source=missed[0].source,
        confidence=missed[0].confidence,
    )
    return product(phrase("incentives.award"), award, factor)


def _passes(gate: Gate, case: Case) -> bool:
    if gate.known:
        return gate.passed
    return gate.passed or case is not Case.LOW


def three_cases(
    scheme: Scheme,
    amounts: Mapping[Case, Mapping[str, Step]],
    on: date,
    facts: Facts,
    shares: Mapping[Case, Sequence[tuple[date, Decimal]]],
) -> dict[Case, Outcome]:
    """All three cases, each on its own totals."""
    return {
        case: work_out(scheme, amounts[case], Law(scheme, on, facts, case, shares.get(case, ())))
        for case in Case
    }
