"""`tournage rebate`: Morocco's rebate on spend lines: file, deadlines, cash and what comes around it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from tournage.cli.door import json_option, lang_option, leave, print_findings, print_json, spend_options


@click.command()
@spend_options
@click.option(
    "--ics",
    "ics",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write the calendar of the file here.",
)
@click.option(
    "--draws",
    type=click.IntRange(0, 100_000),
    default=0,
    help="Draw so many budgets, each line ±15 %, and show the spread.",
)
@lang_option
@json_option
def command(
    *,
    lines: Path,
    on: Any,
    facts: tuple[str, ...],
    rates: tuple[str, ...],
    numbers: str,
    ics: Path | None,
    draws: int,
    lang: str,
    as_json: bool,
) -> None:
    """Work out Morocco's rebate on the spend lines of a CSV file, with its calendar and what comes around it."""
    from tournage.incentives.parse_facts import pairs
    from tournage.services.assessing import Asked, assess_file
    from tournage.services.rebate import rebate_json, rebate_text, simulate_lines, write_calendar

    asked = Asked(pairs(facts), {}, {}, pairs(rates))
    assessed = assess_file(lines, "ma-rebate", on.date(), asked, numbers=numbers)
    if ics is not None:
        write_calendar(assessed, ics, lang)
    spread = simulate_lines(assessed, draws) if draws else None
    if as_json:
        print_json(rebate_json(assessed, lang, spread))
    else:
        click.echo(rebate_text(assessed, lang, spread))
        print_findings(assessed.result.findings, lang)
    leave(assessed.result.findings)
