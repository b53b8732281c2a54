"""`tournage law`: the schemes on the shelf, one on a day, two days compared, every file checked."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import click

from tournage.cli.door import json_option, lang_option, leave, print_findings, print_json

DAY = click.DateTime(["%Y-%m-%d"])


def _today(given: Any) -> date:
    from datetime import UTC, datetime

    day: date = given.date() if given else datetime.now(UTC).date()
    return day


@click.group()
def command() -> None:
    """Read the law: what each country pays back, on which day, on whose word."""


@command.command("list")
@click.option("--on", "on", type=DAY, help="Open on this day; today unless told.")
@lang_option
@json_option
def list_(*, on: Any, lang: str, as_json: bool) -> None:
    """List every scheme."""
    from tournage.services.law import law_list

    rows = law_list(_today(on), lang)
    if as_json:
        print_json(rows)
        return
    for row in rows:
        mark = "●" if row["in_force"] else "○"
        click.echo(f"{mark} {row['scheme']:<16} {row['currency']}  {row['place']}: {row['name']}")


@command.command()
@click.argument("scheme")
@click.option("--on", "on", type=DAY, help="As it stands on this day; today unless told.")
@lang_option
@json_option
def show(*, scheme: str, on: Any, lang: str, as_json: bool) -> None:
    """Show one scheme with every value, its day, source and confidence."""
    from tournage.services.law import law_show
    from tournage.services.law_text import show_text

    document, findings = law_show(scheme, _today(on), lang)
    if as_json:
        print_json(document)
    else:
        click.echo(show_text(document, lang))
        print_findings(findings, lang)
    leave(findings)


@command.command()
@click.argument("scheme")
@click.argument("one", type=DAY)
@click.argument("other", type=DAY)
@lang_option
@json_option
def diff(*, scheme: str, one: Any, other: Any, lang: str, as_json: bool) -> None:
    """Compare a scheme on two days."""
    from tournage.services.law import law_diff
    from tournage.services.law_text import diff_text

    document = law_diff(scheme, one.date(), other.date(), lang)
    if as_json:
        print_json(document)
    else:
        click.echo(diff_text(document))


@command.command()
@click.argument("files", nargs=-1, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@lang_option
@json_option
def check(*, files: tuple[Path, ...], lang: str, as_json: bool) -> None:
    """Check every law file, and any FILES of your own, naming file and line."""
    from tournage.services.law import law_check

    document, findings = law_check(files, lang)
    if as_json:
        print_json(document)
    else:
        print_findings(findings, lang)
    leave(findings)
