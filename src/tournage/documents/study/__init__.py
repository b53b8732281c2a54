"""The study: one page, one paper, one workbook and one JSON object from the same answer."""

from tournage.documents.study.data import build_json
from tournage.documents.study.page import build_html
from tournage.documents.study.paper import build_pdf
from tournage.documents.study.terminal import answer_text
from tournage.documents.study.workbook import build_xlsx

__all__ = ["answer_text", "build_html", "build_json", "build_pdf", "build_xlsx"]
