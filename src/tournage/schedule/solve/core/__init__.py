"""Ordering with waiting cost (the talent scheduling problem): one door, `solve_order`, to the exact core."""

from tournage.schedule.solve.core.door import Ordering, Progress, solve_order
from tournage.schedule.solve.core.instance import ImpossibleInstanceError, Instance, NotAnOrderError
from tournage.schedule.solve.core.native import Cancel

__all__ = [
    "Cancel",
    "ImpossibleInstanceError",
    "Instance",
    "NotAnOrderError",
    "Ordering",
    "Progress",
    "solve_order",
]
