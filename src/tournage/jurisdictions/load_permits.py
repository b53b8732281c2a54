"""Reading the permits and formalities of a country: what, with whom, when needed, how long before."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from tournage.kernel.dated import Confidence, Dated, Origin, Source, Sourced
from tournage.kernel.money import Money
from tournage.kernel.words import Phrase, phrase
from tournage.places.strict import Field, open_file

NEEDS = frozenset(
    (
        *("feature", "short", "series", "tv_film", "commercial", "documentary", "docufiction"),
        *("web_fiction", "music_video", "corporate", "online_press", "scouting"),
        *("location", "public_interior", "heritage", "drone", "radio", "military", "weapon", "minor"),
        *("pyrotechnics", "equipment_import", "animal_import", "foreign_production", "foreign_crew"),
        *("foreign_payee", "local_crew"),
    )
)
"""What a shoot may have that makes a permit necessary."""


@dataclass(frozen=True, slots=True)
class Fee:
    """A published tariff: `per` day or week; `who` foreign, moroccan or any; `most` where it is a range."""

    id: str
    who: str
    amount: Money
    per: str
    source: tuple[Source, ...]
    confidence: Confidence
    place: str | None = None
    mode: str | None = None
    most: Money | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class PermitKind:
    """A permit or formality. It is needed when the shoot has one of `when` (see `NEEDS`).

    `lead_days` is the planning delay before the first shooting day, dated; None where there is
    nothing to file ahead. `rules` are terms by name, `note` and `basis` notes of the data file in
    English.
    """

    id: str
    when: tuple[str, ...]
    lead_days: Dated[Decimal] | None
    documents: tuple[Phrase, ...]
    fees: tuple[Fee, ...]
    rules: tuple[tuple[str, str], ...]
    source: tuple[Source, ...]
    confidence: Confidence
    origin: Origin = Origin.SOURCED
    basis: str | None = None
    note: str | None = None

    @property
    def name(self) -> Phrase:
        """The permit in the reader's language."""
        return phrase(f"jurisdictions.permit.{self.id}.name")

    @property
    def authority(self) -> Phrase:
        """With whom it is filed."""
        return phrase(f"jurisdictions.permit.{self.id}.authority")

    def due_on(self, first_day: date) -> date | None:
        """The day by which to file for a shoot that starts on a day; None when nothing is filed ahead."""
        held = self.lead_days.on(first_day) if self.lead_days is not None else None
        return first_day - timedelta(days=int(held.value)) if held is not None else None


@lru_cache
def load_permits(country: str = "ma") -> tuple[PermitKind, ...]:
    """Read all permits of a country, by id.

    Raises: DataFileError naming file and line.
    """
    folder = files("tournage.jurisdictions").joinpath(country, "permits")
    found = sorted((f for f in folder.iterdir() if f.name.endswith(".yaml")), key=lambda f: f.name)
    return tuple(read_permit(file) for file in found)


def needed_permits(kinds: Collection[PermitKind], needs: Collection[str]) -> tuple[PermitKind, ...]:
    """The permits a shoot with these needs must file, longest lead first.

    Raises: ValueError when a need is not one of `NEEDS`.
    """
    unknown = sorted(set(needs) - NEEDS)
    if unknown:
        raise ValueError(f"unknown needs: {', '.join(unknown)}")
    found = (kind for kind in kinds if set(kind.when) & set(needs))
    return tuple(sorted(found, key=lambda kind: (-_lead(kind), kind.id)))


def read_permit(file: Path | Traversable) -> PermitKind:
    """Read one permit file, named after its id.

    Raises: DataFileError naming file and line.
    """
    root = open_file(file, "tournage/permit/1")
    root.only(
        *("schema", "as_of", "id", "when", "lead_days", "documents", "fees", "rules", "basis", "note"),
        *("source", "confidence", "assumed"),
    )
    id = root.at("id").text()
    if file.name != f"{id}.yaml":
        root.at("id").fail(f"the file of {id} is to be named {id}.yaml")
    for need in root.at("when").texts():
        if need not in NEEDS:
            root.at("when").fail(f"{need!r} is not one of {', '.join(sorted(NEEDS))}")
    documents = root.at("documents").texts() if root.has("documents") else ()
    rules = root.at("rules").items() if root.has("rules") else iter(())
    return PermitKind(
        id=id,
        when=root.at("when").texts(),
        lead_days=_lead_days(id, root.at("lead_days")) if root.has("lead_days") else None,
        documents=tuple(phrase(f"jurisdictions.document.{key}") for key in documents),
        fees=tuple(map(_fee, root.at("fees").each())) if root.has("fees") else (),
        rules=tuple((name, field.text()) for name, field in rules),
        source=root.sources(),
        confidence=root.confidence(),
        origin=root.origin(),
        basis=root.optional("basis"),
        note=root.optional("note"),
    )


def _lead(kind: PermitKind) -> int:
    return int(kind.lead_days.steps[-1][1].value) if kind.lead_days is not None else 0


def _lead_days(id: str, field: Field) -> Dated[Decimal]:
    field.only("unit", "dated_by", "values")
    unit = field.at("unit").text()
    steps = []
    for key, value in field.at("values").items():
        value.only("value", "legal", "stated", "note", "assumed", "confidence", "source")
        since = value.way[-1]
        if not isinstance(since, date):
            value.fail(f"{key!r} is not a date")
        number = Decimal(value.at("value").whole())
        held = Sourced(
            number, value.sources(), value.confidence(), value.origin(), unit, value.optional("note")
        )
        steps.append((since, held))
    return Dated(f"{id}.lead_days", tuple(sorted(steps, key=lambda s: s[0])), field.at("dated_by").text())


def _fee(field: Field) -> Fee:
    field.only(
        *("id", "who", "place", "mode", "amount", "amount_max", "currency", "per", "note"),
        *("source", "confidence"),
    )
    currency = field.at("currency").text()
    most = Money(field.at("amount_max").number(), currency) if field.has("amount_max") else None
    return Fee(
        field.at("id").text(),
        field.at("who").text(),
        Money(field.at("amount").number(), currency),
        field.at("per").text(),
        field.sources(),
        field.confidence(),
        field.optional("place"),
        field.optional("mode"),
        most,
        field.optional("note"),
    )
