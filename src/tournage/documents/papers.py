"""All papers of a production at once."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from pkgutil import iter_modules
from typing import Protocol

from tournage.documents.parts import PaperParts


class Paper(Protocol):
    """A module of this folder that makes one paper, known by its name in `PAPER`."""

    PAPER: str

    def build_pdf(self, parts: PaperParts, lang: str) -> bytes:
        """The paper as PDF."""

    def build_xlsx(self, parts: PaperParts, lang: str) -> bytes:
        """The paper as a workbook."""


def load_papers() -> tuple[Paper, ...]:
    """Every paper of the folder, by name: a module beside this one that sets `PAPER`."""
    from tournage import documents

    modules = (
        import_module(f"tournage.documents.{found.name}")
        for found in iter_modules(documents.__path__)
        if not found.ispkg and not found.name.startswith("study")
    )
    return tuple(module for module in modules if hasattr(module, "PAPER"))


def build_papers(parts: PaperParts, lang: str) -> Iterator[tuple[str, bytes]]:
    """File name and content of each paper, PDF then XLSX, one at a time."""
    for paper in load_papers():
        yield f"{paper.PAPER}.pdf", paper.build_pdf(parts, lang)
        yield f"{paper.PAPER}.xlsx", paper.build_xlsx(parts, lang)
