"""What comes back: gates with the nearest way, what counts, the life of the file, the cash position."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from tournage.documents.render.html import Html, el, join
from tournage.documents.render.numbers import day_plain, isolate, money, percent
from tournage.documents.study.amounts import MILLION, Scale, exact, share, short_scale
from tournage.documents.study.bars import span
from tournage.documents.study.cash_curve import draw_cash
from tournage.documents.study.figures import FACTS, award_steps, gate_step
from tournage.documents.study.view import View
from tournage.documents.study.words import unit_word
from tournage.incentives.model import Gate, LineStatus, Milestone
from tournage.kernel.money import Money, zero

CURVES = {"wide": (416, 250), "narrow": (358, 240)}
STATUSES = (LineStatus.YES, LineStatus.CONDITIONAL, LineStatus.UNKNOWN, LineStatus.NO)
MOST_REASONS = 8
MONEY = "money"
WAITING = frozenset({"approval", "decision", "audit", "payment", "award"})


def build_back(view: View) -> Html:
    """Gates beside the cash curve, what counts, then the timeline."""
    curves = [el("div", draw_cash(view, size), class_=name) for name, size in CURVES.items()]
    caption = view.w("back.cash", unit=view.table.unit(view.study.currency, view.lang))
    cash = el("figure", el("figcaption", caption, class_="block"), *curves)
    return view.section(
        "back",
        back_summary(view),
        _award(view),
        _gates(view),
        el("div", el("div", *_counted(view), class_="stacked"), cash, class_="halves"),
        el("h3", view.w("back.timeline")),
        _timeline(view),
    )


def back_summary(view: View) -> str:
    """The likely award, how many gates are passed, which is closest, when the money comes."""
    study, lang = view.study, view.lang
    low, likely, high = study.award
    digits = view.short.digits
    text = [view.w("back.nothing")]
    if likely:
        award = view.short.whole(likely, lang)
        text = [view.w("back.summary", award=award, low=digits(low, lang), high=digits(high, lang))]
    missed = [gate for gate in study.assessment.gates if not gate.passed]
    if missed:
        text.append(view.w("back.missed", n=len(missed), names=tuple(gate.label for gate in missed[:3])))
    elif study.assessment.gates:
        text.append(view.w("back.passed", n=len(study.assessment.gates)))
    if study.payment_on is not None and likely:
        text.append(view.w("back.paid", on=study.payment_on))
    if study.bridging:
        text.append(view.w("back.bridging", amount=view.short.whole(study.bridging, lang)))
    return " ".join(text)


def gate_status(gate: Gate) -> str:
    """passed, missed or unknown."""
    if not getattr(gate, "known", True):
        return "unknown"
    return "passed" if gate.passed else "missed"


def gate_value(view: View, gate: Gate, value: Decimal) -> str:
    """A threshold or what stands against it, in the gate's unit."""
    if gate.unit in ("fraction", "share"):
        return percent(value, view.lang, 0 if (value * 100) % 1 == 0 else 1)
    if gate.unit in FACTS:
        return view.w("gate.yes" if value else "gate.not")
    if gate.unit == MONEY:
        return _gate_scale(gate).digits(value, view.lang)
    return exact(value, None, view.lang)


def gate_unit(view: View, gate: Gate) -> str:
    """The unit that stands after a gate's name."""
    if gate.unit in ("fraction", "share", *FACTS):
        return ""
    if gate.unit == MONEY:
        return _gate_scale(gate).unit(view.study.assessment.currency, view.lang)
    return unit_word(gate.unit, view.lang)


def _gate_scale(gate: Gate) -> Scale:
    scale = short_scale(Money(max(gate.required, gate.actual), "MAD"))
    return Scale("million", MILLION, 1) if scale.name == "million" else scale


def gate_required(view: View, gate: Gate) -> str:
    """The threshold with its sign; a list has none."""
    shown = gate_value(view, gate, gate.required)
    return shown if gate.unit in FACTS else isolate(f"{'≤' if gate.at_most else '≥'} {shown}", view.lang)


