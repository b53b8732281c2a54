"""From a script to a study: every stage in order, then what could move the answer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from tournage.budget.cash import CashEvent, cash_plan, instalments
from tournage.budget.choose import choose_template
from tournage.budget.convert import budget_total
from tournage.budget.top_sheet import top_sheet
from tournage.cases.feasibility.answer import answer_rows, verdict
from tournage.cases.feasibility.assumptions import list_assumptions, read_numbers
from tournage.cases.feasibility.calendar import shoot_calendar, shoot_climate
from tournage.cases.feasibility.constants import Constant, load_constants
from tournage.cases.feasibility.filings import list_filings
from tournage.cases.feasibility.inputs import StudyInputs
from tournage.cases.feasibility.model import Assumption, Outlook, Study
from tournage.cases.feasibility.outlook import look_ahead
from tournage.cases.feasibility.pricing import Priced, Shoot, Terms, price_shoot
from tournage.cases.feasibility.stages import (
    PACE,
    ROOM,
    Planned,
    Progress,
    plan_shoot,
    schedule_shoot,
    slower,
)
from tournage.cases.feasibility.tornado import Paces, Trial, outcome_of, tornado, try_all
from tournage.jurisdictions.load_budget import load_price_list, load_template
from tournage.jurisdictions.load_charts import load_chart
from tournage.jurisdictions.load_exchange import load_exchange
from tournage.jurisdictions.load_places import load_catalogue
from tournage.jurisdictions.load_schemes import load_scheme
from tournage.kernel.findings import Finding, Severity, finding
from tournage.kernel.words import phrase
from tournage.places.catalogue import Catalogue
from tournage.places.model import Location
from tournage.script.model import Script

CHART = "us"


def build_study(script: Script, inputs: StudyInputs, *, progress: Progress | None = None) -> Study:
    """Answer the producer's question from the script.

    `progress` is told the stage and the share of it that is done.
    Findings: those of every desk; STU-101 to STU-103 corrections that fit nothing; STU-104 a first
    day in the past; STU-105 why a strip found no day; STU-106 the clock ended
    the search for the schedule.
    """
    tell = progress or (lambda _stage, _share: None)
    numbers, unread = read_numbers(inputs.yours)
    catalogue = load_catalogue(inputs.country)
    tell("plan", 0.0)
    planned = plan_shoot(script, inputs, catalogue)
    shoot, solution = schedule_shoot(planned, catalogue, inputs, progress=tell)
    constants = load_constants(numbers)
    terms, exchange_findings = _terms(script, shoot, inputs, numbers, constants)
    change = constants["pace_change"].value
    paces, cut = _paces(planned, catalogue, inputs, change) if shoot.board.days else (None, ())
    tell("price", 0.0)
    priced = price_shoot(shoot, terms)
    trials = try_all(shoot, terms, priced, paces, constants)
    tell("price", 1.0)
    findings = (
        *unread,
        *_check_days(inputs),
        *planned.findings,
        *dict.fromkeys((*solution.findings, *cut)),
        *exchange_findings,
        *priced.findings,
        *priced.assessment.findings,
    )
    outlook = look_ahead(planned.problem, solution, inputs)
    worked = _Worked(script, inputs, catalogue, shoot, priced, trials, paces, findings, outlook)
    return _study(worked, list_assumptions(priced, terms, constants, inputs.yours))


@dataclass(frozen=True, slots=True)
class _Worked:
    """Everything worked out, before it is laid out as a study."""

    script: Script
    inputs: StudyInputs
    catalogue: Catalogue
    shoot: Shoot
    priced: Priced
    trials: tuple[Trial, ...]
    paces: Paces | None
    findings: tuple[Finding, ...]
    outlook: Outlook | None


def _terms(
    script: Script,
    shoot: Shoot,
    inputs: StudyInputs,
    numbers: dict[str, Decimal],
    constants: dict[str, Constant],
) -> tuple[Terms, tuple[Finding, ...]]:
    given = {id.partition(".")[2]: value for id, value in numbers.items() if id.startswith("exchange.")}
    exchange, findings = load_exchange(inputs.made_on, given)
    template = inputs.template
    if template is None:
        template, _ = choose_template(script.pages, len(script.episodes), shoot.drivers)
    overrides = {id: v for id, v in numbers.items() if id not in constants and not id.startswith("exchange.")}
    terms = Terms(
        load_template(template),
        load_price_list(exchange),
        load_chart(CHART),
        load_scheme(f"{inputs.country}-rebate"),
        inputs.currency,
        inputs.made_on,
        min(inputs.made_on, inputs.first_day),
        overrides,
        constants["bridging_rate"].value,
    )
    return terms, findings


def _paces(
    planned: Planned, catalogue: Catalogue, inputs: StudyInputs, change: Decimal
) -> tuple[Paces, tuple[Finding, ...]]:
    boards = [
        schedule_shoot(slower(planned, factor), catalogue, inputs, part=PACE)
        for factor in (1 - change, 1 + change)
    ]
    cut = [f for _, solution in boards for f in solution.findings if f.code == "STU-106"]
    return Paces(boards[0][0], boards[1][0], change), tuple(cut)


def _check_days(inputs: StudyInputs) -> tuple[Finding, ...]:
    if inputs.first_day >= inputs.made_on:
        return ()
    where = f"first day {inputs.first_day.isoformat()}"
    return (
        finding(ROOM, "STU-104", Severity.ERROR, where, first_day=inputs.first_day, today=inputs.made_on),
    )


def _study(worked: _Worked, assumptions: tuple[Assumption, ...]) -> Study:
    inputs, catalogue, shoot, priced = worked.inputs, worked.catalogue, worked.shoot, worked.priced
    board, budget = shoot.board, priced.budget
    calls = instalments(budget, first_day=board.first_day, last_day=board.last_day)
    base = outcome_of(priced)
    return Study(
        title=worked.script.title,
        made_on=inputs.made_on,
        first_day=board.first_day,
        currency=inputs.currency,
        answer=answer_rows(shoot, priced, worked.trials, worked.paces),
        verdict=verdict(shoot, priced),
        script=worked.script,
        breakdown=shoot.breakdown,
        plan=shoot.plan,
        locations=_locations(shoot, catalogue),
        hubs=catalogue.hubs,
        board=board,
        dood=shoot.dood,
        calendar=shoot_calendar(board, catalogue),
        climate=shoot_climate(board, shoot.plan, catalogue),
        budget=budget,
        top_sheet=top_sheet(budget),
        morocco_spend=base.morocco,
        foreign_spend=budget_total(budget) - base.morocco,
        assessment=priced.assessment,
        award=priced.award,
        bridging=priced.bridging,
        net_cost=priced.net,
        payment_on=priced.file.payment_on,
        cash=cash_plan(
            budget,
            first_day=board.first_day,
            last_day=board.last_day,
            events=_events(priced),
            calls=calls,
            spent_in="MA",
        ),
        instalments=calls,
        filings=list_filings(shoot, priced.assessment, inputs.country),
        tornado=tornado(worked.trials),
        assumptions=assumptions,
        findings=worked.findings,
        outlook=worked.outlook,
    )


def _locations(shoot: Shoot, catalogue: Catalogue) -> tuple[Location, ...]:
    wanted = {p.location for p in shoot.plan.placements}
    wanted |= {candidate.location for p in shoot.plan.placements for candidate in p.candidates}
    return tuple(location for location in catalogue.locations if location.id in wanted)


def _events(priced: Priced) -> tuple[CashEvent, ...]:
    """The deposit out, then deposit and award in, where their days are known."""
    file = priced.file
    events = []
    if file.deposit and file.deposit_on:
        events.append(CashEvent(file.deposit_on, -file.deposit, phrase(f"{ROOM}.cash.deposit")))
    if file.payment_on:
        events.append(CashEvent(file.payment_on, file.deposit, phrase(f"{ROOM}.cash.deposit_back")))
        events.append(CashEvent(file.payment_on, file.award, phrase(f"{ROOM}.cash.award")))
    return tuple(event for event in events if event.amount)


def default_first_day(made_on: date) -> date:
    """First shooting day when nobody named one: the Monday after four months, time to prepare and to file."""
    day = made_on + timedelta(days=120)
    return day + timedelta(days=-day.weekday() % 7)


def price_film(script: Script, inputs: StudyInputs, shoot: Shoot) -> Priced:
    """Cost and award of the whole film with this board, as the study works them out."""
    numbers, _ = read_numbers(inputs.yours)
    terms, _ = _terms(script, shoot, inputs, numbers, load_constants(numbers))
    return price_shoot(shoot, terms)
