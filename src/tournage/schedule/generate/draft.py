"""What has been drawn of a made-up shoot so far."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from tournage.kernel.scene import Light
from tournage.schedule.generate.dice import Dice
from tournage.schedule.model import Leg, Player, Site, Strip
from tournage.schedule.problem import Calendar, Gear, Terms, Town


@dataclass
class Scene:
    """A scene before it is a strip."""

    number: int
    eighths: int
    set: int
    light: Light = Light.DAY
    cast: list[int] = field(default_factory=list)
    crowd: int = 0
    gear: tuple[str, ...] = ()
    heavy: bool = False


@dataclass
class StorySet:
    """A set of the story: the place where it is shot, and whether it is inside."""

    site: int
    inside: bool


@dataclass
class Draft:
    """Everything drawn so far, and what it is drawn from."""

    kind: str
    dice: Dice
    data: dict[str, Any]
    terms: Terms
    calendar: Calendar
    towns: list[Town] = field(default_factory=list)
    sites: list[Site] = field(default_factory=list)
    legs: list[Leg] = field(default_factory=list)
    sets: list[StorySet] = field(default_factory=list)
    players: list[Player] = field(default_factory=list)
    scenes: list[Scene] = field(default_factory=list)
    strips: list[Strip] = field(default_factory=list)
    gear: list[Gear] = field(default_factory=list)

    @property
    def size(self) -> dict[str, Any]:
        """The numbers of a feature, or of a series."""
        held: dict[str, Any] = self.data[self.kind]
        return held

    @property
    def shape(self) -> dict[str, Any]:
        """What scripts are like."""
        held: dict[str, Any] = self.data["shape"]
        return held

    @property
    def prices(self) -> dict[str, Any]:
        """What things cost, in whole units of the currency."""
        held: dict[str, Any] = self.data["prices"]
        return held

    @property
    def span(self) -> int:
        """Calendar days that the planned shooting days take."""
        return int(self.size["days"]) * 7 // 6
