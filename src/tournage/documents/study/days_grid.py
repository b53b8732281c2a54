"""The days: one grid of calendar columns that carries base, strips, daylight with working hours, and cast."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from tournage.cases.feasibility.model import CalendarDay
from tournage.documents.render.html import Html, el, join
from tournage.documents.render.numbers import month, pages, weekday_letter
from tournage.documents.render.svg import (
    SCREEN,
    Axis,
    Box,
    Paint,
    drawing,
    hatch_lines,
    light_key,
    line,
    num,
    rect,
    words,
)
from tournage.documents.render.tokens import strip_kind
from tournage.documents.study.spots import day_step, spots
from tournage.documents.study.view import View
from tournage.kernel.eighths import EIGHTHS_A_PAGE
from tournage.kernel.explain import Step
from tournage.schedule.model import Day, DoodRow, Strip

COLUMN, CAST_ROW = 30, 28
HEAD, BASE_TOP, BASE_HIGH, STRIPS_TOP = 48, 52, 20, 84
SUN_HIGH, CLOCK_FIRST, CLOCK_HOURS = 26, 4 * 60, 24 * 60
MARK_HIGH = 18
MOST_PAGE_PX, MOST_STRIPS_PX = 46, 190
MOST_ROWS = 14
NAMES = {"wide": (136, 15), "narrow": (92, 9)}
"""Width of the names and letters that fit into it; redrawn for the phone."""
PRINT_WIDTH = 690
"""Pixels across a printed page."""


@dataclass(frozen=True)
class Grid:
    """Where everything stands: columns by day, rows by height."""

    view: View
    paint: Paint = SCREEN
    some_days: tuple[CalendarDay, ...] = ()
    """Some days of the shoot only, as paper needs; all of them when empty."""
    rows: int = MOST_ROWS

    @cached_property
    def days(self) -> tuple[CalendarDay, ...]:
        """The calendar days of the columns."""
        return self.some_days or self.view.study.calendar

    @cached_property
    def by_date(self) -> dict[date, list[Day]]:
        """The shooting days of each date, one a unit."""
        found: dict[date, list[Day]] = {}
        for day in self.view.study.board.days:
            found.setdefault(day.on, []).append(day)
        return found

    @cached_property
    def axis(self) -> Axis:
        """The line along which days run."""
        return Axis(len(self.days) * COLUMN, self.view.rtl)

    @cached_property
    def strips(self) -> dict[str, Strip]:
        """Strips by id."""
        return {strip.id: strip for strip in self.view.study.board.strips}

    @cached_property
    def most_pages(self) -> int:
        """Whole pages of the fullest day."""
        longest = max((sum(d.eighths for d in days) for days in self.by_date.values()), default=8)
        return max(1, -(-longest // EIGHTHS_A_PAGE))

    @cached_property
    def page(self) -> float:
        """Height of a page."""
        return min(MOST_PAGE_PX, MOST_STRIPS_PX / self.most_pages)

    @cached_property
    def floor(self) -> float:
        """Where strips stand."""
        return STRIPS_TOP + self.most_pages * self.page

    @cached_property
    def sun_top(self) -> float:
        """Top of the daylight row."""
        return self.floor + 14

    @cached_property
    def marks(self) -> tuple[str, ...]:
        """Rows that mark days: Ramadan and holidays, where the shoot meets them."""
        rows = (
            ("ramadan", any(d.ramadan or d.ramadan_likely for d in self.days)),
            ("holiday", any(d.holiday for d in self.days)),
        )
        return tuple(name for name, met in rows if met)

    @cached_property
    def cast_top(self) -> float:
        """Top of the cast's rows."""
        return self.sun_top + SUN_HIGH + 14 + len(self.marks) * MARK_HIGH

    @cached_property
    def cast(self) -> tuple[DoodRow, ...]:
        """The leading roles, as many as fit."""
        return self.view.study.dood.rows[: self.rows]

    @cached_property
    def height(self) -> float:
        """Height of the whole."""
        return self.cast_top + len(self.cast) * CAST_ROW + 4

    def box(self, column: int, y: float, height: float, columns: int = 1) -> Box:
        """A box over one or more days."""
        return self.axis.box(column * COLUMN, y, columns * COLUMN, height)

    def middle(self, column: int) -> float:
        """The middle of a day's column."""
        return float(self.axis.x(column * COLUMN, COLUMN)) + COLUMN / 2


