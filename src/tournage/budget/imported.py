"""A budget somebody made elsewhere: its rows read, and every sum worked out again."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from tournage.budget.figures import parse_figure
from tournage.kernel.findings import Finding, Severity, finding

Cell = str | float | int | bool | None

HEADS: dict[str, tuple[str, ...]] = {
    "account": ("acct", "account", "acct no", "account no", "acct#", "account code", "code", "compte", "no compte", "n compte", "numero", "poste", "الحساب", "رقم الحساب"),
    "description": ("description", "detail", "category", "designation", "libelle", "intitule", "categorie", "الوصف", "البيان"),
    "amount": ("amount", "amt", "qty", "quantity", "quantite", "qte", "nombre", "nb", "الكمية"),
    "unit": ("unit", "units", "unite", "unites", "الوحدة"),
    "times": ("x", "times", "mult", "multiplicateur", "coef", "fois", "عدد المرات"),
    "rate": ("rate", "price", "unit price", "taux", "prix", "prix unitaire", "pu", "tarif", "السعر"),
    "currency": ("currency", "cur", "ccy", "devise", "monnaie", "العملة"),
    "subtotal": ("subtotal", "sub total", "sous total", "montant", "المبلغ"),
    "total": ("total", "المجموع"),
    "where": ("spent in", "country", "pays", "depense en", "depense a", "مكان الصرف"),
    "phase": ("phase", "المرحلة"),
    "expense": ("expense", "expense line", "ligne de depense", "بند النفقة"),
}  # fmt: skip
TOTAL_WORDS = ("total", "sous total", "sub total", "subtotal", "grand total", "المجموع")
HEADER_WITHIN_ROWS = 60
TOLERANCE = Decimal("0.01")
LARGEST_FIGURE = 10**12
TOP_SHEET_TOLERANCE = Decimal(1)
"""Top sheets are printed without decimals."""


@dataclass(frozen=True, slots=True)
class SheetCells:
    """One sheet of a workbook: its name and its rows of cells."""

    name: str
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class ImportedLine:
    """A detail line as it stands in the file, and the cell that holds its sum."""

    account: str
    description: str
    amount: Decimal
    unit: str
    times: Decimal
    rate: Decimal
    currency: str | None
    subtotal: Decimal
    where: str
    spent_in: str | None = None
    phase: str | None = None
    expense: str | None = None


@dataclass(frozen=True, slots=True)
class ImportedBudget:
    """What a file holds: detail lines, totals of its top sheet, and names of accounts."""

    file: str
    lines: tuple[ImportedLine, ...]
    top_sheet: tuple[tuple[str, Decimal, str], ...]
    """Account, total and cell."""
    names: tuple[tuple[str, str], ...]


def read_rows(file: str, sheets: Sequence[SheetCells]) -> tuple[ImportedBudget, tuple[Finding, ...]]:
    """Find the tables of a budget in its sheets, read the lines, and check every figure.

    Findings: BUD-301 no table; BUD-302 a doubtful figure; BUD-303 a figure that is no number;
    BUD-310 a line that does not multiply; BUD-311 an account total that does not add up;
    BUD-312 the top sheet disagrees with the lines; BUD-304 a line without account.
    """
    found: list[Finding] = []
    lines: list[ImportedLine] = []
    top: list[tuple[str, Decimal, str]] = []
    names: dict[str, str] = {}
    tables = 0
    for sheet in sheets:
        table = _Table.find(file, sheet, found)
        if table is None:
            continue
        tables += 1
        if table.is_top_sheet:
            top += table.totals(names)
        else:
            lines += table.lines(names)
    if not tables:
        found.append(finding("budget", "BUD-301", Severity.ERROR, file))
    imported = ImportedBudget(file, tuple(lines), tuple(top), tuple(names.items()))
    found += _check_top_sheet(imported)
    return imported, tuple(found)


def normal(text: str) -> str:
    """Words without accents, case and punctuation, for comparing heads."""
    plain = unicodedata.normalize("NFKD", text.casefold().replace("°", " "))
    kept = (c if c.isalnum() or c == "#" else " " for c in plain if not unicodedata.combining(c))
    return " ".join("".join(kept).split())


def cell_name(row: int, column: int) -> str:
    """A cell as spreadsheets name it.

    >>> cell_name(0, 0), cell_name(11, 27)
    ('A1', 'AB12')
    """
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row + 1}"


_HEAD_OF = {normal(word): head for head, words in HEADS.items() for word in words}


class _Table:
    """A sheet with a head row: reads its lines and totals, noting what is wrong."""

    def __init__(
        self, file: str, sheet: SheetCells, start: int, columns: dict[str, int], found: list[Finding]
    ) -> None:
        self.file, self.sheet, self.start, self.columns, self.found = file, sheet, start, columns, found

    @classmethod
    def find(cls, file: str, sheet: SheetCells, found: list[Finding]) -> _Table | None:
        for index, row in enumerate(sheet.rows[:HEADER_WITHIN_ROWS]):
            columns: dict[str, int] = {}
            for column, cell in enumerate(row):
                head = _HEAD_OF.get(normal(cell)) if isinstance(cell, str) else None
                if head:
                    columns.setdefault(head, column)
            if "account" in columns and {"subtotal", "total"} & columns.keys():
                return cls(file, sheet, index + 1, columns, found)
        return None

    @property
    def is_top_sheet(self) -> bool:
        return not {"amount", "rate", "subtotal"} & self.columns.keys()

    def totals(self, names: dict[str, str]) -> Iterator[tuple[str, Decimal, str]]:
        """Accounts and their totals on a top sheet."""
        for row in range(self.start, len(self.sheet.rows)):
            account = _code(self.cell(row, "account"))
            value = self.figure(row, "total")
            if account and value is not None:
                names.setdefault(account, self.text(row, "description"))
                yield account, value, self.where(row, "total")

    def lines(self, names: dict[str, str]) -> list[ImportedLine]:
        """Detail lines; a row with an account and no figures names the account of the rows below it."""
        made: list[ImportedLine] = []
        running = Decimal(0)
        account = ""
        for row in range(self.start, len(self.sheet.rows)):
            own = _code(self.cell(row, "account"))
            if own and own != account:
                running = Decimal(0)
            account = own or account
            if self._is_total_row(row):
                self._check_total(row, account, running)
                running = Decimal(0)
                continue
            line = self._line(row, account)
            if line is None:
                if own and self.text(row, "description"):
                    names.setdefault(own, self.text(row, "description"))
                continue
            made.append(line)
            running += line.subtotal
            if "subtotal" in self.columns and self.cell(row, "total") not in (None, ""):
                self._check_total(row, account, running)
        return made

    def _is_total_row(self, row: int) -> bool:
        words = (normal(self.text(row, head)) for head in ("account", "description"))
        return any(word.startswith(TOTAL_WORDS) for word in words if word)

    def _check_total(self, row: int, account: str, running: Decimal) -> None:
        head = "total" if self.cell(row, "total") not in (None, "") else "subtotal"
        stated = self.figure(row, head)
        if account and running and stated is not None and abs(stated - running) > TOLERANCE:
            self.note("BUD-311", row, head, account=account, stated=stated, summed=running)

    def _line(self, row: int, account: str) -> ImportedLine | None:
        money = "subtotal" if "subtotal" in self.columns else "total"
        stated = self.figure(row, money)
        amount, times, rate = self._parts(row)
        if rate is None:
            if stated is None:
                return None
            amount, times, rate = Decimal(1), Decimal(1), stated
        computed = amount * times * rate
        if abs(computed) >= LARGEST_FIGURE:
            self.note("BUD-303", row, "rate", text=f"{amount} × {times} × {rate}")
            return None
        subtotal = computed if stated is None else stated
        if abs(computed - subtotal) > TOLERANCE:
            self.note("BUD-310", row, money, stated=subtotal, computed=computed)
        if not account:
            self.note("BUD-304", row, "account")
        return ImportedLine(
            account,
            self.text(row, "description"),
            amount,
            self.text(row, "unit") or "flat",
            times,
            rate,
            self.text(row, "currency").upper() or None,
            subtotal,
            self.where(row, money),
            self.text(row, "where") or None,
            self.text(row, "phase") or None,
            self.text(row, "expense") or None,
        )

    def _parts(self, row: int) -> tuple[Decimal, Decimal, Decimal | None]:
        """Amount, times and rate; no rate when there is none or one of the three is doubtful."""
        noted = len(self.found)
        amount, times, rate = (self.figure(row, head) for head in ("amount", "times", "rate"))
        doubtful = len(self.found) > noted
        one = Decimal(1)
        return (
            one if amount is None else amount,
            one if times is None else times,
            None if doubtful else rate,
        )

    def cell(self, row: int, head: str) -> Cell:
        column = self.columns.get(head)
        cells = self.sheet.rows[row]
        return cells[column] if column is not None and column < len(cells) else None

    def text(self, row: int, head: str) -> str:
        value = self.cell(row, head)
        return " ".join(value.split()) if isinstance(value, str) else ""

    def figure(self, row: int, head: str) -> Decimal | None:
        """The number in a cell; a doubtful one is a finding and counts as nothing."""
        value = self.cell(row, head)
        if value is None or isinstance(value, bool) or value == "":
            return None
        if isinstance(value, (int, float)):
            if abs(value) < LARGEST_FIGURE:
                return _exact(value)
            self.note("BUD-303", row, head, text=str(value))
            return None
        read = parse_figure(value)
        if isinstance(read, Decimal):
            if abs(read) < LARGEST_FIGURE:
                return read
            self.note("BUD-303", row, head, text=value.strip()[:40])
            return None
        if read.readings:
            first, second = read.readings
            self.note("BUD-302", row, head, text=value.strip(), first=first, second=second)
        elif any(c.isdigit() for c in value):
            self.note("BUD-303", row, head, text=value.strip()[:40])
        return None

    def where(self, row: int, head: str) -> str:
        """File, sheet and cell."""
        return f"{self.file}, {self.sheet.name}!{cell_name(row, self.columns.get(head, 0))}"

    def note(self, code: str, row: int, head: str, **values: str | Decimal) -> None:
        severity = Severity.ERROR if code in ("BUD-302", "BUD-303") else Severity.WARNING
        self.found.append(finding("budget", code, severity, self.where(row, head), **values))


def _exact(value: int | float) -> Decimal:
    """A spreadsheet's binary number as the decimal a person sees: eight digits after the point at most."""
    rounded = Decimal(str(value)).quantize(Decimal("1E-8")).normalize()
    return rounded if rounded.as_tuple().exponent else rounded.to_integral_value()


