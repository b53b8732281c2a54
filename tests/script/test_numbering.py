"""Numbers given, kept and never doubled."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tournage.script.numbering import number_scenes

NUMBERS = st.lists(
    st.one_of(st.none(), st.sampled_from(["1", "2", "2A", "3", "12-2", "A1", "10"])), max_size=40
)


@given(NUMBERS)
def test_every_scene_has_a_number_of_its_own(written: list[str | None]) -> None:
    numbers = number_scenes(written).numbers
    assert len(written) == len(set(numbers)) == len(numbers)


@given(NUMBERS)
def test_the_first_scene_with_a_number_keeps_it(written: list[str | None]) -> None:
    numbers = number_scenes(written).numbers
    for number in {n for n in written if n}:
        assert number == numbers[written.index(number)]


def test_twenty_seven_scenes_between_two_numbers() -> None:
    numbers = number_scenes(["1", *[None] * 27, "2"]).numbers
    assert (numbers[1], numbers[26], numbers[27], numbers[28]) == ("1A", "1Z", "1A1", "2")
