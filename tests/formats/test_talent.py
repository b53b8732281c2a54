"""Published ordering problems: three formats of one problem agree, and bad files are told."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.schedule.orders import TALENT
from tournage.formats.talent import parse, read, write
from tournage.schedule.solve.core import Instance

BOTH = sorted(
    (file.stem, next(file.parents[1].glob(f"named/{file.stem}*"))) for file in TALENT.glob("minizinc/*.dzn")
)


@pytest.mark.parametrize(("name", "text_file"), BOTH)
def test_text_and_minizinc_of_one_problem_agree(name: str, text_file: Path) -> None:
    from_text, from_minizinc = read(text_file), read(TALENT / "minizinc" / f"{name}.dzn")
    assert from_text[0] is not None
    assert (from_text[0], ()) == (from_minizinc[0], from_minizinc[1])


@pytest.mark.parametrize("file", sorted(TALENT.glob("random_*/*")), ids=lambda f: f.name)
def test_every_published_problem_is_read(file: Path) -> None:
    instance, findings = read(file)
    assert not findings
    assert instance is not None
    scenes, actors = map(int, file.read_text("utf-8").split()[1:3])
    assert (scenes, actors) == (len(instance.lengths), len(instance.wages))


TWO = Instance((3, 4, 1), (5, 6), (1, 3, 2))


@pytest.mark.parametrize(
    "text",
    [
        "two\n3\n2\n\n1 1 0 5\n0 1 1 6\n\n3 4 1\n",
        "two\r\n3 2\r\n1 1 0\t5\r\n0 1 1 6\r\n3 4 1",
        "two 3 2 1 1 0 5 0 1 1 6 3 4 1",
        "two instances 56\n3\n2\n1 1 0 5\n0 1 1 6\n3 4 1\n",
        "3\n3\n2\n1 1 0 5\n0 1 1 6\n3 4 1\n",
        "\ufefftwo\n3\n2\n1 1 0 5\n0 1 1 6.0\n3 4 1\n",
        "numScenes = 3; numActors = 2; ia = [|1,1,0|\n0,1,1|]; c = [5,6]; d = [3,4,1];",
        "% a comment; with c = [9];\nnumActors=2;\nnumScenes=3;\nd=[3,4,1];\nc=[5,6];\nia=[|1,1,0\n|0,1,1|];\ns=[1,2,3]",
    ],
)
def test_line_breaks_titles_and_the_order_of_entries_do_not_matter(text: str) -> None:
    assert parse(text, "two") == (TWO, ())


@given(
    st.integers(0, 6).flatmap(
        lambda n: st.integers(0, 5).flatmap(
            lambda m: st.builds(
                Instance,
                st.tuples(*[st.integers(0, 99)] * n),
                st.tuples(*[st.integers(0, 99)] * m),
                st.tuples(*[st.integers(0, 2**m - 1)] * n),
            )
        )
    )
)
def test_what_was_written_is_read_again(instance: Instance) -> None:
    assert parse(write(instance, "again"), "again") == (instance, ())


@pytest.mark.parametrize(
    ("text", "code", "where"),
    [
        ("", "FIL-401", "bad"),
        ("a poem\n", "FIL-401", "bad"),
        ("two\nthree\n2\n1 1 0 5\n", "FIL-402", "bad:2"),
        ("two\n3\n2\n1 1 0 5\n0 1 1 x\n3 4 1\n", "FIL-402", "bad:5"),
        ("two\n3\n2\n1 1 0 5\n0 1 1 NaN\n3 4 1\n", "FIL-402", "bad:5"),
        ("two\n3\n2\n1 1 0 5\n0 1 1 6.5\n3 4 1\n", "FIL-402", "bad:5"),
        ("two\n3\n2\n1 1 0 5\n0 1 1 6\n3 4\n", "FIL-403", "bad:6"),
        ("two\n3\n", "FIL-401", "bad"),
        ("two\n3\n999999999\n", "FIL-403", "bad:3"),
        ("two\n-3\n2\n1 1 0 5\n", "FIL-404", "bad:2"),
        ("two\n3\n2\n1 1 0 -5\n0 1 1 6\n3 4 1\n", "FIL-404", "bad:4"),
        ("two\n3\n2\n1 1 0 99999999999\n0 1 1 6\n3 4 1\n", "FIL-404", "bad:4"),
        ("two\n3\n2\n1 2 0 5\n0 1 1 6\n3 4 1\n", "FIL-405", "bad:4"),
        ("numScenes = 3; numActors = 2; ia = [|1,1,0|0,1,1|]; c = [5,6];", "FIL-407", "bad"),
        ("numScenes = 3; numActors = 2; ia = [|1,1,0|0,1|]; c = [5,6]; d=[1,2,3];", "FIL-403", "bad, ia"),
        ("numScenes = x; numActors = 2;", "FIL-402", "bad:1"),
    ],
)
def test_bad_files_are_told_with_place_and_cure(text: str, code: str, where: str) -> None:
    instance, findings = parse(text, "bad")
    assert instance is None
    assert [(item.code, item.where) for item in findings] == [(code, where)]


def test_words_after_the_problem_are_left_and_told() -> None:
    instance, findings = parse("two\n3\n2\n1 1 0 5\n0 1 1 6\n3 4 1\n\nend of file", "two")
    assert instance == TWO
    assert [(item.code, item.where) for item in findings] == [("FIL-406", "two:8")]


@pytest.mark.parametrize("raw", [b"\x00\x01\x02 12 3", b"%PDF-1.7\x00", b"\xff\xfe\x00"])
def test_files_that_are_no_text_are_told(raw: bytes, tmp_path: Path) -> None:
    file = tmp_path / "odd.dat"
    file.write_bytes(raw)
    instance, findings = read(file)
    assert instance is None
    assert [item.code for item in findings] == ["FIL-401"]
