"""How a financier's accounts are carried to ours: proposed once, corrected by a person, remembered."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from tournage.budget.imported import ImportedBudget, ImportedLine, covers, normal
from tournage.budget.model import Budget, BudgetLine
from tournage.kernel.accounts import Account, Chart
from tournage.kernel.dated import Confidence, Origin, Source
from tournage.kernel.errors import TournageError
from tournage.kernel.explain import Step
from tournage.kernel.findings import Finding, Severity, finding
from tournage.kernel.money import ExchangeRate, Money
from tournage.kernel.words import LANGUAGES, literal, phrase, say

SCHEMA = "tournage.account-map/1"


class AccountMapError(TournageError):
    """An account map file breaks its form."""


@dataclass(frozen=True, slots=True)
class Remembered:
    """Where one of their accounts goes. `to` None: nobody knows yet. `spent_in` is `MA` or `abroad`."""

    to: str | None
    origin: Origin
    name: str = ""
    spent_in: str | None = None


Memory = Mapping[str, Remembered]


def memory_from(data: Any, where: str) -> dict[str, Remembered]:
    """Read an account map from its dictionary.

    Raises: AccountMapError when it is not one.
    """
    if not isinstance(data, Mapping) or data.get("schema") != SCHEMA:
        raise AccountMapError(f"{where}: not an account map; the first line must be `schema: {SCHEMA}`")
    accounts = data.get("accounts") or {}
    if not isinstance(accounts, Mapping):
        raise AccountMapError(f"{where}: `accounts` must name accounts")
    memory = {}
    for code, entry in accounts.items():
        entry = {"to": entry} if not isinstance(entry, Mapping) else entry
        to = entry.get("to")
        origin = Origin.PROPOSED if entry.get("origin") == "proposed" else Origin.YOURS
        spent_in = entry.get("spent_in")
        if spent_in not in (None, "MA", "abroad"):
            raise AccountMapError(f"{where}: account {code}: spent_in is MA or abroad, not {spent_in!r}")
        memory[str(code)] = Remembered(
            None if to is None else str(to), origin, str(entry.get("name", "")), spent_in
        )
    return memory


def memory_to(memory: Memory, chart: Chart) -> dict[str, Any]:
    """An account map as the dictionary its file holds."""
    accounts: dict[str, dict[str, Any]] = {}
    for code, item in memory.items():
        entry: dict[str, Any] = {"to": item.to, "name": item.name, "origin": item.origin.value}
        if item.spent_in:
            entry["spent_in"] = item.spent_in
        accounts[code] = entry
    return {"schema": SCHEMA, "chart": chart.id, "accounts": accounts}


def remember(
    imported: ImportedBudget, memory: Memory, chart: Chart
) -> tuple[dict[str, Remembered], tuple[Finding, ...]]:
    """Complete an account map for a budget: what is known stays, what is new is proposed.

    Findings: BUD-321 a proposal to look at; BUD-322 an account nobody knows; BUD-323 a mapped
    account that the chart does not have.
    """
    names = dict(imported.names)
    codes = list(dict.fromkeys(line.account for line in imported.lines if line.account))
    result = dict(memory)
    found: list[Finding] = []
    known = {account.code for account in chart.accounts}
    for code in codes:
        item = result.get(code)
        if item is None:
            told = names.get(code) or _first_description(imported.lines, code)
            item = Remembered(_propose(code, told, chart), Origin.PROPOSED, told)
            result[code] = item
            if item.to is not None and item.to != code:
                found.append(
                    finding(
                        "budget", "BUD-321", Severity.INFO, imported.file, account=code, name=told, to=item.to
                    )
                )
        if item.to is None:
            found.append(
                finding("budget", "BUD-322", Severity.ERROR, imported.file, account=code, name=item.name)
            )
        elif item.to not in known:
            found.append(
                finding(
                    "budget",
                    "BUD-323",
                    Severity.ERROR,
                    imported.file,
                    account=code,
                    to=item.to,
                    chart=chart.title,
                )
            )
    return result, tuple(found)


def _first_description(lines: Iterable[ImportedLine], code: str) -> str:
    return next((line.description for line in lines if line.account == code), "")


def _propose(code: str, name: str, chart: Chart) -> str | None:
    """The same code, else the account whose name is nearest, else the account that gathers the code."""
    by_code = {account.code: account for account in chart.accounts}
    if code in by_code:
        return code
    nearest = _nearest(name, chart)
    if nearest:
        return nearest
    heads = [a for a in chart.accounts if a.parent is None and covers(a.code, code)]
    return heads[-1].code if heads else None


def _nearest(name: str, chart: Chart) -> str | None:
    words = _telling(name)
    if not words:
        return None
    best, best_score = None, Decimal("0.49")
    for account in chart.accounts:
        score = max(_likeness(words, _telling(said)) for said in _names(account))
        if score > best_score:
            best, best_score = account.code, score
    return best


def _names(account: Account) -> tuple[str, ...]:
    return tuple(say(account.name, lang) for lang in LANGUAGES)


def _telling(text: str) -> frozenset[str]:
    return frozenset(word.rstrip("s") for word in normal(text).split() if len(word) > 2)


def _likeness(a: frozenset[str], b: frozenset[str]) -> Decimal:
    """Words in common over all words."""
    return Decimal(len(a & b)) / Decimal(len(a | b)) if a | b else Decimal(0)


def imported_budget(
    imported: ImportedBudget,
    memory: Memory,
    chart: Chart,
    *,
    currency: str,
    exchange: tuple[ExchangeRate, ...],
    priced_on: date,
) -> Budget:
    """The imported lines as a budget on our chart; the sums stay as the file states them.

    Lines in a currency column keep it, the others are in `currency`. Spent in Morocco: what the
    file or the map says, else what is paid in dirhams.
    """
    sections = {account.code: account.section for account in chart.accounts}
    lines = tuple(
        _budget_line(number, line, memory, sections, currency)
        for number, line in enumerate(imported.lines, 1)
    )
    return Budget("imported", chart, currency, lines, (), (), exchange, priced_on, literal(imported.file))


def _budget_line(
    number: int, line: ImportedLine, memory: Memory, sections: Mapping[str, str], currency: str
) -> BudgetLine:
    item = memory.get(line.account)
    account = (item.to if item else None) or line.account
    money = line.currency or currency
    spent_in = line.spent_in or (item.spent_in if item else None) or ("MA" if money == "MAD" else "abroad")
    label = literal(line.description or line.account)
    subtotal = Money(line.subtotal, money)
    step = Step(
        phrase("budget.imported_figure", where=line.where),
        subtotal,
        source=(Source(line.where),),
        confidence=Confidence.HIGH,
        origin=Origin.YOURS,
    )
    post = sections.get(account) == "editing_period"
    return BudgetLine(
        id=f"line_{number}",
        account=account,
        description=line.description,
        description_key="",
        amount=line.amount,
        unit=line.unit,
        times=line.times,
        rate=Money(line.rate, money),
        subtotal=subtotal,
        spent_in="MA" if spent_in.upper() in ("MA", "MAROC", "MOROCCO", "المغرب") else "abroad",
        phase=line.phase or ("post" if post else "shoot"),
        explain=Step(label, subtotal, "=", (step,), origin=Origin.YOURS),
        expense=line.expense,
        payee_kind="company" if spent_in == "MA" else "foreign_company",
        groups=frozenset({sections.get(account, "")} & {"above_the_line"}),
        origin=Origin.YOURS,
    )