def _award(view: View) -> Html:
    """Low, likely and high, each opening how it follows."""
    unit = view.short.unit(view.study.currency, view.lang)
    cells = []
    for name, amount, step in award_steps(view):
        figure = join(
            view.opens(step, view.short.digits(amount, view.lang), "figure"),
            " ",
            el("span", unit, class_="unit"),
        )
        cells.append(el("div", el("dt", view.w(f"back.award_{name}")), el("dd", figure)))
    return el("dl", *cells, class_="counts")


def _gates(view: View) -> Html:
    body = [row for gate in view.study.assessment.gates for row in _gate_rows(view, gate)]
    heads = [
        el("th", view.w("column.gate"), scope="col"),
        el("td", class_="bar"),
        el("th", view.w("column.required"), scope="col", class_="fig"),
        el("th", view.w("column.actual"), scope="col", class_="fig"),
        el("th", view.w("column.status"), scope="col"),
        el("th", view.w("column.source"), scope="col", class_="source"),
    ]
    return el(
        "table",
        el("caption", view.w("back.gates")),
        el("thead", el("tr", *heads)),
        el("tbody", *body),
        class_="gates",
    )


def _gate_rows(view: View, gate: Gate) -> Iterator[Html]:
    status = gate_status(gate)
    css = {"passed": "yes", "missed": "no", "unknown": "unknown"}[status]
    name = join(view.say(gate.label), " ", el("span", gate_unit(view, gate), class_="code"))
    colour = {"passed": "good", "missed": "bad", "unknown": "ink-2"}[status]
    yield el(
        "tr",
        el("th", name, scope="row"),
        el("td", *([] if gate.unit in FACTS else [_gate_bar(gate)]), class_="bar"),
        el("td", gate_required(view, gate), class_="fig"),
        el(
            "td",
            el("b", view.opens(gate_step(view, gate), gate_value(view, gate, gate.actual))),
            class_="fig",
        ),
        el(
            "td",
            el(
                "span",
                el("i", class_=f"status {css}", aria_hidden="true"),
                view.w(f"gate.{status}"),
                class_=f"state {colour}",
            ),
        ),
        el("td", view.sources(gate.source, 2), class_="source"),
        data_gate=gate.id,
    )
    way = gate.nearest_way
    if way is not None and not gate.passed:
        costs = (
            view.w("gate.costs", amount=money(way.cost, view.lang, 0))
            if way.cost
            else view.w("gate.free")
            if way.cost is not None
            else ""
        )
        brings = view.w("gate.brings", amount=money(way.brings, view.lang, 0)) if way.brings else ""
        words = " ".join(piece for piece in (view.say(way.action), costs, brings) if piece)
        yield el("tr", el("td", el("b", view.w("gate.nearest")), " ", words, colspan="6"), class_="way")


def _gate_bar(gate: Gate) -> Html:
    """What there is against the threshold, which stands as a tick at two thirds."""
    reach = float(gate.actual / gate.required) if gate.required > 0 else 1.0
    whole = max(1.5, min(reach, 3.0) * 1.05)
    tick = el("em", style=f"inset-inline-start:{100 / whole:.1f}%")
    return el(
        "div", span("morocco", 0, min(reach, 3.0) / whole * 100), tick, class_="gate-bar", aria_hidden="true"
    )


def counted_by_status(view: View) -> dict[LineStatus, Money]:
    """Spend in Morocco by whether it counts, in the scheme's currency."""
    sums = {status: zero(view.study.assessment.currency) for status in STATUSES}
    for status, _, amount in _spent_lines(view):
        sums[status] += amount
    return sums


def reasons_by_amount(view: View) -> list[tuple[LineStatus, str, Money]]:
    """Why spend in Morocco does not surely count, largest first."""
    sums: dict[tuple[LineStatus, str], Money] = defaultdict(lambda: zero(view.study.assessment.currency))
    for status, reason, amount in _spent_lines(view):
        if status is not LineStatus.YES:
            sums[status, reason] += amount
    rows = [(status, reason, amount) for (status, reason), amount in sums.items() if amount]
    return sorted(rows, key=lambda row: -row[2].amount)


