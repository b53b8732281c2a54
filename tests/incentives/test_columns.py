"""A file read as columns gives the same figures as line by line."""

from __future__ import annotations

import csv
import random
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from tests.incentives.morocco import facts
from tournage.formats import spend_csv
from tournage.formats.spend_columns import read_columns
from tournage.incentives.assess import assess
from tournage.jurisdictions.load_schemes import load_scheme

MOROCCO = load_scheme("ma-rebate")
ON = date(2026, 5, 1)


def write_lines(file: Path, count: int, seed: int) -> None:
    r = random.Random(seed)
    names = [
        "Camera rental",
        "Hotel",
        "Extras",
        "Catering",
        "Drivers",
        "Fuel",
        "Service company fee",
        "Odd",
        "Insurance",
        "",
        "Per diem",
    ]
    with file.open("w", newline="", encoding="utf-8") as out:
        table = csv.writer(out)
        table.writerow([*spend_csv.COLUMNS, "expense", "note"])
        for i in range(count):
            net = r.choice([5.25, r.randrange(1000, 90_000_000) / 100])
            table.writerow(
                [
                    r.choice(["2026-06-03", "2026-04-02", "2027-09-01", "", "soon"]),
                    r.choice(["", "2100", "91", "61455"]),
                    r.choice(names),
                    r.choice(["Hotel Atlas", "HOTEL ATLAS", "Studio X", "Royal Air Maroc", ""]),
                    r.choice(["MA", "ma", "FR", ""]),
                    r.choice(["001561191000066", "002136093000040", "123", ""]),
                    r.choice(["MA", "ES", ""]),
                    r.choice(
                        [f"{net:.2f}", f"{net:.2f}", f"-{net / 10:.2f}", "1,234.50", "abc", str(int(net))]
                    ),
                    "",
                    r.choice(["MAD", "", "mad"]),
                    r.choice(["transfer", "virement", "cheque", "cash", "card", "", "barter"]),
                    r.choice([f"F{i}", f"F{r.randrange(40)}", "yes", "no", ""]),
                    r.choice(["actual", "planned", ""]),
                    r.choice(["", "", "", "hotel", "nothing_known"]),
                    "=1+1",
                ]
            )


@pytest.mark.parametrize("seed", range(12))
def test_columns_and_lines_agree_to_the_centime(tmp_path: Path, seed: int) -> None:
    file = tmp_path / "lines.csv"
    write_lines(file, 700, seed)
    plain, columns = spend_csv.Reading(), spend_csv.Reading()
    lines = tuple(spend_csv.read(file, plain))
    table = read_columns(file, columns)
    known = facts(last_shooting_day=date(2026, 8, 1))
    one = assess(MOROCCO, lines, on=ON, facts=known, mixed=True)
    other = assess(MOROCCO, table, on=ON, facts=known)
    assert (plain.rows, plain.left_out) == (columns.rows, columns.left_out)
    assert (one.gross, one.qualifying, one.award) == (other.gross, other.qualifying, other.award)
    assert len(one.lines) == sum(g.lines for g in other.groups)


def test_an_empty_table_is_assessed_as_nothing(tmp_path: Path) -> None:
    file = tmp_path / "lines.csv"
    file.write_text(",".join(spend_csv.COLUMNS) + "\n", "utf-8")
    result = assess(MOROCCO, read_columns(file, spend_csv.Reading()), on=ON, facts=facts())
    assert Decimal(0) == result.gross.amount


def test_lines_in_another_currency_are_told_and_left_out(tmp_path: Path) -> None:
    file = tmp_path / "lines.csv"
    file.write_text("description,net,currency\nHotel,100.00,USD\nHotel,5.00,MAD\n", "utf-8")
    reading = spend_csv.Reading()
    assert read_columns(file, reading).net.tolist() == [500]
    assert [f.code for f in reading.close()] == ["INC-313"]


def test_a_repeated_invoice_names_its_first_row(tmp_path: Path) -> None:
    file = tmp_path / "lines.csv"
    row = "Hotel,Atlas,MA,001561191000066,MA,100.00,transfer,A-7\n"
    file.write_text(
        "description,payee,payee_country,payee_ice,supplied_in,net,payment,invoice\n" + row + row, "utf-8"
    )
    result = assess(MOROCCO, read_columns(file, spend_csv.Reading()), on=ON, facts=facts())
    told = [f for f in result.findings if f.code == "INC-203"]
    assert [f.where for f in told] == ["3"]
    assert (
        Decimal(100) == result.gross.amount - result.qualifying.low.amount
        or result.qualifying.high.amount <= 100
    )
