"""Breaking down files, productions and files of other programs."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

from tournage.kernel.dated import Origin
from tournage.services.breakdown_tables import sheet_lines, summary_lines
from tournage.services.breakdowns import break_down_files, breakdown_document, save_uss
from tournage.store.production import Production, add_draft, new_production

FILM = """Title: Salt

EXT. WELL - DAY #12A#

Seven camels drink. SAMI, 8, counts them aloud.

SAMI
Seven.

INT. TENT - NIGHT #13#

Sami sleeps.
"""


def _file(folder: Path, text: str = FILM) -> Path:
    file = folder / "salt.fountain"
    file.write_text(text, "utf-8")
    return file


def test_the_document_holds_the_script_and_the_elements(tmp_path: Path) -> None:
    document = breakdown_document(break_down_files([_file(tmp_path)]), "en")
    assert {"schema", "title", "pages", "scenes", "elements", "findings"} <= set(document)
    assert [scene["number"] for scene in document["scenes"]] == ["12A", "13"]
    camel = next(e for e in document["elements"] if e["name"] == "camel")
    assert (camel["category"], camel["ucid"], camel["scenes"]) == ("animals", 108, ["12A"])
    assert camel["evidence"][0]["scene"] == "12A"
    assert camel["evidence"][0]["text"] in FILM.splitlines()[camel["evidence"][0]["line"] - 1]
    assert json.loads(json.dumps(document)) == document


def test_a_production_keeps_its_corrections_in_a_new_draft(tmp_path: Path) -> None:
    folder = tmp_path / "salt"
    new_production(folder, Production(title="Salt"))
    add_draft(folder, [_file(tmp_path)])
    (folder / "corrections.toml").write_text(
        '[[elements]]\nscene = "13"\ncategory = "props"\nname = "oil lamp"\naction = "add"\n'
        '[cast]\nSAMI = 9\n[eighths]\n"13" = "1 4/8"\n',
        "utf-8",
    )
    add_draft(folder, [_file(tmp_path, FILM.replace("Seven camels", "Six camels"))])
    made = break_down_files([folder])
    lamp = next(e for e in made.breakdown.elements if e.name == "oil lamp")
    assert (lamp.origin, [str(key) for key in lamp.scenes]) == (Origin.YOURS, ["13"])
    assert made.breakdown.roles[0].number == 9
    assert made.breakdown.sheets[1].eighths == 12
    assert next(e for e in made.breakdown.elements if e.name == "camel").quantity[0][1] == 6


def test_a_uss_file_is_written_whole_and_read_back(tmp_path: Path) -> None:
    made = break_down_files([_file(tmp_path)])
    target = tmp_path / "out" / "salt.uss"
    assert save_uss(made, target, created=date(2026, 11, 24)) == target
    assert break_down_files([target]).breakdown == made.breakdown


def test_nothing_is_written_when_there_is_no_scene(tmp_path: Path) -> None:
    made = break_down_files([_file(tmp_path, "Only words, and no heading.\n")])
    assert save_uss(made, tmp_path / "x.uss", created=date(2026, 11, 24)) is None
    assert not (tmp_path / "x.uss").exists()
    assert any(f.severity.value == "error" for f in made.findings)


def test_sheets_print_in_every_language(tmp_path: Path) -> None:
    made = break_down_files([_file(tmp_path)])
    for lang in ("en", "fr", "ar"):
        text = "\n".join([*sheet_lines(made.breakdown, lang, why=True), *summary_lines(made.breakdown, lang)])
        assert "camel ×7" in text
        assert "SAMI" in text


def test_one_scene_can_be_asked_for(tmp_path: Path) -> None:
    lines = list(sheet_lines(break_down_files([_file(tmp_path)]).breakdown, "en", scenes=("13",)))
    assert lines[0].startswith("13  INT. TENT")
    assert not any("12A" in line for line in lines)
