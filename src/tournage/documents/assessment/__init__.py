"""An assessment as a page: award, gates, lines, the life of the file, and how every figure follows."""

from tournage.documents.assessment.page import build_html

__all__ = ["build_html"]
