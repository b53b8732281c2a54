"""Two drafts side by side."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from tournage.formats.fountain_text import read_fountain_text
from tournage.script.assemble import Measure, assemble
from tournage.script.compare import Aspect, compare_scripts
from tournage.script.model import Script


def _script(text: str) -> Script:
    raw, _ = read_fountain_text(text, "x")
    episode, _ = assemble(raw, file="x", title="x", measure=Measure())
    return Script("x", (episode,))


A = "INT. KITCHEN - DAY{a}\n\nShe makes tea and waits for the bread to rise.\n\n"
B = "EXT. ROOF - NIGHT{b}\n\nHe counts the swallows over the harbour, one by one.\n\nSAM\nEleven.\n\n"
C = "INT. TRUCK - DUSK{c}\n\nThe radio plays an old song about the sea.\n\n"
NUMBERED = (A + B + C).format(a=" #1#", b=" #2#", c=" #3#")
COUNTED = (A + B + C).format(a="", b="", c="")


def test_a_script_is_the_same_as_itself() -> None:
    for text in (NUMBERED, COUNTED):
        comparison = compare_scripts(_script(text), _script(text))
        assert (
            len(comparison.same),
            comparison.added,
            comparison.omitted,
            comparison.changed,
            comparison.moved,
        ) == (3, (), (), (), ())


def test_a_scene_added_between_numbers_is_the_only_change() -> None:
    new = NUMBERED.replace("EXT. ROOF", "INT. CELLAR - DAY #1A#\n\nRats.\n\nEXT. ROOF")
    comparison = compare_scripts(_script(NUMBERED), _script(new))
    assert ([s.key.number for s in comparison.added], len(comparison.same)) == (["1A"], 3)


def test_counted_scenes_match_by_content_when_one_is_added() -> None:
    comparison = compare_scripts(_script(COUNTED), _script("INT. CELLAR - DAY\n\nRats.\n\n" + COUNTED))
    assert ([s.heading for s in comparison.added], len(comparison.same)) == (["INT. CELLAR - DAY"], 3)
    assert {"content"} == {p.by for p in comparison.pairs}


def test_an_omitted_scene_is_omitted_whether_gone_or_marked() -> None:
    gone = (A + C).format(a=" #1#", c=" #3#")
    marked = A.format(a=" #1#") + ".OMITTED #2#\n\n" + C.format(c=" #3#")
    for new in (gone, marked):
        comparison = compare_scripts(_script(NUMBERED), _script(new))
        assert ([s.key.number for s in comparison.omitted], len(comparison.same)) == (["2"], 2)


def test_what_changed_is_named() -> None:
    new = NUMBERED.replace("EXT. ROOF - NIGHT", "EXT. ROOF - DAY").replace("SAM\nEleven.", "NADIA\nTwelve.")
    (pair,) = compare_scripts(_script(NUMBERED), _script(new)).changed
    assert pair.aspects == (Aspect.HEADING, Aspect.LIGHT, Aspect.CAST, Aspect.TEXT)
    assert (pair.cast_added, pair.cast_removed, pair.by) == (("NADIA",), ("SAM",), "number")


def test_a_scene_that_moved_is_the_one_named_not_those_around_it() -> None:
    new = (C + A + B).format(a=" #1#", b=" #2#", c=" #3#")
    comparison = compare_scripts(_script(NUMBERED), _script(new))
    assert ([p.new.key.number for p in comparison.moved], len(comparison.same)) == (["3"], 2)


def test_a_rewritten_scene_without_numbers_is_matched_by_its_words() -> None:
    new = COUNTED.replace("the bread to rise", "the rain to stop")
    comparison = compare_scripts(_script(COUNTED), _script(new))
    assert ([p.aspects for p in comparison.changed], comparison.added, comparison.omitted) == (
        [(Aspect.TEXT,)],
        (),
        (),
    )


@given(st.permutations(range(12)), st.permutations(range(12)), st.integers(0, 12), st.booleans())
@settings(max_examples=60, deadline=None)
def test_every_scene_is_accounted_for_once(old: list[int], new: list[int], cut: int, numbered: bool) -> None:
    def text(order: list[int]) -> str:
        number = " #{0}#" if numbered else ""
        return "".join(f"INT. SET {n} - DAY{number.format(n)}\n\nWord{n} and{n} more{n}.\n\n" for n in order)

    before, after = _script(text(old)), _script(text(new[:cut]))
    comparison = compare_scripts(before, after)
    assert sorted(str(s.key) for s in before.scenes) == sorted(
        [str(p.old.key) for p in comparison.pairs] + [str(s.key) for s in comparison.omitted]
    )
    assert sorted(str(s.key) for s in after.scenes) == sorted(
        [str(p.new.key) for p in comparison.pairs] + [str(s.key) for s in comparison.added]
    )
