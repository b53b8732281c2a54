"""The text layer of a PDF, page by page, read in a process of its own.

Run as `python -m tournage.formats.pdf_pages FILE MOST_PAGES`: what a hostile PDF can do (unpack to
gigabytes, hang, crash the reader) stays in that process, which has little memory and little time.
"""

from __future__ import annotations

import ctypes
import json
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tournage.script.letters import is_arabic

SECONDS = 9
_MEMORY = 400 * 1024 * 1024
_SAME_LINE = 3.5
_GAP = 13.0
"""Points between words of one stretch at most: not quite two letters of Courier."""
_LETTER = re.compile("[\\u0620-\\u064a\\u0671-\\u06d3]{2}")
_WORD = re.compile(r"\S+")
_TURNED = str.maketrans("()[]", ")(][")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text on one baseline, in points from the foot of the page."""

    text: str
    left: float
    right: float
    base: float


@dataclass(frozen=True, slots=True)
class Page:
    """One page: its stretches of text and its size in points."""

    pieces: tuple[Piece, ...]
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class PdfText:
    """Pages read, pages there are, and what went wrong: `password`, `damaged` or `limits`."""

    pages: tuple[Page, ...] = ()
    count: int = 0
    trouble: str | None = None


def read_pdf_text(file: Path, most_pages: int) -> PdfText:
    """Read a PDF's text in a process of its own."""
    command = [sys.executable, "-m", "tournage.formats.pdf_pages", str(file.resolve()), str(most_pages)]
    try:
        done = subprocess.run(command, capture_output=True, timeout=SECONDS, check=False)  # noqa: S603 - our own module
    except subprocess.TimeoutExpired:
        return PdfText(trouble="limits")
    if done.returncode != 0 or not done.stdout:
        return PdfText(trouble="limits")
    told = json.loads(done.stdout)
    pages = tuple(Page(tuple(Piece(*p) for p in pieces), w, h) for pieces, w, h in told["pages"])
    return PdfText(pages, told["count"], told["trouble"])


def main(file: Path, most_pages: int) -> None:
    """Write what `read_pdf_text` reads, as JSON."""
    _limit_memory()
    json.dump(_read(file, most_pages), sys.stdout)


def _limit_memory() -> None:
    try:
        import resource
    except ImportError:  # not on this system
        return
    resource.setrlimit(resource.RLIMIT_DATA, (_MEMORY, _MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _read(file: Path, most_pages: int) -> dict[str, Any]:
    import pypdfium2

    try:
        document: Any = pypdfium2.PdfDocument(file)
    except pypdfium2.PdfiumError as trouble:
        kind = "password" if "password" in str(trouble).lower() else "damaged"
        return {"pages": [], "count": 0, "trouble": kind}
    count = len(document)
    pages = [_read_page(document, i) for i in range(min(count, most_pages))]
    return {"pages": pages, "count": count, "trouble": None if pages else "damaged"}


def _read_page(document: Any, index: int) -> tuple[list[tuple[str, float, float, float]], float, float]:
    import pypdfium2

    try:
        page = document[index]
        text_page = page.get_textpage()
    except pypdfium2.PdfiumError:
        return [], 612.0, 792.0
    try:
        width, height = page.get_size()
        pieces: list[tuple[str, float, float, float]] = []
        at = 0
        for row in re.split(r"(\r\n|\r|\n)", text_page.get_text_range()):
            words = row.strip()
            if words:
                start = at + len(row) - len(row.lstrip())
                spans = (
                    _by_baseline(text_page, words, start)
                    if is_arabic(words)
                    else _by_gap(text_page, words, start)
                )
                if is_arabic(words):
                    words = _joined_letters(text_page, words, start)
                pieces += [_piece(text_page, words[a:b], start + a, start + b - 1) for a, b in spans]
            at += len(row)
        return pieces, width, height
    finally:
        text_page.close()
        page.close()


def _by_baseline(text_page: Any, words: str, start: int) -> list[tuple[int, int]]:
    """Stretches on one baseline: right-to-left lines may come glued to the line below."""
    spans: list[tuple[int, int]] = []
    bases: list[float] = []
    for word in _WORD.finditer(words):
        base = _baseline(text_page, start + word.start())
        if bases and abs(bases[-1] - base) < _SAME_LINE:
            spans[-1] = (spans[-1][0], word.end())
        else:
            spans.append(word.span())
            bases.append(base)
    return spans


def _piece(text_page: Any, words: str, first: int, last: int) -> tuple[str, float, float, float]:
    left, _, right, _ = text_page.get_charbox(first, loose=True)
    end_left, _, end_right, _ = text_page.get_charbox(last, loose=True)
    clean = (
        words.replace("\ufffe", "-")
        .replace("\x02", "-")
        .encode("utf-16", "surrogatepass")
        .decode("utf-16", "replace")
    )
    if is_arabic(clean) and 0 <= clean.find(")") < clean.find("("):
        clean = clean.translate(_TURNED)
    return clean, min(left, end_left), max(right, end_right), _baseline(text_page, first)


def _by_gap(text_page: Any, words: str, start: int) -> list[tuple[int, int]]:
    """Stretches of one line with wide gaps between: margin numbers, two speeches side by side."""
    spans: list[tuple[int, int]] = []
    end = 0.0
    for word in _WORD.finditer(words):
        left = _origin(text_page, start + word.start())[0]
        if spans and left - end < _GAP:
            spans[-1] = (spans[-1][0], word.end())
        else:
            spans.append(word.span())
        end = text_page.get_charbox(start + word.end() - 1, loose=True)[2]
    return spans


def _joined_letters(text_page: Any, words: str, start: int) -> str:
    """Two letters drawn as one sign (lam-alif) come in the wrong order: they share one origin."""
    letters = list(words)
    for at in range(len(letters) - 1):
        pair = words[at : at + 2]
        if not (
            _LETTER.fullmatch(pair) and _origin(text_page, start + at) == _origin(text_page, start + at + 1)
        ):
            continue
        letters[at], letters[at + 1] = letters[at + 1], letters[at]
    return "".join(letters)


def _baseline(text_page: Any, index: int) -> float:
    return _origin(text_page, index)[1]


def _origin(text_page: Any, index: int) -> tuple[float, float]:
    from pypdfium2 import raw

    x, y = ctypes.c_double(), ctypes.c_double()
    raw.FPDFText_GetCharOrigin(text_page.raw, index, x, y)
    return x.value, y.value


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
