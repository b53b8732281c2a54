"""The comparison as one self-contained page: answer, bars, what would change the order, every assumption."""

from __future__ import annotations

from decimal import Decimal
from importlib.resources import files

from tournage.cases.comparison.model import HOME, Assumption, Comparison, CountryRow
from tournage.documents.comparison.view import View
from tournage.documents.render.html import Html, bdi, el, join, page
from tournage.documents.render.numbers import figure
from tournage.documents.render.svg import mark
from tournage.documents.steps import STEPS_CSS, build_steps
from tournage.kernel.dated import Origin
from tournage.kernel.findings import Finding

SHAPES = {
    "open": ("●", "good"),
    "envelope": ("◐", "warn"),
    "ending": ("◐", "warn"),
    "gate": ("✕", "bad"),
    "stopped": ("✕", "bad"),
    "closed": ("✕", "bad"),
    "none": ("–", "bad"),
    "unconfirmed": ("?", "warn"),
}


def build_html(comparison: Comparison, lang: str) -> str:
    """The comparison as a page that opens from disk, in any theme, on any screen, without a network."""
    view = View(comparison, lang)
    body = join(
        _header(view),
        el(
            "main",
            el("h1", view.answer()),
            _table(view),
            _section(view, "even", _break_evens(view)),
            _section(view, "how", *(_explained(row, view) for row in comparison.rows)),
            _section(view, "assumed", *(_assumptions(row, view) for row in comparison.rows)),
            *(
                [_section(view, "findings", _findings(comparison.findings, view))]
                if comparison.findings
                else []
            ),
        ),
    )
    css = (files("tournage.documents.comparison") / "comparison.css").read_text("utf-8").strip()
    return page(view.w("page_title", title=comparison.title), body, lang=lang, css=css + STEPS_CSS)


def _header(view: View) -> Html:
    facts = " · ".join((view.w("title"), view.w("applied_on", day=view.comparison.on)))
    return el(
        "header",
        mark(22),
        el("strong", view.name(view.comparison.title)),
        el("span", facts, class_="facts"),
        class_="top",
    )


def _section(view: View, name: str, *children: Html) -> Html:
    return el(
        "section",
        el("h2", view.w(f"{name}.title")),
        el("p", view.w(f"{name}.lead"), class_="lead"),
        *children,
    )


def _table(view: View) -> Html:
    unit = view.w("unit", currency=view.comparison.currency)
    names = ("rank", "country", "bar", "net", "cost", "award", "months", "sets", "certainty")
    figures = {"rank", "net", "cost", "award", "months", "sets"}
    head = [el("th", view.w(f"column.{n}"), scope="col", class_=_css(n, n in figures)) for n in names]
    rows = [_row(row, view) for row in view.comparison.rows]
    table = el(
        "table", el("caption", unit), el("thead", el("tr", *head)), el("tbody", *rows), class_="countries"
    )
    keys = el(
        "p",
        *(join(el("i", class_=f"key {k}"), view.w(f"key.{k}"), " ") for k in ("net", "back", "doubt")),
        class_="keys",
    )
    return join(
        keys, el("div", table, class_="scroll", tabindex=0, role="region", aria_label=view.w("title"))
    )


def _css(name: str, is_figure: bool) -> str:
    return f"{name} fig" if is_figure else name


def _row(row: CountryRow, view: View) -> Html:
    shape, colour = SHAPES[row.certainty.level]
    certainty = el(
        "td",
        el("b", shape, class_=colour, aria_hidden="true"),
        " ",
        view.say(row.certainty.why),
        class_="certainty",
    )
    scheme = el("span", view.say(row.scheme_name), class_="reason") if row.scheme_name else ""
    doubt = view.ends(row.award.low, row.award.high)
    return el(
        "tr",
        el("td", figure(row.rank, view.lang), class_="rank fig"),
        el("th", el("b", view.say(row.name)), scheme, scope="row", class_="country"),
        el("td", _bar(row, view), class_="bar"),
        el("td", el("b", bdi(view.millions(row.net.likely), view.lang)), class_="net fig"),
        el("td", bdi(view.millions(row.cost), view.lang), class_="cost fig"),
        el(
            "td",
            bdi(view.millions(row.award.likely), view.lang),
            el("span", doubt, class_="reason") if doubt else "",
            class_="award fig",
        ),
        el("td", view.months(row), class_="months fig"),
        el("td", view.sets(row), class_="sets fig"),
        certainty,
        class_="home" if row.code == HOME else None,
    )


