"""The data: every price sourced, every line with account, price, words and known numbers."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from tests.budget.production import production
from tournage.budget.build import item_words
from tournage.budget.template import PriceList
from tournage.jurisdictions.load_budget import UnknownTemplateError, load_template, template_ids
from tournage.jurisdictions.load_charts import UnknownChartError, load_account_map, load_chart
from tournage.jurisdictions.load_exchange import load_exchange, load_price_levels
from tournage.kernel.dated import Confidence, Origin
from tournage.kernel.errors import UnknownCurrencyError
from tournage.kernel.words import LANGUAGES, say

COMPUTED = {
    "local_crew",
    "foreign_crew",
    "crew_on_set",
    "supporting_local_share",
    "office_weeks",
    "office_months",
    "company_weeks",
}


def test_every_price_has_a_source_a_range_and_words(prices: PriceList) -> None:
    for rate in prices.rates:
        assert rate.source, rate.id
        assert rate.low is not None
        assert rate.high is not None
        assert rate.low.amount <= rate.amount.amount <= rate.high.amount, rate.id
        assert all(say(item_words(rate.id), lang) for lang in LANGUAGES)
        if rate.origin is Origin.ASSUMED:
            assert rate.confidence is Confidence.LOW, rate.id


def test_own_estimates_are_marked_assumed(prices: PriceList) -> None:
    told = [(r.id, r.source, r.origin) for r in prices.rates]
    told += [(s.id, s.source, s.origin) for s in prices.shares]
    told += [(f.id, f.source, f.origin) for f in prices.fringes]
    for id, sources, origin in told:
        if any(source.title.startswith("Own estimate") for source in sources):
            assert origin is Origin.ASSUMED, id


@pytest.mark.parametrize("id", template_ids())
def test_every_template_line_finds_account_price_words_and_numbers(id: str, prices: PriceList) -> None:
    template = load_template(id)
    codes = {account.code for account in load_chart("us").accounts}
    known = {number.name for number in template.numbers} | {d.name for d in production(6).drivers} | COMPUTED
    for line in template.lines:
        assert line.account in codes, line.id
        assert prices.rate(line.rate) is not None, line.rate
        assert all(say(item_words(line.item), lang) for lang in LANGUAGES)
        for term in (*line.amount, *(() if line.each_base else line.times)):
            assert term in known or term.replace(".", "").isdigit(), (line.id, term)
        assert all(prices.fringe(fringe) for fringe in line.fringes)
        assert line.phase in ("prep", "shoot", "wrap", "post")
        assert line.spent_in in ("MA", "abroad")
    for charge in template.charges:
        assert charge.account in codes
        assert prices.share(charge.share) is not None
    assert len({line.id for line in template.lines}) == len(template.lines)


@pytest.mark.parametrize("id", template_ids())
def test_no_number_of_a_template_is_idle(id: str) -> None:
    template = load_template(id)
    used = {term for line in template.lines for term in (*line.amount, *line.times)}
    used |= {"prep.production", "wrap.production", "supporting_foreign_share"}
    assert {number.name for number in template.numbers} - used <= {"prep.security", "wrap.security"}


def test_trainees_are_one_for_eight_card_holders() -> None:
    for id in template_ids():
        numbers = {n.name: n.value for n in load_template(id).numbers}
        skip = {
            "trainee",
            "production_assistant",
            "security_guard",
            "van_driver",
            "location_assistant",
            "interpreter",
        }
        crew = {
            line.item
            for line in load_template(id).lines
            if line.payee_kind == "crew" and line.id.endswith(".shoot")
        }
        holders = sum((numbers[f"crew.{item}"] for item in crew - skip), Decimal(0))
        assert numbers["crew.trainee"] >= holders // 8, id


def test_charts_have_three_languages_and_whole_families() -> None:
    for id in ("us", "cnc"):
        chart = load_chart(id)
        codes = {account.code for account in chart.accounts}
        sections = dict(chart.sections)
        for account in chart.accounts:
            assert account.parent is None or account.parent in codes
            assert account.section in sections
            assert all(say(account.name, lang) for lang in LANGUAGES)


@pytest.mark.parametrize(("source", "target"), [("us", "cnc"), ("cnc", "us")])
def test_every_account_has_a_place_in_the_other_chart(source: str, target: str) -> None:
    mapped = load_account_map(source, target)
    codes = {account.code for account in load_chart(target).accounts}
    assert {account.code for account in load_chart(source).accounts} == {row.account for row in mapped.rows}
    for row in mapped.rows:
        assert {row.to, row.labour or row.to, *(code for _, code in row.groups)} <= codes


def test_unknown_names_are_refused() -> None:
    with pytest.raises(UnknownTemplateError, match="there are short"):
        load_template("blockbuster")
    with pytest.raises(UnknownChartError):
        load_chart("ifrs")
    with pytest.raises(UnknownChartError):
        load_account_map("us", "us")


def test_a_past_day_takes_the_mean_of_its_year() -> None:
    rates, findings = load_exchange(date(2019, 6, 1))
    assert {r.currency: r.rate for r in rates} == {
        "EUR": Decimal("10.766"),
        "USD": Decimal("9.6171"),
        "GBP": Decimal("12.265"),
    }
    assert findings == ()


def test_a_later_day_takes_the_last_known_rate_and_says_how_old_it_is() -> None:
    rates, findings = load_exchange(date(2026, 11, 24))
    euro = next(r for r in rates if r.currency == "EUR")
    assert (euro.rate, euro.on) == (Decimal("10.5475"), date(2025, 4, 24))
    dollar = next(r for r in rates if r.currency == "USD")
    assert dollar.assumed
    assert dollar.rate == (Decimal("10.5475") / Decimal("1.13")).quantize(Decimal("0.0001"))
    assert [f.code for f in findings] == ["BUD-201"]


def test_given_rates_win_and_are_checked() -> None:
    given = {"EUR": Decimal("10.9"), "USD": Decimal("9.2"), "GBP": Decimal("12.4"), "JPY": Decimal("0.06")}
    rates, findings = load_exchange(date(2026, 11, 24), given)
    assert {r.currency: r.rate for r in rates} == given
    assert findings == ()
    _, findings = load_exchange(date(2026, 11, 24), {"EUR": Decimal(0)})
    assert "BUD-202" in {f.code for f in findings}
    with pytest.raises(UnknownCurrencyError):
        load_exchange(date(2026, 11, 24), {"XQZ": Decimal(1)})


def test_price_levels_are_all_there() -> None:
    levels = {level.country: level for level in load_price_levels()}
    assert len(levels) == 22
    assert levels["MA"].morocco_100.value == 100
    assert all(level.usa_100.source for level in levels.values())
