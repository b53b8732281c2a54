"""Reading a study, or a plain list of spend, to compare it with other countries."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from tournage.kernel.errors import TournageError
from tournage.kernel.money import ExchangeRate, Money
from tournage.kernel.spend import SpendKind, SpendLine

SUFFIXES = (".json",)
MOST_BYTES = 50_000_000

USUAL_SHARES: tuple[tuple[str, str, Decimal], ...] = (
    ("crew_production", "crew", Decimal("0.34")),
    ("cast_moroccan", "cast", Decimal("0.05")),
    ("cast_extras_invoiced", "extras", Decimal("0.04")),
    ("hotel", "hotels and living", Decimal("0.13")),
    ("catering", "catering", Decimal("0.05")),
    ("van_bus", "transport", Decimal("0.09")),
    ("camera_rental", "equipment", Decimal("0.11")),
    ("set_labour", "sets and props", Decimal("0.11")),
    ("location_fees", "locations and permits", Decimal("0.04")),
    ("office_rent", "office and sundries", Decimal("0.04")),
)
"""How spend is usually divided where a study gives no lines: our estimate."""


class StudyFileError(TournageError):
    """The file is not a study that can be compared."""


@dataclass(frozen=True, slots=True)
class StudySpend:
    """What a comparison needs of a study. `estimated`: its lines come from usual shares."""

    title: str
    currency: str
    spend: tuple[SpendLine, ...]
    facts: Mapping[str, Any]
    sets: tuple[tuple[str, tuple[str, ...], bool], ...]
    estimated: bool
    exchange: tuple[ExchangeRate, ...] = ()


def read(file: Path) -> StudySpend:
    """Read a study as JSON: its `spend_lines` if it has any, else its `spend` by usual shares.

    Raises: StudyFileError.
    """
    return of_document(_document(file), file)


def of_document(document: Mapping[str, Any], file: Path) -> StudySpend:
    """What a comparison needs of a study that is at hand; `file` names it in complaints.

    Raises: StudyFileError.
    """
    spend = document.get("spend")
    if not isinstance(spend, dict) or "currency" not in spend:
        raise StudyFileError(f"{file.name}: there is no `spend` with a currency; make the study again")
    currency = str(spend["currency"])
    rows = document.get("spend_lines")
    lines = tuple(_lines(rows, currency, file)) if isinstance(rows, list) and rows else ()
    estimated = not lines
    if estimated:
        lines = _by_shares(spend, currency, file)
    return StudySpend(
        str(document.get("title") or file.stem),
        currency,
        lines,
        _facts(document, file),
        tuple(_sets(document)),
        estimated,
        tuple(_exchange(document, file)),
    )


def _document(file: Path) -> dict[str, Any]:
    if file.stat().st_size > MOST_BYTES:
        raise StudyFileError(f"{file.name}: too large for a study")
    try:
        document = json.loads(file.read_text("utf-8"))
    except (UnicodeDecodeError, json.JSONDecodeError, RecursionError) as error:
        line = getattr(error, "lineno", 1)
        raise StudyFileError(f"{file.name}:{line}: this is not JSON") from None
    if not isinstance(document, dict):
        raise StudyFileError(f"{file.name}:1: a study is one JSON object")
    return document


def _amount(value: Any, file: Path, what: str) -> Decimal:
    try:
        number = Decimal(str(value))
    except InvalidOperation:
        number = Decimal("NaN")
    if not number.is_finite():
        raise StudyFileError(f"{file.name}: {what} is {value!r}, which is not an amount")
    return number


def _lines(rows: Iterable[Any], currency: str, file: Path) -> Iterable[SpendLine]:
    for number, row in enumerate(rows, start=1):
        if not isinstance(row, dict) or "net" not in row:
            raise StudyFileError(f"{file.name}: spend line {number} has no net amount")
        net = Money(_amount(row["net"], file, f"spend line {number}"), str(row.get("currency") or currency))
        yield SpendLine(
            id=str(row.get("id") or number),
            account=str(row.get("account") or ""),
            description=str(row.get("description") or ""),
            net=net,
            kind=SpendKind.PLANNED,
            payee_country=row.get("payee_country"),
            supplied_in=row.get("supplied_in"),
            payment=row.get("payment"),
            expense=row.get("expense"),
            tags=frozenset(map(str, row.get("tags") or ())),
        )


def _by_shares(spend: Mapping[str, Any], currency: str, file: Path) -> tuple[SpendLine, ...]:
    home = Money(_amount(spend.get("morocco", 0), file, "spend in Morocco"), currency)
    foreign = Money(_amount(spend.get("foreign", 0), file, "spend abroad"), currency)
    parts = home.split([share for _, _, share in USUAL_SHARES])
    lines = [
        SpendLine(
            str(i), "", text, part, payee_country="MA", supplied_in="MA", payment="transfer", expense=expense
        )
        for i, ((expense, text, _), part) in enumerate(zip(USUAL_SHARES, parts, strict=True), start=1)
    ]
    if foreign:
        lines.append(SpendLine("abroad", "", "spend abroad", foreign, payee_country="ZZ", supplied_in="ZZ"))
    return tuple(lines)


def _facts(document: Mapping[str, Any], file: Path) -> dict[str, Any]:
    facts: dict[str, Any] = {}
    for name in ("shooting_days", "set_build_days", "episodes"):
        if document.get(name) is not None:
            facts[name] = _amount(document[name], file, name)
    for name, key in (("first_shooting_day", "first_day"), ("last_shooting_day", "last_day")):
        value = document.get(key) or document.get(name)
        if isinstance(value, str):
            try:
                facts[name] = date.fromisoformat(value)
            except ValueError:
                raise StudyFileError(f"{file.name}: {key} is {value!r}, which is not a day") from None
    kind = document.get("format") or document.get("kind")
    if kind:
        facts["format"] = str(kind)
    return facts


def _exchange(document: Mapping[str, Any], file: Path) -> Iterable[ExchangeRate]:
    for row in document.get("exchange") or ():
        if isinstance(row, dict) and {"currency", "quote", "rate", "on"} <= set(row):
            rate = _amount(row["rate"], file, f"the rate of {row['currency']}")
            if rate > 0:
                yield ExchangeRate(str(row["currency"]), str(row["quote"]), rate, _day(row["on"], file))


def _day(text: Any, file: Path) -> date:
    try:
        return date.fromisoformat(str(text))
    except ValueError:
        raise StudyFileError(f"{file.name}: the day of a rate is {text!r}, which is not a day") from None


def _sets(document: Mapping[str, Any]) -> Iterable[tuple[str, tuple[str, ...], bool]]:
    for row in document.get("sets") or ():
        if isinstance(row, dict) and row.get("name"):
            terms = tuple(map(str, row.get("terrain") or ()))
            yield str(row["name"]), terms, row.get("location") is not None
