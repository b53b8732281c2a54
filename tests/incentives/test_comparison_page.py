"""The comparison page in a real browser: light and dark, both directions, wide and narrow, with axe."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.incentives.test_compare import STUDY
from tournage.services.comparing import compare_file, write_comparison


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.parametrize("lang", ["en", "fr", "ar"])
def test_axe_finds_nothing_and_nothing_scrolls_sideways(tmp_path: Path, lang: str, browser: Any) -> None:
    from axe_playwright_python.sync_playwright import Axe

    study = tmp_path / "study.json"
    study.write_text(json.dumps(STUDY), "utf-8")
    result = compare_file(study, date(2026, 5, 1), countries=("jo", "za", "eg"), facts={}, yours={})
    write_comparison(result, tmp_path, lang)
    for scheme in ("light", "dark"):
        for width in (1280, 360):
            page = browser.new_page(color_scheme=scheme, viewport={"width": width, "height": 900})
            page.goto((tmp_path / "comparison.html").as_uri())
            page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
            found = Axe().run(page).response["violations"]
            assert [(v["id"], v["nodes"][0]["html"]) for v in found] == []
            wide = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
            assert page.evaluate(wide) is False
            page.close()
