"""Which rows of a long table no page break may part."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any


def keep_together(
    entries: Sequence[dict[str, Any]], hangs: Callable[[dict[str, Any], dict[str, Any]], bool]
) -> Iterator[dict[str, Any]]:
    """Give each entry its `rows`: how many hang together from here, 0 where an earlier one already says so.

    `hangs` tells of two neighbours whether they must share a page.

    >>> rows = [{"kind": "strip"}, {"kind": "strip"}, {"kind": "day"}]
    >>> [e["rows"] for e in keep_together(rows, lambda entry, following: following["kind"] == "day")]
    [1, 2, 0]
    """
    start = 0
    while start < len(entries):
        end = start
        while end + 1 < len(entries) and hangs(entries[end], entries[end + 1]):
            end += 1
        yield {**entries[start], "rows": end - start + 1}
        for entry in entries[start + 1 : end + 1]:
            yield {**entry, "rows": 0}
        start = end + 1
