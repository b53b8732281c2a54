"""Reading exchange rates of the dirham and price levels of countries."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from importlib.resources import files
from typing import Any

from tournage.kernel.datafile import read_decimal, read_yaml
from tournage.kernel.dated import Confidence, Source, Sourced, parse_sources
from tournage.kernel.findings import Finding, Severity, finding
from tournage.kernel.money import ExchangeRate, currency_decimals

PLACE = files("tournage.jurisdictions").joinpath("world")
STALE_AFTER_DAYS = 60


@lru_cache
def _data() -> dict[str, Any]:
    data: dict[str, Any] = read_yaml(PLACE.joinpath("exchange.yaml"))
    return data


def _sources(ids: list[str]) -> tuple[Source, ...]:
    return parse_sources([_data()["sources"][id] for id in ids])


def known_currencies() -> tuple[str, ...]:
    """Currencies a rate to the dirham is known for, beside the dirham itself."""
    return ("EUR", "USD", "GBP")


def load_exchange(
    on: date, given: Mapping[str, Decimal] | None = None
) -> tuple[tuple[ExchangeRate, ...], tuple[Finding, ...]]:
    """Dirhams for one unit of each known currency on a day, and of those the user gave.

    `given` maps a currency to dirhams for one unit and wins over what is known.
    Findings: BUD-201 the last known rate is old; BUD-202 a given rate is not above zero.
    Raises: UnknownCurrencyError when a given code is not a currency.
    """
    findings: list[Finding] = []
    rates = {rate.currency: rate for rate in _known_on(on)}
    for currency, value in (given or {}).items():
        currency_decimals(currency)
        if value <= 0:
            findings.append(finding("budget", "BUD-202", Severity.ERROR, currency, rate=value))
            continue
        rates[currency] = ExchangeRate(currency, "MAD", value, on, (Source("Given by you"),))
    oldest = min((rate.on for rate in rates.values()), default=on)
    if (on - oldest).days > STALE_AFTER_DAYS:
        old = tuple(c for c, rate in rates.items() if (on - rate.on).days > STALE_AFTER_DAYS)
        findings.append(
            finding("budget", "BUD-201", Severity.WARNING, "exchange.yaml", currencies=old, since=oldest)
        )
    return tuple(rates.values()), tuple(findings)


def _known_on(on: date) -> tuple[ExchangeRate, ...]:
    last = _data()["last_known"][0]
    return _last_known(last) if on >= last["day"] else _average(on)


def _last_known(last: Mapping[str, Any]) -> tuple[ExchangeRate, ...]:
    """The last daily euro rate, and the others crossed with the yearly means against the euro."""
    euro = read_decimal(last["value"], "exchange.yaml, last_known")
    rates = [ExchangeRate(last["currency"], "MAD", euro, last["day"], _sources(last["source"]))]
    for cross in _data()["crosses"]:
        per_euro = read_decimal(cross["value"], "exchange.yaml, crosses")
        value = (euro / per_euro).quantize(Decimal("0.0001"), ROUND_HALF_UP)
        source = _sources([*cross["source"], *last["source"]])
        rates.append(ExchangeRate(cross["currency"], "MAD", value, last["day"], source, assumed=True))
    return tuple(rates)


def exchange_table() -> tuple[ExchangeRate, ...]:
    """Every rate there is data for, oldest first, for the manual."""
    years = [entry["year"] for entry in _data()["averages"]]
    means = [rate for year in years for rate in _average(date(year, 12, 31))]
    return (*means, *_last_known(_data()["last_known"][0]))


def _average(on: date) -> tuple[ExchangeRate, ...]:
    """The yearly mean of the day's year, or of the nearest year known."""
    years = {entry["year"]: entry for entry in _data()["averages"]}
    entry = years[min(years, key=lambda year: abs(year - on.year))]
    source = _sources(entry["source"])
    held = entry["year"] == on.year
    day = on if held else date(entry["year"], 12, 31)
    return tuple(
        ExchangeRate(code, "MAD", read_decimal(entry[code], "exchange.yaml"), day, source, assumed=not held)
        for code in known_currencies()
    )


@dataclass(frozen=True, slots=True)
class PriceLevel:
    """General prices of a country against the USA and against Morocco (each 100)."""

    country: str
    year: int
    usa_100: Sourced[Decimal]
    morocco_100: Sourced[Decimal]


@lru_cache
def load_price_levels() -> tuple[PriceLevel, ...]:
    """Price levels by country, a proxy for local labour and services."""
    data = read_yaml(PLACE.joinpath("price_levels.yaml"))
    levels = []
    for entry in data["countries"]:
        where = f"price_levels.yaml, {entry['code']}"
        source = parse_sources([data["sources"][id] for id in entry["source"]])
        confidence = Confidence(entry["confidence"])
        usa, morocco = (
            Sourced(read_decimal(entry[key], where), source, confidence, note=entry.get("note"))
            for key in ("usa_100", "morocco_100")
        )
        levels.append(PriceLevel(str(entry["code"]), int(entry["year"]), usa, morocco))
    return tuple(levels)
