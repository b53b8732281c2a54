"""The script as one ribbon: every scene in story order, as wide as it is long, in the colour of its light."""

from __future__ import annotations

from collections.abc import Iterator

from tournage.breakdown.model import Sheet
from tournage.documents.render.html import Html, el
from tournage.documents.render.numbers import pages
from tournage.documents.render.svg import SCREEN, Axis, Box, Paint, drawing, line, rect, words
from tournage.documents.render.tokens import strip_kind
from tournage.documents.study.view import View
from tournage.kernel.eighths import EIGHTHS_A_PAGE

WIDTHS = {"wide": 864, "narrow": 358}
STRIP_TOP, STRIP_HEIGHT, CROWD_HEIGHT = 4, 30, 34


def build_ribbon(view: View, sheets: tuple[Sheet, ...]) -> Html:
    """The ribbon over the crowd each scene needs; drawn once for a wide and once for a narrow page."""
    if not sheets:
        return el("p", view.w("story.no_scenes"))
    pictures = [el("div", draw_ribbon(view, sheets, width), class_=name) for name, width in WIDTHS.items()]
    return el("figure", el("figcaption", view.w("story.ribbon"), class_="block"), *pictures)


def draw_ribbon(view: View, sheets: tuple[Sheet, ...], width: int, paint: Paint = SCREEN) -> Html:
    """The ribbon in this width."""
    whole = sum(max(1, sheet.eighths) for sheet in sheets)
    axis, step = Axis(width - 2, view.rtl), (width - 2) / whole
    most = max(sheet.extras for sheet in sheets)
    base = STRIP_TOP + STRIP_HEIGHT + 8
    height = base + (CROWD_HEIGHT + 20 if most else 16)
    pieces = [*_strips(paint, sheets, axis, step), *_pages(view, paint, axis, step, (whole, base - 8))]
    if most:
        pieces += _crowd(view, sheets, axis, paint, top=base + 12)
    title = view.w("story.ribbon_says", scenes=len(sheets), most=most)
    return drawing(width, height, *pieces, title=title, scale=False)


def _strips(paint: Paint, sheets: tuple[Sheet, ...], axis: Axis, step: float) -> Iterator[Html]:
    at = 0
    for sheet in sheets:
        long = max(1, sheet.eighths)
        box = axis.box(1 + at * step, STRIP_TOP, long * step, STRIP_HEIGHT)
        label = f"{sheet.key} {sheet.set_name}, {pages(sheet.eighths, 'en')}"
        fill = paint.strip(strip_kind(sheet.int_ext, sheet.light))
        yield el("g", el("title", label), rect(box, fill, stroke=paint("sun-rim"), stroke_width="0.6"))
        at += long


def _pages(view: View, paint: Paint, axis: Axis, step: float, ends: tuple[int, int]) -> Iterator[Html]:
    """A tick every ten pages, or fewer in a short script."""
    whole, y = ends
    every = 10 if whole > 30 * EIGHTHS_A_PAGE else 2
    for page in range(every, whole // EIGHTHS_A_PAGE + 1, every):
        x = axis.x(1 + page * EIGHTHS_A_PAGE * step)
        yield line(x, y, x, y + 4, paint("ink-3"))
        if page * EIGHTHS_A_PAGE * step < float(axis.width) - 30:
            yield words(x, y + 15, str(page), size=11, anchor="middle", fill=paint("ink-3"))
    yield words(axis.x(1), y + 15, view.w("column.pages"), size=11, anchor=axis.start, fill=paint("ink-3"))


def _crowd(view: View, sheets: tuple[Sheet, ...], axis: Axis, paint: Paint, *, top: float) -> Iterator[Html]:
    step = float(axis.width) / sum(max(1, sheet.eighths) for sheet in sheets)
    most, at, floor = max(sheet.extras for sheet in sheets), 0, top + CROWD_HEIGHT
    yield line(0, floor, float(axis.width) + 2, floor, paint("control"))
    named = False
    for sheet in sheets:
        long = max(1, sheet.eighths)
        if sheet.extras:
            high = max(1.5, sheet.extras / most * (CROWD_HEIGHT - 12))
            box: Box = axis.box(1 + at * step + 0.5, floor - high, max(1.0, long * step - 1), high)
            yield el("g", el("title", f"{sheet.key}: {sheet.extras}"), rect(box, paint("grey")))
            if sheet.extras == most and not named:
                named = True
                middle = 1 + (at + long / 2) * step
                near_end = middle > float(axis.width) - 110
                text = view.w("story.crowd", n=most, scene=str(sheet.key))
                yield words(
                    axis.x(middle),
                    floor - high - 4,
                    text,
                    size=11,
                    anchor=axis.end if near_end else axis.start,
                )
        at += long
