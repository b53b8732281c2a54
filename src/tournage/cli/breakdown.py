"""`tournage breakdown`: one sheet a scene, every element with its words."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from tournage.cli import door


@click.command(name="breakdown")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE…")
@click.option("--to", "target", type=click.Path(path_type=Path), help="Write the breakdown as a .uss file.")
@click.option(
    "--scene", "scenes", multiple=True, metavar="SCENE", help="Show this scene only (may be repeated)."
)
@click.option("--why", is_flag=True, help="Show the words of the script behind each element.")
@door.json_option
@door.lang_option
def command(
    files: tuple[Path, ...], target: Path | None, scenes: tuple[str, ...], why: bool, as_json: bool, lang: str
) -> None:
    """Break a script down: cast, background, props, vehicles, animals, effects, one sheet a scene.

    FILE is a script, the episodes of a series, a production folder (with its corrections), or a
    breakdown of another program (.uss).

    \b
    tournage breakdown film.fountain
    tournage breakdown film.fountain --scene 12 --why
    tournage breakdown film.fountain --to film.uss
    """
    from tournage.services.breakdowns import break_down_files, breakdown_document, save_uss

    if target is not None and target.suffix.lower() != ".uss":
        raise click.BadParameter("breakdowns are written as .uss", param_hint="--to")
    made = break_down_files(files)
    missing = sorted(set(scenes) - {str(sheet.key) for sheet in made.breakdown.sheets})
    if missing and made.breakdown.sheets:
        raise click.BadParameter(f"the script has no scene {', '.join(missing)}", param_hint="--scene")
    today = date.today()  # noqa: DTZ011 - a local calendar day
    written = save_uss(made, target, created=today) if target is not None else None
    if as_json:
        door.print_json({**breakdown_document(made, lang), "file": str(written) if written else None})
        door.leave(made.findings)
    from tournage.services.breakdown_tables import sheet_lines, summary_lines

    if written is not None:
        click.echo(str(written))
    elif made.breakdown.sheets:
        for line in sheet_lines(made.breakdown, lang, scenes=scenes, why=why):
            click.echo(line)
        if not scenes:
            click.echo("\n".join(summary_lines(made.breakdown, lang)))
    door.print_findings(made.findings, lang)
    door.leave(made.findings)
