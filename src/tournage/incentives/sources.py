"""The sources a law file names once and cites by a short name."""

from __future__ import annotations

from datetime import date

from tournage.incentives.located import Located
from tournage.kernel.dated import Confidence, Source


class SourceBook:
    """Sources by short name; each must be cited at least once."""

    def __init__(self, node: Located) -> None:
        self.node = node
        self.known = {name: _source(item) for name, item in node.mapping().items()}
        self.cited: set[str] = set()

    def sources(self, node: Located) -> tuple[Source, ...]:
        """The sources of one value: short names, or sources written out; at least one."""
        entries = node.items() if isinstance(node.value, list) else [node]
        if not entries:
            node.refuse("a source is missing")
        return tuple(self._one(entry) for entry in entries)

    def _one(self, node: Located) -> Source:
        if isinstance(node.value, dict):
            return _source(node)
        name = node.text()
        if name not in self.known:
            node.refuse(f"no source is called {name!r}")
        self.cited.add(name)
        return self.known[name]

    def refuse_unused(self) -> None:
        """Complain of a source that nothing cites."""
        for name, node in self.node.mapping().items():
            if name not in self.cited:
                node.refuse(f"source {name!r} is cited by nothing")


def _source(node: Located) -> Source:
    keys = node.keys(required=("title",), optional=("href", "read_on", "published"))
    href = keys["href"].text() if "href" in keys else None
    read_on: date | None = keys["read_on"].day() if "read_on" in keys else None
    title = keys["title"].text()
    if "published" in keys:
        title = f"{title} ({keys['published'].text()})"
    return Source(title, None if href == "none" else href, read_on)


def parse_confidence(node: Located) -> Confidence:
    """high, medium or low."""
    return Confidence(node.choice("high", "medium", "low"))
