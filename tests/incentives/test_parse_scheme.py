"""A law file that breaks its form is refused with file and line."""

from __future__ import annotations

import pytest

from tournage.incentives.parse_scheme import parse_scheme
from tournage.kernel.errors import DataFileError

GOOD = """\
schema: tournage-scheme/1
id: xx-rebate
instrument: cash_rebate
currency: EUR
country: XX
sources:
  act: {title: "Film Act", href: "https://example.org/act"}
values:
  in_force: {unit: flag, values: {2020-01-01: {value: true, confidence: high, source: [act]}}}
  rate: {unit: fraction, values: {2020-01-01: {value: "0.25", confidence: high, source: [act]}}}
totals: [qualifying_spend]
facts: {total_budget: money}
rules:
  - {id: rate, kind: flat_rate, rate: rate}
"""


def refuse(text: str, match: str) -> None:
    with pytest.raises(DataFileError, match=match) as caught:
        parse_scheme(text, "xx.yaml", "xx")
    assert caught.value.where.startswith("xx.yaml:")
    assert caught.value.where.rpartition(":")[2].isdigit()


def test_the_smallest_law_file_is_read() -> None:
    assert parse_scheme(GOOD, "xx.yaml", "xx").id == "xx-rebate"


def test_an_unknown_key_is_refused() -> None:
    refuse(GOOD + "colour: blue\n", "key 'colour' is not known")


def test_a_missing_source_is_refused() -> None:
    refuse(
        GOOD.replace('{value: "0.25", confidence: high, source: [act]}', '{value: "0.25", confidence: high}'),
        "'source' is missing",
    )
    refuse(
        GOOD.replace('"0.25", confidence: high, source: [act]', '"0.25", confidence: high, source: []'),
        "source is missing",
    )
    refuse(
        GOOD.replace('"0.25", confidence: high, source: [act]', '"0.25", confidence: high, source: [law]'),
        "no source is called 'law'",
    )


def test_an_uncited_source_is_refused() -> None:
    refuse(GOOD.replace("values:\n  in", '  other: {title: "Other"}\nvalues:\n  in'), "cited by nothing")


def test_a_value_no_rule_uses_is_refused() -> None:
    cap = '  cap: {unit: money, values: {2020-01-01: {value: "5", confidence: low, source: [act]}}}\n'
    refuse(GOOD.replace("totals:", cap + "totals:"), "'cap' is used by no rule")


def test_dates_that_overlap_are_refused() -> None:
    two = '{2020-01-01: {value: "0.25", confidence: high, source: [act], last_day: 2022-06-30}, 2022-01-01: {value: "0.30", confidence: high, source: [act]}}'
    refuse(GOOD.replace('{2020-01-01: {value: "0.25", confidence: high, source: [act]}}', two), "overlap")


def test_an_unquoted_number_and_a_doubled_key_are_refused() -> None:
    refuse(GOOD.replace('"0.25"', "0.25"), "quote the number")
    refuse(GOOD + "id: other\n", "stands twice")


def test_a_rule_of_unknown_kind_or_with_a_wrong_parameter_is_refused() -> None:
    refuse(GOOD.replace("kind: flat_rate", "kind: magic"), "no rule is of kind 'magic'")
    refuse(GOOD.replace("rate: rate}", "rate: rate, cap: rate}"), "takes no 'cap'")
    refuse(GOOD.replace("rate: rate}", "rate: price}"), "no value is called 'price'")


def test_a_total_or_fact_that_is_not_declared_is_refused() -> None:
    share = "  - {id: share, kind: share_limit, share: rate, of: core_spend}\n"
    refuse(GOOD + share, "'core_spend' is not declared")


def test_two_uplifts_that_replace_without_an_order_are_refused() -> None:
    uplifts = "  - {id: a, kind: uplift, how: replace, rate: rate}\n  - {id: b, kind: uplift, how: replace, rate: rate}\n"
    refuse(GOOD + uplifts, "both replace the rate")
    ordered = uplifts.replace("id: a,", 'id: a, order: "1",').replace("id: b,", 'id: b, order: "2",')
    assert len(parse_scheme(GOOD + ordered, "xx.yaml", "xx").rules) == 3


def test_two_rates_on_one_day_and_no_rate_at_all_are_refused() -> None:
    refuse(GOOD + "  - {id: other, kind: flat_rate, rate: rate}\n", "hold on the same day")
    refuse(GOOD.replace("kind: flat_rate, rate: rate", "kind: payable, factor: rate"), "no rule gives a rate")


def test_a_scheme_must_say_on_which_days_it_is_open() -> None:
    refuse(GOOD.replace("in_force", "is_open"), "'in_force' is missing")


@pytest.mark.parametrize("bad", ["[1", "a: b: c", "\t- x"])
def test_what_is_not_yaml_is_refused(bad: str) -> None:
    with pytest.raises(DataFileError):
        parse_scheme(bad, "xx.yaml", "xx")
