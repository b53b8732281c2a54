"""Rules that give the rate: flat, by band, by volume, by points; and the uplifts on it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal

from tournage.incentives.labels import amount_label, rule_label, value_label
from tournage.incentives.limits import fact_leaf
from tournage.incentives.reckoning import Reckoning, money_of
from tournage.incentives.scheme import Band, Case, Rule, Span
from tournage.incentives.steps import amount, least, product, sum_of
from tournage.kernel.explain import Step
from tournage.kernel.money import Money, zero
from tournage.kernel.words import phrase


def _uplifted(state: Reckoning, rate: Step, uplifts: Sequence[Rule]) -> Step:
    """The rate after the uplifts on it: the last in order that replaces, then all that add."""
    replacing = [r for r in uplifts if r.params["how"] == "replace"]
    if replacing:
        last = max(replacing, key=lambda r: r.params.get("order") or 0)
        rate = _named(state, last)
    adding = [_named(state, r) for r in _one_of_each(state, uplifts)]
    if not adding:
        return rate
    whole = sum((amount(s) for s in adding), amount(rate))
    return Step(phrase("incentives.value.rate"), whole, "+", (rate, *adding), unit="fraction")


def _named(state: Reckoning, rule: Rule) -> Step:
    leaf = state.law.leaf(rule.params["rate"])
    return Step(
        rule_label(state.law.scheme, rule),
        leaf.value,
        unit=leaf.unit,
        source=leaf.source,
        on=leaf.on,
        confidence=leaf.confidence,
        origin=leaf.origin,
        assumption=leaf.assumption,
    )


def _one_of_each(state: Reckoning, uplifts: Sequence[Rule]) -> list[Rule]:
    """The uplifts that add; of those that exclude one another, the best."""
    best: dict[str, Rule] = {}
    for rule in uplifts:
        if rule.params["how"] != "add":
            continue
        group = rule.params.get("one_of") or rule.id
        known = best.get(group)
        if known is None or _rate(state, rule) > _rate(state, known):
            best[group] = rule
    return list(best.values())


def _rate(state: Reckoning, rule: Rule) -> Decimal:
    return state.law.number(rule.params["rate"]) or Decimal(0)


def component_pieces(state: Reckoning, uplifts: Sequence[Rule]) -> list[tuple[Step, str]]:
    """The award on single parts of the spend, and whether it adds to the rate or stands instead of it."""
    pieces = []
    for rule in uplifts:
        name = rule.params["total"]
        part = state.amounts.get(name)
        if part is None or not money_of(part).amount or not _enough(state, rule, part):
            continue
        if "at_most" in rule.params and state.law.number(rule.params["at_most"]) is not None:
            part = least(amount_label(name), (part, state.law.leaf(rule.params["at_most"])), state.currency)
        if not rule.params.get("outside_limits") and state.ratio != 1:
            shrunk = Step(phrase("incentives.left_by_limits"), state.ratio, unit="fraction")
            part = product(amount_label(name), part, shrunk)
        piece = product(rule_label(state.law.scheme, rule), part, _named(state, rule))
        pieces.append((piece, rule.params["how"]))
    return pieces


def _enough(state: Reckoning, rule: Rule, part: Step) -> bool:
    least_spend = state.law.number(rule.params.get("at_least"))
    return least_spend is None or money_of(part).amount >= least_spend


def flat_rate(state: Reckoning, rule: Rule, base: Step, uplifts: Sequence[Rule]) -> Step:
    """One rate on all."""
    rate = _uplifted(state, state.law.leaf(rule.params["rate"]), uplifts)
    return product(phrase("incentives.award_by_rate"), base, rate, rule_label(state.law.scheme, rule))


def _bands(state: Reckoning, name: str) -> list[Band]:
    taken = state.law.taken(name)
    content = taken.content if taken else ()
    assert isinstance(content, tuple)
    return sorted((b for b in content if isinstance(b, Band)), key=lambda b: b.above)


def _band_rate(state: Reckoning, band: Band) -> Decimal:
    rate = band.rate.pick(state.law.case) if isinstance(band.rate, Span) else band.rate
    return rate if isinstance(rate, Decimal) else Decimal(0)


def _band_leaf(state: Reckoning, rule: Rule, name: str, rate: Decimal, above: Decimal) -> Step:
    leaf = state.law.leaf(name, rate)
    return Step(
        phrase("incentives.band", above=above),
        rate,
        unit="fraction",
        rule=value_label(state.law.scheme, name),
        source=leaf.source,
        on=leaf.on,
        confidence=leaf.confidence,
        origin=leaf.origin,
    )


def marginal_bands(state: Reckoning, rule: Rule, base: Step, uplifts: Sequence[Rule]) -> Step:
    """Each band's rate on its own slice of the spend."""
    name = rule.params["bands"]
    bands = _bands(state, name)
    whole = money_of(base).amount
    replacing = [r for r in uplifts if r.params["how"] == "replace"]
    slices = []
    for i, band in enumerate(bands):
        upper = bands[i + 1].above if i + 1 < len(bands) else None
        top = whole if upper is None else min(whole, upper)
        held = max(top - band.above, Decimal(0))
        if held <= 0:
            continue
        rate = _band_leaf(state, rule, name, _band_rate(state, band), band.above)
        if i == 0 and replacing:
            rate = _named(state, replacing[-1])
        part = Step(phrase("incentives.slice", above=band.above), Money(held, state.currency))
        slices.append(product(phrase("incentives.slice", above=band.above), part, rate))
    label = phrase("incentives.award_by_rate")
    return sum_of(label, slices, state.currency) if slices else Step(label, zero(state.currency))


