"""What the same lines cost in another country: local prices move, world prices do not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from tournage.incentives.country import Country
from tournage.incentives.expenses import ExpenseList
from tournage.incentives.matching import Matcher
from tournage.kernel.dated import Confidence, Origin, Sourced
from tournage.kernel.explain import Step
from tournage.kernel.money import Money, zero
from tournage.kernel.spend import SpendLine
from tournage.kernel.words import phrase

GROUPS: Mapping[str, tuple[str, ...]] = {
    "crew": ("crew", "cast", "extras"),
    "living": ("accommodation", "per_diem"),
    "transport": ("transport",),
    "goods": (
        "goods",
        "receipts",
        "personal",
        "tax",
        "locations",
        "public",
        "security",
        "office",
        "fee",
        "professional",
        "marketing",
        "post",
        "unknown",
    ),
    "world": (
        "travel",
        "abroad",
        "equipment",
        "assets",
        "vfx",
        "insurance",
        "finance",
        "foreign_crew",
        "above_the_line",
    ),
}
"""Which classes of cost move together. `world` follows world prices."""

GROUP_OF = {cost_class: group for group, classes in GROUPS.items() for cost_class in classes}
HOME_COUNTRY = "MA"


@dataclass(frozen=True, slots=True)
class Prices:
    """The multipliers of one country, each the user's own or the data's."""

    country: Country
    yours: Mapping[str, Decimal]

    def value(self, name: str) -> Sourced[Decimal]:
        """A multiplier, a tax or a rate: `crew`, `world`, `vat`, `charges`, `exchange` …"""
        key = f"{self.country.code}.{name}"
        if key in self.yours:
            return Sourced(self.yours[key], (), Confidence.HIGH, Origin.YOURS, "fraction")
        data = {
            "world": "world_prices",
            "vat": "vat_cost",
            "charges": "employer_charges",
            "exchange": "per_dollar",
        }
        return self.country.values[data.get(name, "cost_level")]


NAMES = ("crew", "living", "transport", "goods", "world", "vat", "charges", "exchange")
"""What a person may change for each country."""


def group_of(line: SpendLine, matcher: Matcher, expenses: ExpenseList) -> str:
    """Which prices a line follows; lines that nothing names follow local goods."""
    match = matcher.match(line.expense, line.account, line.description)
    if match.expense is None:
        return "goods"
    cost_class = expenses.lines[match.expense].cost_class
    return "fringe" if cost_class == "fringe" else GROUP_OF.get(cost_class, "goods")


@dataclass(frozen=True, slots=True)
class Moved:
    """The lines as they would be there, in one currency, and how their cost follows."""

    lines: tuple[SpendLine, ...]
    cost: Money
    explain: Step


def move_lines(grouped: tuple[tuple[SpendLine, str], ...], prices: Prices, home: str, currency: str) -> Moved:
    """Reprice what is supplied in Morocco; what is bought abroad costs the same everywhere.

    Morocco's own on-costs are replaced by the country's employer charges on crew and cast; VAT
    that cannot be recovered is added. Lines are in `currency` already.
    """
    local = prices.country.code.partition("-")[0].upper()
    lines = []
    sums: dict[str, Decimal] = {}
    abroad = Decimal(0)
    for line, group in grouped:
        if line.supplied_in not in (None, HOME_COUNTRY):
            abroad += line.net.amount
            lines.append(line)
            continue
        if group == "fringe" and prices.country.code != home:
            continue
        sums[group] = sums.get(group, Decimal(0)) + line.net.amount
        factor = prices.value(group).value if group != "fringe" else Decimal(1)
        payee = local if line.payee_country in (None, HOME_COUNTRY) else line.payee_country
        lines.append(
            replace(
                line, net=line.net * factor, vat=None, payee_country=payee, supplied_in=local, payee_ice=None
            )
        )
    steps = [_group_step(group, amount, prices, currency) for group, amount in sorted(sums.items())]
    steps += _on_costs(sums, prices, currency, prices.country.code == home)
    steps.append(Step(phrase("cases/comparison.abroad"), Money(abroad, currency)))
    cost = Money(sum((s.value.amount for s in steps if isinstance(s.value, Money)), Decimal(0)), currency)
    return Moved(tuple(lines), cost, Step(phrase("cases/comparison.cost"), cost, "+", tuple(steps)))


def _group_step(group: str, amount: Decimal, prices: Prices, currency: str) -> Step:
    label = phrase(f"cases/comparison.group.{group}")
    if group == "fringe":
        return Step(label, Money(amount, currency))
    stated = prices.value(group)
    factor = Step(
        phrase("cases/comparison.level"),
        stated.value,
        unit="fraction",
        source=stated.source,
        confidence=stated.confidence,
        origin=stated.origin,
        assumption=f"{prices.country.code}.{group}",
    )
    here = Step(phrase("cases/comparison.at_home"), Money(amount, currency))
    return Step(label, Money(amount * stated.value, currency), "*", (here, factor))


def _on_costs(sums: Mapping[str, Decimal], prices: Prices, currency: str, at_home: bool) -> list[Step]:
    """Employer charges on crew and cast, and VAT that stays with the production."""
    if at_home:
        return []
    crew = sums.get("crew", Decimal(0)) * prices.value("crew").value
    local = sum(
        (amount * prices.value(g).value for g, amount in sums.items() if g not in ("fringe", "crew")),
        Decimal(0),
    )
    steps = []
    for name, base in (("charges", crew), ("vat", local)):
        stated = prices.value(name)
        if not stated.value or not base:
            continue
        rate = Step(
            phrase(f"cases/comparison.rate.{name}"),
            stated.value,
            unit="fraction",
            source=stated.source,
            confidence=stated.confidence,
            origin=stated.origin,
            assumption=f"{prices.country.code}.{name}",
        )
        on = Step(phrase(f"cases/comparison.base.{name}"), Money(base, currency))
        steps.append(
            Step(phrase(f"cases/comparison.{name}"), Money(base * stated.value, currency), "*", (on, rate))
        )
    return steps or [Step(phrase("cases/comparison.charges"), zero(currency))]
