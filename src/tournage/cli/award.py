"""`tournage award`: what a scheme pays on totals."""

from __future__ import annotations

from typing import Any

import click

from tournage.cli.door import json_option, lang_option, leave, print_findings, print_json


@click.command()
@click.argument("scheme")
@click.option("--on", "on", type=click.DateTime(["%Y-%m-%d"]), help="Day of the application.")
@click.option("--total", "totals", multiple=True, metavar="NAME=AMOUNT", help="A total; may be repeated.")
@click.option(
    "--fact", "facts", multiple=True, metavar="NAME=VALUE", help="A fact of the production; may be repeated."
)
@click.option(
    "--switch", "switches", multiple=True, metavar="CONFLICT=CLAIM", help="Decide a conflict between sources."
)
@click.option(
    "--value", "values", multiple=True, metavar="NAME=VALUE", help="Set a value of the law yourself."
)
@click.option("--expected", is_flag=True, help="Use announced values as if they were law.")
@click.option("--inputs", is_flag=True, help="List the totals and facts the scheme understands, and stop.")
@lang_option
@json_option
def command(
    *,
    scheme: str,
    on: Any,
    totals: tuple[str, ...],
    facts: tuple[str, ...],
    switches: tuple[str, ...],
    values: tuple[str, ...],
    expected: bool,
    inputs: bool,
    lang: str,
    as_json: bool,
) -> None:
    """Work out what SCHEME pays on totals you already know."""
    from tournage.incentives.parse_facts import pairs
    from tournage.services.assessing import Asked, assessment_json, award_totals
    from tournage.services.assessing_text import assessment_text
    from tournage.services.law import inputs_of
    from tournage.services.law_text import inputs_text

    if inputs:
        document = inputs_of(scheme, lang)
        if as_json:
            print_json(document)
        else:
            click.echo(inputs_text(document))
        return
    if on is None:
        raise click.UsageError("Say the day of the application: --on 2026-05-01")
    asked = Asked(pairs(facts), pairs(switches), pairs(values), {}, expected)
    assessed = award_totals(scheme, on.date(), pairs(totals), asked)
    if as_json:
        print_json(assessment_json(assessed, lang))
    else:
        click.echo(assessment_text(assessed, lang))
        print_findings(assessed.result.findings, lang)
    leave(assessed.result.findings)
