"""What stands in a Final Draft file, gathered element by element and turned into blocks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files
from typing import Any

from tournage.kernel.datafile import read_yaml
from tournage.kernel.eighths import parse_eighths
from tournage.kernel.findings import Finding, Severity, finding
from tournage.script.emphasis import write_emphasis
from tournage.script.headings import parse_heading
from tournage.script.model import Block, BlockKind, HeadingFacts, RawScript, Tag

_K = BlockKind
KINDS = {
    "Scene Heading": _K.HEADING,
    "Action": _K.ACTION,
    "Character": _K.CUE,
    "Parenthetical": _K.PARENTHETICAL,
    "Dialogue": _K.DIALOGUE,
    "Transition": _K.TRANSITION,
    "Shot": _K.SHOT,
    "Lyrics": _K.LYRIC,
    "Singing": _K.LYRIC,
    "New Act": _K.CENTERED,
    "End of Act": _K.CENTERED,
    "Show/Ep. Title": _K.CENTERED,
    "Outline 1": _K.SECTION,
    "Outline 2": _K.SECTION,
    "Outline 3": _K.SECTION,
    "Outline 4": _K.SECTION,
    "Outline Body": _K.SYNOPSIS,
}
MOST_ELEMENTS = 250_000
"""Final Draft writes some 30,000 elements for a feature of 120 pages."""
MOST_PARAGRAPHS = 20_000
_BODIES = frozenset({"Content", "DualDialogue"})


class TooManyElementsError(Exception):
    """The file goes on for longer than any screenplay does."""


@dataclass(slots=True)
class TextRun:
    """One `<Text>`: words with style, tag and revision."""

    text: str
    style: str = ""
    tags: tuple[str, ...] = ()
    revision: str | None = None


@dataclass(slots=True)
class Paragraph:
    """One `<Paragraph>` of the script."""

    attributes: dict[str, str]
    line: int
    dual: int | None = None
    runs: list[TextRun] = field(default_factory=list)
    scene: dict[str, str] | None = None
    summary: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @property
    def plain(self) -> str:
        """The words alone."""
        return "".join(run.text for run in self.runs)


class Content:
    """Parser target: keeps the parts of the file that a production needs."""

    def __init__(self) -> None:
        self.root: str | None = None
        self.elements = 0
        self.paragraphs: list[Paragraph] = []
        self.title_lines: list[tuple[str, str]] = []
        self.categories: dict[str, tuple[str, int | None]] = {}
        self.definitions: dict[str, tuple[str, str]] = {}
        self.tags: dict[str, str] = {}
        self.revisions: dict[str, str] = {}
        self.line_of: Callable[[], int] = lambda: 0
        self._path: list[str] = []
        self._open: list[Paragraph | None] = []
        self._duals = 0
        self._text: list[str] | None = None
        self._tag_number = ""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        if self.root is None:
            self.root = name
        self.elements += 1
        if self.elements > MOST_ELEMENTS or len(self.paragraphs) > MOST_PARAGRAPHS:
            raise TooManyElementsError
        parent = self._path[-1] if self._path else ""
        self._path.append(name)
        if name == "Paragraph":
            self._start_paragraph(parent, dict(attributes))
        elif name in ("Text", "DefId"):
            self._text = []
            if name == "Text" and self._paragraph is not None:
                self._paragraph.runs.append(_run(attributes))
        elif name == "DualDialogue":
            self._duals += 1
        elif name == "SceneProperties" and self._paragraph is not None:
            self._paragraph.scene = dict(attributes)
        else:
            self._start_table(name, attributes)

    def _start_paragraph(self, parent: str, attributes: dict[str, str]) -> None:
        inner = parent not in _BODIES and not (parent == "ScriptNote" or parent == "Summary")
        if inner:
            self._open.append(None)
            return
        dual = self._duals if "DualDialogue" in self._path else None
        self._open.append(Paragraph(attributes, self.line_of(), dual))

    def _start_table(self, name: str, attributes: dict[str, str]) -> None:
        if name == "TagCategory":
            known = ucid_of(attributes.get("Id", ""), attributes.get("Name", ""))
            self.categories[attributes.get("Id", "")] = (attributes.get("Name", ""), known)
        elif name == "TagDefinition":
            self.definitions[attributes.get("Id", "")] = (
                attributes.get("CatId", ""),
                attributes.get("Label", ""),
            )
        elif name == "Tag":
            self._tag_number = attributes.get("Number", "")
        elif name == "Revision":
            self.revisions[attributes.get("ID", "")] = attributes.get("Name", "")

    @property
    def _paragraph(self) -> Paragraph | None:
        return self._open[-1] if self._open else None

    def data(self, text: str) -> None:
        """Words inside an element."""
        if self._text is not None:
            self._text.append(text)

    def end(self, name: str) -> None:
        """An element ends."""
        self._path.pop()
        if name == "Text":
            text = "".join(self._text or ())
            if self._paragraph is not None and self._paragraph.runs:
                self._paragraph.runs[-1].text = text
            self._text = None
        elif name == "DefId":
            self.tags[self._tag_number] = "".join(self._text or ()).strip()
            self._text = None
        elif name == "Paragraph":
            self._end_paragraph()

    def _end_paragraph(self) -> None:
        done = self._open.pop()
        if done is None:
            return
        outer = self._paragraph
        if "ScriptNote" in self._path or "Summary" in self._path:
            if outer is not None:
                (outer.notes if "ScriptNote" in self._path else outer.summary).append(done.plain)
        elif "TitlePage" in self._path:
            self.title_lines.append((done.plain, done.attributes.get("Alignment", "")))
        elif self._path[:2] == ["FinalDraft", "Content"]:
            if done.attributes.get("Type") is None and not done.runs and done.scene is None:
                return
            self.paragraphs.append(done)

    def close(self) -> Content:
        """The file is over."""
        return self


def _run(attributes: dict[str, str]) -> TextRun:
    revision = attributes.get("RevisionID", "0")
    return TextRun(
        "",
        attributes.get("Style", ""),
        tuple(attributes.get("TagNumber", "").replace(",", " ").split()),
        None if revision in ("", "0") else revision,
    )


@lru_cache
def categories() -> tuple[dict[str, Any], ...]:
    """Final Draft's own tag categories with their ids in the category standard."""
    return tuple(read_yaml(files("tournage").joinpath("formats", "fdx_categories.yaml")))


