"""`study.json`: the answer for programs. Amounts are text with the currency's own decimals."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from decimal import Decimal
from typing import Any

from tournage.cases.feasibility.model import Assumption, Study, Swing
from tournage.documents.study.cost import account_name
from tournage.documents.study.filing import list_due
from tournage.documents.study.spend_rows import set_rows, spend_rows
from tournage.documents.study.view import View
from tournage.documents.study.where import drive, fit
from tournage.incentives.model import Gate
from tournage.kernel.dated import Source
from tournage.kernel.explain import Figure
from tournage.kernel.money import Money
from tournage.schedule.board_file import board_to_json

SCHEMA = "tournage.study/1"


def build_json(study: Study, lang: str) -> dict[str, Any]:
    """The study as one JSON object; `files` is filled in by whoever writes the files.

    Counts are numbers, amounts and thresholds are text, days are ISO dates; words are in `lang`.
    """
    view = View(study, lang)
    scenes = [sheet for sheet in study.breakdown.sheets if not sheet.omitted]
    low, likely, high = study.award
    return {
        "schema": SCHEMA,
        "title": study.title,
        "lang": lang,
        "made_on": study.made_on.isoformat(),
        "verdict": view.say(study.verdict),
        "scenes": len(scenes),
        "eighths": sum(sheet.eighths for sheet in scenes),
        "first_day": study.board.first_day.isoformat(),
        "last_day": study.board.last_day.isoformat(),
        "shooting_days": len({day.on for day in study.board.days}),
        "set_build_days": study.board.set_build_days,
        "bases": [_base(view, base.hub) for base in view.bases],
        "places": _places(view),
        "currency": study.currency,
        "spend": {
            "morocco": study.morocco_spend.plain(),
            "foreign": study.foreign_spend.plain(),
            "currency": study.currency,
        },
        "cost": view.cost.plain(),
        "qualifying": _qualifying(study).plain(),
        "award": {"low": low.plain(), "likely": likely.plain(), "high": high.plain()},
        "payment_on": study.payment_on.isoformat() if study.payment_on else None,
        "bridging": study.bridging.plain(),
        "gates": [_gate(view, gate) for gate in study.assessment.gates],
        "net_cost": study.net_cost.plain(),
        "answer": [_answer_row(view, row) for row in study.answer],
        "board": {**board_to_json(study.board, lang), "day_out_of_days": _dood(study)},
        "top_sheet": _top_sheet(view),
        "spend_lines": spend_rows(study),
        "sets": set_rows(study),
        "exchange": [
            {"currency": r.currency, "quote": r.quote, "rate": str(r.rate), "on": r.on.isoformat(), "assumed": r.assumed}
            for r in study.budget.exchange
        ],
        "cash": [
            {"week": w.week, "first_day": w.first_day.isoformat(), "out": w.out.plain(), "into": w.into.plain(), "balance": w.balance.plain()}
            for w in study.cash
        ],
        "instalments": [
            {"number": i.number, "due_on": i.due_on.isoformat(), "amount": i.amount.plain(), "share": str(i.share)}
            for i in study.instalments
        ],
        "filings": _filings(view),
        "tornado": [_swing(view, swing) for swing in study.tornado],
        "assumptions": [_assumption(view, assumption) for assumption in study.assumptions],
        "files": {},
        "findings": [finding.as_json(lang) for finding in study.findings],
    }  # fmt: skip


def _qualifying(study: Study) -> Money:
    return study.budget.in_currency(study.assessment.qualifying.likely, study.currency).rounded()


def _base(view: View, hub: str) -> dict[str, Any]:
    days = {day.on for day in view.study.board.days if day.base == hub}
    return {"id": hub, "name": view.say(view.base_phrase(hub)), "shooting_days": len(days)}


def _places(view: View) -> list[dict[str, Any]]:
    """One entry a set: where it is to be shot, how well that fits, how far it is."""
    result = []
    for one in view.study.plan.sets:
        placement = view.study.plan.placement(one.id)
        result.append(
            {
                "set": one.id,
                "name": one.name,
                "scenes": [str(key) for key in one.scenes],
                "location": placement.location,
                "location_name": view.say(view.place_phrase(placement.location))
                if placement.location
                else None,
                "base": placement.base,
                "fit": fit(placement),
                "drive_minutes": drive(placement) if placement.location else None,
                "remedy": placement.remedy,
                "build_days": placement.build_days,
                "reasons": [view.say(reason) for reason in placement.reasons],
                "candidates": [{"location": c.location, "fit": c.fit} for c in placement.candidates],
            }
        )
    return result


def _gate(view: View, gate: Gate) -> dict[str, Any]:
    way = gate.nearest_way
    return {
        "id": gate.id,
        "label": view.say(gate.label),
        "required": plain_number(gate.required),
        "actual": plain_number(gate.actual),
        "unit": gate.unit,
        "at_most": gate.at_most,
        "passed": gate.passed,
        "known": gate.known,
        "source": "; ".join(source.title for source in gate.source),
        "sources": sources(gate.source),
        "confidence": gate.confidence.value,
        "nearest_way": None
        if way is None
        else {
            "action": view.say(way.action),
            "cost": way.cost.plain() if way.cost else None,
            "brings": way.brings.plain() if way.brings else None,
        },
    }


def _answer_row(view: View, row: Any) -> dict[str, Any]:
    return {
        "id": row.id,
        "label": view.say(row.label),
        "value": figure_text(row.figure.value),
        "low": figure_text(row.low),
        "high": figure_text(row.high),
        "rests_on": view.say(row.rests_on),
    }


def _dood(study: Study) -> list[dict[str, Any]]:
    rows = []
    for row in study.dood.rows:
        entry = asdict(row)
        entry |= {
            "codes": list(row.codes),
            "start": _iso(row.start),
            "finish": _iso(row.finish),
            "total": row.total,
        }
        rows.append(entry)
    return rows


def _top_sheet(view: View) -> list[dict[str, Any]]:
    return [
        {
            "code": row.code,
            "name": view.say(account_name(view, row)),
            "section": row.section,
            "morocco": row.morocco.plain(),
            "foreign": row.abroad.plain(),
            "total": row.total.plain(),
        }
        for row in view.study.top_sheet
    ]


def _filings(view: View) -> list[dict[str, Any]]:
    return [
        {
            "due_on": _iso(due.on),
            "what": due.what,
            "authority": due.authority,
            "why": due.why,
            "scenes": list(due.scenes),
            "sources": sources(due.source),
            "confidence": due.confidence.value,
        }
        for due in list_due(view)
    ]


def _swing(view: View, swing: Swing) -> dict[str, Any]:
    return {
        "assumption": swing.assumption,
        "label": view.say(swing.label),
        "low": figure_text(swing.low),
        "high": figure_text(swing.high),
        "net_at_low": swing.net_at_low.plain(),
        "net_at_high": swing.net_at_high.plain(),
    }


def _assumption(view: View, a: Assumption) -> dict[str, Any]:
    return {
        "id": a.id,
        "label": view.say(a.label),
        "value": figure_text(a.value),
        "currency": a.value.currency if isinstance(a.value, Money) else None,
        "unit": a.unit,
        "low": figure_text(a.low),
        "high": figure_text(a.high),
        "origin": a.origin.value,
        "confidence": a.confidence.value,
        "sources": sources(a.source),
    }


def sources(found: tuple[Source, ...]) -> list[dict[str, str | None]]:
    """Sources with their addresses and the day they were read."""
    return [{"title": s.title, "href": s.href, "read_on": _iso(s.read_on)} for s in found]


def figure_text(value: Figure | None) -> str | None:
    """A figure as text: amounts with their currency's decimals, numbers plainly."""
    if value is None or isinstance(value, str):
        return value
    return value.plain() if isinstance(value, Money) else plain_number(Decimal(value))


def plain_number(value: Decimal) -> str:
    """Digits without needless zeros or an exponent.

    >>> plain_number(Decimal("10000000.00")), plain_number(Decimal("0.90")), plain_number(Decimal("1E+3"))
    ('10000000', '0.9', '1000')
    """
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
