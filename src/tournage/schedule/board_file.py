"""A board as JSON: what `solve` prints, `check` and `price` read again, and people may edit."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from tournage.kernel.eighths import Eighths
from tournage.kernel.findings import Finding, Severity, finding
from tournage.kernel.money import Money, currency_decimals
from tournage.kernel.words import phrase, say
from tournage.schedule.model import Board, Day, Idle
from tournage.schedule.problem import Problem

SCHEMA = "tournage.schedule.solution/1"


def money_text(minor: int, currency: str) -> str:
    """Minor units as digits with the currency's own decimals.

    >>> money_text(1234567, "MAD")
    '12345.67'
    """
    return Money(Decimal(minor).scaleb(-currency_decimals(currency)), currency).plain()


def minor_units(text: Any, currency: str) -> int | None:
    """Digits as `money_text` printed them, in minor units; None when they are not an exact amount.

    >>> minor_units("12345.67", "MAD"), minor_units("1.001", "MAD"), minor_units("NaN", "MAD")
    (1234567, None, None)
    """
    try:
        amount = Decimal(str(text)).scaleb(currency_decimals(currency))
    except InvalidOperation:
        return None
    return int(amount) if amount.is_finite() and amount == amount.to_integral_value() else None


def board_to_json(board: Board, lang: str = "en") -> dict[str, Any]:
    """The board as plain JSON values: days, days between, boneyard."""
    return {
        "first_day": board.first_day.isoformat(),
        "days": [_day_to_json(day, lang) for day in board.days],
        "idle": [
            {
                "date": idle.on.isoformat(),
                "kind": idle.kind,
                "base": idle.base,
                "label": say(idle.label, lang),
            }
            for idle in board.idle
        ],
        "boneyard": list(board.boneyard),
        "set_build_days": board.set_build_days,
    }


def _day_to_json(day: Day, lang: str) -> dict[str, Any]:
    return {
        "number": day.number,
        "date": day.on.isoformat(),
        "base": day.base,
        "mode": day.mode,
        "unit": day.unit,
        "strips": list(day.strips),
        "starts": list(day.starts),
        "call": day.call,
        "wrap": day.wrap,
        "meal": day.meal,
        "minutes": day.minutes,
        "hours": round(day.minutes / 60, 2),
        "eighths": day.eighths,
        "sunrise": day.sunrise,
        "sunset": day.sunset,
        "locked": day.locked,
        "banners": [{"kind": b.kind, "text": say(b.text, lang), "minutes": b.minutes} for b in day.banners],
    }


def parse_board(document: Any, problem: Problem) -> tuple[Board | None, dict[str, int], tuple[Finding, ...]]:
    """Read what `solve` printed, or a board alone; also the amounts it states, in minor units.

    Findings: SCH-110 the file is not a board.
    """
    try:
        held = document.get("board", document)
        days = tuple(_day_from_json(day) for day in held["days"])
        idle = tuple(
            Idle(date.fromisoformat(i["date"]), str(i["kind"]), phrase("schedule.idle_rest"), i.get("base"))
            for i in held.get("idle", ())
        )
        board = Board(
            strips=problem.strips,
            days=days,
            idle=idle,
            boneyard=tuple(str(id) for id in held.get("boneyard", ())),
            first_day=min((day.on for day in days), default=problem.calendar.first_day),
            set_build_days=int(held.get("set_build_days", 0)),
        )
    except (KeyError, TypeError, ValueError, AttributeError, OverflowError) as fault:
        why = f"{type(fault).__name__}: {fault}"[:80]
        return None, {}, (finding("schedule", "SCH-110", Severity.ERROR, "board", why=why),)
    return board, _stated(document, problem.currency), ()


def _day_from_json(day: Mapping[str, Any]) -> Day:
    starts = tuple(int(minute) for minute in day.get("starts", ()))
    meal = day.get("meal")
    return Day(
        number=int(day.get("number", 0)),
        on=date.fromisoformat(day["date"]),
        base=str(day["base"]),
        mode=str(day["mode"]),
        strips=tuple(str(id) for id in day["strips"]),
        minutes=int(day["minutes"]) if "minutes" in day else round(float(day["hours"]) * 60),
        eighths=Eighths(int(day["eighths"])),
        call=int(day["call"]),
        wrap=int(day["wrap"]),
        unit=str(day.get("unit", "main")),
        locked=bool(day.get("locked", False)),
        starts=starts,
        meal=None if meal is None else int(meal),
    )


def _stated(document: Any, currency: str) -> dict[str, int]:
    """Amounts in the file; one that cannot be read counts as -1, so that the checker finds it."""
    cost = document.get("cost") if isinstance(document, dict) else None
    if not isinstance(cost, dict):
        return {}
    found = {"total": cost.get("total"), "net": cost.get("net_of_rebate"), **cost.get("lines", {})}
    return {
        name: -1 if (units := minor_units(value, currency)) is None else units
        for name, value in found.items()
        if value is not None
    }
