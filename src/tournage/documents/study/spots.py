"""Places of a chart that open an explanation, by pointer, finger and keyboard, as figures of the tables do.

A drawing takes one stop of the Tab key; arrows go from spot to spot in it (`study.js`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from tournage.budget.model import CashWeek
from tournage.cases.feasibility.model import Swing
from tournage.documents.render.html import Html, el
from tournage.documents.render.numbers import day_plain, pages, weekday_short
from tournage.documents.render.svg import Box, rect
from tournage.documents.study.figures import ROOM, answer_step
from tournage.documents.study.view import View
from tournage.kernel.dated import Origin
from tournage.kernel.explain import Step
from tournage.kernel.money import Money, zero
from tournage.kernel.words import literal, phrase


def spots(view: View, places: Iterable[tuple[Box, Step]]) -> Iterator[Html]:
    """One open place after the other, in the order of reading; the first takes the Tab key."""
    for n, (box, step) in enumerate(places):
        name = view.say(step.label)
        yield el(
            "g",
            el("title", name),
            rect(box, "transparent"),
            class_="opens spot",
            role="button",
            tabindex="-1" if n else "0",
            aria_label=name,
            aria_haspopup="dialog",
            data_x=view.notes.add(step),
        )


def swing_step(view: View, swing: Swing, net: Money) -> Step:
    """The net cost with one assumption moved to an end, as the likely net cost and what the move changes."""
    end = "low" if net == swing.net_at_low else "high"
    likely = answer_step(view, "net_cost") or Step(phrase(f"{ROOM}.moves.likely"), view.study.net_cost)
    change = Step(phrase(f"{ROOM}.moves.change"), net - view.study.net_cost, origin=Origin.PROPOSED)
    return Step(
        phrase(f"{ROOM}.moves.at_{end}", name=swing.label),
        net,
        "+",
        (likely, change),
        rule=phrase(f"{ROOM}.moves.rule"),
        assumption=swing.assumption,
    )


def week_steps(view: View) -> dict[int, Step]:
    """The balance of each week from the one before, with what came in and went out."""
    found, before = {}, zero(view.study.currency)
    for week in view.study.cash:
        found[week.week] = _week(view, week, before)
        before = week.balance
    return found


def _week(view: View, week: CashWeek, before: Money) -> Step:
    label = phrase(f"{ROOM}.cash.week", n=week.week, day=literal(day_plain(week.first_day, view.lang)))
    held, out = _cash("before", before), _cash("out", week.out)
    if week.into and week.out:
        held = Step(phrase(f"{ROOM}.cash.held"), before + week.into, "+", (held, _cash("into", week.into)))
    elif week.into:
        return Step(label, week.balance, "+", (held, _cash("into", week.into)))
    return (
        Step(label, week.balance, "-", (held, out)) if week.out else Step(label, week.balance, "=", (held,))
    )


def _cash(name: str, amount: Money) -> Step:
    return Step(phrase(f"{ROOM}.cash.{name}"), amount)


def day_step(view: View, on: date) -> Step:
    """A shooting day: its pages, scene by scene, its base and hours."""
    board = view.study.board
    days = [day for day in board.days if day.on == on]
    strips = [board.strip(id) for day in days for id in day.strips]
    first = days[0]
    return Step(
        phrase(f"{ROOM}.when.day", n=first.number, on=literal(weekday_short(on, view.lang))),
        _length(view, sum(day.eighths for day in days)),
        "+",
        tuple(
            Step(
                phrase(f"{ROOM}.when.strip", scene=strip.id, set=strip.set_name), _length(view, strip.eighths)
            )
            for strip in strips
        ),
        rule=phrase(
            f"{ROOM}.when.day_rule",
            base=view.base_phrase(first.base),
            call=_clock(first.call),
            wrap=_clock(first.wrap),
        ),
        scenes=tuple(dict.fromkeys(strip.scene for strip in strips)),
    )


def _length(view: View, eighths: int) -> str:
    return view.w("when.length", pages=pages(eighths, view.lang))


def _clock(minutes: int) -> str:
    return f"{minutes // 60 % 24:02d}:{minutes % 60:02d}"