def _code(value: Cell) -> str:
    if isinstance(value, bool) or value is None:
        return ""
    if isinstance(value, (int, float)):
        return str(int(value)) if float(value).is_integer() else str(value)
    text = value.strip()
    return text if any(c.isdigit() for c in text) or (text.isupper() and len(text) <= 4) else ""


def covers(head: str, account: str) -> bool:
    """Whether a top-sheet account gathers a detail account: 1100 gathers 1101, 23 gathers 23-01.

    >>> covers("1100", "1101"), covers("1100", "1200"), covers("23", "23-01"), covers("5", "51")
    (True, False, True, True)
    """
    if head == account:
        return True
    stem = head.rstrip("0") if head.isdigit() and len(head) >= 3 else head
    return bool(stem) and account.startswith(stem) and len(account) >= len(head)


def _check_top_sheet(imported: ImportedBudget) -> list[Finding]:
    if not imported.lines:
        return []
    currencies = {line.currency for line in imported.lines}
    if len(currencies) > 1:
        return []
    found = []
    for account, stated, where in imported.top_sheet:
        summed = sum((line.subtotal for line in imported.lines if covers(account, line.account)), Decimal(0))
        if abs(stated - summed) > TOP_SHEET_TOLERANCE:
            found.append(
                finding(
                    "budget",
                    "BUD-312",
                    Severity.WARNING,
                    where,
                    account=account,
                    stated=stated,
                    summed=summed,
                )
            )
    return found