def draw_days(view: View) -> Html:
    """Names at the start, columns beside them that scroll where they do not fit."""
    grid = Grid(view)
    title = view.w(
        "when.grid_says",
        days=len(view.study.board.days),
        first=view.study.board.first_day,
        last=view.study.board.last_day,
    )
    names = [
        el(
            "div",
            drawing(wide, grid.height, *name_pieces(grid, wide, letters), scale=False),
            class_=f"names {name}",
        )
        for name, (wide, letters) in NAMES.items()
    ]
    columns = drawing(
        grid.axis.width,
        grid.height,
        *column_pieces(grid),
        *spots(view, _open_days(grid)),
        title=title,
        scale=False,
        opens=True,
    )
    scroller = el(
        "div", columns, class_="scroll", tabindex="0", role="region", aria_label=view.w("when.grid")
    )
    fit = min(1.0, PRINT_WIDTH / (float(grid.axis.width) + NAMES["wide"][0]))
    return el("div", *names, scroller, class_="days", style=f"--fit:{fit:.2f}")


def _open_days(grid: Grid) -> Iterator[tuple[Box, Step]]:
    """Each shooting day from its date down to its hours."""
    top = HEAD - 32
    for n, day in enumerate(grid.days):
        if day.on in grid.by_date:
            yield grid.box(n, top, grid.sun_top + SUN_HIGH - top), day_step(grid.view, day.on)


def column_pieces(grid: Grid) -> Iterator[Html]:
    """Every layer of the columns."""
    yield from _off_days(grid)
    yield from _heads(grid)
    yield from _bases(grid)
    yield from _strips(grid)
    yield from _sun(grid)
    yield from _marks(grid)
    yield from _cast(grid)


def name_pieces(grid: Grid, width: int, letters: int) -> Iterator[Html]:
    """Row names and the axis of pages, at the start of the rows."""
    axis, view = Axis(width, grid.view.rtl), grid.view
    x = axis.x(0)
    rows = [("base", BASE_TOP + 14), ("pages", grid.floor - 2), ("sun", grid.sun_top + SUN_HIGH / 2 + 4)]
    rows += [(name, grid.sun_top + SUN_HIGH + 8 + n * MARK_HIGH + 12) for n, name in enumerate(grid.marks)]
    for name, y in rows:
        yield words(x, y, view.w(f"when.row.{name}"), size=12, anchor=axis.start, fill=grid.paint("ink-2"))
    for page in range(1, grid.most_pages + 1):
        y = grid.floor - page * grid.page
        yield words(axis.x(width - 8), y + 4, str(page), size=11, anchor=axis.end, fill=grid.paint("ink-3"))
    for n, row in enumerate(grid.cast):
        y = grid.cast_top + n * CAST_ROW + 18
        name = row.name if len(row.name) <= letters else f"{row.name[: letters - 1].rstrip()}…"
        label = f"{row.number} {name}" if row.number is not None else name
        yield el(
            "g",
            el("title", row.name),
            words(x, y, label, size=12, anchor=axis.start, weight="500", fill=grid.paint("ink")),
        )


def _off_days(grid: Grid) -> Iterator[Html]:
    for n, day in enumerate(grid.days):
        if day.on not in grid.by_date:
            yield rect(grid.box(n, HEAD - 32, grid.height - HEAD + 32), grid.paint("day-off"))


