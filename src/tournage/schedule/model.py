"""The board of a shoot, and the problem it answers. Minutes are shooting minutes; clock times are local."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from tournage.kernel.eighths import Eighths
from tournage.kernel.explain import Step
from tournage.kernel.scene import IntExt, Light
from tournage.kernel.words import Phrase


@dataclass(frozen=True, slots=True)
class Strip:
    """A scene (or part of one) to shoot. `id` is `str(SceneKey)`, with `pt1` and on when split.

    `cast` are role ids; `location` and `base` ids of the places desk; `minutes` the estimated
    shooting time with its reason in `estimate`. `after` are strip ids that must come earlier.
    """

    id: str
    scene: str
    int_ext: IntExt | None
    light: Light
    set_name: str
    location: str
    base: str
    eighths: Eighths
    minutes: int
    cast: tuple[str, ...]
    extras: int = 0
    minors: tuple[str, ...] = ()
    equipment: tuple[str, ...] = ()
    script_day: str | None = None
    synopsis: str = ""
    episode: str | None = None
    stage: bool = False
    weather_cover: bool = False
    """An interior that can serve as cover set."""
    after: tuple[str, ...] = ()
    group: str | None = None
    locked_on: date | None = None
    wanted_on: date | None = None
    estimate: Step | None = None
    elements: tuple[str, ...] = ()
    second_unit: bool = False
    """Whether a second unit may shoot it."""
    heavy: bool = False
    """Stunts, crowds, effects: not for the first day."""


@dataclass(frozen=True, slots=True)
class Player:
    """A role as the schedule needs it: price of a work and of a hold day, and when it is away.

    `travel_cost` is one journey to the shoot and home; `per_diem` hotel and allowance for each
    calendar day of the engagement.
    """

    id: str
    name: str
    number: int
    work_rate: int
    """Minor units of the problem's currency a day."""
    hold_rate: int
    minor: bool = False
    away: tuple[tuple[date, date], ...] = ()
    travel_cost: int = 0
    per_diem: int = 0
    drop_allowed: bool = True
    eligible_share: Decimal = Decimal(0)


@dataclass(frozen=True, slots=True)
class Site:
    """A location as the schedule needs it: its base, when it is open, cost a day, builds."""

    id: str
    name: str
    base: str
    open: tuple[tuple[date, date], ...] = ()
    """Spans in which it is available; empty = always."""
    day_cost: int = 0
    dark_day_cost: int = 0
    stage: bool = False
    build_days: int = 0
    strike_days: int = 0
    build_cost: int = 0
    eligible_share: Decimal = Decimal(1)
    drive_minutes: int = 0
    """From the base to the place."""
    floor: str | None = None
    """The sound stage it is built on; two sets of one floor never stand at the same time."""
    return_cost: int = 0
    """Rigging again when the unit comes back after leaving."""


@dataclass(frozen=True, slots=True)
class Leg:
    """A company move between two bases or sites: minutes on the road and its cost."""

    origin: str
    destination: str
    minutes: int
    cost: int = 0
    km: int = 0


@dataclass(frozen=True, slots=True)
class Banner:
    """A line of text between strips or days: company move, travel, holiday, build."""

    kind: str
    text: Phrase
    minutes: int = 0


@dataclass(frozen=True, slots=True)
class Day:
    """One shooting day of one unit. `mode` is `day`, `night`, `split` or `twilight`.

    `call`, `wrap` are local minutes after midnight of `on` (wrap may pass 1440). `starts` are the
    minutes at which the strips begin, `meal` the minute at which the meal does.
    """

    number: int
    on: date
    base: str
    mode: str
    strips: tuple[str, ...]
    minutes: int
    eighths: Eighths
    call: int
    wrap: int
    unit: str = "main"
    sunrise: int | None = None
    sunset: int | None = None
    banners: tuple[Banner, ...] = ()
    locked: bool = False
    starts: tuple[int, ...] = ()
    meal: int | None = None


@dataclass(frozen=True, slots=True)
class Idle:
    """A calendar day without shooting: `rest`, `holiday`, `travel`, `build` or `wait`."""

    on: date
    kind: str
    label: Phrase
    base: str | None = None


@dataclass(frozen=True, slots=True)
class Board:
    """Days in order, the days between, and strips not scheduled.

    `set_build_days` are building days in Morocco outside the shooting days, which the rebate's gate
    may count.
    """

    strips: tuple[Strip, ...]
    days: tuple[Day, ...]
    idle: tuple[Idle, ...]
    boneyard: tuple[str, ...]
    first_day: date
    set_build_days: int = 0
    """Building days in Morocco that do not coincide with a shooting day."""

    @property
    def last_day(self) -> date:
        """The last shooting day (the first, when nothing is scheduled)."""
        return max((day.on for day in self.days), default=self.first_day)

    def strip(self, id: str) -> Strip:
        """The strip with this id."""
        return next(strip for strip in self.strips if strip.id == id)


@dataclass(frozen=True, slots=True)
class DoodRow:
    """One line of the day out of days: a code for each calendar day, and the totals."""

    id: str
    name: str
    number: int | None
    codes: tuple[str, ...]
    """One per calendar day from the board's first day; empty text when not engaged."""
    travel: int
    work: int
    hold: int
    holiday: int
    start: date | None
    finish: date | None

    @property
    def total(self) -> int:
        """Paid days."""
        return self.travel + self.work + self.hold + self.holiday


@dataclass(frozen=True, slots=True)
class DayOutOfDays:
    """Rows over every calendar day from `days[0]`."""

    days: tuple[date, ...]
    rows: tuple[DoodRow, ...]
