"""Cast days from the day out of days, by tier of role."""

from __future__ import annotations

from decimal import Decimal

from tournage.breakdown.model import Role
from tournage.budget.model import Driver
from tournage.flows.board_days import Shoot, day_step, driver
from tournage.kernel.dated import Origin
from tournage.kernel.explain import Step
from tournage.kernel.words import phrase
from tournage.schedule.model import DayOutOfDays, DoodRow

TIERS = ("leads", "supporting", "day_players", "silent")
MOST_LEADS = 6
LEAD_SHARE = Decimal("0.3")
SUPPORTING_WORK_DAYS = 3
SUPPORTING_WORDS = 150


def cast_drivers(shoot: Shoot, dood: DayOutOfDays) -> tuple[Driver, ...]:
    """Work, hold, travel and paid days, nights and roles of each tier; days of minors; cast days in all."""
    rows = {row.id: row for row in dood.rows}
    tiers = cast_tiers(shoot, dood)
    made: list[Driver] = []
    for tier in TIERS:
        roles = [role for role in shoot.breakdown.roles if tiers.get(role.id) == tier]
        made += _tier(tier, [(role, rows[role.id]) for role in roles])
    played = [role for role in shoot.breakdown.roles if role.id in tiers]
    made.append(driver("roles", len(played), "roles", parts=(_role_step(role, 1) for role in played)))
    paid = [d for d in made if d.name.startswith("cast_work_days:")]
    cast_days = sum((d.amount for d in paid), Decimal(0))
    made.append(driver("cast_days", cast_days, "days", parts=[d.explain for d in paid if d.amount]))
    made.append(_minor_days(shoot))
    return tuple(made)


def cast_tiers(shoot: Shoot, dood: DayOutOfDays) -> dict[str, str]:
    """Leads, supporting, day players and silent roles.

    A lead works on three shooting days of ten or more (at most six, and always cast number 1); a
    supporting role works three days or speaks 150 words; other speaking roles are day players. In a silent film, where nobody speaks, all are
    ranked by their days.
    """
    mute = not any(role.speaking for role in shoot.breakdown.roles)
    days = len(shoot.main_days)
    work = {row.id: row.work for row in dood.rows}
    tiers: dict[str, str] = {}
    leads = 0
    for role in sorted(shoot.breakdown.roles, key=lambda role: role.number):
        if not work.get(role.id):
            continue
        if not role.speaking and not mute:
            tiers[role.id] = "silent"
        elif leads == 0 or (leads < MOST_LEADS and work[role.id] >= days * LEAD_SHARE and work[role.id] > 1):
            tiers[role.id] = "leads"
            leads += 1
        elif work[role.id] >= SUPPORTING_WORK_DAYS or role.words >= SUPPORTING_WORDS:
            tiers[role.id] = "supporting"
        else:
            tiers[role.id] = "day_players"
    return tiers


def _role_step(role: Role, amount: int) -> Step:
    return Step(
        phrase("flows.role", number=role.number, name=role.name),
        Decimal(amount),
        scenes=tuple(map(str, role.scenes)),
        origin=Origin.PROPOSED,
    )


def _nights(row: DoodRow) -> int:
    """From the evening before the first day to the morning after the last."""
    return (row.finish - row.start).days + 2 if row.start and row.finish else 0


def _tier(tier: str, cast: list[tuple[Role, DoodRow]]) -> list[Driver]:
    counts = {
        "cast_count": [(role, 1) for role, _ in cast],
        "cast_work_days": [(role, row.work) for role, row in cast],
        "cast_hold_days": [(role, row.hold + row.holiday) for role, row in cast],
        "cast_travel_days": [(role, row.travel) for role, row in cast],
        "cast_paid_days": [(role, row.total) for role, row in cast],
        "cast_nights": [(role, _nights(row)) for role, row in cast],
    }
    units = {"cast_count": "roles", "cast_nights": "nights"}
    return [
        driver(
            f"{name}:{tier}",
            sum(amount for _, amount in parts),
            units.get(name, "days"),
            parts=(_role_step(role, amount) for role, amount in parts if amount),
        )
        for name, parts in counts.items()
    ]


def _minor_days(shoot: Shoot) -> Driver:
    """Work days of children, each child counted on each day."""
    minors = {role.id: role for role in shoot.breakdown.roles if role.minor}
    steps = []
    for day in shoot.main_days:
        strips = shoot.strips_of(day)
        present = {id for strip in strips for id in (*strip.minors, *(c for c in strip.cast if c in minors))}
        if present:
            scenes = (s.scene for s in strips if present.intersection((*s.minors, *s.cast)))
            steps.append(day_step(shoot, day, len(present), scenes))
    total = sum((Decimal(step.value) for step in steps if isinstance(step.value, Decimal)), Decimal(0))
    return driver("minor_days", total, "days", parts=steps)
