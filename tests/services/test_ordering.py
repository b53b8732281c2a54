"""Ordering a file: the answer belongs to the file as read, and the limit is kept."""

from __future__ import annotations

import time
from pathlib import Path

from tests.schedule.orders import TALENT, published
from tournage.services.ordering import order_file, ordered_json


def test_the_cost_is_that_of_the_order_of_all_scenes_of_the_file() -> None:
    done = order_file(TALENT / "named" / "film-12", seconds=10)
    assert done.ordering is not None
    assert (done.ordering.cost, done.ordering.proven) == (401, True)
    assert published("named/film-12").cost(done.ordering.order) == 401


def test_a_file_that_cannot_be_read_has_findings_and_no_order(tmp_path: Path) -> None:
    file = tmp_path / "empty.dat"
    file.write_text("")
    line = ordered_json(order_file(file, seconds=1), "fr")
    assert (line["order"], line["cost"], line["bound"], line["proven"]) == (None, None, None, False)
    assert [item["code"] for item in line["findings"]] == ["FIL-401"]


def test_a_huge_problem_stops_at_the_limit(tmp_path: Path) -> None:
    scenes, actors = 3000, 30
    rows = "\n".join(
        " ".join("1" if (s * 7 + a * 13) % (a + 2) == 0 else "0" for s in range(scenes)) + " 5"
        for a in range(actors)
    )
    file = tmp_path / "huge.dat"
    file.write_text(f"huge\n{scenes}\n{actors}\n{rows}\n{' '.join(['1'] * scenes)}\n")
    begun = time.monotonic()
    done = order_file(file, seconds=1, threads=2)
    assert time.monotonic() - begun < 6
    assert done.ordering is not None
    assert sorted(done.ordering.order) == list(range(scenes))
