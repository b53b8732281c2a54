"""`tournage budget`: what the shoot costs, an Excel budget imported, the prices and templates."""

from __future__ import annotations

from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from tournage.cli import door

if TYPE_CHECKING:
    from tournage.budget.model import Budget
    from tournage.services.budgeting import BudgetWishes


def _numbers(
    ctx: click.Context, param: click.Parameter, values: tuple[str, ...]
) -> tuple[tuple[str, Decimal], ...]:
    """Read each `NAME=NUMBER` exactly."""
    return tuple(_number(value) for value in values)


def _number(value: str) -> tuple[str, Decimal]:
    name, equals, number = value.partition("=")
    try:
        read = Decimal(number.strip())
    except InvalidOperation:
        read = Decimal("NaN")
    if not equals or not read.is_finite():
        raise click.BadParameter(f"{value!r} is not NAME=NUMBER, such as EUR=10.60")
    return name.strip(), read


def _day(ctx: click.Context, param: click.Parameter, value: str | None) -> date:
    if value is None:
        return date.today()  # noqa: DTZ011 - the user's own day
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise click.BadParameter(f"{value!r} is not a day such as 2027-03-01") from None


def _pricing(command: Any) -> Any:
    """Options of every command that prices."""
    for option in (
        click.option("--currency", default="EUR", show_default=True, help="Currency of the totals."),
        click.option(
            "--chart",
            type=click.Choice(["us", "cnc"]),
            default="us",
            show_default=True,
            help="Chart of accounts: international or French.",
        ),
        click.option("--on", "priced_on", callback=_day, help="Day of prices and exchange rates; today."),
        click.option(
            "--rate",
            "exchange",
            callback=_numbers,
            multiple=True,
            help="Dirhams for one unit of a currency: EUR=10.60.",
        ),
    ):
        command = option(command)
    return command


@click.group(name="budget")
def command() -> None:
    """What the shoot costs: import an Excel budget, see the templates and the prices."""


@command.command("import")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option(
    "--mapping",
    "map_file",
    type=click.Path(path_type=Path, dir_okay=False),
    help="YAML file that remembers where each account goes; made when missing.",
)
@_pricing
@door.lang_option
@door.json_option
def import_file(
    file: Path,
    map_file: Path | None,
    currency: str,
    chart: str,
    priced_on: date,
    exchange: tuple[tuple[str, Decimal], ...],
    lang: str,
    as_json: bool,
) -> None:
    """Read an Excel budget onto our chart and check it figure by figure."""
    from tournage.services.budgeting import import_budget
    from tournage.services.describing_budget import budget_document

    wishes = _wishes(currency, chart, priced_on, exchange)
    made = import_budget(file, wishes, map_file=map_file)
    if as_json:
        accounts = {code: item.to for code, item in made.memory.items()}
        door.print_json(budget_document(made.budget, made.findings, lang, file=file.name, accounts=accounts))
    else:
        _print_top_sheet(made.budget, lang)
        door.print_findings(made.findings, lang)
    door.leave(made.findings)


@command.command("templates")
@door.lang_option
@door.json_option
def templates(lang: str, as_json: bool) -> None:
    """The kinds of production a budget can be made for."""
    from tournage.services.describing_budget import templates_document

    document = templates_document(lang)
    if as_json:
        door.print_json(document)
        return
    for entry in document["templates"]:
        click.echo(f"{entry['id']:<16} {entry['name']}")
        click.echo(f"{'':<16} {entry['why']}")


@command.command("rates")
@click.argument("words", nargs=-1)
@click.option("--on", "priced_on", callback=_day, help="Day of the exchange rates; today.")
@door.lang_option
@door.json_option
def rates(words: tuple[str, ...], priced_on: date, lang: str, as_json: bool) -> None:
    """Every price with low, likely, high, confidence and source; WORDS narrow the list."""
    from tournage.services.budgeting import prices_on
    from tournage.services.describing_budget import rates_document

    prices, findings = prices_on(priced_on, {})
    document = rates_document(prices, priced_on, findings, lang)
    document["rates"] = [r for r in document["rates"] if _matches(r, words)]
    if as_json:
        door.print_json(document)
        return
    for rate in document["rates"]:
        range_ = f"{rate['low']} – {rate['likely']} – {rate['high']}"
        mark = "≈" if rate["origin"] == "assumed" else " "
        click.echo(
            f"{rate['id']:<38}{range_:>28} {rate['currency']} / {rate['per']:<10} {mark} {rate['confidence']}"
        )
    if words:
        return
    for entry in document["exchange"]:
        click.echo(f"1 {entry['currency']} = {entry['rate']} {entry['quote']} ({entry['on']})")
    door.print_findings(findings, lang)


def _matches(rate: dict[str, Any], words: tuple[str, ...]) -> bool:
    text = f"{rate['id']} {rate['name']} {rate['group']}".casefold()
    return all(word.casefold() in text for word in words)


def _wishes(
    currency: str, chart: str, priced_on: date, exchange: tuple[tuple[str, Decimal], ...]
) -> BudgetWishes:
    from tournage.services.budgeting import BudgetWishes

    named = tuple((name.upper(), rate) for name, rate in exchange)
    return BudgetWishes(priced_on, currency.upper(), None, chart, named)


def _print_top_sheet(budget: Budget, lang: str) -> None:
    from tournage.services.printing_budget import top_sheet_text

    click.echo(top_sheet_text(budget, lang))
