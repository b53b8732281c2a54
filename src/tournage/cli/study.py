"""`tournage study`: the producer's question answered from the screenplay."""

from __future__ import annotations

import sys
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tournage.cli import door

if TYPE_CHECKING:
    from tournage.services.studying import Made

SHARES = {"plan": (0.0, 0.08), "schedule": (0.08, 0.6), "price": (0.6, 0.72), "papers": (0.72, 1.0)}


@click.command(name="study")
@click.argument("sources", nargs=-1, required=True, type=click.Path(path_type=Path, exists=True))
@click.option("--into", type=click.Path(path_type=Path, file_okay=False), help="Folder to write into.")
@click.option(
    "--first-day", type=click.DateTime(["%Y-%m-%d"]), help="First shooting day; in four months unless told."
)
@click.option("--currency", help="Currency of the study.  [default: EUR, or the production's own]")
@click.option(
    "--assume", type=click.Path(path_type=Path, exists=True, dir_okay=False), help="TOML of corrections."
)
@click.option(
    "--template", help="Budget template; chosen from the script unless told (tournage budget templates)."
)
@click.option("--kind", type=door.WorkKind(), help="Format of the work.")
@click.option(
    "--time-limit",
    type=click.FloatRange(0.5, 3600),
    help="At most so many seconds for the schedule; without it the clock decides nothing.",
)
@click.option("--seed", type=int, default=1, show_default=True, help="Seed of the schedule.")
@door.lang_option
@door.json_option
def command(
    sources: tuple[Path, ...],
    into: Path | None,
    first_day: datetime | None,
    currency: str | None,
    assume: Path | None,
    template: str | None,
    kind: str | None,
    time_limit: float | None,
    seed: int,
    lang: str,
    as_json: bool,
) -> None:
    """Can this be shot in Morocco, in how many days, where, for how much, and what comes back?

    SOURCES: a production folder, or script files (several are episodes of a series).
    """
    from tournage.services.studying import NoScenesError, Wish, make_study

    day = first_day.date() if first_day else None
    wish = Wish(into, day, currency, assume, lang, time_limit, seed, template, kind)
    today = date.today()  # noqa: DTZ011 - a local calendar day
    bar = _Bar()
    try:
        with door.stops_at_once():
            made = make_study(sources, wish, today=today, progress=bar.tell)
    except NoScenesError as nothing:
        bar.close()
        if as_json:
            door.print_json(
                {"schema": "tournage.study/1", "findings": [f.as_json(lang) for f in nothing.findings]}
            )
        door.print_findings(nothing.findings, lang, inner_names=False)
        click.get_current_context().exit(door.DONE_WITH_ERRORS)
    bar.close()
    if as_json:
        door.print_json(made.document)
    else:
        _print(made, lang)
    door.leave(made.findings)


class _Bar:
    """One bar over all stages, on stderr, only where a person looks."""

    def __init__(self) -> None:
        from tqdm import tqdm

        form = "{desc:<10} {percentage:3.0f} % |{bar:30}| {remaining} left"
        self.bar = tqdm(total=100, file=sys.stderr, bar_format=form, delay=2, leave=False, disable=None)

    def tell(self, stage: str, share: float) -> None:
        start, end = SHARES[stage]
        self.bar.set_description_str(stage, refresh=False)
        self.bar.n = round(100 * (start + (end - start) * min(1.0, share)))
        self.bar.refresh()

    def close(self) -> None:
        self.bar.close()


def _print(made: Made, lang: str) -> None:
    from tournage.documents.study import answer_text

    door.print_findings(made.findings, lang, inner_names=False)
    click.echo(answer_text(made.study, lang))
    click.echo(f"\n{made.folder / 'study.html'}")
