"""Rules that cut: what of the spend counts, and how much of the award is paid."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from typing import Any

from tournage.incentives.labels import amount_label, rule_label, value_label
from tournage.incentives.reckoning import Reckoning, money_of
from tournage.incentives.scheme import Case, Gap, Rule
from tournage.incentives.steps import amount, difference, least, product, sum_of
from tournage.kernel.dated import Confidence, Origin
from tournage.kernel.explain import Step
from tournage.kernel.money import Money
from tournage.kernel.words import phrase


def fact_leaf(state: Reckoning, name: str, value: Decimal, *, money: bool = True) -> Step:
    """A fact a person gave, as the end of an explanation."""
    figure: Any = Money(value, state.currency) if money else value
    return Step(amount_label(name), figure, origin=Origin.YOURS, confidence=Confidence.HIGH)


def _limit_leaf(state: Reckoning, rule: Rule, name: str) -> Step | None:
    """The leaf of a limit that binds; None when there is none, or none was found."""
    taken = state.law.taken(name)
    if taken is None or taken.content is Gap.NONE:
        return None
    if taken.content is Gap.NOT_FOUND:
        state.gaps.add(name)
        return None
    leaf = state.law.leaf(name)
    for key in ("times", "over"):
        factor = rule.params.get(key)
        if factor and isinstance(leaf.value, Money):
            rate = state.law.number(factor) or Decimal(1)
            rate = rate if key == "times" else 1 / rate
            leaf = product(
                leaf.label,
                leaf,
                Step(value_label(state.law.scheme, factor), rate, source=state.law.leaf(factor).source),
            )
    return _per(state, rule, leaf)


def _per(state: Reckoning, rule: Rule, leaf: Step) -> Step:
    if rule.params.get("per") != "episode":
        return leaf
    episodes = state.law.facts.number("episodes")
    if episodes is None:
        state.open_facts.add("episodes")
        episodes = Decimal(1)
    count = Step(amount_label("episodes"), episodes, unit="episodes", origin=Origin.YOURS)
    return product(leaf.label, leaf, count)


def take_share(state: Reckoning, rule: Rule) -> None:
    """Co-production: only the foreign part counts."""
    name = rule.params["share"]
    share = state.law.facts.number(name)
    if share is None or share == 1:
        return
    leaf = fact_leaf(state, name, share, money=False)
    state.base = product(
        phrase("incentives.foreign_part"), state.base, leaf, rule_label(state.law.scheme, rule)
    )
    for key, step in state.amounts.items():
        state.amounts[key] = product(step.label, step, leaf)


def part_share(state: Reckoning, rule: Rule) -> None:
    """Of one part of the spend, only a share counts."""
    part = state.part(rule.params["total"])
    share = state.law.number(rule.params["share"])
    if not part or share is None:
        return
    lost = product(
        amount_label(rule.params["total"]),
        state.amounts[rule.params["total"]],
        Step(
            value_label(state.law.scheme, rule.params["share"]),
            1 - share,
            unit="fraction",
            source=state.law.leaf(rule.params["share"]).source,
        ),
    )
    state.base = difference(
        phrase("incentives.input.qualifying_spend"), state.base, lost, rule=rule_label(state.law.scheme, rule)
    )


def side_spend(state: Reckoning, rule: Rule) -> None:
    """Spend made elsewhere counts up to a share of the spend made here."""
    name = rule.params["total"]
    part = state.amounts.get(name)
    if part is None:
        return
    of = rule.params.get("of")
    whole = state.base
    if of and state.part(of):
        whole = difference(amount_label("qualifying_spend"), state.base, state.amounts[of])
    limit = product(
        value_label(state.law.scheme, rule.params["up_to"]), whole, state.law.leaf(rule.params["up_to"])
    )
    label = rule_label(state.law.scheme, rule)
    side = least(amount_label(name), (part, limit), state.currency, label)
    state.base = sum_of(phrase("incentives.input.qualifying_spend"), (state.base, side), state.currency)


def part_limit(state: Reckoning, rule: Rule) -> None:
    """One part of the spend counts up to an amount, a share of all, or the higher or lower of both."""
    name = rule.params["total"]
    part = state.amounts.get(name)
    if part is None:
        return
    limits = []
    if "amount" in rule.params:
        leaf = _limit_leaf(state, rule, rule.params["amount"])
        limits += [leaf] if leaf else []
    if "share" in rule.params and state.law.is_gap(rule.params["share"]):
        state.gaps.add(rule.params["share"])
    if "share" in rule.params and state.law.number(rule.params["share"]) is not None:
        share = state.law.leaf(rule.params["share"])
        limits.append(product(value_label(state.law.scheme, rule.params["share"]), state.base, share))
    if not limits:
        return
    pick = max if rule.params.get("combine") == "higher" else min
    limit = pick(limits, key=amount)
    if amount(limit) >= amount(part):
        return
    excess = difference(
        phrase("incentives.over_the_limit"), part, limit, rule=rule_label(state.law.scheme, rule)
    )
    state.base = difference(phrase("incentives.input.qualifying_spend"), state.base, excess)
    state.amounts[name] = limit


def share_limit(state: Reckoning, rule: Rule) -> None:
    """The spend counts up to a share of a budget; without the budget, of the lines given."""
    name = rule.params["of"]
    whole = state.amount(name)
    leaf: Step
    if whole is None:
        state.open_facts.add(name)
        lines = state.amounts.get("lines_given") if rule.params.get("missing") == "lines" else None
        if lines is None and state.law.case is not Case.LOW:
            return
        leaf = lines or Step(phrase("incentives.budget_at_least"), state.base.value)
    else:
        leaf = state.amounts.get(name) or fact_leaf(state, name, whole)
        share_fact = state.law.facts.number("foreign_share")
        if name not in state.amounts and share_fact not in (None, Decimal(1)) and _has_share(state):
            assert share_fact is not None
            leaf = product(leaf.label, leaf, fact_leaf(state, "foreign_share", share_fact, money=False))
    if state.law.number(rule.params["share"]) is None:
        state.gaps.update({rule.params["share"]} if state.law.is_gap(rule.params["share"]) else ())
        return
    limit = product(rule_label(state.law.scheme, rule), leaf, state.law.leaf(rule.params["share"]))
    outside = rule.params.get("except")
    inside = state.base
    if outside and state.part(outside):
        inside = difference(amount_label("qualifying_spend"), state.base, state.amounts[outside])
    before = money_of(inside).amount
    kept = least(
        phrase("incentives.after_share_limit"),
        (inside, limit),
        state.currency,
        rule_label(state.law.scheme, rule),
    )
    if before:
        state.ratio *= money_of(kept).amount / before
    if outside and state.part(outside):
        kept = sum_of(phrase("incentives.after_share_limit"), (kept, state.amounts[outside]), state.currency)
    state.base = kept


def _has_share(state: Reckoning) -> bool:
    return any(r.kind == "take_share" for r in state.law.scheme.rules)


def spend_cap(state: Reckoning, rule: Rule) -> None:
    """Spend above an amount does not count."""
    leaf = _limit_leaf(state, rule, rule.params["at_most"])
    if leaf is None:
        return
    before = money_of(state.base).amount
    state.base = least(
        phrase("incentives.after_spend_cap"),
        (state.base, leaf),
        state.currency,
        rule_label(state.law.scheme, rule),
    )
    if before:
        state.ratio *= money_of(state.base).amount / before


def award_cap(state: Reckoning, rule: Rule, award: Step) -> Step:
    """The award stops at an amount, less what the company has already had where the cap is a year's."""
    leaf = _limit_leaf(state, rule, rule.params["at_most"])
    if leaf is None:
        return award
    less = state.law.facts.number(rule.params["less"]) if "less" in rule.params else None
    if less:
        leaf = difference(leaf.label, leaf, fact_leaf(state, rule.params["less"], less))
    return least(
        phrase("incentives.after_award_cap"),
        (award, leaf),
        state.currency,
        rule_label(state.law.scheme, rule),
    )


