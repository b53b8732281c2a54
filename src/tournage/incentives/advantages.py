"""What a shoot gets around the rebate: VAT not paid, customs, monuments, airline, forces, account, withholding."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from tournage.incentives.located import Located, parse_located
from tournage.incentives.scheme import Gap, Limit
from tournage.incentives.sources import SourceBook, parse_confidence
from tournage.kernel.dated import Sourced
from tournage.kernel.explain import Step
from tournage.kernel.money import Money, zero
from tournage.kernel.spend import SpendLine
from tournage.kernel.words import Phrase, phrase

NAMES = (
    "vat_minimum_invoice",
    "vat_lead_days",
    "withholding_rate",
    "account_lead_days",
    "carnet_lead_days",
    "temporary_admission_days",
    "monument_day_open",
    "monument_day_closed",
    "monument_week",
    "forces_lead_days",
    "airline_rebate",
)


@dataclass(frozen=True, slots=True)
class Advantage:
    """One advantage: what it is worth on these lines, if a figure exists, and what to do for it."""

    id: str
    label: Phrase
    worth: Step | None
    action: Phrase
    values: tuple[Sourced[Limit], ...]


def parse_advantages(text: str, file: str) -> dict[str, Sourced[Limit]]:
    """Read the values of a jurisdiction's advantages.

    Raises: DataFileError naming file and line.
    """
    root = parse_located(text, file)
    top = root.keys(required=("schema", "sources", "values"), optional=("as_of",))
    top["schema"].choice("tournage-advantages/1")
    book = SourceBook(top["sources"])
    values = top["values"].keys(required=NAMES)
    result = {name: _value(node, book) for name, node in values.items()}
    book.refuse_unused()
    return result


def _value(node: Located, book: SourceBook) -> Sourced[Limit]:
    keys = node.keys(required=("value", "unit", "source", "confidence"), optional=("note",))
    content: Limit = Gap.NOT_FOUND if keys["value"].text() == "not_found" else keys["value"].decimal()
    return Sourced(
        content,
        book.sources(keys["source"]),
        parse_confidence(keys["confidence"]),
        unit=keys["unit"].text(),
        note=keys["note"].text() if "note" in keys else None,
    )


def advantages_of(
    lines: Sequence[SpendLine], values: Mapping[str, Sourced[Limit]], currency: str = "MAD"
) -> tuple[Advantage, ...]:
    """The advantages around the rebate for these lines; lines in other currencies are left aside."""
    here = [line for line in lines if line.net.currency == currency]
    return (
        _vat(here, values, currency),
        _withholding(here, values, currency),
        _named("account", values, "account_lead_days"),
        _named("customs", values, "carnet_lead_days", "temporary_admission_days"),
        _named("monuments", values, "monument_day_open", "monument_day_closed", "monument_week"),
        _named("forces", values, "forces_lead_days"),
        _named("airline", values, "airline_rebate"),
    )


def _number(values: Mapping[str, Sourced[Limit]], name: str) -> Decimal:
    value = values[name].value
    return value if isinstance(value, Decimal) else Decimal(0)


def _named(name: str, values: Mapping[str, Sourced[Limit]], *keys: str) -> Advantage:
    numbers = {key: _number(values, key) for key in keys if isinstance(values[key].value, Decimal)}
    return Advantage(
        name,
        phrase(f"incentives.advantage.{name}"),
        None,
        phrase(f"incentives.advantage.{name}.action", **numbers),
        tuple(values[key] for key in keys),
    )


def _leaf(values: Mapping[str, Sourced[Limit]], name: str, figure: Decimal) -> Step:
    value = values[name]
    return Step(
        phrase(f"incentives.advantage.{name}"),
        figure,
        unit=value.unit,
        source=value.source,
        confidence=value.confidence,
    )


def _vat(lines: Sequence[SpendLine], values: Mapping[str, Sourced[Limit]], currency: str) -> Advantage:
    """VAT on invoices that reach the minimum as a whole; smaller ones could be gathered by supplier."""
    least = _number(values, "vat_minimum_invoice")
    saved, small, gathered = Decimal(0), 0, Decimal(0)
    for payee, invoices in _by_supplier(lines).items():
        below = [(net, vat) for net, vat in invoices.values() if net + vat < least]
        saved += sum((vat for net, vat in invoices.values() if net + vat >= least), Decimal(0))
        small += len(below)
        if payee and sum((net + vat for net, vat in below), Decimal(0)) >= least:
            gathered += sum((vat for _, vat in below), Decimal(0))
    worth = Step(
        phrase("incentives.advantage.vat"),
        Money(saved, currency),
        rule=phrase("incentives.advantage.vat.rule", least=least),
        source=values["vat_minimum_invoice"].source,
        confidence=values["vat_minimum_invoice"].confidence,
    )
    action = phrase(
        "incentives.advantage.vat.action",
        days=_number(values, "vat_lead_days"),
        small=small,
        gathered=gathered,
        currency=currency,
    )
    kept = (values["vat_minimum_invoice"], values["vat_lead_days"])
    return Advantage("vat", phrase("incentives.advantage.vat"), worth, action, kept)


def _by_supplier(lines: Iterable[SpendLine]) -> dict[str, dict[str, tuple[Decimal, Decimal]]]:
    """Net and VAT of each invoice, by supplier; a line without a number is an invoice of its own."""
    result: dict[str, dict[str, tuple[Decimal, Decimal]]] = {}
    for line in lines:
        if line.vat is None or line.payee_country not in (None, "MA"):
            continue
        invoices = result.setdefault((line.payee or "").casefold(), {})
        key = (line.invoice or "").casefold() or f"line {line.id}"
        net, vat = invoices.get(key, (Decimal(0), Decimal(0)))
        invoices[key] = (net + line.net.amount, vat + line.vat.amount)
    return result


def _withholding(
    lines: Sequence[SpendLine], values: Mapping[str, Sourced[Limit]], currency: str
) -> Advantage:
    """What is withheld from foreign payees for services used in Morocco: a cost, not an advantage."""
    rate = _number(values, "withholding_rate")
    base = sum(
        (n.net.amount for n in lines if n.payee_country not in (None, "MA") and n.supplied_in == "MA"),
        Decimal(0),
    )
    worth = Step(
        phrase("incentives.advantage.withholding"),
        Money(-base * rate, currency) if base else zero(currency),
        "*",
        (
            Step(phrase("incentives.advantage.withholding.base"), Money(base, currency)),
            _leaf(values, "withholding_rate", -rate),
        ),
    )
    action = phrase("incentives.advantage.withholding.action")
    return Advantage(
        "withholding",
        phrase("incentives.advantage.withholding"),
        worth,
        action,
        (values["withholding_rate"],),
    )
