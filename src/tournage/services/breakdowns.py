"""Breaking scripts down: from files or a production folder, with what its people corrected."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from tournage.breakdown.model import Breakdown, Corrections, Element, Role, Sheet
from tournage.breakdown.propose import break_down
from tournage.flows.script_to_breakdown import script_to_breakdown
from tournage.kernel.findings import Finding
from tournage.kernel.words import say
from tournage.script.model import Script
from tournage.services.scripts import read_script, script_document
from tournage.store.corrections import read_corrections
from tournage.store.files import write_one
from tournage.store.production import CORRECTIONS, draft_files, is_production, read_production

SCHEMA = "tournage.breakdown/1"
USS = ".uss"


@dataclass(frozen=True, slots=True)
class BrokenDown:
    """A breakdown and the script it was made from; an imported one has no script."""

    script: Script
    breakdown: Breakdown
    findings: tuple[Finding, ...]


def break_down_files(
    sources: Sequence[Path], *, length_mode: str = "final_draft", lines_a_page: int = 54
) -> BrokenDown:
    """Break down script files, the current draft of a production folder, or read a `.uss` file.

    Raises: NoScriptError, NotAProductionError.
    """
    if len(sources) == 1 and sources[0].suffix.lower() == USS:
        return _imported(sources[0])
    files, corrections, found = _given(sources)
    script, read = read_script(files, length_mode=length_mode, lines_a_page=lines_a_page)
    if not script.scenes:
        return BrokenDown(script, Breakdown(script.title, (), (), ()), (*read, *found))
    breakdown, told = break_down(script.title, script_to_breakdown(script), corrections)
    return BrokenDown(script, breakdown, (*read, *found, *told))


def save_uss(made: BrokenDown, target: Path, *, created: date) -> Path | None:
    """Write the breakdown as a `.uss` file, whole or not at all; nothing when there is no sheet."""
    from tournage.formats.uss import write

    if not made.breakdown.sheets:
        return None
    return write_one(target, write(made.breakdown, created=created).encode())


def breakdown_document(made: BrokenDown, lang: str) -> dict[str, Any]:
    """What `tournage breakdown --json` prints: the script's object with elements, roles and sheets."""
    document = script_document(made.script, made.findings, lang)
    findings = document.pop("findings")
    files = {str(scene.key): scene.file for scene in made.script.scenes}
    return {
        **document,
        "schema": SCHEMA,
        "title": made.breakdown.title,
        "elements": [_element(e, files, lang) for e in made.breakdown.elements],
        "roles": [_role(role) for role in made.breakdown.roles],
        "sheets": [_sheet(sheet) for sheet in made.breakdown.sheets],
        "findings": findings,
    }


def _given(sources: Sequence[Path]) -> tuple[Sequence[Path], Corrections, tuple[Finding, ...]]:
    if len(sources) != 1 or not is_production(sources[0]):
        return sources, Corrections(), ()
    folder = sources[0]
    files = draft_files(folder, read_production(folder).draft)
    kept = folder / CORRECTIONS
    if not kept.is_file():
        return files, Corrections(), ()
    yours, found = read_corrections(kept.read_text("utf-8"), kept.name)
    return files, yours.breakdown, found


def _imported(file: Path) -> BrokenDown:
    from tournage.formats.uss import read

    breakdown, findings = read(file)
    made = breakdown or Breakdown(file.stem, (), (), ())
    return BrokenDown(Script(made.title, ()), made, findings)


def _element(element: Element, files: dict[str, str], lang: str) -> dict[str, Any]:
    return {
        "id": element.id,
        "category": element.category,
        "ucid": element.ucid,
        "name": element.name,
        "scenes": [str(key) for key in element.scenes],
        "evidence": [
            {
                "scene": str(each.scene),
                "line": each.line,
                "text": each.text,
                "file": files.get(str(each.scene), ""),
                "reason": say(each.reason, lang),
            }
            for each in element.evidence
        ],
        "quantity": {str(key): count for key, count in element.quantity},
        "linked": list(element.linked),
        "origin": element.origin.value,
        "tags": sorted(element.tags),
    }


def _role(role: Role) -> dict[str, Any]:
    return {
        "id": role.id,
        "number": role.number,
        "name": role.name,
        "aliases": list(role.aliases),
        "scenes": [str(key) for key in role.scenes],
        "speaking": role.speaking,
        "minor": role.minor,
        "words": role.words,
    }


def _sheet(sheet: Sheet) -> dict[str, Any]:
    low, high = sheet.extras_range
    return {
        "number": sheet.number,
        "scene": str(sheet.key),
        "heading": sheet.heading,
        "int_ext": sheet.int_ext.value if sheet.int_ext else None,
        "set": sheet.set_name,
        "light": sheet.light.value,
        "light_assumed": sheet.light_assumed,
        "eighths": sheet.eighths,
        "page": sheet.page,
        "script_day": sheet.script_day,
        "synopsis": sheet.synopsis,
        "cast": list(sheet.cast),
        "voices": list(sheet.voices),
        "elements": list(sheet.elements),
        "extras": {"low": low, "likely": sheet.extras, "high": high},
        "omitted": sheet.omitted,
        "origin": sheet.origin.value,
    }
