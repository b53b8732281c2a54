"""What is no screenplay, or wants to break the reader: one clear finding, and no scene is invented."""

from __future__ import annotations

import io
import random
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tournage.formats.decode import LARGEST_TEXT
from tournage.formats.fountain_text import read_fountain_text
from tournage.kernel.words import LANGUAGES
from tournage.services.scripts import read_script


def _zip() -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"0" * 5_000_000)
    return packed.getvalue()


NOISE = random.Random(1).randbytes(100_000)
BAD = [
    ("empty.fountain", b"", "FIL-102"),
    ("blank.fountain", b"\n \n\t\n", "FIL-102"),
    ("empty.fdx", b"", "FIL-102"),
    ("empty.pdf", b"", "FIL-102"),
    ("noise.fountain", NOISE, "FIL-104"),
    ("noise.txt", NOISE, "FIL-104"),
    ("noise.fdx", NOISE, "FIL-107"),
    ("noise.pdf", NOISE, "FIL-112"),
    ("bomb.fdx", _zip(), "FIL-104"),
    ("bomb.fountain", _zip(), "FIL-104"),
    ("script.docx", _zip(), "FIL-104"),
    ("old.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + NOISE, "FIL-104"),
    ("text.rtf", b"{\\rtf1\\ansi INT. A - DAY}", "FIL-104"),
    ("photo.png", b"\x89PNG\r\n\x1a\n" + NOISE, "FIL-104"),
    ("prose.fountain", b"Once upon a time.\n\nThere was a king.\n", "SCR-101"),
]


@pytest.mark.parametrize(("name", "data", "code"), BAD, ids=[b[0] for b in BAD])
def test_one_clear_sentence_names_the_file(name: str, data: bytes, code: str, tmp_path: Path) -> None:
    file = tmp_path / name
    file.write_bytes(data)
    script, findings = read_script([file])
    errors = [f for f in findings if f.severity.value == "error"]
    assert ([code], ()) == ([f.code for f in errors], script.scenes)
    assert errors[0].where.startswith(name)
    assert all(errors[0].as_json(lang)["message"] for lang in LANGUAGES)


def test_a_missing_file_and_a_folder_are_told(tmp_path: Path) -> None:
    for file in (tmp_path / "nowhere.fountain", tmp_path):
        _, findings = read_script([file])
        assert [f.code for f in findings] == ["FIL-101"]


def test_a_file_of_200_megabytes_is_not_read(tmp_path: Path) -> None:
    for name in ("big.fountain", "big.txt", "big.fdx"):
        file = tmp_path / name
        with file.open("wb") as stream:
            stream.truncate(200 * 1024**2)
            stream.write(b"INT")
        _, findings = read_script([file])
        assert [f.code for f in findings] == ["FIL-103"]


def test_two_scenes_with_one_number_name_both_lines(tmp_path: Path) -> None:
    file = tmp_path / "x.fountain"
    file.write_text("INT. A - DAY #4#\n\nX.\n\nINT. B - DAY #4#\n\nY.\n")
    script, findings = read_script([file])
    told = next(f for f in findings if f.code == "SCR-102")
    assert [s.key.number for s in script.scenes] == ["4", "4-2"]
    assert "lines 1 and 5" in told.as_json("en")["message"]
    assert told.where == "x.fountain:5"


SIZE = 1_000_000
SHAPES = {
    "one long line": "A" * SIZE,
    "one long line of words": "word " * (SIZE // 5),
    "stars": "*" * SIZE,
    "starred letters": "*a " * (SIZE // 3),
    "unclosed notes": "[[ " * (SIZE // 3),
    "broken notes": "[[\n\n" * (SIZE // 40) + "]]",
    "unclosed comments": "/* " * (SIZE // 3),
    "open brackets": "BOB\n" + "(\n" * (SIZE // 20),
    "headings": "INT. A - DAY\n\n" * (SIZE // 100),
    "headings between numbers": "INT. Z #1#\n\n" + "INT. A\n\n" * (SIZE // 100),
    "one number": "INT. A #1#\n\n" * (SIZE // 100),
    "hashes": "INT. A" + " #" * (SIZE // 2),
    "dashes": "INT. A" + " -" * (SIZE // 2),
    "title keys": "Title: x\n" + "a: b\n" * (SIZE // 50),
}


@pytest.mark.slow
@pytest.mark.parametrize("shape", SHAPES)
def test_hostile_shapes_take_linear_time(shape: str, tmp_path: Path) -> None:
    file = tmp_path / "x.fountain"
    file.write_text("INT. HOUSE - DAY\n\n" + SHAPES[shape])
    script, _ = read_script([file])
    assert script.scenes


def test_more_lines_than_any_screenplay_are_cut_and_told(tmp_path: Path) -> None:
    file = tmp_path / "x.fountain"
    file.write_text("INT. A - DAY\n\n" + "a\n" * 50_000)
    script, findings = read_script([file])
    assert (len(script.scenes), "FIL-115" in {f.code for f in findings}) == (1, True)
    assert file.stat().st_size < LARGEST_TEXT


@given(st.text(alphabet="INTEXT. -#\n\n\n[]/*!@~>=^()ABCdéأحم12:\t", max_size=300))
@settings(max_examples=300, deadline=None)
def test_any_text_is_read_without_trouble_and_in_order(text: str) -> None:
    raw, _ = read_fountain_text(text, "x")
    lines = [b.line for b in raw.blocks]
    assert sorted(lines) == lines
    assert all(1 <= line <= text.count("\n") + 1 for line in lines)
