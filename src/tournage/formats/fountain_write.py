"""Writing Fountain so that reading it gives the same scenes back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tournage.formats.fountain_facts import write_facts, write_tag
from tournage.formats.fountain_title import read_title_page
from tournage.script.cues import is_arabic_cue, is_cue, is_transition
from tournage.script.headings import is_heading, is_scene_label
from tournage.script.model import Block, BlockKind, Episode, HeadingFacts, Scene

_K = BlockKind
_SPEECH = frozenset({_K.PARENTHETICAL, _K.DIALOGUE, _K.LYRIC})
_MARKS = tuple("=#>~!.@")


def write_fountain(episode: Episode) -> str:
    """Write an episode as Fountain.

    Numbers stand as `#12A#` where the script had them; stated lengths and pages, tags and revisions
    as notes. Shots become action, which Fountain cannot tell apart.
    """
    paragraphs = _title_page(episode.title_page)
    paragraphs += _paragraphs(episode.preamble, opening=not paragraphs)
    for scene in episode.scenes:
        paragraphs.append(_heading(scene))
        paragraphs += _paragraphs(scene.blocks[1:])
    return "\n\n".join(paragraphs) + "\n"


def _title_page(pairs: Sequence[tuple[str, str]]) -> list[str]:
    lines: list[str] = []
    for key, value in pairs:
        rows = [_escape(row.strip()) for row in value.split("\n") if row.strip()]
        if len(rows) == 1:
            lines.append(f"{key}: {rows[0]}")
        elif rows:
            lines += [f"{key}:", *(f"    {row}" for row in rows)]
    return ["\n".join(lines)] if lines else []


def _heading(scene: Scene) -> str:
    text = scene.heading
    label = is_scene_label(text)
    if label or not is_heading(text) or text.startswith(".") or (scene.omitted and not scene.numbered):
        text = f".{text or scene.key.number}"
    text = _escape(text)
    if scene.numbered:
        text += f" #{scene.key.number}#"
    text += _notes(scene.blocks[0])
    page = scene.page if scene.imported_eighths is not None else None
    facts = write_facts(HeadingFacts(eighths=scene.imported_eighths, page=page))
    return f"{text}\n{facts}" if facts else text


def _paragraphs(blocks: Sequence[Block], *, opening: bool = False) -> list[str]:
    """One string a paragraph; a cue keeps its speech with it."""
    result: list[str] = []
    in_speech = False
    for index, block in enumerate(blocks):
        below = blocks[index + 1] if index + 1 < len(blocks) else None
        if block.kind is _K.CUE:
            result.append(_cue(block, below))
        elif in_speech and block.kind in _SPEECH:
            result[-1] += "\n" + _speech(block)
        else:
            text = _other(block)
            first = opening and not result and bool(read_title_page(text.split("\n"))[0])
            result.append(f"!{text}" if first else text)
        in_speech = block.kind is _K.CUE or (in_speech and block.kind in _SPEECH)
    return result


def _cue(block: Block, below: Block | None) -> str:
    name = " ".join(block.text.split()) or "?"
    plain = is_cue(name) and below is not None and below.kind in _SPEECH and not is_heading(name)
    dual = " ^" if block.dual == "right" else ""
    return ("" if plain and not name.startswith(_MARKS) else "@") + _escape(name) + dual + _notes(block)


def _speech(block: Block) -> str:
    rows = [row.strip() or "  " for row in _escape(block.text).split("\n")]
    if block.kind is _K.LYRIC:
        rows = [f"~{row}" for row in rows]
    return "\n".join(rows) + _notes(block)


def _other(block: Block) -> str:
    text = _escape(block.text)
    flat = " ".join(text.split())
    if block.kind is _K.PAGE_BREAK:
        return "==="
    if block.kind is _K.SECTION:
        return f"{'#' * max(1, min(6, block.level))} {flat}{_notes(block)}"
    if block.kind is _K.SYNOPSIS:
        return f"= {flat}{_notes(block)}"
    if block.kind is _K.NOTE:
        return "[[" + block.text.replace("]]", "] ]").replace("\n\n", "\n  \n") + "]]"
    if block.kind is _K.TRANSITION:
        return f"> {flat}{_notes(block)}"
    if block.kind is _K.CENTERED:
        return f"> {flat} <{_notes(block)}"
    if block.kind is _K.LYRIC:
        return "\n".join(f"~{row}" for row in text.split("\n")) + _notes(block)
    return _action(text) + _notes(block)


def _action(text: str) -> str:
    rows = text.split("\n")
    first = rows[0].strip()
    shaped = is_heading(first) or is_transition(first) or is_scene_label(first)
    cue_like = len(rows) > 1 and (is_cue(first.removesuffix("^")) or is_arabic_cue(first))
    written = []
    for index, row in enumerate(rows):
        forced = row.lstrip().startswith(_MARKS) or (index == 0 and (shaped or cue_like))
        written.append(f"!{row}" if forced else row)
    return "\n".join(written)


def _notes(block: Block) -> str:
    notes: Iterable[str] = [write_tag(tag) for tag in block.tags]
    if block.revision:
        notes = [*notes, f"[[revision: {block.revision}]]"]
    return "".join(f" {note}" for note in notes)


def _escape(text: str) -> str:
    return text.replace("[[", "\\[[").replace("/*", "\\/*")
