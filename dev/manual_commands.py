"""The manual's page of commands: the help of each, as the program prints it."""

from __future__ import annotations

from collections.abc import Iterator

import click

from tournage.cli.main import tournage


def commands() -> Iterator[tuple[str, click.Command]]:
    """Every command and command below it, by the words one types."""
    context = click.Context(tournage, info_name="tournage")
    for name in tournage.list_commands(context):
        command = tournage.get_command(context, name)
        assert command is not None
        yield from _below(f"tournage {name}", command)


def pages() -> dict[str, str]:
    """One page."""
    lines = ["# Commands", "", "Exit 0: done. 1: done, with errors among the findings. 2: misuse.", ""]
    for words, command in commands():
        lines += [f"## {words}", "", "```text", click.Context(command, info_name=words).get_help(), "```", ""]
    return {"reference/commands.md": "\n".join(lines)}


def _below(words: str, command: click.Command) -> Iterator[tuple[str, click.Command]]:
    yield words, command
    if isinstance(command, click.Group):
        for name in sorted(command.commands):
            yield from _below(f"{words} {name}", command.commands[name])
