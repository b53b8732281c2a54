"""The sorted board: every rule kept, place after place, days before nights, alike everywhere."""

from __future__ import annotations

from itertools import groupby

import pytest

from tests.schedule.shoots import TERMS, film, random_shoot, shoot, strip
from tournage.kernel.scene import Light
from tournage.schedule.check import check_board
from tournage.schedule.generate import generate_problem
from tournage.schedule.sorted_board import sorted_board


@pytest.mark.parametrize("seed", range(60))
def test_it_keeps_every_rule(seed: int) -> None:
    problem = random_shoot(seed)
    assert check_board(sorted_board(problem), problem).valid


def test_it_shoots_out_a_place_before_the_next_and_its_days_before_its_nights() -> None:
    night = {"light": Light.NIGHT}
    problem = shoot(
        strip("1", "square", minutes=400),
        strip("2", "kasbah", minutes=300, **night),
        strip("3", "kasbah", minutes=400),
        strip("4", "square", minutes=300, **night),
        strip("5", "kasbah", minutes=400),
    )
    order = [id for day in sorted_board(problem).days for id in day.strips]
    places = [problem.strips[int(id) - 1].location for id in order]
    assert (order, [place for place, _ in groupby(places)]) == (
        ["3", "5", "2", "1", "4"],
        ["kasbah", "square"],
    )


def test_it_places_every_strip_of_a_film() -> None:
    board = sorted_board(film())
    assert board.boneyard == ()
    assert board == sorted_board(film())


def test_it_sorts_a_made_up_feature_and_leaves_out_next_to_nothing() -> None:
    problem = generate_problem("feature", 5, TERMS)
    board = sorted_board(problem)
    assert check_board(board, problem).valid
    assert len(board.boneyard) <= 5
