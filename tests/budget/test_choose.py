"""The template fits the script, and says why."""

from __future__ import annotations

import pytest

from tests.budget.production import production
from tournage.budget.choose import choose_template
from tournage.kernel.words import LANGUAGES, say


@pytest.mark.parametrize(
    ("pages", "episodes", "days", "crowd", "chosen"),
    [
        (6, 1, 3, 5, "short"),
        (26, 1, 20, 20, "small_feature"),
        (45, 1, 12, 30, "pilot"),
        (360, 8, 80, 120, "series"),
        (95, 1, 25, 40, "small_feature"),
        (110, 1, 40, 80, "middle_feature"),
        (130, 1, 70, 500, "large_feature"),
    ],
)
def test_it_goes_by_size_and_demands(pages: int, episodes: int, days: int, crowd: int, chosen: str) -> None:
    template, why = choose_template(pages, episodes, production(days, crowd=crowd).drivers)
    assert template == chosen
    assert all(say(why, lang) for lang in LANGUAGES)
