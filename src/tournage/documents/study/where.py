"""Where: the map, the bases, the place proposed for each set with its reasons, and sets without a double."""

from __future__ import annotations

from collections.abc import Iterator

from tournage.documents.render.html import Html, el, join
from tournage.documents.render.numbers import NOTHING, clock, pages
from tournage.documents.study.amounts import count, exact
from tournage.documents.study.bars import share_bar
from tournage.documents.study.figures import fit_step
from tournage.documents.study.place_map import draw_map
from tournage.documents.study.view import View
from tournage.kernel.dated import Origin
from tournage.kernel.words import begin, literal
from tournage.places.model import Candidate, Climate, Placement, StorySet

MAPS = {"wide": (416, 360), "narrow": (358, 340)}
FIRST_ROWS = 9
MOST_REASONS = 2
SAID_ELSEWHERE = frozenset(
    {"places.reason.drive", "places.reason.sun", "places.reason.build", "places.reason.traded"}
)
"""Reasons that a column of their own, or the calendar, already tells."""
Row = tuple[StorySet, Placement]


def build_where(view: View) -> Html:
    """The map beside the candidates; below it the bases, the weather and every set."""
    rows = sorted_sets(view)
    maps = [el("div", draw_map(view, size), class_=name) for name, size in MAPS.items()]
    key = el("p", view.w("where.map_key"), class_="caption")
    picture = el("figure", *maps, key, class_="map-figure")
    first = _table(view, rows[:FIRST_ROWS], "where.best", others=2)
    rest = rows[FIRST_ROWS:]
    more: list[Html] = []
    if rest:
        summary = el("summary", view.w("where.more", n=len(rest)))
        more.append(el("details", summary, _table(view, rest, "where.others")))
    why = el("ul", *(el("li", reason) for reason in cluster_reasons(view)), class_="plain-list")
    facts = el("div", _bases(view), el("h3", view.w("where.why")), why, _climate(view), class_="stacked")
    return view.section(
        "where", where_summary(view), el("div", picture, facts, class_="halves"), first, *more
    )


def sorted_sets(view: View) -> list[Row]:
    """Sets with their placements: those without a double first, then by length."""
    plan = view.study.plan
    placed = {placement.set_id: placement for placement in plan.placements}
    rows = [(one, placed[one.id]) for one in plan.sets]
    return sorted(rows, key=lambda row: (row[1].location is not None, -row[0].eighths))


def where_summary(view: View) -> str:
    """How many sets stand near their base, and what has no double."""
    rows = sorted_sets(view)
    placed = [(one, p) for one, p in rows if p.location]
    near = [drive(p) for _, p in placed if not _stays(p)]
    text = view.w(
        "where.summary", placed=len(placed), sets=len(rows), longest=view.minutes(max(near, default=0))
    )
    without = [one.name for one, p in rows if p.location is None]
    if not without:
        return f"{text} {view.w('where.all_placed')}"
    names = tuple(literal(name) for name in without[:4])
    return f"{text} {view.w('where.no_double', n=len(without), names=names)}"


def cluster_reasons(view: View) -> list[str]:
    """Why these bases; their order stands in the table of bases already."""
    return [
        begin(view.say(reason)) for reason in view.study.plan.reasons if reason.key != "places.plan.bases"
    ]


def drive(placement: Placement) -> int:
    """Minutes from the base to the chosen place."""
    return next((c.drive_minutes for c in placement.candidates if c.location == placement.location), 0)


def fit(placement: Placement) -> int | None:
    """Fit of the chosen place, when it stands among the candidates."""
    return next((c.fit for c in placement.candidates if c.location == placement.location), None)


def _stays(placement: Placement) -> bool:
    return any(c.stay for c in placement.candidates if c.location == placement.location)


def chosen_reasons(view: View, placement: Placement, most: int = MOST_REASONS) -> str:
    """Why this place, in a few words."""
    chosen: Candidate | None = next(
        (c for c in placement.candidates if c.location == placement.location), None
    )
    reasons = [
        r for r in placement.reasons or (chosen.reasons if chosen else ()) if r.key not in SAID_ELSEWHERE
    ]
    return begin(view.w("list_joint").join(view.say(reason) for reason in reasons[:most]))


def _table(view: View, rows: list[Row], caption: str, *, others: int = 4) -> Html:
    heads = [
        el("th", view.w("column.set"), scope="col"),
        el("th", view.w("column.place"), scope="col"),
        el("th", view.w("column.fit"), scope="col", class_="fig"),
        el("th", view.w("column.drive"), scope="col", class_="fig"),
    ]
    body = [_row(view, one, placement, others) for one, placement in rows]
    return el(
        "table",
        el("caption", view.w(caption)),
        el("thead", el("tr", *heads)),
        el("tbody", *body),
        class_="places",
    )


