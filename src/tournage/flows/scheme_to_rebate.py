"""What a schedule must know of a rebate: its rate and the two gates that a board can miss."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from tournage.incentives.scheme import Scheme
from tournage.schedule.problem import Rebate

_RATE = "rate"


def scheme_to_rebate(
    scheme: Scheme, on: date, *, other_eligible: int = 0, other_spend: int = 0
) -> Rebate | None:
    """The rebate of a scheme in force on a day; None when it states no single rate.

    `other_eligible` and `other_spend` are what the schedule does not pay for, in minor units.
    """
    rate = _number(scheme, _RATE, on)
    if rate is None:
        return None
    least = _number(scheme, "minimum_spend", on) or Decimal(0)
    counts = scheme.values["set_days_count"].on(on) if "set_days_count" in scheme.values else None
    return Rebate(
        rate=rate,
        least_days=int(_number(scheme, "minimum_days", on) or 0),
        builds_count=bool(counts and counts.stated.value),
        least_eligible=int(least * 100),
        other_eligible=other_eligible,
        limit_share=_number(scheme, "budget_share", on) or Decimal(1),
        other_spend=other_spend,
    )


def _number(scheme: Scheme, name: str, on: date) -> Decimal | None:
    step = scheme.values[name].on(on) if name in scheme.values else None
    value = step.stated.value if step else None
    return value if isinstance(value, Decimal) else None
