from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tournage.kernel.errors import MixedCurrencyError, UnknownCurrencyError
from tournage.kernel.money import Money, currency_decimals, total, zero

amounts = st.decimals(min_value=-(10**9), max_value=10**9, places=2, allow_nan=False)
currencies = st.sampled_from(["MAD", "EUR", "JPY", "TND"])


@given(amounts, currencies, st.lists(st.integers(0, 1000), min_size=1, max_size=12).filter(any))
def test_splitting_never_loses_a_centime(amount: Decimal, currency: str, weights: list[int]) -> None:
    whole = Money(amount, currency).rounded()
    assert total(whole.split(weights), currency) == whole


def test_currencies_keep_their_own_decimals() -> None:
    assert Money(Decimal("1.005"), "MAD").plain() == "1.01"
    assert Money(Decimal("1250.5"), "JPY").plain() == "1251"
    assert Money(Decimal("1.0005"), "TND").plain() == "1.001"


def test_mixing_currencies_is_refused() -> None:
    with pytest.raises(MixedCurrencyError):
        zero("MAD") + zero("EUR")


def test_an_unknown_currency_is_refused() -> None:
    with pytest.raises(UnknownCurrencyError):
        currency_decimals("QQQ")
