"""Everybody's Girl (1918), 156 short scenes of New York and Coney Island."""

from __future__ import annotations

import pytest

from tests.scenarios.conftest import Studies

pytestmark = pytest.mark.slow


def test_the_film_of_1918_is_counted_and_answered(studies: Studies) -> None:
    studied = studies.of("screenplays/everybodys_girl.fountain")
    document = studied.document
    assert document["scenes"] == 156
    cast = studied.numbers_of_cast()
    assert {"FLORENCE", "BLINKER", "BILL", "ELLA"} <= set(cast)
    assert max(cast, key=cast.__getitem__) == "FLORENCE"
    assert 12 <= document["shooting_days"] <= 30
    assert {gate["id"] for gate in document["gates"]} >= {"minimum_spend", "minimum_days"}
