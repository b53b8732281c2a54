"""`tournage budget`: what the shoot costs, an Excel budget imported, the prices and templates."""

from __future__ import annotations

import sys
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from tournage.cli import door

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tournage.budget.model import Budget
    from tournage.kernel.findings import Finding
    from tournage.services.budgeting import BudgetWishes
    from tournage.services.budgeting_scripts import PricedScript

Named = tuple[tuple[str, Decimal], ...]


def _numbers(ctx: click.Context, param: click.Parameter, values: tuple[str, ...]) -> Named:
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


def _day(ctx: click.Context, param: click.Parameter, value: str | None) -> date | None:
    if value is None:
        return None
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise click.BadParameter(f"{value!r} is not a day such as 2027-03-01") from None


def _today() -> date:
    return date.today()  # noqa: DTZ011 - the user's own day


def _pricing(command: Any) -> Any:
    """Options of every command that prices."""
    options = (
        click.option("--currency", default="EUR", show_default=True, help="Currency of the totals."),
        click.option(
            "--chart",
            type=click.Choice(["us", "cnc"]),
            default="us",
            show_default=True,
            help="Chart of accounts: international or French.",
        ),
        click.option("--on", callback=_day, help="Day of prices and exchange rates; today unless told."),
        click.option(
            "--rate",
            "exchange",
            callback=_numbers,
            multiple=True,
            help="Dirhams for one unit of a currency: EUR=10.60.",
        ),
    )
    for option in reversed(options):
        command = option(command)
    return command


class _Budget(click.Group):
    """A group whose first word may also be a script or a folder."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put the command `of` before words that are no command."""
        if args and args[0] not in self.commands and args[0] not in ("-h", "--help"):
            args = ["of", *args]
        return super().parse_args(ctx, args)

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        """Both ways to call it."""
        return ["FILE…|DIR|COMMAND", "[OPTIONS]"]


@click.group(name="budget", cls=_Budget)
def command() -> None:
    """What the shoot costs, line by line, from the screenplay; an Excel budget imported; prices."""


@command.command("of")
@click.argument("sources", nargs=-1, required=True, type=click.Path(path_type=Path, exists=True))
@click.option("--template", help="Kind of production; chosen from the script unless told.")
@click.option("--first-day", callback=_day, help="First shooting day; in four months unless told.")
@click.option(
    "--assume", type=click.Path(path_type=Path, exists=True, dir_okay=False), help="TOML of corrections."
)
@click.option(
    "--set",
    "overrides",
    callback=_numbers,
    multiple=True,
    help="Your own number: global.cameras=3, rate.camel=900, share.contingency=0.08.",
)
@click.option(
    "--view", type=click.Choice(["client", "internal"]), default="client", show_default=True, help="Whose."
)
@click.option("--xlsx", type=click.Path(path_type=Path, dir_okay=False), help="Write it as a workbook too.")
@click.option("--explain", multiple=True, help="Line ids to explain down to scenes and sources.")
@click.option(
    "--time-limit",
    type=click.FloatRange(0.5, 3600),
    help="At most so many seconds for the schedule; without it the clock decides nothing.",
)
@_pricing
@door.lang_option
@door.json_option
def of_sources(sources: tuple[Path, ...], lang: str, as_json: bool, **options: Any) -> None:
    """Budget a script (several files are episodes) or a production folder; `of` may be left out."""
    from tournage.services.budgeting_scripts import ShootWishes, budget_scripts

    shoot = ShootWishes(options["first_day"], options["assume"], options["time_limit"])
    bar = _Bar()
    try:
        priced, findings = budget_scripts(sources, _wishes(options), shoot, today=_today(), progress=bar.tell)
    finally:
        bar.close()
    if priced is not None:
        _show(priced, findings, options, lang, as_json)
    elif as_json:
        door.print_json({"schema": "tournage.budget/1", "findings": [f.as_json(lang) for f in findings]})
    else:
        door.print_findings(findings, lang)
    door.leave(findings)


def _show(
    priced: PricedScript, findings: Sequence[Finding], options: dict[str, Any], lang: str, as_json: bool
) -> None:
    from tournage.services.budgeting import as_view, write_workbook
    from tournage.services.describing_budget import budget_document
    from tournage.services.printing_budget import explain_text, summary_text

    inside = options["view"] == "internal"
    budget = as_view(priced.made.budget, options["view"])
    if options["xlsx"]:
        write_workbook(budget, options["xlsx"], lang)
    if as_json:
        more = {
            "title": priced.title,
            "first_day": priced.first_day.isoformat(),
            "last_day": priced.last_day.isoformat(),
            "shooting_days": priced.shooting_days,
            "view": options["view"],
        }
        door.print_json(budget_document(budget, findings, lang, reason=priced.made.reason, **more))
        return
    if options["explain"]:
        for id in options["explain"]:
            click.echo(explain_text(budget, id, lang))
        return
    _print_top_sheet(budget, lang)
    click.echo(summary_text(priced, lang, internal=inside))
    door.print_findings(findings, lang)


@command.command("import")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option(
    "--mapping",
    type=click.Path(path_type=Path, dir_okay=False),
    help="YAML file that remembers where each account goes; made when missing.",
)
@_pricing
@door.lang_option
@door.json_option
def import_file(file: Path, mapping: Path | None, lang: str, as_json: bool, **options: Any) -> None:
    """Read an Excel budget onto our chart and check it figure by figure."""
    from tournage.services.budgeting import import_budget
    from tournage.services.describing_budget import budget_document

    made = import_budget(file, _wishes(options), map_file=mapping)
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
@click.option("--on", callback=_day, help="Day of the exchange rates; today unless told.")
@door.lang_option
@door.json_option
def rates(words: tuple[str, ...], on: date | None, lang: str, as_json: bool) -> None:
    """Every price with low, likely, high and confidence (≈ is our estimate); WORDS narrow the list."""
    from tournage.services.budgeting import prices_on
    from tournage.services.describing_budget import rates_document
    from tournage.services.printing_budget import rates_text

    day = on or _today()
    prices, findings = prices_on(day, {})
    document = rates_document(prices, day, findings, lang, words=words)
    if as_json:
        door.print_json(document)
        return
    click.echo(rates_text(document, whole=not words))
    if not words:
        door.print_findings(findings, lang)


def _wishes(options: dict[str, Any]) -> BudgetWishes:
    from tournage.services.budgeting import BudgetWishes

    return BudgetWishes(
        priced_on=options["on"] or _today(),
        currency=options["currency"].upper(),
        template=options.get("template"),
        chart=options["chart"],
        exchange=tuple((name.upper(), rate) for name, rate in options["exchange"]),
        overrides=options.get("overrides", ()),
    )


def _print_top_sheet(budget: Budget, lang: str) -> None:
    from tournage.services.printing_budget import top_sheet_text

    click.echo(top_sheet_text(budget, lang))


class _Bar:
    """Progress of the schedule on stderr, only where a person looks and only when it takes long."""

    def __init__(self) -> None:
        from tqdm import tqdm

        form = "{desc:<10} {percentage:3.0f} % |{bar:30}| {remaining}"
        self.bar = tqdm(total=100, file=sys.stderr, bar_format=form, delay=2, leave=False, disable=None)

    def tell(self, stage: str, share: float) -> None:
        """A stage and the share of it that is done."""
        self.bar.set_description_str(stage, refresh=False)
        self.bar.n = round(100 * min(1.0, share))
        self.bar.refresh()

    def close(self) -> None:
        """Take the bar away."""
        self.bar.close()
