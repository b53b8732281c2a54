"""What must hold for any production and any scheme."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.incentives.morocco import ICE, facts, line, mad, wrong_steps
from tournage.incentives.assess import assess, award
from tournage.incentives.scheme import Facts
from tournage.jurisdictions.load_schemes import list_schemes, load_scheme
from tournage.kernel.spend import SpendLine

MOROCCO = load_scheme("ma-rebate")
ON = date(2026, 5, 1)
NAMES = ("Camera rental", "Hotel", "Extras", "Set catering", "Service company fee", "Postage", "zzz", "Fuel")
amounts = st.decimals(min_value=0, max_value=50_000_000, places=2)


@st.composite
def spend(draw: st.DrawFn) -> list[SpendLine]:
    count = draw(st.integers(1, 12))
    return [
        line(
            i,
            draw(st.sampled_from(NAMES)),
            str(draw(amounts) * draw(st.sampled_from([1, 1, 1, -1]))),
            payment=draw(st.sampled_from(["transfer", "cheque", "cash", None])),
            payee_ice=draw(st.sampled_from([ICE, ICE, None])),
            payee_country=draw(st.sampled_from(["MA", "MA", "FR"])),
        )
        for i in range(count)
    ]


@settings(max_examples=60, deadline=None)
@given(spend(), st.sampled_from([date(2018, 6, 1), date(2019, 6, 1), date(2021, 1, 1), ON]))
def test_low_likely_high_are_in_order_and_every_step_follows(lines: list[SpendLine], on: date) -> None:
    result = assess(MOROCCO, lines, on=on, facts=facts())
    assert result.award.low <= result.award.likely <= result.award.high
    assert result.qualifying.low <= result.qualifying.likely <= result.qualifying.high
    for step in (result.explain, result.explain_low, result.explain_high):
        assert step is not None
        assert list(wrong_steps(step)) == []


@settings(max_examples=40, deadline=None)
@given(spend(), st.randoms())
def test_the_order_of_lines_never_matters(lines: list[SpendLine], order: object) -> None:
    shuffled = list(lines)
    order.shuffle(shuffled)  # type: ignore[attr-defined]
    one = assess(MOROCCO, lines, on=ON, facts=facts())
    other = assess(MOROCCO, shuffled, on=ON, facts=facts())
    assert (one.award, one.qualifying, one.gross) == (other.award, other.qualifying, other.gross)


@settings(max_examples=40, deadline=None)
@given(spend())
def test_what_the_rows_count_sums_to_the_likely_qualifying_spend_before_the_limit(
    lines: list[SpendLine],
) -> None:
    result = assess(MOROCCO, lines, on=ON, facts=facts(morocco_budget=Decimal(10) ** 12))
    counted = sum((c.counted.amount for c in result.lines), Decimal(0))
    assert abs(counted - result.qualifying.likely.amount) < Decimal("0.000001")


@settings(max_examples=60, deadline=None)
@given(amounts, amounts)
def test_more_qualifying_spend_never_lowers_the_moroccan_award(one: Decimal, more: Decimal) -> None:
    given_facts = facts(morocco_budget=Decimal(200_000_000))
    less = award(MOROCCO, {"qualifying_spend": one}, on=ON, facts=given_facts)
    greater = award(MOROCCO, {"qualifying_spend": one + more}, on=ON, facts=given_facts)
    assert less.award.likely <= greater.award.likely


LOWERS = {"ie-credit"}
"""Ireland's higher rate ends at EUR 20 million: there the law itself lowers the award."""


@pytest.mark.parametrize("scheme_id", [s for s in list_schemes() if s not in LOWERS])
@settings(max_examples=25, deadline=None)
@given(one=st.integers(0, 60_000_000), more=st.integers(0, 60_000_000))
def test_more_qualifying_spend_never_lowers_an_award_elsewhere(scheme_id: str, one: int, more: int) -> None:
    scheme = load_scheme(scheme_id)
    on = date(2018, 1, 1) if scheme_id == "pt-credit" else date(2025, 6, 1)
    known = {
        "total_budget": 10**9,
        "core_spend": 10**9,
        "shooting_days": 60,
        "lira_per_dollar": 30,
        "episodes": 1,
    }
    given_facts = Facts({k: v for k, v in known.items() if k in scheme.facts})
    less = award(scheme, {"qualifying_spend": Decimal(one)}, on=on, facts=given_facts)
    greater = award(scheme, {"qualifying_spend": Decimal(one + more)}, on=on, facts=given_facts)
    assert less.in_force
    for case in ("low", "likely", "high"):
        assert getattr(less.award, case) <= getattr(greater.award, case)


def test_irelands_higher_rate_ends_at_twenty_million() -> None:
    scheme = load_scheme("ie-credit")
    known = Facts({"total_budget": 10**9, "eea_creative": True, "format": "feature"})
    under = award(scheme, {"qualifying_spend": Decimal(19_999_999)}, on=date(2025, 6, 1), facts=known)
    over = award(scheme, {"qualifying_spend": Decimal(20_000_000)}, on=date(2025, 6, 1), facts=known)
    assert over.award.likely < under.award.likely


@settings(max_examples=60, deadline=None)
@given(spend())
def test_both_doors_agree_to_the_centime(lines: list[SpendLine]) -> None:
    budget = facts(morocco_budget=Decimal(60_000_000))
    by_lines = assess(MOROCCO, lines, on=ON, facts=budget)
    free = assess(MOROCCO, lines, on=ON, facts=facts(morocco_budget=Decimal(10) ** 12))
    by_totals = award(MOROCCO, {"qualifying_spend": free.qualifying.likely}, on=ON, facts=budget)
    assert by_lines.award.likely.rounded() == by_totals.award.likely.rounded()


@settings(max_examples=40, deadline=None)
@given(st.lists(amounts, min_size=1, max_size=8))
def test_both_doors_agree_without_a_budget_too(nets: list[Decimal]) -> None:
    lines = [line(i, "Camera rental", str(net)) for i, net in enumerate(nets)]
    by_lines = assess(MOROCCO, lines, on=ON, facts=facts())
    by_totals = award(MOROCCO, {"qualifying_spend": by_lines.gross}, on=ON, facts=facts())
    assert (by_lines.award, by_lines.qualifying) == (by_totals.award, by_totals.qualifying)


def test_rounding_never_loses_a_centime_over_many_lines() -> None:
    lines = [line(i, "Hotel", "33333.33") for i in range(301)]
    result = assess(MOROCCO, lines, on=ON, facts=facts(morocco_budget=Decimal(10) ** 9))
    assert mad("10033332.33") == result.qualifying.likely
    assert mad("3009999.70") == result.award.likely.rounded()
