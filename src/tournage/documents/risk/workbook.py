"""The risk as a workbook: the shares, strips, days, causes and lines, and every assumption with its source."""

from __future__ import annotations

from decimal import Decimal

from tournage.documents.parts import paper_book, sheet_lines
from tournage.documents.render.xlsx import Book, Column
from tournage.documents.risk.paper import PAPER
from tournage.documents.risk.view import RiskParts, View, minor
from tournage.kernel.words import phrase
from tournage.schedule.order_reason import line_name
from tournage.schedule.risk import SHARES


def build_xlsx(parts: RiskParts, lang: str) -> bytes:
    """The risk as a workbook."""
    view = View(parts, lang)
    book = paper_book(parts.head, PAPER, lang)
    _summary(book, view)
    _strips(book, view)
    _days(book, view)
    _causes(book, view)
    _assumptions(book, view)
    return book.finish()


def _lines(view: View) -> tuple[str, ...]:
    return (*sheet_lines(view.parts.head, PAPER, view.lang), view.w("unit", currency=view.currency))


def _summary(book: Book, view: View) -> None:
    risk = view.risk
    columns = (
        Column(view.w("column.shoots"), 30),
        Column(view.w("column.days"), 9, "count"),
        Column(view.w("column.last_day"), 14, "date"),
        Column(view.w("column.cost"), 18, "money"),
        Column(view.w("column.over"), 18, "money"),
        Column(view.w("column.net"), 18, "money"),
    )
    sheet = book.sheet(view.w("spread.title"), columns, lines=(*_lines(view), view.answer()))
    cost = minor(risk.planned_cost, view.currency)
    sheet.row([view.w("plan"), risk.planned_days, risk.planned_last_day, cost, None, None])
    for n, share in enumerate(SHARES):
        amount = minor(risk.cost[n], view.currency)
        net = minor(risk.net[n], view.currency) if view.parts.problem.rebate else None
        name = view.w(f"share.{share}")
        sheet.row([name, risk.days[n], risk.last_day[n], amount, amount - cost, net], bold=share == 80)
    sheet.skip()
    sheet.row([view.cover()])
    for entry in risk.beyond:
        sheet.row([view.beyond(entry)])


def _strips(book: Book, view: View) -> None:
    columns = (
        Column(view.w("column.strip"), 10),
        Column(view.w("column.set"), 34),
        Column(view.w("column.day"), 8, "count"),
        Column(view.w("column.lost_minutes"), 12, "count"),
        Column(view.w("column.share"), 12, "percent"),
        Column(view.w("column.cause"), 24),
    )
    sheet = book.sheet(view.w("strips.title"), columns, lines=_lines(view))
    strips = {strip.id: strip for strip in view.parts.problem.strips}
    day_of = {id: day.number for day in view.parts.board.days for id in day.strips}
    for s in view.risk.strips:
        cause = view.say(phrase(f"schedule.cause.{s.cause}"))
        share = Decimal(str(round(s.share, 4)))
        sheet.row([s.id, strips[s.id].set_name, day_of[s.id], s.minutes, share, cause])
    sheet.offer_filter()


def _days(book: Book, view: View) -> None:
    columns = (
        Column(view.w("column.day"), 8, "count"),
        Column(view.w("column.date"), 14, "date"),
        Column(view.w("column.base"), 26),
        Column(view.w("column.lost_minutes"), 12, "count"),
        Column(view.w("column.share"), 12, "percent"),
    )
    sheet = book.sheet(view.w("ribbon.title"), columns, lines=_lines(view))
    for day in view.risk.by_day:
        share = Decimal(str(round(day.share, 4)))
        sheet.row([day.number, day.on, view.names.of(day.base), day.minutes, share])
    sheet.offer_filter()


def _causes(book: Book, view: View) -> None:
    columns = (
        Column(view.w("column.cause"), 34),
        Column(view.w("column.lost_minutes"), 14, "count"),
        Column(view.w("column.growth"), 18, "money"),
    )
    sheet = book.sheet(view.w("causes.title"), columns, lines=_lines(view))
    for cause, minutes in view.risk.causes:
        sheet.row([view.say(phrase(f"schedule.cause.{cause}")), minutes, None])
    for line, amount in view.risk.lines:
        sheet.row([view.say(line_name(line)), None, minor(amount, view.currency)])


def _assumptions(book: Book, view: View) -> None:
    columns = (
        Column(view.w("column.assumption"), 42),
        Column(view.w("column.base"), 20),
        Column(view.w("column.month"), 8, "count"),
        Column(view.w("column.value"), 10, "quantity"),
        Column(view.w("column.unit"), 12),
        Column(view.w("column.confidence"), 12),
        Column(view.w("column.origin"), 12),
        Column(view.w("column.source"), 60),
        Column(view.w("column.note"), 60),
    )
    sheet = book.sheet(view.w("assumed.title"), columns, lines=_lines(view), landscape=True)
    for chance in view.parts.hazards.chances:
        held = chance.value
        sheet.row(
            [
                view.say(chance.label),
                view.names.of(chance.base) if chance.base else "",
                chance.month,
                held.value,
                view.w(f"unit_name.{chance.unit}"),
                view.w(f"confidence.{held.confidence}"),
                view.w(f"origin.{held.origin}"),
                "; ".join(view.say(s.words) for s in held.source),
                held.note or "",
            ]
        )
    sheet.offer_filter()
