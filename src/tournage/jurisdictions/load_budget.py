"""Reading the budget's data: prices, VAT, on-costs, lines and templates of Morocco."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from importlib.resources import files
from typing import Any

from tournage.budget.model import Fringe, Rate
from tournage.budget.template import Charge, GlobalNumber, PriceList, Share, Template, TemplateLine
from tournage.kernel.datafile import read_decimal, read_yaml
from tournage.kernel.dated import Confidence, Dated, Origin, Source, Sourced, parse_sources
from tournage.kernel.errors import TournageError
from tournage.kernel.money import ExchangeRate, Money
from tournage.kernel.words import Phrase, phrase

ROOM = "jurisdictions/ma"
PLACE = files("tournage.jurisdictions").joinpath("ma")
PHASES = (("prep", "prep_weeks"), ("shoot", "shoot_weeks"), ("wrap", "wrap_weeks"))


class UnknownTemplateError(TournageError):
    """No budget template has this name."""


@lru_cache
def template_ids() -> tuple[str, ...]:
    """Names of the templates, smallest production first."""
    order = ("short", "small_feature", "middle_feature", "large_feature", "pilot", "series")
    found = {f.name.removesuffix(".yaml") for f in PLACE.joinpath("templates").iterdir()}
    return tuple(name for name in order if name in found) + tuple(sorted(found - set(order)))


@lru_cache
def load_template(id: str) -> Template:
    """One template with its lines, numbers and charges.

    Raises: UnknownTemplateError; DataFileError when the file breaks its form.
    """
    if id not in template_ids():
        raise UnknownTemplateError(f"no budget template {id!r}; there are {', '.join(template_ids())}")
    data = read_yaml(PLACE.joinpath("templates", f"{id}.yaml"))
    shared = read_yaml(PLACE.joinpath("budget_lines.yaml"))
    without = set(data.get("without", ()))
    lines = (
        *_crew_lines(shared["crew"], foreign=False),
        *_crew_lines(shared["foreign_crew"], foreign=True),
        *(_line(entry) for entry in shared["lines"]),
    )
    return Template(
        id,
        phrase(f"{ROOM}.template.{id}.name"),
        phrase(f"{ROOM}.template.{id}.why"),
        str(data["kind"]),
        tuple(line for line in lines if line.id not in without),
        _numbers(data, f"templates/{id}.yaml"),
        tuple(
            _charge(entry, data.get("shares", {}))
            for entry in shared["charges"]
            if entry["id"] not in without
        ),
    )


def _numbers(data: Mapping[str, Any], where: str) -> tuple[GlobalNumber, ...]:
    source = parse_sources(data["source"])
    origin = Origin.ASSUMED if data.get("assumed") else Origin.SOURCED
    named = [(name, value) for name, value in data["numbers"].items()]
    for group, prefix in (
        ("crew", "crew"),
        ("foreign_crew", "crew"),
        ("prep_weeks", "prep"),
        ("wrap_weeks", "wrap"),
    ):
        named += [(f"{prefix}.{name}", value) for name, value in data[group].items()]
    return tuple(
        GlobalNumber(name, read_decimal(value, where), source, Confidence(data["confidence"]), origin)
        for name, value in named
    )


def _crew_lines(entries: Sequence[Mapping[str, Any]], *, foreign: bool) -> list[TemplateLine]:
    lines = []
    for entry in entries:
        department = str(entry["department"])
        for phase, weeks in PHASES:
            times = "shoot_weeks" if weeks == "shoot_weeks" else f"{phase}.{department}"
            line = TemplateLine(
                id=f"{entry['id']}.{phase}",
                item=str(entry["id"]),
                account=str(entry["account"]),
                rate=str(entry.get("rate", entry["id"])),
                amount=(f"crew.{entry['id']}",),
                times=(times,),
                unit="weeks",
                phase=phase,
                payee_kind="crew",
                expense=entry.get("expense"),
                department=department,
            )
            if foreign:
                line = replace(
                    line,
                    spent_in="abroad",
                    payee_kind="foreign_crew",
                    expense="crew_foreign_wages",
                    fringes=("fringe_abroad",),
                )
            lines.append(line)
    return lines


def _line(entry: Mapping[str, Any]) -> TemplateLine:
    return TemplateLine(
        id=str(entry["id"]),
        item=str(entry.get("item", entry["id"])),
        account=str(entry["account"]),
        rate=str(entry.get("rate", entry["id"])),
        amount=tuple(map(str, entry["amount"])),
        times=tuple(map(str, entry["times"])),
        unit=str(entry["unit"]),
        phase=str(entry["phase"]),
        spent_in=str(entry.get("spent_in", "MA")),
        payee_kind=str(entry.get("payee", "company")),
        expense=entry.get("expense"),
        vat=str(entry.get("vat", "none")),
        department=entry.get("department"),
        payment=str(entry.get("payment", "transfer")),
        fringes=tuple(entry.get("fringes", ())),
        groups=frozenset(entry.get("groups", ())),
        each_base=bool(entry.get("each_base", False)),
        view=str(entry.get("view", "client")),
    )


def _charge(entry: Mapping[str, Any], shares: Mapping[str, str]) -> Charge:
    share = str(entry["share"])
    return Charge(
        id=str(entry["id"]),
        account=str(entry["account"]),
        share=str(shares.get(share, share)),
        phase=str(entry["phase"]),
        spent_in=str(entry["spent_in"]),
        payee_kind=str(entry.get("payee", "company")),
        expense=entry.get("expense"),
        of_spent_in=entry.get("of_spent_in"),
        but_not=tuple(entry.get("but_not", ())),
        but_not_lines=tuple(entry.get("but_not_lines", ())),
        currency=entry.get("currency"),
        vat=str(entry.get("vat", "none")),
    )


def load_price_list(exchange: tuple[ExchangeRate, ...] = ()) -> PriceList:
    """Morocco's prices, shares, on-costs and VAT, with the exchange rates to use."""
    rates, shares, fringes, vat = _prices()
    return PriceList(rates, shares, fringes, vat, exchange)


