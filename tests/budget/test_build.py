"""Lines: amount × times × rate, explained to scenes and sources, moved by their own drivers only."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from tests.budget.conftest import PRICED_ON, Build
from tests.budget.production import Production, production
from tournage.budget.build import build_budget
from tournage.budget.model import Budget, NoExchangeRateError
from tournage.budget.template import PriceList, Template
from tournage.jurisdictions.load_budget import load_price_list, load_template, template_ids
from tournage.jurisdictions.load_charts import load_chart
from tournage.kernel.dated import Origin
from tournage.kernel.errors import UnknownCurrencyError
from tournage.kernel.explain import Step
from tournage.kernel.money import ExchangeRate, Money
from tournage.kernel.words import LANGUAGES, say


def recompute(step: Step) -> Decimal:
    """The value a step's inputs make, worked out again."""
    values = [recompute(s) if s.inputs else _number(s) for s in step.inputs]
    match step.operation:
        case "*":
            result = Decimal(1)
            for value in values:
                result *= value
        case "+" | "count":
            result = sum(values, Decimal(0))
        case "-":
            result = values[0] - sum(values[1:], Decimal(0))
        case "min":
            result = min(values)
        case "max":
            result = max(values)
        case _:
            return _number(step)
    if isinstance(step.value, Money):
        return Money(result, step.value.currency).rounded().amount
    return result


def _number(step: Step) -> Decimal:
    return step.value.amount if isinstance(step.value, Money) else Decimal(str(step.value))


@pytest.mark.parametrize("template", template_ids())
def test_the_explanation_of_each_line_makes_its_subtotal_again(build: Build, template: str) -> None:
    made = build(production(12, episodes=2), template)
    for line in made.lines:
        assert recompute(line.explain) == line.subtotal.amount, line.id


def test_each_line_is_amount_times_times_times_rate(budget: Budget) -> None:
    for line in budget.lines:
        assert (line.rate * (line.amount * line.times)).rounded() == line.subtotal, line.id


def test_cast_is_counted_in_days_and_a_scale_belongs_to_the_price(build: Build, feature: Production) -> None:
    budget = build(feature, "pilot")
    line = next(line for line in budget.lines if line.id == "lead_cast_day")
    days = next(driver.amount for driver in budget.drivers if driver.name == "cast_work_days:leads")
    price = next(rate.amount for rate in budget.rates if rate.id == line.rate_id)
    scale = next(n.value for n in budget.numbers if n.assumption == "global.star_scale")
    assert (line.amount, line.times) == (days, Decimal(1))
    assert line.rate == price * Decimal(str(scale))
    assert scale == Decimal("0.7")


def test_every_explanation_can_be_said_in_three_languages(budget: Budget) -> None:
    for line in budget.lines:
        for lang in LANGUAGES:
            assert all(say(step.label, lang) for step in line.explain.walk())
            assert all(say(step.rule, lang) for step in line.explain.walk() if step.rule)


def test_the_leaves_are_scenes_or_sourced_values(budget: Budget) -> None:
    """Nothing rests on air: a leaf is a scene, a day, or a value with a source."""
    for line in budget.lines:
        for leaf in line.explain.leaves:
            rests = (
                leaf.scenes or leaf.source or leaf.on or leaf.origin is Origin.YOURS or leaf.unit == "days"
            )
            if not rests and line.rate_id:
                assert leaf.value == Decimal(1), (line.id, leaf.label)


def test_camels_lead_to_their_scenes(budget: Budget) -> None:
    camels = next(line for line in budget.lines if line.id == "camel")
    scenes = {scene for leaf in camels.explain.leaves for scene in leaf.scenes}
    assert {"1", "12", "23"} <= scenes
    assert "2" not in scenes


@pytest.mark.parametrize(
    "driver", ["camel_days", "extras_days", "night_days", "away_nights:marrakech", "cast_hold_days:leads"]
)
def test_changing_one_driver_changes_exactly_the_lines_it_drives(
    build: Build, feature: Production, driver: str
) -> None:
    before = build(feature)
    after = build(feature, overrides={f"driver.{driver}": Decimal(777)})
    old, new = ({line.id: line.subtotal for line in b.lines} for b in (before, after))
    changed = {id for id in old.keys() | new.keys() if old.get(id) != new.get(id)}
    assert changed
    driven = {line.id for b in (before, after) for line in b.lines if driver in line.drivers}
    assert changed == driven


def test_changing_a_rate_changes_only_its_lines_and_the_charges(build: Build, feature: Production) -> None:
    before, after = build(feature), build(feature, overrides={"rate.camel": Decimal(9999)})
    old = {line.id: line.subtotal for line in before.lines}
    changed = {
        line.id for line in after.lines if old[line.id] != line.subtotal and "charge" not in line.groups
    }
    assert changed == {"camel"}


def test_an_overridden_number_is_shown_as_yours(build: Build, feature: Production) -> None:
    made = build(feature, overrides={"global.crew.electrician": Decimal(9)})
    line = next(line for line in made.lines if line.id == "electrician.shoot")
    amount = line.explain.inputs[0]
    assert (amount.value, amount.origin) == (Decimal(9), Origin.YOURS)


