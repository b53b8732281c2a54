"""The sweep: the shoot under other conditions, as a paper and a workbook."""

from tournage.documents.what_if.paper import build_pdf
from tournage.documents.what_if.view import SweepParts
from tournage.documents.what_if.workbook import build_xlsx

__all__ = ["SweepParts", "build_pdf", "build_xlsx"]
