"""`tournage whatif`: the shoot of a script under other conditions."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any

import click

from tournage.cli import door
from tournage.cli.risk import Bar, study_options, sweep_options


@study_options
@click.command(name="whatif")
@sweep_options
@door.lang_option
@door.json_option
def command(
    *,
    sources: tuple[Path, ...],
    first_day: datetime | None,
    work_limit: int,
    starts: int,
    step_days: int,
    workers: int | None,
    cluster: str | None,
    lang: str,
    as_json: bool,
    **wish: Any,
) -> None:
    """What if it starts later, works another week, has no stage or one base fewer?

    SOURCES: a production folder, or script files (several are episodes of a series). Every start is planned anew, with
    the light, holidays and Ramadan of its dates. Writes whatif.pdf, whatif.xlsx and whatif.json.
    """
    from tournage.services.studying import NoScenesError, Wish, prepare
    from tournage.services.sweeping import sweep_lines, sweep_script

    day = first_day.date() if first_day else None
    today = date.today()  # noqa: DTZ011 - a local calendar day
    try:
        with door.stops_at_once(), Bar() as bar:
            ready = prepare(sources, Wish(first_day=day, lang=lang, **wish), today=today, into="whatif")
            made = sweep_script(
                ready,
                lang,
                work_limit=work_limit,
                starts=starts,
                step_days=step_days,
                spread_over=(workers, cluster),
                progress=bar.tell,
            )
    except NoScenesError as nothing:
        door.print_findings(nothing.findings, lang, inner_names=False)
        click.get_current_context().exit(door.DONE_WITH_ERRORS)
    if as_json:
        door.print_json(made.document)
    else:
        for line in sweep_lines(made.parts.currency, made.parts.rows, lang):
            click.echo(line)
        click.echo(f"\n{ready.target / 'whatif.pdf'}")
        door.print_findings(made.findings, lang, inner_names=False)
    door.leave(made.findings)
