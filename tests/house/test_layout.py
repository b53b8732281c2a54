"""What the house promises of itself: formats with samples, papers with goldens, a light start, a clean tree."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

import pytest

from tournage import formats
from tournage.documents.papers import load_papers

ROOT = Path(__file__).parents[2]
TESTS = "\n".join(f.read_text("utf-8") for f in (ROOT / "tests").rglob("test_*.py"))
HEAVY = {
    "babel",
    "fontTools",
    "numpy",
    "ortools",
    "pandas",
    "pypdfium2",
    "typst",
    "xlsxwriter",
    "yaml",
    "astral",
}
FORMATS = [
    name
    for name in sorted(info.name for info in iter_modules(formats.__path__))
    if "SUFFIXES" in Path(formats.__path__[0], f"{name}.py").read_text("utf-8").split("def ")[0]
    and re.search(r"^SUFFIXES", Path(formats.__path__[0], f"{name}.py").read_text("utf-8"), re.MULTILINE)
]


def tracked() -> list[Path]:
    """The files under version control; all text files of the tree when there is no git."""
    asked = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=False)
    if asked.returncode == 0 and asked.stdout:
        return [ROOT / name for name in asked.stdout.decode().split("\0") if name]
    return [f for place in ("src", "tests", "docs", "dev", "benchmarks") for f in (ROOT / place).rglob("*.*")]


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_names_its_suffixes_and_has_a_sample_in_the_tests(name: str) -> None:
    suffixes = import_module(f"tournage.formats.{name}").SUFFIXES
    assert all(suffix == "" or re.fullmatch(r"\.[a-z]+", suffix) for suffix in suffixes)
    assert any(re.search(rf"{re.escape(s)}[\"'`/ )]", TESTS) for s in suffixes if s), suffixes


def test_there_are_formats_to_check() -> None:
    assert {"fdx", "fountain", "pdf_script", "plain_text", "uss", "budget_xlsx", "spend_csv"} <= set(FORMATS)


@pytest.mark.parametrize("paper", [paper.PAPER for paper in load_papers()])
def test_every_paper_has_a_golden_in_each_language_and_a_line_in_the_manual(paper: str) -> None:
    golden = ROOT / "tests" / "golden" / paper
    assert {f"pdf-{lang}.txt" for lang in ("en", "fr", "ar")} <= {f.name for f in golden.glob("*.txt")}
    assert paper in (ROOT / "docs" / "guide" / "papers.md").read_text("utf-8")


@pytest.mark.parametrize("words", [["--help"], ["study", "--help"], ["script", "read", "--help"]])
def test_help_imports_nothing_heavy(words: list[str]) -> None:
    code = (
        "import sys, json\nfrom tournage.cli.main import tournage\n"
        f"try:\n    tournage({words!r})\nfinally:\n"
        "    sys.stderr.write(json.dumps(sorted({name.split('.')[0] for name in sys.modules})))"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.startswith("Usage:")
    assert set(json.loads(ran.stderr)) & HEAVY == set()


def test_no_path_of_a_machine_and_no_left_over_note_is_tracked() -> None:
    machine = re.compile(r"(?<![\w.])/(?:work|farm|home/\w+|Users/\w+)/|\b(?:TODO|FIXME)\b")
    found = []
    for file in tracked():
        if file.suffix in {".lock", ".pdf", ".png", ".xlsx"} or not file.is_file():
            continue
        for number, line in enumerate(file.read_text("utf-8", "ignore").splitlines(), 1):
            if machine.search(line) and file != Path(__file__):
                found.append(f"{file.relative_to(ROOT)}:{number}: {line[:80]}")
    assert found == []


def test_changes_are_told_and_the_tree_holds_no_empty_room() -> None:
    fragments = sorted((ROOT / "changelog.d").glob("*.md"))
    assert fragments
    assert all(len(f.read_text("utf-8").strip()) > 20 for f in fragments)
    for room in (ROOT / "src" / "tournage").iterdir():
        if room.is_dir() and room.name != "__pycache__":
            assert len(list(room.rglob("*.py"))) > 1, room.name
