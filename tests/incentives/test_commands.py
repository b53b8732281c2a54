"""The commands assess, award, law and rebate as a person or a program calls them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from tournage.cli.main import tournage
from tournage.formats.spend_csv import COLUMNS
from tournage.kernel.errors import TournageError

HEAD = ",".join(COLUMNS) + "\n"
GOOD = "2026-06-01,,Camera rental,Studio X,MA,001561191000066,MA,12000000.00,2400000.00,MAD,transfer,A-1,actual\n"


def call(*words: str) -> Result:
    return CliRunner().invoke(tournage, list(words))


def assess_json(tmp_path: Path, rows: str, *more: str, head: str = HEAD) -> dict[str, Any]:
    file = tmp_path / "lines.csv"
    file.write_text(head + rows, "utf-8")
    result = call("assess", str(file), "--on", "2026-05-01", "--fact", "shooting_days=25", "--json", *more)
    document: dict[str, Any] = json.loads(result.stdout)
    document["exit"] = result.exit_code
    return document


def codes(document: dict[str, Any]) -> set[str]:
    return {f["code"] for f in document["findings"]}


def test_assess_prints_the_documented_object(tmp_path: Path) -> None:
    got = assess_json(tmp_path, GOOD, "--fact", "format=feature", "--fact", "morocco_budget=20000000")
    keys = [
        "schema",
        "scheme",
        "version",
        "in_force",
        "gross",
        "qualifying",
        "award",
        "currency",
        "gates",
        "lines",
        "steps",
        "calendar",
        "findings",
    ]
    assert [k for k in keys if k not in got] == []
    assert got["award"] == {"low": "3600000.00", "likely": "3600000.00", "high": "3600000.00"}
    assert (got["version"], got["in_force"], got["currency"], got["exit"]) == ("2022-03-28", True, "MAD", 0)
    (line,) = got["lines"]
    assert (line["row"], line["status"], line["counted"]) == (2, "yes", "12000000.00")
    assert {"rule", "reason", "source"} <= set(line)


def test_a_scheme_not_in_force_gives_null_and_an_error(tmp_path: Path) -> None:
    file = tmp_path / "lines.csv"
    file.write_text(HEAD + GOOD, "utf-8")
    result = call("assess", str(file), "--on", "2017-01-01", "--json")
    document = json.loads(result.stdout)
    assert (
        document["award"],
        document["qualifying"],
        document["in_force"],
        result.exit_code,
    ) == (None, None, False, 1)
    assert {"INC-001"} == codes(document)


def test_each_conflict_shows_what_the_other_claims_would_give(tmp_path: Path) -> None:
    got = assess_json(tmp_path, GOOD, "--fact", "morocco_budget=20000000")
    cap = next(s for s in got["switches"] if s["id"] == "cap")
    awards = {c["id"]: c["award"]["likely"] for c in cap["claims"]}
    assert awards == {
        "no_ceiling": "3600000.00",
        "ninety_million": "3600000.00",
        "eighteen_million": "3600000.00",
        "ten_million_of_spend": "3000000.00",
    }


def test_a_turned_switch_is_told(tmp_path: Path) -> None:
    got = assess_json(
        tmp_path, GOOD, "--switch", "cap=ten_million_of_spend", "--fact", "morocco_budget=20000000"
    )
    assert (got["award"]["likely"], "INC-403" in codes(got)) == ("3000000.00", True)


def test_a_value_set_by_the_user_wins_and_is_marked_theirs(tmp_path: Path) -> None:
    got = assess_json(tmp_path, GOOD, "--value", "rate=0.25", "--fact", "morocco_budget=20000000")
    assert got["award"]["likely"] == "3000000.00"
    assert "yours" in {i["origin"] for i in got["steps"][0]["inputs"]}


def test_bad_rows_are_told_and_the_rest_is_assessed(tmp_path: Path) -> None:
    rows = (
        GOOD
        + "2026-04-01,,Hotel,Atlas,MA,001561191000066,MA,10.00,,MAD,transfer,B-1,actual\n"
        + "2026-06-01,,Hotel,Atlas,MA,123,MA,10.00,,MAD,transfer,B-2,planned\n"
        + "2026-06-01,,gibberish,,MA,,MA,10.00,,MAD,transfer,B-3,actual\n"
        + "2026-06-01,,Fuel,,MA,,MA,10.00,,MAD,transfer,B-4,actual\n"
        + 'x,,Hotel,,MA,,MA,"1.234,50",,MAD,transfer,B-5,actual\n'
        + "2026-06-01,,Hotel,,US,,MA,10.00,,USD,transfer,B-6,actual\n"
    )
    got = assess_json(tmp_path, rows)
    assert {"INC-201", "INC-204", "INC-205", "INC-206", "INC-301", "INC-302", "INC-306", "INC-312"} <= codes(
        got
    )
    assert (got["exit"], len(got["lines"])) == (1, 5)
    assert all({"code", "severity", "where", "message", "fix"} == set(f) for f in got["findings"])


def test_many_lines_out_of_period_are_counted(tmp_path: Path) -> None:
    rows = "".join(
        f"2026-01-01,,Hotel,A,MA,001561191000066,MA,10.00,,MAD,transfer,C-{i},actual\n" for i in range(30)
    )
    assert "INC-207" in codes(assess_json(tmp_path, rows))


def test_facts_that_would_raise_the_award_are_named() -> None:
    result = call("award", "hr-rebate", "--on", "2024-05-01", "--total", "qualifying_spend=2000000", "--json")
    document = json.loads(result.stdout)
    assert "INC-105" in codes(document)
    assert (document["award"]["likely"], document["award"]["high"]) == ("500000.00", "600000.00")


@pytest.mark.parametrize(
    "words",
    [
        ("assess", "FILE", "--scheme", "ma-rebat", "--on", "2026-05-01"),
        ("award", "ma-rebate", "--on", "2026-05-01", "--total", "spend=1"),
        ("award", "ma-rebate", "--on", "2026-05-01", "--total", "qualifying_spend=1,000"),
        ("award", "ma-rebate", "--on", "2026-05-01", "--fact", "foreign_share=60"),
        ("award", "ma-rebate", "--on", "2026-05-01", "--fact", "format=opera"),
        ("award", "ma-rebate", "--on", "2026-05-01", "--fact", "approval=soon"),
        ("award", "ma-rebate", "--on", "2026-05-01", "--fact", "shooting_days"),
        ("award", "ma-rebate", "--on", "2026-05-01", "--switch", "cap=five"),
        ("award", "ma-rebate", "--on", "2026-05-01", "--switch", "ceiling=five"),
        ("award", "ma-rebate", "--on", "2026-05-01", "--value", "price=5"),
        ("award", "ma-rebate", "--on", "2026-05-01", "--value", "expense:hotel=perhaps"),
    ],
)
def test_misuse_is_a_named_error_in_one_sentence(tmp_path: Path, words: tuple[str, ...]) -> None:
    file = tmp_path / "lines.csv"
    file.write_text(HEAD + GOOD, "utf-8")
    result = call(*[str(file) if w == "FILE" else w for w in words])
    assert isinstance(result.exception, TournageError)
    assert "\n" not in str(result.exception)


def test_an_unknown_scheme_is_answered_with_names_near_it() -> None:
    assert "ma-rebate" in str(call("award", "ma-rebat", "--on", "2026-05-01").exception)


def test_award_lists_what_it_understands() -> None:
    document = json.loads(call("award", "ma-rebate", "--inputs", "--json").stdout)
    assert {"qualifying_spend"} == set(document["totals"])
    assert document["facts"]["shooting_days"]["unit"] == "days"
    assert "feature" in document["facts"]["format"]["choices"]
    assert "--fact shooting_days=" in call("award", "ma-rebate", "--inputs").stdout


def test_law_list_is_an_array_of_27_schemes_of_23_places() -> None:
    rows = json.loads(call("law", "list", "--json").stdout)
    assert (len(rows), len({r["jurisdiction"] for r in rows})) == (27, 23)


def test_law_show_gives_each_value_with_source_and_confidence() -> None:
    document = json.loads(call("law", "show", "ma-rebate", "--on", "2026-05-01", "--json").stdout)
    rate = document["values"]["rate"]
    assert (rate["value"], rate["confidence"], len(rate["source"])) == ("0.30", "high", 3)
    assert (document["in_force"], document["version"], len(document["expenses"])) == (True, "2022-03-28", 121)
    assert all(v["source"] and v["confidence"] for v in document["values"].values())


def test_law_show_before_the_first_day_is_not_in_force() -> None:
    result = call("law", "show", "ma-rebate", "--on", "2016-05-01", "--json")
    document = json.loads(result.stdout)
    assert (
        document["in_force"],
        document["values"],
        [f["code"] for f in document["findings"]],
    ) == (False, {}, ["INC-001"])


def test_greece_had_no_scheme_between_may_2024_and_february_2025() -> None:
    open_on = {
        day: json.loads(call("law", "show", "gr-rebate", "--on", day, "--json").stdout)["in_force"]
        for day in ("2024-05-10", "2024-05-11", "2025-02-19", "2025-02-20")
    }
    assert list(open_on.values()) == [True, False, False, True]


def test_france_ends_with_2026() -> None:
    open_on = [
        json.loads(call("law", "show", "fr-credit", "--on", day, "--json").stdout)["in_force"]
        for day in ("2026-12-31", "2027-01-01")
    ]
    assert open_on == [True, False]


def test_law_diff_names_what_changed_between_two_days() -> None:
    document = json.loads(call("law", "diff", "ma-rebate", "2022-01-01", "2022-06-01", "--json").stdout)
    assert [(c["value"], c["before"], c["after"]) for c in document["changes"]] == [
        ("rate", "0.20", "0.30"),
        ("annual_envelope", "100000000", "not_found"),
    ]


def test_law_check_finds_no_fault_and_counts_gaps() -> None:
    result = call("law", "check", "--json")
    document = json.loads(result.stdout)
    assert ({"INC-502"}, 0) == (codes(document), result.exit_code)


def test_law_check_names_file_and_line_of_a_broken_one(tmp_path: Path) -> None:
    file = tmp_path / "mine.yaml"
    file.write_text("schema: tournage-scheme/1\nid: x\n", "utf-8")
    result = call("law", "check", str(file), "--json")
    broken = [f for f in json.loads(result.stdout)["findings"] if f["code"] == "INC-501"]
    assert ([f["where"] for f in broken], result.exit_code) == (["mine.yaml:1"], 1)


def test_law_check_notices_a_worked_case_that_no_longer_holds(monkeypatch: pytest.MonkeyPatch) -> None:
    from dataclasses import replace

    from tournage.jurisdictions.load_cases import load_cases
    from tournage.services import law

    wrong = replace(next(load_cases()), award=(0, 0, 1))  # type: ignore[arg-type]
    monkeypatch.setattr(law, "load_cases", lambda: [wrong])
    assert "INC-503" in codes(json.loads(call("law", "check", "--json").stdout))


@pytest.mark.parametrize("lang", ["en", "fr", "ar"])
def test_text_in_three_languages(tmp_path: Path, lang: str) -> None:
    file = tmp_path / "lines.csv"
    file.write_text(HEAD + GOOD + GOOD.replace("transfer", "cash").replace("A-1", "A-2"), "utf-8")
    assessed = call("assess", str(file), "--on", "2026-05-01", "--lang", lang)
    shown = call("law", "show", "ma-rebate", "--on", "2026-05-01", "--lang", lang)
    assert (assessed.exit_code, shown.exit_code) == (0, 0)
    assert {"en": "Award", "fr": "Aide", "ar": "الدعم"}[lang] in assessed.stdout
    assert {"en": "Expense lines", "fr": "Postes de dépense", "ar": "بنود النفقات"}[lang] in shown.stdout


def test_rebate_writes_the_calendar_and_tells_what_is_around(tmp_path: Path) -> None:
    file, ics = tmp_path / "lines.csv", tmp_path / "file.ics"
    file.write_text(HEAD + GOOD, "utf-8")
    result = call(
        "rebate",
        str(file),
        "--on",
        "2026-05-01",
        "--fact",
        "last_shooting_day=2026-10-31",
        "--ics",
        str(ics),
        "--json",
    )
    document = json.loads(result.stdout)
    assert document["advantages"][0]["worth"] == "2400000.00"
    assert ics.read_bytes().startswith(b"BEGIN:VCALENDAR")
    assert "VAT not paid" in call("rebate", str(file), "--on", "2026-05-01").stdout


def test_rebate_draws_many_budgets_the_same_way_twice(tmp_path: Path) -> None:
    file = tmp_path / "lines.csv"
    file.write_text(HEAD + GOOD.replace("12000000.00", "10100000.00"), "utf-8")
    words = (
        "rebate",
        str(file),
        "--on",
        "2026-05-01",
        "--fact",
        "shooting_days=25",
        "--fact",
        "morocco_budget=90000000",
        "--draws",
        "600",
    )
    one, other = (json.loads(call(*words, "--json").stdout)["simulation"] for _ in range(2))
    assert one == other
    likely = one["award"]["likely"]
    assert float(likely["percentiles"]["5"]) <= float(likely["mean"]) <= float(likely["percentiles"]["95"])
    assert 0.3 < float(likely["above_zero"]) < 0.8
    assert "600" in call(*words).stdout
