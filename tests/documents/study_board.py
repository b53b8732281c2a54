"""A plain board for study tests: strips by base, light and place, five pages a day, six days a week."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from tournage.breakdown.model import Breakdown, Sheet
from tournage.kernel.eighths import Eighths
from tournage.kernel.scene import Light
from tournage.kernel.words import phrase
from tournage.places.model import PlacePlan
from tournage.schedule.model import Banner, Board, Day, DayOutOfDays, DoodRow, Idle, Strip

MOST_EIGHTHS = 36


def make_board(breakdown: Breakdown, plan: PlacePlan, first_day: date) -> Board:
    """Every placed scene on a day; those Morocco cannot double stay in the boneyard."""
    of_set = {key: one.id for one in plan.sets for key in one.scenes}
    strips, boneyard = [], []
    for sheet in breakdown.sheets:
        if sheet.omitted:
            continue
        placement = plan.placement(of_set[sheet.key])
        strip = _strip(breakdown, sheet, placement.location or "none", placement.base or "none")
        strips.append(strip)
        if placement.location is None:
            boneyard.append(strip.id)
    order = {base.hub: n for n, base in enumerate(plan.bases)}
    placed = [s for s in strips if s.id not in boneyard]
    placed.sort(key=lambda s: (order.get(s.base, 9), s.light is Light.NIGHT, s.location))
    days, idle = _days(placed, first_day)
    build = sum(p.build_days for p in plan.placements)
    return Board(tuple(strips), tuple(days), tuple(idle), tuple(boneyard), first_day, min(build, 24))


def _strip(breakdown: Breakdown, sheet: Sheet, location: str, base: str) -> Strip:
    minors = tuple(role for role in sheet.cast if breakdown.role(role).minor)
    return Strip(
        str(sheet.key), str(sheet.key), sheet.int_ext, sheet.light, sheet.set_name, location, base,
        sheet.eighths, 18 * sheet.eighths, sheet.cast, sheet.extras, minors, synopsis=sheet.synopsis,
        script_day=sheet.script_day, episode=sheet.key.episode, elements=sheet.elements,
    )  # fmt: skip


def _days(strips: list[Strip], first_day: date) -> tuple[list[Day], list[Idle]]:
    days: list[Day] = []
    idle: list[Idle] = []
    on = first_day
    base = strips[0].base if strips else ""
    for group in _groups(strips):
        while on.weekday() == 6:
            idle.append(Idle(on, "rest", phrase("documents.study.day_kind.rest"), base))
            on += timedelta(days=1)
        moved = group[0].base != base
        base = group[0].base
        night = all(s.light is Light.NIGHT for s in group)
        eighths = Eighths(sum(s.eighths for s in group))
        call, wrap = (16 * 60, 27 * 60) if night else (7 * 60, 18 * 60)
        move = phrase("documents.study.day_kind.travel")
        banners = (Banner("move", move, 240),) if moved else ()
        days.append(
            Day(len(days) + 1, on, base, "night" if night else "day", tuple(s.id for s in group),
                sum(s.minutes for s in group), eighths, call, wrap, banners=banners)
        )  # fmt: skip
        on += timedelta(days=1)
    return days, idle


def _groups(strips: list[Strip]) -> Iterator[list[Strip]]:
    group: list[Strip] = []
    for strip in strips:
        full = sum(s.eighths for s in group) + strip.eighths > MOST_EIGHTHS
        parts = group and (
            group[0].base != strip.base or (group[0].light is Light.NIGHT) != (strip.light is Light.NIGHT)
        )
        if group and (full or parts):
            yield group
            group = []
        group.append(strip)
    if group:
        yield group


def make_dood(breakdown: Breakdown, board: Board) -> DayOutOfDays:
    """Start, work, hold, finish of every role."""
    span = (board.last_day - board.first_day).days + 1
    days = tuple(board.first_day + timedelta(days=n) for n in range(span))
    strips = {s.id: s for s in board.strips}
    on_set: dict[str, set[date]] = {}
    for day in board.days:
        for id in day.strips:
            for id_of_role in strips[id].cast:
                on_set.setdefault(id_of_role, set()).add(day.on)
    off = {idle.on for idle in board.idle}
    rows = []
    for role in sorted(breakdown.roles, key=lambda r: r.number):
        work = on_set.get(role.id)
        if not work:
            continue
        start, finish = min(work), max(work)
        codes = tuple(_code(day, work, start, finish, off) for day in days)
        hold = sum(code == "H" for code in codes)
        rows.append(DoodRow(role.id, role.name, role.number, codes, 0, len(work), hold, 0, start, finish))
    return DayOutOfDays(days, tuple(rows))


def _code(day: date, work: set[date], start: date, finish: date, off: set[date]) -> str:
    if day in work:
        return ("S" if day == start else "") + "W" + ("F" if day == finish else "")
    return "H" if start < day < finish and day not in off else ""