def test_one_more_electrician_eats_sleeps_and_is_paid(build: Build, feature: Production) -> None:
    before, after = build(feature), build(feature, overrides={"global.crew.electrician": Decimal(7)})
    old = {line.id: line.amount for line in before.lines}
    more = {line.id for line in after.lines if line.amount > old[line.id]}
    assert {"electrician.shoot", "set_meal", "hotel_local_crew.ouarzazate", "per_diem_local"} <= more


def test_an_override_of_nothing_is_a_finding(prices: PriceList, feature: Production) -> None:
    _, findings = build_budget(
        load_template("short"),
        feature.drivers,
        prices,
        load_chart("us"),
        currency="EUR",
        priced_on=PRICED_ON,
        overrides={"rate.unicorn": Decimal(1)},
    )
    assert "BUD-110" in {f.code for f in findings}


def test_a_missing_driver_is_a_finding_and_the_rest_is_priced(prices: PriceList, feature: Production) -> None:
    drivers = tuple(d for d in feature.drivers if d.name != "camel_days")
    made, findings = build_budget(
        load_template("short"), drivers, prices, load_chart("us"), currency="EUR", priced_on=PRICED_ON
    )
    assert [f.code for f in findings if f.code == "BUD-102"] == ["BUD-102"]
    assert made.lines


def test_a_currency_without_a_rate_is_refused(prices: PriceList, feature: Production) -> None:
    with pytest.raises(NoExchangeRateError, match="JPY"):
        build_budget(
            load_template("short"),
            feature.drivers,
            prices,
            load_chart("us"),
            currency="JPY",
            priced_on=PRICED_ON,
        )
    with pytest.raises(UnknownCurrencyError):
        build_budget(
            load_template("short"),
            feature.drivers,
            prices,
            load_chart("us"),
            currency="XQZ",
            priced_on=PRICED_ON,
        )


def test_a_given_rate_opens_another_currency(feature: Production, prices: PriceList) -> None:
    yen = ExchangeRate("JPY", "MAD", Decimal("0.065"), date(2026, 11, 24))
    made, _ = build_budget(
        load_template("short"),
        feature.drivers,
        load_price_list((*prices.exchange, yen)),
        load_chart("us"),
        currency="JPY",
        priced_on=PRICED_ON,
    )
    assert made.currency == "JPY"


def test_local_spend_and_above_the_line_fees_are_kept_apart(budget: Budget) -> None:
    fees = [line for line in budget.lines if line.account in ("1111", "1201", "1301")]
    assert {line.spent_in for line in fees} == {"abroad"}
    assert all(line.subtotal.currency == "MAD" for line in budget.lines if line.spent_in == "MA")


def test_freelance_crew_carries_no_fringes_and_builders_do(budget: Budget) -> None:
    crew = [line for line in budget.lines if line.id.startswith("gaffer")]
    assert crew
    assert all(not line.fringes for line in crew)
    carpenter = next(line for line in budget.lines if line.id == "carpenter")
    assert carpenter.fringes == ("payroll_capped", "payroll_uncapped")


def test_the_capped_contribution_stops_at_the_ceiling_a_month(build: Build, feature: Production) -> None:
    made = build(feature, overrides={"rate.carpenter": Decimal(5000)})
    capped = next(line for line in made.lines if line.id == "payroll_capped.production")
    carpenter = next(line for line in made.lines if line.id == "carpenter")
    months = (carpenter.times * 12 / 52).quantize(Decimal("0.01"))
    part = next(s for s in capped.explain.inputs[1].inputs if s.label == carpenter.label)
    assert part.value == Money(6000 * carpenter.amount * months, "MAD").rounded()


def _build_with(template: Template, prices: PriceList, feature: Production) -> tuple[Budget, list[str]]:
    made, findings = build_budget(
        template, feature.drivers, prices, load_chart("us"), currency="EUR", priced_on=PRICED_ON
    )
    return made, [f.code for f in findings]


def test_a_line_without_a_price_is_found_and_left_out(prices: PriceList, feature: Production) -> None:
    template = load_template("short")
    odd = replace(template, lines=(replace(template.lines[1], rate="unicorn"), *template.lines[2:]))
    made, codes = _build_with(odd, prices, feature)
    assert "BUD-101" in codes
    assert made.lines


def test_an_account_the_chart_does_not_have_is_found(prices: PriceList, feature: Production) -> None:
    template = load_template("middle_feature")
    lines = tuple(replace(line, account="9999") if line.id == "camel" else line for line in template.lines)
    _, codes = _build_with(replace(template, lines=lines), prices, feature)
    assert codes.count("BUD-103") == 1


def test_placeholders_above_the_line_are_said_until_the_deals_are_given(
    prices: PriceList, feature: Production
) -> None:
    _, codes = _build_with(load_template("middle_feature"), prices, feature)
    assert "BUD-105" in codes
    deals: tuple[str, ...] = (
        "screenplay_rights",
        "producers_fee",
        "director_fee",
        "lead_cast_day",
        "lead_cast_hold",
    )
    deals += ("lead_cast_travel", "supporting_foreign_day", "foreign_casting", "flight_cast")
    _, findings = build_budget(
        load_template("middle_feature"),
        feature.drivers,
        prices,
        load_chart("us"),
        currency="EUR",
        priced_on=PRICED_ON,
        overrides={f"rate.{deal}": Decimal(5000) for deal in deals},
    )
    assert "BUD-105" not in {f.code for f in findings}
