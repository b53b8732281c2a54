"""How much: the top sheet with Morocco and abroad apart, what moves it, exchange rates, instalments."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from tournage.budget.model import BudgetLine, TopSheetRow
from tournage.budget.top_sheet import subtotals
from tournage.documents.render.html import Html, el, join
from tournage.documents.render.numbers import NOTHING, day_plain
from tournage.documents.study.amounts import Scale, count, exact, share
from tournage.documents.study.bars import split_bar
from tournage.documents.study.figures import answer_step, award_steps, call_step, sum_step
from tournage.documents.study.view import View
from tournage.kernel.dated import Origin
from tournage.kernel.explain import Step
from tournage.kernel.money import Money, total
from tournage.kernel.words import Phrase, literal, phrase

SECTIONS_ONLY = ("below_the_line", "direct", "grand")


def build_cost(view: View) -> Html:
    """Top sheet, then rates of exchange beside the calls for funds."""
    return view.section(
        "cost",
        cost_summary(view),
        _top_sheet(view),
        el("p", view.w("cost.key", unit=view.table.unit(view.study.currency, view.lang)), class_="caption"),
        el("div", _exchange(view), _instalments(view), class_="halves"),
    )


def cost_summary(view: View) -> str:
    """The whole cost, the share spent in Morocco, and how many prices are assumed."""
    study = view.study
    whole = view.cost.amount
    part = study.morocco_spend.amount / whole if whole else Decimal(0)
    rates = study.budget.rates
    assumed = sum(1 for rate in rates if rate.origin is Origin.ASSUMED)
    return view.w(
        "cost.summary",
        cost=view.short.whole(view.cost, view.lang),
        share=share(part.quantize(Decimal("0.01")), view.lang),
        lines=len(study.budget.lines),
        rates=len(rates),
        assumed=assumed,
    )


def account_step(view: View, row: TopSheetRow, spent_in: str | None) -> Step:
    """Where an amount of the top sheet comes from: the lines booked on its account."""
    lines = account_lines(view, row.code, spent_in)
    value = row.total if spent_in is None else row.morocco if spent_in == "MA" else row.abroad
    return Step(account_name(view, row), value, "+", tuple(line_step(view, line) for line in lines))


def account_name(view: View, row: TopSheetRow) -> Phrase:
    """The name of an account group."""
    if row.name_key:
        return phrase(row.name_key)
    account = view.study.budget.chart.account(row.code)
    return account.name if account else literal(row.code)


def account_lines(view: View, code: str, spent_in: str | None) -> Iterator[BudgetLine]:
    """Lines of the client's budget under one account group."""
    parents = {account.code: account.parent for account in view.study.budget.chart.accounts}
    for line in view.study.budget.lines:
        head = line.account
        while parents.get(head):
            head = str(parents[head])
        if (
            line.view == "client"
            and head == code
            and (spent_in is None or (line.spent_in == "MA") == (spent_in == "MA"))
        ):
            yield line


def line_step(view: View, line: BudgetLine) -> Step:
    """A line in the study's currency: its own amount, through the rate of exchange."""
    budget, home = view.study.budget, view.study.currency
    if line.subtotal.currency == home:
        return line.explain
    amount, rates = budget.in_currency(line.subtotal, home).rounded(), budget.exchange
    direct = any((rate.currency, rate.quote) == (home, line.subtotal.currency) for rate in rates)
    inputs = (line.explain, *_rate_steps(view, line.subtotal.currency))
    return Step(line.label, amount, "/" if direct else "*" if len(inputs) > 1 else "=", inputs)


def _rate_steps(view: View, currency: str) -> Iterator[Step]:
    for rate in view.study.budget.exchange:
        if {rate.currency, rate.quote} == {currency, view.study.currency}:
            label = phrase("documents.study.cost.rate_of", currency=rate.currency, quote=rate.quote)
            origin = Origin.ASSUMED if rate.assumed else Origin.SOURCED
            yield Step(
                label,
                rate.rate,
                source=rate.source,
                on=rate.on,
                origin=origin,
                assumption=f"exchange.{rate.currency}",
            )


def _top_sheet(view: View) -> Html:
    study, rows = view.study, view.study.top_sheet
    widest = max((row.total.amount for row in rows), default=Decimal(0))
    body: list[Html] = []
    sums = {sub.id: sub for sub in subtotals(study.budget, rows)}
    for section, _ in study.budget.chart.sections:
        inside = [row for row in rows if row.section == section]
        body += [_row(view, row, widest) for row in inside]
        if len(inside) > 1 and section in sums:
            body.append(_sum_row(view, sums[section].label, inside, "subtotal"))
    body.append(_sum_row(view, phrase("documents.study.cost.total"), rows, "total"))
    body += _after_total(view)
    heads = [
        el("th", view.w("column.account"), scope="col"),
        el("td", class_="bar"),
        *(
            el("th", view.w(f"column.{name}"), scope="col", class_="fig")
            for name in ("morocco", "abroad", "total")
        ),
    ]
    return el(
        "table",
        el("caption", view.w("cost.top_sheet"), class_="hidden"),
        el("thead", el("tr", *heads)),
        el("tbody", *body),
        class_="top-sheet",
    )


