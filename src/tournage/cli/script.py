"""`tournage script`: read, compare and convert screenplays."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import click

from tournage.cli import door
from tournage.kernel.findings import Finding, Severity
from tournage.kernel.words import phrase, say

LENGTH_MODES = ("final_draft", "nearest")
_SHOWN = 3
_FILE = click.Path(path_type=Path)


@click.group()
def command() -> None:
    """Read screenplays: scenes, lengths in eighths, cast, drafts."""


def _length_options(function: Callable[..., Any]) -> Callable[..., Any]:
    mode = click.option(
        "--length-mode",
        type=click.Choice(LENGTH_MODES),
        default="final_draft",
        show_default=True,
        help="Round eighths up, as Final Draft does, or to the nearest.",
    )
    lines = click.option(
        "--lines-a-page",
        type=click.IntRange(20, 100),
        default=54,
        show_default=True,
        help="Lines of text on a full page (54 or 55).",
    )
    return mode(lines(function))


def _print_findings(findings: Sequence[Finding], lang: str) -> None:
    """Findings on stderr; of many alike the first few, and how many more there are."""
    seen: Counter[str] = Counter()
    shown: list[Finding] = []
    for item in findings:
        seen[item.code] += 1
        if item.severity is Severity.ERROR or seen[item.code] <= _SHOWN:
            shown.append(item)
    door.print_findings(shown, lang)
    more = len(findings) - len(shown)
    if more:
        click.echo(say(phrase("services.script_more", more=more), lang), err=True)


@command.command()
@click.argument("files", nargs=-1, required=True, type=_FILE, metavar="FILE…")
@_length_options
@door.json_option
@door.lang_option
def read(files: tuple[Path, ...], length_mode: str, lines_a_page: int, as_json: bool, lang: str) -> None:
    """List the scenes of a film (one file) or a series (several, in order)."""
    from tournage.services.scripts import read_script, script_document

    script, findings = read_script(files, length_mode=length_mode, lines_a_page=lines_a_page)
    if as_json:
        door.print_json(script_document(script, findings, lang))
    else:
        from tournage.services.script_tables import scene_table

        if script.scenes:
            click.echo("\n".join(scene_table(script, lang)))
        _print_findings(findings, lang)
    door.leave(findings)


@command.command()
@click.argument("old", type=_FILE)
@click.argument("new", type=_FILE)
@_length_options
@door.json_option
@door.lang_option
def compare(old: Path, new: Path, length_mode: str, lines_a_page: int, as_json: bool, lang: str) -> None:
    """Tell what changed between two drafts: scenes added, omitted, changed, moved."""
    from tournage.services.script_tables import comparison_table
    from tournage.services.scripts import compare_files, comparison_document

    comparison, findings = compare_files(old, new, length_mode=length_mode, lines_a_page=lines_a_page)
    if as_json:
        door.print_json(comparison_document(comparison, findings, lang))
    else:
        if not any(f.severity.value == "error" for f in findings):
            click.echo("\n".join(comparison_table(comparison, lang)))
        _print_findings(findings, lang)
    door.leave(findings)


@command.command()
@click.argument("file", type=_FILE)
@click.option("--to", "target", required=True, type=_FILE, help="File to write; its suffix names the format.")
@_length_options
@door.json_option
@door.lang_option
def convert(file: Path, target: Path, length_mode: str, lines_a_page: int, as_json: bool, lang: str) -> None:
    """Write a screenplay in another format (Fountain or Final Draft)."""
    from tournage.services.scripts import convert_script

    written, findings = convert_script(file, target, length_mode=length_mode, lines_a_page=lines_a_page)
    if as_json:
        name = str(target) if written else None
        door.print_json(
            {"schema": "tournage.convert/1", "file": name, "findings": [f.as_json(lang) for f in findings]}
        )
    else:
        if written:
            click.echo(str(target))
        _print_findings(findings, lang)
    door.leave(findings)


@command.command()
@door.json_option
@door.lang_option
def formats(as_json: bool, lang: str) -> None:
    """List the formats that can be read and written."""
    from tournage.services.script_tables import format_table
    from tournage.services.scripts import list_formats

    known = list_formats()
    if as_json:
        rows = [
            {"name": f.name, "suffixes": list(f.suffixes), "reads": True, "writes": f.writes} for f in known
        ]
        door.print_json({"schema": "tournage.formats/1", "formats": rows})
    else:
        click.echo("\n".join(format_table(known, lang)))