def _heads(grid: Grid) -> Iterator[Html]:
    """Month over its first day, the day's letter, its number."""
    view, paint = grid.view, grid.paint
    for n, day in enumerate(grid.days):
        if (n == 0 and day.on.day < 26) or (day.on.day == 1 and n) or (n == 0 and len(grid.days) < 7):
            yield words(
                grid.axis.x(n * COLUMN + 2),
                11,
                month(day.on, view.lang),
                size=11,
                anchor=grid.axis.start,
                fill=paint("ink-2"),
            )
        works = day.on in grid.by_date
        letter = weekday_letter(day.on, view.lang)
        yield words(grid.middle(n), 28, letter, size=11, anchor="middle", fill=paint("ink-2"))
        yield words(
            grid.middle(n),
            43,
            str(day.on.day),
            size=12,
            anchor="middle",
            weight="600" if works else "400",
            fill=paint("ink"),
        )


def _bases(grid: Grid) -> Iterator[Html]:
    """One box a stay, numbered as on the map."""
    numbers = {base.hub: n for n, base in enumerate(grid.view.bases, 1)}
    start = 0
    for n, day in enumerate(grid.days):
        following = grid.days[n + 1].base if n + 1 < len(grid.days) else None
        if following == day.base and n + 1 < len(grid.days):
            continue
        box = grid.box(start, BASE_TOP, BASE_HIGH, n + 1 - start)
        yield rect(box, grid.paint("sunk"), stroke=grid.paint("control"), stroke_width="1")
        if day.base:
            name = grid.view.say(grid.view.base_phrase(day.base))
            room = int(float(box.w) / 7) - 1
            number = numbers.get(day.base, "")
            label = f"{number} {name}" if len(name) + 2 <= room else str(number)
            x = grid.axis.x(start * COLUMN + 5)
            text = words(
                x,
                BASE_TOP + 14,
                label.strip(),
                size=11.5,
                anchor=grid.axis.start,
                weight="600",
                fill=grid.paint("ink"),
            )
            yield el("g", el("title", name), text)
        start = n + 1


def _strips(grid: Grid) -> Iterator[Html]:
    for page in range(1, grid.most_pages + 1):
        y = grid.floor - page * grid.page
        yield line(0, y, grid.axis.width, y, grid.paint("rule"))
    for n, day in enumerate(grid.days):
        y = grid.floor
        for shooting in grid.by_date.get(day.on, ()):
            for id in reversed(shooting.strips):
                strip = grid.strips[id]
                high = max(1, strip.eighths) * grid.page / EIGHTHS_A_PAGE
                y -= high
                yield _strip(grid, strip, grid.box(n, y, high))
    yield line(0, grid.floor, grid.axis.width, grid.floor, grid.paint("ink"), 2)


def _strip(grid: Grid, strip: Strip, box: Box) -> Html:
    kind = strip_kind(strip.int_ext, strip.light)
    wide = Box(float(box.x) + 1, box.y, float(box.w) - 2, box.h)
    key_x = float(wide.x) + (float(wide.w) - 7 if grid.view.rtl else 0)
    title = f"{strip.id} {strip.set_name} · {pages(strip.eighths, 'en')}"
    return el(
        "g",
        el("title", title),
        rect(wide, grid.paint.strip(kind), stroke=grid.paint("sun-rim"), stroke_width="0.8"),
        light_key(kind, Box(key_x, wide.y, 7, wide.h)),
    )


def _sun(grid: Grid) -> Iterator[Html]:
    """Night above and below, daylight between, working hours as bars."""
    top, paint = grid.sun_top, grid.paint

    def y(minute: float) -> float:
        return top + max(0.0, min(1.0, (minute - CLOCK_FIRST) / CLOCK_HOURS)) * SUN_HIGH

    yield rect(Box(0, top, grid.axis.width, SUN_HIGH), paint("night"))
    for n, day in enumerate(grid.days):
        if day.sun is not None:
            box = grid.box(n, y(day.sun.sunrise), y(day.sun.sunset) - y(day.sun.sunrise))
            yield rect(box, paint("daylight"))
    for n, day in enumerate(grid.days):
        for shooting in grid.by_date.get(day.on, ()):
            x = grid.middle(n) - 4
            bar = Box(x, y(shooting.call), 8, max(2, y(shooting.wrap) - y(shooting.call)))
            hours = grid.view.w("when.hours", call=_clock(shooting.call), wrap=_clock(shooting.wrap))
            yield el(
                "g", el("title", hours), rect(bar, paint("clay"), stroke=paint("sun-rim"), stroke_width="0.8")
            )


