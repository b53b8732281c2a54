"""The door through which every desk gets a script."""

from __future__ import annotations

from pathlib import Path

import pytest

from tournage.kernel.eighths import format_eighths
from tournage.script.pages import UnknownLengthModeError
from tournage.services.scripts import NoScriptError, read_script, script_document

FILM = """Title: _**Sel**_
Author: Leïla B.

INT. RIAD - NUIT

La cour est vide.

ÉLODIE (V.O.)
(bas)
Qui est là ?

EXT. TOIT - SUITE

Elle court.
"""


def _write(folder: Path, name: str, text: str) -> Path:
    file = folder / name
    file.write_text(text, "utf-8")
    return file


def test_one_file_is_a_film(tmp_path: Path) -> None:
    script, findings = read_script([_write(tmp_path, "sel.fountain", FILM)])
    assert (
        script.title,
        [e.id for e in script.episodes],
        [s.key.number for s in script.scenes],
    ) == ("Sel", [None], ["1", "2"])
    first, second = script.scenes
    assert (
        first.cast,
        first.light,
        second.time_of_day,
        second.light,
    ) == (("ÉLODIE",), "NIGHT", "SUITE", "NIGHT")
    assert [f.code for f in findings] == ["SCR-110"]


def test_several_files_are_episodes_in_the_order_given(tmp_path: Path) -> None:
    second = _write(tmp_path, "b.fountain", FILM.replace("Author", "Episode: 102\nAuthor"))
    first = _write(tmp_path, "show_S01E01.fountain", FILM)
    same = _write(tmp_path, "c.fountain", FILM.replace("Author", "Episode: 102\nAuthor"))
    script, findings = read_script([second, first, same])
    assert [e.id for e in script.episodes] == ["102", "01", "102-2"]
    assert len({s.key for s in script.scenes}) == len(script.scenes)
    assert "SCR-111" in {f.code for f in findings}


def test_the_document_has_the_fixed_keys(tmp_path: Path) -> None:
    script, findings = read_script([_write(tmp_path, "sel.fountain", FILM)])
    document = script_document(script, findings, "fr")
    assert {"schema", "title", "pages", "scenes", "findings"} <= set(document)
    scene = document["scenes"][0]
    keys = {
        "episode",
        "number",
        "heading",
        "int_ext",
        "set",
        "time_of_day",
        "eighths",
        "page",
        "line",
        "cast",
    }
    assert keys <= set(scene)
    assert (
        scene["int_ext"],
        scene["set"],
        scene["time_of_day"],
        scene["cast"],
        scene["line"],
    ) == ("INT", "RIAD", "NUIT", ["ÉLODIE"], 4)


def test_length_is_rounded_up_or_to_the_nearest(tmp_path: Path) -> None:
    file = _write(tmp_path, "sel.fountain", "INT. RIAD - NUIT\n\n" + "\n\n".join(["Une ligne."] * 6) + "\n")
    up, _ = read_script([file])
    near, _ = read_script([file], length_mode="nearest")
    assert tuple(format_eighths(s.scenes[0].eighths) for s in (up, near)) == ("3/8", "2/8")


def test_no_file_and_no_such_mode_are_refused(tmp_path: Path) -> None:
    with pytest.raises(NoScriptError):
        read_script([])
    with pytest.raises(UnknownLengthModeError):
        read_script([_write(tmp_path, "sel.fountain", FILM)], length_mode="guess")
