"""Risk: each hazard does what it says, chance comes from the seed alone, cover is used up, added days have dates."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise

import pytest

from tests.schedule.shoots import MONDAY, film, random_shoot, shoot, strip
from tournage.kernel.scene import IntExt, Light
from tournage.schedule.hazards import Chance, Hazards, UnknownHazardError, plain_hazards
from tournage.schedule.mishaps import Forecast, Luck
from tournage.schedule.model import Board
from tournage.schedule.pricing import price_board
from tournage.schedule.problem import Problem, Unit
from tournage.schedule.risk import RunResult, run_shoots, sum_up
from tournage.schedule.solve import solve
from tournage.schedule.walk import MOST_ADDED, Plan, Walk, Walked

CALM = plain_hazards(overrun_low="1", overrun_likely="1", overrun_high="1")
WILD_NUMBERS = {
    "rain_share": "0.15",
    "rain_persistence": "0.5",
    "rain_stops": "1",
    "overrun_low": "0.9",
    "overrun_likely": "1",
    "overrun_high": "1.5",
    "illness_chance": "0.01",
    "illness_days_low": "1",
    "illness_days_likely": "2",
    "illness_days_high": "4",
    "permit_late_chance": "0.1",
    "permit_late_days": "2",
    "overtime_minutes": "60",
}
WILD = plain_hazards(**WILD_NUMBERS)


def with_numbers(**numbers: str) -> Hazards:
    """Calm but for these."""
    return Hazards((*CALM.chances, *plain_hazards(**numbers).chances))


def board_of(problem: Problem) -> Board:
    return solve(problem, time_limit=20, work_limit=500).board


@lru_cache
def planned() -> tuple[Problem, Board]:
    """The film and a board for it."""
    problem = film()
    return problem, solve(problem, time_limit=20, work_limit=4000).board


def shoots(hazards: Hazards, runs: int = 40) -> list[RunResult]:
    problem, board = planned()
    return run_shoots(board, problem, hazards, seed=1, runs=range(runs))


class Fate(Luck):
    """Luck as a test sets it: rain, heat, wind and illness on the days it names."""

    def __init__(
        self, plan: Plan, *, wet: tuple[date, ...] = (), ill: tuple[tuple[str, date, int], ...] = ()
    ):
        super().__init__(plan.forecast, plan.hazards, 0, 0)
        self.wet = {plan.index(on) for on in wet}
        self.sick = ill
        self.plan = plan

    def sky(self, base: str, index: int):  # type: ignore[no-untyped-def]
        return replace(super().sky(base, index), rain=index in self.wet)

    def draw_illness(self, players: tuple[str, ...]) -> None:
        for player, on, days in self.sick:
            first = self.plan.index(on)
            self.ill[player] = [(first, first + days - 1)]


def walk(
    problem: Problem, board: Board, hazards: Hazards = CALM, *, cover: bool = True, **fate: object
) -> Walked:
    plan = Plan(board, problem, hazards)
    return Walk(plan, Fate(plan, **fate), cover=cover).run()  # type: ignore[arg-type]


def causes(walked: Walked) -> dict[str, str]:
    return {id: cause for id, cause, _ in walked.lost}


def test_when_nothing_goes_wrong_the_plan_holds_to_the_centime() -> None:
    problem, board = planned()
    risk = sum_up(board, problem, shoots(CALM))
    dates = len({day.on for day in board.days})
    assert (risk.days, risk.planned_days) == ((dates,) * 3, dates)
    assert (risk.cost, risk.contingency, risk.cover_value) == ((risk.planned_cost,) * 3, 0, 0)
    assert risk.last_day == (board.last_day,) * 3
    assert not risk.lines
    assert not risk.strips
    assert not risk.beyond


def test_run_seven_is_run_seven_wherever_it_is_made() -> None:
    problem, board = planned()
    (alone,) = run_shoots(board, problem, WILD, seed=1, runs=[7])
    assert alone == shoots(WILD)[7]


def test_rain_stops_exteriors_and_they_are_shot_on_an_added_day_with_a_date() -> None:
    problem = shoot(
        strip("out", "kasbah", minutes=400), strip("in", "square", minutes=400, int_ext=IntExt.INT)
    )
    board = board_of(problem)
    (day,) = (d for d in board.days if "out" in d.strips)
    walked = walk(problem, board, wet=(day.on,))
    assert walked.lost == (("out", "rain", 400),)
    assert walked.added == 1
    assert len(walked.board.days) == len(board.days) + 1
    (again,) = (d for d in walked.board.days if "out" in d.strips)
    assert again.on > board.last_day
    assert problem.calendar.may_work(again.on)


def test_a_cover_set_brought_forward_saves_the_day_and_is_used_once() -> None:
    problem = shoot(
        strip("out1", "kasbah", minutes=450),
        strip("out2", "kasbah", minutes=450),
        strip("in", "kasbah", minutes=450, int_ext=IntExt.INT, weather_cover=True),
    )
    board = board_of(problem)
    days = sorted(board.days, key=lambda d: "in" in d.strips)
    dates = sorted(d.on for d in days)
    order = tuple(
        replace(day, on=on, number=n + 1, sunrise=410, sunset=1110)
        for n, (day, on) in enumerate(zip(days, dates, strict=True))
    )
    board = replace(board, days=order)
    one = walk(problem, board, wet=dates[:1])
    assert (one.pulled, one.added, len(one.board.days)) == (("in",), 0, 3)
    two = walk(problem, board, wet=dates[:2])
    assert (two.pulled, two.added, len(two.board.days)) == (("in",), 1, 4)
    bare = walk(problem, board, wet=dates[:1], cover=False)
    assert (bare.pulled, bare.added) == ((), 1)
    assert price_board(one.board, problem).total < price_board(bare.board, problem).total


def test_cover_is_not_taken_to_a_place_that_is_shut_that_day() -> None:
    problem = shoot(
        strip("out", "kasbah", minutes=450),
        strip("in", "square", minutes=450, int_ext=IntExt.INT, weather_cover=True),
    )
    board = board_of(problem)
    days = sorted(board.days, key=lambda d: "in" in d.strips)
    dates = sorted(d.on for d in days)
    board = replace(board, days=tuple(replace(d, on=on) for d, on in zip(days, dates, strict=True)))
    assert walk(problem, board, wet=dates[:1]).pulled == ("in",)
    opening = ((dates[1], dates[1]),)
    sites = tuple(replace(s, open=opening) if s.id == "square" else s for s in problem.sites)
    assert walk(replace(problem, sites=sites), board, wet=dates[:1]).pulled == ()


def test_cover_waits_for_a_player_who_has_not_arrived() -> None:
    out = strip("out", "kasbah", "ines", minutes=450)
    inside = strip(
        "in", "kasbah", "karim", minutes=450, int_ext=IntExt.INT, weather_cover=True, after=("out",)
    )
    problem = shoot(out, inside)
    board = board_of(problem)
    assert walk(problem, board, wet=(board.first_day,)).pulled == ()


def test_an_illness_lasts_and_stops_only_the_scenes_of_the_player() -> None:
    problem = shoot(
        *(strip(f"a{i}", "kasbah", "ines", minutes=500) for i in range(3)),
        *(strip(f"b{i}", "kasbah", "karim", minutes=500) for i in range(3)),
    )
    board = board_of(problem)
    first = min(d.on for d in board.days if d.strips[0].startswith("a"))
    walked = walk(problem, board, ill=(("ines", first, 30),))
    assert set(causes(walked).values()) <= {"illness"}
    assert {id[0] for id in causes(walked)} == {"a"}


def test_a_late_permit_costs_the_working_days_it_is_late() -> None:
    problem = shoot(*(strip(str(i), "kasbah", minutes=500) for i in range(3)))
    late = with_numbers(permit_late_chance="1", permit_late_days="2")
    (result,) = run_shoots(board_of(problem), problem, late, seed=0, runs=[0])
    assert (sum(n for _, _, n in result.lost), result.days) == (1000, 5)


def test_heat_takes_the_hours_of_midday_and_leaves_the_morning() -> None:
    problem = shoot(strip("out", "kasbah", minutes=400))
    hot = with_numbers(heat_mean="45", heat_limit="38", heat_from_hour="12", heat_to_hour="16")
    board = board_of(problem)
    (result,) = run_shoots(board, problem, hot, seed=0, runs=[0])
    (day,) = board.days
    start = day.starts[0]
    lost = min(start + 400 + (60 if day.meal and start < day.meal < start + 400 else 0), 960) - max(
        start, 720
    )
    ((id, cause, minutes),) = result.lost
    assert (id, cause) == ("out", "heat")
    assert 0 < minutes <= lost
    assert result.days == 2


def test_wind_comes_by_base_and_month_only() -> None:
    def at(base: str, month: int) -> Hazards:
        held = [
            replace(c, id=f"{c.id}:gale", base=base, month=month)
            for c in plain_hazards(wind_chance="1", wind_from_hour="0").chances
        ]
        return Hazards((*CALM.chances, *held))

    problem = shoot(strip("out", "kasbah", minutes=400))
    board = board_of(problem)
    (blown,) = run_shoots(board, problem, at("ouarzazate", 3), seed=0, runs=[0])
    (calm,) = run_shoots(board, problem, at("ouarzazate", 9), seed=0, runs=[0])
    assert (blown.lost[0][:2], calm.lost) == (("out", "wind"), ())


def test_rain_by_base_and_month_wins_over_the_general_chance() -> None:
    dry = tuple(
        replace(c, base=base, month=3)
        for base in ("ouarzazate", "marrakech")
        for c in plain_hazards(rain_share="0").chances
    )
    hazards = Hazards((*CALM.chances, *plain_hazards(rain_share="0.9", rain_stops="1").chances, *dry))
    assert all(not result.lost for result in shoots(hazards))


@pytest.mark.parametrize(("persistence", "least", "most"), [("0.2", 0.0, 0.3), ("0.7", 0.6, 0.8)])
def test_wet_days_follow_wet_days_and_the_month_keeps_its_share(
    persistence: str, least: float, most: float
) -> None:
    hazards = with_numbers(rain_share="0.2", rain_persistence=persistence, rain_stops="1")
    forecast = Forecast(hazards, ("ouarzazate",), MONDAY, 8000)
    luck = Luck(forecast, hazards, 5, 0)
    skies = [luck.sky("ouarzazate", i).rain for i in range(8000)]
    after = [b for a, b in pairwise(skies) if a]
    assert abs(sum(skies) / len(skies) - 0.2) < 0.03
    assert least <= sum(after) / len(after) <= most


def test_two_units_on_one_date_are_one_day() -> None:
    problem = shoot(
        strip("1", "kasbah", "ines", minutes=480),
        strip("2", "square", "karim", minutes=480, second_unit=True),
        units=(Unit("main", 280_000_00, 43_000_00), Unit("second", 90_000_00, 9_000_00)),
        days=3,
    )
    board = board_of(problem)
    main = next(d for d in board.days if "1" in d.strips)
    second = next(d for d in board.days if "2" in d.strips)
    both = replace(board, days=(main, replace(second, on=main.on, unit="second")))
    risk = sum_up(both, problem, run_shoots(both, problem, CALM, seed=0, runs=range(3)))
    assert (risk.planned_days, risk.days) == (1, (1, 1, 1))


def test_added_days_skip_holidays_and_rest_and_push_the_board_beyond_windows() -> None:
    problem = shoot(*(strip(str(i), "kasbah", "ines", minutes=500) for i in range(6)))
    board = board_of(problem)
    last = board.last_day
    assert last.weekday() == 5
    holiday = last + timedelta(days=2)
    calendar = replace(problem.calendar, holidays=((holiday, "Holiday"),))
    away = ((last + timedelta(days=1), last + timedelta(days=30)),)
    players = tuple(replace(p, away=away) if p.id == "ines" else p for p in problem.players)
    late = replace(problem, calendar=calendar, players=players)
    walked = walk(late, board, wet=(board.first_day,))
    assert walked.board.last_day == holiday + timedelta(days=1)
    assert walked.beyond == (("player", "ines"),)
    risk = sum_up(
        board,
        late,
        run_shoots(board, late, with_numbers(rain_share="0.5", rain_stops="1"), seed=0, runs=range(20)),
    )
    assert risk.beyond[0].share > 0.5


def test_a_scene_waits_for_the_one_that_must_come_before_it() -> None:
    problem = shoot(
        strip("first", "kasbah", minutes=500),
        strip("then", "square", minutes=500, int_ext=IntExt.INT, after=("first",)),
    )
    board = board_of(problem)
    assert causes(walk(problem, board, wet=(board.first_day,))) == {"first": "rain", "then": "order"}


@pytest.mark.parametrize("seed", range(24))
def test_every_strip_of_any_shoot_is_shot_or_given_up_on_working_days_of_its_unit(seed: int) -> None:
    problem = random_shoot(seed)
    board = solve(problem, time_limit=20, work_limit=200).board
    if not board.days:
        return
    plan = Plan(board, problem, WILD)
    for run in range(6):
        walked = Walk(plan, Luck(plan.forecast, WILD, seed, run), cover=True).run()
        days = walked.board.days
        assert {id for day in days for id in day.strips} | set(walked.left) >= {
            id for day in board.days for id in day.strips
        }
        assert len({(day.unit, day.on) for day in days}) == len(days)
        assert all(problem.calendar.may_work(day.on) for day in days)
        assert len(set(walked.pulled)) == len(walked.pulled)
        assert all(plan.strips[id].weather_cover for id in walked.pulled)
        first = {id: day.on for day in reversed(days) for id in day.strips}
        for id, on in first.items():
            assert all(first[before] <= on for before in plan.strips[id].after if before in first)


def test_endless_rain_ends_the_shoot_and_is_told() -> None:
    problem = shoot(strip("out", "kasbah", minutes=400))
    board = board_of(problem)
    flood = with_numbers(rain_share="1", rain_persistence="1", rain_stops="1")
    risk = sum_up(board, problem, run_shoots(board, problem, flood, seed=0, runs=range(5)))
    assert risk.left > 0.8
    assert risk.days[2] == 1 + MOST_ADDED


def test_percentiles_rise_and_contingency_reaches_p80() -> None:
    problem, board = planned()
    risk = sum_up(board, problem, shoots(WILD, 200), seed=1)
    assert risk.planned_cost < risk.cost[0] <= risk.cost[1] <= risk.cost[2]
    assert risk.contingency == risk.cost[1] - risk.planned_cost > 0
    assert list(risk.last_day) == sorted(risk.last_day)
    assert sum(count for _, count in risk.day_counts) == 200
    assert risk.strips[0].minutes >= risk.strips[-1].minutes
    assert {s.cause for s in risk.strips} <= {"rain", "illness", "permit", "overrun", "order"}
    assert sum(extra for _, extra in risk.lines) > 0


def test_night_exteriors_made_up_are_made_up_at_night() -> None:
    problem = shoot(strip("night", "kasbah", minutes=300, light=Light.NIGHT))
    board = board_of(problem)
    walked = walk(problem, board, wet=(board.first_day,))
    assert [day.mode for day in walked.board.days] == ["night", "night"]


def test_your_own_number_replaces_ours_and_a_wrong_one_is_refused() -> None:
    hazards = Hazards((Chance("rain_share", CALM.chances[0].value, "share", "ouarzazate", 3), *CALM.chances))
    yours = hazards.with_yours({"rain_share": Decimal("0.3")})
    assert yours.find("rain_share", "ouarzazate", 3) == Decimal("0.3")
    gale = replace(CALM.chances[0], id="wind_chance:gale", base="essaouira", month=7)
    assert Hazards((gale,)).with_yours({"wind_chance:gale": Decimal("0.9")}).winds("essaouira", 7) == (
        (0.9, 0),
    )
    for name, value in (("rain_shore", "0.3"), ("rain_share", "1.3"), ("rain_share", "NaN")):
        with pytest.raises(UnknownHazardError):
            hazards.with_yours({name: Decimal(value)})
