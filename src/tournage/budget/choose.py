"""Which template fits a production, and why."""

from __future__ import annotations

from collections.abc import Sequence

from tournage.budget.model import Driver
from tournage.kernel.words import Phrase, phrase

SHORT_PAGES, SHORT_DAYS = 30, 10
EPISODE_PAGES = 70
SMALL_DAYS = 30
LARGE_DAYS = 60
DEMANDS = {
    "extras_peak": 150,
    "extras_days": 2000,
    "military_days": 4,
    "stunt_days": 10,
    "sfx_days": 10,
    "vfx_scenes": 20,
    "build_days": 60,
    "camel_days": 60,
    "horse_days": 60,
    "picture_vehicle_days": 120,
}
"""From these amounts on, a driver speaks for a larger production."""


def choose_template(pages: int, episodes: int, drivers: Sequence[Driver]) -> tuple[str, Phrase]:
    """The template for a script of this size and these demands, with the reason.

    A series when there are several episodes; short up to 30 pages and 10 days (a silent film may
    be long in few pages); a pilot up to the length of an episode; else small, middle or large by
    shooting days and by how many demands are large.
    """
    amounts = {driver.name: driver.amount for driver in drivers}
    days = int(amounts.get("shoot_days", 0))
    if episodes > 1:
        return "series", phrase("budget.chosen_series", episodes=episodes)
    if pages <= SHORT_PAGES and days <= SHORT_DAYS:
        return "short", phrase("budget.chosen_short", pages=pages)
    if SHORT_PAGES < pages <= EPISODE_PAGES:
        return "pilot", phrase("budget.chosen_episode", pages=pages)
    heavy = [name for name, limit in DEMANDS.items() if amounts.get(name, 0) >= limit]
    reasons = tuple(phrase(f"budget.demand.{name}", amount=amounts[name]) for name in heavy)
    if days > LARGE_DAYS or len(heavy) >= 4:
        kind = "large_feature"
    elif days <= SMALL_DAYS and len(heavy) <= 1:
        kind = "small_feature"
    else:
        kind = "middle_feature"
    if not reasons:
        return kind, phrase("budget.chosen_by_days", days=days)
    return kind, phrase("budget.chosen_by_demands", days=days, demands=reasons)
