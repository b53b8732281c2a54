"""Two schemes on one production: what may be added, and what excludes what."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from tournage.incentives.labels import scheme_name
from tournage.incentives.model import Assessment, Range
from tournage.incentives.scheme import Scheme
from tournage.kernel.errors import MixedCurrencyError
from tournage.kernel.findings import Finding, Severity, finding


def stack(
    schemes: Sequence[Scheme], assessments: Sequence[Assessment]
) -> tuple[Range | None, tuple[Finding, ...]]:
    """The awards of several schemes together; None, with findings, where the law excludes a pair.

    Pairs of which the sources say nothing are added, with a finding. Public aid from elsewhere is
    held against a scheme by its own fact `other_aid`.
    Raises: MixedCurrencyError when the schemes pay in different currencies.
    """
    if len({a.currency for a in assessments}) > 1:
        raise MixedCurrencyError(", ".join(sorted({a.currency for a in assessments})))
    findings = []
    for one, other in combinations(schemes, 2):
        names = {"one": scheme_name(one), "other": scheme_name(other)}
        if other.id in one.excludes or one.id in other.excludes:
            findings.append(
                finding("incentives", "INC-107", Severity.ERROR, f"{one.id}, {other.id}", **names)
            )
        elif other.id not in one.combines and one.id not in other.combines:
            findings.append(
                finding("incentives", "INC-108", Severity.WARNING, f"{one.id}, {other.id}", **names)
            )
    if any(f.severity is Severity.ERROR for f in findings) or not assessments:
        return None, tuple(findings)
    awards = [a.award for a in assessments]
    whole = awards[0]
    for award in awards[1:]:
        whole = Range(whole.low + award.low, whole.likely + award.likely, whole.high + award.high)
    return whole, tuple(findings)
