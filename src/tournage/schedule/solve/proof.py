"""What no valid board can cost less than: a quick bound, and the strong one over all days that could be shot."""

from __future__ import annotations

from collections.abc import Callable

from tournage.schedule.solve.bound_spans import by_the_clock, kept_pay, with_pay, without_pay
from tournage.schedule.solve.bounds import Bound, lower_bound, net_prices
from tournage.schedule.solve.compiled import Compiled


def prove(
    c: Compiled, *, net: bool = False, rounds: int = 0, stop: Callable[[], bool] = lambda: False
) -> Bound:
    """The best bound on the cost of every board, net of the rebate if asked.

    Without `rounds` only the quick bound is taken. Net: every price less what it could bring back, and the
    rebate on everything outside the schedule.
    """
    rebate = c.problem.rebate
    if not net or rebate is None:
        return _best(c, rounds, stop)
    bound = _best(Compiled(net_prices(c.problem)), rounds, stop)
    outside = int(rebate.other_eligible * rebate.rate) + 1
    return Bound((*bound.lines, ("rebate_outside", -outside)))


def _best(c: Compiled, rounds: int, stop: Callable[[], bool]) -> Bound:
    quick = _dearer(lower_bound(c), _kept_apart(c))
    if not rounds or not c.minutes or stop():
        return quick
    from tournage.schedule.solve.bound_total import strong_bound

    return _dearer(quick, strong_bound(c, rounds=rounds, stop=stop))


def _dearer(one: Bound, other: Bound) -> Bound:
    return max(one, other, key=lambda bound: bound.total)


def _kept_apart(c: Compiled) -> Bound:
    """The quick bound with the players who are kept told by the calendar, for every number of returns to a base."""
    paid = kept_pay(c, [by_the_clock(c)])
    rest = without_pay(c, paid[0].players)
    bounds = [with_pay(lower_bound(rest, returns), kept) for returns, kept in enumerate(paid)]
    return min(bounds, key=lambda bound: bound.total)
