"""The paper's table of other countries."""

from __future__ import annotations

from tournage.cases.comparison.model import HOME, CountryRow
from tournage.documents.comparison.view import months_shown
from tournage.documents.study.amounts import count
from tournage.documents.study.blocks import Block, Cell, note, table
from tournage.documents.study.elsewhere import (
    COLUMNS,
    FIGURES,
    elsewhere_notes,
    elsewhere_summary,
    sets_shown,
    shown_rows,
)
from tournage.documents.study.view import View

WIDTHS = {
    "rank": 28,
    "country": 84,
    "net": 44,
    "cost": 44,
    "award": 50,
    "months": 38,
    "sets": 52,
    "certainty": 0,
}


def elsewhere_blocks(view: View) -> tuple[str, list[Block]]:
    """The cheapest countries and Morocco, ranked by net cost, with what is sure about each."""
    columns = [
        {"head": view.w(f"elsewhere.{name}"), "width": WIDTHS[name], "fig": name in FIGURES}
        for name in COLUMNS
    ]
    rows = [_row(view, row) for row in shown_rows(view)]
    return elsewhere_summary(view), [table("", columns, rows), *map(note, elsewhere_notes(view))]


def _row(view: View, row: CountryRow) -> list[Cell]:
    digits = view.short.digits
    return [
        count(row.rank, view.lang),
        {"t": view.say(row.name), "bold": row.code == HOME},
        {"t": digits(row.net.likely, view.lang), "bold": True},
        digits(row.cost, view.lang),
        digits(row.award.likely, view.lang),
        months_shown(row, view.lang),
        sets_shown(view, row),
        {"t": "", "small": view.say(row.certainty.why)},
    ]
