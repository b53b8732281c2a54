"""The engine behind one narrow door: `solve` makes a board for a problem."""

from __future__ import annotations

from tournage.schedule.solve.engine import Solution, solve

__all__ = ["Solution", "solve"]
