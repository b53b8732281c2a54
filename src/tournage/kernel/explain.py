"""How a figure was worked out: a tree of steps that ends in sources and scenes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from tournage.kernel.dated import Confidence, Origin, Source
from tournage.kernel.money import Money
from tournage.kernel.words import Phrase

Figure = Money | Decimal | int | str


@dataclass(frozen=True, slots=True)
class Step:
    """One figure: what it is, how it follows from its inputs, and on whose word.

    `operation` is how the inputs make the value: `+` sum, `-` first less the rest, `*` product, `/` first by second,
    `min`, `max`, `count`, `=` one input taken over, or empty for a leaf. `unit` is a plain
    word for bare numbers (`days`, `MAD per day`). `scenes` are the scenes that drive it.
    """

    label: Phrase
    value: Figure
    operation: str = ""
    inputs: tuple[Step, ...] = ()
    unit: str | None = None
    rule: Phrase | None = None
    source: tuple[Source, ...] = ()
    on: date | None = None
    confidence: Confidence | None = None
    origin: Origin = Origin.SOURCED
    scenes: tuple[str, ...] = ()
    assumption: str | None = None
    """Id of the assumption a person may change, if this value is one."""

    def walk(self) -> Iterator[Step]:
        """This step, then all below it, depth first."""
        yield self
        for step in self.inputs:
            yield from step.walk()

    @property
    def leaves(self) -> tuple[Step, ...]:
        """The steps on which everything rests."""
        return tuple(step for step in self.walk() if not step.inputs)
