"""Encodings: marks, UTF-16, Windows-1252 and 1256, damaged bytes, line ends."""

from __future__ import annotations

import codecs
from pathlib import Path

import pytest

from tournage.services.scripts import read_script

FRENCH = "Titre : Le Sel\n\nINT. CAFÉ – JOUR\n\nL’été s’achève à Fès. Où sont-ils ? Ça sonne.\n\nÉLODIE\nDéjà là…\n"
ARABIC = "مشهد 1 - داخلي - نهار - شقة أحمد\n\nيجلس أحمد قرب النافذة.\n\nأحمد (خارج الكادر)\nمن هناك؟\n"


def _read(folder: Path, data: bytes) -> tuple[tuple[str, tuple[str, ...], str], set[str]]:
    file = folder / "x.fountain"
    file.write_bytes(data)
    script, findings = read_script([file])
    scene = script.scenes[0]
    return (scene.set_name, scene.cast, scene.blocks[1].text), {f.code for f in findings}


@pytest.mark.parametrize(
    "data",
    [
        FRENCH.encode(),
        codecs.BOM_UTF8 + FRENCH.encode(),
        FRENCH.encode("utf-16"),
        codecs.BOM_UTF16_BE + FRENCH.encode("utf-16-be"),
        FRENCH.encode("utf-16-le"),
        FRENCH.encode("utf-16-be"),
        FRENCH.encode("utf-32"),
        FRENCH.replace("\n", "\r\n").encode(),
        FRENCH.replace("\n", "\r").encode(),
    ],
    ids=[
        "utf-8",
        "utf-8 mark",
        "utf-16 mark",
        "utf-16 be mark",
        "utf-16 le",
        "utf-16 be",
        "utf-32",
        "crlf",
        "cr",
    ],
)
def test_french_is_read_in_every_form_of_unicode(data: bytes, tmp_path: Path) -> None:
    told, codes = _read(tmp_path, data)
    assert told == ("CAFÉ", ("ÉLODIE",), "L’été s’achève à Fès. Où sont-ils ? Ça sonne.")
    assert not codes & {"FIL-105", "FIL-106"}


@pytest.mark.parametrize("data", [ARABIC.encode(), ARABIC.encode("utf-16"), ARABIC.encode("utf-16-le")])
def test_arabic_is_read_in_every_form_of_unicode(data: bytes, tmp_path: Path) -> None:
    told, _ = _read(tmp_path, data)
    assert told == ("شقة أحمد", ("أحمد",), "يجلس أحمد قرب النافذة.")


def test_windows_1252_is_recognised_and_told(tmp_path: Path) -> None:
    told, codes = _read(tmp_path, FRENCH.encode("cp1252"))
    assert told == ("CAFÉ", ("ÉLODIE",), "L’été s’achève à Fès. Où sont-ils ? Ça sonne.")
    assert "FIL-105" in codes


def test_windows_1256_is_recognised_and_told(tmp_path: Path) -> None:
    told, codes = _read(tmp_path, ARABIC.encode("cp1256"))
    assert told == ("شقة أحمد", ("أحمد",), "يجلس أحمد قرب النافذة.")
    assert "FIL-105" in codes


def test_a_few_damaged_bytes_are_counted_and_the_rest_is_read(tmp_path: Path) -> None:
    data = (FRENCH * 3).encode().replace("été".encode(), b"\xff t\xc3\xa9", 1)
    told, codes = _read(tmp_path, data)
    assert told[:2] == ("CAFÉ", ("ÉLODIE",))
    assert "FIL-106" in codes


def test_a_text_cut_inside_a_letter_is_read_up_to_it(tmp_path: Path) -> None:
    told, codes = _read(tmp_path, FRENCH.encode()[:-1] + "é".encode()[:1])
    assert told[:2] == ("CAFÉ", ("ÉLODIE",))
    assert "FIL-106" not in codes


def test_the_content_wins_over_the_suffix(tmp_path: Path) -> None:
    file = tmp_path / "x.txt"
    file.write_text(
        "<FinalDraft><Content><Paragraph Type='Scene Heading'><Text>INT. A</Text></Paragraph></Content></FinalDraft>"
    )
    script, _ = read_script([file])
    assert [s.heading for s in script.scenes] == ["INT. A"]
