"""Bars that stretch with the page: ranges, shares, splits. Drawn in HTML, so they mirror by themselves."""

from __future__ import annotations

from decimal import Decimal

from tournage.documents.render.html import Html, el
from tournage.documents.render.svg import RANGE_SPAN

HALF = Decimal(50)
LABEL_LETTER = 7
"""Pixels a letter of a label takes at most."""


def span(css: str, start: Decimal | float, length: Decimal | float) -> Html:
    """A piece of a bar that starts and runs so many per cent along the line of reading."""
    return el("i", class_=css, style=f"inset-inline-start:{_per_cent(start)};width:{_per_cent(length)}")


def range_bar(ends: tuple[Decimal, Decimal, Decimal], name: str, labels: tuple[str, str]) -> Html:
    """Low to high around likely, ±20 % wide with likely in the middle; an arrow where an end lies beyond."""
    low, likely, high = ends
    starts = []
    for value in (low, high):
        share = (value - likely) / abs(likely) if likely else Decimal(0)
        cut = max(-RANGE_SPAN, min(RANGE_SPAN, share))
        starts.append((HALF + cut / RANGE_SPAN * (HALF - 3), share != cut))
    (a, low_cut), (b, high_cut) = starts
    arrows = [el("b", class_=f"{side} {name}") for side, cut in (("low", low_cut), ("high", high_cut)) if cut]
    return el(
        "div",
        span(name, a, b - a),
        *arrows,
        el("em"),
        el("span", labels[0], class_="low", style=f"inset-inline-end:{_clear(100 - a, labels[0])}"),
        el("span", labels[1], class_="high", style=f"inset-inline-start:{_clear(b, labels[1])}"),
        class_="range",
    )


def _clear(at: Decimal, label: str) -> str:
    """Where a label begins: under its end of the bar, clear of the middle, inside the picture."""
    room = len(label) * LABEL_LETTER
    return f"max(50% + 5px,min({_per_cent(at)} - 14px,100% - {room}px))"


def share_bar(share: Decimal | float, css: str = "morocco") -> Html:
    """A small bar filled to a share of its width."""
    return el("div", span(css, 0, max(0, min(1, share)) * 100), class_="share", aria_hidden="true")


def split_bar(morocco: Decimal, abroad: Decimal, widest: Decimal) -> Html:
    """Money of one account against the largest: Morocco solid, abroad outlined."""
    if widest <= 0:
        return el("div", class_="split")
    a, b = (max(Decimal(0), part) / widest * 100 for part in (morocco, abroad))
    return el("div", span("abroad", 0, a + b), span("morocco", 0, a), class_="split", aria_hidden="true")


def _per_cent(value: Decimal | float) -> str:
    return f"{float(value):.2f}".rstrip("0").rstrip(".") + "%"
