"""How every desk names a scene and its light."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum


class IntExt(StrEnum):
    """Indoors, outdoors or both, as the heading says."""

    INT = "INT"
    EXT = "EXT"
    BOTH = "I/E"


class Light(StrEnum):
    """The light a scene needs, after CONTINUOUS, LATER and SAME have been resolved."""

    DAY = "DAY"
    NIGHT = "NIGHT"
    DAWN = "DAWN"
    DUSK = "DUSK"


@dataclass(frozen=True, slots=True)
class SceneKey:
    """A scene's name in a production: its episode, if a series, and its number as text.

    >>> str(SceneKey("101", "12A")), str(SceneKey(None, "7"))
    ('101/12A', '7')
    """

    episode: str | None
    number: str

    def __str__(self) -> str:
        return f"{self.episode}/{self.number}" if self.episode else self.number

    @property
    def order(self) -> tuple[tuple[int, int, str], ...]:
        """Sort key in which 2 precedes 10 and 12 precedes 12A."""
        pieces = re.findall(r"\d+|[^\d]+", f"{self.episode or ''}\t{self.number}")
        return tuple((0, int(p), "") if p.isdecimal() else (1, 0, p) for p in pieces)


def parse_scene_key(text: str) -> SceneKey:
    """Read what `str(SceneKey)` printed."""
    episode, slash, number = text.rpartition("/")
    return SceneKey(episode if slash else None, number)
