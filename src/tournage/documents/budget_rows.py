"""The budget read as papers print it: the client's top sheet, and the detail under each account."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from tournage.budget.convert import in_one_currency
from tournage.budget.model import Budget, BudgetLine
from tournage.budget.top_sheet import CHARGES, Subtotal, subtotals
from tournage.budget.views import client_view
from tournage.documents.parts import ROOM, PaperParts, word
from tournage.kernel.dated import Origin
from tournage.kernel.money import Money, zero
from tournage.kernel.words import load_words, say


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One row of the top sheet. `kind` is account, subtotal, total, credit, waiting or net.

    `of` is the section of an account, and what a sum is of: a section, `below_the_line`, `direct`, `grand`.
    """

    kind: str
    code: str
    name: str
    morocco: Money | None
    abroad: Money | None
    total: Money
    of: str = ""


@dataclass(frozen=True, slots=True)
class AccountLines:
    """The detail of one account: its lines, each with its amount in the budget's currency."""

    code: str
    name: str
    lines: tuple[tuple[BudgetLine, Money], ...]
    morocco: Money
    abroad: Money


def account_name(budget: Budget, code: str, lang: str) -> str:
    """What the chart calls an account, or its code when the chart has no such account."""
    account = budget.chart.account(code)
    return code if account is None else say(account.name, lang)


def unit_name(unit: str, lang: str, amount: Decimal | int = 1) -> str:
    """A unit as this language calls so many of it; a unit nobody translated stays as written."""
    name = f"unit_name.{unit.replace('-', '_').replace(' ', '_')}"
    return word(name, lang, n=amount) if name in load_words(ROOM) else unit


def assumed_rates(budget: Budget) -> frozenset[str]:
    """Ids of the prices that are our estimate."""
    return frozenset(rate.id for rate in budget.rates if rate.origin is Origin.ASSUMED)


def top_sheet_rows(parts: PaperParts, lang: str) -> Iterator[SheetRow]:
    """Accounts by section with subtotals, then charges, grand total, the rebate as a credit, the net."""
    budget, rows = parts.budget, parts.top_sheet
    sums = {sum_.id: sum_ for sum_ in subtotals(budget, rows)}
    sections = list(dict.fromkeys(row.section for row in rows))
    charges = [section for section in sections if section == CHARGES]
    for section in (*(s for s in sections if s != CHARGES), None, *charges):
        if section is None:
            yield from (_total(sums[id], lang, "subtotal") for id in _over_all(sums, sections))
            continue
        for row in (row for row in rows if row.section == section):
            name = account_name(budget, row.code, lang)
            yield SheetRow("account", row.code, name, row.morocco, row.abroad, row.total, section)
        if section in sums:
            yield _total(sums[section], lang, "subtotal")
    grand = _total(sums["grand"], lang, "total")
    yield grand
    if parts.award:
        award = budget.in_currency(parts.award).rounded()
        yield SheetRow("credit", "", word("budget.rebate", lang), None, None, -award)
        waiting = budget.in_currency(parts.bridging).rounded() if parts.bridging else zero(budget.currency)
        if waiting:
            yield SheetRow("waiting", "", word("budget.bridging", lang), None, None, waiting)
        yield SheetRow("net", "", word("budget.net", lang), None, None, grand.total - award + waiting)


def _over_all(sums: dict[str, Subtotal], sections: list[str]) -> list[str]:
    """The sums over several sections worth printing: those that say something new."""
    wanted = ["below_the_line"] if "below_the_line" in sums and len(sections) > 2 else []
    return [*wanted, "direct"] if CHARGES in sections else wanted


def _total(sum_: Subtotal, lang: str, kind: str) -> SheetRow:
    return SheetRow(kind, "", say(sum_.label, lang), sum_.morocco, sum_.abroad, sum_.total, sum_.id)


def detail_accounts(parts: PaperParts, lang: str) -> Iterator[AccountLines]:
    """The accounts that have lines in the client's budget, in the order of the chart."""
    budget = client_view(parts.budget)
    by_account: dict[str, list[tuple[BudgetLine, Money]]] = {}
    for line, amount in zip(budget.lines, in_one_currency(budget, budget.lines), strict=True):
        by_account.setdefault(line.account, []).append((line, amount))
    order = {account.code: n for n, account in enumerate(budget.chart.accounts)}
    for code in sorted(by_account, key=lambda c: (order.get(c, len(order)), c)):
        sums = {"MA": zero(budget.currency), "abroad": zero(budget.currency)}
        for line, amount in by_account[code]:
            sums["MA" if line.spent_in == "MA" else "abroad"] += amount
        name = account_name(budget, code, lang)
        yield AccountLines(code, name, tuple(by_account[code]), sums["MA"], sums["abroad"])


def group_of(budget: Budget, code: str, groups: Iterable[str]) -> str:
    """The top-sheet row an account belongs to: itself or the nearest account above it."""
    known = set(groups)
    at: str | None = code
    while at is not None and at not in known:
        account = budget.chart.account(at)
        at = account.parent if account else None
    return code if at is None else at
