"""The risk page as a paper, A4: what to hold, how days and cost spread, what carries the risk, what is assumed."""

from __future__ import annotations

from typing import Any

from tournage.documents.parts import head_data, paper_title
from tournage.documents.render.numbers import NOTHING, UNKNOWN, day_short, duration, figure, month, percent
from tournage.documents.render.typst import compile_pdf
from tournage.documents.risk.view import RiskParts, View
from tournage.kernel.words import phrase
from tournage.schedule.hazards import MEAN_HIGH, RAIN, WINDS, Chance
from tournage.schedule.order_reason import line_name
from tournage.schedule.risk import SHARES

PAPER = "risk"
MOST_STRIPS, MOST_LINES, MOST_BEYOND = 12, 8, 12
RIBBON_WIDTH, LABEL_WIDTH = 512, 40
"""Points: the ribbon of days, and what a date under it takes."""


def build_pdf(parts: RiskParts, lang: str) -> bytes:
    """The risk page as PDF."""
    view = View(parts, lang)
    facts = ((view.w("runs", count=parts.risk.runs), ""),)
    data = {
        "head": head_data(parts.head, PAPER, lang, facts),
        "answer": view.answer(),
        "words": {name: view.w(name) for name in _WORDS},
        "unit": view.w("unit", currency=view.currency),
        "shares": _shares(view),
        "days": _days(view),
        "costs": _costs(view),
        "causes": _causes(view),
        "lines": _lines(view),
        "cover": view.cover(),
        "ribbon": _ribbon(view),
        "strips": _strips(view),
        "beyond": _beyond(view),
        "method": view.w("method", count=parts.risk.runs, seed=parts.risk.seed),
        "climate": _climate(view),
        "months": [_month(number, lang) for number in range(1, 13)],
        "assumed": [_assumed(view, chance) for chance in _plain(parts)],
        "sources": _sources(view, parts),
    }
    title = paper_title(parts.head, PAPER, lang)
    return compile_pdf("risk/risk.typ", data, lang=lang, title=title, made_on=parts.head.made_on)


_WORDS = (
    *("spread.title", "days.title", "costs.title", "plan", "causes.title", "lines.title", "cover.title"),
    *("ribbon.title", "ribbon.lead", "strips.title", "beyond.title", "beyond.lead", "assumed.title"),
    *("assumed.lead", "assumed.mark", "sources.title", "method.title", "climate.title", "none"),
    *("column.shoots", "column.days", "column.last_day", "column.cost", "column.over", "column.net"),
    *("column.strip", "column.set", "column.day", "column.lost", "column.share", "column.cause"),
    *("column.assumption", "column.value", "column.confidence", "column.base"),
)


def _shares(view: View) -> list[dict[str, Any]]:
    """The plan, then P50, P80, P95."""
    risk, has_rebate = view.risk, view.parts.problem.rebate is not None
    rows = [
        {
            "name": view.w("plan"),
            "days": figure(risk.planned_days, view.lang),
            "last": view.day(risk.planned_last_day),
            "cost": view.money(risk.planned_cost),
            "over": NOTHING,
            "net": view.money(risk.planned_net) if has_rebate else "",
            "strong": False,
        }
    ]
    for n, share in enumerate(SHARES):
        rows.append(
            {
                "name": view.w(f"share.{share}"),
                "days": figure(risk.days[n], view.lang),
                "last": view.day(risk.last_day[n]),
                "cost": view.money(risk.cost[n]),
                "over": view.money(risk.cost[n] - risk.planned_cost),
                "net": view.money(risk.net[n]) if has_rebate else "",
                "strong": share == 80,
            }
        )
    return rows


def _days(view: View) -> dict[str, Any]:
    """Bars: how many shoots in a hundred take so many days."""
    risk = view.risk
    counts = dict(risk.day_counts)
    first, last = min(*counts, risk.planned_days), max(*counts, risk.planned_days)
    last = min(last, first + 40)
    most = max(counts.values())
    return {
        "bars": [
            {
                "height": counts.get(days, 0) / most,
                "label": figure(days, view.lang),
                "plan": days == risk.planned_days,
                "p80": days == risk.days[1],
            }
            for days in range(first, last + 1)
        ],
        "p80": view.w("mark.80"),
    }


def _costs(view: View) -> dict[str, Any]:
    """The curve: share of the shoots that stay within a cost."""
    risk = view.risk
    low = min(risk.planned_cost, risk.costs[0])
    high = max(risk.costs[-1], risk.cost[2], low + 1)

    def at(cost: int) -> float:
        return (cost - low) / (high - low)

    points = [[at(cost), share / 100] for cost, share in zip(risk.costs, range(2, 100, 2), strict=True)]
    marks = [
        [at(cost), share / 100, view.w("mark.cost", share=share, cost=view.millions(cost))]
        for share, cost in zip(SHARES, risk.cost, strict=True)
    ]
    return {"points": points, "marks": marks, "plan": at(risk.planned_cost)}