def ucid_of(id: str, name: str) -> int | None:
    """Id in the category standard, by Final Draft's id or by name.

    >>> ucid_of("", "Props"), ucid_of("", "Camels")
    (104, None)
    """
    folded = name.casefold()
    for row in categories():
        if row["id"] == id or str(row["name"]).casefold() == folded:
            return int(row["ucid"])
    return None


def build_script(content: Content, file: str) -> tuple[RawScript, tuple[Finding, ...]]:
    """Blocks and facts of what was gathered."""
    blocks: list[Block] = []
    facts: list[tuple[int, HeadingFacts]] = []
    findings: list[Finding] = []
    side = _DualSides()
    for paragraph in content.paragraphs:
        kind = _kind(paragraph)
        if paragraph.attributes.get("StartsNewPage") == "Yes" and blocks:
            blocks.append(Block(_K.PAGE_BREAK, "", paragraph.line))
        if kind is _K.HEADING and paragraph.plain.strip():
            facts.append((len(blocks), _heading_facts(paragraph, file, findings)))
        if paragraph.plain.strip():
            blocks.append(_block(content, paragraph, kind, side.of(paragraph, kind)))
        blocks += [Block(_K.NOTE, note, paragraph.line) for note in paragraph.notes if note.strip()]
    used = {b.revision for b in blocks if b.revision}
    revision = next((n for n in reversed(content.revisions.values()) if n in used), None)
    return RawScript(_title_page(content), tuple(blocks), tuple(facts), revision=revision), tuple(findings)


