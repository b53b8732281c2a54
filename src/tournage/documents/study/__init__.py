"""The study: one page, one paper, one workbook and one JSON object from the same answer."""

from tournage.documents.study.page import build_html

__all__ = ["build_html"]
