"""A headless Chromium of the system, without a network, and the study of the pilot as pages on disk."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.documents.study_fixture import make_study
from tournage.documents.study.page import build_html

Open = Callable[..., Any]


@pytest.fixture(scope="session")
def study_pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """`study.html` of the example pilot in every language."""
    folder = tmp_path_factory.mktemp("study")
    pages = {}
    for lang in ("en", "fr", "ar"):
        pages[lang] = folder / f"study-{lang}.html"
        pages[lang].write_text(build_html(make_study(), lang), "utf-8")
    return pages


@pytest.fixture
def open_study(browser: Any, study_pages: dict[str, Path]) -> Iterator[Open]:
    """Open the study: `open_study("ar", theme="dark", width=390)`; what it asks a network for fails the test."""
    contexts, asked, troubles = [], [], []

    def _open(lang: str, *, theme: str = "light", width: int = 1280, scripts: bool = True) -> Any:
        context = browser.new_context(
            viewport={"width": width, "height": 900},
            color_scheme="dark" if theme == "dark" else "light",
            offline=True,
            java_script_enabled=scripts,
        )
        contexts.append(context)
        page = context.new_page()
        page.on("request", lambda request: asked.append(request.url))
        page.on("pageerror", lambda error: troubles.append(str(error)))
        page.on("console", lambda message: troubles.append(message.text))
        page.goto(study_pages[lang].as_uri())
        return page

    yield _open
    for context in contexts:
        context.close()
    assert [url for url in asked if not url.startswith(("file:", "data:"))] == []
    assert troubles == []
