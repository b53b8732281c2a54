"""The whole question a schedule answers: what to shoot, with whom, where, when, under which terms, at what price.

Amounts are integers in minor units of `currency`; clock times are local minutes after midnight.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal

from tournage.kernel.calendar import DaySpan
from tournage.schedule.model import Leg, Player, Site, Strip

SHARE_DECIMALS = 4

COST_LINES = (
    "crew",
    "night",
    "overtime",
    "travel_days",
    "waiting",
    "living",
    "cast_work",
    "cast_hold",
    "cast_travel",
    "per_diem",
    "children",
    "sites",
    "dark_days",
    "builds",
    "returns",
    "moves",
    "extras",
    "gear",
    "wishes",
)
"""The lines of a board's cost, in the order in which they are printed."""


@dataclass(frozen=True, slots=True)
class Town:
    """A unit base: what a night of the whole crew costs there (nothing at home)."""

    id: str
    name: str
    living: int = 0


@dataclass(frozen=True, slots=True)
class Sun:
    """Light at a base on a day."""

    base: str
    on: date
    dawn: int
    sunrise: int
    sunset: int
    dusk: int


@dataclass(frozen=True, slots=True)
class Calendar:
    """Days on which one may shoot: from `first_day` to `last_day`, without rest days and holidays."""

    first_day: date
    last_day: date
    rest_weekdays: tuple[int, ...]
    """Monday is 0."""
    holidays: tuple[tuple[date, str], ...] = ()
    ramadan: tuple[DaySpan, ...] = ()
    start_by: date | None = None
    """The latest first shooting day; None leaves the start open."""

    def is_rest(self, on: date) -> bool:
        """Whether it is the weekly day off."""
        return on.weekday() in self.rest_weekdays

    def holiday(self, on: date) -> str | None:
        """Name of the holiday on that day."""
        return next((name for day, name in self.holidays if day == on), None)

    def is_ramadan(self, on: date) -> bool:
        """Whether the day falls in Ramadan."""
        return any(on in span for span in self.ramadan)

    def may_work(self, on: date) -> bool:
        """Whether the company works on that day."""
        return not self.is_rest(on) and self.holiday(on) is None

    @property
    def days(self) -> int:
        """Calendar days from first to last."""
        return (self.last_day - self.first_day).days + 1

    def day(self, index: int) -> date:
        """The day that many days after the first."""
        return self.first_day + timedelta(days=index)


@dataclass(frozen=True, slots=True)
class Mode:
    """A kind of working day: between which minutes it may be called, its usual call, its latest wrap."""

    id: str
    earliest_call: int
    latest_call: int
    latest_wrap: int
    usual_call: int


@dataclass(frozen=True, slots=True)
class Terms:
    """The parameters of the agreement the crew and cast work under; all minutes unless named otherwise."""

    day_minutes: int
    """A working day, meal not counted."""
    ramadan_day_minutes: int
    overtime_minutes: int
    """How much overtime may be planned on a day."""
    first_shot_minutes: int
    wrap_minutes: int
    meal_minutes: int
    meal_within_minutes: int
    """Longest stretch of work without a meal."""
    crew_rest_minutes: int
    cast_rest_minutes: int
    weekly_rest_minutes: int
    makeup_minutes: int
    """How long before the first scene a player is called."""
    days_in_a_row: int
    nights_in_a_row: int
    sites_a_day: int
    move_limit_minutes: int
    """Longest drive between two places of one day."""
    move_overhead_minutes: int
    """Packing and unpacking at each move of a day."""
    evening_drive_minutes: int
    """Longest drive to the next base after wrap; a longer one takes a travel day."""
    driving_day_minutes: int
    free_drive_minutes: int
    """Drive from base to place that is not counted as work."""
    twilight_minutes: int
    """How far dawn light reaches past sunrise, and dusk light before sunset."""
    blackout_interiors: bool
    """Whether interiors at night may be shot by day behind blacked-out windows."""
    day_interiors_by_daylight: bool
    """Whether day interiors outside a stage wait for daylight."""
    most_eighths: int
    minor_shooting_minutes: int
    """Most shooting minutes of the scenes a child is in on one day."""
    minor_presence_minutes: int
    minor_earliest: int
    minor_latest: int
    drop_days: int
    """Calendar days without work from which a player may be dropped and picked up."""
    modes: tuple[Mode, ...]

    def mode(self, id: str) -> Mode | None:
        """The kind of day with this id."""
        return next((mode for mode in self.modes if mode.id == id), None)


