"""Amounts of the verdict are written as the rows beside it write them."""

from decimal import Decimal

from tournage.cases.feasibility.answer import _short
from tournage.kernel.money import Money
from tournage.kernel.words import phrase, say


def shown(amount: str, cost: str) -> str:
    return say(_short(Money(Decimal(amount), "EUR"), Money(Decimal(cost), "EUR")), "en").replace(
        "\u00a0", " "
    )


def test_millions_keep_both_decimals() -> None:
    assert shown("4500000", "4500000") == "EUR 4.50 M"


def test_a_small_production_is_told_in_whole_units() -> None:
    assert shown("131749.60", "131749.60") == "EUR 131,750"


def test_one_set_without_a_double_is_no_plural() -> None:
    said = [say(phrase("cases/feasibility.condition", sets=n), "en") for n in (1, 2)]
    assert said == [
        "the one set Morocco cannot double is shot elsewhere",
        "2 sets Morocco cannot double are shot elsewhere",
    ]
