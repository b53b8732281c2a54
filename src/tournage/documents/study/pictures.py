"""The page's drawings again for paper: in the light theme's plain colours, in the paper's face."""

from __future__ import annotations

from tournage.breakdown.model import Sheet
from tournage.cases.feasibility.model import CalendarDay
from tournage.documents.render.html import Html, el
from tournage.documents.render.svg import Paint, drawing
from tournage.documents.render.tokens import load_tokens
from tournage.documents.study.blocks import Block, picture
from tournage.documents.study.cash_curve import draw_cash
from tournage.documents.study.days_grid import Grid, column_pieces, name_pieces
from tournage.documents.study.place_map import draw_map
from tournage.documents.study.ribbon import draw_ribbon
from tournage.documents.study.view import View

PRINT = Paint("light")
NAMES_WIDE, NAMES_LETTERS = 150, 17
ROWS = 12
ROOM = (768, 425)
"""Points a drawing may take on a wide page, under heading and summary."""


def map_picture(view: View) -> Block:
    """The map, half a page wide."""
    bases = ", ".join(view.base(base.hub) for base in view.bases)
    alt = view.w("where.map_says", bases=bases, sets=len(view.study.plan.sets))
    return picture(_on_paper(draw_map(view, (380, 270), PRINT)), alt, caption=view.w("where.map_key"))


def ribbon_picture(view: View, sheets: tuple[Sheet, ...]) -> Block:
    """The script as a ribbon, as wide as the page."""
    alt = view.w("story.ribbon_says", scenes=len(sheets), most=max(sheet.extras for sheet in sheets))
    return picture(_on_paper(draw_ribbon(view, sheets, 720, PRINT)), alt, title=view.w("story.ribbon"))


def cash_picture(view: View) -> Block:
    """The cash curve."""
    title = view.w("back.cash", unit=view.table.unit(view.study.currency, view.lang))
    return picture(_on_paper(draw_cash(view, (640, 230), PRINT)), title, title=title, width=88)


def days_picture(view: View, days: tuple[CalendarDay, ...]) -> Block:
    """Some weeks of the grid of days, names beside them."""
    grid = Grid(view, PRINT, days, ROWS)
    names = el(
        "g",
        *name_pieces(grid, NAMES_WIDE, NAMES_LETTERS),
        transform=_shift(float(grid.axis.width) if view.rtl else 0),
    )
    columns = el("g", *column_pieces(grid), transform=_shift(0 if view.rtl else NAMES_WIDE))
    wide = float(grid.axis.width) + NAMES_WIDE
    alt = view.w("when.grid_says", days=len(view.study.board.days), first=days[0].on, last=days[-1].on)
    share = min(100, int(ROOM[1] / float(grid.height) * wide / ROOM[0] * 100))
    return picture(
        _on_paper(drawing(wide, grid.height, names, columns, scale=False)),
        alt,
        title=view.w("when.grid"),
        width=share,
    )


def _shift(x: float) -> str:
    return f"translate({x:.0f} 0)"


def _on_paper(svg: Html) -> str:
    """The drawing in the paper's own faces, without texts that only a pointer shows."""
    fonts = load_tokens()["fonts"]
    return svg.replace("<svg ", f'<svg font-family="{fonts["latin"]}, {fonts["arabic-paper"]}" ', 1)
