"""The answer: one sentence and six rows, each figure able to explain itself."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

from tournage.budget.convert import in_one_currency
from tournage.budget.model import Budget
from tournage.cases.feasibility.model import AnswerRow
from tournage.cases.feasibility.pricing import Priced, Shoot
from tournage.cases.feasibility.stages import ROOM
from tournage.cases.feasibility.tornado import Outcome, Paces, Trial, outcome_of, spread
from tournage.kernel.eighths import format_eighths
from tournage.kernel.explain import Step
from tournage.kernel.money import ExchangeRate, Money, total
from tournage.kernel.words import Phrase, Rounded, Value, phrase
from tournage.places.reasons import hub_name

MILLION = Decimal(1_000_000)


def answer_rows(
    shoot: Shoot, priced: Priced, trials: Sequence[Trial], paces: Paces | None
) -> tuple[AnswerRow, ...]:
    """Days, places, spend in Morocco, qualifying spend, award, net cost."""
    base = outcome_of(priced)
    return (
        _days(shoot, paces),
        _places(shoot),
        _spend(priced, trials, base),
        _qualifying(priced, trials, base),
        _award(priced),
        _net(priced, trials, base),
    )


def verdict(shoot: Shoot, priced: Priced) -> Phrase:
    """Yes, yes if, or no, in one sentence."""
    bases = tuple(hub_name(base.hub) for base in shoot.plan.bases)
    days = len(shoot.board.days)
    if not days:
        return phrase(f"{ROOM}.verdict_no")
    shoots: dict[str, Value] = {"days": days, "bases": bases, "cost": _short(priced.cost, priced.cost)}
    left = {shoot.board.strip(id).scene for id in shoot.board.boneyard}
    if left:
        return phrase(f"{ROOM}.verdict_open", scenes=len(left), **shoots)
    missed = [gate for gate in priced.assessment.gates if not gate.passed]
    if missed or not priced.award[1]:
        names = tuple(gate.label for gate in missed) or (priced.assessment.name,)
        return phrase(f"{ROOM}.verdict_no_award", gates=names, **shoots)
    shoots["award"] = _short(priced.award[1], priced.cost)
    elsewhere = [p for p in shoot.plan.placements if p.location is None]
    if elsewhere:
        shoots["condition"] = phrase(f"{ROOM}.condition", sets=len(elsewhere))
        return phrase(f"{ROOM}.verdict_if", **shoots)
    return phrase(f"{ROOM}.verdict_yes", **shoots)


def _short(amount: Money, cost: Money) -> Phrase:
    """An amount as the rows show it: in millions for what costs a million or more, else whole."""
    if abs(cost.amount) < MILLION:
        value = amount.amount.quantize(Decimal(1), ROUND_HALF_UP)
        return phrase(f"{ROOM}.whole", currency=amount.currency, value=value)
    return _millions(amount)


def _millions(amount: Money) -> Phrase:
    value = Rounded((amount.amount / MILLION).quantize(Decimal("0.01"), ROUND_HALF_UP))
    return phrase(f"{ROOM}.millions", currency=amount.currency, value=value)


def _days(shoot: Shoot, paces: Paces | None) -> AnswerRow:
    label = phrase(f"{ROOM}.row.days")
    by_base = []
    for base in shoot.plan.bases:
        days = [day for day in shoot.board.days if day.base == base.hub]
        scenes = tuple(dict.fromkeys(shoot.board.strip(id).scene for day in days for id in day.strips))
        by_base.append(
            Step(
                phrase(f"{ROOM}.days_at", base=hub_name(base.hub)),
                len(days),
                unit="days",
                scenes=scenes,
            )
        )
    figure = Step(label, len(shoot.board.days), "+", tuple(by_base), "days", rule=phrase(f"{ROOM}.rule.days"))
    sheets = [sheet for sheet in shoot.breakdown.sheets if not sheet.omitted]
    builds = _build_days(shoot)
    rests = phrase(
        f"{ROOM}.rests.days_built" if builds else f"{ROOM}.rests.days",
        scenes=len(sheets),
        pages=format_eighths(sum(sheet.eighths for sheet in sheets)),
        sets=len(builds),
        longest=max(builds, default=0),
        build=shoot.board.set_build_days,
    )
    low = high = None
    if paces:
        counts = [len(one.board.days) for one in (shoot, paces.faster, paces.slower)]
        low, high = min(counts), max(counts)
    return AnswerRow("days", label, figure, low, high, rests)


def _build_days(shoot: Shoot) -> list[int]:
    """How many days each set takes that is built for this board."""
    used = {strip.set_name for day in shoot.board.days for strip in map(shoot.board.strip, day.strips)}
    named = {story.id: {story.name, *story.headings} for story in shoot.plan.sets}
    return [p.build_days for p in shoot.plan.placements if p.build_days and named.get(p.set_id, set()) & used]


def _places(shoot: Shoot) -> AnswerRow:
    label = phrase(f"{ROOM}.row.places")
    bases = tuple(
        Step(hub_name(base.hub), len(base.sets), unit="sets", scenes=_scenes_of(shoot, base.sets))
        for base in shoot.plan.bases
    )
    figure = Step(label, len(bases), "count", bases, "bases")
    places = {p.location for p in shoot.plan.placements if p.location}
    moves = sum(1 for a, b in zip(shoot.board.days, shoot.board.days[1:], strict=False) if a.base != b.base)
    without = sum(1 for p in shoot.plan.placements if p.location is None)
    rests = phrase(
        f"{ROOM}.rests.places", sets=len(shoot.plan.sets), places=len(places), moves=moves, without=without
    )
    return AnswerRow("places", label, figure, None, None, rests)


def _scenes_of(shoot: Shoot, sets: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(str(key) for one in shoot.plan.sets if one.id in sets for key in one.scenes)


def spend_step(budget: Budget, label: Phrase, spent_in: str) -> Step:
    """Spend of one side as the sum of its accounts, each the sum of its lines, in the budget's currency."""
    client = [line for line in budget.lines if line.view == "client"]
    mine = [
        (line, amount)
        for line, amount in zip(client, in_one_currency(budget, client), strict=True)
        if (line.spent_in == "MA") == (spent_in == "MA")
    ]
    heads: dict[str, list[Step]] = {}
    for line, amount in mine:
        heads.setdefault(line.account, []).append(_converted(budget, line.explain, line.subtotal, amount))
    accounts = []
    for account in budget.chart.accounts:
        steps = heads.get(account.code)
        if steps:
            value = total((s.value for s in steps if isinstance(s.value, Money)), budget.currency)
            accounts.append(Step(account.name, value, "+", tuple(steps)))
    value = total((amount for _, amount in mine), budget.currency)
    return Step(label, value, "+", tuple(accounts))


