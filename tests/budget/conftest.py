"""Prices, charts and a built budget for the tests of the desk."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest

from tests.budget.production import Production, production
from tournage.budget.build import build_budget
from tournage.budget.model import Budget
from tournage.budget.template import PriceList
from tournage.jurisdictions.load_budget import load_price_list, load_template
from tournage.jurisdictions.load_charts import load_chart
from tournage.jurisdictions.load_exchange import load_exchange

PRICED_ON = date(2026, 11, 24)
Build = Callable[..., Budget]


@pytest.fixture(scope="session")
def prices() -> PriceList:
    exchange, _ = load_exchange(PRICED_ON)
    return load_price_list(exchange)


@pytest.fixture(scope="session")
def feature() -> Production:
    return production(30)


@pytest.fixture(scope="session")
def build(prices: PriceList) -> Build:
    """Build a budget: `build(production, template, currency=…, overrides=…)`."""

    def _build(
        made: Production,
        template: str = "middle_feature",
        currency: str = "EUR",
        overrides: dict[str, Decimal] | None = None,
    ) -> Budget:
        budget, _ = build_budget(
            load_template(template),
            made.drivers,
            prices,
            load_chart("us"),
            currency=currency,
            priced_on=PRICED_ON,
            overrides=overrides,
        )
        return budget

    return _build


@pytest.fixture(scope="session")
def budget(build: Build, feature: Production) -> Budget:
    return build(feature)
