"""A thousand budgets from one: how far the award moves when every line may cost more or less."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from tournage.incentives.engine import work_out
from tournage.incentives.labels import amount_label
from tournage.incentives.law import Law
from tournage.incentives.lines import key_of
from tournage.incentives.scheme import Case, Facts, Scheme
from tournage.incentives.spend import in_currency, start
from tournage.incentives.tally import case_of
from tournage.kernel.explain import Step
from tournage.kernel.money import Money, currency_decimals
from tournage.kernel.spend import SpendLine

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

CHUNK = 500
POINTS = (5, 25, 50, 75, 95)


@dataclass(frozen=True, slots=True)
class Spread:
    """Percentiles of one figure over all draws, and how often it was above nothing."""

    at: tuple[tuple[int, Money], ...]
    mean: Money
    above_zero: Decimal


@dataclass(frozen=True, slots=True)
class Simulation:
    """What many draws came to, in each of the three cases."""

    draws: int
    seed: int
    qualifying: Spread
    award: dict[Case, Spread]


def simulate(
    scheme: Scheme,
    spend: Sequence[SpendLine],
    *,
    on: date,
    facts: Facts,
    draws: int = 10_000,
    spread: Decimal = Decimal("0.15"),
    seed: int = 0,
    progress: Callable[[int], None] | None = None,
) -> Simulation:
    """Assess the same lines many times, each line's amount drawn anew.

    Every line moves alone, triangular between `1 - spread` and `1 + spread` with its own amount
    as the mode; what it is, and whether it counts, stays. Same seed, same result.
    Units: the scheme's currency; `progress` is told how many draws are done.
    """
    import numpy as np

    weights, totals = _buckets(scheme, spend, on, facts)
    amounts = np.array([float(w) for w in weights], np.float64)
    rng = np.random.default_rng(seed)
    scale = Decimal(1).scaleb(-currency_decimals(scheme.currency))
    laws = {case: Law(scheme, on, facts, case) for case in Case}
    results: dict[Case, list[Decimal]] = {case: [] for case in Case}
    qualifying: list[Decimal] = []
    for done in range(0, draws, CHUNK):
        size = min(CHUNK, draws - done)
        low, high = 1 - float(spread), 1 + float(spread)
        factors = (
            rng.triangular(low, 1.0, high, (size, len(amounts))) if spread else np.ones((size, len(amounts)))
        )
        sums = np.rint(factors * amounts @ totals.matrix).astype(np.int64)
        for row in sums:
            for case in Case:
                award, base = _one(scheme, laws[case], totals, row, scale, case)
                results[case].append(award)
                if case is Case.LIKELY:
                    qualifying.append(base)
        if progress:
            progress(done + size)
    return Simulation(
        draws,
        seed,
        _spread(qualifying, scheme.currency),
        {case: _spread(values, scheme.currency) for case, values in results.items()},
    )


@dataclass(frozen=True, slots=True)
class _Totals:
    """Which lines feed which total in which case: a matrix of ones, and the names of its columns."""

    matrix: NDArray[np.float64]
    columns: tuple[tuple[Case | None, str], ...]


def _buckets(
    scheme: Scheme, spend: Sequence[SpendLine], on: date, facts: Facts
) -> tuple[list[Decimal], _Totals]:
    """Each line's amount in minor units, and the totals it feeds; credits reduce what they are booked on."""
    import numpy as np

    law = Law(scheme, on, facts, Case.LIKELY)
    judge = start(scheme, law).judge
    rates = tuple(facts.get("exchange") or ())
    columns: tuple[tuple[Case | None, str], ...] = (
        *((case, name) for case in Case for name in scheme.totals),
        (None, "lines_given"),
    )
    matrix = np.zeros((len(spend), len(columns)))
    amounts = []
    order = list(Case)
    for i, line in enumerate(spend):
        verdict = judge.judge_line(key_of(line), line.payee)
        net = in_currency(line.net, scheme.currency, rates).rounded().amount
        amounts.append(net.scaleb(currency_decimals(scheme.currency)))
        least = case_of(verdict)
        for j, (case, name) in enumerate(columns):
            if case is None:
                matrix[i, j] = line.supplied_in is None or line.supplied_in in judge.local
            elif least is not None and name in verdict.counts_as:
                matrix[i, j] = order.index(least) <= order.index(case)
    return amounts, _Totals(matrix, columns)


def _one(
    scheme: Scheme, law: Law, totals: _Totals, row: NDArray[np.int64], scale: Decimal, case: Case
) -> tuple[Decimal, Decimal]:
    steps = {}
    for (owner, name), value in zip(totals.columns, row.tolist(), strict=True):
        if owner is None or owner is case:
            steps[name] = Step(amount_label(name), Money(max(value, 0) * scale, scheme.currency))
    outcome = work_out(scheme, steps, law)
    award, base = outcome.award.value, outcome.qualifying.value
    assert isinstance(award, Money)
    assert isinstance(base, Money)
    return award.amount, base.amount


def _spread(values: list[Decimal], currency: str) -> Spread:
    ordered = sorted(values)
    last = len(ordered) - 1
    at = tuple((p, Money(ordered[round(last * p / 100)], currency).rounded()) for p in POINTS)
    mean = Money(sum(ordered, Decimal(0)) / len(ordered), currency).rounded()
    above = Decimal(sum(1 for v in ordered if v > 0)) / len(ordered)
    return Spread(at, mean, above)
