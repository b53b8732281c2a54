"""Risk and what if from a script: files written whole, the same figures again, starts planned anew."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from tournage.cases.feasibility.build import build_study
from tournage.cases.feasibility.inputs import StudyInputs
from tournage.cli.main import tournage
from tournage.schedule.pricing import price_board
from tournage.services.scripts import read_script
from tournage.services.studying import outlook_papers

SHORT = str(Path(__file__).parents[2] / "examples" / "short_fr" / "le_repondeur.fountain")
SMALL = ("--work-limit", "60", "--workers", "1", "--first-day", "2031-03-03", "--json")


def run(*words: str) -> dict[str, Any]:
    result = CliRunner().invoke(tournage, words)
    assert result.exit_code in (0, 1), result.output[-500:]
    document: dict[str, Any] = json.loads(result.stdout)
    return document


@pytest.mark.slow
def test_the_risk_of_a_script_is_written_and_the_same_again(tmp_path: Path) -> None:
    asked = ("risk", SHORT, "--runs", "40", *SMALL)
    first = run(*asked, "--into", str(tmp_path / "a"))
    again = run(*asked, "--into", str(tmp_path / "b"), "--lang", "ar")
    assert {f.name for f in (tmp_path / "a").iterdir()} == {"risk.json", "risk.pdf", "risk.xlsx"}
    same = ("planned", "days", "cost", "net_of_rebate", "last_day", "cover", "strips", "days_at_risk")
    assert [first[name] for name in same] == [again[name] for name in same]
    assert json.loads((tmp_path / "a" / "risk.json").read_text("utf-8"))["cost"] == first["cost"]
    assert all(entry["confidence"] for entry in first["assumptions"])


@pytest.mark.slow
def test_your_hazard_changes_the_risk_and_a_wrong_one_is_misuse(tmp_path: Path) -> None:
    asked = ("risk", SHORT, "--runs", "40", *SMALL, "--into", str(tmp_path))
    calm = run(
        *asked, *(f"--hazard={name}=0" for name in ("rain_share", "illness_chance", "permit_late_chance"))
    )
    assert {entry["cause"] for entry in calm["causes"]} <= {"overrun", "order", "wind", "heat"}
    for wrong in ("rain_share=2", "rain=1", "rain_share"):
        result = CliRunner().invoke(tournage, [*asked, "--hazard", wrong])
        assert result.exit_code != 0
        assert "Traceback" not in result.output


@pytest.mark.slow
def test_a_later_start_is_planned_anew_with_the_film_priced(tmp_path: Path) -> None:
    made = run("whatif", SHORT, *SMALL, "--starts", "1", "--step-days", "28", "--into", str(tmp_path))
    rows = {row["id"]: row for row in made["rows"]}
    assert {"as_planned", "start_2031-03-31", "week_5"} <= set(rows)
    later = rows["start_2031-03-31"]
    assert later["first_day"] >= "2031-03-31"
    assert later["film"]["currency"] == "EUR"
    assert float(later["film"]["net"]) <= float(later["film"]["cost"]) * 1.05
    assert {f.name for f in tmp_path.iterdir()} == {"whatif.json", "whatif.pdf", "whatif.xlsx"}
    assert all(row["gap"] >= 0 and row["left_out"] >= 0 for row in rows.values())


@pytest.mark.slow
def test_a_study_keeps_why_this_order_and_its_risk() -> None:
    script, _ = read_script([Path(SHORT)])
    inputs = StudyInputs(made_on=date(2026, 11, 24), first_day=date(2027, 4, 5), time_limit=0.5)
    study = build_study(script, inputs)
    outlook = study.outlook
    assert outlook is not None
    assert outlook.risk.planned_cost == price_board(study.board, outlook.problem).total
    assert outlook.order.mine.cost.total == outlook.risk.planned_cost
    assert outlook.order.bound <= outlook.order.mine.cost.total
    assert outlook.problem.rebate is not None
    papers = outlook_papers(study, "fr")
    assert set(papers) == {"papers/why_this_order.pdf", "papers/risk.pdf", "papers/risk.xlsx"}
    assert all(len(data) > 3000 for data in papers.values())
