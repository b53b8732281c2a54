"""Two schemes on one production."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from tournage.incentives.assess import award
from tournage.incentives.model import Assessment
from tournage.incentives.scheme import Facts, Scheme
from tournage.incentives.stacking import stack
from tournage.jurisdictions.load_schemes import load_scheme
from tournage.kernel.errors import MixedCurrencyError


def both(one: str, other: str) -> tuple[list[Scheme], list[Assessment]]:
    schemes = [load_scheme(one), load_scheme(other)]
    totals = {"qualifying_spend": Decimal(12_000_000)}
    facts = Facts({"format": "feature", "total_budget": 20_000_000})
    return schemes, [award(s, totals, on=date(2025, 6, 1), facts=facts) for s in schemes]


def test_jordans_rebate_and_exemption_are_added() -> None:
    whole, findings = stack(*both("jo-rebate", "jo-exemption"))
    assert whole is not None
    assert (int(whole.likely.amount), findings) == (3_000_000, ())


def test_portugals_two_schemes_exclude_one_another() -> None:
    whole, findings = stack(*both("pt-refund", "pt-rebate"))
    assert (whole, [f.code for f in findings]) == (None, ["INC-107"])


def test_where_no_source_says_anything_the_sum_comes_with_a_warning() -> None:
    whole, findings = stack(*both("es-credit", "es-cn-credit"))
    assert whole is not None
    assert [f.code for f in findings] == ["INC-108"]


def test_schemes_in_two_currencies_are_not_added() -> None:
    with pytest.raises(MixedCurrencyError):
        stack(*both("jo-rebate", "es-credit"))
