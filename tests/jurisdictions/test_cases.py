"""Every scheme gives what its worked cases say."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.incentives.morocco import wrong_steps
from tournage.incentives.assess import award
from tournage.incentives.parse_facts import parse_facts
from tournage.jurisdictions.load_cases import WorkedCase, load_cases
from tournage.jurisdictions.load_schemes import list_schemes, load_scheme

CASES = tuple(load_cases())


@pytest.mark.parametrize("case", CASES, ids=lambda c: f"{c.scheme}: {c.name}")
def test_a_worked_case_comes_out_as_stated(case: WorkedCase) -> None:
    scheme = load_scheme(case.scheme)
    facts = parse_facts(scheme, case.facts)
    result = award(scheme, {k: Decimal(v) for k, v in case.totals.items()}, on=case.on, facts=facts)
    assert result.in_force
    assert case.award == (result.award.low.amount, result.award.likely.amount, result.award.high.amount)
    for step in (result.explain, result.explain_low, result.explain_high):
        assert step is not None
        assert list(wrong_steps(step)) == []


def test_every_scheme_has_a_worked_case() -> None:
    assert set(list_schemes()) == {case.scheme for case in CASES}
