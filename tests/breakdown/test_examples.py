"""The example screenplays, broken down: nothing without words of the text, and what a first assistant would mark."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import pytest

from tournage.breakdown.model import Breakdown, Element
from tournage.breakdown.propose import break_down
from tournage.flows.script_to_breakdown import script_to_breakdown
from tournage.services.scripts import read_script

EXAMPLES = Path(__file__).parents[2] / "examples"
FILES = {
    "pilot": EXAMPLES / "pilot" / "the_salt_line.fountain",
    "french": EXAMPLES / "short_fr" / "le_repondeur.fountain",
    "arabic": EXAMPLES / "short_ar" / "al_himar_yashhad.fountain",
}


@lru_cache
def _breakdown(name: str) -> Breakdown:
    script, _ = read_script([FILES[name]])
    return break_down(script.title, script_to_breakdown(script))[0]


def _in(name: str, scene: str) -> dict[str, Element]:
    breakdown = _breakdown(name)
    return {e.name: e for e in breakdown.elements if scene in map(str, e.scenes)}


@pytest.mark.parametrize("name", FILES)
def test_every_proposal_shows_words_that_stand_in_the_file(name: str) -> None:
    source = " ".join(FILES[name].read_text("utf-8").split())
    lines = FILES[name].read_text("utf-8").splitlines()
    for element in _breakdown(name).elements:
        assert element.evidence
        for evidence in element.evidence:
            assert " ".join(evidence.text.split()) in source
            assert 1 <= evidence.line <= len(lines)
            assert evidence.scene in element.scenes


@pytest.mark.parametrize("name", FILES)
def test_sheets_and_elements_tell_the_same(name: str) -> None:
    breakdown = _breakdown(name)
    for sheet in breakdown.sheets:
        held = {e.id for e in breakdown.elements if sheet.key in e.scenes}
        assert held == {*sheet.cast, *sheet.voices, *sheet.elements}
        assert sheet.extras_range[0] <= sheet.extras <= sheet.extras_range[1]
    for role in breakdown.roles:
        assert role.scenes == next(e for e in breakdown.elements if e.id == role.id).scenes
    assert [role.number for role in breakdown.roles] == list(range(1, len(breakdown.roles) + 1))


def test_the_pilot_has_its_leads_its_child_and_no_false_roles() -> None:
    roles = _breakdown("pilot").roles
    assert [role.name for role in roles[:3]] == ["TIZIRI", "ITTO", "YOUNES"]
    assert next(role for role in roles if role.name == "ITTO").minor
    assert not {"HALMEER", "TISLIT"} & {role.name for role in roles}


def test_the_lantern_square_has_three_hundred_people() -> None:
    sheet = next(s for s in _breakdown("pilot").sheets if str(s.key) == "18")
    assert sheet.extras >= 300


def test_the_convoy_is_counted_truck_by_truck() -> None:
    convoy = _in("pilot", "39")
    assert {name: convoy[name].quantity[0][1] for name in ("army truck", "armoured car", "lorry")} == {
        "army truck": 18,
        "armoured car": 2,
        "lorry": 40,
    }
    assert "Permit for military uniforms and vehicles" in convoy


def test_the_bridge_has_four_hundred_sheep_and_a_shepherd_boy() -> None:
    bridge = _in("pilot", "33")
    assert 400 in dict(bridge["sheep"].quantity).values()
    assert "SHEPHERD BOY" in bridge
    assert "Livestock handler" in bridge


def test_the_girl_with_the_sign_is_the_girl_who_is_named_next() -> None:
    assert [role.name for role in _breakdown("french").roles if role.minor] == ["SOUKAÏNA"]


def test_a_voice_on_the_answering_machine_is_not_called_to_the_set() -> None:
    sheet = _breakdown("french").sheets[0]
    assert (sheet.cast, sheet.voices) == (("cast_members:élodie",), ("cast_members:hélène",))


def test_the_donkey_stands_in_the_yard_and_the_market_has_two_hundred_people() -> None:
    assert "حمار" in _in("arabic", "1")
    assert next(s for s in _breakdown("arabic").sheets if str(s.key) == "4").extras >= 200


def test_the_arabic_child_is_known_by_an_age_in_words() -> None:
    assert [role.name for role in _breakdown("arabic").roles if role.minor] == ["زهرة"]


def test_sheets_are_the_same_every_time() -> None:
    script, _ = read_script([FILES["pilot"]])
    again, _ = break_down(script.title, script_to_breakdown(script))
    assert again == _breakdown("pilot")
