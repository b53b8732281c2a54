"""The Moroccan rebate on spend lines and on totals."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.incentives.morocco import ICE, ON, facts, line, mad, wrong_steps
from tournage.incentives.assess import MixedSpendError, assess, award
from tournage.incentives.lines import is_ice
from tournage.incentives.model import LineStatus
from tournage.incentives.scheme import Facts, UnknownInputError
from tournage.jurisdictions.load_schemes import load_scheme
from tournage.kernel.money import ExchangeRate, Money
from tournage.kernel.spend import SpendKind
from tournage.kernel.words import say

MOROCCO = load_scheme("ma-rebate")


def codes(result: object) -> set[str]:
    return {f.code for f in result.findings}  # type: ignore[attr-defined]


def test_the_90_percent_limit_caps_47_million_at_45() -> None:
    result = award(
        MOROCCO,
        {"qualifying_spend": Decimal(47_000_000)},
        on=ON,
        facts=facts(morocco_budget=Decimal(50_000_000)),
    )
    assert mad(45_000_000) == result.qualifying.likely
    assert mad(13_500_000) == result.award.likely


def test_under_ten_million_nothing_is_paid_and_the_nearest_way_is_the_missing_spend() -> None:
    result = award(
        MOROCCO,
        {"qualifying_spend": Decimal(9_800_000)},
        on=ON,
        facts=facts(morocco_budget=Decimal(12_000_000)),
    )
    gate = next(g for g in result.gates if g.id == "minimum_spend")
    assert {"INC-101", "INC-103"} <= codes(result)
    assert (mad(0), False) == (result.award.likely, gate.passed)
    assert gate.nearest_way is not None
    assert mad(200_000) == gate.nearest_way.cost
    assert "at most" not in say(gate.nearest_way.action, "en")
    assert mad(3_000_000) == gate.nearest_way.brings
    missed = next(f for f in result.findings if f.code == "INC-101")
    assert "Required MAD 10,000,000, actual MAD 9,800,000." in say(missed.message, "en").replace(
        "\u00a0", " "
    )


def test_more_spend_raises_the_budget_too_when_the_90_percent_limit_binds() -> None:
    result = award(
        MOROCCO,
        {"qualifying_spend": Decimal(9_800_000)},
        on=ON,
        facts=facts(morocco_budget=Decimal(10_000_000)),
    )
    gate = next(g for g in result.gates if g.id == "minimum_spend")
    assert gate.nearest_way is not None
    assert mad(1_111_112) == gate.nearest_way.cost
    assert "at most 90 % of the budget spent there counts" in say(gate.nearest_way.action, "en")


def test_each_status_has_its_reason() -> None:
    lines = [
        line(1, "Camera rental", "12000000"),
        line(2, "Extras", "400000", payment="cash"),
        line(3, "Set catering", "900000"),
        line(4, "Service company fee", "500000"),
        line(5, "Something else entirely", "100000"),
        line(6, "Postage", "1000"),
        line(7, "Fuel", "200000", payee_ice=None),
    ]
    result = assess(MOROCCO, lines, on=ON, facts=facts(morocco_budget=Decimal(20_000_000)))
    yes, no, conditional, unknown = LineStatus.YES, LineStatus.NO, LineStatus.CONDITIONAL, LineStatus.UNKNOWN
    assert [yes, no, conditional, unknown, unknown, no, conditional] == [c.status for c in result.lines]
    assert say(result.lines[1].cure, "en") == "By transfer or cheque, with an invoice, it would count."  # type: ignore[arg-type]
    assert result.lines[2].missing_fact == "annex_confirmed"
    assert result.lines[6].missing_fact == "payee_ice"
    amounts = result.qualifying
    assert (mad(12_000_000), mad(13_100_000), mad(13_700_000)) == (amounts.low, amounts.likely, amounts.high)


def test_the_annex_turns_our_estimates_into_law() -> None:
    lines = [line(1, "Camera rental", "12000000"), line(2, "Set catering", "900000")]
    before = assess(MOROCCO, lines, on=ON, facts=facts(morocco_budget=Decimal(20_000_000)))
    after = assess(
        MOROCCO, lines, on=ON, facts=facts(morocco_budget=Decimal(20_000_000), annex_confirmed=True)
    )
    assert mad(12_000_000) == before.qualifying.low
    assert mad(12_900_000) == after.qualifying.low


def test_a_credit_reduces_the_same_expense_line() -> None:
    lines = [
        line(1, "Hotel", "11000000"),
        line(2, "Hotel credit note", "-250000", invoice=None, payment=None),
    ]
    result = assess(MOROCCO, lines, on=ON, facts=facts(morocco_budget=Decimal(20_000_000)))
    assert (mad(10_750_000), mad(10_750_000)) == (result.qualifying.low, result.qualifying.high)
    assert result.lines[1].status == LineStatus.YES


def test_a_credit_on_an_excluded_line_takes_nothing_off() -> None:
    lines = [line(1, "Hotel", "11000000"), line(2, "Postage", "900"), line(3, "Postage credit", "-900")]
    result = assess(MOROCCO, lines, on=ON, facts=facts(morocco_budget=Decimal(20_000_000)))
    assert mad(11_000_000) == result.qualifying.likely


def test_credits_beyond_their_line_are_found_and_take_no_more_off() -> None:
    lines = [line(1, "Hotel", "11000000"), line(2, "Fuel", "100"), line(3, "Fuel credit", "-300")]
    result = assess(MOROCCO, lines, on=ON, facts=facts(morocco_budget=Decimal(20_000_000)))
    assert mad(11_000_000) == result.qualifying.likely
    assert "INC-202" in codes(result)


def test_before_its_first_day_the_scheme_is_a_finding_and_not_an_award_of_nothing() -> None:
    result = assess(MOROCCO, [line(1, "Hotel", "11000000")], on=date(2018, 2, 14), facts=facts())
    assert (False, None, {"INC-001"}) == (result.in_force, result.version, codes(result))


@pytest.mark.parametrize(
    ("on", "likely"),
    [
        (date(2018, 3, 1), 18_000_000),
        (date(2021, 1, 1), 20_000_000),
        (date(2022, 3, 27), 20_000_000),
        (date(2022, 3, 28), 30_000_000),
    ],
)
def test_the_day_of_application_decides_rate_and_ceiling(on: date, likely: int) -> None:
    result = award(
        MOROCCO,
        {"qualifying_spend": Decimal(100_000_000)},
        on=on,
        facts=facts(morocco_budget=Decimal(120_000_000)),
    )
    assert mad(likely) == result.award.likely


def test_in_2019_the_ceiling_is_not_settled_so_the_award_is_a_range() -> None:
    result = award(
        MOROCCO,
        {"qualifying_spend": Decimal(266_000_000)},
        on=date(2019, 6, 1),
        facts=facts(morocco_budget=Decimal(300_000_000)),
    )
    assert (mad(18_000_000), mad(53_200_000)) == (result.award.low, result.award.high)
    assert "INC-104" in codes(result)


def test_the_envelope_of_2018_stops_the_award_at_what_is_left() -> None:
    result = award(
        MOROCCO,
        {"qualifying_spend": Decimal(50_000_000)},
        on=date(2018, 6, 1),
        facts=facts(morocco_budget=Decimal(60_000_000), envelope_remaining=Decimal(4_000_000)),
    )
    assert mad(4_000_000) == result.award.likely


def test_only_the_foreign_part_of_a_coproduction_counts() -> None:
    result = award(
        MOROCCO,
        {"qualifying_spend": Decimal(40_000_000)},
        on=ON,
        facts=facts(morocco_budget=Decimal(40_000_000), foreign_share=Decimal("0.6")),
    )
    assert mad(21_600_000) == result.qualifying.likely
    assert list(wrong_steps(result.explain)) == []


def test_set_building_days_count_and_the_switch_turns_them_off() -> None:
    given = facts(shooting_days=Decimal(6), set_build_days=Decimal(12), morocco_budget=Decimal(20_000_000))
    totals = {"qualifying_spend": Decimal(12_000_000)}
    counted = award(MOROCCO, totals, on=ON, facts=given)
    refused = award(MOROCCO, totals, on=ON, facts=given.with_switches(set_building="shooting_only"))
    assert (mad(3_600_000), mad(0)) == (counted.award.likely, refused.award.likely)


def test_a_missing_count_of_days_makes_the_low_case_nothing_and_says_so() -> None:
    result = award(
        MOROCCO,
        {"qualifying_spend": Decimal(12_000_000)},
        on=ON,
        facts=facts(shooting_days=None, morocco_budget=Decimal(20_000_000)),
    )
    assert (mad(0), mad(3_600_000)) == (result.award.low, result.award.likely)
    assert "INC-102" in codes(result)


def test_days_missed_while_sets_are_built_cost_nothing_to_count() -> None:
    lines = [line(1, "Camera rental", "12000000"), line(2, "Set construction", "3000000")]
    result = assess(
        MOROCCO, lines, on=ON, facts=facts(shooting_days=Decimal(14), morocco_budget=Decimal(20_000_000))
    )
    gate = next(g for g in result.gates if g.id == "minimum_days")
    assert gate.nearest_way is not None
    assert mad(0) == gate.nearest_way.cost
    assert say(gate.nearest_way.action, "en") == "Count 4 set-building days, with the approval of the CCM."
    assert mad(4_500_000) == gate.nearest_way.brings


def test_cash_lines_that_would_pass_the_gate_are_its_nearest_way() -> None:
    lines = [line(1, "Camera rental", "9000000"), line(2, "Drivers", "1500000", payment="cash")]
    result = assess(MOROCCO, lines, on=ON, facts=facts(morocco_budget=Decimal(20_000_000)))
    gate = next(g for g in result.gates if g.id == "minimum_spend")
    assert gate.nearest_way is not None
    assert (mad(0), mad(3_150_000)) == (gate.nearest_way.cost, gate.nearest_way.brings)


def test_an_application_after_the_first_shooting_day_pays_nothing() -> None:
    result = award(
        MOROCCO,
        {"qualifying_spend": Decimal(12_000_000)},
        on=ON,
        facts=facts(first_shooting_day=date(2026, 4, 20)),
    )
    assert mad(0) == result.award.high


def test_a_commercial_is_not_a_supported_format() -> None:
    result = award(
        MOROCCO, {"qualifying_spend": Decimal(12_000_000)}, on=ON, facts=facts(format="commercial")
    )
    assert (mad(0), ["format"]) == (result.award.high, [g.id for g in result.gates if not g.passed])


@pytest.mark.parametrize(
    ("other", "rule"),
    [
        ({"payment": "cash"}, "bank"),
        ({"payment": "card"}, "bank"),
        ({"payee_country": "FR"}, "local_payee"),
        ({"supplied_in": "ES"}, "in_morocco"),
        ({"on": date(2026, 4, 30)}, "period_start"),
        ({"on": date(2026, 11, 13)}, "period_end"),
        ({"payee_ice": "001561191000065"}, "ice"),
        ({"invoice": "no"}, "invoice"),
        ({"tags": frozenset({"local_funds"})}, "foreign_funds"),
    ],
)
def test_each_test_on_an_expense_excludes_with_a_cure(other: dict[str, object], rule: str) -> None:
    result = assess(
        MOROCCO,
        [line(1, "Van rental", "100", **other)],
        on=ON,
        facts=facts(last_shooting_day=date(2026, 8, 12)),
    )
    (counted,) = result.lines
    assert (LineStatus.NO, mad(0)) == (counted.status, counted.counted)
    assert counted.rule.key.endswith(f"test.{rule}")
    assert counted.cure is not None


@pytest.mark.parametrize("field", ["payment", "payee_country", "payee_ice", "supplied_in", "invoice"])
def test_a_blank_on_an_actual_line_makes_it_conditional_and_names_the_fact(field: str) -> None:
    result = assess(MOROCCO, [line(1, "Van rental", "100", **{field: None})], on=ON, facts=facts())
    assert (LineStatus.CONDITIONAL, field) == (result.lines[0].status, result.lines[0].missing_fact)


def test_a_planned_line_need_not_show_its_invoice_yet() -> None:
    planned = line(1, "Van rental", "100", payment=None, invoice=None, payee_ice=None, kind=SpendKind.PLANNED)
    result = assess(MOROCCO, [planned], on=ON, facts=facts())
    assert result.lines[0].status == LineStatus.YES


def test_one_invoice_given_twice_counts_once() -> None:
    twice = [line(n, "Camera rental", "12000000", payee="Studio X", invoice="A-1") for n in (1, 2)]
    result = assess(MOROCCO, twice, on=ON, facts=facts(morocco_budget=Decimal(40_000_000)))
    assert mad(12_000_000) == result.qualifying.high
    assert "INC-203" in codes(result)


def test_a_line_in_another_currency_needs_a_rate() -> None:
    foreign = line(1, "Hotel", "1")
    foreign = type(foreign)(
        **{**{f: getattr(foreign, f) for f in foreign.__slots__}, "net": Money(Decimal(100), "USD")}
    )
    without = assess(MOROCCO, [foreign], on=ON, facts=facts())
    rate = ExchangeRate("USD", "MAD", Decimal("9.94"), ON)
    with_rate = assess(MOROCCO, [foreign], on=ON, facts=facts(exchange=(rate,)))
    assert (mad(0), "INC-302" in codes(without)) == (without.gross, True)
    assert mad(994) == with_rate.gross


def test_planned_and_actual_lines_are_not_mixed_unless_asked() -> None:
    lines = [line(1, "Hotel", "1"), line(2, "Hotel", "1", kind=SpendKind.PLANNED)]
    with pytest.raises(MixedSpendError):
        assess(MOROCCO, lines, on=ON, facts=facts())
    assert len(assess(MOROCCO, lines, on=ON, facts=facts(), mixed=True).lines) == 2


def test_an_unknown_total_is_refused_by_name() -> None:
    with pytest.raises(UnknownInputError, match="qualifying_spend"):
        award(MOROCCO, {"spend": Decimal(1)}, on=ON, facts=facts())


def test_an_unknown_fact_is_an_error_among_the_findings() -> None:
    result = award(
        MOROCCO, {"qualifying_spend": Decimal(1)}, on=ON, facts=Facts({"shoting_days": Decimal(1)})
    )
    assert "INC-402" in codes(result)


def test_late_start_and_finish_are_found() -> None:
    result = award(
        MOROCCO,
        {"qualifying_spend": Decimal(12_000_000)},
        on=ON,
        facts=facts(first_shooting_day=date(2027, 1, 10), last_shooting_day=date(2028, 2, 1)),
    )
    assert [f.where for f in result.findings if f.code == "INC-401"] == ["start", "finish"]


def test_every_step_follows_from_its_inputs() -> None:
    lines = [
        line(1, "Camera rental", "12000000.37"),
        line(2, "Hotel", "3000000.11"),
        line(3, "Hotel credit", "-1000.01"),
        line(4, "Catering", "20000"),
        line(5, "gibberish", "700"),
        line(6, "Fuel", "200", payee_ice=None),
    ]
    result = assess(MOROCCO, lines, on=date(2019, 6, 1), facts=facts(foreign_share=Decimal("0.75")))
    for step in (result.explain, result.explain_low, result.explain_high):
        assert step is not None
        assert list(wrong_steps(step)) == []
    assert result.award.likely == result.explain.value


def test_the_ice_of_the_fixture_is_valid() -> None:
    assert ICE == "001561191000066"


@given(st.integers(0, 10**15 - 1), st.booleans())
def test_company_numbers_are_checked_as_the_standard_library_of_numbers_does(
    number: int, valid: bool
) -> None:
    from stdnum.ma import ice

    base = number // 100 * 100
    text = f"{base + (-base % 97) if valid else number:015d}"
    assert ice.is_valid(text) == is_ice(text)
