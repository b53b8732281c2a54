"""The figures by which places are weighed: eighths a day, the price of a move, days to build."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal
from functools import lru_cache
from importlib.resources import files

from tournage.kernel.dated import Source, Sourced
from tournage.places.strict import Field, open_file


@dataclass(frozen=True, slots=True)
class BuildScale:
    """Days to build and strike a set of up to `eighths` of shooting, and the floor it takes."""

    eighths: int
    build_days: int
    strike_days: int
    floor_m2: int


@dataclass(frozen=True, slots=True, eq=False)
class Choice:
    """All figures by name, each an estimate with its source."""

    figures: dict[str, Sourced[Decimal]]
    builds: tuple[BuildScale, ...]
    builds_source: tuple[Source, ...]

    def figure(self, name: str) -> float:
        """The value of a figure."""
        return float(self.figures[name].value)

    def scale(self, eighths: int) -> BuildScale:
        """How big a set of this shooting length is built."""
        return next((s for s in self.builds if eighths <= s.eighths), self.builds[-1])

    def build(self, eighths: int, outdoors: bool = False) -> tuple[int, int]:
        """Days to build and to strike a set of this shooting length."""
        scale = self.scale(eighths)
        if not outdoors:
            return scale.build_days, scale.strike_days
        days = scale.build_days * self.figures["backlot_factor"].value
        return int(days.to_integral_value(ROUND_CEILING)), scale.strike_days


@lru_cache
def load_choice() -> Choice:
    """Read the figures shipped with the product.

    Raises: DataFileError naming file and line.
    """
    root = open_file(files("tournage.places").joinpath("choice.yaml"), "tournage/choice/1")
    root.only("schema", "as_of", "figures", "builds", "builds_source", "backlot_factor")
    figures = {name: field.sourced() for name, field in root.at("figures").items()}
    figures["backlot_factor"] = root.at("backlot_factor").sourced()
    builds = tuple(_scale(field) for _, field in root.at("builds").items())
    return Choice(figures, builds, tuple(field.source() for field in root.at("builds_source").each()))


def _scale(field: Field) -> BuildScale:
    field.only("eighths", "build_days", "strike_days", "floor_m2")
    return BuildScale(
        *(field.at(key).whole() for key in ("eighths", "build_days", "strike_days", "floor_m2"))
    )
