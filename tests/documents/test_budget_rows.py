"""The budget as papers print it."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from tests.documents.fixtures import make_parts
from tests.golden.golden import pdf_pages
from tournage.documents import top_sheet
from tournage.documents.budget_rows import detail_accounts, group_of, top_sheet_rows, unit_name
from tournage.kernel.accounts import Account, Chart
from tournage.kernel.money import Money, total
from tournage.kernel.words import literal


def test_detail_and_top_sheet_come_to_one_grand_total() -> None:
    parts = make_parts("en")
    grand = next(row for row in top_sheet_rows(parts, "en") if row.kind == "total")
    accounts = list(detail_accounts(parts, "en"))
    morocco = total((a.morocco for a in accounts), "EUR")
    abroad = total((a.abroad for a in accounts), "EUR")
    assert abs(grand.total.amount - (morocco + abroad).amount) < Decimal("0.05")
    assert grand.morocco is not None
    assert grand.morocco + (grand.abroad or Money(Decimal(0), "EUR")) == grand.total


def test_the_rebate_is_a_credit_and_the_net_follows() -> None:
    rows = {row.kind: row.total for row in top_sheet_rows(make_parts("en"), "en")}
    assert rows["credit"] == Money(Decimal(-941667), "EUR")
    assert rows["net"] == rows["total"] + rows["credit"]


def test_the_net_of_the_paper_is_that_of_the_study_with_the_wait_in_a_line_of_its_own() -> None:
    parts = replace(make_parts("en"), bridging=Money(Decimal(30000), "EUR"))
    rows = {row.kind: row.total for row in top_sheet_rows(parts, "en")}
    assert rows["waiting"] == Money(Decimal(30000), "EUR")
    assert rows["net"] == rows["total"] + rows["credit"] + rows["waiting"]


def test_without_a_rebate_there_is_no_credit() -> None:
    kinds = {row.kind for row in top_sheet_rows(replace(make_parts("en"), award=None), "en")}
    assert kinds == {"account", "subtotal", "total"}


def test_the_service_company_s_own_lines_stay_off_the_client_s_budget() -> None:
    parts = make_parts("en")
    own = replace(parts.budget.lines[-1], view="internal")
    hidden = replace(parts, budget=replace(parts.budget, lines=(*parts.budget.lines[:-1], own)))
    assert own.account not in {account.code for account in detail_accounts(hidden, "en")}


def test_an_account_belongs_to_the_nearest_one_of_the_top_sheet() -> None:
    accounts = (
        Account("2000", literal("Staff"), "production", 1),
        Account("2010", literal("Producers"), "production", 2, "2000"),
        Account("2011", literal("Line producer"), "production", 3, "2010"),
    )
    chart = Chart("c", literal("c"), accounts, ())
    budget = replace(make_parts("en").budget, chart=chart)
    assert group_of(budget, "2011", ["2000"]) == "2000"
    assert group_of(budget, "9999", ["2000"]) == "9999"


def test_units_are_named_in_the_language() -> None:
    assert [unit_name("m2 days", lang) for lang in ("en", "fr")] == ["m² day", "m²-jour"]
    assert [unit_name("weeks", "fr", n) for n in (0, 1, Decimal("1.5"), 2)] == [
        "semaine", "semaine", "semaine", "semaines",
    ]  # fmt: skip
    assert [unit_name("days", "ar", n) for n in (1, 6, 24)] == ["يوم", "أيام", "يوم"]
    assert unit_name("barrels", "fr") == "barrels"


def test_the_top_sheet_points_to_the_page_of_each_account() -> None:
    first = pdf_pages(top_sheet.build_pdf(make_parts("en"), "en"))[0]
    line = next(line for line in first.splitlines() if line.startswith("2000"))
    assert line.split()[:4] == ["2000", "Production", "staff", "2"]
