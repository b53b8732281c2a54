"""All papers of a long production in one language: 200 scenes, 60 shooting days, 40 roles."""

from __future__ import annotations

import resource
from collections.abc import Iterator
from time import perf_counter

from tests.documents.fixtures import long_parts
from tournage.documents.papers import load_papers


def run() -> Iterator[str]:
    """One line a paper, PDF and XLSX, then each language's sum and the memory at the highest."""
    for lang in ("en", "ar"):
        parts, start = long_parts(lang), perf_counter()
        for paper in load_papers():
            before = perf_counter()
            pdf = paper.build_pdf(parts, lang)
            middle = perf_counter()
            book = paper.build_xlsx(parts, lang)
            after = perf_counter()
            yield (
                f"{lang} {paper.PAPER:18} pdf {middle - before:5.2f} s {len(pdf) / 1e6:5.2f} MB"
                f"   xlsx {after - middle:5.2f} s {len(book) / 1e6:5.2f} MB"
            )
        yield f"{lang} all papers {perf_counter() - start:5.2f} s"
    yield f"highest memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB"
