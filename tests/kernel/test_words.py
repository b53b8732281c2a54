from datetime import date
from decimal import Decimal

from tournage.kernel.words import Rounded, literal, phrase, say, say_value


def test_numbers_and_dates_are_written_as_the_language_does() -> None:
    assert say_value(Decimal("1234.5"), "en") == "1,234.5"
    assert say_value(Decimal("1234.5"), "fr") == "1.234,5" or "\u202f" in say_value(Decimal("1234.5"), "fr")
    assert say_value(date(2026, 3, 3), "fr") == "3 mars 2026"


def test_foreign_words_are_isolated_in_arabic() -> None:
    assert say_value("Aït Benhaddou", "ar") == "\u2068Aït Benhaddou\u2069"
    assert say_value("ورزازات", "ar") == "ورزازات"


def test_a_literal_is_the_same_in_every_language() -> None:
    assert {say(literal("NADIA"), lang) for lang in ("en", "fr", "ar")} == {"NADIA"}


def test_a_number_rounded_on_purpose_keeps_its_last_zeros() -> None:
    said = phrase("cases/feasibility.millions", currency="EUR", value=Rounded("4.50"))
    assert [say(said, lang).replace("\u00a0", " ") for lang in ("en", "fr")] == ["EUR 4.50 M", "4,50 M EUR"]
