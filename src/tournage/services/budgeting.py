"""Budgets: price the papers of a shoot, import a budget made elsewhere, show prices and templates."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from tournage.breakdown.model import Breakdown
from tournage.budget.build import build_budget
from tournage.budget.choose import choose_template
from tournage.budget.imported import ImportedBudget
from tournage.budget.memory import Remembered, imported_budget, memory_from, memory_to, remember
from tournage.budget.model import Budget, Driver
from tournage.budget.reality import compare_with_known
from tournage.budget.template import PriceList
from tournage.budget.views import client_view, internal_view
from tournage.flows.board_to_budget import board_to_budget
from tournage.jurisdictions.load_budget import load_price_list, load_template
from tournage.jurisdictions.load_charts import load_account_map, load_chart
from tournage.jurisdictions.load_exchange import load_exchange
from tournage.jurisdictions.load_statistics import load_statistics
from tournage.kernel.datafile import read_yaml
from tournage.kernel.findings import Finding
from tournage.kernel.money import Money, currency_decimals
from tournage.kernel.words import Phrase, phrase
from tournage.places.model import Location, PlacePlan
from tournage.schedule.model import Board, DayOutOfDays
from tournage.store.files import write_one


@dataclass(frozen=True, slots=True)
class Papers:
    """What a budget is made from: the papers of the desks before it."""

    breakdown: Breakdown
    plan: PlacePlan
    board: Board
    dood: DayOutOfDays
    locations: tuple[Location, ...]
    pages: int
    episodes: int


@dataclass(frozen=True, slots=True)
class MadeBudget:
    """A budget, the template it was made from and why that one."""

    budget: Budget
    drivers: tuple[Driver, ...]
    template: str
    reason: Phrase
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class BudgetWishes:
    """What the user chose: template, currency, chart, day of the prices, rates and own numbers."""

    priced_on: date
    currency: str = "EUR"
    template: str | None = None
    chart: str = "us"
    exchange: tuple[tuple[str, Decimal], ...] = ()
    """Dirhams for one unit of a currency."""
    overrides: tuple[tuple[str, Decimal], ...] = ()


def prices_on(on: date, exchange: Mapping[str, Decimal]) -> tuple[PriceList, tuple[Finding, ...]]:
    """Morocco's prices with the exchange rates of a day, the user's own first."""
    rates, findings = load_exchange(on, exchange)
    return load_price_list(rates), findings


def make_budget(papers: Papers, wishes: BudgetWishes) -> MadeBudget:
    """Price the papers of a shoot.

    The template is the user's, else the one that fits the script's size and demands.
    Raises: UnknownTemplateError, UnknownChartError, UnknownCurrencyError, NoExchangeRateError.
    """
    drivers = board_to_budget(
        papers.breakdown, papers.plan, papers.board, papers.dood, locations=papers.locations
    )
    chosen, reason = choose_template(papers.pages, papers.episodes, drivers)
    if wishes.template:
        chosen, reason = wishes.template, phrase("services.budget.your_template")
    prices, findings = prices_on(wishes.priced_on, dict(wishes.exchange))
    budget, found = build_budget(
        load_template(chosen),
        drivers,
        prices,
        load_chart(wishes.chart),
        currency=wishes.currency,
        priced_on=wishes.priced_on,
        overrides=dict(wishes.overrides),
        account_map=None if wishes.chart == "us" else load_account_map("us", wishes.chart),
    )
    years, known = load_statistics()
    kind = load_template(chosen).kind
    compared = compare_with_known(budget, kind, years, known)
    return MadeBudget(budget, drivers, chosen, reason, (*findings, *found, *compared))


def check_wishes(wishes: BudgetWishes) -> None:
    """Refuse what cannot be done before anything long is begun.

    Raises: UnknownTemplateError, UnknownChartError, UnknownCurrencyError, NoExchangeRateError.
    """
    currency_decimals(wishes.currency)
    if wishes.template:
        load_template(wishes.template)
    prices, _ = prices_on(wishes.priced_on, dict(wishes.exchange))
    chart = load_chart(wishes.chart)
    empty = Budget("", chart, wishes.currency, (), (), (), prices.exchange, wishes.priced_on)
    for paid in {rate.amount.currency for rate in prices.rates}:
        empty.in_currency(Money(Decimal(1), paid))


@dataclass(frozen=True, slots=True)
class ImportedFile:
    """An imported workbook as a budget on our chart, and the account map that took it there."""

    imported: ImportedBudget
    budget: Budget
    memory: dict[str, Remembered]
    findings: tuple[Finding, ...]


def import_budget(file: Path, wishes: BudgetWishes, *, map_file: Path | None = None) -> ImportedFile:
    """Read an Excel budget, check its figures, carry its accounts to our chart.

    With a map file, what it says is used, and accounts it does not know are added to it as
    proposals; what a person wrote in it is never changed.
    Raises: UnreadableBudgetError, AccountMapError, UnknownChartError, NoExchangeRateError.
    """
    from tournage.formats import budget_xlsx

    chart = load_chart(wishes.chart)
    known = _read_map(map_file)
    imported, findings = budget_xlsx.read(file)
    memory, to_look_at = remember(imported, known, chart)
    prices, about_rates = prices_on(wishes.priced_on, dict(wishes.exchange))
    budget = imported_budget(
        imported,
        memory,
        chart,
        currency=wishes.currency,
        exchange=prices.exchange,
        priced_on=wishes.priced_on,
    )
    if map_file is not None and memory != known:
        write_one(map_file, _map_text(map_file, known, memory, memory_to(memory, chart)))
    return ImportedFile(imported, budget, memory, (*findings, *to_look_at, *about_rates))


def as_view(budget: Budget, view: str) -> Budget:
    """The client's budget, or the service company's own (`internal`)."""
    if view != "internal":
        return client_view(budget)
    inside = internal_view(budget)
    return replace(inside, lines=tuple(replace(line, view="client") for line in inside.lines))


def write_workbook(budget: Budget, file: Path, lang: str) -> Path:
    """Write a budget as a workbook that `import` reads back; the file appears whole or not at all."""
    from tournage.formats import budget_xlsx

    return write_one(file, budget_xlsx.write(budget, lang))


def _read_map(map_file: Path | None) -> dict[str, Remembered]:
    if map_file is None or not map_file.exists():
        return {}
    return memory_from(read_yaml(map_file), map_file.name)


def _map_text(
    map_file: Path, known: Mapping[str, Remembered], memory: Mapping[str, Remembered], whole: dict[str, Any]
) -> bytes:
    """The map file with the new accounts at its end; lines that stand in it are kept as they are."""
    accounts: dict[str, Any] = whole["accounts"]
    if map_file.exists() and known:
        text = map_file.read_text("utf-8").rstrip("\n") + "\n"
        new: Sequence[str] = [code for code in memory if code not in known]
    else:
        text = f"# Where the accounts of a budget go. Change `to`; what you change is kept.\nschema: {whole['schema']}\n"
        text += f"chart: {whole['chart']}\naccounts:\n"
        new = list(memory)
    for code in new:
        text += (
            f"  {json.dumps(code, ensure_ascii=False)}: {json.dumps(accounts[code], ensure_ascii=False)}\n"
        )
    return text.encode("utf-8")
