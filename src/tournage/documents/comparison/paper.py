"""The comparison as a paper, A4 across: the ranked table, then what would change the order, then assumptions."""

from __future__ import annotations

from typing import Any

from tournage.cases.comparison.costs import NAMES
from tournage.cases.comparison.model import HOME, Comparison, CountryRow
from tournage.documents.comparison.view import View
from tournage.documents.parts import PaperHead, head_data, paper_title
from tournage.documents.render.numbers import figure
from tournage.documents.render.typst import compile_pdf
from tournage.kernel.dated import Origin
from tournage.kernel.words import say

PAPER = "comparison"
COLUMNS = ("rank", "country", "bar", "net", "cost", "award", "months", "sets", "certainty")


def build_pdf(comparison: Comparison, lang: str) -> bytes:
    """The comparison as PDF."""
    view = View(comparison, lang)
    head = PaperHead(comparison.title, "", comparison.on)
    facts = ((view.w("applied_on", day=comparison.on), ""),)
    data = {
        "head": head_data(head, PAPER, lang, facts),
        "answer": view.answer(),
        "unit": view.w("unit", currency=comparison.currency),
        "columns": {name: view.w(f"column.{name}") for name in COLUMNS},
        "keys": {name: view.w(f"key.{name}") for name in ("net", "back", "doubt")},
        "rows": [_row(row, view) for row in comparison.rows],
        "even_title": view.w("even.title"),
        "even_lead": view.w("even.lead"),
        "assumed_title": view.w("assumed.title"),
        "assumed_lead": view.w("assumed.lead"),
        "assumed_columns": [view.w("column.country_only"), *(view.w(f"short.{name}") for name in NAMES)],
        "assumed_mark": view.w("assumed_mark"),
        "sources": _sources(view),
        "sources_title": view.w("column.source"),
        "assumed": _assumed(view),
        "findings": [f"{say(f.message, lang)} {say(f.fix, lang)} [{f.code}]" for f in comparison.findings],
    }
    title = paper_title(head, PAPER, lang)
    return compile_pdf("comparison/comparison.typ", data, lang=lang, title=title, made_on=comparison.on)


def _row(row: CountryRow, view: View) -> dict[str, Any]:
    widest = view.widest
    return {
        "home": row.code == HOME,
        "rank": figure(row.rank, view.lang),
        "name": view.say(row.name),
        "scheme": view.say(row.scheme_name) if row.scheme_name else "",
        "bar": [
            float(max(row.net.low.amount, row.net.low.amount * 0) / widest),
            float((row.cost.amount - row.award.low.amount) / widest),
            float(row.cost.amount / widest),
            float(row.net.likely.amount / widest),
        ],
        "net": view.millions(row.net.likely),
        "cost": view.millions(row.cost),
        "award": view.millions(row.award.likely),
        "ends": view.ends(row.award.low, row.award.high),
        "months": view.months(row),
        "sets": view.sets(row),
        "certainty": view.say(row.certainty.why),
        "even": view.break_even(row) or "",
    }


def _assumed(view: View) -> list[dict[str, Any]]:
    """One row a country: the multipliers side by side, estimates marked."""
    by_id = {a.id: a for a in view.comparison.assumptions}
    rows = []
    for row in sorted(view.comparison.rows, key=lambda r: view.say(r.name)):
        held = [by_id[f"{row.code}.{name}"] for name in NAMES]
        rows.append(
            {
                "name": view.say(row.name),
                "values": [[figure(a.value, view.lang), a.origin is Origin.ASSUMED] for a in held],
            }
        )
    return rows


def _sources(view: View) -> list[str]:
    """Every source of the assumptions, once."""
    return list(dict.fromkeys(view.say(s.words) for a in view.comparison.assumptions for s in a.source))
