"""The budget read as papers print it: the top sheet with its subtotals, and the detail under each account."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from tournage.budget.model import Budget, BudgetLine, TopSheetRow
from tournage.documents.parts import ROOM, PaperParts, word
from tournage.kernel.dated import Origin
from tournage.kernel.money import Money, total, zero
from tournage.kernel.words import UnknownWordError, load_words, phrase, say

ABOVE = "above_the_line"


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One row of the top sheet. `kind` is account, subtotal, total, credit or net."""

    kind: str
    code: str
    name: str
    morocco: Money | None
    abroad: Money | None
    total: Money


@dataclass(frozen=True, slots=True)
class AccountLines:
    """The detail of one account: its lines, each with its amount in the budget's currency."""

    code: str
    name: str
    lines: tuple[tuple[BudgetLine, Money], ...]
    morocco: Money
    abroad: Money


def account_name(budget: Budget, code: str, lang: str, name_key: str = "") -> str:
    """What the chart calls an account, else the row's own key, else its code."""
    account = budget.chart.account(code)
    if account is not None:
        return say(account.name, lang)
    return _said(name_key, lang) or code


def line_description(line: BudgetLine, lang: str) -> str:
    """The words of a line: those of its key where the rooms know it, else as written."""
    return _said(line.description_key, lang) or line.description


def _said(key: str, lang: str) -> str | None:
    if "." not in key:
        return None
    try:
        return say(phrase(key), lang)
    except (UnknownWordError, FileNotFoundError, KeyError):
        return None


def unit_name(unit: str, lang: str) -> str:
    """A unit of account as this language calls it; a unit nobody translated stays as written."""
    name = f"unit_name.{unit.replace('-', '_').replace(' ', '_')}"
    return word(name, lang) if name in load_words(ROOM) else unit


def is_assumed(line: BudgetLine) -> bool:
    """Whether the line's price is our estimate."""
    return line.origin is Origin.ASSUMED


def top_sheet_rows(parts: PaperParts, lang: str) -> Iterator[SheetRow]:
    """Accounts by section with subtotals, the grand total, the rebate as a credit, the net total."""
    budget, rows = parts.budget, parts.top_sheet
    names = dict(budget.chart.sections)
    sections = list(dict.fromkeys(row.section for row in rows))
    below = [row for row in rows if row.section != ABOVE]
    for section in sections:
        own = [row for row in rows if row.section == section]
        for row in own:
            name = account_name(budget, row.code, lang, row.name_key)
            yield SheetRow("account", row.code, name, row.morocco, row.abroad, row.total)
        title = say(names[section], lang) if section in names else section.replace("_", " ")
        yield _sum("subtotal", word("budget.total_of", lang, name=within(title)), own, budget.currency)
    if ABOVE in sections and len(sections) > 2:
        yield _sum("subtotal", word("budget.below_the_line", lang), below, budget.currency)
    grand = _sum("total", word("budget.grand_total", lang), rows, budget.currency)
    yield grand
    if parts.award:
        award = budget.in_currency(parts.award)
        yield SheetRow("credit", "", word("budget.rebate", lang), None, None, -award)
        yield SheetRow("net", "", word("budget.net", lang), None, None, grand.total - award)


def within(title: str) -> str:
    """A title inside a line: its first letter small, unless it is an acronym.

    >>> within("Above the line"), within("VAT")
    ('above the line', 'VAT')
    """
    return title[:1].lower() + title[1:] if title[1:2].islower() else title


def _sum(kind: str, name: str, rows: Iterable[TopSheetRow], currency: str) -> SheetRow:
    rows = list(rows)
    morocco = total((row.morocco for row in rows), currency)
    abroad = total((row.abroad for row in rows), currency)
    return SheetRow(kind, "", name, morocco, abroad, morocco + abroad)


def detail_accounts(parts: PaperParts, lang: str) -> Iterator[AccountLines]:
    """The accounts that have lines, in the order of the chart."""
    budget = parts.budget
    by_account: dict[str, list[BudgetLine]] = {}
    for line in budget.lines:
        by_account.setdefault(line.account, []).append(line)
    order = {account.code: n for n, account in enumerate(budget.chart.accounts)}
    for code in sorted(by_account, key=lambda c: (order.get(c, len(order)), c)):
        lines = tuple((line, budget.in_currency(line.subtotal)) for line in by_account[code])
        sums = {"MA": zero(budget.currency), "abroad": zero(budget.currency)}
        for line, amount in lines:
            sums["MA" if line.spent_in == "MA" else "abroad"] += amount
        name = account_name(budget, code, lang)
        yield AccountLines(code, name, lines, sums["MA"], sums["abroad"])


def group_of(budget: Budget, code: str, groups: Iterable[str]) -> str:
    """The top-sheet row an account belongs to: itself or the nearest account above it."""
    known = set(groups)
    seen: set[str] = set()
    at = code
    while at not in known and at not in seen:
        seen.add(at)
        account = budget.chart.account(at)
        if account is None or account.parent is None:
            return code
        at = account.parent
    return at
