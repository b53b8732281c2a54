"""A short in Arabic: read, placed and answered in Arabic."""

from __future__ import annotations

import pytest

from tests.scenarios.conftest import Studies

pytestmark = pytest.mark.slow


def test_an_arabic_short_is_counted_and_placed(studies: Studies) -> None:
    studied = studies.of("short_ar/al_himar_yashhad.fountain", "ar")
    document = studied.document
    assert (document["scenes"], document["eighths"]) == (11, 60)
    cast = studied.numbers_of_cast()
    assert {"زهرة", "العربي", "إدريس"} <= set(cast)
    assert cast["زهرة"] == 9
    assert 4 <= document["shooting_days"] <= 9
    assert all(place["location"] for place in document["places"])
    assert "التصوير ممكن" in document["verdict"]
