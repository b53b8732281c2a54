"""What no valid board can cost less than: a quick bound, and the strong one over all days that could be shot."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from tournage.schedule.problem import COST_LINES
from tournage.schedule.solve.bound_spans import by_the_clock, kept_pay, with_pay, without_pay
from tournage.schedule.solve.bounds import Bound, lower_bound, net_prices
from tournage.schedule.solve.compiled import Compiled


def prove(
    c: Compiled,
    *,
    net: bool = False,
    rounds: int = 0,
    stop: Callable[[], bool] = lambda: False,
    tell: Callable[[Bound], None] = lambda bound: None,
) -> Bound:
    """The best bound on the cost of every board, net of the rebate if asked.

    Without `rounds` only the quick bound is taken. Net: every price less what it could bring back, and the
    rebate on everything outside the schedule. Every better bound on the way is told.
    """
    rebate, outside = c.problem.rebate, list[tuple[str, int]]()
    if net and rebate is not None:
        c = Compiled(net_prices(c.problem))
        outside = [("rebate_outside", -int(rebate.other_eligible * rebate.rate) - 1)]
    best: Bound | None = None
    for lines in (bound.lines for bound in _bounds(c, rounds, stop)):
        bound = Bound((*lines, *outside))
        if best is None or bound.total > best.total:
            best = bound
            tell(best)
    assert best is not None, "there is a quick bound"
    return best


def _bounds(c: Compiled, rounds: int, stop: Callable[[], bool]) -> Iterator[Bound]:
    if not c.minutes:
        yield Bound(tuple((name, 0) for name in COST_LINES))
        return
    yield lower_bound(c)
    yield _kept_apart(c)
    if rounds and not stop():
        from tournage.schedule.solve.bound_total import strong_bounds

        yield from strong_bounds(c, rounds=rounds, stop=stop)


def _kept_apart(c: Compiled) -> Bound:
    """The quick bound with the players who are kept told by the calendar, for every number of returns to a base."""
    paid = kept_pay(c, [by_the_clock(c)])
    rest = without_pay(c, paid[0].players)
    bounds = [with_pay(lower_bound(rest, returns), kept) for returns, kept in enumerate(paid)]
    return min(bounds, key=lambda bound: bound.total)
