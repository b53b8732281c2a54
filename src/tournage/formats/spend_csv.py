"""Spend lines as CSV: strict about numbers and dates, lenient about extra columns, one line at a time."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TextIO

from tournage.kernel.errors import TournageError
from tournage.kernel.findings import Finding, Severity, finding
from tournage.kernel.money import Money
from tournage.kernel.spend import SpendKind, SpendLine

SUFFIXES = (".csv",)
COLUMNS = (
    "date",
    "account",
    "description",
    "payee",
    "payee_country",
    "payee_ice",
    "supplied_in",
    "net",
    "vat",
    "currency",
    "payment",
    "invoice",
    "kind",
)
OPTIONAL = ("expense", "tags")
NEEDED = ("description", "net")
PAYMENTS = {
    "transfer": "transfer",
    "virement": "transfer",
    "wire": "transfer",
    "bank transfer": "transfer",
    "تحويل": "transfer",
    "cheque": "cheque",
    "chèque": "cheque",
    "check": "cheque",
    "شيك": "cheque",
    "card": "card",
    "carte": "card",
    "بطاقة": "card",
    "cash": "cash",
    "espèces": "cash",
    "especes": "cash",
    "نقد": "cash",
}
PLAIN = re.compile(r"-?(\d+|\d{4,}\.\d+|\d{0,3}\.(\d{1,2}|\d{4,}))$")
POINT = re.compile(r"-?(\d{1,3}(,\d{3})+|\d+)(\.\d+)?$")
COMMA = re.compile(r"-?(\d{1,3}(\.\d{3})+|\d+)(,\d+)?$")
SPACES = str.maketrans("", "", " \u00a0\u202f\u2009'’")
SHOWN_AT_MOST = 50
"""So many row findings of one kind are told one by one; the rest are counted."""


class SpendFileError(TournageError):
    """The file cannot be read as a table of spend lines at all."""


@dataclass
class Reading:
    """How a file is read: `numbers` is `plain`, `point` (1,234.50) or `comma` (1.234,50)."""

    numbers: str = "plain"
    currency: str = "MAD"
    findings: list[Finding] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)
    rows: int = 0
    left_out: int = 0

    def note(self, code: str, severity: Severity, where: str, **values: str | int) -> None:
        """Keep a finding, or count it when there are already many of its kind."""
        self.counts[code] = self.counts.get(code, 0) + 1
        if self.counts[code] <= SHOWN_AT_MOST:
            self.findings.append(finding("formats", code, severity, where, **values))

    def close(self) -> tuple[Finding, ...]:
        """All findings, with a count of those not shown."""
        result = list(self.findings)
        for code, count in self.counts.items():
            if count > SHOWN_AT_MOST:
                result.append(
                    finding(
                        "formats", "INC-311", Severity.WARNING, code, which=code, count=count - SHOWN_AT_MOST
                    )
                )
        return tuple(result)


def read(file: Path, reading: Reading) -> Iterator[SpendLine]:
    """Read spend lines one after another; rows that cannot be read are findings and left out.

    Findings: INC-301 number not plain; INC-303 column not known; INC-305 not a number;
    INC-307 looks like a formula; INC-308 payment word; INC-309 date; INC-310 short row.
    Raises: SpendFileError when there is no header or a needed column is missing.
    """
    with open_table(file) as handle:
        rows = csv.reader(handle, delimiter=delimiter_of(handle))
        header = columns_of(rows, file, reading)
        for number, row in enumerate(rows, start=2):
            if not any(row):
                continue
            reading.rows += 1
            line = _line(header, row, number, reading)
            if line is None:
                reading.left_out += 1
            else:
                yield line


def open_table(file: Path) -> TextIO:
    """Open a CSV file as text; UTF-8 and UTF-16 are told by their first bytes, else Windows-1252.

    Raises: SpendFileError when it is binary.
    """
    with file.open("rb") as raw:
        head = raw.read(1 << 16)
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        encoding = "utf-16"
    elif b"\0" in head:
        raise SpendFileError(f"{file.name}: this is not a text file; export the sheet as CSV")
    else:
        encoding = "utf-8-sig" if _is_utf8(head) else "cp1252"
    return file.open(encoding=encoding, newline="", errors="replace")


def _is_utf8(head: bytes) -> bool:
    try:
        head[: len(head) - 4 if len(head) == 1 << 16 else None].decode("utf-8")
    except UnicodeDecodeError as error:
        return error.start > len(head) - 8 and len(head) == 1 << 16
    return True


def delimiter_of(handle: TextIO) -> str:
    """The sign between columns, from the first line."""
    first = handle.readline()
    handle.seek(0)
    return max(",;\t|", key=first.count)


def columns_of(rows: Iterator[list[str]], file: Path, reading: Reading) -> dict[str, int]:
    """Where each known column stands.

    Raises: SpendFileError.
    """
    try:
        names = [name.strip().casefold().replace(" ", "_") for name in next(rows)]
    except StopIteration:
        raise SpendFileError(f"{file.name}: the file is empty") from None
    except csv.Error as error:
        raise SpendFileError(f"{file.name}:1: {error}") from None
    header = {name: i for i, name in reversed(list(enumerate(names)))}
    for name in NEEDED:
        if name not in header:
            raise SpendFileError(
                f"{file.name}:1: there is no column {name!r}; the columns are {', '.join(COLUMNS)}"
            )
    for name in header:
        if name and name not in COLUMNS and name not in OPTIONAL:
            reading.note("INC-303", Severity.INFO, f"{file.name}:1", column=name)
    return header


def _line(header: Mapping[str, int], row: list[str], number: int, reading: Reading) -> SpendLine | None:
    where = f"row {number}"
    get = _getter(header, row)
    net = read_number(get("net"), reading, where, "net")
    if net is None:
        return None
    vat_text = get("vat")
    vat = read_number(vat_text, reading, where, "vat") if vat_text else None
    currency = get("currency").upper() or reading.currency
    day = day_of(get("date"), reading, where)
    description, payee = get("description"), get("payee")
    for text in (description, payee, get("account")):
        if text[:1] in ("=", "+", "@") or (text[:1] == "-" and not text[1:2].isspace()):
            reading.note("INC-307", Severity.WARNING, where, text=text[:40])
            break
    kind = get("kind").casefold()
    if kind and kind not in ("planned", "actual"):
        reading.note("INC-308", Severity.WARNING, where, column="kind", text=kind)
    return SpendLine(
        id=str(number),
        account=get("account"),
        description=description,
        net=Money(net, currency),
        vat=None if vat is None else Money(vat, currency),
        on=day,
        kind=SpendKind.PLANNED if kind == "planned" else SpendKind.ACTUAL,
        payee=payee or None,
        payee_country=get("payee_country").upper() or None,
        payee_ice=get("payee_ice") or None,
        supplied_in=get("supplied_in").upper() or None,
        payment=payment_word(get("payment"), reading, where),
        invoice=get("invoice") or None,
        expense=get("expense") or None,
        tags=frozenset(t for t in re.split(r"[\s;|]+", get("tags")) if t),
    )


class _getter:
    """Cells of one row by column name; a missing cell is empty."""

    __slots__ = ("header", "row")

    def __init__(self, header: Mapping[str, int], row: list[str]) -> None:
        self.header, self.row = header, row

    def __call__(self, name: str) -> str:
        at = self.header.get(name)
        return self.row[at].strip() if at is not None and at < len(self.row) else ""


def read_number(text: str, reading: Reading, where: str, column: str) -> Decimal | None:
    """An amount in the agreed form; a form that could mean two things is asked about, never guessed."""
    plain = text.translate(SPACES).replace("\u2212", "-")
    if reading.numbers == "point" and POINT.match(plain):
        return Decimal(plain.replace(",", ""))
    if reading.numbers == "comma" and COMMA.match(plain):
        return Decimal(plain.replace(".", "").replace(",", "."))
    if reading.numbers == "plain" and PLAIN.match(plain):
        return Decimal(plain)
    if POINT.match(plain) or COMMA.match(plain):
        reading.note("INC-301", Severity.ERROR, where, text=text, column=column)
    else:
        reading.note("INC-305", Severity.ERROR, where, text=text[:40], column=column)
    return None


def day_of(text: str, reading: Reading, where: str) -> date | None:
    """A day, YYYY-MM-DD; anything else is a finding and counts as not given."""
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        reading.note("INC-309", Severity.WARNING, where, text=text[:40])
        return None


def payment_word(text: str, reading: Reading, where: str) -> str | None:
    """The means of payment in any of the three languages; an unknown word is a finding."""
    if not text:
        return None
    known = PAYMENTS.get(text.casefold())
    if known is None:
        reading.note("INC-308", Severity.WARNING, where, column="payment", text=text[:40])
    return known
