"""The board read from first to last day: banners, strips, days' ends, days off, as the list papers print it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from tournage.breakdown.model import Sheet
from tournage.documents.banners import AT_THE_HEAD, banners_of
from tournage.documents.parts import ROOM, PaperParts, cast_list, numbers_of, word
from tournage.documents.render.keep import keep_together
from tournage.documents.render.numbers import (
    NOTHING,
    clock,
    day_long,
    duration,
    isolate,
    isolate_name,
    pages,
    pages_decimal,
    weekday_short,
)
from tournage.documents.render.tokens import strip_kind, strip_letters
from tournage.kernel.words import load_words, say
from tournage.schedule.model import Day, Idle, Strip


@dataclass(frozen=True, slots=True)
class BoardOrder:
    """The entries of a board in the order of the shoot, and its totals."""

    entries: tuple[dict[str, Any], ...]
    totals: tuple[tuple[str, str], ...]
    scene_width: int
    """Points the scene numbers need: those of a series, or of split scenes, are long."""


def order_board(parts: PaperParts, lang: str) -> BoardOrder:
    """Every strip in shooting order, with the end of each day after its strips."""
    longest = max((len(strip.id) for strip in parts.board.strips), default=0)
    entries = tuple(keep_together(list(_entries(parts, lang)), hangs))
    return BoardOrder(entries, _totals(parts, lang), min(62, max(28, 10 + 5 * longest)))


def with_totals(entries: tuple[dict[str, Any], ...]) -> list[dict[str, Any]]:
    """The entries and the totals under them, which never stand alone on a page."""
    return list(keep_together([*entries, {"kind": "totals"}], hangs))


def hangs(entry: dict[str, Any], following: dict[str, Any]) -> bool:
    """A banner stays with its strip, a day's last strip with the day's end; a strip longer than half a page does not."""
    if entry.get("long"):
        return False
    return (
        entry["kind"] in ("banner", "boneyard")
        or (entry["kind"] == "strip" and following["kind"] == "day")
        or following["kind"] == "totals"
    )


def _entries(parts: PaperParts, lang: str) -> Iterator[dict[str, Any]]:
    strips = {strip.id: strip for strip in parts.board.strips}
    sheets = {str(sheet.key): sheet for sheet in parts.breakdown.sheets}
    units = len({day.unit for day in parts.board.days}) > 1
    calendar: list[Day | Idle] = [*parts.board.days, *parts.board.idle]
    for entry in sorted(calendar, key=lambda e: (e.on, e.number if isinstance(e, Day) else 0)):
        if isinstance(entry, Idle):
            yield _idle_entry(entry, lang)
            continue
        banners = banners_of(parts, entry, lang)
        for id in (AT_THE_HEAD, *entry.strips):
            for text in banners.get(id, ()):
                yield {"kind": "banner", "text": text, "day": entry.number}
            if id != AT_THE_HEAD:
                yield strip_entry(parts, strips[id], sheets.get(strips[id].scene), lang)
        yield _day_entry(parts, entry, lang, units)
    left_out = [strips[id] for id in parts.board.boneyard] + [_strip_of(s) for s in unplaced_sheets(parts)]
    if left_out:
        yield {"kind": "boneyard", "text": word("boneyard", lang, n=len(left_out))}
        for strip in left_out:
            yield strip_entry(parts, strip, sheets.get(strip.scene), lang)


def unplaced_sheets(parts: PaperParts) -> tuple[Sheet, ...]:
    """Scenes that have no strip at all: their set has no place in the country."""
    on_strips = {strip.scene for strip in parts.board.strips}
    return tuple(s for s in parts.breakdown.sheets if not s.omitted and str(s.key) not in on_strips)


def _strip_of(sheet: Sheet) -> Strip:
    """A scene without a place as the boneyard shows it."""
    return Strip(
        id=str(sheet.key),
        scene=str(sheet.key),
        int_ext=sheet.int_ext,
        light=sheet.light,
        set_name=sheet.set_name,
        location="",
        base="",
        eighths=sheet.eighths,
        minutes=0,
        cast=sheet.cast,
        extras=sheet.extras,
        script_day=sheet.script_day,
    )


def strip_entry(parts: PaperParts, strip: Strip, sheet: Sheet | None, lang: str) -> dict[str, Any]:
    """One strip: key, letters, scene, set, synopsis, script day, pages, cast, place."""
    synopsis = strip.synopsis or (sheet.synopsis if sheet else "")
    side = word(f"int_ext.{strip.int_ext.value}", lang) if strip.int_ext else ""
    return {
        "kind": "strip",
        "id": strip.id,
        "of_scene": strip.scene,
        "light_key": strip_kind(strip.int_ext, strip.light),
        "letters": strip_letters(strip.int_ext, strip.light, lang),
        "scene": isolate(strip.id, lang),
        "side": side,
        "light": word(f"light.{strip.light.value}", lang),
        "set": isolate_name(strip.set_name, lang),
        "synopsis": isolate_name(synopsis, lang),
        "script_day": isolate(strip.script_day or "", lang),
        "eighths": int(strip.eighths),
        "pages": pages(strip.eighths, lang),
        "cast": cast_list(numbers_of(strip.cast, parts.breakdown), lang),
        "extras": word("extras", lang, n=strip.extras) if strip.extras else "",
        "extras_count": strip.extras,
        "place": parts.name(strip.location, lang) if strip.location else NOTHING,
        "minutes": strip.minutes,
        "time": duration(strip.minutes, lang) if strip.minutes else "",
        "locked": word("locked", lang) if strip.locked_on else "",
        "flags": [say(flag, lang) for flag in parts.flags.get(strip.id, ())],
    }


def _day_entry(parts: PaperParts, day: Day, lang: str, units: bool) -> dict[str, Any]:
    over = day.eighths - parts.page_limit if parts.page_limit is not None else 0
    return {
        "kind": "day",
        "number": day.number,
        "end": word("end_of_day", lang, number=day.number)
        + (f" · {unit_name(day.unit, lang)}" if units else ""),
        "date": day_long(day.on, lang),
        "date_short": weekday_short(day.on, lang),
        "on": day.on.isoformat(),
        "base": parts.name(day.base, lang),
        "hours": isolate(f"{clock(day.call)}–{clock(day.wrap)}", lang),
        "sun": _sun(day, lang),
        "time": duration(day.minutes, lang) if day.minutes else "",
        "eighths": int(day.eighths),
        "pages": page_count(day.eighths, lang),
        "over": word("over_limit", lang, limit=pages(parts.page_limit, lang), over=pages(over, lang))
        if over > 0
        else "",
    }


def _sun(day: Day, lang: str) -> str:
    """Sunrise and sunset at the base, when known."""
    if day.sunrise is None or day.sunset is None:
        return ""
    return word("sun", lang, hours=isolate(f"{clock(day.sunrise)}–{clock(day.sunset)}", lang))


def _idle_entry(idle: Idle, lang: str) -> dict[str, Any]:
    return {
        "kind": "idle",
        "text": say(idle.label, lang),
        "date": day_long(idle.on, lang),
        "date_short": weekday_short(idle.on, lang),
        "on": idle.on.isoformat(),
        "off": idle.kind in ("rest", "holiday"),
    }


def unit_name(unit: str, lang: str) -> str:
    """A shooting unit as people call it; a unit with a name of its own keeps it."""
    known = f"unit.{unit}" in load_words(ROOM)
    return word(f"unit.{unit}", lang) if known else isolate_name(unit, lang)


def page_count(eighths: int, lang: str) -> str:
    """`4 5/8 pages`, in words of the language."""
    return word("pages", lang, n=pages_decimal(eighths), length=pages(eighths, lang))


def _totals(parts: PaperParts, lang: str) -> tuple[tuple[str, str], ...]:
    board = parts.board
    on_board = {id for day in board.days for id in day.strips}
    scenes = {strip.scene for strip in board.strips if strip.id in on_board}
    eighths = sum(day.eighths for day in board.days)
    script = [sheet for sheet in parts.breakdown.sheets if not sheet.omitted]
    whole = sum(sheet.eighths for sheet in script)
    return (
        (word("total.days", lang), str(len(board.days))),
        (word("total.scenes", lang), _of(str(len(scenes)), str(len(script)), lang)),
        (word("total.pages", lang), _of(pages(eighths, lang), pages(whole, lang), lang)),
    )


def _of(scheduled: str, whole: str, lang: str) -> str:
    """`57 of 58`, or the figure alone when nothing is left out."""
    return scheduled if scheduled == whole else word("total.of", lang, n=scheduled, whole=whole)
