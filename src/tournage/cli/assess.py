"""`tournage assess`: what a scheme pays on the lines of a CSV file."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import click

from tournage.cli.door import json_option, lang_option, leave, print_findings, print_json, spend_options

MANY = 5_000
"""Lines above which the object is printed without indents, which is several times faster."""


@click.command()
@spend_options
@click.option(
    "--scheme",
    "scheme",
    default="ma-rebate",
    show_default=True,
    help="Id of the scheme; see `tournage law list`.",
)
@click.option(
    "--switch", "switches", multiple=True, metavar="CONFLICT=CLAIM", help="Decide a conflict between sources."
)
@click.option(
    "--value", "values", multiple=True, metavar="NAME=VALUE", help="Set a value of the law yourself."
)
@click.option("--expected", is_flag=True, help="Use announced values as if they were law.")
@click.option(
    "--html",
    "html",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write the assessment as a page here.",
)
@lang_option
@json_option
def command(
    *,
    lines: Path,
    scheme: str,
    on: Any,
    facts: tuple[str, ...],
    switches: tuple[str, ...],
    values: tuple[str, ...],
    rates: tuple[str, ...],
    numbers: str,
    expected: bool,
    html: Path | None,
    lang: str,
    as_json: bool,
) -> None:
    """Work out what a scheme pays on the spend lines of a CSV file, line by line."""
    from tournage.incentives.parse_facts import pairs
    from tournage.services.assessing import Asked, assess_file, assessment_json
    from tournage.services.assessing_page import write_page
    from tournage.services.assessing_text import assessment_text

    day: date = on.date()
    asked = Asked(pairs(facts), pairs(switches), pairs(values), pairs(rates), expected)
    assessed = assess_file(lines, scheme, day, asked, numbers=numbers)
    if html is not None:
        write_page(assessed, lines.stem, html, lang)
    if as_json:
        document = assessment_json(assessed, lang)
        if len(document["lines"]) > MANY:
            click.echo(json.dumps(document, ensure_ascii=False))
        else:
            print_json(document)
    else:
        click.echo(assessment_text(assessed, lang))
        print_findings(assessed.result.findings, lang)
    leave(assessed.result.findings)
