"""Tables of scenes, drafts and formats for the terminal."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence

from tournage.kernel.eighths import format_eighths
from tournage.kernel.words import phrase, say
from tournage.script.compare import Comparison, Pair
from tournage.script.model import Scene, Script
from tournage.services.scripts import Format

_WIDEST = 44


def scene_table(script: Script, lang: str) -> list[str]:
    """One line a scene, a headline above; a series is told episode by episode."""
    lines = [
        _word(
            "headline",
            lang,
            title=script.title,
            scenes=len(script.scenes),
            pages=script.pages,
            length=format_eighths(script.eighths),
        )
    ]
    heads = ("scene", "side", "set", "time", "length", "page", "cast")
    for episode in script.episodes:
        if episode.id is not None:
            lines += ["", _word("episode", lang, episode=episode.id, title=episode.title or episode.file)]
        rows = [_scene_row(scene, lang) for scene in episode.scenes]
        lines += ["", *_columns([_word(h, lang) for h in heads], rows, right={4, 5})]
    return lines


def _scene_row(scene: Scene, lang: str) -> list[str]:
    side = {"INT": "int", "EXT": "ext", "I/E": "both"}.get(scene.int_ext or "", "")
    time = scene.time_of_day or ""
    if scene.light and scene.time_of_day and scene.light.value != scene.time_of_day:
        light = _word(scene.light.value.lower(), lang)
        time = time if light == time else f"{time} ({light})"
    place = _word("omitted", lang) if scene.omitted else scene.set_name
    return [
        scene.key.number,
        _word(side, lang) if side else "",
        place,
        time,
        format_eighths(scene.eighths),
        scene.page,
        ("، " if lang == "ar" else ", ").join(scene.cast),
    ]


def comparison_table(comparison: Comparison, lang: str) -> list[str]:
    """What changed, in the order of the new draft, scenes that are gone last."""
    rows = [_pair_row(p, lang) for p in comparison.pairs if p.aspects or p.moved]
    rows += [[_word("added", lang), "", str(s.key), s.heading, ""] for s in comparison.added]
    rows += [[_word("gone", lang), str(s.key), "", s.heading, ""] for s in comparison.omitted]
    counts = _word(
        "compared",
        lang,
        added=len(comparison.added),
        omitted=len(comparison.omitted),
        changed=len(comparison.changed),
        moved=len(comparison.moved),
        same=len(comparison.same),
    )
    if not rows:
        return [counts]
    heads = [_word(h, lang) for h in ("what", "old", "new", "heading", "differences")]
    return [counts, "", *_columns(heads, rows)]


def _pair_row(pair: Pair, lang: str) -> list[str]:
    what = [w for w, yes in (("changed", pair.aspects), ("moved", pair.moved)) if yes]
    details = []
    for aspect in pair.aspects:
        text = _word(f"aspect_{aspect.value}", lang)
        if aspect.value == "length":
            text += f" {format_eighths(pair.old.eighths)} → {format_eighths(pair.new.eighths)}"
        if aspect.value == "cast":
            names = [f"+{n}" for n in pair.cast_added] + [f"−{n}" for n in pair.cast_removed]
            text += f" {' '.join(names)}"
        details.append(text)
    comma = "، " if lang == "ar" else ", "
    words = comma.join(_word(w, lang) for w in what)
    return [words, str(pair.old.key), str(pair.new.key), pair.new.heading, comma.join(details)]


def format_table(formats: Iterable[Format], lang: str) -> list[str]:
    """What can be read and written."""
    rows = [
        [
            _word(f"format_{f.name}", lang),
            " ".join(f.suffixes),
            _word("yes", lang),
            _word("yes" if f.writes else "no", lang),
        ]
        for f in formats
    ]
    return _columns([_word(h, lang) for h in ("format", "suffixes", "reads", "writes")], rows)


def _word(name: str, lang: str, **values: str | int) -> str:
    return say(phrase(f"services.script_{name}", **values), lang)


def _columns(heads: Sequence[str], rows: Sequence[Sequence[str]], right: set[int] | None = None) -> list[str]:
    """Columns as wide as their words, the last one free; numbers to the right."""
    right = right or set()
    last = len(heads) - 1
    cut = [[c if i == last else _shorten(c) for i, c in enumerate(row)] for row in rows]
    widths = [max(_width(row[i]) for row in [heads, *cut]) for i in range(len(heads))]
    lines = [heads, ["─" * w for w in widths[:-1]] + ["─" * min(_WIDEST, max(widths[-1], 4))], *cut]
    return [
        "  ".join(_fill(cell, widths[i], i in right, i == last) for i, cell in enumerate(line)).rstrip()
        for line in lines
    ]


def _fill(cell: str, width: int, right: bool, last: bool) -> str:
    space = " " * (width - _width(cell))
    if last:
        return cell
    return space + cell if right else cell + space


def _shorten(text: str) -> str:
    return text if _width(text) <= _WIDEST else text[: _WIDEST - 1] + "…"


def _width(text: str) -> int:
    """Columns of a terminal: marks and isolates take none."""
    if text.isascii():
        return len(text)
    return sum(unicodedata.category(c) not in ("Mn", "Cf") for c in text)