class _DualSides:
    """Left until the second cue of a dual dialogue, right from there."""

    def __init__(self) -> None:
        self._dual: int | None = None
        self._cues = 0

    def of(self, paragraph: Paragraph, kind: BlockKind) -> str | None:
        if paragraph.dual is None:
            return None
        if paragraph.dual != self._dual:
            self._dual, self._cues = paragraph.dual, 0
        if kind is _K.CUE:
            self._cues += 1
        return "right" if self._cues > 1 else "left"


def _kind(paragraph: Paragraph) -> BlockKind:
    kind = KINDS.get(paragraph.attributes.get("Type", "Action"), _K.ACTION)
    if kind is _K.ACTION and paragraph.attributes.get("Alignment") == "Center":
        return _K.CENTERED
    return kind


def _block(content: Content, paragraph: Paragraph, kind: BlockKind, dual: str | None) -> Block:
    runs = [
        (run.text.replace("\r", ""), frozenset(run.style.split("+")) if run.style else frozenset())
        for run in paragraph.runs
    ]
    text = write_emphasis(runs).strip() if kind is not _K.HEADING else " ".join(paragraph.plain.split())
    if kind is _K.ACTION:
        text = text.expandtabs(4)
    level = int(paragraph.attributes["Type"][-1]) if kind is _K.SECTION else 0
    marks = [run.revision for run in paragraph.runs if run.revision]
    revision = content.revisions.get(max(marks, key=_as_number), "") if marks else None
    return Block(kind, text, paragraph.line, dual, level, _tags(content, paragraph), revision or None)


def _as_number(text: str) -> int:
    return int(text) if text.isdigit() else 0


def _tags(content: Content, paragraph: Paragraph) -> tuple[Tag, ...]:
    words: dict[str, str] = {}
    for run in paragraph.runs:
        for number in run.tags:
            words[number] = words.get(number, "") + run.text
    found: list[Tag] = []
    for number, text in words.items():
        category, label = content.definitions.get(content.tags.get(number, ""), ("", ""))
        name, ucid = content.categories.get(category, ("", None))
        if name:
            found.append(Tag((label or text).strip(), name, ucid, category or None))
    return tuple(found)


def _heading_facts(paragraph: Paragraph, file: str, findings: list[Finding]) -> HeadingFacts:
    scene = paragraph.scene or {}
    stated = scene.get("Length", "").strip()
    eighths = parse_eighths(stated) if stated else None
    if stated and eighths is None:
        where = f"{file}:{paragraph.line}"
        findings.append(finding("script", "SCR-108", Severity.WARNING, where, stated=stated))
    return HeadingFacts(
        number=paragraph.attributes.get("Number", "").strip() or None,
        eighths=eighths,
        page=scene.get("Page", "").strip() or None,
        synopsis="\n".join(line for line in paragraph.summary if line.strip()) or None,
        omitted=parse_heading(paragraph.plain).omitted,
    )


def _title_page(content: Content) -> tuple[tuple[str, str], ...]:
    """Title, credit and the rest of a title page, told apart by place: the middle, then the foot."""
    lines = [(text.strip(), where) for text, where in content.title_lines if text.strip()]
    centred = [text for text, where in lines if where == "Center"]
    others = [text for text, where in lines if where != "Center"]
    pairs: list[tuple[str, str]] = []
    if centred:
        pairs.append(("Title", centred[0]))
        if len(centred) > 2:
            pairs.append(("Credit", centred[1]))
        if len(centred) > 1:
            pairs.append(("Author", "\n".join(centred[2:] or centred[1:])))
    contact: list[str] = []
    for text in others:
        name, colon, value = text.partition(":")
        if colon and len(name) < 30 and value.strip():
            pairs.append((name.strip(), value.strip()))
        else:
            contact.append(" ".join(text.split()))
    if contact:
        pairs.append(("Contact", "\n".join(contact)))
    return tuple(pairs)
