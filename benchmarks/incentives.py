"""A million spend lines from CSV, and ten thousand assessments of one budget."""

from __future__ import annotations

import csv
import random
import resource
import tempfile
import time
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

from tournage.formats.spend_columns import read_columns
from tournage.formats.spend_csv import COLUMNS, Reading
from tournage.incentives.assess import assess
from tournage.incentives.scheme import Facts
from tournage.incentives.simulate import simulate
from tournage.jurisdictions.load_schemes import load_scheme
from tournage.kernel.money import Money
from tournage.kernel.spend import SpendKind, SpendLine

NAMES = (
    "Camera rental",
    "Hotel",
    "Extras",
    "Set catering",
    "Drivers",
    "Grip rental",
    "Fuel",
    "Set construction",
    "Service company fee",
    "Postage",
    "Van rental",
    "Location fees",
    "Costumes",
    "Something else",
    "Lead actor",
    "Insurance",
    "Per diem",
    "Royal Air Maroc tickets",
    "VFX",
    "Sound mixing",
)
ON = date(2026, 5, 1)
FACTS = Facts({"format": "feature", "shooting_days": Decimal(25), "last_shooting_day": date(2026, 8, 1)})


def companies(count: int, rng: random.Random) -> list[str]:
    """Valid company numbers."""
    result = []
    for _ in range(count):
        base = f"{rng.randrange(10**13):013d}"
        result.append(f"{base}{(-int(base) * 100) % 97:02d}")
    return result


def write_lines(file: Path, count: int) -> None:
    """A CSV of random spend lines of one long production."""
    rng = random.Random(7)
    ices = companies(3000, rng)
    with file.open("w", newline="", encoding="utf-8") as out:
        table = csv.writer(out)
        table.writerow(COLUMNS)
        for _ in range(count):
            supplier = rng.randrange(3000)
            net = rng.randrange(1000, 500_000)
            net = -net // 10 if rng.random() < 0.02 else net
            table.writerow(
                (
                    f"2026-{rng.randrange(4, 12):02d}-{rng.randrange(1, 28):02d}",
                    rng.choice(("2100", "3300", "3500", "")),
                    f"{rng.choice(NAMES)} day {rng.randrange(40)}",
                    f"Supplier {supplier}",
                    "MA" if rng.random() < 0.95 else "FR",
                    ices[supplier] if rng.random() < 0.97 else "",
                    rng.choice(("MA", "MA", "MA", "FR")),
                    f"{net / 100:.2f}",
                    f"{net / 500:.2f}",
                    "MAD",
                    rng.choice(("transfer", "transfer", "cheque", "cash")),
                    f"F{rng.randrange(count)}",
                    "actual",
                )
            )


def group_only(file: Path) -> int:
    """Merely read the file and group its rows: what the assessment is compared with."""
    groups: dict[str, float] = {}
    with file.open(newline="", encoding="utf-8") as rows:
        for row in csv.DictReader(rows):
            groups[row["description"]] = groups.get(row["description"], 0.0) + float(row["net"])
    return len(groups)


def million_lines(count: int = 1_000_000) -> Iterator[str]:
    """Assess a million lines from CSV."""
    scheme = load_scheme("ma-rebate")
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "lines.csv"
        write_lines(file, count)
        started = time.perf_counter()
        result = assess(scheme, read_columns(file, Reading()), on=ON, facts=FACTS)
        took = time.perf_counter() - started
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        started = time.perf_counter()
        group_only(file)
        mere = time.perf_counter() - started
    yield f"assess {count:,} lines from CSV: {took:.2f} s, {memory} MB (target 6 s, 800 MB); likely {result.award.likely}"
    yield f"merely reading and grouping the same file: {mere:.2f} s"


def many_budgets(draws: int = 10_000, lines: int = 2_000) -> Iterator[str]:
    """Assess one budget ten thousand times."""
    rng = random.Random(1)
    spend = [
        SpendLine(
            str(i),
            "",
            rng.choice(NAMES),
            Money(Decimal(rng.randrange(100_000, 1_500_000)) / 100, "MAD"),
            payee_country="MA",
            supplied_in="MA",
            kind=SpendKind.PLANNED,
        )
        for i in range(lines)
    ]
    started = time.perf_counter()
    result = simulate(load_scheme("ma-rebate"), spend, on=ON, facts=FACTS, draws=draws)
    took = time.perf_counter() - started
    yield f"{draws:,} assessments of {lines:,} lines: {took:.2f} s (target 10 s); qualifying {result.qualifying.mean}"


def run() -> Iterator[str]:
    """Both measurements."""
    yield from million_lines()
    yield from many_budgets()
