"""PDF screenplays with a text layer: what a line is follows from where it stands."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tournage.formats.decode import check_file
from tournage.formats.pdf_pages import Page, Piece, read_pdf_text
from tournage.kernel.findings import Finding, Severity, finding
from tournage.script.cues import is_cue
from tournage.script.headings import is_heading
from tournage.script.layout import LaidLine, read_layout
from tournage.script.letters import is_arabic, western_digits
from tournage.script.model import RawScript

PAPER = "script"
SUFFIXES = (".pdf",)
LARGEST_PDF = 256 * 1024 * 1024
MOST_PAGES = 450
_COLUMN = 7.2
"""Width of a letter in 12-point Courier, in points."""
_HEAD, _FOOT = 62.0, 48.0
_WIDE_GAP = 26.0
_SAME_LINE = 3.5
_CUE_COLUMN, _SPEECH_COLUMN = 45.0, 35.0
"""Where the lines of a column are put, so that they read as cue and speech."""
_MARGIN = re.compile(r"\*+|\d+[A-Z]?")
_TROUBLES = {"password": "FIL-110", "damaged": "FIL-112", "limits": "FIL-117"}
_PAGE_NUMBER = re.compile(r"^[-–—\s(]*(\d{1,4}[A-Z]{0,2})[-–—\s).]*$")
_PAGE_AT_END = re.compile(r"(?:^|\s)(\d{1,4}[A-Z]{0,2})\.\s*$")
_MORE_THAN_A_LINE = 1.3
_SAME_LINE = 3.5


def read(file: Path) -> tuple[RawScript | None, tuple[Finding, ...]]:
    """Read the text layer of a PDF.

    Findings: FIL-101 to FIL-103; FIL-110 password; FIL-111 no text; FIL-112 damaged; FIL-113 pages
    without text; FIL-114 too many pages; FIL-117 unpacks or takes too long.
    """
    refused = check_file(file, LARGEST_PDF)
    if refused:
        return None, (refused,)
    told = read_pdf_text(file, MOST_PAGES)
    if told.trouble:
        return None, (finding("formats", _TROUBLES[told.trouble], Severity.ERROR, file.name),)
    pages = told.pages
    findings: tuple[Finding, ...] = ()
    if told.count > len(pages):
        findings = (
            finding("formats", "FIL-114", Severity.ERROR, file.name, pages=told.count, read=len(pages)),
        )
    empty = [str(i + 1) for i, page in enumerate(pages) if not page.pieces]
    if len(empty) == len(pages):
        return None, (*findings, finding("formats", "FIL-111", Severity.ERROR, file.name))
    if empty:
        shown = tuple(empty[:20])
        findings = (*findings, finding("formats", "FIL-113", Severity.WARNING, file.name, pages=shown))
    first = _first_script_page(pages)
    labels, lines = _lines(pages, first)
    blocks, page_of = read_layout(lines)
    return RawScript(_title_page(pages[:first]), blocks, pages=len(labels), page_of=page_of), findings


@dataclass(frozen=True, slots=True)
class _Row:
    """One printed line: its pieces from left to right, and their words together."""

    pieces: tuple[Piece, ...]
    text: str
    left: float
    right: float
    base: float


def _rows(page: Page) -> list[_Row]:
    """Pieces on one baseline joined, from head to foot."""
    rows: list[list[Piece]] = []
    for piece in sorted(page.pieces, key=lambda p: (-p.base, p.left)):
        if rows and abs(rows[-1][0].base - piece.base) < _SAME_LINE:
            rows[-1].append(piece)
        else:
            rows.append([piece])
    return [_join(row) for row in rows]


def _join(pieces: list[Piece]) -> _Row:
    pieces.sort(key=lambda p: p.left)
    arabic = any(is_arabic(p.text) for p in pieces)
    if arabic:
        text = "   ".join(p.text for p in reversed(pieces))
    else:
        text = pieces[0].text
        for before, piece in itertools.pairwise(pieces):
            text += ("   " if piece.left - before.right > _WIDE_GAP else "  ") + piece.text
    return _Row(tuple(pieces), text, pieces[0].left, max(p.right for p in pieces), pieces[0].base)


def _first_script_page(pages: Sequence[Page]) -> int:
    """Index of the first page that is not a title page."""
    for index, page in enumerate(pages[:4]):
        rows = _rows(page)
        if any(is_heading(row.text) for row in rows) or len(rows) > 28:
            return index
    return 1 if len(pages) > 1 and len(_rows(pages[0])) < 15 else 0


def _title_page(pages: Sequence[Page]) -> tuple[tuple[str, str], ...]:
    rows = [row.text for page in pages for row in _rows(page) if not _PAGE_NUMBER.match(row.text)]
    if not rows:
        return ()
    pairs = [("Title", " ".join(rows[0].split()).strip('"“”«»'))]
    rest = [row for row in rows[1:] if row]
    by = next(
        (
            i
            for i, row in enumerate(rest)
            if re.match(
                r"(?i)^(?:written |screenplay )?by\b|^(?:un film )?(?:de|écrit par|par)\b|^(?:تأليف|سيناريو)",
                row,
            )
        ),
        None,
    )
    if by is not None:
        name = (
            rest[by + 1]
            if re.fullmatch(
                r"(?i)(?:written |screenplay )?by:?|(?:écrit )?par:?|de:?|تأليف:?|سيناريو:?", rest[by]
            )
            and by + 1 < len(rest)
            else rest[by]
        )
        pairs.append(("Author", name))
    return tuple(pairs)


def _lines(pages: Sequence[Page], first: int) -> tuple[list[str], list[LaidLine]]:
    """Labels of the script's pages and their lines without heads and feet."""
    rows_of = [_rows(page) for page in pages]
    repeated = _repeated(rows_of[first:], pages[first:])
    labels: list[str] = []
    lines: list[LaidLine] = []
    number = 0
    for index, (page, rows) in enumerate(zip(pages, rows_of, strict=True)):
        if index < first:
            number += len(rows)
            continue
        label, body = _without_furniture(page, rows, repeated)
        labels.append(label or str(len(labels) + 1))
        lines += _page_lines(page, body, number, labels[-1])
        number += len(body)
    return labels, lines


