"""Which day decides: application, approval, first shooting day, or the day of each expense."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from tests.incentives.morocco import wrong_steps
from tournage.formats.spend_columns import read_columns
from tournage.formats.spend_csv import Reading
from tournage.incentives.assess import assess, award
from tournage.incentives.model import LineStatus
from tournage.incentives.parse_scheme import parse_scheme
from tournage.incentives.scheme import Facts
from tournage.jurisdictions.load_schemes import load_scheme
from tournage.kernel.money import Money
from tournage.kernel.spend import SpendLine

FRENCH = {"format": "feature", "shooting_days": 20, "total_budget": 40_000_000}


def french(*spent: tuple[date | None, int]) -> list[SpendLine]:
    return [
        SpendLine(
            str(i),
            "",
            "Camera rental",
            Money(Decimal(n), "EUR"),
            on=day,
            payee_country="FR",
            supplied_in="FR",
        )
        for i, (day, n) in enumerate(spent)
    ]


def test_french_spend_over_new_year_2016_is_divided_by_its_dates() -> None:
    lines = french((date(2015, 12, 20), 4_000_000), (date(2016, 1, 10), 6_000_000))
    result = assess(load_scheme("fr-credit"), lines, on=date(2016, 1, 5), facts=Facts(FRENCH))
    assert Decimal(2_600_000) == result.award.likely.amount
    assert list(wrong_steps(result.explain)) == []


def test_french_spend_after_the_law_ends_does_not_count() -> None:
    lines = french((date(2026, 12, 31), 1_000_000), (date(2027, 1, 1), 1_000_000))
    result = assess(load_scheme("fr-credit"), lines, on=date(2026, 11, 1), facts=Facts(FRENCH))
    assert [c.status for c in result.lines] == [LineStatus.YES, LineStatus.NO]
    assert Decimal(300_000) == result.award.likely.amount


def test_columns_divide_by_date_as_lines_do(tmp_path: Path) -> None:
    file = tmp_path / "lines.csv"
    rows = [("2015-12-20", 4_000_000), ("2016-01-10", 6_000_000), ("2008-01-01", 500), ("", 100)]
    text = "".join(f"{day},Camera rental,{net},FR,FR,EUR\n" for day, net in rows)
    file.write_text("date,description,net,payee_country,supplied_in,currency\n" + text, "utf-8")
    columns = read_columns(file, Reading(currency="EUR"))
    lines = french(*((date.fromisoformat(day) if day else None, net) for day, net in rows))
    scheme, on = load_scheme("fr-credit"), date(2016, 1, 5)
    one = assess(scheme, lines, on=on, facts=Facts(FRENCH))
    other = assess(scheme, columns, on=on, facts=Facts(FRENCH))
    assert (one.award.likely.rounded(), one.qualifying) == (other.award.likely.rounded(), other.qualifying)


def test_south_africa_is_decided_by_the_day_of_approval() -> None:
    known = {
        "format": "feature",
        "shooting_days": 30,
        "black_owned": False,
        "post_in_south_africa": False,
        "bbbee_level_1": False,
    }
    totals = {"qualifying_spend": Decimal(400_000_000)}
    scheme = load_scheme("za-rebate")
    early = award(scheme, totals, on=date(2019, 11, 1), facts=Facts({**known, "approval": date(2019, 12, 1)}))
    late = award(scheme, totals, on=date(2019, 11, 1), facts=Facts({**known, "approval": date(2020, 2, 1)}))
    assert [int(early.award.likely.amount), int(late.award.likely.amount)] == [50_000_000, 25_000_000]


def test_new_mexico_is_decided_by_the_first_shooting_day() -> None:
    known = {"format": "feature", "shooting_days": 30, "qualified_facility": False}
    totals = {"qualifying_spend": Decimal(10_000_000), "rural_spend": Decimal(4_000_000)}
    scheme = load_scheme("us-nm-credit")
    before = award(
        scheme, totals, on=date(2023, 5, 1), facts=Facts({**known, "first_shooting_day": date(2023, 6, 30)})
    )
    after = award(
        scheme, totals, on=date(2023, 5, 1), facts=Facts({**known, "first_shooting_day": date(2023, 7, 1)})
    )
    assert [int(before.award.likely.amount), int(after.award.likely.amount)] == [2_700_000, 2_900_000]


def test_a_deciding_day_that_is_not_given_is_told() -> None:
    result = award(
        load_scheme("za-rebate"), {"qualifying_spend": Decimal(1)}, on=date(2019, 1, 1), facts=Facts()
    )
    assert [f.where for f in result.findings if f.code == "INC-106"] == ["approval"]


ANNOUNCED = """\
schema: tournage-scheme/1
id: xx-rebate
instrument: cash_rebate
currency: EUR
country: XX
sources:
  act: {title: "Film Act"}
values:
  in_force: {unit: flag, values: {2020-01-01: {value: true, confidence: high, source: [act]}}}
  rate: {unit: fraction, values: {2020-01-01: {value: "0.20", confidence: high, source: [act]}, 2026-01-01: {value: "0.30", confidence: low, source: [act], expected: true}}}
totals: [qualifying_spend]
facts: {}
rules:
  - {id: rate, kind: flat_rate, rate: rate}
"""


@pytest.mark.parametrize(("expected", "likely"), [(False, 200), (True, 300)])
def test_an_announced_rate_is_used_only_when_asked_for(expected: bool, likely: int) -> None:
    scheme = replace(parse_scheme(ANNOUNCED, "xx.yaml", "xx"), jurisdiction="ma")
    facts = Facts({}, expected=expected)
    result = award(scheme, {"qualifying_spend": Decimal(1000)}, on=date(2026, 6, 1), facts=facts)
    assert likely == result.award.likely.amount
