"""Writing Final Draft files so that reading them gives the same scenes back."""

from __future__ import annotations

import re
import uuid
from collections.abc import Sequence

from tournage.formats.fdx_content import categories
from tournage.kernel.eighths import format_eighths
from tournage.script.emphasis import BOLD, ITALIC, UNDERLINE, Run, parse_emphasis
from tournage.script.model import Block, BlockKind, Episode, Scene, Tag

_K = BlockKind
_TYPES = {
    _K.HEADING: "Scene Heading",
    _K.ACTION: "Action",
    _K.CUE: "Character",
    _K.PARENTHETICAL: "Parenthetical",
    _K.DIALOGUE: "Dialogue",
    _K.TRANSITION: "Transition",
    _K.SHOT: "Shot",
    _K.LYRIC: "Lyrics",
    _K.CENTERED: "Action",
    _K.SYNOPSIS: "Outline Body",
}
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff\ud800-\udfff]")
_NAMESPACE = uuid.UUID("6f1d1c1e-3d0b-5a64-9a4e-5d8d6c0f2a11")


def write_fdx(episode: Episode) -> str:
    """Write an episode as a Final Draft document.

    Numbers stand where the script had them; every scene states its length and page; tags and
    revisions keep their categories and names.
    """
    book = _Book()
    lines = ['<?xml version="1.0" encoding="UTF-8" standalone="no" ?>']
    lines += ['<FinalDraft DocumentType="Script" Template="No" Version="5">', "  <Content>"]
    writer = _Writer(book, lines)
    writer.write(episode.preamble)
    for scene in episode.scenes:
        writer.write(scene.blocks, scene)
    writer.finish()
    lines.append("  </Content>")
    lines += book.revision_lines()
    lines += _title_page(episode.title_page)
    lines += book.tag_lines()
    lines.append("</FinalDraft>")
    return "\n".join(lines) + "\n"


class _Book:
    """Numbers of tags, categories and revisions met while writing."""

    def __init__(self) -> None:
        self.tags: dict[tuple[str, str], int] = {}
        self.category_ids: dict[str, tuple[str, int]] = {
            str(row["name"]).casefold(): (str(row["id"]), int(row["number"])) for row in categories()
        }
        self.extra: dict[str, tuple[str, str, int]] = {}
        self.revisions: dict[str, int] = {}

    def tag_number(self, tag: Tag) -> int:
        category = self._category(tag)
        return self.tags.setdefault((category, tag.text), len(self.tags) + 1)

    def _category(self, tag: Tag) -> str:
        known = self.category_ids.get(tag.category.casefold())
        if known:
            return known[0]
        id = tag.id or str(uuid.uuid5(_NAMESPACE, tag.category))
        self.extra.setdefault(id, (id, tag.category, len(self.category_ids) + len(self.extra) + 1))
        return id

    def revision_number(self, name: str) -> int:
        return self.revisions.setdefault(name, len(self.revisions) + 1)

    def tag_lines(self) -> list[str]:
        if not self.tags:
            return []
        rows = [(str(r["id"]), str(r["name"]), int(r["number"])) for r in categories()]
        rows += self.extra.values()
        lines = ["  <TagData>", "    <TagCategories>"]
        lines += [f'      <TagCategory Id={_value(i)} Name={_value(n)} Number="{k}"/>' for i, n, k in rows]
        lines += ["    </TagCategories>", "    <TagDefinitions>"]
        for (category, text), number in self.tags.items():
            lines.append(
                f'      <TagDefinition CatId={_value(category)} Id="{_id(category, text)}" '
                f'Label={_value(text)} Number="{number}"/>'
            )
        lines += ["    </TagDefinitions>", "    <Tags>"]
        for (category, text), number in self.tags.items():
            lines.append(f'      <Tag Number="{number}"><DefId>{_id(category, text)}</DefId></Tag>')
        return [*lines, "    </Tags>", "  </TagData>"]

    def revision_lines(self) -> list[str]:
        if not self.revisions:
            return []
        rows = [f'    <Revision ID="{n}" Name={_value(r)}/>' for r, n in self.revisions.items()]
        return ["  <Revisions>", *rows, "  </Revisions>"]


def _id(category: str, text: str) -> str:
    return str(uuid.uuid5(_NAMESPACE, f"{category}\n{text}"))


