"""`tournage correct`: change what the software proposed, and have it kept."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from tournage.cli import door


@click.command(name="correct")
@click.argument("folder", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.argument("table")
@click.argument("key")
@click.argument("value")
@click.option("--by", help="Who says so; shown beside the value.")
@door.json_option
def command(folder: Path, table: str, key: str, value: str, by: str | None, as_json: bool) -> None:
    """Keep a correction: TABLE is aliases, cast, eighths, light, sets, names, links, places, locks or assumptions.

    \b
    tournage correct DIR places "KASBAH" ait_benhaddou --by Salma
    tournage correct DIR eighths 12A "1 4/8"
    tournage correct DIR locks 14 2027-03-12
    """
    from tournage.services.producing import correct

    findings = correct(folder, table, key, value, by=by, on=date.today())  # noqa: DTZ011 - a local calendar day
    if as_json:
        door.print_json({"schema": "tournage.correct/1", "findings": [f.as_json("en") for f in findings]})
    else:
        door.print_findings(findings, "en")
        click.echo(f"{table}.{key} = {value}")
    door.leave(findings)
