"""`tournage risk`: what can go wrong with the schedule of a script."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any

import click

from tournage.cli import door


@click.command(name="risk")
@click.argument("sources", nargs=-1, required=True, type=click.Path(path_type=Path, exists=True))
@door.study_options
@click.option(
    "--work-limit",
    type=click.IntRange(min=1),
    help="Boards to try instead of seconds; the same seed then gives the same figures.",
)
@door.risk_options
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
        with door.stops_at_once(), door.Bar() as bar:
            ready = prepare(sources, Wish(first_day=day, lang=lang, **wish), today=today, into="risk")
            made = risk_of_script(
                ready,
                lang,
                runs=runs,
                work_limit=work_limit,
                yours=door.read_hazards(hazards),
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