def _causes(view: View) -> list[dict[str, Any]]:
    causes = [(cause, minutes) for cause, minutes in view.risk.causes if minutes]
    most = max((minutes for _, minutes in causes), default=1)
    return [
        {
            "name": view.say(phrase(f"schedule.cause.{cause}")),
            "length": minutes / most,
            "figure": duration(minutes, view.lang),
        }
        for cause, minutes in causes
    ]


def _lines(view: View) -> list[dict[str, Any]]:
    lines = sorted(view.risk.lines, key=lambda e: (-abs(e[1]), e[0]))[:MOST_LINES]
    most = max((abs(amount) for _, amount in lines), default=1)
    return [
        {"name": view.say(line_name(line)), "length": abs(amount) / most, "figure": view.money(amount)}
        for line, amount in lines
    ]


def _ribbon(view: View) -> list[dict[str, Any]]:
    """Every planned day with the share of shoots that lose part of it; a date under the first of each week."""
    days = view.risk.by_day
    most = max((day.share for day in days), default=0.0) or 1.0
    apart = len(days) * LABEL_WIDTH // RIBBON_WIDTH
    rows: list[dict[str, Any]] = []
    week, last = None, -apart - 1
    for number, day in enumerate(days):
        starts = day.on.isocalendar()[:2] != week and number - last > apart
        week = day.on.isocalendar()[:2]
        last = number if starts else last
        rows.append(
            {
                "height": day.share / most,
                "label": day_short(day.on, view.lang) if starts else "",
                "top": view.share(day.share) if day.share == most else "",
            }
        )
    return rows


def _strips(view: View) -> list[dict[str, Any]]:
    strips = {strip.id: strip for strip in view.parts.problem.strips}
    day_of = {id: day for day in view.parts.board.days for id in day.strips}
    return [
        {
            "strip": s.id,
            "set": strips[s.id].set_name,
            "day": f"{day_of[s.id].number}",
            "on": day_short(day_of[s.id].on, view.lang),
            "lost": duration(s.minutes, view.lang),
            "share": view.share(s.share),
            "cause": view.say(phrase(f"schedule.cause.{s.cause}")),
        }
        for s in view.risk.strips[:MOST_STRIPS]
    ]


def _beyond(view: View) -> list[str]:
    lines = [view.beyond(entry) for entry in view.risk.beyond[:MOST_BEYOND]]
    if view.risk.left:
        lines.append(view.w("left", share=view.share(view.risk.left)))
    return lines


def _month(number: int, lang: str) -> str:
    from datetime import date

    return month(date(2027, number, 15), lang).split()[0][: 3 if lang != "ar" else 12]


def _climate(view: View) -> list[dict[str, Any]]:
    """Rain, heat and wind of each base, month by month."""
    rows = []
    bases = sorted({c.base for c in view.parts.hazards.chances if c.base is not None})
    for base in bases:
        for id in (RAIN, MEAN_HIGH, f"{WINDS}chance"):
            held = _by_month(view.parts.hazards.chances, base, id)
            if held:
                rows.append(
                    {
                        "base": view.names.of(base),
                        "what": view.w(f"climate.{id}"),
                        "cells": [_cell(view, held.get(number)) for number in range(1, 13)],
                        "assumed": any(c.value.assumed for c in held.values()),
                        "confidence": view.w(f"confidence.{next(iter(held.values())).value.confidence}"),
                    }
                )
    for town in view.parts.problem.towns:
        if town.id not in bases:
            rows.append(
                {
                    "base": view.names.of(town.id),
                    "what": view.w("climate.unknown"),
                    "cells": [UNKNOWN] * 12,
                    "assumed": False,
                    "confidence": "",
                }
            )
    return rows


def _by_month(chances: tuple[Chance, ...], base: str, id: str) -> dict[int, Chance]:
    return {
        c.month: c for c in chances if c.base == base and c.month is not None and c.id.partition(":")[0] == id
    }


def _cell(view: View, chance: Chance | None) -> str:
    if chance is None:
        return NOTHING
    value = chance.value.value
    return figure(value, view.lang, 0) if chance.id == MEAN_HIGH else percent(value, view.lang)


def _plain(parts: RiskParts) -> list[Chance]:
    """What holds everywhere, and the first hour of each wind."""
    found, seen = [], set()
    for chance in parts.hazards.chances:
        wind = chance.id.startswith(f"{WINDS}from_hour")
        if (chance.base is None or wind) and chance.id not in seen:
            seen.add(chance.id)
            found.append(chance)
    return found


def _assumed(view: View, chance: Chance) -> dict[str, Any]:
    where = f" ({view.names.of(chance.base)})" if chance.base else ""
    held = chance.value
    return {
        "name": view.say(chance.label) + where,
        "value": view.value(chance),
        "assumed": held.assumed,
        "confidence": view.w(f"confidence.{held.confidence}"),
        "source": view.w("yours")
        if held.origin == "yours"
        else "; ".join(view.say(s.words) for s in held.source),
    }


def _sources(view: View, parts: RiskParts) -> list[str]:
    """Every source of the climate, once; the others stand beside their values."""
    climate = (c for c in parts.hazards.chances if c.base is not None)
    return list(dict.fromkeys(view.say(s.words) for c in climate for s in c.value.source))
