"""The two doors of the engine: `assess` on spend lines, `award` on totals."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

from tournage.incentives import notices
from tournage.incentives.columns import SpendColumns, judged_columns
from tournage.incentives.deadlines import calendar_of
from tournage.incentives.engine import three_cases
from tournage.incentives.labels import amount_label, scheme_name
from tournage.incentives.law import Law
from tournage.incentives.model import Assessment, Counted, Range
from tournage.incentives.nearest import with_nearest_ways
from tournage.incentives.reckoning import Outcome
from tournage.incentives.scheme import Case, Facts, Scheme, UnknownInputError
from tournage.incentives.spend import Sheet, judged
from tournage.kernel.errors import TournageError
from tournage.kernel.explain import Step
from tournage.kernel.findings import Finding
from tournage.kernel.money import Money, zero
from tournage.kernel.spend import SpendLine
from tournage.kernel.words import phrase


class MixedSpendError(TournageError):
    """Planned and actual lines were given together; assess them apart."""


def assess(
    scheme: Scheme,
    spend: Sequence[SpendLine] | SpendColumns,
    *,
    on: date,
    facts: Facts,
    mixed: bool = False,
) -> Assessment:
    """Work out what one scheme would pay on these spend lines.

    Shapes: all planned or all actual lines (`mixed=True` allows both); one production. Given as
    columns, lines are summed by verdict (`groups`) instead of shown one by one.
    Units: money in the scheme's currency, or in another with a rate in the fact `exchange`.
    Dates: `on` is the application; other days come from `facts` and the lines.
    Findings: INC-001 not in force; INC-1xx facts and gates; INC-2xx lines; INC-4xx deadlines.
    Raises: MixedSpendError.
    Source: each value's own; see `Assessment.explain`.
    """
    if not mixed and not isinstance(spend, SpendColumns) and len({line.kind for line in spend}) > 1:
        raise MixedSpendError("planned and actual lines are mixed")
    return settle(scheme, judge(scheme, spend, on=on, facts=facts), on=on, facts=facts)


def judge(scheme: Scheme, spend: Sequence[SpendLine] | SpendColumns, *, on: date, facts: Facts) -> Sheet:
    """Decide every line and add them up; `settle` makes an assessment of it, under these or other values."""
    law = Law(scheme, on, facts, Case.LIKELY)
    if isinstance(spend, SpendColumns):
        return judged_columns(scheme, spend, law)
    return judged(scheme, spend, law)


def award(scheme: Scheme, totals: Mapping[str, Money | Decimal], *, on: date, facts: Facts) -> Assessment:
    """Work out what one scheme would pay on totals that are already known to qualify.

    Raises: UnknownInputError when the scheme knows no total of a name.
    """
    return settle(scheme, sheet_of_totals(scheme, totals), on=on, facts=facts)


def sheet_of_totals(scheme: Scheme, totals: Mapping[str, Money | Decimal]) -> Sheet:
    """Totals as a sheet: the same in all three cases. What qualifies stands for the lines given.

    Raises: UnknownInputError.
    """
    unknown = [name for name in totals if name not in scheme.totals]
    if unknown:
        raise UnknownInputError(
            f"{scheme.id} knows no total called {unknown[0]!r}; it knows: {', '.join(scheme.totals)}"
        )
    steps = {}
    for name, value in totals.items():
        money = value if isinstance(value, Money) else Money(value, scheme.currency)
        steps[name] = Step(amount_label(name), money)
    steps.setdefault("qualifying_spend", Step(amount_label("qualifying_spend"), zero(scheme.currency)))
    whole = steps["qualifying_spend"].value
    assert isinstance(whole, Money)
    steps.setdefault("lines_given", Step(amount_label("lines_given"), whole))
    return Sheet(whole, {case: dict(steps) for case in Case}, (), ())


def settle(scheme: Scheme, sheet: Sheet, *, on: date, facts: Facts) -> Assessment:
    """From judged lines or totals to an assessment: the same engine for both doors."""
    law = Law(scheme, on, facts, Case.LIKELY)
    if not law.flag("in_force"):
        return _not_in_force(scheme, sheet, law)
    outcomes = three_cases(scheme, sheet.totals, on, facts, sheet.shares)
    likely = outcomes[Case.LIKELY]
    ordered = sorted(outcomes.values(), key=lambda o: _money(o.award).amount)
    low, high = ordered[0], ordered[-1]
    gates = with_nearest_ways(scheme, sheet, likely.gates, on=on, facts=facts)
    findings = (
        *sheet.findings,
        *notices.of_facts(scheme, outcomes, law),
        *notices.of_gates(gates, scheme.currency),
        *notices.of_dating(scheme, law),
        *notices.of_values(scheme, law),
        *notices.of_days(law),
        *notices.of_switches(scheme, facts),
    )
    return Assessment(
        scheme=scheme.id,
        name=scheme_name(scheme),
        version=scheme.version_on(law.rule_day),
        on=on,
        in_force=True,
        currency=scheme.currency,
        gross=sheet.gross,
        qualifying=_range(outcomes, lambda o: o.qualifying),
        award=Range(_money(low.award), _money(likely.award), _money(high.award)),
        gates=gates,
        lines=sheet.lines,
        calendar=calendar_of(law),
        explain=likely.award,
        findings=findings,
        explain_low=low.award,
        explain_high=high.award,
        groups=sheet.groups,
        before_tax=_range(outcomes, lambda o: o.before_tax),
    )


def _money(step: Step) -> Money:
    value = step.value
    assert isinstance(value, Money)
    return value


def _range(outcomes: Mapping[Case, Outcome], pick: object) -> Range:
    assert callable(pick)
    amounts = sorted((_money(pick(o)) for o in outcomes.values()), key=lambda m: m.amount)
    return Range(amounts[0], _money(pick(outcomes[Case.LIKELY])), amounts[-1])


def _not_in_force(scheme: Scheme, sheet: Sheet, law: Law) -> Assessment:
    nothing = zero(scheme.currency)
    none = Range(nothing, nothing, nothing)
    finding: Finding = notices.not_in_force(scheme, law)
    lines: tuple[Counted, ...] = sheet.lines
    return Assessment(
        scheme=scheme.id,
        name=scheme_name(scheme),
        version=None,
        on=law.on,
        in_force=False,
        currency=scheme.currency,
        gross=sheet.gross,
        qualifying=none,
        award=none,
        gates=(),
        lines=lines,
        calendar=(),
        explain=Step(phrase("incentives.not_in_force", day=law.on), nothing),
        findings=(*sheet.findings, finding),
    )
