"""Three productions of the kind the trade press writes about, assessed whole."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from tests.incentives.morocco import line, mad, wrong_steps
from tournage.incentives.assess import assess
from tournage.incentives.cash import cash_of_file
from tournage.incentives.scheme import Facts
from tournage.jurisdictions.load_schemes import load_scheme
from tournage.kernel.money import ExchangeRate, Money
from tournage.kernel.spend import SpendKind, SpendLine
from tournage.kernel.words import say

MOROCCO = load_scheme("ma-rebate")


def planned(number: int, expense: str, amount: int, where: str = "MA", currency: str = "MAD") -> SpendLine:
    return SpendLine(
        str(number),
        "",
        expense.replace("_", " "),
        Money(Decimal(amount), currency),
        kind=SpendKind.PLANNED,
        payee_country=where,
        supplied_in=where,
        payment="transfer",
        expense=expense,
    )


def test_a_five_part_series_of_forty_days() -> None:
    spend = [
        planned(1, "crew_camera", 24_000_000),
        planned(2, "set_labour", 18_000_000),
        planned(3, "set_materials", 9_000_000),
        planned(4, "hotel", 21_000_000),
        planned(5, "catering", 7_500_000),
        planned(6, "van_bus", 12_000_000),
        planned(7, "camera_rental", 14_000_000),
        planned(8, "cast_extras_invoiced", 8_000_000),
        planned(9, "military_commission", 3_000_000),
        planned(10, "service_fee", 9_000_000),
        planned(11, "security_local", 1_200_000),
        planned(12, "cast_foreign", 30_000_000, "GB"),
    ]
    known = Facts(
        {
            "format": "series",
            "shooting_days": 40,
            "set_build_days": 20,
            "first_shooting_day": date(2025, 3, 3),
            "last_shooting_day": date(2025, 4, 24),
        }
    )
    result = assess(MOROCCO, spend, on=date(2024, 11, 4), facts=known)
    assert (mad(101_000_000), mad(114_030_000), mad(114_030_000)) == (
        result.qualifying.low,
        result.qualifying.likely,
        result.qualifying.high,
    )
    assert (mad(30_300_000), mad(34_209_000)) == (result.award.low, result.award.likely)
    assert all(gate.passed for gate in result.gates)
    assert list(wrong_steps(result.explain)) == []
    cash = cash_of_file(MOROCCO, result, known)
    assert (mad("1710450.00"), date(2026, 1, 24)) == (cash.deposit, cash.payment_on)


def test_a_small_feature_of_fourteen_days_misses_the_gate_and_hears_how_to_pass_it() -> None:
    spend = [
        line(1, "Camera crew", "4200000"),
        line(2, "Hotels", "2600000"),
        line(3, "Set construction", "2100000"),
        line(4, "Minibus", "1900000"),
        line(5, "Extras", "300000", payment="cash"),
        line(6, "Location fees", "900000"),
    ]
    known = Facts({"format": "feature", "shooting_days": 14, "last_shooting_day": date(2026, 9, 20)})
    result = assess(MOROCCO, spend, on=date(2026, 5, 1), facts=known)
    assert mad(0) == result.award.high
    days = next(g for g in result.gates if g.id == "minimum_days")
    assert (False, Decimal(14), Decimal(18)) == (days.passed, days.actual, days.required)
    assert days.nearest_way is not None
    assert (
        say(days.nearest_way.action, "fr")
        == "Compter 4 jours de construction de décors, avec l’accord du CCM."
    )
    assert (mad(0), mad(3_240_000)) == (days.nearest_way.cost, days.nearest_way.brings)


def test_a_series_block_of_27_million_dollars_in_2019_comes_out_as_a_range() -> None:
    rate = ExchangeRate("USD", "MAD", Decimal("9.6171"), date(2019, 12, 31))
    spend = [
        planned(1, "crew_camera", 9_700_000, currency="USD"),
        planned(2, "hotel", 6_000_000, currency="USD"),
        planned(3, "camera_rental", 6_000_000, currency="USD"),
        planned(4, "van_bus", 6_000_000, currency="USD"),
    ]
    known = Facts(
        {"format": "series", "shooting_days": 60, "exchange": (rate,), "morocco_budget": Decimal(300_000_000)}
    )
    result = assess(MOROCCO, spend, on=date(2019, 6, 1), facts=known)
    assert mad("266393670.00") == result.qualifying.likely
    assert (mad(18_000_000), mad("53278734.00")) == (result.award.low, result.award.high)
    doubts = {f.where: f.code for f in result.findings}
    assert doubts["project_cap"] == "INC-104"
    assert result.explain_high is not None
    assert list(wrong_steps(result.explain_high)) == []
