"""The comparison between countries: one page and one paper from the same figures."""

from tournage.documents.comparison.page import build_html
from tournage.documents.comparison.paper import build_pdf

__all__ = ["build_html", "build_pdf"]
