"""`tournage script`: JSON alone on stdout, exit codes, files whole or not at all."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from tournage.cli.script import command
from tournage.services.scripts import UnwritableFormatError

GOOD = "INT. A - DAY #1#\n\nSAM\nHello.\n\nEXT. B - NIGHT #2#\n\nHe runs.\n"


def _run(*words: str) -> tuple[int, str, str]:
    result = CliRunner().invoke(command, list(words))
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result.exit_code, result.stdout, result.stderr


def _file(folder: Path, text: str = GOOD, name: str = "x.fountain") -> str:
    (folder / name).write_text(text, "utf-8")
    return str(folder / name)


def test_json_is_one_object_with_the_fixed_keys(tmp_path: Path) -> None:
    code, out, err = _run("read", _file(tmp_path), "--json")
    document = json.loads(out)
    assert (code, err, [s["number"] for s in document["scenes"]]) == (0, "", ["1", "2"])
    assert document["scenes"][0]["cast"] == ["SAM"]


def test_an_error_ends_with_1_and_still_prints_the_object(tmp_path: Path) -> None:
    code, out, _ = _run("read", _file(tmp_path, "Once upon a time.\n"), "--json", "--lang", "ar")
    document = json.loads(out)
    assert (code, document["scenes"], document["findings"][0]["code"]) == (1, [], "SCR-101")


def test_misuse_ends_with_2(tmp_path: Path) -> None:
    assert _run("read")[0] == 2
    assert _run("read", _file(tmp_path), "--length-mode", "guess")[0] == 2


def test_a_person_gets_a_table_and_only_a_few_findings_of_a_kind(tmp_path: Path) -> None:
    headings = "".join(f"INT. A #{n}#\n[[length: 2]]\n\nX.\n\n" for n in range(9))
    code, out, err = _run("read", _file(tmp_path, headings), "--lang", "fr")
    assert (code, out.splitlines()[0].partition(": ")[2][:15], err.count("SCR-103")) == (
        0,
        "9 séquences sur",
        3,
    )
    assert "6 autres constats" in err


@pytest.mark.parametrize("lang", ["en", "fr", "ar"])
def test_two_drafts_are_compared(lang: str, tmp_path: Path) -> None:
    old, new = _file(tmp_path), _file(tmp_path, GOOD.replace("He runs.", "He walks home."), "y.fountain")
    code, out, _ = _run("compare", old, new, "--json", "--lang", lang)
    document = json.loads(out)
    assert (code, [p["new"] for p in document["changed"]], document["same"]) == (0, ["2"], 1)
    assert _run("compare", old, new, "--lang", lang)[0] == 0


def test_converting_writes_the_whole_file(tmp_path: Path) -> None:
    target = tmp_path / "out.fdx"
    code, out, _ = _run("convert", _file(tmp_path), "--to", str(target))
    assert (0, f"{target}\n", True) == (code, out, target.read_text("utf-8").endswith("</FinalDraft>\n"))
    assert sorted(f.name for f in tmp_path.iterdir()) == ["out.fdx", "x.fountain"]


def test_converting_what_is_no_screenplay_writes_nothing(tmp_path: Path) -> None:
    code, _, _ = _run("convert", _file(tmp_path, "Once upon a time.\n"), "--to", str(tmp_path / "out.fdx"))
    assert (code, sorted(f.name for f in tmp_path.iterdir())) == (1, ["x.fountain"])


def test_converting_to_a_format_that_is_only_read_is_misuse(tmp_path: Path) -> None:
    with pytest.raises(UnwritableFormatError, match=r"\.fdx"):
        _run("convert", _file(tmp_path), "--to", str(tmp_path / "out.pdf"))


def test_formats_are_listed() -> None:
    code, out, _ = _run("formats", "--json")
    known = {f["name"]: f["writes"] for f in json.loads(out)["formats"]}
    assert (code, known) == (0, {"fdx": True, "fountain": True, "pdf_script": False, "plain_text": False})
