"""A large CSV of spend lines as columns of integers, read in blocks; the same rules as `spend_csv`."""

from __future__ import annotations

import csv
import gc
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tournage.formats import spend_csv
from tournage.formats.spend_csv import Reading, columns_of, delimiter_of, open_table
from tournage.incentives.columns import FIELDS, NAMING, SpendColumns
from tournage.incentives.lines import NOT_INVOICED
from tournage.incentives.spend import INVOICE_WORDS
from tournage.kernel.findings import Severity
from tournage.kernel.money import currency_decimals

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Codes = NDArray[np.int64]

BLOCK = 8_192
SIMPLE = re.compile(r"(?:-?\d{1,13}(?:\.\d{1,2})?\n)*")
"""A block of amounts that need no second look: digits, at most two decimals."""


@dataclass
class _Column:
    """A growing column: codes block by block, and the short list of its texts."""

    clean: Callable[[str], str]
    texts: list[str] = field(default_factory=list)
    places: dict[str, int] = field(default_factory=dict)
    raw: dict[str, int] = field(default_factory=dict)
    blocks: list[Any] = field(default_factory=list)

    def take(self, cells: tuple[str, ...]) -> None:
        """Add one block of cells."""
        import numpy as np

        raw = self.raw
        for text in set(cells).difference(raw):
            clean = self.clean(text)
            place = self.places.get(clean)
            if place is None:
                place = self.places[clean] = len(self.texts)
                self.texts.append(clean)
            raw[text] = place
        self.blocks.append(np.fromiter(map(raw.__getitem__, cells), np.int32, len(cells)))


