"""The page of an assessment, in three languages and in a real browser."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from tournage.cli.main import tournage

LINES = Path(__file__).parents[2] / "examples" / "incentives" / "lines.csv"


def write_page(folder: Path, lang: str, on: str = "2026-05-01") -> Path:
    file = folder / "page.html"
    CliRunner().invoke(
        tournage,
        ["assess", str(LINES), "--on", on, "--fact", "shooting_days=14", "--lang", lang, "--html", str(file)],
    )
    return file


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("en", "Nothing is paid, gate missed: Minimum days in Morocco"),
        ("fr", "Rien n’est versé, seuil manqué\u202f: Nombre minimal de jours"),
        ("ar", "لا يُؤدى شيء، شرط غير مستوفى"),
    ],
)
def test_the_page_answers_first_and_explains_after(tmp_path: Path, lang: str, words: str) -> None:
    text = write_page(tmp_path, lang).read_text("utf-8")
    assert words in text
    assert "Hôtel Berbère" not in text
    assert "Hôtel des équipes" in text
    assert "http-equiv" in text


def test_a_closed_scheme_says_so_and_shows_no_amount(tmp_path: Path) -> None:
    text = write_page(tmp_path, "en", "2017-01-01").read_text("utf-8")
    assert "is not in force on 1 January 2017" in text
    assert "Qualifying spend</th>" not in text


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.parametrize("lang", ["en", "ar"])
def test_axe_finds_nothing_on_the_assessment(tmp_path: Path, lang: str, browser: Any) -> None:
    from axe_playwright_python.sync_playwright import Axe

    file = write_page(tmp_path, lang)
    for scheme in ("light", "dark"):
        page = browser.new_page(color_scheme=scheme, viewport={"width": 360, "height": 900})
        page.goto(file.as_uri())
        found = Axe().run(page).response["violations"]
        assert [(v["id"], v["nodes"][0]["html"]) for v in found] == []
        assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
        page.close()
