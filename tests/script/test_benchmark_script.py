"""The feature that is measured with is what the figures say it is."""

from __future__ import annotations

from pathlib import Path

from benchmarks.make_script import make_script
from tournage.services.scripts import read_script


def test_the_measured_feature_has_200_scenes_on_120_pages(tmp_path: Path) -> None:
    file = tmp_path / "x.fountain"
    file.write_text(make_script(), "utf-8")
    script, _ = read_script([file])
    assert (len(script.scenes), script.pages) == (200, 120)
    assert make_script() == make_script()
