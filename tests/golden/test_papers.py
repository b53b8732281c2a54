"""Every paper in every language says what its golden file says."""

from __future__ import annotations

from typing import Any

import pytest

from tests.documents.fixtures import make_parts
from tests.golden.golden import check_golden, pdf_pages, xlsx_text
from tournage.documents.papers import load_papers

PAPERS = load_papers()


@pytest.mark.parametrize("lang", ["en", "fr", "ar"])
@pytest.mark.parametrize("paper", PAPERS, ids=lambda p: p.PAPER)
def test_the_pdf_says_what_it_said(paper: Any, lang: str) -> None:
    pages = pdf_pages(paper.build_pdf(make_parts(lang), lang))
    check_golden(paper.PAPER, f"pdf-{lang}", "\n\n--- page\n".join(pages))


@pytest.mark.parametrize("lang", ["en", "ar"])
@pytest.mark.parametrize("paper", PAPERS, ids=lambda p: p.PAPER)
def test_the_workbook_says_what_it_said(paper: Any, lang: str) -> None:
    check_golden(paper.PAPER, f"xlsx-{lang}", xlsx_text(paper.build_xlsx(make_parts(lang), lang)))