def _bar(row: CountryRow, view: View) -> Html:
    """The cost there: what remains to pay, then what surely comes back, then what may."""
    net_low = max(row.net.low.amount, Decimal(0))
    sure, whole = row.award.low.amount, row.cost.amount
    scale = 100 / view.widest
    pieces = [
        _span("net", Decimal(0), net_low * scale),
        _span("doubt", net_low * scale, (whole - sure - net_low) * scale),
        _span("back", (whole - sure) * scale, sure * scale),
        el("em", style=f"inset-inline-start:{_per_cent(row.net.likely.amount * scale)}"),
    ]
    return el("div", *pieces, class_="stack", aria_hidden="true")


def _span(css: str, start: Decimal, length: Decimal) -> Html:
    return el(
        "i",
        class_=css,
        style=f"inset-inline-start:{_per_cent(start)};width:{_per_cent(max(length, Decimal(0)))}",
    )


def _per_cent(value: Decimal) -> str:
    return f"{float(value):.2f}%"


def _break_evens(view: View) -> Html:
    rows = [
        el("tr", el("th", view.say(row.name), scope="row"), el("td", words))
        for row in view.comparison.rows
        if (words := view.break_even(row)) is not None
    ]
    return el("table", el("tbody", *rows), class_="even") if rows else el("p", view.w("even.none"))


def _explained(row: CountryRow, view: View) -> Html:
    gates = [g for g in (row.assessment.gates if row.assessment else ()) if not g.passed]
    missed = [el("p", view.w("gate_missed", gate=g.label), class_="bad") for g in gates]
    lacks = [el("p", view.w("lacks", sets=row.lacks), class_="label")] if row.lacks else []
    gaps = [el("p", view.w("gaps", gaps="; ".join(row.gaps)), class_="caption")] if row.gaps else []
    award = [build_steps(row.assessment.explain, view.lang)] if row.assessment and row.award.high else []
    return el(
        "details",
        el("summary", view.say(row.name), " ", el("span", bdi(view.millions(row.net.likely), view.lang))),
        *missed,
        build_steps(row.explain, view.lang),
        *(
            [el("h3", view.w("award_there", currency=row.assessment.currency))]
            if row.assessment and award
            else []
        ),
        *award,
        *lacks,
        *gaps,
    )


def _assumptions(row: CountryRow, view: View) -> Html:
    mine = [a for a in view.comparison.assumptions if a.id.startswith(f"{row.code}.")]
    head = ("assumption", "value", "confidence", "source")
    table = el(
        "table",
        el(
            "thead",
            el(
                "tr",
                *(el("th", view.w(f"column.{n}"), scope="col", class_=_css(n, n == "value")) for n in head),
            ),
        ),
        el("tbody", *(_assumption(a, view) for a in mine)),
    )
    return el("details", el("summary", view.say(row.name)), el("div", table, class_="scroll", tabindex=0))


def _assumption(assumption: Assumption, view: View) -> Html:
    marks = "◐ " if assumption.origin is Origin.ASSUMED else ""
    sources = "; ".join(view.say(s.words) for s in assumption.source)
    note = el("span", assumption.note, class_="reason", lang="en", dir="ltr") if assumption.note else ""
    return el(
        "tr",
        el("th", view.say(assumption.label), el("span", assumption.id, class_="code"), scope="row"),
        el("td", marks, bdi(figure(assumption.value, view.lang), view.lang), class_="fig"),
        el("td", view.w(f"confidence.{assumption.confidence.value}")),
        el("td", el("span", sources, lang="en", dir="ltr"), note),
    )


def _findings(findings: tuple[Finding, ...], view: View) -> Html:
    rows = [
        el("li", view.say(f.message), " ", view.say(f.fix), " ", el("span", f.code, class_="code"))
        for f in findings
    ]
    return el("ul", *rows, class_="plain")