def part_award_cap(state: Reckoning, rule: Rule, award: Step) -> Step:
    """The award on one part of the spend stops at an amount."""
    name = rule.params["total"]
    leaf = _limit_leaf(state, rule, rule.params["at_most"])
    part = state.amounts.get(name)
    base = money_of(state.base).amount
    if leaf is None or part is None or not base:
        return award
    mean = Step(phrase("incentives.mean_rate"), money_of(award).amount / base, unit="fraction")
    on_part = product(amount_label(name), part, mean)
    if money_of(on_part).amount <= money_of(leaf).amount:
        return award
    excess = difference(
        phrase("incentives.over_the_limit"), on_part, leaf, rule=rule_label(state.law.scheme, rule)
    )
    return difference(phrase("incentives.after_award_cap"), award, excess)


def aid_intensity(state: Reckoning, rule: Rule, award: Step) -> Step:
    """All public aid together stops at a share of the budget."""
    name = rule.params["of"]
    whole = state.amount(name)
    if whole is None:
        state.open_facts.add(name)
        return award
    if state.law.number(rule.params["share"]) is None:
        return award
    budget = state.amounts.get(name) or fact_leaf(state, name, whole)
    limit = product(rule_label(state.law.scheme, rule), budget, state.law.leaf(rule.params["share"]))
    less = state.law.facts.number(rule.params["less"]) if "less" in rule.params else None
    if less:
        limit = difference(limit.label, limit, fact_leaf(state, rule.params["less"], less))
    return least(
        phrase("incentives.after_award_cap"),
        (award, limit),
        state.currency,
        rule_label(state.law.scheme, rule),
    )


