"""Risk and sweeps give the same figures on one process, on two, and on a real cluster."""

from __future__ import annotations

import pytest

from tests.schedule.shoots import film
from tournage.schedule.problem import Problem
from tournage.schedule.risk import Risk
from tournage.schedule.solve import solve
from tournage.services import risking
from tournage.services.risking import assess_risk, default_hazards, risk_document
from tournage.services.spreading import NoClusterError, spread
from tournage.services.sweeping import sweep, sweep_document


def risk_of(problem: Problem, *, workers: int | None = 1, cluster: str | None = None) -> Risk:
    """A thousand shoots of the film."""
    board = solve(problem, time_limit=20, work_limit=2000).board
    return assess_risk(
        board, problem, default_hazards(problem), runs=600, seed=3, workers=workers, cluster=cluster
    )


def test_rain_comes_from_the_climate_of_the_bases() -> None:
    bases = {c.base for c in default_hazards(film()).chances if c.id == "rain_share"}
    assert bases == {None, "ouarzazate", "marrakech"}


def test_the_document_names_every_assumption() -> None:
    problem = film()
    document = risk_document(problem, risk_of(problem), default_hazards(problem), "en")
    names = {entry["id"] for entry in document["assumptions"]}
    assert {
        "rain_persistence",
        "overrun_high",
        "illness_days_high",
        "permit_late_days",
        "heat_limit",
    } <= names
    assert {"wind_chance:sand_wind_south", "rain_share", "heat_mean"} <= names
    assert all(
        entry["source"] and entry["confidence"] and entry["label"] for entry in document["assumptions"]
    )
    assert all(e["assumed"] for e in document["assumptions"] if e["id"] == "rain_share")


def test_no_cluster_is_said_in_one_sentence() -> None:
    with pytest.raises(NoClusterError, match="no cluster answers"):
        spread(len, ["a"], cluster="tcp://127.0.0.1:1")


@pytest.mark.slow
def test_two_processes_give_the_same_figures_as_one() -> None:
    problem = film()
    assert risk_of(problem, workers=2) == risk_of(problem, workers=1)


@pytest.mark.slow
def test_a_real_cluster_of_two_workers_gives_the_same_figures() -> None:
    from distributed import LocalCluster

    problem = film()
    with LocalCluster(  # type: ignore[no-untyped-call]
        n_workers=2, threads_per_worker=1, processes=True, host="127.0.0.1", dashboard_address=None
    ) as cluster:
        address = cluster.scheduler_address
        there = risk_of(problem, cluster=address)
        rows, _ = sweep(problem, work_limit=300, starts=0, cluster=address)
    assert there == risk_of(problem, workers=1)
    here, _ = sweep(problem, work_limit=300, starts=0, workers=1)
    assert sweep_document("Film", "MAD", rows, "en") == sweep_document("Film", "MAD", here, "en")
    assert risking.CHUNK < 600


def test_a_start_beyond_the_calendar_is_told_with_its_cure() -> None:
    rows, found = sweep(film(), work_limit=50, starts=1, step_days=60, workers=1)
    assert [row.id for row in rows][:1] == ["as_planned"]
    (late,) = found
    assert late.code == "SCH-302"
    assert "tournage whatif" in late.as_json("en")["fix"]