def volume_bands(state: Reckoning, rule: Rule, base: Step, uplifts: Sequence[Rule]) -> Step:
    """One rate on all, the higher the more is spent."""
    name = rule.params["bands"]
    whole = money_of(base).amount
    held = [b for b in _bands(state, name) if b.above <= whole]
    rate, above = (_band_rate(state, held[-1]), held[-1].above) if held else (Decimal(0), Decimal(0))
    leaf = _uplifted(state, _band_leaf(state, rule, name, rate, above), uplifts)
    return product(phrase("incentives.award_by_rate"), base, leaf, rule_label(state.law.scheme, rule))


def points(state: Reckoning, rule: Rule, base: Step, uplifts: Sequence[Rule]) -> Step:
    """The rate a score gives: from the published table, else the range, else the rate awarded."""
    given = state.law.facts.number(rule.params["given"])
    if given is not None:
        leaf = fact_leaf(state, rule.params["given"], given, money=False)
    else:
        leaf = _scored(state, rule)
    rate = _uplifted(state, leaf, uplifts)
    return product(phrase("incentives.award_by_rate"), base, rate, rule_label(state.law.scheme, rule))


def _scored(state: Reckoning, rule: Rule) -> Step:
    score = state.law.facts.number(rule.params["points"]) if "points" in rule.params else None
    if "bands" not in rule.params or score is None:
        state.better_facts.add(rule.params["points"] if "bands" in rule.params else rule.params["given"])
        if "range" in rule.params:
            return state.law.leaf(rule.params["range"])
        bands = _bands(state, rule.params["bands"])
        band = bands[-1] if state.law.case is Case.HIGH else bands[0]
        return _band_leaf(state, rule, rule.params["bands"], _band_rate(state, band), band.above)
    name = rule.params["bands"]
    held = [b for b in _bands(state, name) if b.above <= score]
    if not held:
        return _band_leaf(state, rule, name, Decimal(0), Decimal(0))
    return _band_leaf(state, rule, name, _band_rate(state, held[-1]), held[-1].above)


def no_rate(state: Reckoning, rule: Rule, base: Step, uplifts: Sequence[Rule]) -> Step:
    """The jurisdiction pays nothing back by rule; the value says why."""
    return product(phrase("incentives.award_by_rate"), base, state.law.leaf(rule.params["because"]))


RATES: dict[str, Callable[[Reckoning, Rule, Step, Sequence[Rule]], Step]] = {
    "flat_rate": flat_rate,
    "marginal_bands": marginal_bands,
    "volume_bands": volume_bands,
    "points": points,
    "no_rate": no_rate,
}
