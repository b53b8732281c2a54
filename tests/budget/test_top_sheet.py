"""The top sheet sums to its lines, in any currency, on either chart."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.budget.conftest import Build
from tests.budget.production import Production, production
from tournage.budget.convert import budget_total, in_one_currency
from tournage.budget.model import Budget
from tournage.budget.recode import recode
from tournage.budget.top_sheet import subtotals, top_sheet
from tournage.budget.views import client_view, internal_view, service_margin
from tournage.jurisdictions.load_budget import template_ids
from tournage.jurisdictions.load_charts import load_account_map, load_chart
from tournage.kernel.money import Money, total


@settings(max_examples=12, deadline=None)
@given(
    days=st.integers(0, 25),
    scenes=st.integers(1, 5),
    extras=st.integers(0, 400),
    leads=st.integers(1, 8),
    episodes=st.integers(1, 4),
    template=st.sampled_from(template_ids()),
    currency=st.sampled_from(["EUR", "MAD", "USD"]),
)
def test_any_board_gives_a_budget_whose_sheet_sums(
    build: Build,
    days: int,
    scenes: int,
    extras: int,
    leads: int,
    episodes: int,
    template: str,
    currency: str,
) -> None:
    made_up = production(days, scenes_a_day=scenes, extras=extras, leads=leads, episodes=episodes)
    made = build(made_up, template, currency)
    rows = top_sheet(made)
    assert total((row.total for row in rows), currency) == budget_total(made)
    assert all(line.subtotal.amount > 0 for line in made.lines)


@pytest.mark.parametrize("currency", ["EUR", "MAD", "USD", "GBP"])
def test_rows_sum_to_the_lines_to_the_last_centime(build: Build, feature: Production, currency: str) -> None:
    made = build(feature, currency=currency)
    rows = top_sheet(made)
    assert total((row.total for row in rows), currency) == budget_total(made)
    assert total((row.morocco for row in rows), currency) == budget_total(made, spent_in="MA")


def test_the_grand_total_is_direct_cost_and_charges(budget: Budget) -> None:
    parts = {part.id: part.total for part in subtotals(budget)}
    assert parts["grand"] == parts["direct"] + parts["contractual_charges"]
    assert parts["direct"] == parts["above_the_line"] + parts["below_the_line"]


def test_dirham_lines_sum_exactly_before_and_after_conversion(budget: Budget) -> None:
    local = [line for line in budget.lines if line.subtotal.currency == "MAD"]
    whole = total((line.subtotal for line in local), "MAD")
    converted = total(in_one_currency(budget, local), "EUR")
    assert converted == budget.in_currency(whole).rounded()


@given(st.lists(st.decimals(min_value=-9999, max_value=10**7, places=2, allow_nan=False), max_size=30))
def test_converting_parts_never_loses_a_cent_of_the_whole(budget: Budget, amounts: list[Decimal]) -> None:
    lines = [replace(budget.lines[0], subtotal=Money(amount, "MAD")) for amount in amounts]
    whole = budget.in_currency(total((line.subtotal for line in lines), "MAD")).rounded()
    parts = in_one_currency(budget, lines)
    assert total(parts, "EUR") == whole
    for line, part in zip(lines, parts, strict=True):
        assert abs((part - budget.in_currency(line.subtotal)).amount) <= Decimal("0.01")


def test_the_french_form_holds_the_same_money(build: Build, feature: Production) -> None:
    ours = build(feature)
    theirs, findings = recode(ours, load_chart("cnc"), load_account_map("us", "cnc"))
    assert findings == ()
    assert budget_total(theirs) == budget_total(ours)
    assert total((row.total for row in top_sheet(theirs)), "EUR") == budget_total(ours)


def test_in_the_french_form_pay_is_personnel_whatever_the_department(budget: Budget) -> None:
    theirs, _ = recode(budget, load_chart("cnc"), load_account_map("us", "cnc"))
    accounts = {line.id: line.account for line in theirs.lines}
    assert accounts["gaffer.shoot"] == accounts["focus_puller.shoot"] == "2"
    assert accounts["camera_package"] == "71"
    assert accounts["camel"] == "55"
    assert accounts["payroll_capped.production"] == "4"
    assert accounts["contingency_morocco"] == "IMP"


def test_the_client_pays_the_fee_and_the_company_sees_its_own_costs(budget: Budget) -> None:
    client = {line.id for line in client_view(budget).lines}
    internal = {line.id for line in internal_view(budget).lines}
    assert "service_fee" in client - internal
    assert "company_staff" in internal - client
    assert {line.spent_in for line in internal_view(budget).lines} == {"MA"}


def test_the_margin_is_the_fee_less_own_costs(budget: Budget) -> None:
    margin = service_margin(budget)
    fee, own = (step.value for step in margin.inputs)
    assert isinstance(fee, Money)
    assert isinstance(own, Money)
    assert margin.value == fee - own
    assert own.amount > 0


def test_the_fee_is_charged_on_morocco_alone(budget: Budget) -> None:
    fee = next(line for line in budget.lines if line.id == "service_fee")
    before = [
        line
        for line in budget.lines
        if line.spent_in == "MA"
        and line.view == "client"
        and line.id not in ("service_fee", "contingency_morocco")
    ]
    assert fee.rate == total((line.subtotal for line in before), "MAD")
    assert fee.subtotal == (fee.rate * Decimal("0.10")).rounded()