class ColumnReader:
    """Reads one file into columns; findings go to the reading."""

    def __init__(self, file: Path, reading: Reading) -> None:
        import numpy as np

        self.file, self.reading = file, reading
        self.columns = {name: _Column(self._cleaner(name)) for name in (*NAMING, *FIELDS, "currency")}
        self.net: list[Codes] = []
        self.rows: list[Codes] = []
        self.invoices: list[Codes] = []
        self.pairs: list[str] = []
        self.folds: dict[str, int] = {}
        self.folded = np.zeros(0, np.int64)
        self.scale = 10 ** currency_decimals(reading.currency)

    def _cleaner(self, name: str) -> Callable[[str], str]:
        reading = self.reading
        if name == "payment":
            return lambda text: spend_csv.payment_word(text.strip(), reading, "column payment") or ""
        if name == "date":
            return lambda text: _day_text(text.strip(), reading)
        if name in ("payee_country", "supplied_in", "currency"):
            return lambda text: text.strip().upper()
        if name == "kind":
            return lambda text: "planned" if text.strip().casefold() == "planned" else "actual"
        if name == "tags":
            return lambda text: " ".join(t for t in re.split(r"[\s;|]+", text) if t)
        if name in ("description", "account", "payee"):
            return lambda text: _plain_text(text.strip(), reading)
        return str.strip

    def read(self) -> SpendColumns:
        """Read the whole file.

        Raises: SpendFileError.
        """
        import numpy as np

        with open_table(self.file) as handle:
            rows = csv.reader(handle, delimiter=delimiter_of(handle))
            header = columns_of(rows, self.file, self.reading)
            width = max(header.values()) + 1
            with _no_collecting():
                number = 2
                while block := list(islice(rows, BLOCK)):
                    self._block(block, header, width, number)
                    number += len(block)
        empty = np.zeros(0, np.int64)

        def whole(blocks: list[Codes]) -> Codes:
            return np.concatenate(blocks) if blocks else empty

        return SpendColumns(
            currency=self.reading.currency,
            rows=whole(self.rows),
            net=whole(self.net),
            codes={name: whole(column.blocks) for name, column in self.columns.items()},
            texts={name: column.texts for name, column in self.columns.items()},
            invoices=whole(self.invoices),
            shown=self._shown,
        )

    def _block(self, block: list[list[str]], header: dict[str, int], width: int, number: int) -> None:
        import numpy as np

        numbers = range(number, number + len(block))
        if min(map(len, block)) < width or not all(map(any, block)):
            kept = [(n, row) for n, row in zip(numbers, block, strict=True) if any(row)]
            numbers_list = [n for n, _ in kept]
            block = [row + [""] * (width - len(row)) for _, row in kept]
        else:
            numbers_list = list(numbers)
        if not block:
            return
        self.reading.rows += len(block)
        cells = list(zip(*block, strict=False))
        amounts, good = self._amounts(cells[header["net"]], numbers_list)
        currency = self._foreign(cells, header, numbers_list)
        if currency is not None:
            good = currency if good is None else good & currency
        if good is not None:
            self.reading.left_out += int((~good).sum())
            picked = np.flatnonzero(good).tolist()
            cells = [tuple(column[i] for i in picked) for column in cells]
            amounts = amounts[good]
            numbers_list = [numbers_list[i] for i in picked]
        size = len(numbers_list)
        for name, column in self.columns.items():
            if name != "invoice":
                at = header.get(name)
                if at is None:
                    column.blocks.append(np.full(size, _place(column, ""), np.int32))
                else:
                    column.take(cells[at])
        self.net.append(amounts)
        self.rows.append(np.array(numbers_list, np.int64))
        self._pair(cells, header, size)

    def _pair(self, cells: list[tuple[str, ...]], header: dict[str, int], size: int) -> None:
        """Invoice numbers: whether there is one, and a number that is equal for equal payee and invoice."""
        import numpy as np

        column = self.columns["invoice"]
        if "invoice" not in header:
            column.take(("",) * size)
            self.invoices.append(np.zeros(size, np.int64))
            self.pairs.append("\n" * (size - 1))
            return
        text = "\n".join(cells[header["invoice"]])
        texts = text.casefold().split("\n")
        if len(texts) != size:
            texts = [t.casefold().replace("\n", " ") for t in cells[header["invoice"]]]
            text = "\n".join(texts)
        hashes = np.fromiter(map(hash, map(str.strip, texts)), np.int64, size)
        kinds = np.full(size, _place(column, "yes"), np.int32)
        kinds[np.isin(hashes, _hashes(NOT_INVOICED))] = _place(column, "no")
        kinds[hashes == hash("")] = _place(column, "")
        column.blocks.append(kinds)
        payees = self._same_payee(self.columns["payee"])
        pairs = hashes * np.int64(1_000_003) + (payees + 1) * np.int64(2_654_435_761)
        pairs[np.isin(hashes, _hashes(INVOICE_WORDS | {""}))] = 0
        self.invoices.append(pairs)
        self.pairs.append(text)

    def _same_payee(self, column: _Column) -> Codes:
        """Payees of the last block by number; names that differ in capitals only share one."""
        import numpy as np

        new = column.texts[len(self.folded) :]
        if new:
            numbers = [self.folds.setdefault(text.casefold(), len(self.folds)) for text in new]
            self.folded = np.concatenate((self.folded, np.array(numbers, np.int64)))
        codes: Codes = self.folded[column.blocks[-1]]
        return codes

    def _shown(self, line: int) -> tuple[str, str]:
        payees = self.columns["payee"]
        for codes, text in zip(payees.blocks, self.pairs, strict=True):
            if line < len(codes):
                return payees.texts[int(codes[line])], text.split("\n")[line].strip()
            line -= len(codes)
        return "", ""

    def _amounts(self, cells: tuple[str, ...], numbers: list[int]) -> tuple[Codes, NDArray[np.bool_] | None]:
        """Amounts in minor units, and which rows hold one; None when all do."""
        import numpy as np

        if self.scale == 100 and self.reading.numbers == "plain":
            joined = "\n".join(cells) + "\n"
            if SIMPLE.fullmatch(joined):
                values = np.fromiter(map(float, cells), np.float64, len(cells))
                return np.rint(values * 100).astype(np.int64), None
        amounts = np.zeros(len(cells), np.int64)
        good = np.ones(len(cells), bool)
        for i, (text, row) in enumerate(zip(cells, numbers, strict=True)):
            value = spend_csv.read_number(text.strip(), self.reading, f"row {row}", "net")
            exact = None if value is None else value * self.scale
            if exact is None or exact != exact.to_integral_value():
                if exact is not None:
                    self.reading.note("INC-301", Severity.ERROR, f"row {row}", text=text, column="net")
                good[i] = False
            else:
                amounts[i] = int(exact)
        return amounts, None if good.all() else good

    def _foreign(
        self, cells: list[tuple[str, ...]], header: dict[str, int], numbers: list[int]
    ) -> NDArray[np.bool_] | None:
        """Rows in the currency of the scheme; others need the line-by-line path and its rates."""
        import numpy as np

        at = header.get("currency")
        if at is None:
            return None
        other = {c for c in set(cells[at]) if c.strip().upper() not in ("", self.reading.currency)}
        if not other:
            return None
        good = np.fromiter((c not in other for c in cells[at]), bool, len(cells[at]))
        for i in np.flatnonzero(~good):
            self.reading.note(
                "INC-313",
                Severity.ERROR,
                f"row {numbers[i]}",
                currency=cells[at][i],
                wanted=self.reading.currency,
            )
        return good


@contextmanager
def _no_collecting() -> Iterator[None]:
    """Millions of short-lived rows hold no circles: looking for them doubles the time."""
    held = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if held:
            gc.enable()


def read_columns(file: Path, reading: Reading) -> SpendColumns:
    """Read a CSV of spend lines into columns.

    Raises: SpendFileError.
    """
    return ColumnReader(file, reading).read()


def _place(column: _Column, text: str) -> int:
    place = column.places.get(text)
    if place is None:
        place = column.places[text] = len(column.texts)
        column.texts.append(text)
    return place


def _hashes(words: frozenset[str]) -> Codes:
    import numpy as np

    return np.array([hash(w) for w in words], np.int64)


def _day_text(text: str, reading: Reading) -> str:
    day = spend_csv.day_of(text, reading, "column date")
    return day.isoformat() if day else ""


def _plain_text(text: str, reading: Reading) -> str:
    if text[:1] in ("=", "+", "@"):
        reading.note("INC-307", Severity.WARNING, "file", text=text[:40])
    return text
