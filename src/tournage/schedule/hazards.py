"""What may go wrong on a shoot, as numbers that each say where they come from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from tournage.kernel.dated import Confidence, Origin, Sourced
from tournage.kernel.errors import TournageError
from tournage.kernel.words import Phrase, phrase

MEAN_HIGH, RAIN = "heat_mean", "rain_share"
WINDS = "wind_"


class UnknownHazardError(TournageError):
    """No assumption of the risk has this name, or its value is out of range."""


@dataclass(frozen=True, slots=True)
class Chance:
    """One number of the risk. `base` and `month` are None where it holds everywhere, always."""

    id: str
    value: Sourced[Decimal]
    unit: str
    base: str | None = None
    month: int | None = None

    @property
    def label(self) -> Phrase:
        """Its name in words."""
        return phrase(f"schedule.hazard.{self.id.partition(':')[0]}")


@dataclass(frozen=True, slots=True)
class Hazards:
    """Every distribution a risk is drawn from, each with source and confidence."""

    chances: tuple[Chance, ...]

    def find(self, id: str, base: str | None = None, month: int | None = None) -> Decimal | None:
        """The number for a base in a month, else the one that holds everywhere; None when there is none."""
        held = None
        for chance in self.chances:
            if chance.id == id and chance.base in (None, base) and chance.month in (None, month):
                if chance.base is not None:
                    return chance.value.value
                held = chance.value.value
        return held

    def number(self, id: str) -> float:
        """A number that holds everywhere; 0 when nobody assumes any."""
        return float(self.find(id) or 0)

    def winds(self, base: str, month: int) -> tuple[tuple[float, int], ...]:
        """Chance and first hour of each wind that may stop exteriors."""
        found = []
        for chance in self.chances:
            if chance.id.startswith(f"{WINDS}chance:") and (chance.base, chance.month) == (base, month):
                hour = self.find(f"{WINDS}from_hour:{chance.id.partition(':')[2]}", base, month)
                found.append((float(chance.value.value), int(hour or 0)))
        return tuple(found)

    def with_yours(self, yours: Mapping[str, Decimal]) -> Hazards:
        """A person's own numbers in place of ours, at every base and in every month.

        Raises: UnknownHazardError.
        """
        known = {chance.id: chance for chance in self.chances}
        for name, value in yours.items():
            if name not in known:
                raise UnknownHazardError(
                    f"{name}: no such assumption. Use one of: {', '.join(sorted(known))}."
                )
            if not value.is_finite() or value < 0 or (known[name].unit == "share" and value > 1):
                raise UnknownHazardError(
                    f"{name}={value}: give a share from 0 to 1, or a number not below 0."
                )
        mine = {id: Sourced(value, (), Confidence.HIGH, Origin.YOURS) for id, value in yours.items()}
        return Hazards(
            tuple(replace(chance, value=mine.get(chance.id, chance.value)) for chance in self.chances)
        )


def plain_hazards(**numbers: str) -> Hazards:
    """Hazards of these numbers alone, without sources: for trials and tests."""
    return Hazards(
        tuple(
            Chance(id, Sourced(Decimal(value), (), Confidence.LOW, Origin.ASSUMED), "share")
            for id, value in numbers.items()
        )
    )
