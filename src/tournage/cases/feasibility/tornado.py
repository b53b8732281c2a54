"""What could move the answer: each assumption moved alone over its range, the net cost worked out again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from tournage.budget.convert import budget_total
from tournage.budget.model import Rate
from tournage.cases.feasibility.constants import Constant
from tournage.cases.feasibility.model import Swing
from tournage.cases.feasibility.pricing import Priced, Shoot, Terms, price_shoot
from tournage.cases.feasibility.stages import ROOM
from tournage.kernel.explain import Figure
from tournage.kernel.money import ExchangeRate, Money
from tournage.kernel.words import Phrase, phrase

MOST_SWINGS = 10


@dataclass(frozen=True, slots=True)
class Paces:
    """The same shoot when scenes take less or more time; `change` is the share they were moved by."""

    faster: Shoot
    slower: Shoot
    change: Decimal


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an answer comes to: whole cost, spend in Morocco, qualifying spend, net cost."""

    cost: Money
    morocco: Money
    qualifying: Money
    net: Money


@dataclass(frozen=True, slots=True)
class Trial:
    """One assumption at its low and its high end, all others at likely."""

    assumption: str
    label: Phrase
    low: Figure
    high: Figure
    at_low: Outcome
    at_high: Outcome

    @property
    def swing(self) -> Swing:
        """Its bar of the tornado."""
        return Swing(self.assumption, self.label, self.low, self.high, self.at_low.net, self.at_high.net)


def outcome_of(priced: Priced) -> Outcome:
    """The three figures of a priced shoot, in the budget's currency."""
    qualifying = priced.budget.in_currency(priced.assessment.qualifying.likely).rounded()
    return Outcome(priced.cost, budget_total(priced.budget, spent_in="MA"), qualifying, priced.net)


def try_all(
    shoot: Shoot, terms: Terms, base: Priced, paces: Paces | None, constants: dict[str, Constant]
) -> tuple[Trial, ...]:
    """Every assumption with a range, moved alone."""
    found = [*_exchange(shoot, terms, constants["exchange_change"].value), *_price_groups(shoot, terms, base)]
    found += [*_shares(shoot, terms), *_extras(shoot, terms), *_law(base)]
    found += _waiting(base, constants["bridging_rate"])
    if paces is not None:
        found.append(_pace(paces, terms))
    return tuple(found)


def tornado(trials: Sequence[Trial]) -> tuple[Swing, ...]:
    """The ten that move the net cost most, widest first."""
    moving = [trial.swing for trial in trials if trial.swing.width]
    return tuple(sorted(moving, key=lambda swing: swing.width.amount, reverse=True)[:MOST_SWINGS])


def spread(trials: Sequence[Trial], base: Outcome, figure: str) -> tuple[Money, Money]:
    """Low and high of a figure when its assumptions move independently: root of the sum of squares."""
    middle: Money = getattr(base, figure)
    down = up = Decimal(0)
    for trial in trials:
        moves = [getattr(end, figure).amount - middle.amount for end in (trial.at_low, trial.at_high)]
        down += min(0, *moves) ** 2
        up += max(0, *moves) ** 2
    low, high = middle.amount - down.sqrt(), middle.amount + up.sqrt()
    return Money(low, middle.currency).rounded(), Money(high, middle.currency).rounded()


def _outcome(shoot: Shoot, terms: Terms) -> Outcome:
    return outcome_of(price_shoot(shoot, terms))


def _exchange(shoot: Shoot, terms: Terms, change: Decimal) -> Iterator[Trial]:
    for rate in terms.prices.exchange:
        if terms.currency not in (rate.currency, rate.quote):
            continue
        low, high = rate.rate * (1 - change), rate.rate * (1 + change)
        ends = [_outcome(shoot, _with_exchange(terms, replace(rate, rate=value))) for value in (low, high)]
        label = phrase(
            f"{ROOM}.swing_exchange",
            currency=rate.currency,
            quote=rate.quote,
            rate=rate.rate,
            change=change * 100,
        )
        yield Trial(f"exchange.{rate.currency}", label, low, high, *ends)


