"""Scenes built from blocks, and what is told about them."""

from __future__ import annotations

from tournage.formats.fountain_text import read_fountain_text
from tournage.kernel.findings import Finding
from tournage.script.assemble import Measure, assemble
from tournage.script.model import Episode


def _read(text: str) -> tuple[Episode, dict[str, Finding]]:
    raw, told = read_fountain_text(text, "x.fountain")
    episode, found = assemble(raw, file="x.fountain", title=None, measure=Measure())
    return episode, {f.code: f for f in (*told, *found)}


def test_an_unclosed_comment_is_told_with_its_line() -> None:
    _, found = _read("INT. A - DAY\n\nX.\n\n/* never closed\n")
    assert found["SCR-104"].where == "x.fountain:5"


def test_headings_without_a_time_of_day_are_told_once() -> None:
    _, found = _read("INT. A\n\nX.\n\nINT. B\n\nX.\n\nINT. C - DAY\n\nX.\n")
    assert (
        found["SCR-107"].as_json("en")["message"] == "2 headings name no time of day, among them scenes 1, 2."
    )


def test_numbers_given_between_written_ones_are_told() -> None:
    _, found = _read("INT. A - DAY #1#\n\nX.\n\nINT. B - DAY\n\nX.\n\nINT. C - DAY #2#\n\nX.\n")
    assert "1A" in found["SCR-109"].as_json("en")["message"]


def test_a_scene_continuous_with_nothing_is_told() -> None:
    episode, found = _read("INT. A - CONTINUOUS\n\nX.\n")
    assert (episode.scenes[0].light, found["SCR-114"].where) == (None, "x.fountain:1")


def test_a_stated_length_wins_and_the_difference_is_told() -> None:
    episode, found = _read("INT. A - DAY\n[[length: 1 4/8]]\n\nX.\n")
    scene = episode.scenes[0]
    assert (scene.eighths, scene.imported_eighths, scene.computed_eighths) == (12, 12, 1)
    assert (
        "the file states 1 4/8 pages; counted from its text it is 1/8"
        in found["SCR-103"].as_json("en")["message"]
    )


def test_an_omitted_scene_counts_no_pages_and_passes_the_light_on() -> None:
    episode, _ = _read("INT. A - NIGHT #1#\n\nX.\n\n.OMITTED #2#\n\nINT. C - CONTINUOUS #3#\n\nX.\n")
    assert (
        [s.omitted for s in episode.scenes],
        episode.scenes[1].eighths,
        episode.scenes[2].light,
    ) == ([False, True, False], 0, "NIGHT")


def test_pages_and_the_sum_of_scenes_are_both_kept() -> None:
    episode, _ = _read("".join(f"INT. SET {n} - DAY\n\nHe waits.\n\n" for n in range(27)))
    assert (sum(s.eighths for s in episode.scenes), episode.pages) == (27, 3)


def test_story_days_and_synopses_are_kept() -> None:
    episode, _ = _read("INT. A - DAY 1\n\n= They meet.\n\nX.\n\nINT. B - NIGHT 1\n\nX.\n")
    assert ([s.script_day for s in episode.scenes], episode.scenes[0].synopsis) == (
        ["D1", "N1"],
        "They meet.",
    )


def test_the_blocks_of_a_scene_begin_with_its_heading_without_number() -> None:
    episode, _ = _read("12. INT. A - DAY\n\nX.\n")
    assert (episode.scenes[0].blocks[0].kind, episode.scenes[0].blocks[0].text) == ("heading", "INT. A - DAY")


def test_views_stay_in_the_place_before() -> None:
    episode, _ = _read("INT. A - NIGHT\n\nX.\n\n.CLOSE-UP OF THE DOOR\n\nX.\n")
    scene = episode.scenes[1]
    assert (scene.int_ext, scene.set_name, scene.light, scene.heading) == (
        "INT",
        "A",
        "NIGHT",
        "CLOSE-UP OF THE DOOR",
    )
