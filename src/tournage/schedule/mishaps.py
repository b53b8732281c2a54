"""One shoot's luck, drawn before it begins: weather by base and day, illness by player, pace, late permits.

Each kind has its own dice, made from the seed, the number of the run and what it is drawn for, so that the
same bad luck meets a board with and without cover sets, on any machine.
"""

from __future__ import annotations

import math
import random
from dataclasses import dataclass
from datetime import date, timedelta

from tournage.schedule.hazards import MEAN_HIGH, RAIN, Hazards

HOUR = 60
NEVER = 10_000
COOL = 4.0
"""Standard deviations from the heat limit beyond which no day of a month reaches it."""


@dataclass(frozen=True, slots=True)
class Sky:
    """What the weather of one day at one base does to exteriors, in minutes after midnight."""

    rain: bool
    wind_from: int
    """First minute at which wind stops exteriors; `NEVER` on a calm day."""
    hot: bool


CLEAR = Sky(rain=False, wind_from=NEVER, hot=False)


@dataclass(frozen=True, slots=True)
class _Month:
    """The numbers of a base in a month."""

    wet: float
    wet_after_wet: float
    wet_after_dry: float
    hot_above: float | None
    """Standard deviations above the month's mean from which a day is too hot."""
    winds: tuple[tuple[float, int], ...]


class Forecast:
    """What each base must expect on each calendar day from `first`; worked out once for all runs."""

    def __init__(self, hazards: Hazards, bases: tuple[str, ...], first: date, days: int) -> None:
        self.hazards, self.first, self.count = hazards, first, days
        self.stops = hazards.number("rain_stops")
        self.memory = min(0.99, hazards.number("heat_persistence"))
        dates = [first + timedelta(days=i) for i in range(days)]
        months: dict[tuple[str, int], _Month] = {}
        self.months: dict[str, list[_Month]] = {}
        for base in bases:
            for month in {on.month for on in dates}:
                months[base, month] = self._month(base, month)
            self.months[base] = [months[base, on.month] for on in dates]

    def _month(self, base: str, month: int) -> _Month:
        hazards = self.hazards
        wet = min(0.999, float(hazards.find(RAIN, base, month) or 0))
        stay = max(wet, hazards.number("rain_persistence"))
        mean, limit = hazards.find(MEAN_HIGH, base, month), hazards.find("heat_limit")
        spread = hazards.number("heat_spread")
        above = None
        if mean is not None and limit is not None:
            above = float(limit - mean) / spread if spread else (NEVER if mean < limit else -NEVER)
        winds = hazards.winds(base, month)
        return _Month(wet, stay, wet * (1 - stay) / (1 - wet), above, winds)

    def hot_share(self, base: str, on: date) -> float | None:
        """Chance that a day is above the heat limit; None where the climate is not known."""
        above = self.months[base][(on - self.first).days].hot_above
        return None if above is None else 0.5 * math.erfc(above / math.sqrt(2))

    def draw(self, base: str, dice: random.Random) -> list[Sky]:
        """The weather of one shoot at a base: wet days follow wet days, heat comes in waves."""
        skies, wet, heat = [], False, dice.gauss(0, 1)
        push = math.sqrt(1 - self.memory**2)
        for index, month in enumerate(self.months[base]):
            chance = month.wet if index == 0 else month.wet_after_wet if wet else month.wet_after_dry
            wet = dice.random() < chance
            rain = wet and dice.random() < self.stops
            wind, hot = NEVER, False
            for share, hour in month.winds:
                if dice.random() < share:
                    wind = min(wind, hour * HOUR)
            if month.hot_above is not None and month.hot_above < COOL:
                heat = self.memory * heat + push * dice.gauss(0, 1)
                hot = heat > month.hot_above
            skies.append(Sky(rain, wind, hot) if rain or hot or wind < NEVER else CLEAR)
        return skies


class Luck:
    """Everything drawn for one run."""

    def __init__(self, forecast: Forecast, hazards: Hazards, seed: int, run: int) -> None:
        self._forecast, self._hazards, self._name = forecast, hazards, f"{seed}:{run}"
        self._skies: dict[str, list[Sky]] = {}
        self.ill: dict[str, list[tuple[int, int]]] = {}

    def _dice(self, what: str) -> random.Random:
        return random.Random(f"{self._name}:{what}")  # noqa: S311 - chance, not secrecy

    def sky(self, base: str, index: int) -> Sky:
        """The weather at a base on a calendar day."""
        skies = self._skies.get(base)
        if skies is None:
            skies = self._skies[base] = self._forecast.draw(base, self._dice(f"sky:{base}"))
        return skies[index]

    def draw_illness(self, players: tuple[str, ...]) -> None:
        """When each player is ill: spells of some days, in calendar days from the first."""
        hazards, dice = self._hazards, self._dice("illness")
        chance = hazards.number("illness_chance")
        if chance <= 0:
            return
        low, likely, high = (hazards.number(f"illness_days_{end}") for end in ("low", "likely", "high"))
        wait = math.log(1 - min(chance, 0.999))
        for player in players:
            on, spells = 0, []
            while True:
                on += int(math.log(1 - dice.random()) / wait)
                if on >= self._forecast.count:
                    break
                days = max(1, round(dice.triangular(low, high, likely))) if high else 1
                spells.append((on, on + days - 1))
                on += days
            if spells:
                self.ill[player] = spells

    def is_ill(self, player: str, index: int) -> bool:
        """Whether a player is ill on a calendar day."""
        return any(first <= index <= last for first, last in self.ill.get(player, ()))

    def paces(self, strips: tuple[str, ...]) -> dict[str, float]:
        """How long each strip takes against its planned minutes."""
        hazards, dice = self._hazards, self._dice("pace")
        low, likely, high = (hazards.number(f"overrun_{end}") for end in ("low", "likely", "high"))
        if low == high:
            return dict.fromkeys(strips, low or 1.0)
        return {strip: dice.triangular(low, high, likely) for strip in strips}

    def late_permits(self, sites: tuple[str, ...]) -> set[str]:
        """Places whose permit is late."""
        dice, chance = self._dice("permits"), self._hazards.number("permit_late_chance")
        return {site for site in sites if dice.random() < chance}
