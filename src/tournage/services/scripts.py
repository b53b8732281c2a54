"""Reading scripts: the door through which every other desk gets one."""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

from tournage.formats.decode import content_kind, read_head
from tournage.kernel.errors import TournageError
from tournage.kernel.findings import Finding, Severity, finding
from tournage.script.assemble import Measure, assemble
from tournage.script.compare import Comparison, Pair, compare_scripts
from tournage.script.emphasis import without_emphasis
from tournage.script.letters import western_digits
from tournage.script.model import Episode, RawScript, Scene, Script
from tournage.script.pages import check_length_mode
from tournage.store.files import write_one

SCHEMA = "tournage.script/1"

_EPISODE_KEYS = frozenset({"episode", "épisode", "episode number", "الحلقة", "حلقة"})
_TITLE_KEYS = frozenset({"title", "titre", "العنوان", "عنوان"})
_SERIES_KEYS = frozenset({"series", "série", "show", "المسلسل", "مسلسل"})
_EPISODE_WORD = re.compile(
    r"(?:\bS\d{1,2}\s*E(?P<code>\d{1,3})|\b(?:EPISODE|ÉPISODE|EPISODIO|EP|الحلقة|حلقة)[\s._\-:]*(?P<number>\d{1,4}))",
    re.I,
)


class NoScriptError(TournageError):
    """No file was given."""


def read_script(
    files: Sequence[Path], *, length_mode: str = "final_draft", lines_a_page: int = 54
) -> tuple[Script, tuple[Finding, ...]]:
    """Read one film, or the episodes of a series in the order given.

    Findings: FIL-101 to FIL-114 about files, SCR-101 to SCR-114 about what stands in them.
    Raises: NoScriptError, UnknownLengthModeError.
    """
    if not files:
        raise NoScriptError("Give at least one script file.")
    check_length_mode(length_mode, lines_a_page)
    measure = Measure(length_mode, lines_a_page)
    read = [(Path(file), *read_file(Path(file))) for file in files]
    findings = [f for _, _, found in read for f in found]
    ids = _episode_ids([(file, raw) for file, raw, _ in read], findings)
    episodes: list[Episode] = []
    for (file, raw, _), id in zip(read, ids, strict=True):
        title = (_title_of(raw) if raw else None) or _plain_name(file)
        built, found = assemble(
            raw or RawScript((), ()), file=file.name, title=title, episode=id, measure=measure
        )
        episodes.append(built)
        findings += found if raw else ()
    return Script(_script_title(read, episodes), tuple(episodes)), tuple(findings)


def is_series(script: Script) -> bool:
    """Whether the files are episodes: there are several, or one says so on its title page."""
    pages = (episode.title_page for episode in script.episodes)
    return len(script.episodes) > 1 or any(
        key.casefold() in _EPISODE_KEYS for page in pages for key, _ in page
    )


def read_file(file: Path) -> tuple[RawScript | None, tuple[Finding, ...]]:
    """Read one file by the format its content and its name say it has."""
    result: tuple[RawScript | None, tuple[Finding, ...]] = format_of(file).read(file)
    return result


def script_formats() -> dict[str, ModuleType]:
    """Every screenplay format found in the folder of formats, by suffix."""
    import tournage.formats

    found: dict[str, ModuleType] = {}
    for info in pkgutil.iter_modules(tournage.formats.__path__):
        module = importlib.import_module(f"tournage.formats.{info.name}")
        if getattr(module, "PAPER", None) == "script":
            found.update(dict.fromkeys(module.SUFFIXES, module))
    return found


def format_of(file: Path) -> ModuleType:
    """The format of a file: what its first bytes show wins over its suffix; else plain text."""
    formats = script_formats()
    try:
        head = read_head(file, 1024) if file.is_file() else b""
    except OSError:
        head = b""
    if content_kind(head) == "pdf":
        return formats[".pdf"]
    named = formats.get(file.suffix.lower())
    if named is not formats[".pdf"] and b"<FinalDraft" in head:
        return formats[".fdx"]
    return named or formats[".txt"]


def _pair(raw: RawScript | None, keys: frozenset[str]) -> str | None:
    pairs = raw.title_page if raw else ()
    return next((value for key, value in pairs if key.lower() in keys and value.strip()), None)


def _title_of(raw: RawScript) -> str | None:
    title = _pair(raw, _TITLE_KEYS)
    return " ".join(without_emphasis(title).split()) if title else None


def _plain_name(file: Path) -> str:
    return re.sub(r"[_\s]+", " ", file.stem).strip() or file.name


def _script_title(
    read: Sequence[tuple[Path, RawScript | None, tuple[Finding, ...]]], episodes: Sequence[Episode]
) -> str:
    """The film's title; of a series, its own name, or what the episodes' titles have in common."""
    titles = [episode.title or "" for episode in episodes]
    if len(titles) == 1:
        return titles[0]
    series = next((s for _, raw, _ in read if (s := _pair(raw, _SERIES_KEYS))), None)
    if series:
        return " ".join(series.split())
    common = titles[0]
    for title in titles[1:]:
        while common and not title.startswith(common):
            common = common[:-1]
    common = re.sub(r"\W*\b(?:S\d*E?|EPISODE|ÉPISODE|EP|PART|PARTIE)?\W*$", "", common, flags=re.I).strip()
    return common if len(common) > 2 else titles[0]


