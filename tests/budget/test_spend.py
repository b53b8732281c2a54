"""Planned spend lines: what the rebate's rules are given."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

from tests.budget.production import FIRST_DAY
from tournage.budget.model import Budget
from tournage.flows.budget_to_spend import budget_to_spend
from tournage.jurisdictions.load_budget import load_template, template_ids
from tournage.kernel.money import total
from tournage.kernel.spend import SpendKind

LAST_DAY = FIRST_DAY + timedelta(days=34)
NOT_ELIGIBLE = {"per_diem_cash", "location_cash", "contingency"}


def test_the_clients_lines_and_their_money_all_pass(budget: Budget) -> None:
    spend = budget_to_spend(budget)
    ours = [line for line in budget.lines if line.view == "client"]
    assert [s.id for s in spend] == [line.id for line in ours]
    for currency in ("MAD", "EUR"):
        assert total((s.net for s in spend if s.net.currency == currency), currency) == total(
            (line.subtotal for line in ours if line.subtotal.currency == currency), currency
        )
    assert {s.kind for s in spend} == {SpendKind.PLANNED}


def test_the_service_companys_own_costs_stay_inside(budget: Budget) -> None:
    assert not {"company_staff", "company_overhead"} & {s.id for s in budget_to_spend(budget)}


def test_foreign_wages_are_paid_abroad_and_a_hotel_is_supplied_in_morocco(budget: Budget) -> None:
    spend = {s.id: s for s in budget_to_spend(budget)}
    wages, hotel = spend["foreign_dp.shoot"], spend["hotel_foreign_crew.ouarzazate"]
    assert (wages.payee_country, wages.supplied_in, wages.expense) == ("ZZ", "ZZ", "crew_foreign_wages")
    assert (hotel.payee_country, hotel.supplied_in, hotel.expense) == ("MA", "MA", "hotel")
    assert "foreign_crew" in wages.tags


def test_cash_is_said_to_be_cash(budget: Budget) -> None:
    spend = {s.id: s for s in budget_to_spend(budget)}
    assert spend["per_diem_foreign"].payment == "cash"
    assert spend["extra"].payment == "transfer"
    assert "extras" in spend["extra"].tags


def test_vat_is_what_the_supplier_would_charge(budget: Budget) -> None:
    spend = {s.id: s for s in budget_to_spend(budget)}
    camera = spend["camera_package"]
    assert camera.vat == (camera.net * Decimal("0.20")).rounded()
    assert spend["gaffer.shoot"].vat is None
    meal = spend["set_meal"]
    assert meal.vat == (meal.net * Decimal("0.10")).rounded()


def test_lines_are_dated_in_their_phase(budget: Budget) -> None:
    spend = {s.id: s for s in budget_to_spend(budget, first_day=FIRST_DAY, last_day=LAST_DAY)}
    for id, s in spend.items():
        assert s.on is not None, id
    assert spend["gaffer.prep"].on is not None
    assert spend["gaffer.prep"].on < FIRST_DAY  # type: ignore[operator]
    assert FIRST_DAY <= spend["gaffer.shoot"].on <= LAST_DAY  # type: ignore[operator]
    assert spend["sound_post"].on > LAST_DAY  # type: ignore[operator]
    assert {s.on for s in budget_to_spend(budget)} == {None}


def test_most_of_the_spend_in_morocco_has_an_expense_line(budget: Budget) -> None:
    local = [s for s in budget_to_spend(budget) if s.supplied_in == "MA"]
    whole = total((s.net for s in local), "MAD")
    named = total((s.net for s in local if s.expense), "MAD")
    assert named.amount / whole.amount > Decimal("0.99")
    out = total((s.net for s in local if s.expense in NOT_ELIGIBLE or s.payment == "cash"), "MAD")
    assert Decimal("0.05") < out.amount / whole.amount < Decimal("0.20")


def test_every_pay_line_of_crew_names_an_expense() -> None:
    for id in template_ids():
        for line in load_template(id).lines:
            if line.payee_kind in ("crew", "foreign_crew", "extras", "cast_local", "cast_foreign"):
                assert line.expense, line.id
