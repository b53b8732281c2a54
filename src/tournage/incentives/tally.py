"""Adding up judged lines: what each case counts, with credits taken off the lines they belong to."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from tournage.incentives.labels import amount_label
from tournage.incentives.lines import Verdict
from tournage.incentives.model import LineStatus
from tournage.incentives.scheme import Case
from tournage.kernel.explain import Step
from tournage.kernel.money import Money
from tournage.kernel.words import Phrase, literal, phrase

LEAVES_AT_MOST = 5_000
"""Above so many lines the explanation ends at expense lines, not at single lines."""


@dataclass
class Group:
    """All lines of one expense line (or part): amounts by how sure they are."""

    label: Phrase
    counts_as: tuple[str, ...]
    sure: Decimal = Decimal(0)
    likely: Decimal = Decimal(0)
    possible: Decimal = Decimal(0)
    credit: Decimal = Decimal(0)
    credit_counts: bool = False
    leaves: list[tuple[Case, Step]] = field(default_factory=list)

    def taken(self, credit: Decimal) -> tuple[Decimal, Decimal, Decimal]:
        """How much of a credit comes off the sure, the likely and the possible amounts, in that order."""
        off = []
        for held in (self.sure, self.likely, self.possible):
            part = min(max(held, Decimal(0)), credit)
            off.append(part)
            credit -= part
        return off[0], off[1], off[2]

    def counted(self, case: Case) -> Decimal:
        """What this case counts of the group, after credits."""
        off = self.taken(-self.credit)
        amounts = [self.sure - off[0]]
        if case is not Case.LOW:
            amounts.append(self.likely - off[1])
        if case is Case.HIGH:
            amounts.append(self.possible - off[2])
        return sum(amounts, Decimal(0))

    @property
    def uncovered(self) -> Decimal:
        """Credit that exceeds everything it could be taken from."""
        return -self.credit - sum(self.taken(-self.credit), Decimal(0))


def add(group: Group, verdict: Verdict, amount: Decimal) -> None:
    """Add one line (or the sum of many with the same verdict) to its group."""
    if verdict.status is LineStatus.NO:
        return
    if amount < 0:
        group.credit += amount
    elif verdict.status is LineStatus.YES:
        group.sure += amount
    elif verdict.likely:
        group.likely += amount
    else:
        group.possible += amount


def case_of(verdict: Verdict) -> Case | None:
    """The lowest case that counts a line with this verdict."""
    if verdict.status is LineStatus.NO:
        return None
    if verdict.status is LineStatus.YES:
        return Case.LOW
    return Case.LIKELY if verdict.likely else Case.HIGH


def totals_of(
    groups: Mapping[str, Group], totals: Sequence[str], currency: str, given: Mapping[str, Decimal]
) -> dict[Case, dict[str, Step]]:
    """Each case's totals as steps that end in expense lines, and in lines where there are few enough."""
    result: dict[Case, dict[str, Step]] = {}
    for case in Case:
        steps = {}
        for name in totals:
            inputs = [
                _group_step(group, case, currency)
                for group in groups.values()
                if name in group.counts_as and group.counted(case) != 0
            ]
            if inputs or name == "qualifying_spend":
                whole = sum((s.value.amount for s in inputs if isinstance(s.value, Money)), Decimal(0))
                steps[name] = Step(
                    amount_label(name), Money(whole, currency), "+" if inputs else "", tuple(inputs)
                )
        for name, value in given.items():
            steps[name] = Step(amount_label(name), Money(value, currency))
        result[case] = steps
    return result


def _group_step(group: Group, case: Case, currency: str) -> Step:
    counted = group.counted(case)
    order = [Case.LOW, Case.LIKELY, Case.HIGH]
    leaves = [step for least, step in group.leaves if order.index(least) <= order.index(case)]
    if group.credit and leaves:
        held = sum((s.value.amount for s in leaves if isinstance(s.value, Money)), Decimal(0))
        leaves.append(Step(phrase("incentives.credits"), Money(counted - held, currency)))
    return Step(group.label, Money(counted, currency), "+" if leaves else "", tuple(leaves))


def line_leaf(description: str, amount: Decimal, currency: str, explain: Step | None) -> Step:
    """One spend line in the explanation, leading on to how it was worked out, if it says so."""
    value = Money(amount, currency)
    label = explain.label if explain is not None else literal(description)
    if explain is not None and explain.value == value:
        return Step(label, value, "=", (explain,))
    return Step(label, value)


def group_for(groups: dict[str, Group], verdict: Verdict, label: Callable[[str], Phrase] | None) -> Group:
    """The group of a verdict, made on first use."""
    known = groups.get(verdict.group)
    if known is None:
        name = label(verdict.group) if label and verdict.expense == verdict.group else verdict.rule
        if verdict.group == "unmatched":
            name = phrase("incentives.unmatched")
        known = groups[verdict.group] = Group(name, verdict.counts_as)
    return known
