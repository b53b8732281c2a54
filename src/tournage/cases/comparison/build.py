"""Compare: reprice the shoot for each country, assess it under its schemes, rank what remains to pay."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from tournage.cases.comparison.certainty import certainty_of
from tournage.cases.comparison.costs import NAMES, Prices, group_of, move_lines
from tournage.cases.comparison.model import (
    HOME,
    Assumption,
    Comparison,
    CountryRow,
    Place,
    SetNeed,
    Shoot,
)
from tournage.incentives.assess import assess
from tournage.incentives.country import Country
from tournage.incentives.expenses import ExpenseList
from tournage.incentives.labels import scheme_name
from tournage.incentives.matching import Matcher
from tournage.incentives.model import Assessment, Range
from tournage.incentives.scheme import Facts, Scheme
from tournage.kernel.errors import TournageError
from tournage.kernel.explain import Step
from tournage.kernel.findings import Finding, Severity, finding
from tournage.kernel.money import Money, zero
from tournage.kernel.spend import SpendLine
from tournage.kernel.words import phrase

STEPS = 14
"""Halvings in the search for a break-even: four decimals of the crew cost."""
LEAST, MOST = Decimal("0.05"), Decimal("3")


class UnknownAssumptionError(TournageError):
    """No country of the comparison has a value of this name."""


def compare(
    shoot: Shoot,
    places: Sequence[Place],
    expenses: ExpenseList,
    *,
    yours: Mapping[str, Decimal],
    money: Sequence[Country],
    break_evens: bool = True,
    progress: Callable[[int, int], None] | None = None,
) -> Comparison:
    """Work the same shoot out for every place and rank the net cost.

    `break_evens` also looks for the crew price at which a place meets Morocco, most of the work.
    `money` gives the exchange rates: every country known, not only those compared.
    Units: amounts in the shoot's currency; multipliers with Morocco as 1.
    Raises: UnknownAssumptionError for a value of `yours` that no place has.
    """
    known = {f"{p.country.code}.{name}" for p in places for name in NAMES}
    for name in yours:
        if name not in known:
            raise UnknownAssumptionError(
                f"there is no assumption {name!r}; {places[0].country.code} has {', '.join(NAMES)}"
            )
    work = _Work(shoot, expenses, yours, {p.country.code: p for p in places}, money)
    home_place = next((p for p in places if p.country.code == HOME), None)
    home = work.row(home_place) if home_place else None
    rows = []
    for number, place in enumerate(places):
        row = home if place is home_place and home else work.row(place)
        if break_evens and home is not None and row is not home:
            row = replace(row, break_even=work.break_even(row, home))
        rows.append(row)
        if progress:
            progress(number + 1, len(places))
    ranked = sorted(rows, key=lambda r: r.net.likely.amount)
    rows = [replace(row, rank=i + 1) for i, row in enumerate(ranked)]
    assumptions = tuple(a for p in places for a in _assumptions(p, yours))
    return Comparison(shoot.title, shoot.currency, shoot.on, tuple(rows), assumptions, work.findings())


class _Work:
    """What all countries share: the lines by price group, and the money between currencies."""

    def __init__(
        self,
        shoot: Shoot,
        expenses: ExpenseList,
        yours: Mapping[str, Decimal],
        places: Mapping[str, Place],
        money: Sequence[Country],
    ) -> None:
        self.shoot, self.yours, self.places = shoot, yours, places
        matcher = Matcher(expenses)
        mine = {p.country.code for p in places.values()}
        ordered = sorted(money, key=lambda c: c.code in mine)
        self.per_dollar = {c.currency: Prices(c, yours).value("exchange").value for c in ordered}
        for rate in shoot.exchange:
            if rate.currency == shoot.currency in self.per_dollar and f"{HOME}.exchange" not in yours:
                self.per_dollar[rate.quote] = self.per_dollar[rate.currency] * rate.rate
        lines = []
        self.left_out: list[SpendLine] = []
        for line in shoot.spend:
            if line.net.currency != shoot.currency and line.net.currency not in self.per_dollar:
                self.left_out.append(line)
                continue
            lines.append(
                (replace(line, net=self.to(line.net, shoot.currency)), group_of(line, matcher, expenses))
            )
        self.grouped = tuple(lines)

    def to(self, amount: Money, currency: str) -> Money:
        """An amount in another currency through the dollar."""
        if amount.currency == currency:
            return amount
        value = amount.amount / self.per_dollar[amount.currency] * self.per_dollar[currency]
        return Money(value, currency).rounded()

    def findings(self) -> tuple[Finding, ...]:
        """Lines whose currency has no rate."""
        return tuple(
            finding("cases/comparison", "INC-601", Severity.ERROR, line.id, currency=line.net.currency)
            for line in self.left_out
        )

    def row(self, place: Place, yours: Mapping[str, Decimal] | None = None) -> CountryRow:
        """One country."""
        country, money = place.country, self.shoot.currency
        moved = move_lines(self.grouped, Prices(country, yours or self.yours), HOME, money)
        best = self._best(place, moved.lines, moved.cost)
        award = _range(best, "award", lambda m: self.to(m, money)) if best else _nothing(money)
        qualifying = _range(best, "qualifying", lambda m: self.to(m, money)) if best else _nothing(money)
        net = Range(moved.cost - award.high, moved.cost - award.likely, moved.cost - award.low)
        fits, lacks = fitting(country.terms, self.shoot.sets, country.code == HOME)
        scheme = next((s for s in place.schemes if best and s.id == best.scheme), None)
        back = Step(phrase("cases/comparison.award"), award.likely)
        return CountryRow(
            code=country.code,
            name=phrase(f"jurisdictions/{country.code}.name"),
            scheme=scheme.id if scheme else None,
            scheme_name=scheme_name(scheme) if scheme else None,
            cost=moved.cost,
            qualifying=qualifying,
            award=award,
            net=net,
            months_to_payment=_months(best, self.shoot.facts.get("last_shooting_day")),
            certainty=certainty_of(place, best, self.shoot.on),
            fits=fits,
            lacks=lacks,
            break_even=None,
            rank=0,
            gaps=country.gaps,
            explain=Step(phrase("cases/comparison.net"), net.likely, "-", (moved.explain, back)),
            assessment=best,
            findings=best.findings if best else (),
        )

    def _best(self, place: Place, lines: tuple[SpendLine, ...], cost: Money) -> Assessment | None:
        """The scheme of the country that pays most in the likely case, among those open on the day."""
        worked = [self._assess(s, place, lines, cost) for s in place.schemes]
        open_now = [a for a in worked if a.in_force]
        return max(open_now, key=lambda a: self.to(a.award.likely, "USD").amount, default=None)

    def _assess(self, scheme: Scheme, place: Place, lines: tuple[SpendLine, ...], cost: Money) -> Assessment:
        spend = [replace(line, net=self.to(line.net, scheme.currency)) for line in lines]
        budget = self.to(cost, scheme.currency).amount
        facts: dict[str, object] = {}
        for name, value in self.shoot.facts.items():
            spec = scheme.facts.get(name)
            if name in ("first_shooting_day", "last_shooting_day") or (
                spec and (not spec.choices or value in spec.choices)
            ):
                facts[name] = value
        for name in ("total_budget", "core_spend"):
            if name in scheme.facts:
                facts[name] = budget
        if "lira_per_dollar" in scheme.facts:
            facts["lira_per_dollar"] = self.per_dollar.get("TRY")
        if place.country.code != HOME:
            facts.pop("morocco_budget", None)
        return assess(scheme, spend, on=self.shoot.on, facts=Facts(facts), mixed=True)

    def break_even(self, row: CountryRow, home: CountryRow) -> Decimal | None:
        """The crew cost there at which its likely net cost equals Morocco's; None when none does."""
        place = self.places[row.code]

        def gap(level: Decimal) -> Decimal:
            yours = {**self.yours, f"{row.code}.crew": level}
            return self.row(place, yours).net.likely.amount - home.net.likely.amount

        low, high = LEAST, MOST
        if gap(low) > 0 or gap(high) < 0:
            return None
        for _ in range(STEPS):
            middle = (low + high) / 2
            low, high = (middle, high) if gap(middle) < 0 else (low, middle)
        return low.quantize(Decimal("0.01"))


