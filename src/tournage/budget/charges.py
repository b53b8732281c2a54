"""Contractual charges: fees, insurance, contingency and bond as shares of the lines before them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from tournage.budget.convert import in_one_currency
from tournage.budget.model import Budget, BudgetLine
from tournage.budget.template import Charge, PriceList, Share
from tournage.kernel.explain import Step
from tournage.kernel.money import Money, total
from tournage.kernel.words import phrase, say

ITEM_ROOM = "jurisdictions/ma"


def charge_lines(budget: Budget, charges: Sequence[Charge], prices: PriceList) -> list[BudgetLine]:
    """The charges in order, each on the lines and charges before it."""
    made: list[BudgetLine] = []
    for charge in charges:
        share = prices.share(charge.share)
        if share is None:
            continue
        so_far = replace(budget, lines=(*budget.lines, *made))
        line = _charge_line(so_far, charge, share, prices.vat_on(charge.vat, budget.priced_on))
        if line.subtotal:
            made.append(line)
    return made


def _counts(charge: Charge, line: BudgetLine) -> bool:
    return (
        line.view == "client"
        and charge.of_spent_in in (None, line.spent_in)
        and not line.groups.intersection(charge.but_not)
        and line.id not in charge.but_not_lines
    )


def _charge_line(budget: Budget, charge: Charge, share: Share, vat_rate: Decimal) -> BudgetLine:
    currency = charge.currency or "MAD"
    counted = [line for line in budget.lines if _counts(charge, line)]
    converted = in_one_currency(budget, counted, currency)
    base = total(converted, currency)
    subtotal = (base * share.value).rounded()
    label = phrase(f"{ITEM_ROOM}.item.{charge.id}")
    fraction = Step(
        phrase("budget.fraction"),
        share.value,
        source=share.source,
        confidence=share.confidence,
        origin=share.origin,
        assumption=f"share.{share.id}",
    )
    parts = _by_account(counted, converted, currency)
    return BudgetLine(
        id=charge.id,
        account=charge.account,
        description=say(label, "en"),
        description_key=label.key,
        amount=Decimal(1),
        unit="share",
        times=share.value,
        rate=base,
        subtotal=subtotal,
        spent_in=charge.spent_in,
        phase=charge.phase,
        explain=Step(label, subtotal, "*", (fraction, Step(phrase("budget.charged_on"), base, "+", parts))),
        expense=charge.expense,
        payee_kind=charge.payee_kind,
        groups=frozenset({"charge"}),
        vat_rate=vat_rate,
        drivers=tuple(dict.fromkeys(name for line in counted for name in line.drivers)),
    )


def _by_account(lines: Sequence[BudgetLine], amounts: Sequence[Money], currency: str) -> tuple[Step, ...]:
    by_account: dict[str, list[Money]] = {}
    for line, amount in zip(lines, amounts, strict=True):
        by_account.setdefault(line.account, []).append(amount)
    return tuple(
        Step(phrase("budget.account", code=code), total(parts, currency))
        for code, parts in sorted(by_account.items())
    )
