"""The same shoot elsewhere: what would remain to pay in other countries, and how sure that is."""

from __future__ import annotations

from tournage.cases.comparison.model import HOME, CountryRow
from tournage.documents.comparison.view import months_shown
from tournage.documents.render.html import Html, el, join
from tournage.documents.render.numbers import UNKNOWN
from tournage.documents.study.amounts import count
from tournage.documents.study.view import View
from tournage.kernel.words import begin

MOST_ROWS = 10
COLUMNS = ("rank", "country", "net", "cost", "award", "months", "sets", "certainty")
FIGURES = ("net", "cost", "award", "months", "sets")


def build_elsewhere(view: View) -> Html:
    """The cheapest countries and Morocco, ranked by net cost, with what is sure about each."""
    shown = shown_rows(view)
    table = el(
        "table",
        el("thead", el("tr", *(_head(view, name) for name in COLUMNS))),
        el("tbody", *(_row(view, row, row.code == HOME) for row in shown)),
        class_="elsewhere",
    )
    scroller = el(
        "div",
        table,
        class_="scroll",
        tabindex="0",
        role="region",
        aria_label=view.w("section.elsewhere.question"),
    )
    notes = " ".join(elsewhere_notes(view))
    return view.section("elsewhere", elsewhere_summary(view), scroller, el("p", notes, class_="caption"))


def shown_rows(view: View) -> list[CountryRow]:
    """The cheapest countries and Morocco, by rank."""
    assert view.elsewhere is not None
    rows = view.elsewhere.rows
    home = next(row for row in rows if row.code == HOME)
    return sorted([*(row for row in rows[:MOST_ROWS] if row is not home), home], key=lambda row: row.rank)


def elsewhere_summary(view: View) -> str:
    """Morocco's rank, and the cheapest country."""
    assert view.elsewhere is not None
    rows = view.elsewhere.rows
    home = next(row for row in rows if row.code == HOME)
    return view.w("elsewhere.summary", rank=home.rank, countries=len(rows), first=rows[0].spoken)


def elsewhere_notes(view: View) -> list[str]:
    """What the figures rest on, and what parts their net cost from the answer's."""
    notes = [view.w("elsewhere.note", unit=view.short.unit(view.study.currency, view.lang))]
    return [*notes, _waiting(view)] if view.study.bridging else notes


def sets_shown(view: View, row: CountryRow) -> str:
    """How many of the script's sets a country's landscapes fit; `?` when nothing is known of them."""
    known = len(row.fits) + len(row.lacks)
    return view.w("elsewhere.of", fits=len(row.fits), sets=known) if known else UNKNOWN


def _waiting(view: View) -> str:
    """What parts the net cost of this table from that of the answer."""
    whole = view.short.whole
    bridging, net = whole(view.study.bridging, view.lang), whole(view.study.net_cost, view.lang)
    return view.w("elsewhere.waiting", bridging=bridging, net=net)


def _head(view: View, name: str) -> Html:
    return el("th", view.w(f"elsewhere.{name}"), scope="col", class_="fig" if name in FIGURES else None)


def _row(view: View, row: CountryRow, home: bool) -> Html:
    digits = view.short.digits
    months = months_shown(row, view.lang)
    name, why = view.say(row.name), begin(view.say(row.certainty.why))
    return el(
        "tr",
        el("td", count(row.rank, view.lang)),
        el("th", el("strong", name) if home else name, el("span", why, class_="reason"), scope="row"),
        el("td", el("strong", digits(row.net.likely, view.lang)), class_="fig"),
        el("td", digits(row.cost, view.lang), class_="fig"),
        el("td", digits(row.award.likely, view.lang), class_="fig"),
        el("td", months, class_="fig"),
        el("td", join(sets_shown(view, row)), class_="fig"),
        el("td", why),
        class_="home" if home else None,
    )
