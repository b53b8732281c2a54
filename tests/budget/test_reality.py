"""Budgets held against what is known of foreign shoots in Morocco."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.budget.conftest import Build
from tests.budget.production import production
from tournage.budget.model import Budget
from tournage.budget.reality import compare_with_known, morocco_a_day
from tournage.jurisdictions.load_statistics import load_statistics
from tournage.kernel.money import Money

YEARS, KNOWN = load_statistics()


def _morocco(budget: Budget) -> Decimal:
    lines = [line for line in budget.lines if line.spent_in == "MA" and line.view == "client"]
    return sum((line.subtotal.amount for line in lines), Decimal(0))


def test_the_means_are_those_of_the_film_centre() -> None:
    means = {(y.year, y.kind): y.mean.amount for y in YEARS}
    assert means[2019, "series"] == Decimal(31_250_000)
    assert means[2017, "feature"] == Decimal(10_512_522)
    assert all(y.source for y in YEARS)
    assert max(k.amount.amount for k in KNOWN) == 306_000_000


@pytest.mark.parametrize(
    ("template", "days", "crowd", "low", "high"),
    [
        ("short", 3, 5, 300_000, 1_500_000),
        ("small_feature", 25, 30, 6_000_000, 18_000_000),
        ("middle_feature", 40, 120, 22_000_000, 50_000_000),
        ("series", 80, 120, 45_000_000, 120_000_000),
        ("large_feature", 70, 500, 110_000_000, 300_000_000),
    ],
)
def test_each_size_spends_in_morocco_what_a_line_producer_would_expect(
    build: Build, template: str, days: int, crowd: int, low: int, high: int
) -> None:
    made = build(production(days, crowd=crowd, builds=6, episodes=8 if template == "series" else 1), template)
    assert low < _morocco(made) < high


def test_a_middle_feature_costs_under_a_million_dirhams_a_day_here(build: Build) -> None:
    step = morocco_a_day(build(production(40, crowd=120, builds=8)), 40)
    assert step is not None
    assert isinstance(step.value, Money)
    assert 500_000 < step.value.amount < 1_000_000
    assert morocco_a_day(build(production(40)), 0) is None


def test_the_comparison_is_said(build: Build) -> None:
    made = build(production(40))
    found = compare_with_known(made, "feature", YEARS, KNOWN)
    assert [f.code for f in found] == ["BUD-120"]
    assert "5.8 to 12 million MAD" in found[0].as_json("en")["message"]


def test_a_spend_beyond_all_that_is_known_is_a_warning(build: Build) -> None:
    made = build(
        production(70, crowd=500), "large_feature", overrides={"driver.extras_days": Decimal(900_000)}
    )
    assert [f.code for f in compare_with_known(made, "feature", YEARS, KNOWN)] == ["BUD-121"]
    assert compare_with_known(made, "documentary", YEARS, KNOWN) == ()
