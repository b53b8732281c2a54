"""Bad input through the real command line: one clear sentence, exit 1 or 2, the output folder as it was."""

from __future__ import annotations

import io
import random
import zipfile
from pathlib import Path

import pytest

from tests.cli.bad_input import GOOD, QUICK, is_one_clear_answer, snapshot, tournage
from tests.formats.samples import EXAMPLES

READERS = [["study", *QUICK, "--into", "out"], ["script", "read"], ["breakdown"]]
BILLION_LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY {chr(98 + n)} "{"".join([f"&{chr(97 + n)};"] * 10)}">' for n in range(9))
    + ']><FinalDraft DocumentType="Script" Version="1"><Content><Paragraph><Text>&j;</Text></Paragraph></Content></FinalDraft>'
)


def _bomb() -> bytes:
    packed = io.BytesIO()
    with (
        zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open("word/document.xml", "w") as member,
    ):
        for _ in range(40):
            member.write(b"0" * 5_000_000)
    return packed.getvalue()


def _blank_pdf(password: str = "") -> bytes:
    from pypdf import PdfWriter

    writer, out = PdfWriter(), io.BytesIO()
    writer.add_blank_page(width=612, height=792)
    if password:
        writer.encrypt(password)
    writer.write(out)
    return out.getvalue()


FDX = (EXAMPLES / "radio_studio.fdx").read_bytes()
NOISE = random.Random(1).randbytes(200_000)
BAD_FILES = {
    "empty.fountain": b"",
    "noise.fountain": NOISE,
    "cut.fdx": FDX[:200],
    "cut.pdf": _blank_pdf()[:300],
    "laughs.fdx": BILLION_LAUGHS.encode(),
    "bomb.docx": _bomb(),
    "bomb.fdx": _bomb(),
    "blank.pdf": _blank_pdf(),
    "locked.pdf": _blank_pdf("secret"),
    "prose.fountain": b"Once upon a time.\n\nThere was a king.\n",
}


@pytest.mark.slow
@pytest.mark.parametrize("name", BAD_FILES)
@pytest.mark.parametrize("words", READERS, ids=[r[0] for r in READERS])
def test_a_bad_file_is_named_and_nothing_is_written(
    words: list[str], name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "study.html").write_text("the old one")
    (tmp_path / name).write_bytes(BAD_FILES[name])
    before = snapshot(tmp_path)
    is_one_clear_answer(tournage([*words, name]), names=name)
    assert snapshot(tmp_path) == before


@pytest.mark.slow
@pytest.mark.parametrize("words", READERS, ids=[r[0] for r in READERS])
def test_a_text_of_200_mb_is_refused_in_little_memory(
    words: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with (tmp_path / "huge.fountain").open("wb") as file:
        for _ in range(200):
            file.write(b"INT. A - DAY\n\nHe walks on and on.\n\n" * 28_000)
    ended = tournage([*words, "huge.fountain"])
    is_one_clear_answer(ended, names="huge.fountain")
    assert not (tmp_path / "out").exists()


BAD_WISHES = {
    "first day in the past": (["--first-day", "2020-01-01"], "2020-01-01"),
    "no date": (["--first-day", "tomorrow"], "--first-day"),
    "unknown currency": (["--currency", "XYZ"], "XYZ"),
    "currency without a rate": (["--currency", "JPY"], "JPY"),
    "unknown template": (["--template", "enormous"], "enormous"),
    "unknown kind": (["--kind", "opera"], "opera"),
    "unknown language": (["--lang", "de"], "de"),
    "no such corrections": (["--assume", "nowhere.toml"], "nowhere.toml"),
    "corrections that are no TOML": (["--assume", "broken.toml"], "broken.toml"),
    "corrections in bytes": (["--assume", "noise.toml"], "noise.toml"),
    "corrections in Latin-1": (["--assume", "latin.toml"], "latin.toml"),
    "a folder for corrections": (["--assume", "folder.toml"], "folder.toml"),
    "a file where the folder should be": (["--into", "taken"], "taken"),
    "a file in the way of the folder": (["--into", "taken/deeper"], "taken"),
    "no time": (["--time-limit", "0"], "--time-limit"),
}


@pytest.mark.slow
@pytest.mark.parametrize("case", BAD_WISHES)
def test_a_wish_that_cannot_be_met_is_named(
    case: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "good.fountain").write_text(GOOD)
    (tmp_path / "taken").write_text("a file")
    (tmp_path / "broken.toml").write_text('[places]\n"KASBAH" = \n')
    (tmp_path / "noise.toml").write_bytes(NOISE)
    (tmp_path / "latin.toml").write_bytes('[places]\n"CAFÉ" = "x"\n'.encode("latin-1"))
    (tmp_path / "folder.toml").mkdir()
    before = snapshot(tmp_path)
    words, named = BAD_WISHES[case]
    is_one_clear_answer(tournage(["study", "good.fountain", "--into", "out", *QUICK, *words]), names=named)
    assert snapshot(tmp_path) == before


@pytest.mark.slow
def test_a_production_without_a_draft_or_with_a_lost_one_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert tournage(["new", "film"]).code == 0
    is_one_clear_answer(tournage(["study", "film", *QUICK]), names="film")
    (tmp_path / "film" / "production.toml").write_text(
        'schema = "tournage.production/1"\ntitle = "F"\ndraft = 2\n'
    )
    is_one_clear_answer(tournage(["study", "film", *QUICK]), names="film")
    (tmp_path / "film" / "production.toml").write_text("schema = ")
    is_one_clear_answer(tournage(["study", "film", *QUICK]), names="production.toml")
    (tmp_path / "plain").mkdir()
    is_one_clear_answer(tournage(["study", "plain", *QUICK]), names="plain")


@pytest.mark.slow
def test_two_scenes_with_one_number_and_old_encodings_are_read_and_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "twice.fountain").write_text(GOOD.replace("#2#", "#1#"))
    twice = tournage(["study", "twice.fountain", "--into", "out", *QUICK])
    assert "Traceback" not in twice.err
    assert "twice.fountain" in twice.err
    assert twice.code in (0, 1)
    french = "INT. CAFÉ - NUIT #1#\n\nÉLODIE\nÇa va déjà mieux.\n"
    (tmp_path / "old.fountain").write_bytes(french.encode("cp1252"))
    old = tournage(["script", "read", "old.fountain", "--json"])
    assert old.code == 0
    assert "ÉLODIE" in old.out
