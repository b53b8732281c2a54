"""What must be filed and by when: the file of the rebate, and what the scenes ask for."""

from __future__ import annotations

from tournage.cases.feasibility.model import Filing
from tournage.cases.feasibility.pricing import Shoot
from tournage.incentives.model import Assessment
from tournage.places.catalogue import Catalogue


def list_filings(shoot: Shoot, assessment: Assessment, catalogue: Catalogue) -> tuple[Filing, ...]:
    """Every paper to hand in, the earliest first."""
    found = [
        Filing(m.id, m.label, assessment.name, m.due_on, None, m.rule, (), m.source, m.confidence)
        for m in assessment.calendar
    ]
    return tuple(sorted(found, key=lambda one: (one.due_on is None, one.due_on)))
