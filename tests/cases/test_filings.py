"""Filings: the scenes a permit names stand in the order of the numbers."""

from __future__ import annotations

from tournage.cases.feasibility.filings import _add


def test_scenes_of_a_need_stand_in_story_order_each_once() -> None:
    needs: dict[str, tuple[str, ...]] = {"heritage": ("8", "10")}
    _add(needs, "heritage", ("24", "12A", "20", "8", "12"))
    assert needs["heritage"] == ("8", "10", "12", "12A", "20", "24")