def _converted(budget: Budget, explain: Step, own: Money, amount: Money) -> Step:
    if own.currency == amount.currency:
        return explain
    return Step(explain.label, amount, *_through(budget, explain, own.currency), scenes=explain.scenes)


def _through(budget: Budget, explain: Step, currency: str) -> tuple[str, tuple[Step, ...]]:
    """Operation and inputs that bring an amount of one currency to the budget's."""
    for rate in budget.exchange:
        if {rate.currency, rate.quote} == {currency, budget.currency}:
            return ("*" if rate.currency == currency else "/"), (explain, exchange_step(rate))
    legs = [rate for rate in budget.exchange if {currency, budget.currency} & {rate.currency, rate.quote}]
    return "", (explain, *map(exchange_step, legs))


def exchange_step(rate: ExchangeRate) -> Step:
    """An exchange rate as a leaf, with its day and source."""
    label = phrase(f"{ROOM}.exchange_on", currency=rate.currency, quote=rate.quote, on=rate.on)
    return Step(
        label,
        rate.rate,
        unit=rate.quote,
        source=rate.source,
        on=rate.on,
        assumption=f"exchange.{rate.currency}",
    )


def to_budget_currency(budget: Budget, explain: Step, label: Phrase) -> Step:
    """A figure of the scheme's currency in the budget's."""
    value = explain.value
    assert isinstance(value, Money)
    if value.currency == budget.currency:
        return explain
    amount = budget.in_currency(value).rounded()
    return Step(label, amount, *_through(budget, explain, value.currency))