def _clock(minutes: int) -> str:
    return f"{minutes // 60 % 24:02d}:{minutes % 60:02d}"


def _marks(grid: Grid) -> Iterator[Html]:
    top, paint = grid.sun_top + SUN_HIGH + 8, grid.paint
    for row, name in enumerate(grid.marks):
        y = top + row * MARK_HIGH + 4
        for n, day in enumerate(grid.days):
            box = grid.box(n, y, 9)
            if name == "holiday" and day.holiday is not None:
                x = grid.middle(n)
                shape = f"M{num(x)} {num(y - 1)}l5.5 5.5l-5.5 5.5l-5.5 -5.5z"
                sure = paint("ink") if day.holiday.certain else "none"
                yield el(
                    "g",
                    el("title", grid.view.say(day.holiday.name)),
                    el("path", d=shape, fill=sure, stroke=paint("ink"), stroke_width="1.2"),
                )
            elif name == "ramadan" and day.ramadan_likely:
                yield join(
                    rect(box, "none", stroke=paint("ink"), stroke_width="0.6"),
                    hatch_lines(box, paint("ink"), 4, 1),
                )
            elif name == "ramadan" and day.ramadan:
                yield rect(box, paint("wine"), stroke=paint("ink"), stroke_width="0.6")


def _cast(grid: Grid) -> Iterator[Html]:
    off = {day.on for day in grid.days if day.on not in grid.by_date}
    dates = {on: n for n, on in enumerate(grid.view.study.dood.days)}
    for r, row in enumerate(grid.cast):
        y = grid.cast_top + r * CAST_ROW
        for n, day in enumerate(grid.days):
            at = dates.get(day.on)
            code = row.codes[at] if at is not None and at < len(row.codes) else ""
            engaged = row.start is not None and row.finish is not None and row.start <= day.on <= row.finish
            yield from dood_cell(grid, code, grid.box(n, y, CAST_ROW - 2), day.on in off and engaged)


def dood_cell(grid: Grid, code: str, box: Box, off: bool) -> Iterator[Html]:
    """Worked black, hold outlined, travel underlined, dropped hatched, company off a line."""
    paint = grid.paint
    inner = Box(float(box.x) + 1, box.y, float(box.w) - 2, box.h)
    x, y = float(box.x) + float(box.w) / 2, float(box.y) + float(box.h) / 2
    if code in ("", "HO") and off:
        yield line(box.x, y, float(box.x) + float(box.w), y, paint("control"), 1.5)
        return
    if not code:
        yield el("circle", cx=num(x), cy=num(y), r="0.9", fill=paint("control"))
    elif code == "D":
        yield hatch_lines(inner, paint("ink-3"), 5, 0.8)
    elif "W" in code:
        yield rect(inner, paint("ink"))
        yield words(x, y + 4, code, size=11, anchor="middle", weight="600", fill=paint("ground"))
    elif code == "T":
        yield words(x, y + 4, code, size=11, anchor="middle", weight="500", fill=paint("ink"))
        yield line(
            inner.x,
            float(inner.y) + float(inner.h),
            float(inner.x) + float(inner.w),
            float(inner.y) + float(inner.h),
            paint("ink"),
            2.5,
        )
    else:
        yield rect(inner, paint("surface"), stroke=paint("ink"), stroke_width="1.2")
        yield words(x, y + 4, code, size=11, anchor="middle", weight="500", fill=paint("ink"))
