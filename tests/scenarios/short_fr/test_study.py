"""Le Répondeur, a short in French: possible, too small for the rebate, and it says so."""

from __future__ import annotations

import pytest

from tests.scenarios.conftest import Studies

pytestmark = pytest.mark.slow


def test_a_french_short_is_counted_placed_and_told_what_it_misses(studies: Studies) -> None:
    studied = studies.of("short_fr/le_repondeur.fountain", "fr")
    document = studied.document
    assert (document["scenes"], document["eighths"]) == (13, 78)
    assert studied.numbers_of_cast()["ÉLODIE"] == 12
    assert 3 <= document["shooting_days"] <= 8
    missed = {gate["id"] for gate in document["gates"] if not gate["passed"]}
    assert {"minimum_spend", "minimum_days"} == missed
    assert {"0.00"} == set(document["award"].values())
    assert all(place["location"] for place in document["places"])
    assert document["verdict"].startswith("Le tournage est possible")
