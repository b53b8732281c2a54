"""From script files or a production folder to a budget: read, break down, place, schedule, price."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from pathlib import Path

from tournage.cases.feasibility.assumptions import read_numbers
from tournage.cases.feasibility.build import default_first_day
from tournage.cases.feasibility.inputs import StudyInputs, YourWord
from tournage.cases.feasibility.stages import ROOM, Progress, plan_shoot, schedule_shoot
from tournage.jurisdictions.load_places import load_catalogue
from tournage.kernel.findings import Finding, Severity, finding
from tournage.services.budgeting import BudgetWishes, MadeBudget, Papers, check_wishes, make_budget
from tournage.services.scripts import read_script
from tournage.store import production as store
from tournage.store.corrections import read_corrections

COUNTRY = "ma"


@dataclass(frozen=True, slots=True)
class ShootWishes:
    """When the shoot starts, whose corrections hold, and how long the schedule may be looked for."""

    first_day: date | None = None
    assume: Path | None = None
    time_limit: float | None = None
    seed: int = 1


@dataclass(frozen=True, slots=True)
class PricedScript:
    """A budget and the shooting days it is for."""

    title: str
    made: MadeBudget
    first_day: date
    last_day: date
    shooting_days: int


def budget_scripts(
    sources: Sequence[Path],
    wishes: BudgetWishes,
    shoot_wishes: ShootWishes,
    *,
    today: date,
    progress: Progress | None = None,
) -> tuple[PricedScript | None, tuple[Finding, ...]]:
    """Budget script files (several are episodes), or the current draft of a production folder.

    Corrections of the folder, or of the file given, hold: places, roles, days and own numbers.
    None when nothing in the files is a scene; the findings say why.
    Raises: NoScriptError, NotAProductionError and what `make_budget` raises.
    """
    held, files, yours, unread = _sources(sources, shoot_wishes.assume)
    numbers, misread = read_numbers(yours)
    wishes = _with_numbers(wishes, held, numbers)
    check_wishes(wishes)
    script, read = read_script(files)
    if not script.scenes:
        return None, (*unread, *read)
    inputs = StudyInputs(
        made_on=today,
        first_day=shoot_wishes.first_day or held.first_day or default_first_day(today),
        yours=yours,
        time_limit=shoot_wishes.time_limit,
        seed=shoot_wishes.seed,
    )
    catalogue = load_catalogue(COUNTRY)
    planned = plan_shoot(script, inputs, catalogue)
    shoot, solution = schedule_shoot(planned, catalogue, inputs, progress=progress)
    papers = Papers(
        shoot.breakdown,
        shoot.plan,
        shoot.board,
        shoot.dood,
        shoot.locations,
        script.pages,
        len(script.episodes),
    )
    made = make_budget(papers, wishes)
    findings = (
        *unread,
        *misread,
        *read,
        *_check_day(inputs),
        *planned.findings,
        *solution.findings,
        *made.findings,
    )
    days = len({day.on for day in shoot.board.days})
    title = held.title if len(sources) == 1 and sources[0].is_dir() else script.title
    priced = PricedScript(title, made, shoot.board.first_day, shoot.board.last_day, days)
    return priced, findings


def _check_day(inputs: StudyInputs) -> tuple[Finding, ...]:
    """A first day that has gone by."""
    if inputs.first_day >= inputs.made_on:
        return ()
    where = f"first day {inputs.first_day.isoformat()}"
    values = {"first_day": inputs.first_day, "today": inputs.made_on}
    return (finding(ROOM, "STU-104", Severity.ERROR, where, **values),)


def _sources(
    sources: Sequence[Path], assume: Path | None
) -> tuple[store.Production, tuple[Path, ...], YourWord, tuple[Finding, ...]]:
    folder = sources[0] if len(sources) == 1 and sources[0].is_dir() else None
    if folder is None:
        held, files = store.Production(sources[0].stem), tuple(sources)
    else:
        held = store.read_production(folder)
        files = store.draft_files(folder, held.draft)
    file = assume or (folder / store.CORRECTIONS if folder else None)
    if file is None or not file.exists():
        return held, files, YourWord(), ()
    yours, findings = read_corrections(file.read_text("utf-8"), file.name)
    return held, files, yours, findings


def _with_numbers(wishes: BudgetWishes, held: store.Production, numbers: dict[str, Decimal]) -> BudgetWishes:
    """The wishes with the folder's template and the person's own numbers, the command's first."""
    exchange = {id.removeprefix("exchange."): v for id, v in numbers.items() if id.startswith("exchange.")}
    own = {
        id: v
        for id, v in numbers.items()
        if id.split(".")[0] in ("global", "driver", "rate", "share", "fringe")
    }
    return replace(
        wishes,
        template=wishes.template or held.template,
        exchange=tuple({**exchange, **dict(wishes.exchange)}.items()),
        overrides=tuple({**own, **dict(wishes.overrides)}.items()),
    )
