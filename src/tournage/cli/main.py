"""The command `tournage`: finds its commands by file, imports only the one that is called."""

from __future__ import annotations

import importlib
import pkgutil
import sys
from pathlib import Path

import click

from tournage import __version__
from tournage.cli import door

HIDDEN = {"main", "door"}


class Commands(click.Group):
    """Each file of this folder is one command; its first docstring line is the help line."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Names of the command files."""
        names = (m.name for m in pkgutil.iter_modules([str(Path(__file__).parent)]))
        return sorted(name for name in names if name not in HIDDEN)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import one command."""
        if cmd_name not in self.list_commands(ctx):
            return None
        command: click.Command = importlib.import_module(f"tournage.cli.{cmd_name}").command
        return command


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="tournage")
def tournage() -> None:
    """From screenplay to audited rebate: the production office for shooting in Morocco."""


def main() -> None:
    """Entry point: exit 0 done, 1 done with errors among the findings, 2 misuse; never a traceback."""
    sys.exit(door.run(tournage))


if __name__ == "__main__":
    main()
