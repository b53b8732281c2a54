"""Reading the work rules of a country: hours, rest, overtime, Ramadan, children, local crew."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from tournage.kernel.dated import Dated, Sourced
from tournage.kernel.errors import TournageError
from tournage.places.strict import Field, open_file

DATED_BY = frozenset(("application", "approval", "first_shooting_day", "expenditure", "payment"))


class UnknownRuleError(TournageError):
    """No work rule has this name, or none holds on that day."""


@dataclass(frozen=True, slots=True, eq=False)
class Agreement:
    """The work rules of a country, dated, by name.

    Names: `shooting_week_days`, `day_hours`, `legal_week_hours`, `weekly_rest_hours`,
    `overtime_1_rate`, `overtime_1_from_hours`, `overtime_2_rate`, `overtime_2_from_hours`,
    `overtime_last_hours`, `overtime_night_rate`, `overtime_rest_day_rate`, `night_starts_hour`,
    `night_ends_hour`, `turnaround_hours`, `extras_day_hours`, `meal_after_hours`,
    `meal_minutes`, `ramadan_day_hours` (with `_low`, `_high`), `iftar_minutes`,
    `minor_work_age`, `minor_permit_under_age`, `minor_dangerous_under_age`,
    `minor_night_under_age`, `minor_day_hours`, `minor_minutes_on_camera`, `permit_file_days`,
    and shares of Moroccan crew. `units` gives each one's unit.
    """

    country: str
    rules: dict[str, Dated[Decimal]]
    units: dict[str, str]

    def on(self, name: str, day: date) -> Sourced[Decimal]:
        """The rule as it holds on a day, with source, confidence and unit.

        Raises: UnknownRuleError.
        """
        rule = self.rules.get(name)
        held = rule.on(day) if rule is not None else None
        if held is None:
            raise UnknownRuleError(f"{name}: no work rule of this name holds on {day}")
        return held

    def hours(self, name: str, day: date) -> Decimal:
        """A rule in hours, as a plain number.

        Raises: UnknownRuleError.
        """
        return self.on(name, day).value

    def minutes(self, name: str, day: date) -> int:
        """A rule in whole minutes, whether it is stated in hours or minutes.

        Raises: UnknownRuleError.
        """
        value = self.on(name, day).value
        return int(value * 60) if self.units[name] in ("hours", "hour") else int(value)


@lru_cache
def load_agreement(country: str = "ma") -> Agreement:
    """Read the work rules of a country.

    Raises: DataFileError naming file and line.
    """
    return read_agreement(files("tournage.jurisdictions").joinpath(country, "agreement.yaml"), country)


def read_agreement(file: Path | Traversable, country: str) -> Agreement:
    """Read one file of work rules.

    Raises: DataFileError naming file and line.
    """
    root = open_file(file, "tournage/agreement/1")
    root.only("schema", "as_of", "rules")
    fields = dict(root.at("rules").items())
    return Agreement(
        country,
        {name: _rule(name, field) for name, field in fields.items()},
        {name: field.at("unit").text() for name, field in fields.items()},
    )


def _rule(name: str, field: Field) -> Dated[Decimal]:
    field.only("unit", "dated_by", "values", "last_day")
    dated_by = field.at("dated_by")
    if dated_by.value not in DATED_BY:
        dated_by.fail(f"dated_by is one of {', '.join(sorted(DATED_BY))}")
    unit = field.at("unit").text()
    steps = []
    for key, value in field.at("values").items():
        value.only("value", "confidence", "assumed", "derived", "note", "source")
        since = value.way[-1]
        if not isinstance(since, date):
            value.fail(f"{key!r} is not a date")
        held = Sourced(
            value.at("value").number(),
            value.sources(),
            value.confidence(),
            value.origin(),
            unit,
            value.optional("note"),
        )
        steps.append((since, held))
    last = field.at("last_day").day() if field.has("last_day") else None
    return Dated(name, tuple(sorted(steps, key=lambda step: step[0])), dated_by.text(), last)