def _page_lines(page: Page, body: Sequence[_Row], number: int, label: str) -> list[LaidLine]:
    """Lines of one page; speeches side by side are told one after the other."""
    most = _leading(body) * _MORE_THAN_A_LINE
    gaps = [True, *(above.base - row.base > most for above, row in itertools.pairwise(body))]
    lines: list[LaidLine] = []
    index = 0
    while index < len(body):
        row = body[index]
        after = index + 1
        if gaps[index] and _opens_side_by_side(row):
            while after < len(body) and not gaps[after]:
                after += 1
            lines += _side_by_side(body[index:after], number + index + 1, label)
        else:
            left = (_words(row) or row.pieces)[0].left
            indent = (page.width - row.right if is_arabic(row.text) else left) / _COLUMN
            text = re.sub(r"\s+\*+$", "", row.text)
            lines.append(LaidLine(text, indent, number + index + 1, gaps[index], label))
        index = after
    return lines


def _opens_side_by_side(row: _Row) -> bool:
    names = [p for p in row.pieces if not _MARGIN.fullmatch(p.text)]
    return (
        len(names) == 2 and names[1].left - names[0].right > _WIDE_GAP and all(is_cue(p.text) for p in names)
    )


def _words(row: _Row) -> list[Piece]:
    """The pieces of a line that are no margin numbers or stars."""
    return [piece for piece in row.pieces if not _MARGIN.fullmatch(piece.text)]


def _side_by_side(rows: Sequence[_Row], number: int, label: str) -> list[LaidLine]:
    """Two columns of speech, the left one first."""
    left, right = _words(rows[0])
    middle = (left.right + right.left) / 2  # names stand in the middle of their columns
    lines: list[LaidLine] = []
    for side in ("left", "right"):
        opened = False
        for at, row in enumerate(rows):
            words = [
                p.text
                for p in row.pieces
                if (p.left < middle) == (side == "left") and not _MARGIN.fullmatch(p.text)
            ]
            if words:
                indent = _SPEECH_COLUMN if opened else _CUE_COLUMN
                lines.append(LaidLine("  ".join(words), indent, number + at, not opened, label, side))
                opened = True
    return lines


def _leading(rows: Sequence[_Row]) -> float:
    steps = Counter(round(a.base - b.base) for a, b in itertools.pairwise(rows) if a.base - b.base > 4)
    if not steps:
        return 12.0
    close = [step for step, times in steps.items() if times * 5 >= max(steps.values())]
    return float(min(close))


def _repeated(rows_of: Sequence[Sequence[_Row]], pages: Sequence[Page]) -> set[str]:
    """Running heads and feet: the same words (digits apart) at the edge of three pages or more."""
    seen: Counter[str] = Counter()
    for rows, page in zip(rows_of, pages, strict=True):
        edge = {_stem(r.text) for r in rows if r.base > page.height - _HEAD or r.base < _FOOT + 12}
        seen.update(edge)
    return {text for text, times in seen.items() if times >= 3 and text}


def _stem(text: str) -> str:
    return re.sub(r"\d+", "#", western_digits(text))


def _without_furniture(page: Page, rows: Sequence[_Row], repeated: set[str]) -> tuple[str | None, list[_Row]]:
    label: str | None = None
    body: list[_Row] = []
    for row in rows:
        at_edge = row.base > page.height - _HEAD or row.base < _FOOT + 12
        plain = western_digits(row.text)
        number = _PAGE_NUMBER.match(plain)
        if at_edge and number:
            label = label or number[1]
        elif at_edge and _stem(row.text) in repeated and not is_heading(row.text):
            tail = _PAGE_AT_END.search(plain)
            label = label or (tail[1] if tail else None)
        else:
            body.append(row)
    return label, body
