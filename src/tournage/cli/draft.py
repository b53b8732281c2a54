"""`tournage draft`: keep a new draft of the script in a production folder."""

from __future__ import annotations

from pathlib import Path

import click

from tournage.cli import door


@click.command(name="draft")
@click.argument("folder", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.argument(
    "files", nargs=-1, required=True, type=click.Path(path_type=Path, exists=True, dir_okay=False)
)
@door.json_option
def command(folder: Path, files: tuple[Path, ...], as_json: bool) -> None:
    """Keep a new draft of the script; what you corrected stays, earlier drafts too."""
    from tournage.services.producing import add_draft

    made = add_draft(folder, files)
    if as_json:
        door.print_json({"schema": "tournage.draft/1", "folder": str(folder), "draft": made.draft})
        return
    click.echo(f"{folder}: draft {made.draft} of “{made.title}” kept")
    click.echo(f"Next: tournage study {folder}")
