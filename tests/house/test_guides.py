"""The manual is true: every page can be reached and every example of a guide runs as printed."""

from __future__ import annotations

import re
import shlex
import shutil
from datetime import date
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner

from tournage.cli.main import tournage

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
PAGES = sorted(p for p in DOCS.rglob("*.md") if p.parent.name not in {"reference", "decisions"})
READERS_OWN = {"budget.xlsx": "out/budget.xlsx"}  # a file of the reader's, and what stands in for it
LIMITED = {"study", "solve"}
STUDIES_ELSEWHERE = {"index.md", "guide/papers.md"}  # their one command is run on the page First study
THIS_YEAR, SHOWN_YEAR = date.today().year, 2027  # noqa: DTZ011 - examples stay ahead of the day they run on


def examples(page: Path) -> list[str]:
    """The commands of a page's console blocks, in order, as a reader types them."""
    blocks = re.findall(r"```console\n(.*?)```", page.read_text("utf-8"), re.DOTALL)
    lines = "\n".join(blocks).replace("\\\n", " ").splitlines()
    return [line.removeprefix("$ tournage ").strip() for line in lines if line.startswith("$ tournage ")]


def _targets(node: object) -> list[str]:
    if isinstance(node, dict):
        return [target for inner in node.values() for target in _targets(inner)]
    if isinstance(node, list):
        return [target for inner in node for target in _targets(inner)]
    return [str(node)]


WITH_EXAMPLES = [p for p in PAGES if examples(p) and str(p.relative_to(DOCS)) not in STUDIES_ELSEWHERE]


@pytest.mark.slow
@pytest.mark.parametrize("page", WITH_EXAMPLES, ids=lambda p: str(p.relative_to(DOCS)))
def test_the_examples_of_a_guide_run(page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for held in ("examples", "benchmarks/talent"):
        shutil.copytree(ROOT / held, tmp_path / held)
    monkeypatch.chdir(tmp_path)
    for example in examples(page):
        for name, made in READERS_OWN.items():
            if name in example and Path(made).exists():
                shutil.copyfile(made, name)
        typed, _, into = _ahead(example).partition(" > ")
        words = shlex.split(typed)
        solves = {words[0], words[1]} & LIMITED or (words[0] == "budget" and "/" in words[1])
        if solves and "--time-limit" not in words:
            words += ["--time-limit", "1"]
        result = CliRunner().invoke(tournage, words)
        assert result.exception is None or isinstance(result.exception, SystemExit), (
            f"$ tournage {example}: {result.exception!r}"
        )
        assert result.exit_code in (0, 1), f"$ tournage {example}: {result.output[-400:]}"
        if into:
            Path(into.strip()).write_text(result.stdout, "utf-8")


def _ahead(example: str) -> str:
    years = max(0, THIS_YEAR + 1 - SHOWN_YEAR)
    return re.sub(r"\b2027(?=-\d\d-\d\d)", str(SHOWN_YEAR + years), example)


def test_the_other_pages_show_a_command_that_first_study_runs() -> None:
    run = set(examples(DOCS / "guide" / "study.md"))
    shown = {example for page in STUDIES_ELSEWHERE for example in examples(DOCS / page)}
    assert shown
    assert shown <= run


@pytest.mark.parametrize("page", PAGES, ids=lambda p: str(p.relative_to(DOCS)))
def test_every_page_stands_in_the_navigation(page: Path) -> None:
    nav = yaml.safe_load((ROOT / "mkdocs.yml").read_text("utf-8"))["nav"]
    assert str(page.relative_to(DOCS)) in _targets(nav)


@pytest.mark.parametrize("page", [*PAGES, ROOT / "README.md"], ids=lambda p: str(p.relative_to(ROOT)))
def test_every_link_leads_somewhere(page: Path) -> None:
    from dev.manual_pages import all_pages

    made = {str(DOCS / name) for name in all_pages()}
    for link in re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", page.read_text("utf-8")):
        if "://" not in link:
            target = (page.parent / link).resolve()
            assert target.exists() or str(target) in made, link


def test_the_gaps_of_every_guide_are_gathered_on_one_page() -> None:
    gathered = (DOCS / "known_gaps.md").read_text("utf-8")
    for page in PAGES:
        if "## Known gaps" in page.read_text("utf-8"):
            assert f"({page.relative_to(DOCS)}#known-gaps)" in gathered, page.name
