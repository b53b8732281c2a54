"""Small pieces of SVG: light keys, the mark, bars, range bars, hatches, placed for either direction of writing.

Paints are CSS custom properties (`var(--clay)`), so that one drawing serves every theme; give a
theme to get plain colours, as paper needs. Charts are always set left to right and mirrored by hand
with `Axis`, since SVG text swaps its anchors where it inherits a direction.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from tournage.documents.render.html import Html, el, join
from tournage.documents.render.tokens import colour, load_tokens, needs_outline, strip_fill

Number = int | float | Decimal


@dataclass(frozen=True, slots=True)
class Paint:
    """Where colours come from: the page's theme (None), or one theme's plain values."""

    theme: str | None = None

    def __call__(self, name: str) -> str:
        """A token, chart colour or meaning of money, as an SVG paint."""
        return colour(name, self.theme) if self.theme else f"var(--{name})"

    def strip(self, kind: str) -> str:
        """The fill of a strip."""
        return strip_fill(kind, self.theme) if self.theme else f"var(--strip-{kind.replace('_', '-')})"


SCREEN = Paint()
"""Colours of whichever theme the page is in."""


class Box(NamedTuple):
    """A rectangle on the drawing."""

    x: Number
    y: Number
    w: Number
    h: Number


@dataclass(frozen=True, slots=True)
class Axis:
    """A drawing's width, read from the left or, mirrored, from the right.

    >>> Axis(100, mirrored=True).x(10, 30), Axis(100, mirrored=True).box(10, 0, 30, 8)
    (60.0, Box(x=60.0, y=0, w=30, h=8))
    """

    width: Number
    mirrored: bool = False

    def x(self, start: Number, length: Number = 0) -> Number:
        """Left edge of something that starts so far along the line of reading."""
        return float(self.width) - float(start) - float(length) if self.mirrored else start

    def box(self, start: Number, y: Number, length: Number, height: Number) -> Box:
        """A rectangle that starts so far along the line of reading."""
        return Box(self.x(start, length), y, length, height)

    @property
    def start(self) -> str:
        """Text anchor of words that begin here and run on."""
        return "end" if self.mirrored else "start"

    @property
    def end(self) -> str:
        """Text anchor of words that end here."""
        return "start" if self.mirrored else "end"


def num(value: Number) -> str:
    """A coordinate with at most two decimals.

    >>> num(3.14159), num(2), num(Decimal("0.50"))
    ('3.14', '2', '0.5')
    """
    text = f"{float(value):.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def drawing(
    width: Number,
    height: Number,
    *pieces: Html,
    title: str = "",
    css: str = "",
    scale: bool = True,
    opens: bool = False,
) -> Html:
    """An `<svg>` of this size. With a `title` it is a picture that says what it shows, else decoration.

    One that `opens` holds places to press and is a group of them.
    """
    role = {"role": "group" if opens else "img", "aria-label": title} if title else {"aria-hidden": "true"}
    size = {} if scale else {"width": num(width), "height": num(height)}
    return el(
        "svg",
        *pieces,
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {num(width)} {num(height)}",
        direction="ltr",
        class_=css or None,
        **size,
        **role,
    )


def rect(box: Box, fill: str = "none", **attributes: str) -> Html:
    """A rectangle; attributes as in SVG, with `_` for `-`."""
    sides = {"x": num(box.x), "y": num(box.y), "width": num(box.w), "height": num(box.h)}
    return el("rect", **sides, fill=fill, **attributes)


def line(x1: Number, y1: Number, x2: Number, y2: Number, stroke: str, width: Number = 1, **more: str) -> Html:
    """A straight line."""
    ends = {"x1": num(x1), "y1": num(y1), "x2": num(x2), "y2": num(y2)}
    return el("line", **ends, stroke=stroke, stroke_width=num(width), **more)


def words(x: Number, y: Number, text: str, *, size: Number = 12, anchor: str = "start", **more: str) -> Html:
    """Text at a point; `weight`, `fill` and the like as attributes. Arabic keeps its own order."""
    if any("\u0600" <= c <= "\u08ff" for c in text):
        text = f"\u2067{text}\u2069"
    if "weight" in more:
        more["font_weight"] = more.pop("weight")
    more.setdefault("fill", "currentColor")
    return el("text", text, x=num(x), y=num(y), font_size=num(size), text_anchor=anchor, **more)


def hatch_lines(box: Box, stroke: str, gap: Number = 4, width: Number = 0.7) -> Html:
    """Hatch a box with plain lines cut at its edges: crisp at every size, in every viewer."""
    left, top, wide, high = map(float, box)
    paths, c = [], float(gap) / 2
    while c < wide + high:
        x0, x1 = max(0.0, c - high), min(wide, c)
        paths.append(f"M{num(left + x0)} {num(top + c - x0)}L{num(left + x1)} {num(top + c - x1)}")
        c += float(gap)
    return el("path", d="".join(paths), stroke=stroke, stroke_width=num(width), fill="none")


def light_key(kind: str, box: Box) -> Html:
    """The light key of a strip: white or black, plain or hatched, or half and half for twilight.

    It keeps ink and white in every theme, since it stands on strips, whose text is always ink.
    """
    ink, white = f"#{load_tokens()['strips']['text']}", "#FFFFFF"
    key, half = load_tokens()["strips"][kind]["key"], float(box.h) / 2
    pieces = [rect(box, ink if key.startswith("black") else white, stroke=ink, stroke_width="0.8")]
    if key == "white-hatched":
        pieces.append(hatch_lines(box, ink))
    elif key == "black-hatched":
        pieces.append(hatch_lines(box, white))
    elif key == "lower-half-black":
        pieces.append(rect(Box(box.x, float(box.y) + half, box.w, half), ink))
    elif key == "upper-half-black":
        pieces.append(rect(Box(box.x, box.y, box.w, half), ink))
    return join(*pieces)


def strip_swatch(kind: str, paint: Paint = Paint()) -> Html:
    """A little strip with its key, for legends."""
    strip = rect(Box(0.5, 0.5, 19, 11), paint.strip(kind), stroke=paint("ink"), stroke_width="0.8")
    return drawing(20, 12, strip, light_key(kind, Box(2, 2, 5, 8)), scale=False)


def mark(side: Number = 20, paint: Paint = Paint()) -> Html:
    """The emblem: four light keys."""
    ink, ground, s = paint("ink"), paint("surface"), float(side) / 2
    line_style = {"stroke": ink, "stroke_width": "1"}
    cells = [Box(x, y, s - 0.5, s - 0.5) for y in (0.5, s) for x in (0.5, s)]
    pieces = [
        rect(cell, fill, **line_style) for cell, fill in zip(cells, (ground, ground, ink, ink), strict=True)
    ]
    pieces.append(hatch_lines(cells[1], ink, s / 2.4, 1))
    pieces.append(hatch_lines(cells[3], ground, s / 2.4, 1))
    return drawing(side, side, *pieces, scale=False)


def bar(box: Box, name: str, paint: Paint = Paint()) -> Html:
    """A solid bar in a chart colour, outlined where the colour is too light to stand alone."""
    name = load_tokens()["money"].get(name, name)
    outline = {"stroke": paint("ink"), "stroke_width": "1"} if needs_outline(name) else {}
    return rect(box, paint(name), **outline)


def split_bar(box: Box, abroad: Number, axis: Axis, paint: Paint = Paint()) -> Html:
    """Money of one account: `box` spent in Morocco solid clay, so much more `abroad` an outline after it."""
    whole = float(box.w) + float(abroad)
    x = box.x if not axis.mirrored else float(box.x) - float(abroad)
    outline = rect(Box(x, box.y, whole, box.h), "none", stroke=paint("ink"), stroke_width="1")
    return join(rect(box, paint("morocco")), outline)


def hatched_bar(box: Box, name: str, paint: Paint = Paint()) -> Html:
    """Doubt, and what is dearer: hatched in its colour, with an outline."""
    ground = rect(box, paint("surface"), stroke=paint("ink"), stroke_width="1")
    return join(ground, hatch_lines(box, paint(name), 4, 1.5))


RANGE_SPAN = Decimal("0.20")


def range_bar(
    ends: tuple[Decimal, Decimal, Decimal],
    name: str,
    labels: tuple[str, str],
    *,
    rtl: bool = False,
    width: int = 250,
    paint: Paint = Paint(),
) -> Html:
    """Low to high around likely, on a scale of ±20 % with likely in the middle, both ends labelled.

    `ends` are low, likely, high. Beyond 20 % the bar ends in an arrow.
    """
    axis, middle = Axis(width, rtl), width / 2
    low, likely, high = ends
    shares = [(value - likely) / abs(likely) if likely else Decimal(0) for value in (low, high)]
    cuts = [max(-RANGE_SPAN, min(RANGE_SPAN, share)) for share in shares]
    a, b = (middle + float(cut / RANGE_SPAN) * (middle - 8) for cut in cuts)
    centre = axis.x(middle)
    pieces = [
        line(0, 10, width, 10, paint("control")),
        bar(axis.box(a, 6, b - a, 8), name, paint),
        line(centre, 0, centre, 20, paint("surface"), 6),
        line(centre, 0, centre, 20, paint("ink"), 2.5),
    ]
    fill = paint(load_tokens()["money"].get(name, name))
    for at, share, cut, step in zip((a, b), shares, cuts, (-7, 7), strict=True):
        if share != cut:
            x, tip = num(axis.x(at)), num(axis.x(at + step))
            pieces.append(el("path", d=f"M{x} 3L{tip} 10L{x} 17z", fill=fill))
    spots = (max(12.0, min(a, middle - 16)), min(width - 12.0, max(b, middle + 16)))
    pieces += [
        words(axis.x(at), 31, label, size=11, anchor="middle", class_="range-end")
        for at, label in zip(spots, labels, strict=True)
    ]
    return drawing(width, 34, *pieces, css="range")
