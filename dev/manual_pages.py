"""Write the generated pages of the manual: each `manual_*.py` here has `pages()`, path → text."""

from __future__ import annotations

import importlib
from pathlib import Path

DOCS = Path(__file__).parents[1] / "docs"


def all_pages() -> dict[str, str]:
    """Every generated page by its path under docs/."""
    pages: dict[str, str] = {}
    for file in sorted(Path(__file__).parent.glob("manual_*.py")):
        if file.stem != "manual_pages":
            pages.update(importlib.import_module(f"dev.{file.stem}").pages())
    return pages


def main() -> None:
    """Write them."""
    for path, text in all_pages().items():
        file = DOCS / path
        file.parent.mkdir(parents=True, exist_ok=True)
        if not file.exists() or file.read_text("utf-8") != text:
            file.write_text(text, "utf-8")


if __name__ == "__main__":
    main()
