"""A budget, its prices and templates as the JSON the commands print."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from tournage.budget.build import item_words
from tournage.budget.convert import in_one_currency
from tournage.budget.model import Budget, BudgetLine, Driver, Rate
from tournage.budget.template import PriceList, Share
from tournage.budget.top_sheet import subtotals, top_sheet
from tournage.jurisdictions.load_budget import load_template, template_ids
from tournage.jurisdictions.load_exchange import load_price_levels
from tournage.kernel.dated import Source
from tournage.kernel.findings import Finding
from tournage.kernel.money import ExchangeRate, Money
from tournage.kernel.place import place_words
from tournage.kernel.words import Phrase, say

SCHEMA = "tournage.budget/1"
RATES_SCHEMA = "tournage.budget-rates/1"
TEMPLATES_SCHEMA = "tournage.budget-templates/1"


def budget_document(
    budget: Budget, findings: Sequence[Finding], lang: str, *, reason: Phrase | None = None, **more: Any
) -> dict[str, Any]:
    """What `tournage budget --json` and `tournage budget import --json` print."""
    rows = top_sheet(budget)
    totals = subtotals(budget, rows)
    grand = totals[-1]
    lines = [line for line in budget.lines if line.view == "client"]
    converted = in_one_currency(budget, lines)
    return {
        "schema": SCHEMA,
        "template": budget.template,
        **({"reason": say(reason, lang)} if reason else {}),
        **more,
        "currency": budget.currency,
        "priced_on": budget.priced_on.isoformat(),
        "chart": budget.chart.id,
        "total": {
            "morocco": grand.morocco.plain(),
            "abroad": grand.abroad.plain(),
            "total": grand.total.plain(),
        },
        "top_sheet": [
            {
                "account": row.code,
                "name": say(Phrase(row.name_key), lang),
                "section": row.section,
                "morocco": row.morocco.plain(),
                "abroad": row.abroad.plain(),
                "total": row.total.plain(),
            }
            for row in rows
        ],
        "subtotals": [
            {
                "id": part.id,
                "name": say(part.label, lang),
                "morocco": part.morocco.plain(),
                "abroad": part.abroad.plain(),
                "total": part.total.plain(),
            }
            for part in totals
        ],
        "lines": [_line(line, amount, lang) for line, amount in zip(lines, converted, strict=True)],
        "drivers": [_driver(driver, lang) for driver in budget.drivers],
        "exchange": [_exchange(rate) for rate in budget.exchange],
        "findings": [item.as_json(lang) for item in findings],
    }


def _line(line: BudgetLine, converted: Money, lang: str) -> dict[str, Any]:
    return {
        "id": line.id,
        "account": line.account,
        "description": say(line.label, lang),
        "amount": plain(line.amount),
        "unit": line.unit,
        "times": plain(line.times),
        "rate": plain(line.rate.amount),
        "currency": line.subtotal.currency,
        "subtotal": line.subtotal.plain(),
        "converted": converted.plain(),
        "spent_in": line.spent_in,
        "phase": line.phase,
        "payment": line.payment,
        "expense": line.expense,
        "drivers": list(line.drivers) if "charge" not in line.groups else [],
    }


def _driver(driver: Driver, lang: str) -> dict[str, Any]:
    return {
        "name": driver.name,
        "label": say(driver.explain.label, lang),
        "amount": plain(driver.amount),
        "unit": driver.unit,
        "scenes": list(driver.explain.scenes),
    }


def _exchange(rate: ExchangeRate) -> dict[str, Any]:
    return {
        "currency": rate.currency,
        "quote": rate.quote,
        "rate": plain(rate.rate),
        "on": rate.on.isoformat(),
        "assumed": rate.assumed,
        "source": _sources(rate.source),
    }


def _sources(sources: Sequence[Source]) -> list[dict[str, Any]]:
    return [{"title": source.title, "href": source.href} for source in sources]


def plain(number: Decimal) -> str:
    """A number as digits, without exponent and idle zeros.

    >>> plain(Decimal("12.50")), plain(Decimal("1E+3")), plain(Decimal("0.00"))
    ('12.5', '1000', '0')
    """
    text = format(number, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def rates_document(
    prices: PriceList, on: date, findings: Sequence[Finding], lang: str, *, words: Sequence[str] = ()
) -> dict[str, Any]:
    """What `tournage budget rates --json` prints: each price with range, source and confidence.

    `words` keep only the prices whose id, name or group holds them all.
    """
    return {
        "schema": RATES_SCHEMA,
        "on": on.isoformat(),
        "rates": [_rate(rate, lang) for rate in prices.rates if _matches(rate, words, lang)],
        "shares": [_share(share, lang) for share in prices.shares],
        "fringes": [
            {
                "id": f"fringe.{fringe.id}",
                "name": say(item_words(fringe.id), lang),
                "rate": plain(fringe.rate),
                "cutoff_a_month": fringe.cutoff.plain() if fringe.cutoff else None,
                "confidence": fringe.confidence.value,
                "origin": fringe.origin.value,
                "source": _sources(fringe.source),
            }
            for fringe in prices.fringes
        ],
        "exchange": [_exchange(rate) for rate in prices.exchange],
        "price_levels": [
            {
                "country": level.country,
                "year": level.year,
                "morocco_100": plain(level.morocco_100.value),
                "usa_100": plain(level.usa_100.value),
                "confidence": level.morocco_100.confidence.value,
                "source": _sources(level.morocco_100.source),
            }
            for level in load_price_levels()
        ],
        "findings": [item.as_json(lang) for item in findings],
    }


def _matches(rate: Rate, words: Sequence[str], lang: str) -> bool:
    text = f"{rate.id} {rate_name(rate, lang)} {rate.group}".casefold()
    return all(word.casefold() in text for word in words)


def rate_name(rate: Rate, lang: str) -> str:
    """A price's name, with the town it is for."""
    _, dot, town = rate.id.partition(".")
    name = say(item_words(rate.id), lang)
    return f"{name}, {say(place_words(town), lang)}" if dot else name


def _rate(rate: Rate, lang: str) -> dict[str, Any]:
    return {
        "id": f"rate.{rate.id}",
        "name": rate_name(rate, lang),
        "group": rate.group,
        "per": rate.per,
        "currency": rate.amount.currency,
        "low": plain(rate.low.amount) if rate.low else None,
        "likely": plain(rate.amount.amount),
        "high": plain(rate.high.amount) if rate.high else None,
        "confidence": rate.confidence.value,
        "origin": rate.origin.value,
        "note": say(rate.note, lang) if rate.note else None,
        "source": _sources(rate.source),
    }


def _share(share: Share, lang: str) -> dict[str, Any]:
    return {
        "id": f"share.{share.id}",
        "name": say(item_words(share.id), lang),
        "low": plain(share.low) if share.low is not None else None,
        "likely": plain(share.value),
        "high": plain(share.high) if share.high is not None else None,
        "confidence": share.confidence.value,
        "origin": share.origin.value,
        "note": say(share.note, lang) if share.note else None,
        "source": _sources(share.source),
    }


def templates_document(lang: str) -> dict[str, Any]:
    """What `tournage budget templates --json` prints."""
    templates = []
    for id in template_ids():
        template = load_template(id)
        templates.append(
            {
                "id": id,
                "name": say(template.name, lang),
                "why": say(template.why, lang),
                "kind": template.kind,
                "lines": len(template.lines),
                "numbers": {f"global.{number.name}": plain(number.value) for number in template.numbers},
            }
        )
    return {"schema": TEMPLATES_SCHEMA, "templates": templates}
