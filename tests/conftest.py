"""Shared by all tests: pinned zones, and a list of what this machine could not run."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from typing import Any

import hypothesis
import pytest

from tournage.kernel.calendar import use_pinned_zones

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")

ARGUMENTS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """The system's Chromium, one for all tests: Playwright does not start twice in a process."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=list(ARGUMENTS))
        yield chromium
        chromium.close()


def pytest_configure() -> None:
    use_pinned_zones()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    if CHROMIUM:
        return
    for item in items:
        if item.get_closest_marker("browser"):
            item.add_marker(
                pytest.mark.skip(reason="no Chromium on this machine: apt-get install -y chromium")
            )


hypothesis.settings.register_profile("soak", max_examples=5000, deadline=None)
hypothesis.settings.register_profile("usual", deadline=None)
hypothesis.settings.load_profile("soak" if os.environ.get("TOURNAGE_SOAK") else "usual")