def _row(view: View, row: TopSheetRow, widest: Decimal) -> Html:
    figures = ((row.morocco, "MA"), (row.abroad, "abroad"), (row.total, None))
    cells = []
    for amount, where in figures:
        shown = cell(view.table, amount, view.lang)
        opened = view.opens(account_step(view, row, where), shown) if amount else el("span", shown)
        cells.append(el("td", el("b", opened) if where is None else opened, class_="fig"))
    said = view.say(account_name(view, row))
    name = join(said, " ", el("span", row.code, class_="code"))
    bar = split_bar(row.morocco.amount, row.abroad.amount, widest)
    if row.total:
        bar = view.opens_bar(account_step(view, row, None), said, bar)
    return el(
        "tr",
        el("th", name, scope="row"),
        el("td", bar, class_="bar"),
        *cells,
    )


def _sum_row(view: View, label: Phrase, rows: Sequence[TopSheetRow], css: str) -> Html:
    """A total, whose figures open on the accounts they add up."""
    cells = []
    for where in ("MA", "abroad", None):
        parts = [account_step(view, row, where) for row in rows]
        value = total((part.value for part in parts if isinstance(part.value, Money)), view.study.currency)
        shown = cell(view.table, value, view.lang)
        opened = view.opens(sum_step(label, value, (p for p in parts if p.inputs)), shown) if value else shown
        cells.append(el("td", opened, class_="fig"))
    return el("tr", el("th", view.say(label), scope="row"), el("td", class_="bar"), *cells, class_=css)


def _after_total(view: View) -> Iterator[Html]:
    """From the total to the net cost of the answer: the rebate off, the wait for it on."""
    study = view.study
    if not study.award[1]:
        return
    likely = next(step for name, _, step in award_steps(view) if name == "likely")
    net = answer_step(view, "net_cost")
    waiting = next((s for s in net.walk() if s.value == study.bridging), None) if net else None
    for name, amount, step, css in (
        ("rebate", -study.award[1], likely, ""),
        ("waiting", study.bridging, waiting, ""),
        ("net", study.net_cost, net, "total"),
    ):
        if amount:
            shown = view.opens(step, view.table.digits(amount, view.lang))
            label = el("th", view.w(f"cost.{name}"), scope="row")
            empty = (el("td", class_="bar"), el("td", class_="fig"), el("td", class_="fig"))
            yield el("tr", label, *empty, el("td", el("b", shown), class_="fig"), class_=css or None)


def cell(scale: Scale, amount: Money, lang: str) -> str:
    """Digits of a table cell; nothing is a dash."""
    return scale.digits(amount, lang) if amount else NOTHING


def _exchange(view: View) -> Html:
    rows = []
    used = {line.rate.currency for line in view.study.budget.lines} | {view.study.currency}
    for rate in view.study.budget.exchange:
        if rate.currency not in used:
            continue
        step = (
            next(iter(_rate_steps(view, rate.quote)), None) if rate.currency == view.study.currency else None
        )
        shown = exact(rate.rate, None, view.lang)
        rows.append(
            el(
                "tr",
                el("th", el("bdi", f"1 {rate.currency}", dir="ltr"), scope="row"),
                el(
                    "td",
                    join(view.opens(step, shown), " ", el("span", rate.quote, class_="unit")),
                    class_="fig",
                ),
                el(
                    "td",
                    join(
                        el("span", day_plain(rate.on, view.lang), class_="code"),
                        el("br"),
                        view.sources(rate.source),
                    ),
                ),
            )
        )
    heads = [
        el("th", view.w(f"column.{name}"), scope="col", class_="fig" if n == 1 else None)
        for n, name in enumerate(("currency", "rate", "source"))
    ]
    return el(
        "table", el("caption", view.w("cost.exchange")), el("thead", el("tr", *heads)), el("tbody", *rows)
    )


def _instalments(view: View) -> Html:
    rows = [
        el(
            "tr",
            el("th", count(call.number, view.lang), scope="row"),
            el("td", day_plain(call.due_on, view.lang)),
            el("td", share(call.share, view.lang), class_="fig"),
            el(
                "td",
                el("b", view.opens(call_step(call), cell(view.table, call.amount, view.lang))),
                class_="fig",
            ),
        )
        for call in view.study.instalments
    ]
    heads = [
        el("th", view.w(f"column.{name}"), scope="col", class_="fig" if n > 1 else None)
        for n, name in enumerate(("call", "due", "share", "amount"))
    ]
    caption = view.w("cost.instalments", unit=view.table.unit(view.study.currency, view.lang))
    return el("table", el("caption", caption), el("thead", el("tr", *heads)), el("tbody", *rows))
