"""The gate finder: the cheapest change that passes a missed gate, what it costs and what it brings."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from decimal import ROUND_CEILING, Decimal

from tournage.incentives.engine import work_out
from tournage.incentives.labels import amount_label
from tournage.incentives.law import Law
from tournage.incentives.model import Gate, NearestWay
from tournage.incentives.reckoning import Outcome
from tournage.incentives.scheme import Case, Facts, Rule, Scheme
from tournage.incentives.spend import Sheet
from tournage.incentives.steps import amount, sum_of
from tournage.kernel.explain import Step
from tournage.kernel.money import Money, zero
from tournage.kernel.words import Phrase, literal, load_words, phrase

TRIES = 30


@dataclass(frozen=True, slots=True)
class _Trial:
    """Works the likely case out again with something changed."""

    scheme: Scheme
    sheet: Sheet
    on: date
    facts: Facts

    def outcome(self, facts: Facts | None = None, more: Decimal = Decimal(0)) -> Outcome:
        """The likely case with other facts or more qualifying spend."""
        facts = facts or self.facts
        totals: dict[str, Step] = dict(self.sheet.totals[Case.LIKELY])
        if more:
            extra = Step(phrase("incentives.more_spend"), Money(more, self.scheme.currency))
            for name in ("qualifying_spend", "lines_given"):
                if name in totals:
                    totals[name] = sum_of(totals[name].label, (totals[name], extra), self.scheme.currency)
            for name in ("morocco_budget", "total_budget"):
                budget = facts.number(name)
                if budget is not None:
                    facts = facts.with_facts(**{name: budget + more})
        shares = self.sheet.shares.get(Case.LIKELY, ())
        return work_out(self.scheme, totals, Law(self.scheme, self.on, facts, Case.LIKELY, shares))

    def brings(self, facts: Facts | None = None, more: Decimal = Decimal(0)) -> Money:
        """The award once this gate, and any other missed one, is passed."""
        value = self.outcome(facts, more).ungated.value
        return value if isinstance(value, Money) else zero(self.scheme.currency)


def with_nearest_ways(
    scheme: Scheme, sheet: Sheet, gates: tuple[Gate, ...], *, on: date, facts: Facts
) -> tuple[Gate, ...]:
    """The gates, each missed one with its nearest way."""
    trial = _Trial(scheme, sheet, on, facts)
    rules = {r.id: r for r in scheme.rules}
    return tuple(
        gate if gate.passed else replace(gate, nearest_way=_nearest(trial, gate, rules[gate.id]))
        for gate in gates
    )


def _nearest(trial: _Trial, gate: Gate, rule: Rule) -> NearestWay:
    if not gate.known:
        names = tuple(amount_label(f) for f in gate.facts)
        return NearestWay(phrase("incentives.nearest.give_fact", facts=names), None, trial.brings())
    if rule.kind == "minimum_days":
        return _days(trial, gate, rule)
    if rule.kind == "minimum" and rule.params["of"] == "qualifying_spend":
        return _spend(trial, gate)
    if rule.kind == "listed":
        law = Law(trial.scheme, trial.on, trial.facts, Case.LIKELY)
        allowed = tuple(_format(f) for f in law.listed(rule.params["among"]))
        return NearestWay(phrase("incentives.nearest.format", formats=allowed), None, trial.brings())
    if rule.kind == "applied_before":
        day = trial.facts.day(rule.params["fact"])
        return NearestWay(
            phrase("incentives.nearest.apply_before", day=day or trial.on), None, trial.brings()
        )
    missing = gate.required - gate.actual
    action = phrase("incentives.nearest.raise", gate=gate.label, missing=missing)
    return NearestWay(action, None, trial.brings())


def _format(name: str) -> Phrase:
    key = f"format.{name}"
    return phrase(f"incentives.{key}") if key in load_words("incentives") else literal(name)


def _days(trial: _Trial, gate: Gate, rule: Rule) -> NearestWay:
    missing = int((gate.required - gate.actual).to_integral_value(ROUND_CEILING))
    law = Law(trial.scheme, trial.on, trial.facts, Case.LIKELY)
    also = rule.params.get("also")
    ways: list[NearestWay] = []
    if also and law.flag(rule.params["if"]):
        built = trial.facts.number(also) or Decimal(0)
        with_days = trial.facts.with_facts(**{also: built + missing})
        nothing = zero(trial.scheme.currency)
        if trial.sheet.builds_sets and not built:
            ways.append(
                NearestWay(
                    phrase("incentives.nearest.count_build_days", days=missing),
                    nothing,
                    trial.brings(with_days),
                )
            )
        per_day = trial.facts.number("set_build_day_cost")
        cost = None if per_day is None else Money(per_day * missing, trial.scheme.currency)
        ways.append(
            NearestWay(phrase("incentives.nearest.build_days", days=missing), cost, trial.brings(with_days))
        )
    ways.append(_shooting_days(trial, rule, missing))
    return min(ways, key=lambda w: (w.cost is None, w.cost.amount if w.cost else Decimal(0)))


def _shooting_days(trial: _Trial, rule: Rule, missing: int) -> NearestWay:
    name = rule.params["counts"][0]
    days = trial.facts.number(name) or Decimal(0)
    facts = trial.facts.with_facts(**{name: days + missing})
    action = phrase("incentives.nearest.shooting_days", days=missing)
    given = trial.sheet.totals[Case.LIKELY].get("lines_given")
    if not days or given is None or not isinstance(given.value, Money):
        return NearestWay(action, None, trial.brings(facts))
    share = missing / days
    qualifying = trial.sheet.totals[Case.LIKELY]["qualifying_spend"].value
    assert isinstance(qualifying, Money)
    cost = Money(given.value.amount * share, trial.scheme.currency).rounded()
    return NearestWay(action, cost, trial.brings(facts, qualifying.amount * share))


def _spend(trial: _Trial, gate: Gate) -> NearestWay:
    missing = gate.required - gate.actual
    for curable in trial.sheet.curable:
        if _reaches(trial, gate, curable.amount, curable=True):
            action = phrase(
                f"incentives.nearest.cure_{curable.kind}",
                lines=curable.lines,
                amount=curable.amount,
                currency=trial.scheme.currency,
            )
            brings = _cured(trial, curable.amount).ungated.value
            assert isinstance(brings, Money)
            return NearestWay(action, zero(trial.scheme.currency), brings)
    more = _enough_spend(trial, gate, missing)
    share = _binding_share(trial, more)
    action = phrase("incentives.nearest.spend_more", amount=more, currency=trial.scheme.currency)
    if share is not None:
        action = phrase(
            "incentives.nearest.spend_more_limited",
            amount=more,
            currency=trial.scheme.currency,
            share=(share * 100).normalize(),
        )
    return NearestWay(action, Money(more, trial.scheme.currency), trial.brings(more=more))


def _binding_share(trial: _Trial, more: Decimal) -> Decimal | None:
    """The share of the budget that limits what counts once this is spent; None where it does not cut."""
    law = Law(trial.scheme, trial.on, trial.facts, Case.LIKELY)
    names = [rule.params["share"] for rule in trial.scheme.rules if rule.kind == "share_limit"]
    for step in trial.outcome(more=more).qualifying.walk():
        if step.label.key == "incentives.after_share_limit" and step.operation == "min":
            inside, limit = step.inputs
            if amount(limit) < amount(inside):
                return next((share for name in names if (share := law.number(name)) is not None), None)
    return None


def _enough_spend(trial: _Trial, gate: Gate, missing: Decimal) -> Decimal:
    """The whole units of further spend that pass the gate.

    Where a share of the budget limits what counts, each further unit counts only in part: the next
    try follows the slope of the last.
    """
    more, counted = missing.to_integral_value(ROUND_CEILING), gate.actual
    step = more
    for _ in range(TRIES):
        actual = _actual(trial.outcome(more=more), gate)
        short = gate.required - actual
        if short <= 0:
            break
        slope = (actual - counted) / step
        step = (short / slope if slope > 0 else short).to_integral_value(ROUND_CEILING)
        more, counted = more + step, actual
    return more


def _cured(trial: _Trial, amount: Decimal) -> Outcome:
    """The likely case when excluded lines come to count: the budget stays as it was."""
    totals = dict(trial.sheet.totals[Case.LIKELY])
    extra = Step(phrase("incentives.more_spend"), Money(amount, trial.scheme.currency))
    whole = totals["qualifying_spend"]
    totals["qualifying_spend"] = sum_of(whole.label, (whole, extra), trial.scheme.currency)
    shares = trial.sheet.shares.get(Case.LIKELY, ())
    return work_out(trial.scheme, totals, Law(trial.scheme, trial.on, trial.facts, Case.LIKELY, shares))


def _reaches(trial: _Trial, gate: Gate, amount: Decimal, *, curable: bool) -> bool:
    outcome = _cured(trial, amount) if curable else trial.outcome(more=amount)
    return _actual(outcome, gate) >= gate.required


def _actual(outcome: Outcome, gate: Gate) -> Decimal:
    return next((g.actual for g in outcome.gates if g.id == gate.id), Decimal(0))
