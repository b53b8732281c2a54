"""The cash position by week as steps: the lowest point named, the award in pine."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from tournage.budget.cash import lowest
from tournage.budget.model import CashWeek
from tournage.documents.render.html import Html, el
from tournage.documents.render.numbers import day_short
from tournage.documents.render.svg import SCREEN, Axis, Box, Paint, drawing, line, num, rect, words
from tournage.documents.study.spots import spots, week_steps
from tournage.documents.study.view import View
from tournage.kernel.explain import Step

TOP, FOOT, LEFT = 26, 34, 58


def draw_cash(view: View, size: tuple[int, int], paint: Paint = SCREEN) -> Html:
    """The curve in this size; redrawn for each, never shrunk."""
    curve = _Curve(view, size, paint)
    low = lowest(view.study.cash)
    title = view.w(
        "back.cash_says",
        week=low.week if low else 0,
        low=view.table.digits(low.balance, view.lang) if low else "0",
    )
    open_weeks = () if paint.theme else spots(view, curve.open_weeks())
    return drawing(
        *size,
        *curve.pieces(),
        *open_weeks,
        title=title,
        scale=False,
        opens=bool(view.study.cash) and not paint.theme,
    )


class _Curve:
    """One drawing under way."""

    def __init__(self, view: View, size: tuple[int, int], paint: Paint) -> None:
        self._view, self._paint = view, paint
        self._weeks = view.study.cash
        self._width, self._height = size
        self._axis = Axis(self._width, view.rtl)
        balances = [week.balance.amount for week in self._weeks] or [Decimal(0)]
        self._high, self._low = max(*balances, Decimal(0)), min(*balances, Decimal(0))
        self._step = (self._width - LEFT - 8) / max(1, len(self._weeks))

    def _y(self, amount: Decimal) -> float:
        span = self._high - self._low or Decimal(1)
        return TOP + float((self._high - amount) / span) * (self._height - TOP - FOOT)

    def _x(self, week: int) -> float:
        return float(self._axis.x(LEFT + week * self._step))

    def pieces(self) -> Iterator[Html]:
        """Grid, steps, lowest point, award, weeks."""
        if not self._weeks:
            return
        for amount in self._ticks():
            y = self._y(amount)
            yield line(
                self._x(0), y, self._x(len(self._weeks)), y, self._paint("ink" if amount == 0 else "rule")
            )
            text = self._view.table.digits(amount, self._view.lang)
            yield words(
                self._axis.x(LEFT - 8), y + 4, text, size=11, anchor=self._axis.end, fill=self._paint("ink-2")
            )
        yield from self._steps()
        yield from self._award()
        yield from self._lowest()
        yield from self._weeks_below()

    def open_weeks(self) -> Iterator[tuple[Box, Step]]:
        """Each week in which money moves, as wide as its balance stays."""
        steps = week_steps(self._view)
        moved = [n for n, week in enumerate(self._weeks) if n == 0 or week.out or week.into]
        for n, following in pairwise((*moved, len(self._weeks))):
            box = self._axis.box(
                LEFT + n * self._step, TOP, (following - n) * self._step, self._height - TOP - FOOT
            )
            yield box, steps[self._weeks[n].week]

    def _ticks(self) -> list[Decimal]:
        span = self._high - self._low or Decimal(1)
        unit = Decimal(10) ** (len(str(int(span))) - 1)
        step = next(unit * n for n in (Decimal("0.5"), 1, 2, 5) if span / (unit * n) <= 5)
        first = int(self._low / step) - 1
        ticks = [step * n for n in range(first, int(self._high / step) + 1)]
        return [tick for tick in ticks if self._low <= tick <= self._high]

    def _steps(self) -> Iterator[Html]:
        zero, path = self._y(Decimal(0)), []
        for n, week in enumerate(self._weeks):
            y = num(self._y(week.balance.amount))
            path.append(f"{num(self._x(n))} {y}L{num(self._x(n + 1))} {y}")
        area = (
            f"M{num(self._x(0))} {num(zero)}L{'L'.join(path)}L{num(self._x(len(self._weeks)))} {num(zero)}z"
        )
        yield el("path", d=area, fill=self._paint("indigo"), fill_opacity="0.14")
        yield el(
            "path", d=f"M{'L'.join(path)}", fill="none", stroke=self._paint("indigo"), stroke_width="1.8"
        )

    def _award(self) -> Iterator[Html]:
        paid, award = self._view.study.payment_on, self._view.study.award[1]
        week = self._week_of(paid) if paid else None
        if week is None or not award:
            return
        n = self._weeks.index(week)
        y = self._y(week.balance.amount)
        x = self._x(n) - (4 if self._view.rtl else 0)
        yield rect(Box(x, y, 4, max(2, self._y(week.balance.amount - award.amount) - y)), self._paint("pine"))
        text = f"+{self._view.table.digits(award, self._view.lang)}"
        near = n > len(self._weeks) - 8
        yield words(
            self._x(n),
            y - 8,
            text,
            size=12,
            anchor=self._axis.end if near else self._axis.start,
            weight="600",
            fill=self._paint("good"),
        )

    def _week_of(self, on: object) -> CashWeek | None:
        return next((w for w in reversed(self._weeks) if str(w.first_day) <= str(on)), None)

    def _lowest(self) -> Iterator[Html]:
        low = lowest(self._weeks)
        if low is None or low.balance.amount >= 0:
            return
        n = self._weeks.index(low)
        x, y = self._x(n) + (self._step / 2) * (-1 if self._view.rtl else 1), self._y(low.balance.amount)
        yield el(
            "circle",
            cx=num(x),
            cy=num(y),
            r="3.5",
            fill=self._paint("bad"),
            stroke=self._paint("surface"),
            stroke_width="1",
        )
        text = self._view.w(
            "back.lowest", amount=self._view.table.digits(low.balance, self._view.lang), week=low.week
        )
        far = n > len(self._weeks) / 2
        yield words(
            x,
            min(y + 16, self._height - FOOT + 14),
            text,
            size=12,
            anchor=self._axis.end if far else self._axis.start,
            weight="600",
            fill=self._paint("bad"),
        )

    def _weeks_below(self) -> Iterator[Html]:
        y, last = self._height - 4, len(self._weeks) - 1
        for n in sorted({0, last // 2, last} if last > 10 else {0, last}):
            week = self._weeks[n]
            anchor = self._axis.start if n == 0 else self._axis.end if n == last else "middle"
            day = day_short(week.first_day, self._view.lang)
            text = day if 0 < n < last else self._view.w("back.week", n=week.week, day=day)
            yield words(self._x(n + (n == last)), y, text, size=11, anchor=anchor, fill=self._paint("ink-3"))
