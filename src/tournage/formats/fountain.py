"""Fountain 1.1 screenplays."""

from __future__ import annotations

from pathlib import Path

from tournage.formats.decode import decode
from tournage.formats.fountain_text import read_fountain_text
from tournage.formats.fountain_write import write_fountain
from tournage.kernel.findings import Finding
from tournage.script.model import Episode, RawScript

PAPER = "script"
SUFFIXES = (".fountain", ".spmd", ".ftn")


def read(file: Path) -> tuple[RawScript | None, tuple[Finding, ...]]:
    """Read a Fountain file, whatever its encoding."""
    text, findings = decode(file)
    if text is None:
        return None, findings
    raw, found = read_fountain_text(text, file.name)
    return raw, (*findings, *found)


def write(episode: Episode) -> str:
    """Write an episode as Fountain text."""
    return write_fountain(episode)
