"""The answer in a terminal: columns that do not run into each other, in every language."""

from __future__ import annotations

import pytest

from tests.documents.study_fixture import SHORT_FR, make_study
from tournage.documents.study import answer_text


@pytest.mark.parametrize("lang", ["en", "fr", "ar"])
def test_a_range_keeps_clear_of_what_the_figure_rests_on(lang: str) -> None:
    rows = answer_text(make_study(SHORT_FR, "short"), lang).splitlines()[2:]
    assert len(rows) == 6
    assert all("  " in row[22:] for row in rows)
    assert not any("0–0" in row for row in rows)