def envelope(state: Reckoning, rule: Rule, award: Step) -> Step:
    """First come, first served: no more than what is left of the year's money."""
    left = state.law.facts.number(rule.params["remaining"])
    if left is not None:
        leaf: Step | None = fact_leaf(state, rule.params["remaining"], max(left, Decimal(0)))
    else:
        leaf = _limit_leaf(state, rule, rule.params["amount"])
        if leaf is not None:
            state.open_facts.add(rule.params["remaining"])
    if leaf is None:
        return award
    return least(
        phrase("incentives.after_envelope"), (award, leaf), state.currency, rule_label(state.law.scheme, rule)
    )


def payable(state: Reckoning, rule: Rule, award: Step) -> Step:
    """Whether awards are being approved and paid at all."""
    if state.law.number(rule.params["factor"]) in (None, Decimal(1)):
        return award
    return product(
        phrase("incentives.award"),
        award,
        state.law.leaf(rule.params["factor"]),
        rule_label(state.law.scheme, rule),
    )


def after_tax(state: Reckoning, rule: Rule, award: Step) -> Step:
    """What is left of a credit that is itself taxed."""
    if state.law.number(rule.params["rate"]) is None:
        return award
    tax = product(rule_label(state.law.scheme, rule), award, state.law.leaf(rule.params["rate"]))
    return replace(
        difference(phrase("incentives.award"), award, tax), rule=rule_label(state.law.scheme, rule)
    )


BASE_KINDS: dict[str, Callable[[Reckoning, Rule], None]] = {
    "take_share": take_share,
    "part_share": part_share,
    "side_spend": side_spend,
    "part_limit": part_limit,
    "share_limit": share_limit,
    "spend_cap": spend_cap,
}
AWARD_KINDS: dict[str, Callable[[Reckoning, Rule, Step], Step]] = {
    "award_cap": award_cap,
    "part_award_cap": part_award_cap,
    "aid_intensity": aid_intensity,
    "envelope": envelope,
    "payable": payable,
}
