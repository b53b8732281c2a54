"""The study of the example pilot, with a plain board and a rebate worked out by hand."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from functools import lru_cache
from pathlib import Path

from tests.documents.study_board import make_board, make_dood
from tests.documents.study_rebate import make_assessment
from tournage.breakdown.propose import break_down
from tournage.budget.build import build_budget
from tournage.budget.cash import CashEvent, cash_plan, instalments
from tournage.budget.convert import budget_total
from tournage.budget.model import Budget
from tournage.budget.top_sheet import top_sheet
from tournage.cases.feasibility.model import AnswerRow, Assumption, CalendarDay, Filing, Study, Swing
from tournage.flows.board_to_budget import board_to_budget
from tournage.flows.breakdown_to_places import breakdown_to_places
from tournage.flows.script_to_breakdown import script_to_breakdown
from tournage.jurisdictions.load_budget import load_price_list, load_template
from tournage.jurisdictions.load_charts import load_chart
from tournage.jurisdictions.load_exchange import load_exchange
from tournage.jurisdictions.load_places import load_catalogue
from tournage.kernel.calendar import use_pinned_zones
from tournage.kernel.dated import Confidence, Origin, Source
from tournage.kernel.explain import Step
from tournage.kernel.findings import Finding
from tournage.kernel.money import Money
from tournage.kernel.words import Phrase, literal
from tournage.places.catalogue import Catalogue, InRamadan
from tournage.places.model import PlacePlan
from tournage.places.plan import plan_places
from tournage.places.sun import sun_day
from tournage.schedule.model import Board
from tournage.services.scripts import read_script

ROOT = Path(__file__).resolve().parents[2]
PILOT = ROOT / "examples" / "pilot" / "the_salt_line.fountain"
SHORT_FR = ROOT / "examples" / "short_fr" / "le_repondeur.fountain"
SHORT_AR = ROOT / "examples" / "short_ar" / "al_himar_yashhad.fountain"
use_pinned_zones()
MADE_ON, FIRST_DAY = date(2026, 11, 24), date(2027, 2, 1)
LAW = Source("Decree 2.17.373, consolidated", "https://www.ccm.ma/", date(2026, 11, 12))


@lru_cache
def make_study(script_file: Path = PILOT, template: str = "series", currency: str = "EUR") -> Study:
    """The real desks from script to budget; board, rebate, tornado and filings by hand."""
    script, found = read_script([script_file])
    texts = script_to_breakdown(script)
    breakdown, broken = break_down(script.title, texts)
    catalogue = load_catalogue()
    plan, placed = plan_places(breakdown_to_places(breakdown, texts), catalogue, on=FIRST_DAY)
    board = make_board(breakdown, plan, FIRST_DAY)
    dood = make_dood(breakdown, board)
    drivers = board_to_budget(breakdown, plan, board, dood, locations=catalogue.locations)
    exchange, _ = load_exchange(MADE_ON)
    budget, priced = build_budget(
        load_template(template), drivers, load_price_list(exchange), load_chart("us"),
        currency=currency, priced_on=MADE_ON,
    )  # fmt: skip
    morocco, cost = budget_total(budget, spent_in="MA"), budget_total(budget)
    assessment = make_assessment(budget, board, MADE_ON)
    low, likely, high = (
        budget.in_currency(m).rounded()
        for m in (assessment.award.low, assessment.award.likely, assessment.award.high)
    )
    award = (low, likely, high)
    bridging = (award[1] * Decimal("0.03")).rounded()
    net = (cost - award[1] + bridging).rounded()
    paid_on = board.last_day + timedelta(days=400)
    calls = instalments(budget, first_day=board.first_day, last_day=board.last_day)
    cash = cash_plan(
        budget, first_day=board.first_day, last_day=board.last_day, spent_in="MA",
        events=(CashEvent(paid_on, award[1], literal("award")),), calls=calls,
    )  # fmt: skip
    findings: tuple[Finding, ...] = (*found, *broken, *placed, *priced, *assessment.findings)
    wanted = {c.location for p in plan.placements for c in p.candidates} | {
        p.location for p in plan.placements
    }
    return Study(
        title=script.title, made_on=MADE_ON, first_day=FIRST_DAY, currency=currency,
        answer=_answer(budget, board, plan, (morocco, cost, bridging, net), award),
        verdict=literal(f"Yes. {len(board.days)} shooting days around {_names(plan)}; {award[1]} of {cost} comes back."),
        script=script, breakdown=breakdown, plan=plan,
        locations=tuple(loc for loc in catalogue.locations if loc.id in wanted), hubs=catalogue.hubs,
        board=board, dood=dood, calendar=_calendar(board, catalogue), climate=catalogue.climates,
        budget=budget, top_sheet=top_sheet(budget), morocco_spend=morocco, foreign_spend=cost - morocco,
        assessment=assessment, award=award, bridging=bridging, net_cost=net, payment_on=paid_on,
        cash=cash, instalments=calls, filings=_filings(board), tornado=_tornado(net),
        assumptions=_assumptions(budget), findings=findings,
    )  # fmt: skip


def _names(plan: PlacePlan) -> str:
    return " and ".join(base.hub.title() for base in plan.bases[:2])


def _answer(
    budget: Budget, board: Board, plan: PlacePlan, sums: tuple[Money, ...], award: tuple[Money, ...]
) -> tuple[AnswerRow, ...]:
    morocco, cost, bridging, net = sums
    days = next(d for d in budget.drivers if d.name == "shoot_days")
    lines = tuple(line.explain for line in budget.lines if line.spent_in == "MA" and line.view == "client")
    spend = Step(literal("Spend in Morocco"), morocco, "+", lines)
    qualifying = (morocco * Decimal("0.88")).rounded()
    eligible = Step(
        literal("Eligible spend"),
        qualifying,
        "-",
        (spend, Step(literal("Not eligible"), morocco - qualifying)),
    )
    rate = Step(literal("Rate"), Decimal("0.30"), unit="fraction", source=(LAW,), confidence=Confidence.HIGH,
                rule=literal("Rebate, art. 4"), on=date(2022, 1, 1))  # fmt: skip
    back = Step(literal("Rebate, likely"), award[1], "*", (eligible, rate), rule=literal("Rebate, art. 4"),
                source=(LAW,), confidence=Confidence.HIGH)  # fmt: skip
    total = Step(literal("Total cost"), cost, "+", (spend, Step(literal("Spent abroad"), cost - morocco)))
    waiting = Step(literal("Cost of waiting"), bridging, origin=Origin.ASSUMED, confidence=Confidence.LOW)
    final = Step(
        literal("Net cost"),
        net,
        "-",
        (Step(literal("Total and waiting"), cost + bridging, "+", (total, waiting)), back),
    )
    n = len(board.days)
    road = Step(
        literal("Bases"), len(plan.bases), "count", tuple(Step(literal(b.hub), 1) for b in plan.bases)
    )
    return (
        AnswerRow("days", literal("Shooting days"), days.explain, n - 2, n + 3, literal("60 scenes; 6-day weeks")),
        AnswerRow("places", literal("Places"), road, None, None, literal(f"{len(plan.sets)} sets")),
        AnswerRow("morocco_spend", literal("Spend in Morocco"), spend, morocco * Decimal("0.95"), morocco * Decimal("1.09"), literal("61 rates, 14 of them assumed")),
        AnswerRow("qualifying", literal("Eligible spend"), eligible, qualifying * Decimal("0.84"), qualifying * Decimal("1.04"), literal("88 % of the spend; limit 90 %")),
        AnswerRow("award", literal("Rebate"), back, award[0], award[2], literal("30 % of eligible spend")),
        AnswerRow("net_cost", literal("Net cost"), final, net * Decimal("0.97"), net * Decimal("1.06"), literal("Total less the likely rebate")),
    )  # fmt: skip


def _calendar(board: Board, catalogue: Catalogue) -> tuple[CalendarDay, ...]:
    hubs = {hub.id: hub.at for hub in catalogue.hubs}
    base_on = {day.on: day.base for day in board.days}
    result, base = [], board.days[0].base
    for n in range((board.last_day - board.first_day).days + 1):
        on = board.first_day + timedelta(days=n)
        base = base_on.get(on, base)
        fast = catalogue.in_ramadan(on)
        holiday = next((h for h in catalogue.holidays if h.first_day <= on <= h.last_day), None)
        result.append(
            CalendarDay(
                on,
                base,
                sun_day(hubs[base], on),
                fast is not InRamadan.NO,
                fast is InRamadan.PERHAPS,
                holiday,
            )
        )
    return tuple(result)


def _filings(board: Board) -> tuple[Filing, ...]:
    def filing(id: str, name: str, who: str, lead: int, why: str, scenes: tuple[str, ...] = ()) -> Filing:
        due = board.first_day - timedelta(days=lead)
        return Filing(
            id, literal(name), literal(who), due, lead, literal(why), scenes, (LAW,), Confidence.MEDIUM
        )

    return (
        filing("ccm", "Shooting permit", "Centre cinématographique marocain", 45, "Every foreign shoot"),
        filing("army", "Army vehicles and extras in uniform", "Forces armées royales", 60, "A military convoy", ("31", "32")),
        filing("drone", "Drone flights", "Ministry of Transport", 30, "Aerial shots", ("14",)),
        filing("minors", "Child at work", "Labour inspectorate", 15, "A child plays", ("3", "5", "7")),
    )  # fmt: skip


def _tornado(net: Money) -> tuple[Swing, ...]:
    rows = (
        (
            "exchange.EUR",
            "Rate of exchange, EUR 1 = MAD 10.80",
            Decimal("10.26"),
            Decimal("11.34"),
            "1.04",
            "0.965",
        ),
        ("pace", "Pace of the shoot", 20, 26, "0.972", "1.034"),
        ("law", "What the law leaves open", "low", "high", "1.03", "0.99"),
        ("extras", "Extras", 820, 1640, "0.985", "1.021"),
        ("prices.living", "Hotels and living", "low", "high", "0.987", "1.016"),
        ("prices.transport", "Transport", "low", "high", "0.99", "1.011"),
        ("prices.crew", "Moroccan crew", "low", "high", "0.992", "1.01"),
        ("share.contingency", "Contingency", Decimal("0.08"), Decimal("0.12"), "0.992", "1.008"),
        ("prices.construction", "Construction", "low", "high", "0.995", "1.006"),
        (
            "bridging_rate",
            "Cost of waiting for the award",
            Decimal("0.04"),
            Decimal("0.12"),
            "0.998",
            "1.002",
        ),
    )
    return tuple(
        Swing(id, literal(name), low, high, net * Decimal(a), net * Decimal(b))
        for id, name, low, high, a, b in rows
    )


def _assumptions(budget: Budget) -> tuple[Assumption, ...]:
    found = [
        Assumption(
            f"rate.{r.id}",
            _rate_name(budget, r.id),
            r.amount,
            r.per,
            r.low,
            r.high,
            r.source,
            r.confidence,
            r.origin,
        )
        for r in budget.rates
    ]
    rate = budget.exchange[0]
    found.append(
        Assumption(
            "exchange.EUR",
            literal("EUR in MAD"),
            rate.rate,
            "MAD",
            None,
            None,
            rate.source,
            Confidence.HIGH,
            Origin.YOURS,
        )
    )
    return tuple(found)


def _rate_name(budget: Budget, id: str) -> Phrase:
    return next(line.label for line in budget.lines if line.rate_id == id)
