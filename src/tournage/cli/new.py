"""`tournage new`: make a production folder."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import click

from tournage.cli import door


@click.command(name="new")
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@click.argument("files", nargs=-1, type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--title", help="Title of the production; the folder's name unless told.")
@click.option("--first-day", type=click.DateTime(["%Y-%m-%d"]), help="First shooting day wanted.")
@click.option("--currency", default="EUR", show_default=True, help="Currency of the study.")
@click.option(
    "--kind", type=door.WorkKind(), default="feature", show_default=True, help="Format of the work."
)
@door.json_option
def command(
    folder: Path,
    files: tuple[Path, ...],
    title: str | None,
    first_day: datetime | None,
    currency: str,
    kind: str,
    as_json: bool,
) -> None:
    """Make a production folder: plain files to read, correct and keep under version control."""
    from tournage.kernel.money import currency_decimals
    from tournage.services.producing import new_production
    from tournage.store.production import Production

    currency_decimals(currency)
    day: date | None = first_day.date() if first_day else None
    made = new_production(folder, Production(title or folder.resolve().name, day, currency, kind), files)
    if as_json:
        door.print_json(
            {"schema": "tournage.new/1", "folder": str(folder), "title": made.title, "draft": made.draft}
        )
        return
    click.echo(f"{folder}: production “{made.title}”, draft {made.draft or '–'}")
    click.echo(f"Next: tournage study {folder}" if files else f"Next: tournage draft {folder} SCRIPT")
