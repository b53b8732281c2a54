"""The board and the day out of days in full: every strip in the trade's colours, every role by day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from tournage.cases.feasibility.model import Study
from tournage.documents.board_order import order_board
from tournage.documents.parts import PaperHead, PaperParts
from tournage.documents.render.html import Html, el, join
from tournage.documents.render.numbers import day_short, weekday_letter
from tournage.documents.render.svg import Box, drawing, light_key
from tournage.documents.study.amounts import count
from tournage.documents.study.days_grid import PRINT_WIDTH
from tournage.documents.study.spots import day_step
from tournage.documents.study.view import View
from tournage.kernel.words import Phrase
from tournage.places.reasons import hub_name, location_name
from tournage.schedule.model import DoodRow

DOOD_WORDS = 620
"""Pixels that names and totals of the day out of days take."""


def names_read(study: Study) -> dict[str, Phrase]:
    """Names of locations and bases as people read them, by id."""
    names = {location.id: location_name(location) for location in study.locations}
    names.update((hub.id, hub_name(hub.id)) for hub in study.hubs)
    return names


def paper_parts(view: View) -> PaperParts:
    """The study's board as the papers take it."""
    study, names = view.study, names_read(view.study)
    head = PaperHead(study.title, view.w("version"), study.made_on)
    return PaperParts(head, study.breakdown, study.board, study.dood, study.budget, study.top_sheet, names)


def build_board(view: View) -> Html:
    """Strips in shooting order; a black line ends each day."""
    entries = order_board(paper_parts(view), view.lang).entries
    items = [_entry(view, entry) for entry in entries]
    return el("ol", *items, class_="board", role="list")


def _entry(view: View, entry: dict[str, object]) -> Html:
    kind = entry["kind"]
    if kind == "strip":
        return _strip(entry)
    if kind == "day":
        left = " · ".join(str(entry[name]) for name in ("date_short", "base", "hours") if entry[name])
        over = [el("span", str(entry["over"]), class_="over")] if entry["over"] else []
        return el(
            "li",
            el("b", view.opens(day_step(view, date.fromisoformat(str(entry["on"]))), str(entry["end"]))),
            el("span", left),
            *over,
            el("b", str(entry["pages"])),
            class_="day-end",
        )
    if kind == "idle":
        return el(
            "li",
            el("b", str(entry["text"])),
            " ",
            el("span", str(entry["date_short"])),
            class_="idle" + (" off" if entry["off"] else ""),
        )
    return el("li", str(entry["text"]), class_="banner")


def _strip(entry: dict[str, object]) -> Html:
    kind = str(entry["light_key"])
    key = drawing(10, 26, light_key(kind, Box(0.5, 0.5, 9, 25)), scale=False)
    tags = [el("span", str(entry["locked"]), class_="tag")] if entry["locked"] else []
    words = join(el("b", str(entry["set"])), *tags, el("span", str(entry["synopsis"]), class_="synopsis"))
    return el(
        "li",
        el("span", key, class_="key"),
        el("span", str(entry["letters"]), class_="letters"),
        el("b", el("bdi", str(entry["scene"])), class_="number"),
        el("span", words, class_="set"),
        el("span", str(entry["script_day"]), class_="script-day"),
        el("span", str(entry["cast"]), class_="cast"),
        el("b", str(entry["pages"]), class_="fig"),
        class_="strip",
        style=f"background:var(--strip-{kind.replace('_', '-')})",
    )


def build_dood(view: View) -> Html:
    """The day out of days as a table that scrolls under its names."""
    dood = view.study.dood
    works = {day.on for day in view.study.board.days}
    heads = [
        el(
            "th",
            el("abbr", weekday_letter(on, view.lang), title=str(on)),
            el("br"),
            str(on.day),
            scope="col",
            class_=None if on in works else "off",
        )
        for on in dood.days
    ]
    sums = [
        el("th", view.w(f"dood.{name}"), scope="col", class_="fig")
        for name in ("travel", "work", "hold", "start", "finish", "total")
    ]
    head = el("tr", el("th", view.w("column.role"), scope="col", class_="stay"), *heads, *sums)
    body = [_dood_row(view, row, works) for row in dood.rows]
    table = el(
        "table", el("caption", view.w("when.dood")), el("thead", head), el("tbody", *body), class_="dood"
    )
    fit = min(1.0, PRINT_WIDTH / (len(dood.days) * 31 + DOOD_WORDS))
    scroller = el(
        "div",
        table,
        class_="scroll whole",
        tabindex="0",
        role="region",
        aria_label=view.w("when.dood"),
        style=f"--fit:{fit:.2f}",
    )
    return join(scroller, el("p", view.w("dood.key"), class_="caption"))


def _dood_row(view: View, row: DoodRow, works: set[date]) -> Html:
    name = join(f"{row.number} " if row.number is not None else "", el("bdi", row.name))
    cells = [
        _dood_cell(row, on, code, on in works)
        for on, code in zip(view.study.dood.days, row.codes, strict=False)
    ]
    sums: Iterator[str] = iter(
        (
            *(count(n, view.lang) if n else "–" for n in (row.travel, row.work, row.hold)),
            day_short(row.start, view.lang),
            day_short(row.finish, view.lang),
        )
    )
    totals = [el("td", text, class_="fig") for text in sums]
    return el(
        "tr",
        el("th", name, scope="row", class_="stay"),
        *cells,
        *totals,
        el("td", el("b", count(row.total, view.lang)), class_="fig"),
    )


def _dood_cell(row: DoodRow, on: date, code: str, works: bool) -> Html:
    if code == "D":
        return el("td", el("span", code), class_="dropped")
    css = "worked" if "W" in code else "travel" if code == "T" else "hold" if code else ""
    engaged = row.start is not None and row.finish is not None and row.start <= on <= row.finish
    if not works and not css:
        css = "off engaged" if engaged else "off"
    return el("td", el("span", code), class_=css or None)
