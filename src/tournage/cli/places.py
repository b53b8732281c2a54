"""`tournage places`: where a script can be shot, and what is known of the places."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path

import click

from tournage.cli import door

PLAN = "plan"
_DAY = click.DateTime(["%Y-%m-%d"])
_DAYS_AHEAD = 120


class _Places(click.Group):
    """A group that takes script files as if `plan` stood before them."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put `plan` before anything that is no command of the group."""
        words = [word for word in args if not word.startswith("-")]
        if args and args[0] not in self.commands and args[0] not in ctx.help_option_names and words:
            args = [PLAN, *args]
        return super().parse_args(ctx, args)


@click.group(cls=_Places)
def command() -> None:
    """Find places for the sets of a script; list the catalogue, show a place, tell its light.

    `tournage places FILE…` is short for `tournage places plan FILE…`.
    """


@command.command(PLAN)
@click.argument("sources", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE…")
@click.option(
    "--first-day", type=_DAY, metavar="DATE", help="First shooting day; in four months unless told."
)
@click.option(
    "--choose",
    "choices",
    multiple=True,
    metavar="SET=LOCATION",
    help="Your own place for a set; repeat for more.",
)
@click.option(
    "--candidates", default=1, show_default=True, type=click.IntRange(1, 5), help="Places told for each set."
)
@door.json_option
@door.lang_option
def plan(
    sources: tuple[Path, ...],
    first_day: datetime | None,
    choices: tuple[str, ...],
    candidates: int,
    as_json: bool,
    lang: str,
) -> None:
    """Propose where every set of a script is shot, from few bases.

    FILE is a script (several are episodes of a series) or one production folder.
    """
    from tournage.services.placing import place_script, places_document

    today = date.today()  # noqa: DTZ011 - a local calendar day
    day = first_day.date() if first_day else today + timedelta(days=_DAYS_AHEAD)
    placed = place_script(sources, first_day=day, choices=[_pair(choice) for choice in choices])
    if as_json:
        door.print_json(places_document(placed, lang))
    else:
        from tournage.services.placing_tables import plan_text

        if placed.plan.sets:
            click.echo("\n".join(plan_text(placed, lang, candidates=candidates)))
        door.print_findings(placed.findings, lang)
    door.leave(placed.findings)


@command.command("list")
@click.option(
    "--terrain", help="Only locations of this terrain (kasbah, erg, medina …), best examples first."
)
@click.option("--hub", help="Only locations of this hub (ouarzazate, marrakech …).")
@door.json_option
@door.lang_option
def list_places(terrain: str | None, hub: str | None, as_json: bool, lang: str) -> None:
    """List the locations of the catalogue."""
    from tournage.services.placing import list_locations, location_document

    found = list_locations(terrain, hub)
    if as_json:
        rows = [location_document(location, lang) for location in found]
        door.print_json({"schema": "tournage.locations/1", "locations": rows})
    else:
        from tournage.services.placing_tables import location_table

        click.echo("\n".join(location_table(found, lang)))


@command.command()
@click.argument("location")
@door.json_option
@door.lang_option
def show(location: str, as_json: bool, lang: str) -> None:
    """Show what is known of one location, with sources."""
    from tournage.services.placing import location_document, show_location, travel_document

    found, leg, catalogue = show_location(location)
    if as_json:
        document = location_document(found, lang) | {"road": travel_document(leg)}
        door.print_json({"schema": "tournage.location/1"} | document)
    else:
        from tournage.services.placing_tables import location_text

        click.echo("\n".join(location_text(found, leg, catalogue, lang)))


@command.command()
@click.argument("place")
@click.argument("day", type=_DAY, metavar="DATE")
@door.json_option
@door.lang_option
def sun(place: str, day: datetime, as_json: bool, lang: str) -> None:
    """Tell dawn, sunrise, sunset and dusk at a location or hub on a day."""
    from tournage.services.placing import place_name, sun_at, sun_document

    light, usable, hills = sun_at(place, day.date())
    if as_json:
        door.print_json(sun_document(place, light, usable, hills))
    else:
        from tournage.services.placing_tables import sun_text

        click.echo("\n".join(sun_text(place_name(place), light, usable, hills, lang)))


def _pair(choice: str) -> tuple[str, str]:
    name, equals, location = choice.rpartition("=")
    if not equals or not name or not location:
        raise click.BadParameter(f"{choice!r} is not SET=LOCATION", param_hint="--choose")
    return name.strip(), location.strip()
