"""The named numbers a budget multiplies: globals, drivers of the board and what follows from them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

from tournage.budget.model import Driver
from tournage.budget.template import GlobalNumber, Template
from tournage.kernel.dated import Origin
from tournage.kernel.explain import Step
from tournage.kernel.words import Phrase, phrase

CENTS = Decimal("0.01")
WEEKS_A_YEAR, MONTHS_A_YEAR = 52, 12


class Quantities:
    """Named numbers, each with the step that explains it. A name nobody knows is remembered as missing."""

    def __init__(
        self,
        template: Template,
        drivers: Iterable[Driver],
        overrides: Mapping[str, Decimal],
        item_words: Callable[[str], Phrase],
    ) -> None:
        self._steps: dict[str, Step] = {}
        self.missing: set[str] = set()
        self._item_words = item_words
        for number in template.numbers:
            self._steps[number.name] = self._number(number, overrides.get(f"global.{number.name}"))
        for driver in drivers:
            self._steps[driver.name] = _driver(driver, overrides.get(f"driver.{driver.name}"))
        self._derive()

    def step(self, term: str) -> Step:
        """The number behind a name, or a plain number; nothing, and remembered, when unknown."""
        if term in self._steps:
            return self._steps[term]
        try:
            return Step(phrase("budget.plain_number"), Decimal(term))
        except InvalidOperation:
            self.missing.add(term)
            return Step(phrase("budget.unknown_number", name=term), Decimal(0))

    def product(self, terms: Sequence[str], label: Phrase) -> Step:
        """The named numbers multiplied, plain ones left out of sight."""
        steps = [self.step(term) for term in terms if term != "1"]
        if not steps:
            return Step(label, Decimal(1))
        if len(steps) == 1:
            return steps[0]
        value = Decimal(1)
        for step in steps:
            value *= plain(step)
        return Step(label, value, "*", tuple(steps))

    def named(self, prefix: str) -> tuple[str, ...]:
        """Names that start with a prefix, in the order they came."""
        return tuple(name for name in self._steps if name.startswith(prefix))

    @property
    def numbers(self) -> tuple[Step, ...]:
        """The globals as used."""
        return tuple(s for s in self._steps.values() if (s.assumption or "").startswith("global."))

    def add_heads(self, name: str, parts: Sequence[Step]) -> None:
        """A head count: the sum of the posts."""
        self._sum(name, parts)

    def add_crew_on_set(self) -> None:
        """Everybody of the crew, Moroccan and foreign."""
        self._sum("crew_on_set", (self.step("local_crew"), self.step("foreign_crew")))

    def _sum(self, name: str, parts: Sequence[Step]) -> None:
        value = sum((plain(part) for part in parts), Decimal(0))
        kept = tuple(part for part in parts if part.value)
        self._steps[name] = Step(phrase(f"budget.number.{name}"), value, "+", kept)

    def _derive(self) -> None:
        one = Step(phrase("budget.whole"), Decimal(1))
        share = self.step("supporting_foreign_share")
        self._steps["supporting_local_share"] = Step(
            phrase("budget.number.supporting_local_share"), 1 - plain(share), "-", (one, share)
        )
        self._sum(
            "office_weeks", [self.step(n) for n in ("prep.production", "shoot_weeks", "wrap.production")]
        )
        weeks = self._steps["office_weeks"]
        months = (plain(weeks) * MONTHS_A_YEAR / WEEKS_A_YEAR).quantize(CENTS, ROUND_HALF_UP)
        self._steps["office_months"] = Step(
            phrase("budget.number.office_months"),
            months,
            "=",
            (weeks,),
            rule=phrase("budget.weeks_to_months"),
        )
        self._steps["company_weeks"] = weeks

    def _number(self, number: GlobalNumber, yours: Decimal | None) -> Step:
        return Step(
            self._label(number.name),
            number.value if yours is None else yours,
            source=number.source if yours is None else (),
            confidence=number.confidence if yours is None else None,
            origin=number.origin if yours is None else Origin.YOURS,
            assumption=f"global.{number.name}",
        )

    def _label(self, name: str) -> Phrase:
        kind, _, rest = name.partition(".")
        if kind == "crew":
            return phrase("budget.number_of", what=self._item_words(rest))
        if kind in ("prep", "wrap"):
            return phrase(f"budget.{kind}_weeks", department=phrase(f"budget.department.{rest}"))
        return phrase(f"budget.number.{name}")


def _driver(driver: Driver, yours: Decimal | None) -> Step:
    if yours is None:
        return driver.explain
    label = driver.explain.label
    return Step(label, yours, unit=driver.unit, origin=Origin.YOURS, assumption=f"driver.{driver.name}")


def plain(step: Step) -> Decimal:
    """The bare number of a step."""
    assert isinstance(step.value, (int, Decimal))
    return Decimal(step.value)
