"""From a board to a net cost: budget, spend, rebate. Cheap enough to run again for every bar of the tornado."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from tournage.breakdown.model import Breakdown
from tournage.budget.build import build_budget
from tournage.budget.convert import budget_total
from tournage.budget.model import Budget, Driver
from tournage.budget.template import PriceList, Template
from tournage.flows.board_to_budget import board_to_budget
from tournage.flows.budget_to_spend import budget_to_spend
from tournage.incentives.assess import assess
from tournage.incentives.cash import FileCash, cash_of_file
from tournage.incentives.model import Assessment
from tournage.incentives.scheme import Facts, Scheme
from tournage.kernel.accounts import Chart
from tournage.kernel.findings import Finding
from tournage.kernel.money import Money, total
from tournage.kernel.spend import SpendLine
from tournage.places.model import Location, PlacePlan
from tournage.schedule.model import Board, DayOutOfDays


@dataclass(frozen=True, slots=True)
class Shoot:
    """What is shot, where and when: the part of a study that prices do not change."""

    breakdown: Breakdown
    plan: PlacePlan
    locations: tuple[Location, ...]
    board: Board
    dood: DayOutOfDays
    kind: str
    drivers: tuple[Driver, ...] = ()
    """What drives the budget; counted once, since prices do not change it."""

    def counted(self) -> Shoot:
        """The same shoot with its drivers counted."""
        drivers = board_to_budget(self.breakdown, self.plan, self.board, self.dood, locations=self.locations)
        return replace(self, drivers=drivers)


@dataclass(frozen=True, slots=True)
class Terms:
    """On which terms a shoot is priced: template, prices, chart, scheme, dates, a person's own numbers.

    `bridging_rate` is the yearly rate at which the wait for the award is financed.
    """

    template: Template
    prices: PriceList
    chart: Chart
    scheme: Scheme
    currency: str
    priced_on: date
    applied_on: date
    overrides: Mapping[str, Decimal]
    bridging_rate: Decimal


@dataclass(frozen=True, slots=True)
class Priced:
    """A shoot with its price. `award` is low, likely, high in the budget's currency."""

    budget: Budget
    assessment: Assessment
    award: tuple[Money, Money, Money]
    cost: Money
    bridging: Money
    file: FileCash
    findings: tuple[Finding, ...]

    @property
    def net(self) -> Money:
        """What remains to pay: the whole cost less the likely award, plus the cost of waiting for it."""
        return self.cost - self.award[1] + self.bridging

    def net_with(self, award: Money) -> Money:
        """The same with another award; the cost of waiting moves with it."""
        likely = self.award[1]
        waiting = self.bridging * (award.amount / likely.amount) if likely else self.bridging
        return (self.cost - award + waiting).rounded()


def price_shoot(shoot: Shoot, terms: Terms) -> Priced:
    """Build the budget of a shoot and assess what comes back of it."""
    budget, findings = build_budget(
        terms.template,
        shoot.drivers,
        terms.prices,
        terms.chart,
        currency=terms.currency,
        priced_on=terms.priced_on,
        overrides=terms.overrides,
    )
    spend = planned_spend(budget, shoot, terms)
    facts = facts_of(spend, shoot, terms)
    assessment = assess(terms.scheme, spend, on=terms.applied_on, facts=facts)
    low, likely, high = (
        budget.in_currency(amount).rounded()
        for amount in (assessment.award.low, assessment.award.likely, assessment.award.high)
    )
    file = cash_of_file(terms.scheme, assessment, facts)
    bridging = budget.in_currency(file.bridging).rounded()
    return Priced(budget, assessment, (low, likely, high), budget_total(budget), bridging, file, findings)


def planned_spend(budget: Budget, shoot: Shoot, terms: Terms) -> tuple[SpendLine, ...]:
    """The client's budget as planned spend, each line in the scheme's currency."""
    board, money = shoot.board, terms.scheme.currency
    return tuple(
        replace(
            line,
            net=budget.in_currency(line.net, money).rounded(),
            vat=budget.in_currency(line.vat, money).rounded() if line.vat else None,
        )
        for line in budget_to_spend(budget, first_day=board.first_day, last_day=board.last_day)
    )


def facts_of(spend: Sequence[SpendLine], shoot: Shoot, terms: Terms) -> Facts:
    """What the scheme asks of the production, from board and budget."""
    board = shoot.board
    local = [line.net for line in spend if line.supplied_in == "MA" and line.payee_country == "MA"]
    return Facts(
        {
            "morocco_budget": total(local, terms.scheme.currency),
            "format": shoot.kind,
            "shooting_days": len({day.on for day in board.days}),
            "set_build_days": board.set_build_days,
            "first_shooting_day": board.first_day,
            "last_shooting_day": board.last_day,
            "bridging_rate": terms.bridging_rate,
        }
    )
