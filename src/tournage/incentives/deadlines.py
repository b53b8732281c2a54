"""The life of the file in days: each milestone for this production, what is missing, what is lost if it passes."""

from __future__ import annotations

import calendar
from datetime import date, timedelta
from decimal import Decimal

from tournage.incentives.labels import milestone_label, milestone_text, need_label
from tournage.incentives.law import Law
from tournage.incentives.model import Milestone
from tournage.incentives.scheme import Due, MilestoneRule
from tournage.kernel.dated import Confidence
from tournage.kernel.words import Phrase, phrase

GIVEN = ("approval", "deposit", "first_shooting_day", "last_shooting_day", "accounts", "audit")


def add_months(day: date, months: int) -> date:
    """So many months later, on the same day of the month or its last day.

    >>> add_months(date(2026, 1, 31), 1), add_months(date(2026, 8, 31), 6)
    (datetime.date(2026, 2, 28), datetime.date(2027, 2, 28))
    """
    index = day.month - 1 + months
    year, month = day.year + index // 12, index % 12 + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def month_end(day: date) -> date:
    """The last day of the month."""
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])


def due_days(law: Law) -> dict[str, date | None]:
    """The day of each milestone and event, as far as the facts tell."""
    days: dict[str, date | None] = {"application": law.on}
    for name in GIVEN:
        days[name] = law.facts.day(name)
    for rule in law.scheme.calendar:
        if days.get(rule.id) is None and rule.due is not None:
            days[rule.id] = _due(law, rule.due, days)
    return days


def _due(law: Law, due: Due, days: dict[str, date | None]) -> date | None:
    start = days.get(due.event)
    if start is None:
        return None
    sign = -1 if due.direction == "before" else 1
    day = start
    months = law.number(due.months)
    if months is not None:
        day = add_months(day, sign * int(months))
    count = law.number(due.days)
    if count is not None:
        day += timedelta(days=sign * int(count))
    return month_end(day) if due.end_of_month else day


def accounts_day(law: Law) -> date | None:
    """The last day on which the accounts can be filed: spend after it no longer counts."""
    return due_days(law).get("accounts") if any(r.id == "accounts" for r in law.scheme.calendar) else None


def calendar_of(law: Law) -> tuple[Milestone, ...]:
    """Every milestone of the file for this production."""
    days = due_days(law)
    return tuple(_milestone(law, rule, days) for rule in law.scheme.calendar)


def _milestone(law: Law, rule: MilestoneRule, days: dict[str, date | None]) -> Milestone:
    scheme = law.scheme
    held = frozenset(law.facts.get("documents") or ())
    missing: list[Phrase] = [need_label(scheme, need) for need in rule.needs if need not in held]
    due_on = days.get(rule.id)
    if due_on is None and rule.due is not None:
        missing.insert(0, phrase("incentives.day_unknown", event=milestone_label(scheme, rule.due.event)))
    given = rule.due
    months = law.number(given.months) if given else None
    text = milestone_text(scheme, rule.id, "due")
    return Milestone(
        rule.id,
        milestone_label(scheme, rule.id),
        due_on,
        text or phrase("incentives.due_rule", months=months or Decimal(0)),
        milestone_text(scheme, rule.id, "lost") if rule.loses else None,
        rule.source,
        Confidence(rule.confidence),
        tuple(missing),
    )
