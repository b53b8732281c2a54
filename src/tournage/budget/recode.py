"""Carrying a budget from one chart of accounts to another."""

from __future__ import annotations

from dataclasses import dataclass, replace

from tournage.budget.model import Budget, BudgetLine
from tournage.kernel.accounts import Chart
from tournage.kernel.findings import Finding, Severity, finding

LABOUR = frozenset({"crew", "foreign_crew"})


@dataclass(frozen=True, slots=True)
class MapRow:
    """Where one account goes: `labour` for pay, `groups` for tagged lines, `to` for the rest."""

    account: str
    to: str
    labour: str | None = None
    groups: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class AccountMap:
    """The rows that carry accounts from the chart `source` to the chart `target`."""

    source: str
    target: str
    rows: tuple[MapRow, ...]

    def row(self, account: str) -> MapRow | None:
        """The row of an account."""
        return next((row for row in self.rows if row.account == account), None)


def recode(budget: Budget, chart: Chart, account_map: AccountMap) -> tuple[Budget, tuple[Finding, ...]]:
    """The same lines and money on the accounts of another chart.

    Findings: BUD-103 an account has no place in the other chart; the line keeps its old code.
    """
    rows = {row.account: row for row in account_map.rows}
    findings: list[Finding] = []
    lines = []
    for line in budget.lines:
        row = rows.get(line.account)
        if row is None:
            findings.append(
                finding("budget", "BUD-103", Severity.ERROR, line.id, account=line.account, chart=chart.title)
            )
            lines.append(line)
            continue
        lines.append(replace(line, account=_target(row, line)))
    return replace(budget, lines=tuple(lines), chart=chart), tuple(findings)


def _target(row: MapRow, line: BudgetLine) -> str:
    if row.labour and line.payee_kind in LABOUR and "fringe" not in line.groups:
        return row.labour
    return next((code for group, code in row.groups if group in line.groups), row.to)
