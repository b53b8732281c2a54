"""Figures of the charts explain themselves with the figures of the tables."""

from __future__ import annotations

from decimal import Decimal

from tests.documents.study_fixture import make_study
from tournage.documents.study.cost import line_step
from tournage.documents.study.spots import day_step, swing_step, week_steps
from tournage.documents.study.view import View
from tournage.kernel.explain import Step
from tournage.kernel.money import Money


def _sum(step: Step) -> Decimal:
    values = [one.value.amount for one in step.inputs if isinstance(one.value, Money)]
    return values[0] - sum(values[1:]) if step.operation == "-" else sum(values, Decimal(0))


def test_each_week_follows_from_the_one_before() -> None:
    view = View(make_study(), "en")
    steps = week_steps(view)
    assert {n: _sum(step) for n, step in steps.items()} == {
        week.week: week.balance.amount for week in view.study.cash
    }


def test_a_bar_is_the_likely_net_cost_and_what_the_move_changes() -> None:
    view = View(make_study(), "en")
    for swing in view.study.tornado:
        for net in (swing.net_at_low, swing.net_at_high):
            assert _sum(swing_step(view, swing, net)) == net.amount


def test_a_day_names_every_strip_shot_on_it() -> None:
    view = View(make_study(), "en")
    for day in view.study.board.days:
        assert len(day_step(view, day.on).inputs) == sum(
            len(other.strips) for other in view.study.board.days if other.on == day.on
        )


def test_a_line_in_dirhams_is_divided_by_its_rate() -> None:
    view = View(make_study(), "en")
    line = next(line for line in view.study.budget.lines if line.subtotal.currency == "MAD")
    assert line_step(view, line).operation == "/"