def _spent_lines(view: View) -> Iterator[tuple[LineStatus, str, Money]]:
    study = view.study
    lines = {line.id: line for line in study.budget.lines}
    for counted in study.assessment.lines:
        line = lines.get(counted.line)
        if line is not None and line.spent_in == "MA":
            amount = study.budget.in_currency(line.subtotal, study.assessment.currency).rounded()
            yield counted.status, view.say(counted.reason), amount


def _counted(view: View) -> Iterator[Html]:
    sums = counted_by_status(view)
    whole = sum((amount.amount for amount in sums.values()), Decimal(0))
    if not whole:
        return
    parts, at = [], Decimal(0)
    for status, amount in sums.items():
        wide = amount.amount / whole * 100
        if wide:
            parts.append(span(f"s-{status.value}", at, wide))
        at += wide
    keys = [
        el(
            "span",
            el("i", class_=f"status {status.value}", aria_hidden="true"),
            view.w(f"status.{status.value}"),
            " ",
            el("b", share((amount.amount / whole).quantize(Decimal("0.001")), view.lang)),
        )
        for status, amount in sums.items()
        if amount
    ]
    scale, currency = short_scale(Money(whole, "MAD")), view.study.assessment.currency
    reasons = [
        el(
            "tr",
            el("th", reason, scope="row"),
            el(
                "td",
                el(
                    "span",
                    el("i", class_=f"status {status.value}", aria_hidden="true"),
                    view.w(f"status.{status.value}"),
                    class_="state",
                ),
            ),
            el("td", scale.digits(amount, view.lang), class_="fig"),
        )
        for status, reason, amount in reasons_by_amount(view)[:MOST_REASONS]
    ]
    heads = [
        el("th", view.w("column.reason"), scope="col"),
        el("th", view.w("column.status"), scope="col"),
        el("th", scale.unit(currency, view.lang), scope="col", class_="fig"),
    ]
    yield el("h3", view.w("back.counts"))
    yield el("div", *parts, class_="stack", aria_hidden="true")
    yield el("p", *keys, class_="keys")
    if reasons:
        yield el(
            "table",
            el("caption", view.w("back.reasons")),
            el("thead", el("tr", *heads)),
            el("tbody", *reasons),
        )


def timeline_points(view: View) -> list[tuple[date, str, bool]]:
    """Days of the file and of the shoot in order: day, name, and whether one waits for it."""
    points = [(m.due_on, view.say(m.label), _waits(m)) for m in view.study.assessment.calendar if m.due_on]
    known = {day for day, _, _ in points}
    board = view.study.board
    for on, name in ((board.first_day, "first_day"), (board.last_day, "last_day")):
        if on not in known:
            points.append((on, view.w(f"back.{name}"), False))
    return sorted(points, key=lambda point: point[0])


def _waits(milestone: Milestone) -> bool:
    return milestone.id in WAITING


def _timeline(view: View) -> Html:
    points, items = timeline_points(view), []
    board = view.study.board
    for n, (on, name, _) in enumerate(points):
        following = points[n + 1] if n + 1 < len(points) else None
        gap = (following[0] - on).days if following else 0
        shooting = board.first_day <= on < board.last_day
        kind = "end" if following is None else "shoot" if shooting else "waiting" if following[2] else "work"
        items.append(
            el(
                "li",
                el("i", class_=kind, aria_hidden="true"),
                el("b", name),
                el("span", day_plain(on, view.lang)),
                class_="point",
                style=f"flex-grow:{max(1, gap)}",
            )
        )
    line = el("ol", *items, class_="timeline", role="list")
    return el("div", line, class_="scroll", tabindex="0", role="region", aria_label=view.w("back.timeline"))