@dataclass(frozen=True, slots=True)
class Unit:
    """A shooting unit: price of its day, surcharge by mode, overtime, when it exists and how long."""

    id: str
    crew_day: int
    overtime_hour: int = 0
    premiums: tuple[tuple[str, int], ...] = ()
    spans: tuple[tuple[date, date], ...] = ()
    most_days: int | None = None
    living: int = 0
    """A night of this unit away from home, for each of its shooting days; the main unit's nights are priced by town."""
    move_cost: int = 0
    """This unit's way from the base of one of its shooting days to that of the next; the main unit's roads are legs."""

    def premium(self, mode: str) -> int:
        """Surcharge of a day of this mode."""
        return next((price for id, price in self.premiums if id == mode), 0)


@dataclass(frozen=True, slots=True)
class Prices:
    """What belongs to no player, place or unit. Wishes are prices the user puts on taste."""

    travel_day: int = 0
    """The company on the road instead of shooting."""
    wait_day: int = 0
    """The company waiting on a working day."""
    extra_day: int = 0
    chaperone_day: int = 0
    flip: int = 0
    """Wish: turning from day to night or back."""
    heavy_first_day: int = 0
    over_page: int = 0
    """Wish: each eighth above `comfortable_eighths` on a day."""
    comfortable_eighths: int = 0
    set_day: int = 0
    """Wish: each set on each day that uses it; a set is dressed and lit anew when the unit comes back."""
    thin_minute: int = 0
    """Wish: each shooting minute that a day is short of `least_minutes`."""
    least_minutes: int = 0
    missed_date: int = 0
    """Wish: a strip not on the day it was wanted."""
    no_cover: int = 0
    """Wish: leaving a base after an exterior day without an interior in reserve."""
    eligible: tuple[tuple[str, Decimal], ...] = ()
    """Share of a cost line that counts for the rebate, for lines that are not a player's or a place's."""

    def share(self, line: str) -> Decimal:
        """Eligible share of a line; wishes are no money."""
        return next((share for id, share in self.eligible if id == line), Decimal(0))


@dataclass(frozen=True, slots=True)
class Gear:
    """Something that is not always there: crane, camels, armed-forces column, a director."""

    id: str
    name: str
    day_cost: int = 0
    week_cost: int = 0
    """Most that a calendar week may cost; 0 = no weekly price."""
    open: tuple[tuple[date, date], ...] = ()
    eligible_share: Decimal = Decimal(1)


@dataclass(frozen=True, slots=True)
class Wish:
    """Story order with a price: `first` should be shot before `then`."""

    first: str
    then: str
    price: int


@dataclass(frozen=True, slots=True)
class Block:
    """Episodes of a series that one director shoots, when he or she is there, and by when all is shot."""

    id: str
    episodes: tuple[str, ...]
    director: str = ""
    """No name: any director shoots it, and its scenes share days with those of other blocks."""
    present: tuple[tuple[date, date], ...] = ()
    """Spans in which the director is there; empty = always."""
    shot_by: date | None = None
    """The last day on which a scene of these episodes may be shot, so that the edit can deliver them."""


@dataclass(frozen=True, slots=True)
class Rebate:
    """What comes back of the eligible cost, and the gates to pass."""

    rate: Decimal
    least_days: int = 0
    builds_count: bool = True
    least_eligible: int = 0
    other_eligible: int = 0
    """Eligible spend outside the schedule."""
    limit_share: Decimal = Decimal(1)
    """Most of the spend in the country that counts."""
    other_spend: int = 0
    """Spend in the country outside the schedule."""


@dataclass(frozen=True, slots=True)
class DayLock:
    """A day that stays as it is: exactly these strips, by this unit."""

    on: date
    strips: tuple[str, ...]
    unit: str = "main"


@dataclass(frozen=True, slots=True)
class Problem:
    """Everything a schedule must respect and pay for. `home` is where the company starts and ends."""

    title: str
    currency: str
    strips: tuple[Strip, ...]
    players: tuple[Player, ...]
    sites: tuple[Site, ...]
    towns: tuple[Town, ...]
    legs: tuple[Leg, ...]
    calendar: Calendar
    suns: tuple[Sun, ...]
    terms: Terms
    units: tuple[Unit, ...]
    prices: Prices = field(default_factory=Prices)
    gear: tuple[Gear, ...] = ()
    wishes: tuple[Wish, ...] = ()
    rebate: Rebate | None = None
    locked_days: tuple[DayLock, ...] = ()
    home: str | None = None
    blocks: tuple[Block, ...] = ()

    def leg(self, origin: str, destination: str) -> Leg:
        """The road between two bases or places, in either direction; nothing when none is known."""
        for leg in self.legs:
            if {leg.origin, leg.destination} == {origin, destination}:
                return leg
        return Leg(origin, destination, 0)
