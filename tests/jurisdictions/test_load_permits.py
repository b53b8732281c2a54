"""Permits of Morocco: which are needed, with whom, by when."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from tournage.jurisdictions.load_permits import NEEDS, load_permits, needed_permits, read_permit
from tournage.kernel.dated import Origin
from tournage.kernel.errors import DataFileError
from tournage.kernel.money import Money
from tournage.kernel.words import LANGUAGES, say

FIRST_DAY = date(2027, 3, 1)
PERMITS = load_permits()
BY_ID = {kind.id: kind for kind in PERMITS}


def test_all_25_permits_and_formalities_are_there() -> None:
    assert len(PERMITS) == 25


def test_each_has_source_need_and_words_in_three_languages() -> None:
    for kind in PERMITS:
        assert kind.source
        assert set(kind.when) <= NEEDS
        for lang in LANGUAGES:
            assert say(kind.name, lang)
            assert say(kind.authority, lang)
            assert all(say(document, lang) for document in kind.documents)


def test_every_lead_time_has_a_source_and_estimates_say_so() -> None:
    for kind in PERMITS:
        if kind.lead_days is not None:
            assert all(value.source for _, value in kind.lead_days.steps)
    drone, feature = BY_ID["drone_import"].lead_days, BY_ID["ccm_shooting"].lead_days
    assert drone is not None
    assert feature is not None
    assert drone.steps[0][1].origin is Origin.ASSUMED
    assert feature.steps[0][1].origin is Origin.SOURCED


def test_a_feature_is_filed_fifteen_days_before_the_shoot() -> None:
    assert BY_ID["ccm_shooting"].due_on(FIRST_DAY) == date(2027, 2, 14)


def test_a_formality_without_delay_has_no_due_day() -> None:
    assert BY_ID["visa"].due_on(FIRST_DAY) is None


def test_needs_bring_their_permits_longest_lead_first() -> None:
    found = needed_permits(PERMITS, ("feature", "drone", "minor"))
    assert [kind.id for kind in found] == ["drone_import", "ccm_shooting", "minors", "drone_flight"]


def test_an_unknown_need_is_refused() -> None:
    with pytest.raises(ValueError, match="juggling"):
        needed_permits(PERMITS, ("juggling",))


def test_published_fees_are_exact_money() -> None:
    fees = {fee.id: fee for kind in PERMITS for fee in kind.fees}
    assert fees["permit_foreign"].amount == Money(Decimal(3000), "MAD")
    assert (fees["rabat_closed_doors"].amount, fees["rabat_closed_doors"].per) == (
        Money(Decimal(40000), "MAD"),
        "day",
    )


def test_a_broken_permit_names_its_line(tmp_path: Path) -> None:
    file = tmp_path / "party.yaml"
    file.write_text("schema: tournage/permit/1\nas_of: '2026-11'\nid: party\nwhen: [party]\n")
    with pytest.raises(DataFileError, match=r"party.yaml:4: 'party' is not one of"):
        read_permit(file)
