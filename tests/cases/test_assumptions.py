from decimal import Decimal

from tournage.cases.feasibility.assumptions import read_numbers
from tournage.cases.feasibility.inputs import YourWord


def codes(*assumptions: tuple[str, str]) -> list[str]:
    return [f.code for f in read_numbers(YourWord(assumptions=assumptions))[1]]


def test_numbers_are_read_exactly() -> None:
    numbers, findings = read_numbers(YourWord(assumptions=(("exchange.EUR", "10.80"), ("rate.camel", "650"))))
    assert (numbers, findings) == ({"exchange.EUR": Decimal("10.80"), "rate.camel": Decimal(650)}, ())


def test_what_is_no_number_is_left_out_with_stu_102() -> None:
    assert (
        codes(("exchange.EUR", "ten"), ("exchange.USD", "NaN"), ("bridging_rate", "1e999999"))
        == ["STU-102"] * 3
    )


def test_an_unknown_assumption_is_left_out_with_stu_103() -> None:
    assert codes(("weather", "1")) == ["STU-103"]
