"""Work rules of Morocco: what holds on which day, and on whose word."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from tournage.jurisdictions.load_agreement import UnknownRuleError, load_agreement, read_agreement
from tournage.kernel.dated import Origin
from tournage.kernel.errors import DataFileError

DAY = date(2027, 3, 1)


def test_the_shooting_week_has_six_days_and_the_day_ten_hours() -> None:
    rules = load_agreement()
    assert rules.on("shooting_week_days", DAY).value == Decimal(6)
    assert rules.hours("day_hours", DAY) == Decimal(10)
    assert rules.minutes("day_hours", DAY) == 600


def test_the_turnaround_is_an_estimate_and_says_so() -> None:
    turnaround = load_agreement().on("turnaround_hours", DAY)
    assert (turnaround.value, turnaround.origin) == (Decimal(11), Origin.ASSUMED)


def test_the_weekly_rest_is_the_labour_code_s() -> None:
    rest = load_agreement().on("weekly_rest_hours", DAY)
    assert (rest.value, rest.origin) == (Decimal(24), Origin.SOURCED)
    assert "Labour Code" in rest.source[0].title


def test_night_overtime_and_children_s_nights() -> None:
    rules = load_agreement()
    assert rules.on("overtime_night_rate", DAY).value == Decimal("1.5")
    assert rules.on("night_starts_hour", DAY).value == Decimal(21)
    assert rules.on("minor_night_under_age", DAY).value == Decimal(16)


def test_every_rule_has_unit_source_and_confidence() -> None:
    rules = load_agreement()
    for name, rule in rules.rules.items():
        assert rules.units[name]
        assert all(value.source for _, value in rule.steps)


def test_a_rule_that_does_not_hold_yet_is_named() -> None:
    with pytest.raises(UnknownRuleError, match="day_hours"):
        load_agreement().on("day_hours", date(1950, 1, 1))
    with pytest.raises(UnknownRuleError, match="siesta"):
        load_agreement().on("siesta", DAY)


def test_a_rule_without_source_is_refused_with_its_line(tmp_path: Path) -> None:
    file = tmp_path / "agreement.yaml"
    file.write_text(
        "schema: tournage/agreement/1\nas_of: '2026-11'\nrules:\n  day_hours:\n    unit: hours\n"
        "    dated_by: first_shooting_day\n    values:\n      2024-01-01:\n        value: '10'\n"
        "        confidence: high\n"
    )
    with pytest.raises(DataFileError, match=r"agreement.yaml:8: 'source' is missing"):
        read_agreement(file, "xx")
