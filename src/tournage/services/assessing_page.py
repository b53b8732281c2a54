"""Write an assessment as a page."""

from __future__ import annotations

from pathlib import Path

from tournage.documents.assessment import build_html
from tournage.incentives.columns import SpendColumns
from tournage.services.assessing import Assessed
from tournage.store.files import write_one


def write_page(assessed: Assessed, title: str, file: Path, lang: str) -> None:
    """One self-contained page: award, gates, lines, calendar, explanation, findings."""
    spend = () if isinstance(assessed.spend, SpendColumns) else assessed.spend
    write_one(file, build_html(assessed.result, title, spend, lang).encode("utf-8"))
