"""What a person gives a study besides the script: dates, currency and every correction."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from tournage.breakdown.model import Corrections

BOARD_WORK = 15_000
"""Boards a study looks at: some 6 s of one processor for 200 scenes, so that a limit of 10 s is seldom met."""


@dataclass(frozen=True, slots=True)
class Mark:
    """Who corrected a value and when; both may be unknown."""

    by: str | None = None
    on: date | None = None


@dataclass(frozen=True, slots=True)
class YourWord:
    """Everything a person corrected, in their words; survives reruns and new drafts.

    `places` maps a set of the story to a location id; `locks` a strip to its day; `away` a role to
    spans of days; `open` a location to the spans in which it can be had; `assumptions` an assumption
    id to its value as text. `marks` tells for `table.key` who wrote it and when.
    """

    breakdown: Corrections = field(default_factory=Corrections)
    places: tuple[tuple[str, str], ...] = ()
    locks: tuple[tuple[str, date], ...] = ()
    away: tuple[tuple[str, tuple[tuple[date, date], ...]], ...] = ()
    open: tuple[tuple[str, tuple[tuple[date, date], ...]], ...] = ()
    assumptions: tuple[tuple[str, str], ...] = ()
    marks: tuple[tuple[str, Mark], ...] = ()


@dataclass(frozen=True, slots=True)
class StudyInputs:
    """One study to make. `made_on` is today; `first_day` the first shooting day wanted.

    `kind` is the format the rebate asks for (`feature`, `series`, `tv_film`, `documentary`,
    `docufiction`, `web_fiction`); `template` a budget template, chosen from the script when None.
    `work` is how many boards the schedule looks at; `time_limit` seconds end that earlier when given.
    """

    made_on: date
    first_day: date
    currency: str = "EUR"
    country: str = "ma"
    kind: str = "feature"
    template: str | None = None
    yours: YourWord = field(default_factory=YourWord)
    time_limit: float | None = None
    seed: int = 1
    work: int = BOARD_WORK
    week_days: int | None = None
    """Another working week than the agreement's usual one."""
