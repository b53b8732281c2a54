"""`tournage risk`: what can go wrong with the schedule of a script."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

import click

from tournage.cli import door
from tournage.cli.study import command as study


def study_options(command: click.Command) -> click.Command:
    """The sources and options of `tournage study`, on another command."""
    own = {param.name for param in command.params}
    command.params[:0] = [param for param in study.params if param.name not in own]
    return command


def risk_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """How many shoots are drawn, on what, and a person's own chances."""
    options = (
        click.option(
            "--runs",
            type=click.IntRange(1, 1_000_000),
            default=1000,
            show_default=True,
            help="Shoots to draw.",
        ),
        click.option(
            "--hazard",
            "hazards",
            multiple=True,
            metavar="NAME=VALUE",
            help="Your own number for an assumption, such as rain_persistence=0.5; may be repeated.",
        ),
        *_spread_options("runs"),
    )
    for option in reversed(options):
        command = option(command)
    return command


def sweep_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """How hard each row of a sweep is tried, which starts, and on what."""
    options = (
        click.option(
            "--work-limit",
            type=click.IntRange(min=1),
            default=30_000,
            show_default=True,
            help="Boards tried for each row.",
        ),
        click.option(
            "--starts", type=click.IntRange(0, 52), default=4, show_default=True, help="Later starts to try."
        ),
        click.option("--step-days", type=click.IntRange(1, 90), default=14, show_default=True),
        *_spread_options("rows"),
    )
    for option in reversed(options):
        command = option(command)
    return command


def _spread_options(what: str) -> tuple[Callable[..., Any], ...]:
    return (
        click.option(
            "--workers",
            type=click.IntRange(1, 256),
            help="Processes to use; those of the machine unless told.",
        ),
        click.option("--cluster", metavar="tcp://…", help=f"A Dask cluster to spread the {what} over."),
    )


def read_hazards(pairs: Sequence[str]) -> dict[str, Decimal]:
    """`NAME=VALUE` pairs as numbers."""
    found = {}
    for pair in pairs:
        name, _, text = pair.partition("=")
        try:
            found[name.strip()] = Decimal(text.strip())
        except InvalidOperation:
            raise click.BadParameter(
                f"{pair}: write NAME=VALUE, such as rain_stops=0.5", param_hint="--hazard"
            ) from None
    return found


class Bar:
    """A bar over work that takes more than two seconds, on stderr, only where a person looks."""

    def __enter__(self) -> Bar:
        from tqdm import tqdm

        form = "{desc:<10} {percentage:3.0f} % |{bar:30}| {remaining} left"
        self.bar = tqdm(total=100, file=sys.stderr, bar_format=form, delay=2, leave=False, disable=None)
        return self

    def tell(self, stage: str, share: float) -> None:
        """Move the bar to a share of a stage."""
        self.bar.set_description_str(stage, refresh=False)
        self.bar.n = round(100 * min(1.0, share))
        self.bar.refresh()

    def __exit__(self, *_: object) -> None:
        self.bar.close()


@study_options
@click.command(name="risk")
@click.option(
    "--work-limit",
    type=click.IntRange(min=1),
    help="Boards to try instead of seconds; the same seed then gives the same figures.",
)
@risk_options
@door.lang_option
@door.json_option
def command(
    *,
    sources: tuple[Path, ...],
    first_day: datetime | None,
    work_limit: int | None,
    runs: int,
    hazards: tuple[str, ...],
    workers: int | None,
    cluster: str | None,
    lang: str,
    as_json: bool,
    **wish: Any,
) -> None:
    """How many days and how much money may this shoot take, and what carries the risk?

    SOURCES: a production folder, or script files (several are episodes of a series). Writes risk.pdf, risk.xlsx and
    risk.json.
    """
    from tournage.services.risking import risk_lines, risk_of_script
    from tournage.services.studying import NoScenesError, Wish, prepare

    day = first_day.date() if first_day else None
    today = date.today()  # noqa: DTZ011 - a local calendar day
    try:
        with door.stops_at_once(), Bar() as bar:
            ready = prepare(sources, Wish(first_day=day, lang=lang, **wish), today=today, into="risk")
            made = risk_of_script(
                ready,
                lang,
                runs=runs,
                work_limit=work_limit,
                yours=read_hazards(hazards),
                spread_over=(workers, cluster),
                progress=bar.tell,
            )
    except NoScenesError as nothing:
        door.print_findings(nothing.findings, lang, inner_names=False)
        click.get_current_context().exit(door.DONE_WITH_ERRORS)
    if as_json:
        door.print_json(made.document)
    else:
        if made.parts is not None:
            for line in risk_lines(made.parts.problem, made.parts.risk, lang):
                click.echo(line)
            click.echo(f"\n{ready.target / 'risk.pdf'}")
        door.print_findings(made.findings, lang, inner_names=False)
    door.leave(made.findings)