def _with_exchange(terms: Terms, changed: ExchangeRate) -> Terms:
    rates = tuple(changed if rate.currency == changed.currency else rate for rate in terms.prices.exchange)
    return replace(terms, prices=replace(terms.prices, exchange=rates))


def _price_groups(shoot: Shoot, terms: Terms, base: Priced) -> Iterator[Trial]:
    """Prices of one group rise and fall together: crew, living, equipment …"""
    used = {rate.id for rate in base.budget.rates}
    for group in sorted({rate.group for rate in base.budget.rates if rate.low != rate.high}):
        ends = [
            _outcome(shoot, replace(terms, prices=replace(terms.prices, rates=rates)))
            for rates in (tuple(_moved(terms.prices.rates, group, used, end)) for end in ("low", "high"))
        ]
        costs = [outcome.cost for outcome in ends]
        yield Trial(f"prices.{group}", phrase(f"{ROOM}.group.{group}"), costs[0], costs[1], *ends)


def _moved(rates: Iterable[Rate], group: str, used: set[str], end: str) -> Iterator[Rate]:
    for rate in rates:
        value = getattr(rate, end)
        yield replace(rate, amount=value) if rate.group == group and rate.id in used and value else rate


def _shares(shoot: Shoot, terms: Terms) -> Iterator[Trial]:
    used = {charge.share for charge in terms.template.charges}
    for share in terms.prices.shares:
        if share.id not in used or share.low is None or share.high is None or share.low == share.high:
            continue
        ends = [
            _outcome(shoot, replace(terms, overrides={**terms.overrides, f"share.{share.id}": value}))
            for value in (share.low, share.high)
        ]
        yield Trial(
            f"share.{share.id}", phrase(f"jurisdictions/ma.item.{share.id}"), share.low, share.high, *ends
        )


def _extras(shoot: Shoot, terms: Terms) -> Iterator[Trial]:
    low, high = (sum(sheet.extras_range[end] for sheet in shoot.breakdown.sheets) for end in (0, 1))
    if low != high:
        ends = [_outcome(_with_extras(shoot, end), terms) for end in (0, 1)]
        yield Trial("extras", phrase(f"{ROOM}.swing_extras", low=low, high=high), low, high, *ends)


def _with_extras(shoot: Shoot, end: int) -> Shoot:
    counts = {str(sheet.key): sheet.extras_range[end] for sheet in shoot.breakdown.sheets}
    sheets = tuple(replace(s, extras=s.extras_range[end]) for s in shoot.breakdown.sheets)
    strips = tuple(replace(s, extras=counts.get(s.scene, s.extras)) for s in shoot.board.strips)
    breakdown, board = replace(shoot.breakdown, sheets=sheets), replace(shoot.board, strips=strips)
    return replace(shoot, breakdown=breakdown, board=board).counted()


def _law(base: Priced) -> Iterator[Trial]:
    """What the law leaves open: all doubtful spend counted, or none of it."""
    low, _, high = base.award
    if low == high:
        return
    here = outcome_of(base)
    spends = base.assessment.qualifying
    ends = [
        replace(here, qualifying=base.budget.in_currency(spend).rounded(), net=base.net_with(award))
        for spend, award in ((spends.low, low), (spends.high, high))
    ]
    yield Trial("law", phrase(f"{ROOM}.swing_law"), low, high, *ends)


def _waiting(base: Priced, rate: Constant) -> Iterator[Trial]:
    if not base.bridging or rate.low is None or rate.high is None:
        return
    here = outcome_of(base)
    ends = [
        replace(here, net=(base.net - base.bridging + base.bridging * (value / rate.value)).rounded())
        for value in (rate.low, rate.high)
    ]
    yield Trial("bridging_rate", phrase(f"{ROOM}.constant.bridging_rate"), rate.low, rate.high, *ends)


def _pace(paces: Paces, terms: Terms) -> Trial:
    days = [len(shoot.board.days) for shoot in (paces.faster, paces.slower)]
    label = phrase(f"{ROOM}.swing_pace", change=paces.change * 100)
    ends = _outcome(paces.faster, terms), _outcome(paces.slower, terms)
    return Trial("pace", label, days[0], days[1], *ends)
