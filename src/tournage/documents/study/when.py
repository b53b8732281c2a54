"""When: the days, their light, Ramadan and holidays, the board and the day out of days in full."""

from __future__ import annotations

from collections.abc import Iterator

from tournage.documents.render.html import Html, el
from tournage.documents.render.numbers import day_plain
from tournage.documents.render.svg import strip_swatch
from tournage.documents.render.tokens import STRIP_KINDS, strip_kind
from tournage.documents.study.boards import build_board, build_dood
from tournage.documents.study.days_grid import MOST_ROWS, draw_days
from tournage.documents.study.view import View
from tournage.kernel.words import literal
from tournage.places.model import Holiday


def build_when(view: View) -> Html:
    """The grid of days; the board and the whole cast behind a line each."""
    study = view.study
    if not study.board.days:
        return view.section("when", view.w("when.no_days"), el("p", view.w("when.no_days_why")))
    used = {strip_kind(s.int_ext, s.light) for s in study.board.strips}
    keys = [el("span", strip_swatch(kind), view.w(f"light.{kind}")) for kind in STRIP_KINDS if kind in used]
    rest = len(study.dood.rows) - MOST_ROWS
    more = [el("p", view.w("when.more_roles", n=rest), class_="caption")] if rest > 0 else []
    boards = (
        el("details", el("summary", view.w("when.board", n=len(study.board.strips))), build_board(view)),
        el("details", el("summary", view.w("when.dood_all", n=len(study.dood.rows))), build_dood(view)),
    )
    return view.section(
        "when",
        when_summary(view),
        el("h3", view.w("when.grid")),
        el("p", *keys, class_="keys"),
        draw_days(view),
        *more,
        *_notes(view),
        *boards,
    )


def when_summary(view: View) -> str:
    """First and last day, weeks, nights, Ramadan, holidays, what is left over."""
    board, calendar = view.study.board, view.study.calendar
    weeks = -(-len(calendar) // 7)
    text = [
        view.w("when.summary", first=board.first_day, last=board.last_day, days=len(board.days), weeks=weeks)
    ]
    nights = sum(1 for day in board.days if day.mode in ("night", "split"))
    if nights:
        text.append(view.w("when.nights", n=nights))
    fasting = sum(1 for day in calendar if day.ramadan and any(d.on == day.on for d in board.days))
    text.append(view.w("when.ramadan", n=fasting) if fasting else view.w("when.no_ramadan"))
    met = met_holidays(view)
    if met:
        text.append(view.w("when.holidays", n=len(met), names=tuple(h.name for h in met)))
    if board.boneyard:
        text.append(view.w("when.boneyard", n=len(board.boneyard)))
    return " ".join(text)


def met_holidays(view: View) -> tuple[Holiday, ...]:
    """Holidays inside the shoot, once each."""
    found: dict[str, Holiday] = {}
    for day in view.study.calendar:
        if day.holiday is not None:
            found.setdefault(day.holiday.id or view.say(day.holiday.name), day.holiday)
    return tuple(found.values())


def calendar_notes(view: View) -> list[str]:
    """What the marks on the days stand for."""
    notes: list[str] = []
    for holiday in met_holidays(view):
        span = day_plain(holiday.first_day, view.lang)
        if holiday.last_day != holiday.first_day:
            span = view.w("span", first=holiday.first_day, last=holiday.last_day)
        notes.append(
            view.w(
                "when.holiday" if holiday.certain else "when.holiday_likely",
                name=holiday.name,
                span=literal(span),
            )
        )
    if any(day.ramadan_likely for day in view.study.calendar):
        notes.append(view.w("when.ramadan_hatched"))
    suns = [day.sun for day in view.study.calendar if day.sun is not None]
    if suns:
        first, last = suns[0], suns[-1]
        notes.append(
            view.w(
                "when.daylight",
                rise_a=_clock(first.sunrise),
                set_a=_clock(first.sunset),
                rise_b=_clock(last.sunrise),
                set_b=_clock(last.sunset),
            )
        )
    return notes


def _notes(view: View) -> Iterator[Html]:
    notes = calendar_notes(view)
    if notes:
        yield el("ul", *(el("li", note) for note in notes), class_="plain-list caption")


def _clock(minutes: int) -> str:
    return f"{minutes // 60 % 24:02d}:{minutes % 60:02d}"
