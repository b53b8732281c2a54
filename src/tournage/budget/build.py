"""Building a budget: every line is amount × times × rate, driven by the breakdown and the board."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import lru_cache

from tournage.budget.charges import charge_lines
from tournage.budget.fringes import fringe_lines
from tournage.budget.model import Budget, BudgetLine, Driver, Rate
from tournage.budget.quantities import Quantities, plain
from tournage.budget.recode import AccountMap, recode
from tournage.budget.template import PriceList, Template, TemplateLine
from tournage.kernel.accounts import Chart
from tournage.kernel.dated import Origin
from tournage.kernel.explain import Step
from tournage.kernel.findings import Finding, Severity, finding
from tournage.kernel.money import Money, currency_decimals
from tournage.kernel.place import place_words
from tournage.kernel.words import Phrase, phrase, say

ITEM_ROOM = "jurisdictions/ma"
PLACEHOLDER_GROUP = "above_the_line"
SCALE = "_scale"
"""How the names of numbers end that make a price larger or smaller."""


def item_words(item: str) -> Phrase:
    """The name of a post or price."""
    return phrase(f"{ITEM_ROOM}.item.{item.partition('.')[0]}")


def build_budget(
    template: Template,
    drivers: Sequence[Driver],
    price_list: PriceList,
    chart: Chart,
    *,
    currency: str,
    priced_on: date,
    overrides: Mapping[str, Decimal] | None = None,
    account_map: AccountMap | None = None,
) -> tuple[Budget, tuple[Finding, ...]]:
    """Price every line of a template with the drivers of a board.

    `overrides` are the user's own numbers: `global.NAME`, `driver.NAME`, `rate.ID` (in the
    price's currency), `share.ID` and `fringe.ID` (fractions). `account_map` carries the lines,
    which templates book on the US chart, to `chart` when that is another one.
    Money: each subtotal is rounded once, to its currency's own decimals; nothing else is rounded.
    Findings: BUD-101 no price; BUD-102 a number nobody gave; BUD-103 no such account; BUD-105
    placeholders above the line; BUD-110 an override that changes nothing.
    Raises: UnknownCurrencyError; NoExchangeRateError when no rate leads to `currency`.
    """
    currency_decimals(currency)
    given = dict(overrides or {})
    prices = _with_overrides(price_list, given)
    numbers = Quantities(template, drivers, given, item_words)
    _count_heads(template, numbers)
    findings: list[Finding] = []
    lines = _priced(template, numbers, prices, priced_on, findings)
    lines += fringe_lines(lines, prices)
    used = {line.rate_id for line in lines}
    budget = Budget(
        template.id,
        chart,
        currency,
        tuple(lines),
        tuple(drivers),
        tuple(rate for rate in prices.rates if rate.id in used),
        prices.exchange,
        priced_on,
        template.name,
        numbers.numbers,
    )
    for amount_currency in {line.rate.currency for line in lines}:
        budget.in_currency(Money(Decimal(1), amount_currency))
    budget = replace(budget, lines=(*budget.lines, *charge_lines(budget, template.charges, prices)))
    if account_map is not None:
        budget, unmapped = recode(budget, chart, account_map)
        findings += unmapped
    findings += _check(budget, template, numbers, given, price_list)
    return budget, tuple(findings)


def _with_overrides(prices: PriceList, given: Mapping[str, Decimal]) -> PriceList:
    rates = tuple(
        replace(rate, amount=Money(given[f"rate.{rate.id}"], rate.amount.currency), origin=Origin.YOURS)
        if f"rate.{rate.id}" in given
        else rate
        for rate in prices.rates
    )
    shares = tuple(
        replace(share, value=given[f"share.{share.id}"], origin=Origin.YOURS)
        if f"share.{share.id}" in given
        else share
        for share in prices.shares
    )
    fringes = tuple(
        replace(fringe, rate=given[f"fringe.{fringe.id}"], origin=Origin.YOURS)
        if f"fringe.{fringe.id}" in given
        else fringe
        for fringe in prices.fringes
    )
    return PriceList(rates, shares, fringes, prices.vat, prices.exchange)


def _count_heads(template: Template, numbers: Quantities) -> None:
    """Who is on set: everybody with a line for the weeks of the shoot."""
    posts = [line for line in template.lines if line.id.endswith(".shoot")]
    for name, kind in (("local_crew", "crew"), ("foreign_crew", "foreign_crew")):
        parts = [
            numbers.product(line.amount, item_words(line.item)) for line in posts if line.payee_kind == kind
        ]
        numbers.add_heads(name, parts)
    numbers.add_crew_on_set()


def _priced(
    template: Template,
    numbers: Quantities,
    prices: PriceList,
    priced_on: date,
    findings: list[Finding],
) -> list[BudgetLine]:
    lines = []
    vat = {kind: prices.vat_on(kind, priced_on) for kind in {line.vat for line in template.lines}}
    for line in template.lines:
        for base in _bases(line, numbers):
            rate = prices.rate(line.rate, base)
            if rate is None:
                findings.append(finding("budget", "BUD-101", Severity.ERROR, line.id, rate=line.rate))
                continue
            made = _line(line, base, numbers, rate, vat[line.vat])
            if made.subtotal:
                lines.append(made)
    return lines


def _bases(line: TemplateLine, numbers: Quantities) -> tuple[str | None, ...]:
    if not line.each_base:
        return (None,)
    prefix = f"{line.times[0]}:"
    return tuple(name.removeprefix(prefix) for name in numbers.named(prefix))


def _line(
    line: TemplateLine, base: str | None, numbers: Quantities, rate: Rate, vat_rate: Decimal
) -> BudgetLine:
    times_terms = tuple(f"{term}:{base}" if base else term for term in line.times)
    amount = numbers.product(_counts(line.amount), phrase("budget.amount"))
    times = numbers.product(_counts(times_terms), phrase("budget.times"))
    scales = tuple(term for term in (*line.amount, *times_terms) if term.endswith(SCALE))
    price, paid, label = _rate_step(rate), rate.amount, _label(line, base)
    inputs = [amount, times, price]
    if scales:
        scale = numbers.product(scales, phrase("budget.scale"))
        paid = rate.amount * plain(scale)
        inputs.insert(2, scale)
    subtotal = (paid * (plain(amount) * plain(times))).rounded()
    return BudgetLine(
        id=f"{line.id}.{base}" if base else line.id,
        account=line.account,
        description=_in_english(label),
        description_key=item_words(line.item).key,
        amount=plain(amount),
        unit=line.unit,
        times=plain(times),
        rate=paid,
        subtotal=subtotal,
        spent_in=line.spent_in,
        phase=line.phase,
        explain=Step(label, subtotal, "*", tuple(inputs), rule=phrase("budget.rounded_once")),
        department=line.department,
        expense=line.expense,
        payee_kind=line.payee_kind,
        fringes=line.fringes,
        groups=line.groups,
        vat_rate=vat_rate,
        payment=line.payment,
        view=line.view,
        base=base,
        drivers=tuple(term for term in (*line.amount, *times_terms) if not term[0].isdigit()),
        rate_id=rate.id,
    )


def _counts(terms: tuple[str, ...]) -> tuple[str, ...]:
    """The terms that are quantities; a scale belongs to the price."""
    return tuple(term for term in terms if not term.endswith(SCALE)) or ("1",)


def _label(line: TemplateLine, base: str | None) -> Phrase:
    words = item_words(line.item)
    if base:
        return phrase("budget.line_at", what=words, place=place_words(base))
    kind, _, phase = line.id.rpartition(".")
    return phrase(f"budget.in_{phase}", what=words) if kind else words


@lru_cache(maxsize=4096)
def _in_english(label: Phrase) -> str:
    return say(label, "en")


def _rate_step(rate: Rate) -> Step:
    return Step(
        phrase("budget.rate_of", what=item_words(rate.id)),
        rate.amount,
        unit=rate.per,
        source=rate.source,
        confidence=rate.confidence,
        origin=rate.origin,
        assumption=f"rate.{rate.id}",
    )


def _check(
    budget: Budget,
    template: Template,
    numbers: Quantities,
    given: Mapping[str, Decimal],
    prices: PriceList,
) -> list[Finding]:
    found = [
        finding("budget", "BUD-102", Severity.WARNING, template.id, name=name)
        for name in sorted(numbers.missing)
    ]
    codes = {account.code for account in budget.chart.accounts}
    for line in budget.lines:
        if line.account not in codes:
            found.append(
                finding(
                    "budget",
                    "BUD-103",
                    Severity.ERROR,
                    line.id,
                    account=line.account,
                    chart=budget.chart.title,
                )
            )
    placeholders = [
        line for line in budget.lines if PLACEHOLDER_GROUP in line.groups and line.spent_in != "MA"
    ]
    if any(line.explain.inputs[-1].origin is Origin.ASSUMED for line in placeholders if line.rate_id):
        found.append(finding("budget", "BUD-105", Severity.INFO, template.id))
    known = (
        {f"global.{number.name}" for number in template.numbers}
        | {f"driver.{driver.name}" for driver in budget.drivers}
        | {f"rate.{rate.id}" for rate in prices.rates}
        | {f"share.{share.id}" for share in prices.shares}
        | {f"fringe.{fringe.id}" for fringe in prices.fringes}
    )
    found += [
        finding("budget", "BUD-110", Severity.WARNING, name, name=name) for name in sorted(set(given) - known)
    ]
    return found