def fitting(
    terms: frozenset[str], sets: Sequence[SetNeed], at_home: bool
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Names of the sets the country's landscapes can be, and of those they cannot."""
    fits: list[str] = []
    lacks: list[str] = []
    for need in sets:
        found = need.at_home if at_home else not need.terms or bool(terms & set(need.terms))
        (fits if found else lacks).append(need.name)
    return tuple(fits), tuple(lacks)


def _nothing(currency: str) -> Range:
    return Range(zero(currency), zero(currency), zero(currency))


def _range(assessment: Assessment, name: str, to: Callable[[Money], Money]) -> Range:
    held: Range = getattr(assessment, name)
    return Range(to(held.low), to(held.likely), to(held.high))


def _months(assessment: Assessment | None, last: object) -> Decimal | None:
    """Months from the last shooting day to the payment."""
    if assessment is None or not isinstance(last, date):
        return None
    paid = next((m.due_on for m in assessment.calendar if m.id == "payment"), None)
    if paid is None:
        return None
    return Decimal((paid.year - last.year) * 12 + paid.month - last.month)


def _assumptions(place: Place, yours: Mapping[str, Decimal]) -> list[Assumption]:
    prices = Prices(place.country, yours)
    result = []
    for name in NAMES:
        stated = prices.value(name)
        result.append(
            Assumption(
                f"{place.country.code}.{name}",
                phrase(
                    f"cases/comparison.assumption.{name}",
                    place=phrase(f"jurisdictions/{place.country.code}.name"),
                ),
                stated.value,
                "units per dollar" if name == "exchange" else "fraction",
                stated.source,
                stated.confidence,
                stated.origin,
                stated.note,
            )
        )
    return result