def _episode_ids(read: Sequence[tuple[Path, RawScript | None]], findings: list[Finding]) -> list[str | None]:
    """None for a film; for a series the id of each episode, each used once."""
    if len(read) == 1:
        return [None]
    ids: list[str | None] = []
    for file, raw in read:
        id = _episode_id(file, raw)
        if id in ids:
            here = next(f"{id}-{n}" for n in range(2, len(read) + 2) if f"{id}-{n}" not in ids)
            findings.append(finding("script", "SCR-111", Severity.WARNING, file.name, episode=id, here=here))
            id = here
        ids.append(id)
    return ids


def _episode_id(file: Path, raw: RawScript | None) -> str:
    stated = _pair(raw, _EPISODE_KEYS)
    if stated:
        number = re.search(r"\d+\w*", western_digits(stated))
        return number[0] if number else " ".join(stated.split())[:20]
    for text in ((_title_of(raw) or "") if raw else "", file.stem.replace("_", " ")):
        found = _EPISODE_WORD.search(western_digits(text))
        if found:
            return found["code"] or found["number"]
    return re.sub(r"[\s/]+", "_", file.stem)


def script_document(script: Script, findings: Sequence[Finding], lang: str) -> dict[str, Any]:
    """What `tournage script read --json` prints."""
    return {
        "schema": SCHEMA,
        "title": script.title,
        "pages": script.pages,
        "eighths": script.eighths,
        "episodes": [_episode_document(e) for e in script.episodes],
        "scenes": [_scene_document(s) for s in script.scenes],
        "findings": [f.as_json(lang) for f in findings],
    }


def _episode_document(episode: Episode) -> dict[str, Any]:
    return {
        "id": episode.id,
        "title": episode.title,
        "file": episode.file,
        "language": episode.language,
        "pages": episode.pages,
        "scenes": len(episode.scenes),
        "revision": episode.revision,
        "title_page": dict(episode.title_page),
    }


def _scene_document(scene: Scene) -> dict[str, Any]:
    return {
        "episode": scene.key.episode,
        "number": scene.key.number,
        "heading": scene.heading,
        "int_ext": scene.int_ext.value if scene.int_ext else None,
        "set": scene.set_name,
        "time_of_day": scene.time_of_day,
        "light": scene.light.value if scene.light else None,
        "eighths": scene.eighths,
        "computed_eighths": scene.computed_eighths,
        "imported_eighths": scene.imported_eighths,
        "page": scene.page,
        "line": scene.line,
        "file": scene.file,
        "cast": list(scene.cast),
        "omitted": scene.omitted,
        "numbered": scene.numbered,
        "synopsis": scene.synopsis,
        "script_day": scene.script_day,
    }


class UnwritableFormatError(TournageError):
    """No format with this suffix can be written."""


@dataclass(frozen=True, slots=True)
class Format:
    """A screenplay format: its name, suffixes, and whether it can be written."""

    name: str
    suffixes: tuple[str, ...]
    writes: bool


def list_formats() -> tuple[Format, ...]:
    """Every screenplay format, by name."""
    modules = {module.__name__.rpartition(".")[2]: module for module in script_formats().values()}
    return tuple(
        Format(name, tuple(s for s in module.SUFFIXES if s), hasattr(module, "write"))
        for name, module in sorted(modules.items())
    )


def compare_files(
    old: Path, new: Path, *, length_mode: str = "final_draft", lines_a_page: int = 54
) -> tuple[Comparison, tuple[Finding, ...]]:
    """Read two drafts and compare them; findings of both."""
    before, found_before = read_script([old], length_mode=length_mode, lines_a_page=lines_a_page)
    after, found_after = read_script([new], length_mode=length_mode, lines_a_page=lines_a_page)
    return compare_scripts(before, after), (*found_before, *found_after)


def convert_script(
    file: Path, target: Path, *, length_mode: str = "final_draft", lines_a_page: int = 54
) -> tuple[bool, tuple[Finding, ...]]:
    """Write a script in the format that the suffix of `target` names.

    The file appears whole or not at all; nothing is written when no scene could be read.
    Raises: UnwritableFormatError.
    """
    module = script_formats().get(target.suffix.lower())
    if module is None or not hasattr(module, "write"):
        writable = ", ".join(s for f in list_formats() if f.writes for s in f.suffixes)
        raise UnwritableFormatError(f"{target.name}: scripts are written as {writable}.")
    script, findings = read_script([file], length_mode=length_mode, lines_a_page=lines_a_page)
    if not script.scenes:
        return False, findings
    write_one(target, module.write(script.episodes[0]).encode("utf-8"))
    return True, findings


def comparison_document(comparison: Comparison, findings: Sequence[Finding], lang: str) -> dict[str, Any]:
    """What `tournage script compare --json` prints."""
    return {
        "schema": "tournage.comparison/1",
        "added": [_scene_document(s) for s in comparison.added],
        "omitted": [_scene_document(s) for s in comparison.omitted],
        "changed": [_pair_document(p) for p in comparison.changed],
        "moved": [_pair_document(p) for p in comparison.moved],
        "same": len(comparison.same),
        "findings": [f.as_json(lang) for f in findings],
    }


def _pair_document(pair: Pair) -> dict[str, Any]:
    return {
        "old": str(pair.old.key),
        "new": str(pair.new.key),
        "heading": pair.new.heading,
        "matched_by": pair.by,
        "aspects": [aspect.value for aspect in pair.aspects],
        "moved": pair.moved,
        "eighths": {"old": pair.old.eighths, "new": pair.new.eighths},
        "cast_added": list(pair.cast_added),
        "cast_removed": list(pair.cast_removed),
    }
