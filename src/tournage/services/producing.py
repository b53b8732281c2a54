"""Productions that last: make a folder, add a draft, correct a value."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from tournage.kernel.errors import TournageError
from tournage.kernel.findings import Finding
from tournage.store import production as store
from tournage.store.corrections import TABLES, read_corrections


class UnknownTableError(TournageError):
    """The correction names a table that corrections.toml does not have."""


class UnreadableCorrectionError(TournageError):
    """The value does not fit its table."""


def new_production(folder: Path, production: store.Production, files: Sequence[Path]) -> store.Production:
    """Make a production folder and, when script files are given, keep them as its first draft."""
    store.new_production(folder, production)
    return store.add_draft(folder, files) if files else production


def add_draft(folder: Path, files: Sequence[Path]) -> store.Production:
    """Keep a new draft of the script; corrections stay."""
    return store.add_draft(folder, files)


def correct(
    folder: Path, table: str, key: str, value: str, *, by: str | None, on: date
) -> tuple[Finding, ...]:
    """Keep one correction.

    Raises: UnknownTableError, UnreadableCorrectionError; nothing is written then.
    """
    store.read_production(folder)
    if table not in TABLES or table in ("away", "open"):
        known = ", ".join(name for name in TABLES if name not in ("away", "open"))
        raise UnknownTableError(f"{table}: not a table one value can be set in. Use one of: {known}.")
    file = folder / store.CORRECTIONS
    before = file.read_text("utf-8") if file.exists() else None
    store.correct(folder, table, key, value, by=by, on=on)
    _, findings = read_corrections(file.read_text("utf-8"), file.name)
    if any(f"[{table}.{key}]" in item.where for item in findings):
        if before is not None:
            store.replace_text(file, before)
        raise UnreadableCorrectionError(f"{table}.{key} cannot be {value!r}; nothing was changed.")
    return findings
