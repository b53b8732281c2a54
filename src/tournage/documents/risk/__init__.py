"""The risk page: what can go wrong with a board, as a paper and a workbook."""

from tournage.documents.risk.paper import build_pdf
from tournage.documents.risk.view import RiskParts
from tournage.documents.risk.workbook import build_xlsx

__all__ = ["RiskParts", "build_pdf", "build_xlsx"]
