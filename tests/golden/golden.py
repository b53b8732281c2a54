"""Golden papers: the words of a paper, page by page, as a reader or a search finds them.

Bytes are not compared: fonts and libraries move them. `make golden` writes the files anew.
"""

from __future__ import annotations

import os
import re
from io import BytesIO
from pathlib import Path

HERE = Path(__file__).parent
_INVISIBLE = re.compile("[\u200e\u200f\u2066-\u2069\ufeff]")


def pdf_pages(pdf: bytes) -> list[str]:
    """The text of each page, lines stripped, invisible signs out."""
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    try:
        pages = []
        for page in document:
            text = page.get_textpage()
            lines = _INVISIBLE.sub("", text.get_text_range()).replace("\u00a0", " ").splitlines()
            pages.append("\n".join(filter(None, (" ".join(line.split()) for line in lines))))
            text.close()
            page.close()
        return pages
    finally:
        document.close()


def xlsx_text(book: bytes) -> str:
    """Every sheet as lines of cells."""
    from openpyxl import load_workbook

    lines = []
    for sheet in load_workbook(BytesIO(book)):
        lines.append(f"## {sheet.title}")
        for row in sheet.iter_rows(values_only=True):
            cells = ["" if cell is None else str(cell) for cell in row]
            lines.append(" | ".join(cells).rstrip(" |"))
    return "\n".join(lines)


def check_golden(paper: str, name: str, text: str) -> None:
    """Compare with `tests/golden/<paper>/<name>.txt`, or write it when TOURNAGE_GOLDEN=write."""
    file = HERE / paper / f"{name}.txt"
    if os.environ.get("TOURNAGE_GOLDEN") == "write":
        file.parent.mkdir(exist_ok=True)
        file.write_text(text + "\n", "utf-8")
    assert file.read_text("utf-8") == text + "\n"