@lru_cache
def _prices() -> tuple[tuple[Rate, ...], tuple[Share, ...], tuple[Fringe, ...], tuple[Dated[Decimal], ...]]:
    data = read_yaml(PLACE.joinpath("rates.yaml"))
    return (
        tuple(map(_rate, data["rates"])),
        tuple(map(_share, data["shares"])),
        tuple(map(_fringe, data["fringes"])),
        _vat(),
    )


def _origin(entry: Mapping[str, Any]) -> Origin:
    return Origin.ASSUMED if entry.get("assumed") else Origin.SOURCED


def _rate(entry: Mapping[str, Any]) -> Rate:
    where = f"rates.yaml, {entry['id']}"
    currency = str(entry.get("currency", "MAD"))
    low, high = read_decimal(entry["low"], where), read_decimal(entry["high"], where)
    middle = ((low + high) / 2).quantize(Decimal("0.01"), ROUND_HALF_UP).normalize()
    likely = read_decimal(entry["likely"], where) if "likely" in entry else Decimal(format(middle, "f"))
    return Rate(
        id=str(entry["id"]),
        amount=Money(likely, currency),
        per=str(entry["per"]),
        source=_sources(entry, where),
        confidence=Confidence(entry["confidence"]),
        origin=_origin(entry),
        low=Money(low, currency),
        high=Money(high, currency),
        note=_note(entry),
        group=str(entry["group"]),
    )


def _share(entry: Mapping[str, Any]) -> Share:
    where = f"rates.yaml, {entry['id']}"
    return Share(
        id=str(entry["id"]),
        value=read_decimal(entry["likely"], where),
        source=_sources(entry, where),
        confidence=Confidence(entry["confidence"]),
        origin=_origin(entry),
        low=read_decimal(entry["low"], where),
        high=read_decimal(entry["high"], where),
        note=_note(entry),
    )


def _fringe(entry: Mapping[str, Any]) -> Fringe:
    where = f"rates.yaml, {entry['id']}"
    cutoff = entry.get("cutoff")
    return Fringe(
        id=str(entry["id"]),
        rate=read_decimal(entry["rate"], where),
        cutoff=Money(read_decimal(cutoff, where), str(entry["currency"])) if cutoff else None,
        source=_sources(entry, where),
        confidence=Confidence(entry["confidence"]),
        origin=_origin(entry),
        note=_note(entry),
    )


def _note(entry: Mapping[str, Any]) -> Phrase | None:
    """How a price was found, in words: one or two notes named by their keys."""
    notes = [phrase(f"{ROOM}.note.{key}") for key in entry.get("note", ())]
    if len(notes) == 2:
        return phrase(f"{ROOM}.note.both", first=notes[0], second=notes[1])
    return notes[0] if notes else None


def _sources(entry: Mapping[str, Any], where: str) -> tuple[Source, ...]:
    from tournage.kernel.errors import DataFileError

    sources = parse_sources(entry.get("source"))
    if not sources:
        raise DataFileError(where, "a value needs a source")
    return sources


def _vat() -> tuple[Dated[Decimal], ...]:
    data = read_yaml(PLACE.joinpath("vat.yaml"))
    sources = data["sources"]
    kinds = []
    for entry in data["rates"]:
        where = f"vat.yaml, {entry['id']}"
        source = parse_sources([sources[id] for id in entry["source"]])
        steps = tuple(
            (
                _day(since),
                Sourced(read_decimal(value, where), source, Confidence(entry["confidence"]), _origin(entry)),
            )
            for since, value in entry["steps"].items()
        )
        kinds.append(Dated(str(entry["id"]), steps, dated_by="expenditure"))
    return tuple(kinds)


def _day(value: Any) -> date:
    return value if isinstance(value, date) else date.fromisoformat(str(value))
