"""Why this order: the board's cost by line beside other boards and the proven bound, as a paper."""

from tournage.documents.order_reason.paper import build_pdf
from tournage.documents.order_reason.view import OrderParts

__all__ = ["OrderParts", "build_pdf"]
