"""The top sheet: one row an account of the first level, Morocco and abroad apart."""

from __future__ import annotations

from dataclasses import dataclass

from tournage.budget.convert import in_one_currency
from tournage.budget.model import Budget, TopSheetRow
from tournage.kernel.accounts import Account, Chart
from tournage.kernel.money import Money, total, zero
from tournage.kernel.words import Phrase, phrase

ABOVE = "above_the_line"
CHARGES = "contractual_charges"
UNMAPPED, UNMAPPED_NAME = "unmapped", "budget.unmapped_account"


@dataclass(frozen=True, slots=True)
class Subtotal:
    """A total under a part of the top sheet: `id` is a section, `below_the_line`, `direct` or `grand`."""

    id: str
    label: Phrase
    morocco: Money
    abroad: Money

    @property
    def total(self) -> Money:
        """Both together."""
        return self.morocco + self.abroad


def top_sheet(budget: Budget) -> tuple[TopSheetRow, ...]:
    """Rows in the order of the chart, in the budget's currency; accounts without money are left out.

    Money on an account that the chart does not have stands in rows at the end. The lines of the client's budget sum to the rows to the last centime.
    """
    lines = [line for line in budget.lines if line.view == "client"]
    heads = _heads(budget.chart)
    sums: dict[tuple[str, str], Money] = {}
    for line, amount in zip(lines, in_one_currency(budget, lines), strict=True):
        head = heads.get(line.account, line.account)
        place = "MA" if line.spent_in == "MA" else "abroad"
        sums[head, place] = sums.get((head, place), zero(budget.currency)) + amount
    rows = []
    for account in budget.chart.accounts:
        if account.parent is None:
            morocco = sums.get((account.code, "MA"), zero(budget.currency))
            abroad = sums.get((account.code, "abroad"), zero(budget.currency))
            if morocco or abroad:
                rows.append(TopSheetRow(account.code, account.name.key, account.section, morocco, abroad))
    return (*rows, *_unmapped(budget, sums, set(heads.values())))


def _unmapped(budget: Budget, sums: dict[tuple[str, str], Money], known: set[str]) -> tuple[TopSheetRow, ...]:
    """Money on accounts the chart does not have: shown at the end, never dropped."""
    nothing = zero(budget.currency)
    return tuple(
        TopSheetRow(
            code,
            UNMAPPED_NAME,
            UNMAPPED,
            sums.get((code, "MA"), nothing),
            sums.get((code, "abroad"), nothing),
        )
        for code in sorted({head for head, _ in sums} - known)
    )


def _heads(chart: Chart) -> dict[str, str]:
    by_code = {account.code: account for account in chart.accounts}

    def head(account: Account) -> str:
        return account.code if account.parent is None else head(by_code[account.parent])

    return {account.code: head(account) for account in chart.accounts}


def subtotals(budget: Budget, rows: tuple[TopSheetRow, ...] | None = None) -> tuple[Subtotal, ...]:
    """The totals of each section, below the line, above and below, and the grand total."""
    rows = top_sheet(budget) if rows is None else rows
    result = [
        _subtotal(
            budget, name, phrase("budget.total_of", section=label), [r for r in rows if r.section == name]
        )
        for name, label in budget.chart.sections
        if any(row.section == name for row in rows)
    ]
    direct = [row for row in rows if row.section != CHARGES]
    if any(name == ABOVE for name, _ in budget.chart.sections):
        below = [row for row in direct if row.section != ABOVE]
        result.append(_subtotal(budget, "below_the_line", phrase("budget.total_below"), below))
    result.append(_subtotal(budget, "direct", phrase("budget.total_direct"), direct))
    result.append(_subtotal(budget, "grand", phrase("budget.total_grand"), list(rows)))
    return tuple(result)


def _subtotal(budget: Budget, id: str, label: Phrase, rows: list[TopSheetRow]) -> Subtotal:
    morocco = total((row.morocco for row in rows), budget.currency)
    return Subtotal(id, label, morocco, total((row.abroad for row in rows), budget.currency))