def _row(view: View, one: StorySet, placement: Placement, others: int) -> Html:
    scenes = view.w("where.scenes", n=len(one.scenes), length=pages(one.eighths, view.lang))
    name = join(el("bdi", one.name, class_="set-name"), " ", el("span", scenes, class_="code"))
    reasons = el("span", chosen_reasons(view, placement), class_="reason")
    if placement.location is None:
        word = view.w(f"remedy.{placement.remedy or 'elsewhere'}")
        status = join(_icon("no"), el("span", view.w("where.none"), class_="bad"))
        return el(
            "tr",
            el("th", name, reasons, scope="row"),
            el("td", word),
            el("td", status, class_="fig"),
            el("td", NOTHING, class_="fig"),
        )
    chosen = next((c for c in placement.candidates if c.location == placement.location), None)
    bar = el("span", NOTHING)
    if chosen is not None:
        points = view.opens(fit_step(view, chosen), count(chosen.fit, view.lang))
        bar = join(share_bar(chosen.fit / 100, "morocco"), points)
    build = view.w("where.build", n=placement.build_days) if placement.build_days else ""
    mine = [join(" ", view.origin(placement.origin))] if placement.origin is Origin.YOURS else []
    more = [el("span", build, class_="reason")] if build else []
    place = join(view.place(placement.location), *mine, *more)
    return el(
        "tr",
        el("th", name, reasons, *_others(view, placement, others), scope="row"),
        el("td", place),
        el("td", bar, class_="fig fit"),
        el("td", _clock(drive(placement)), class_="fig"),
    )


def _others(view: View, placement: Placement, most: int) -> Iterator[Html]:
    others = [c for c in placement.candidates if c.location != placement.location][:most]
    if others:
        names = tuple(literal(f"{view.say(view.place_phrase(c.location))} ({c.fit})") for c in others)
        yield el("span", view.w("where.also", names=names), class_="reason also")


def _clock(minutes: int) -> str:
    return clock(minutes).removeprefix("0")


def _icon(status: str) -> Html:
    return el("i", class_=f"status {status}", aria_hidden="true")


def _bases(view: View) -> Html:
    """The bases in the order of the moves, with what is shot from each."""
    board, rows = view.study.board, []
    for number, base in enumerate(view.bases, 1):
        days = len({day.on for day in board.days if day.base == base.hub})
        figures = (count(len(base.sets), view.lang), pages(base.eighths, view.lang), count(days, view.lang))
        cells = [el("td", figure, class_="fig") for figure in figures]
        name = join(el("b", str(number), class_="square"), " ", view.base(base.hub))
        rows.append(el("tr", el("th", name, scope="row"), *cells))
    heads = [
        el("th", view.w(f"column.{name}"), scope="col", class_="fig" if n else None)
        for n, name in enumerate(("base", "sets", "pages", "days"))
    ]
    return el(
        "table", el("caption", view.w("where.bases")), el("thead", el("tr", *heads)), el("tbody", *rows)
    )


def _climate(view: View) -> Html:
    """Weather at each base in the months of the shoot."""
    months = sorted({(day.on.year, day.on.month) for day in view.study.board.days})
    years = len({year for year, _ in months})
    rows = [
        _weather(view, found, year if years > 1 else None)
        for base in view.bases
        for year, month in months
        for found in view.study.climate
        if (found.hub, found.month) == (base.hub, month)
    ]
    if not rows:
        return join()
    heads = [
        el("th", view.w(f"column.{name}"), scope="col", class_="fig" if n > 1 else None)
        for n, name in enumerate(("base", "month", "low", "high", "rain"))
    ]
    return el(
        "table",
        el("caption", view.w("where.climate")),
        el("thead", el("tr", *heads)),
        el("tbody", *rows),
        class_="small",
    )


def _weather(view: View, found: Climate, year: int | None) -> Html:
    """One month at one base; the year only where the shoot runs over two."""
    name = view.w(f"month.{found.month}")
    shown = f"{name} {year}" if year else name
    figures = (found.low, found.high, found.rain_days)
    cells = [el("td", exact(value, None, view.lang), class_="fig") for value in figures]
    return el("tr", el("th", view.base(found.hub), scope="row"), el("td", shown), *cells)