def _spend(priced: Priced, trials: Sequence[Trial], base: Outcome) -> AnswerRow:
    label = phrase(f"{ROOM}.row.morocco_spend")
    budget = priced.budget
    figure = spend_step(budget, label, "MA")
    assumed = sum(1 for rate in budget.rates if rate.origin == "assumed")
    local = total(
        (
            budget.in_currency(line.subtotal, "MAD").rounded()
            for line in budget.lines
            if line.spent_in == "MA" and line.view == "client"
        ),
        "MAD",
    )
    rests = phrase(
        f"{ROOM}.rests.morocco_spend", local=_short(local, local), rates=len(budget.rates), assumed=assumed
    )
    return AnswerRow("morocco_spend", label, figure, *spread(trials, base, "morocco"), rests)


def _qualifying(priced: Priced, trials: Sequence[Trial], base: Outcome) -> AnswerRow:
    label = phrase(f"{ROOM}.row.qualifying")
    budget, assessment = priced.budget, priced.assessment
    figure = to_budget_currency(
        budget, qualifying_step(assessment.explain, assessment.qualifying.likely), label
    )
    share = base.qualifying.amount / base.morocco.amount if base.morocco else Decimal(0)
    rests = phrase(f"{ROOM}.rests.qualifying", share=(share * 100).quantize(Decimal("0.1")))
    low, high = (
        budget.in_currency(v).rounded() for v in (assessment.qualifying.low, assessment.qualifying.high)
    )
    return AnswerRow("qualifying", label, figure, low, high, rests)


def qualifying_step(explain: Step, value: Money) -> Step:
    """The step of an award's explanation that is the qualifying spend."""
    same = [step for step in explain.walk() if step.value == value and step.inputs]
    return same[0] if same else Step(phrase(f"{ROOM}.row.qualifying"), value)


def _award(priced: Priced) -> AnswerRow:
    label = phrase(f"{ROOM}.row.award")
    figure = to_budget_currency(priced.budget, priced.assessment.explain, label)
    low, _, high = priced.award
    return AnswerRow("award", label, figure, low, high, _award_rests(priced))


def _award_rests(priced: Priced) -> Phrase:
    """The scheme and the day it pays; a day is said only where something is paid."""
    scheme = priced.assessment.name
    if not any(priced.award):
        return phrase(f"{ROOM}.rests.award_none", scheme=scheme)
    if priced.file.payment_on is None:
        return phrase(f"{ROOM}.rests.award_undated", scheme=scheme)
    return phrase(f"{ROOM}.rests.award", scheme=scheme, paid_on=priced.file.payment_on)


def _net(priced: Priced, trials: Sequence[Trial], base: Outcome) -> AnswerRow:
    label = phrase(f"{ROOM}.row.net_cost")
    budget = priced.budget
    morocco = spend_step(budget, phrase(f"{ROOM}.row.morocco_spend"), "MA")
    abroad = spend_step(budget, phrase(f"{ROOM}.row.foreign_spend"), "abroad")
    cost = Step(phrase(f"{ROOM}.row.cost"), priced.cost, "+", (morocco, abroad))
    award = to_budget_currency(budget, priced.assessment.explain, phrase(f"{ROOM}.row.award"))
    after = Step(phrase(f"{ROOM}.row.after_award"), priced.cost - priced.award[1], "-", (cost, award))
    bridging = to_budget_currency(budget, priced.file.explain, phrase(f"{ROOM}.row.bridging"))
    figure = Step(label, priced.net, "+", (after, bridging))
    rests = (
        phrase(
            f"{ROOM}.rests.net_cost",
            cost=_short(priced.cost, priced.cost),
            award=_short(priced.award[1], priced.cost),
            bridging=_short(priced.bridging, priced.cost),
        )
        if priced.award[1]
        else phrase(f"{ROOM}.rests.net_cost_whole")
    )
    return AnswerRow("net_cost", label, figure, *spread(trials, base, "net"), rests)