class _Writer:
    """Writes paragraphs, wrapping dual dialogue and carrying page breaks to the next paragraph."""

    def __init__(self, book: _Book, lines: list[str]) -> None:
        self._book, self._lines = book, lines
        self._new_page = False
        self._dual: str | None = None

    def write(self, blocks: Sequence[Block], scene: Scene | None = None) -> None:
        index = 0
        while index < len(blocks):
            block = blocks[index]
            if block.kind is _K.PAGE_BREAK:
                self._new_page = True
                index += 1
                continue
            self._wrap_dual(block)
            after = index + 1
            while after < len(blocks) and blocks[after].kind is _K.NOTE:
                after += 1
            notes = [b.text for b in blocks[index + (block.kind is not _K.NOTE) : after]]
            self._paragraph(block, notes, scene if index == 0 else None)
            index = after

    def _wrap_dual(self, block: Block) -> None:
        begins = block.dual == "left" and self._dual == "right"
        if self._dual and (block.dual is None or begins):
            self._close_dual()
        if block.dual and not self._dual:
            self._lines.append("    <Paragraph><DualDialogue>")
        self._dual = block.dual

    def _close_dual(self) -> None:
        self._lines.append("    </DualDialogue></Paragraph>")
        self._dual = None

    def finish(self) -> None:
        """Close what is open."""
        if self._dual:
            self._close_dual()

    def _paragraph(self, block: Block, notes: Sequence[str], scene: Scene | None) -> None:
        kind = (
            f"Outline {max(1, min(4, block.level))}"
            if block.kind is _K.SECTION
            else _TYPES.get(block.kind, "General")
        )
        attributes = f' Type="{kind}"'
        if block.kind is _K.CENTERED:
            attributes = ' Alignment="Center"' + attributes
        if scene is not None and scene.numbered:
            attributes = f" Number={_value(scene.key.number)}" + attributes
        if self._new_page:
            attributes += ' StartsNewPage="Yes"'
            self._new_page = False
        self._lines.append(f"    <Paragraph{attributes}>")
        if scene is not None:
            length = format_eighths(scene.eighths)
            self._lines.append(f'      <SceneProperties Length="{length}" Page={_value(scene.page)}/>')
        if block.kind is not _K.NOTE:
            text = scene.heading if scene is not None else block.text
            self._lines += _texts(block, text, self._book)
        for note in notes:
            self._lines.append(
                f"      <ScriptNote><Paragraph><Text>{_text(note)}</Text></Paragraph></ScriptNote>"
            )
        self._lines.append("    </Paragraph>")


def _texts(block: Block, text: str, book: _Book) -> list[str]:
    runs = [(text, frozenset[str]())] if block.kind is _K.HEADING else parse_emphasis(text)
    revision = f' RevisionID="{book.revision_number(block.revision)}"' if block.revision else ""
    lines = []
    for words, styles, numbers in _tagged(runs or [("", frozenset[str]())], block.tags, book):
        style = "+".join(s for s in (BOLD, ITALIC, UNDERLINE) if s in styles)
        attributes = revision + (f' Style="{style}"' if style else "")
        attributes += f' TagNumber="{numbers}"' if numbers else ""
        lines.append(f"      <Text{attributes}>{_text(words)}</Text>")
    return lines


def _tagged(runs: Sequence[Run], tags: Sequence[Tag], book: _Book) -> list[tuple[str, frozenset[str], str]]:
    """Runs cut at the tagged words; a tag whose words do not stand in the text marks a whole run."""
    pieces: list[tuple[str, frozenset[str], list[int]]] = [(text, styles, []) for text, styles in runs]
    for tag in tags:
        number = book.tag_number(tag)
        for index, (text, styles, numbers) in enumerate(pieces):
            at = text.casefold().find(tag.text.casefold())
            if at >= 0 and not numbers and len(text) == len(text.casefold()):
                end = at + len(tag.text)
                cut = [(text[:at], styles, []), (text[at:end], styles, [number]), (text[end:], styles, [])]
                pieces[index : index + 1] = [c for c in cut if c[0]]
                break
        else:
            pieces[0][2].append(number)
    return [(text, styles, " ".join(map(str, numbers))) for text, styles, numbers in pieces]


def _title_page(pairs: Sequence[tuple[str, str]]) -> list[str]:
    """Title, credit and author in the middle, the rest at the foot as `Key: value`."""
    known = {key.lower(): value for key, value in pairs}
    centred = [known[k] for k in ("title", "credit", "author") if k in known]
    if "title" not in known or ("author" in known and "credit" not in known):
        centred = [known["title"], "", known["author"]] if "title" in known else []
    rest = [
        (k, v) for k, v in pairs if k.lower() not in {"title", "credit", "author"} or "title" not in known
    ]
    lines = ["  <TitlePage>", "    <Content>"]
    for text in centred:
        lines.append(
            f'      <Paragraph Alignment="Center"><Text>{_text(" ".join(text.split()))}</Text></Paragraph>'
        )
    for key, value in rest:
        text = f"{key}: {' '.join(value.split())}"
        lines.append(f'      <Paragraph Alignment="Left"><Text>{_text(text)}</Text></Paragraph>')
    lines += ["    </Content>", "  </TitlePage>"]
    return lines if centred or rest else []


def _text(words: str) -> str:
    """Words between tags."""
    clean = _CONTROL.sub("", words)
    return clean.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _value(words: str) -> str:
    """A value of an attribute, in its quotation marks."""
    return f'"{_text(words).replace(chr(34), "&quot;").replace(chr(10), "&#10;")}"'
