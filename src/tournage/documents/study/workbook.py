"""`study.xlsx`: the answer and everything behind it as sheets, with live formulas where sums are made."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal

from tournage.budget.convert import in_one_currency
from tournage.budget.model import BudgetLine
from tournage.cases.feasibility.model import Study
from tournage.documents.board_sheet import add_board_sheet
from tournage.documents.budget_rows import unit_name
from tournage.documents.day_out_of_days import add_dood_sheet
from tournage.documents.render.numbers import day_plain, pages_decimal
from tournage.documents.render.xlsx import Book, Cell, Column, Formula, Sheet, cell_name
from tournage.documents.study.boards import paper_parts
from tournage.documents.study.comes_back import MONEY, gate_status, gate_value
from tournage.documents.study.cost import account_name
from tournage.documents.study.figures import FACTS
from tournage.documents.study.filing import list_due
from tournage.documents.study.view import View
from tournage.documents.study.where import chosen_reasons, drive, fit, sorted_sets
from tournage.documents.study.words import unit_word
from tournage.kernel.dated import Source
from tournage.kernel.explain import Figure
from tournage.kernel.money import Money


def build_xlsx(study: Study, lang: str) -> bytes:
    """The study as a workbook. Texts stay texts, whatever sign they begin with."""
    view = View(study, lang)
    foot = " · ".join((study.title, view.w("version"), day_plain(study.made_on, lang)))
    page_of = view.w("page_of", page="{page}", pages="{pages}")
    title = view.w("page_title", title=study.title)
    book = Book(lang=lang, title=title, foot=foot, page_of=page_of, made_on=study.made_on)
    for add in SHEETS:
        add(book, view)
    return book.finish()


def _sheet(
    book: Book, view: View, name: str, columns: Sequence[tuple[str, float, str]], freeze: int = 0
) -> Sheet:
    lines = (f"{view.study.title} · {view.w(f'sheet.{name}')}", day_plain(view.study.made_on, view.lang))
    heads = [Column(view.w(f"column.{head}"), width, kind) for head, width, kind in columns]
    return book.sheet(view.w(f"sheet.{name}"), heads, lines=lines, landscape=True, freeze_columns=freeze)


def _answer(book: Book, view: View) -> None:
    columns = (
        ("row", 30, "text"),
        ("likely", 18, "quantity"),
        ("unit", 12, "text"),
        ("low_end", 18, "quantity"),
        ("high_end", 18, "quantity"),
        ("rests_on", 80, "text"),
    )
    sheet = _sheet(book, view, "answer", columns)
    sheet.band(view.say(view.study.verdict))
    for row in view.study.answer:
        value = row.figure.value
        unit = value.currency if isinstance(value, Money) else unit_word(row.figure.unit, view.lang)
        cells = (
            view.say(row.label),
            _cell(value),
            unit,
            _cell(row.low),
            _cell(row.high),
            view.say(row.rests_on),
        )
        sheet.row(cells, bold=row.id == "net_cost")


def _scenes(book: Book, view: View) -> None:
    columns = (
        ("episode", 8, "text"), ("scene", 8, "text"), ("int_ext", 8, "text"), ("set", 34, "text"), ("light", 10, "text"),
        ("eighths", 9, "count"), ("pages", 9, "decimal"), ("page", 7, "text"), ("synopsis", 50, "text"), ("cast", 34, "text"),
        ("extras", 9, "count"), ("place", 28, "text"), ("origin", 11, "text"),
    )  # fmt: skip
    sheet = _sheet(book, view, "scenes", columns, freeze=2)
    names = {role.id: role.name for role in view.study.breakdown.roles}
    place_of = {str(key): p.location for one, p in sorted_sets(view) for key in one.scenes}
    for scene in view.study.breakdown.sheets:
        if scene.omitted:
            continue
        side = scene.int_ext.value if scene.int_ext else "?"
        cast = ", ".join(names.get(id, id) for id in scene.cast)
        sheet.row(
            (
                scene.key.episode,
                scene.key.number,
                side,
                scene.set_name,
                view.w(f"daylight.{scene.light.value}"),
                scene.eighths,
                pages_decimal(scene.eighths),
                scene.page,
                scene.synopsis,
                cast,
                scene.extras,
                view.place(place_of.get(str(scene.key))),
                view.w(f"origin.{scene.origin.value}"),
            )
        )
    sheet.offer_filter()


def _places(book: Book, view: View) -> None:
    columns = (
        ("set", 36, "text"), ("scenes", 24, "text"), ("eighths", 9, "count"), ("place", 30, "text"), ("base", 18, "text"),
        ("fit", 8, "count"), ("drive_minutes", 10, "count"), ("build_days", 10, "count"), ("reason", 70, "text"), ("others", 60, "text"),
    )  # fmt: skip
    sheet = _sheet(book, view, "places", columns, freeze=1)
    for one, placement in sorted_sets(view):
        place = (
            view.place(placement.location)
            if placement.location
            else view.w(f"remedy.{placement.remedy or 'elsewhere'}")
        )
        others = [
            f"{view.place(c.location)} {c.fit}"
            for c in placement.candidates
            if c.location != placement.location
        ]
        sheet.row(
            (
                one.name,
                ", ".join(map(str, one.scenes)),
                one.eighths,
                place,
                view.base(placement.base) if placement.base else None,
                fit(placement),
                drive(placement) if placement.location else None,
                placement.build_days,
                chosen_reasons(view, placement),
                view.w("list_joint").join(others),
            )
        )
    sheet.offer_filter()


def _board(book: Book, view: View) -> None:
    add_board_sheet(book, paper_parts(view), "stripboard", view.lang, coloured=True)


def _dood(book: Book, view: View) -> None:
    add_dood_sheet(book, paper_parts(view), view.lang)


def _lines(book: Book, view: View) -> None:
    columns = (
        ("account", 10, "text"), ("group", 10, "text"), ("description", 44, "text"), ("amount", 11, "quantity"), ("unit", 14, "text"),
        ("times", 10, "quantity"), ("rate", 13, "money"), ("currency", 9, "text"), ("subtotal", 15, "money"), ("home", 16, "money"),
        ("spent_in", 11, "text"), ("phase", 10, "text"), ("origin", 11, "text"),
    )  # fmt: skip
    sheet = _sheet(book, view, "lines", columns, freeze=3)
    first = sheet.next_row
    for line, home in client_lines(view.study):
        at = sheet.next_row
        amount, times, rate = (cell_name(at, column) for column in (3, 5, 6))
        decimals = -_exponent(line.subtotal)
        sheet.row(
            (
                line.account,
                group_of(view.study, line.account),
                view.say(line.label),
                line.amount,
                unit_name(line.unit, view.lang, line.amount),
                line.times,
                line.rate,
                line.rate.currency,
                Formula(f"=ROUND({amount}*{times}*{rate},{decimals})", line.subtotal.amount),
                home,
                view.w("in_morocco") if line.spent_in == "MA" else view.w("abroad"),
                view.w(f"phase.{line.phase}"),
                view.w(f"origin.{line.origin.value}"),
            )
        )
    last = sheet.next_row - 1
    whole = sum((home.amount for _, home in client_lines(view.study)), Decimal(0))
    total = Formula(f"=SUM({cell_name(first, 9)}:{cell_name(last, 9)})", whole)
    sheet.row(
        (
            None,
            None,
            view.w("cost.total"),
            None,
            None,
            None,
            None,
            None,
            None,
            total,
            view.study.currency,
            None,
            None,
        ),
        bold=True,
        top=2,
    )


def client_lines(study: Study) -> list[tuple[BudgetLine, Money]]:
    """The lines of the client's budget, each with its amount in the study's currency."""
    lines = [line for line in study.budget.lines if line.view == "client"]
    return list(zip(lines, in_one_currency(study.budget, lines), strict=True))


def group_of(study: Study, code: str) -> str:
    """The account of the top sheet under which an account stands."""
    account = study.budget.chart.account(code)
    while account is not None and account.parent is not None:
        code = account.parent
        account = study.budget.chart.account(code)
    return code


def _exponent(amount: Money) -> int:
    exponent = amount.rounded().amount.as_tuple().exponent
    return exponent if isinstance(exponent, int) else 0


def _top_sheet(book: Book, view: View) -> None:
    columns = (
        ("account", 12, "text"),
        ("name", 44, "text"),
        ("morocco", 18, "money"),
        ("abroad", 18, "money"),
        ("total", 18, "money"),
    )
    sheet = _sheet(book, view, "top_sheet", columns)
    source = "'" + view.w("sheet.lines") + "'!"
    first = sheet.next_row
    for row in view.study.top_sheet:
        at = sheet.next_row
        sums = []
        for words, amount in (("in_morocco", row.morocco), ("abroad", row.abroad)):
            test = f'{source}$B:$B,{cell_name(at, 0)},{source}$K:$K,"{view.w(words)}"'
            sums.append(Formula(f"=SUMIFS({source}$J:$J,{test})", amount.amount))
        total = Formula(f"={cell_name(at, 2)}+{cell_name(at, 3)}", row.total.amount)
        sheet.row((row.code, view.say(account_name(view, row)), *sums, total))
    last = sheet.next_row - 1
    study = view.study
    whole = (study.morocco_spend, study.foreign_spend, view.cost)
    totals = [
        Formula(f"=SUM({cell_name(first, c)}:{cell_name(last, c)})", amount.amount)
        for c, amount in enumerate(whole, 2)
    ]
    sheet.row((study.currency, view.w("cost.total"), *totals), bold=True, top=2, bottom=2)


def _spend(book: Book, view: View) -> None:
    columns = (
        ("account", 10, "text"), ("description", 44, "text"), ("spent_in", 12, "text"), ("status", 16, "text"), ("amount", 16, "money"),
        ("counted", 16, "money"), ("currency", 9, "text"), ("reason", 70, "text"), ("rule", 40, "text"), ("source", 60, "text"),
    )  # fmt: skip
    sheet = _sheet(book, view, "spend", columns, freeze=2)
    lines, assessment = {line.id: line for line in view.study.budget.lines}, view.study.assessment
    for counted in assessment.lines:
        line = lines.get(counted.line)
        if line is None:
            continue
        amount = view.study.budget.in_currency(line.subtotal, assessment.currency).rounded()
        where = view.w("in_morocco") if line.spent_in == "MA" else view.w("abroad")
        sheet.row(
            (
                line.account,
                view.say(line.label),
                where,
                view.w(f"status.{counted.status.value}"),
                amount,
                counted.counted,
                assessment.currency,
                view.say(counted.reason),
                view.say(counted.rule),
                _titles(view, counted.source),
            )
        )
    sheet.offer_filter()


def _gates(book: Book, view: View) -> None:
    columns = (
        ("gate", 44, "text"), ("required", 18, "quantity"), ("actual", 18, "quantity"), ("unit", 12, "text"), ("status", 14, "text"),
        ("nearest", 60, "text"), ("confidence", 12, "text"), ("source", 80, "text"),
    )  # fmt: skip
    sheet = _sheet(book, view, "gates", columns)
    for gate in view.study.assessment.gates:
        way = view.say(gate.nearest_way.action) if gate.nearest_way and not gate.passed else None
        fact = gate.unit in FACTS
        unit = "" if fact else unit_word(gate.unit, view.lang)
        if gate.unit == MONEY:
            unit = view.study.assessment.currency
        required, actual = (
            gate_value(view, gate, value) if fact else value for value in (gate.required, gate.actual)
        )
        status = view.w(f"gate.{gate_status(gate)}")
        level = view.w(f"confidence.{gate.confidence.value}")
        sheet.row(
            (view.say(gate.label), required, actual, unit, status, way, level, _titles(view, gate.source))
        )


def _cash(book: Book, view: View) -> None:
    columns = (
        ("week", 8, "count"),
        ("first_day", 13, "date"),
        ("out", 18, "money"),
        ("into", 18, "money"),
        ("balance", 18, "money"),
    )
    sheet = _sheet(book, view, "cash", columns)
    for n, week in enumerate(view.study.cash):
        at = sheet.next_row
        before = f"{cell_name(at - 1, 4)}+" if n else ""
        balance = Formula(f"={before}{cell_name(at, 3)}-{cell_name(at, 2)}", week.balance.amount)
        sheet.row((week.week, week.first_day, week.out, week.into, balance))


def _filings(book: Book, view: View) -> None:
    columns = (
        ("due", 13, "date"),
        ("what", 44, "text"),
        ("authority", 44, "text"),
        ("reason", 50, "text"),
        ("scenes", 30, "text"),
        ("confidence", 12, "text"),
        ("source", 80, "text"),
    )
    sheet = _sheet(book, view, "filings", columns)
    for due in list_due(view):
        level = view.w(f"confidence.{due.confidence.value}")
        sheet.row(
            (
                due.on,
                due.what,
                due.authority,
                due.why,
                ", ".join(due.scenes),
                level,
                _titles(view, due.source),
            )
        )


def _assumptions(book: Book, view: View) -> None:
    columns = (
        ("id", 34, "text"), ("assumption", 50, "text"), ("value", 16, "quantity"), ("currency", 9, "text"), ("unit", 16, "text"),
        ("low_end", 14, "quantity"), ("high_end", 14, "quantity"), ("origin", 11, "text"), ("confidence", 12, "text"), ("source", 80, "text"),
    )  # fmt: skip
    sheet = _sheet(book, view, "assumptions", columns, freeze=1)
    for a in view.study.assumptions:
        currency = a.value.currency if isinstance(a.value, Money) else None
        cells = (
            a.id,
            view.say(a.label),
            _cell(a.value),
            currency,
            unit_word(a.unit.rpartition(" / ")[2], view.lang),
            _cell(a.low),
            _cell(a.high),
        )
        sheet.row(
            (
                *cells,
                view.w(f"origin.{a.origin.value}"),
                view.w(f"confidence.{a.confidence.value}"),
                _titles(view, a.source),
            )
        )
    sheet.offer_filter()


def _sources(book: Book, view: View) -> None:
    columns = (("source", 90, "text"), ("address", 90, "text"), ("read_on", 13, "date"))
    sheet = _sheet(book, view, "sources", columns)
    for source in dict.fromkeys(all_sources(view.study)):
        sheet.row((view.say(source.words), source.href, source.read_on))


def all_sources(study: Study) -> Iterator[Source]:
    """Every source the study rests on, as often as it is used."""
    for assumption in study.assumptions:
        yield from assumption.source
    for gate in study.assessment.gates:
        yield from gate.source
    for milestone in study.assessment.calendar:
        yield from milestone.source
    for filing in study.filings:
        yield from filing.source
    for rate in study.budget.exchange:
        yield from rate.source
    for location in study.locations:
        yield from location.source


def _titles(view: View, sources: tuple[Source, ...]) -> str:
    return "; ".join(dict.fromkeys(view.say(source.words) for source in sources))


def _cell(value: Figure | None) -> Cell:
    return value


SHEETS: tuple[Callable[[Book, View], None], ...] = (
    _answer, _scenes, _places, _board, _dood, _lines, _top_sheet, _spend, _gates, _cash, _filings, _assumptions, _sources,
)  # fmt: skip
