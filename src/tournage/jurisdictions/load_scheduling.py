"""The terms under which a country's crews shoot, as dated data of its folder."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from importlib.resources import files
from typing import Any

from tournage.kernel.datafile import read_decimal, read_yaml
from tournage.kernel.dated import Confidence, Dated, Origin, Sourced, parse_sources
from tournage.kernel.errors import DataFileError
from tournage.schedule.problem import Mode, Terms


@dataclass(frozen=True, slots=True)
class SchedulingData:
    """Everything a country's files say about scheduling: dated rules, kinds of day, estimates, prices."""

    rules: Mapping[str, Dated[Decimal]]
    modes: tuple[tuple[Mode, Decimal], ...]
    """Each kind of day with its surcharge as a fraction of a crew day."""
    estimate: Mapping[str, Any]
    prices: Mapping[str, Sourced[Decimal]]
    wishes: Mapping[str, Sourced[Decimal]]
    currency: str

    def rule(self, name: str, on: date) -> Decimal:
        """What a rule says on a day; before its first day, what it said then.

        Raises: DataFileError when no file holds the rule.
        """
        if name not in self.rules:
            raise DataFileError("scheduling.yaml", f"the rule {name!r} is missing")
        held = self.rules[name].on(on) or self.rules[name].steps[0][1]
        return held.value


@lru_cache
def load_scheduling(country: str) -> SchedulingData:
    """The scheduling data of a country.

    Raises: DataFileError.
    """
    folder = files("tournage").joinpath("jurisdictions", country.lower())
    agreement, own = read_yaml(folder / "agreement.yaml"), read_yaml(folder / "scheduling.yaml")
    rules = {**_rules(agreement["rules"]), **_rules(own["rules"])}
    return SchedulingData(
        rules=rules,
        modes=tuple(_mode(id, entry) for id, entry in own["modes"].items() if isinstance(entry, dict)),
        estimate=own["estimate"],
        prices=_priced(own["prices"]),
        wishes=_priced(own["wishes"]),
        currency=own["prices"]["currency"],
    )


def _rules(entries: Mapping[str, Any]) -> dict[str, Dated[Decimal]]:
    rules = {}
    for name, entry in entries.items():
        steps = tuple((since, _sourced(held, name)) for since, held in sorted(entry["values"].items()))
        rules[name] = Dated(name, steps, entry["dated_by"])
    return rules


def _sourced(held: Mapping[str, Any], where: str) -> Sourced[Decimal]:
    return Sourced(
        read_decimal(held["value"], where),
        parse_sources(held["source"]),
        Confidence(held["confidence"]),
        Origin.ASSUMED if held.get("assumed") else Origin.SOURCED,
        note=held.get("note"),
    )


def _mode(id: str, entry: Mapping[str, str]) -> tuple[Mode, Decimal]:
    clock = (int(entry[n]) for n in ("earliest_call", "latest_call", "latest_wrap", "usual_call"))
    return Mode(id, *clock), Decimal(entry["premium"])


def _priced(block: Mapping[str, Any]) -> dict[str, Sourced[Decimal]]:
    head = {key: block[key] for key in ("source", "confidence", "assumed")}
    plain = ("source", "confidence", "assumed", "note", "currency")
    return {k: _sourced({**head, "value": v}, k) for k, v in block.items() if k not in plain}


def load_terms(country: str, on: date, *, week_days: int | None = None) -> Terms:
    """The terms in force on the first shooting day; `week_days` overrides the shooting week."""
    data = load_scheduling(country)

    def rule(name: str, factor: int = 1) -> int:
        return int(data.rule(name, on) * factor)

    return Terms(
        day_minutes=rule("day_hours", 60),
        ramadan_day_minutes=rule("ramadan_day_hours", 60),
        overtime_minutes=rule("overtime_planned_minutes"),
        first_shot_minutes=rule("first_shot_minutes"),
        wrap_minutes=rule("wrap_minutes"),
        meal_minutes=rule("meal_minutes"),
        meal_within_minutes=rule("meal_after_hours", 60),
        crew_rest_minutes=rule("turnaround_hours", 60),
        cast_rest_minutes=rule("turnaround_hours", 60),
        weekly_rest_minutes=rule("weekly_rest_hours", 60),
        makeup_minutes=rule("makeup_minutes"),
        days_in_a_row=week_days or rule("shooting_week_days"),
        nights_in_a_row=rule("nights_in_a_row"),
        sites_a_day=rule("sites_a_day"),
        move_limit_minutes=rule("move_limit_minutes"),
        move_overhead_minutes=rule("move_overhead_minutes"),
        evening_drive_minutes=rule("evening_drive_minutes"),
        driving_day_minutes=rule("driving_day_minutes"),
        free_drive_minutes=rule("free_drive_minutes"),
        twilight_minutes=rule("twilight_minutes"),
        blackout_interiors=bool(rule("blackout_interiors")),
        day_interiors_by_daylight=bool(rule("day_interiors_by_daylight")),
        most_eighths=rule("most_eighths"),
        minor_shooting_minutes=int(
            data.rule("minor_minutes_on_camera", on) / data.rule("minor_camera_share", on)
        ),
        minor_presence_minutes=rule("minor_day_hours", 60),
        minor_earliest=rule("minor_earliest_hour", 60),
        minor_latest=rule("minor_latest_hour", 60),
        drop_days=rule("drop_days"),
        modes=tuple(mode for mode, _ in data.modes),
    )


def rest_weekdays(country: str, on: date, *, week_days: int | None = None) -> tuple[int, ...]:
    """The weekdays off for a shooting week of five, six or seven days (Monday is 0)."""
    data = load_scheduling(country)
    days = week_days or int(data.rule("shooting_week_days", on))
    off = (int(data.rule("rest_weekday", on)), int(data.rule("rest_weekday_second", on)))
    return tuple(sorted(off[: max(0, 7 - days)]))
