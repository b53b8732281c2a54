"""A person's choices find their set by whatever name they use."""

from __future__ import annotations

from tests.places.test_plan import make_set
from tournage.places.chosen import read_choices

SETS = (make_set("KASBAH AÏT OUMLIL"), make_set("MEDINA OF MARRAKECH"), make_set("MEDINA ROOFTOP"))


def test_case_accents_and_articles_do_not_matter() -> None:
    chosen, lost = read_choices(SETS, [("the Kasbah Ait Oumlil", "skoura")])
    assert (chosen, lost) == ({"kasbah aït oumlil": "skoura"}, ())


def test_a_word_that_only_one_set_holds_is_enough() -> None:
    assert read_choices(SETS, [("kasbah", "skoura")])[0] == {"kasbah aït oumlil": "skoura"}
    assert read_choices(SETS, [("rooftop", "fes_medina")])[0] == {"medina rooftop": "fes_medina"}


def test_a_word_that_two_sets_hold_is_lost_and_so_is_an_empty_one() -> None:
    assert read_choices(SETS, [("medina", "fes_medina"), ("", "fint")]) == ({}, ("medina", ""))


def test_the_last_choice_for_a_set_stands() -> None:
    assert read_choices(SETS, [("kasbah", "skoura"), ("KASBAH AÏT OUMLIL", "telouet")])[0] == {
        "kasbah aït oumlil": "telouet"
    }
