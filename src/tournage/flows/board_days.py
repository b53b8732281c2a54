"""Days of the board as the budget counts them: shooting, night, stage, weeks, moves."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_CEILING, ROUND_HALF_UP, Decimal

from tournage.breakdown.model import Breakdown, Sheet
from tournage.budget.model import Driver
from tournage.kernel.dated import Confidence, Origin
from tournage.kernel.explain import Step
from tournage.kernel.place import place_words
from tournage.kernel.scene import IntExt, Light
from tournage.kernel.words import Phrase, phrase
from tournage.places.model import Location, PlacePlan
from tournage.schedule.model import Board, Day, Strip

WORK_DAYS_A_WEEK = 6
CENTS = Decimal("0.01")
MAIN = "main"


@dataclass(frozen=True)
class Shoot:
    """The board joined with its breakdown and places, by id."""

    breakdown: Breakdown
    plan: PlacePlan
    board: Board
    locations: dict[str, Location]
    strips: dict[str, Strip] = field(init=False)
    sheets: dict[str, Sheet] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "strips", {strip.id: strip for strip in self.board.strips})
        object.__setattr__(self, "sheets", {str(sheet.key): sheet for sheet in self.breakdown.sheets})

    @property
    def main_days(self) -> tuple[Day, ...]:
        """Shooting days of the main unit, in order."""
        return tuple(day for day in self.board.days if day.unit == MAIN)

    def strips_of(self, day: Day) -> tuple[Strip, ...]:
        """The strips of a day."""
        return tuple(self.strips[id] for id in day.strips)

    def scenes_of(self, days: Iterable[Day]) -> tuple[str, ...]:
        """The scenes shot on these days, each once."""
        return unique(strip.scene for day in days for strip in self.strips_of(day))

    @property
    def first_day(self) -> date:
        """The first shooting day."""
        return min((day.on for day in self.board.days), default=self.board.first_day)


def unique(names: Iterable[str]) -> tuple[str, ...]:
    """Names in the order they came, each once."""
    return tuple(dict.fromkeys(names))


def label(name: str) -> Phrase:
    """The words of a driver; the part after a colon stands in the phrase."""
    head, colon, rest = name.partition(":")
    if not colon:
        return phrase(f"flows.driver.{head}")
    return phrase(
        f"flows.driver.{head}",
        of=phrase(f"flows.tier.{rest}") if head.startswith("cast_") else place_words(rest),
    )


def driver(
    name: str,
    amount: Decimal | int,
    unit: str,
    *,
    parts: Iterable[Step] = (),
    operation: str = "+",
    scenes: Iterable[str] = (),
    origin: Origin = Origin.PROPOSED,
    rule: Phrase | None = None,
) -> Driver:
    """One count with its explanation; the scenes are those of its parts unless given."""
    inputs = tuple(parts)
    touched = unique(scenes) or unique(scene for step in inputs for scene in step.scenes)
    step = Step(
        label(name),
        Decimal(amount),
        operation if inputs else "",
        inputs,
        unit=unit,
        rule=rule,
        origin=origin,
        confidence=Confidence.MEDIUM,
        scenes=touched,
        assumption=f"driver.{name}",
    )
    return Driver(name, Decimal(amount), unit, step)


def day_step(shoot: Shoot, day: Day, amount: Decimal | int, scenes: Iterable[str] | None = None) -> Step:
    """What one shooting day adds to a count."""
    touched = shoot.scenes_of([day]) if scenes is None else unique(scenes)
    return Step(
        phrase("flows.shooting_day", number=day.number, on=day.on),
        Decimal(amount),
        origin=Origin.PROPOSED,
        scenes=touched,
        on=day.on,
    )


def count_days(shoot: Shoot, name: str, days: Iterable[Day]) -> Driver:
    """A number of shooting days, one step each."""
    chosen = tuple(days)
    return driver(name, len(chosen), "days", parts=(day_step(shoot, day, 1) for day in chosen))


def in_weeks(name: str, days: Driver) -> Driver:
    """Days of work as six-day weeks, to two decimals."""
    weeks = (days.amount / WORK_DAYS_A_WEEK).quantize(CENTS, ROUND_HALF_UP)
    return driver(
        name, weeks, "weeks", parts=(days.explain,), operation="=", rule=phrase("flows.six_day_week")
    )


def day_drivers(shoot: Shoot) -> tuple[Driver, ...]:
    """Shooting, night, exterior and second-unit days, paid weeks, permit weeks, travel and moves."""
    days = shoot.main_days
    shooting = count_days(shoot, "shoot_days", days)
    night = count_days(shoot, "night_days", (d for d in days if d.mode in ("night", "split")))
    outside = count_days(shoot, "exterior_days", (d for d in days if _outside_by_day(shoot, d)))
    second = count_days(shoot, "second_unit_days", (d for d in shoot.board.days if d.unit != MAIN))
    travel = _idle(shoot, "travel_days", "travel")
    holidays = _idle(shoot, "holidays_within", "holiday")
    paid_days = shooting.amount + travel.amount + holidays.amount
    paid = driver(
        "paid_days",
        paid_days,
        "days",
        parts=[s.explain for s in (shooting, travel, holidays) if s.amount],
    )
    span = (shoot.board.last_day - shoot.first_day).days + 1 if days else 0
    calendar = Step(phrase("flows.calendar_days"), Decimal(span), unit="days", origin=Origin.PROPOSED)
    permit = (Decimal(span) / 7).to_integral_value(ROUND_CEILING)
    return (
        shooting,
        paid,
        in_weeks("shoot_weeks", paid),
        night,
        outside,
        second,
        travel,
        driver(
            "permit_weeks",
            permit,
            "weeks",
            parts=(calendar,),
            operation="=",
            rule=phrase("flows.begun_weeks"),
            scenes=shoot.scenes_of(days),
        ),
        driver("episodes", _episodes(shoot), "episodes", scenes=shoot.scenes_of(days)),
    )


def _episodes(shoot: Shoot) -> int:
    return max(1, len({sheet.key.episode for sheet in shoot.breakdown.sheets if sheet.key.episode}))


def _outside_by_day(shoot: Shoot, day: Day) -> bool:
    return any(
        strip.int_ext in (IntExt.EXT, IntExt.BOTH) and strip.light is not Light.NIGHT
        for strip in shoot.strips_of(day)
    )


def _idle(shoot: Shoot, name: str, kind: str) -> Driver:
    """Days of one kind between the first and the last shooting day."""
    last = shoot.board.last_day
    idle = [i for i in shoot.board.idle if i.kind == kind and shoot.first_day <= i.on <= last]
    steps = (Step(i.label, Decimal(1), on=i.on, origin=Origin.PROPOSED) for i in idle)
    return driver(name, len(idle), "days", parts=steps)
