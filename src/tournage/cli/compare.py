"""`tournage compare`: the same shoot in other countries."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from tournage.cli.door import json_option, lang_option, leave, print_findings, print_json


class Bar:
    """How many countries are done, with the time left, on stderr."""

    def __enter__(self) -> Bar:
        self.bar: Any = None
        return self

    def at(self, done: int, of: int) -> None:
        """Move the bar."""
        if self.bar is None:
            from tqdm import tqdm

            self.bar = tqdm(total=of, leave=False, disable=None, delay=2)
        self.bar.update(done - self.bar.n)

    def __exit__(self, *trouble: object) -> None:
        if self.bar is not None:
            self.bar.close()


@click.command()
@click.argument("study", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--with", "countries", default="", metavar="jo,mt,es-cn", help="Countries; all unless told.")
@click.option(
    "--on", "on", type=click.DateTime(["%Y-%m-%d"]), help="Day of the applications; today unless told."
)
@click.option(
    "--fact", "facts", multiple=True, metavar="NAME=VALUE", help="A fact of the production; may be repeated."
)
@click.option(
    "--assume", "yours", multiple=True, metavar="jo.crew=1.08", help="Change an assumption; may be repeated."
)
@click.option(
    "--numbers",
    type=click.Choice(["plain", "point", "comma"]),
    default="plain",
    show_default=True,
    help="Form of the amounts in a CSV: 1234.50, 1,234.50 or 1.234,50.",
)
@click.option(
    "--into",
    "into",
    type=click.Path(file_okay=False, path_type=Path),
    help="Write page, paper and JSON here.",
)
@lang_option
@json_option
def command(
    *,
    study: Path,
    countries: str,
    on: Any,
    facts: tuple[str, ...],
    yours: tuple[str, ...],
    numbers: str,
    into: Path | None,
    lang: str,
    as_json: bool,
) -> None:
    """Compare STUDY (study.json, or a CSV of spend lines) with the same shoot in other countries."""
    from datetime import UTC, datetime

    from tournage.incentives.parse_facts import pairs
    from tournage.services.comparing import compare_file, comparison_json, comparison_text, write_comparison

    day = on.date() if on is not None else datetime.now(UTC).date()
    codes = tuple(code.strip().lower() for code in countries.split(",") if code.strip())
    with Bar() as bar:
        result = compare_file(
            study,
            day,
            countries=codes,
            facts=pairs(facts),
            yours=pairs(yours),
            numbers=numbers,
            progress=bar.at,
        )
    document = comparison_json(result, lang)
    if into is not None:
        document["files"] = write_comparison(result, into, lang)
    if as_json:
        print_json(document)
    else:
        click.echo(comparison_text(result, lang))
        print_findings(result.findings, lang)
    leave(result.findings)
