"""The production folder: plain files one can read and put under version control.

DIR/production.toml      title, kind, first day, currency, current draft
DIR/corrections.toml     what people corrected (see `corrections`)
DIR/drafts/01/…          the script files of each draft, as they came
DIR/study/               the latest study and its papers
DIR/versions/0001.json   every study made, whole, never changed
"""

from __future__ import annotations

import shutil
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import tomlkit

from tournage.kernel.errors import TournageError

SCHEMA = "tournage.production/1"
PRODUCTION, CORRECTIONS, DRAFTS, VERSIONS = "production.toml", "corrections.toml", "drafts", "versions"
KINDS = ("feature", "series", "tv_film", "documentary", "docufiction", "web_fiction")

CORRECTIONS_HEAD = """\
# What you correct is kept here and survives every rerun and every new draft of the script.
# A value may stand alone, or say who wrote it and when: {value = "…", by = "…", on = 2026-11-24}
# Tables: aliases, cast, eighths, light, sets, names, links, places, locks, away, open, assumptions;
# lists: [[elements]] and [[quantities]]. See the manual, "First study".
"""


class NotAProductionError(TournageError):
    """The folder holds no production.toml."""


class ProductionExistsError(TournageError):
    """A production is already kept in this folder."""


class UnreadableProductionError(TournageError):
    """production.toml is not what this version of tournage understands."""


@dataclass(frozen=True, slots=True)
class Production:
    """What production.toml holds. `draft` numbers the current draft; 0 when there is none yet."""

    title: str
    first_day: date | None = None
    currency: str = "EUR"
    kind: str = "feature"
    template: str | None = None
    draft: int = 0


_FORMS: dict[str, tuple[type, ...]] = {
    "title": (str,),
    "first_day": (date, type(None)),
    "currency": (str,),
    "kind": (str,),
    "template": (str, type(None)),
    "draft": (int,),
}


def new_production(folder: Path, production: Production) -> None:
    """Make an empty production folder.

    Raises: ProductionExistsError.
    """
    if (folder / PRODUCTION).exists():
        raise ProductionExistsError(f"{folder}: a production is kept here already. Choose another folder.")
    folder.mkdir(parents=True, exist_ok=True)
    save_production(folder, production)
    if not (folder / CORRECTIONS).exists():
        (folder / CORRECTIONS).write_text(CORRECTIONS_HEAD, "utf-8")


def save_production(folder: Path, production: Production) -> None:
    """Write production.toml, whole or not at all."""
    document = tomlkit.document()
    document["schema"] = SCHEMA
    for name in ("title", "first_day", "currency", "kind", "template", "draft"):
        value = getattr(production, name)
        if value is not None:
            document[name] = value
    replace_text(folder / PRODUCTION, tomlkit.dumps(document))


def read_production(folder: Path) -> Production:
    """Read production.toml.

    Raises: NotAProductionError, UnreadableProductionError.
    """
    file = folder / PRODUCTION
    if not file.is_file():
        raise NotAProductionError(f"{folder}: no {PRODUCTION} here. Make one with: tournage new {folder}")
    try:
        document = tomllib.loads(file.read_text("utf-8"))
        if document.pop("schema", None) != SCHEMA:
            raise UnreadableProductionError(
                f"{file}: written by another version of tournage ({SCHEMA} expected)."
            )
        held = Production(**document)
    except (tomllib.TOMLDecodeError, TypeError, UnicodeDecodeError) as error:
        raise UnreadableProductionError(f"{file}: {error}.") from None
    for name, kinds in _FORMS.items():
        if type(getattr(held, name)) not in kinds:
            raise UnreadableProductionError(f"{file}: {name} cannot be {getattr(held, name)!r}.")
    return held


def is_production(folder: Path) -> bool:
    """Whether a folder keeps a production."""
    return (folder / PRODUCTION).is_file()


def draft_files(folder: Path, draft: int) -> tuple[Path, ...]:
    """The script files of one draft, in the order in which they were given."""
    place = folder / DRAFTS / f"{draft:02d}"
    return tuple(sorted(f for f in place.glob("*") if f.is_file())) if place.is_dir() else ()


def add_draft(folder: Path, files: Sequence[Path]) -> Production:
    """Keep a new draft and make it the current one; earlier drafts stay as they are."""
    production = read_production(folder)
    number = production.draft + 1
    place = folder / DRAFTS / f"{number:02d}"
    place.mkdir(parents=True, exist_ok=True)
    for order, file in enumerate(files, 1):
        name = f"{order:02d}_{file.name}" if len(files) > 1 else file.name
        shutil.copyfile(file, place / name)
    changed = replace(production, draft=number)
    save_production(folder, changed)
    return changed


def correct(folder: Path, table: str, key: str, value: str, *, by: str | None, on: date) -> None:
    """Set one correction in corrections.toml, keeping all else, comments included."""
    file = folder / CORRECTIONS
    document = tomlkit.parse(file.read_text("utf-8") if file.exists() else CORRECTIONS_HEAD)
    if table not in document:
        document[table] = tomlkit.table()
    entry = tomlkit.inline_table()
    entry["value"] = int(value) if table == "cast" else value
    if by:
        entry["by"] = by
    entry["on"] = on
    document[table][key] = entry  # type: ignore[index]
    replace_text(file, tomlkit.dumps(document))


def keep_version(folder: Path, study_json: str) -> Path:
    """Keep a study for good under the next number."""
    place = folder / VERSIONS
    place.mkdir(exist_ok=True)
    last = max((int(f.stem) for f in place.glob("[0-9]*.json")), default=0)
    file = place / f"{last + 1:04d}.json"
    replace_text(file, study_json)
    return file


def replace_text(file: Path, text: str) -> None:
    """Write a text file so that a reader sees the old or the new, never a part."""
    waiting = file.with_name(f".{file.name}.new")
    try:
        waiting.write_text(text, "utf-8")
        waiting.replace(file)
    finally:
        waiting.unlink(missing_ok=True)
