"""Cash by week and instalments: nothing lost, nothing before its time."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.budget.production import FIRST_DAY
from tournage.budget.cash import CashEvent, cash_plan, instalments, lowest, phase_spans
from tournage.budget.convert import budget_total
from tournage.budget.model import Budget
from tournage.kernel.money import Money, total
from tournage.kernel.words import literal

LAST_DAY = FIRST_DAY + timedelta(days=34)


def test_the_weeks_sum_to_the_budget(budget: Budget) -> None:
    weeks = cash_plan(budget, first_day=FIRST_DAY, last_day=LAST_DAY)
    assert total((week.out for week in weeks), "EUR") == budget_total(budget)


@settings(max_examples=15, deadline=None)
@given(
    first=st.dates(date(2026, 1, 1), date(2030, 1, 1)),
    days=st.integers(1, 120),
    award=st.integers(0, 10**7),
)
def test_the_last_balance_is_all_that_came_less_all_that_went(
    budget: Budget, first: date, days: int, award: int
) -> None:
    last = first + timedelta(days=days)
    events = [
        CashEvent(last + timedelta(days=200), Money(Decimal(award), "MAD"), literal("rebate")),
        CashEvent(first - timedelta(days=40), Money(Decimal(-90_000), "MAD"), literal("deposit")),
    ]
    weeks = cash_plan(budget, first_day=first, last_day=last, events=events)
    came, went = (total((getattr(w, k) for w in weeks), "EUR") for k in ("into", "out"))
    assert weeks[-1].balance == came - went
    assert came == budget.in_currency(Money(Decimal(award), "MAD")).rounded()
    assert [w.first_day for w in weeks] == [
        weeks[0].first_day + timedelta(days=7 * n) for n in range(len(weeks))
    ]


def test_weeks_start_on_monday_and_money_goes_out_before_the_first_day(budget: Budget) -> None:
    weeks = cash_plan(budget, first_day=FIRST_DAY, last_day=LAST_DAY)
    assert {week.first_day.weekday() for week in weeks} == {0}
    assert weeks[0].first_day < FIRST_DAY
    shoot = [w.out.amount for w in weeks if FIRST_DAY <= w.first_day <= LAST_DAY]
    prep = [w.out.amount for w in weeks if w.first_day < FIRST_DAY]
    assert max(shoot) > max(prep)


def test_the_calls_make_the_whole_spend_in_morocco(budget: Budget) -> None:
    calls = instalments(budget, first_day=FIRST_DAY, last_day=LAST_DAY)
    assert total((call.amount for call in calls), "EUR") == budget_total(budget, spent_in="MA")
    assert sum((call.share for call in calls), Decimal(0)) == 1
    assert [call.number for call in calls] == list(range(1, len(calls) + 1))
    assert all(a.due_on < b.due_on for a, b in pairwise(calls))


def test_with_the_calls_morocco_is_never_out_of_money(budget: Budget) -> None:
    calls = instalments(budget, first_day=FIRST_DAY, last_day=LAST_DAY)
    weeks = cash_plan(budget, first_day=FIRST_DAY, last_day=LAST_DAY, calls=calls, spent_in="MA")
    low = lowest(weeks)
    assert low is not None
    assert low.balance.amount >= 0
    assert weeks[-1].balance.amount == 0


def test_prep_weeks_of_the_template_date_the_first_spending(budget: Budget) -> None:
    spans = phase_spans(budget, first_day=FIRST_DAY, last_day=LAST_DAY)
    assert spans["prep"].days == 9 * 7
    assert spans["shoot"].days == 35


def test_no_call_is_too_small_to_be_worth_a_transfer(budget: Budget) -> None:
    calls = instalments(budget, first_day=FIRST_DAY, last_day=LAST_DAY, every_weeks=1)
    assert min(call.share for call in calls) >= Decimal("0.05")


@pytest.mark.parametrize("every", [1, 2, 6])
def test_calls_may_be_closer_or_further_apart(budget: Budget, every: int) -> None:
    calls = instalments(budget, first_day=FIRST_DAY, last_day=LAST_DAY, every_weeks=every)
    assert total((call.amount for call in calls), "EUR") == budget_total(budget, spent_in="MA")
