"""Risk and sweeps give the same figures on one process, on two, and on a real cluster."""

from __future__ import annotations

import pytest

from tests.schedule.shoots import film
from tournage.schedule.problem import Problem
from tournage.schedule.risk import Risk
from tournage.schedule.solve import solve
from tournage.services import risking
from tournage.services.risking import assess_risk, default_hazards, risk_document, sweep, sweep_document
from tournage.services.spreading import NoClusterError, spread


def risk_of(problem: Problem, *, workers: int | None = 1, cluster: str | None = None) -> Risk:
    """A thousand shoots of the film."""
    board = solve(problem, time_limit=20, work_limit=2000).board
    return assess_risk(
        board, problem, default_hazards(problem), runs=600, seed=3, workers=workers, cluster=cluster
    )


def test_rain_comes_from_the_climate_of_the_bases() -> None:
    bases = {base for base, _, _ in default_hazards(film()).rain}
    assert bases == {"ouarzazate", "marrakech"}


def test_the_document_names_every_assumption() -> None:
    problem = film()
    document = risk_document(problem, risk_of(problem), default_hazards(problem))
    names = {entry["id"] for entry in document["assumptions"]}
    assert {"rain_chance", "overrun_high", "illness_chance", "permit_late_days", "rain:ouarzazate:3"} <= names


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
        rows = sweep(problem, work_limit=300, starts=0, cluster=address)
    assert there == risk_of(problem, workers=1)
    here = sweep(problem, work_limit=300, starts=0, workers=1)
    assert sweep_document(problem, rows, "en") == sweep_document(problem, here, "en")
    assert risking.CHUNK < 600
