"""Spend lines from CSV: numbers are never guessed, and what cannot be read is told."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from tournage.formats import spend_csv
from tournage.formats.spend_csv import Reading, SpendFileError, read
from tournage.kernel.findings import Finding
from tournage.kernel.spend import SpendLine


def read_text(
    tmp_path: Path, text: str | bytes, numbers: str = "plain"
) -> tuple[list[SpendLine], tuple[Finding, ...]]:
    file = tmp_path / "lines.csv"
    file.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
    reading = Reading(numbers)
    lines = list(read(file, reading))
    return lines, reading.close()


@pytest.mark.parametrize(
    ("text", "numbers", "value"),
    [
        ("1234.50", "plain", "1234.50"),
        ("-1234", "plain", "-1234"),
        ("1 234.50", "plain", "1234.50"),
        ("1\u202f234\u202f567", "plain", "1234567"),
        ("1,234.50", "point", "1234.50"),
        ("1.234,50", "comma", "1234.50"),
        ("1234,50", "comma", "1234.50"),
        ("1.234", "comma", "1234"),
        ("1.234", "point", "1.234"),
    ],
)
def test_numbers_are_read_in_the_form_agreed(tmp_path: Path, text: str, numbers: str, value: str) -> None:
    lines, findings = read_text(tmp_path, f'description,net\nHotel,"{text}"\n', numbers)
    assert ([Decimal(value)], ()) == ([n.net.amount for n in lines], findings)


@pytest.mark.parametrize("text", ["1.234,50", "1,234.50", "1.234", "1,234", "1234,50"])
def test_numbers_that_can_mean_two_things_are_asked_about(tmp_path: Path, text: str) -> None:
    lines, findings = read_text(tmp_path, f'description,net\nHotel,"{text}"\nHotel,5\n')
    assert (
        len(lines),
        [f.code for f in findings],
        [f.where for f in findings],
    ) == (1, ["INC-301"], ["row 2"])


def test_a_row_of_text_is_left_out_and_the_rest_is_read(tmp_path: Path) -> None:
    lines, findings = read_text(tmp_path, "description,net\nTotal,see above\nHotel,5.00\n")
    assert (len(lines), [f.code for f in findings]) == (1, ["INC-305"])


def test_unknown_columns_are_told_and_needed_ones_missing_stop(tmp_path: Path) -> None:
    _, findings = read_text(tmp_path, "description,net,mood\nHotel,5,good\n")
    assert [f.code for f in findings] == ["INC-303"]
    with pytest.raises(SpendFileError, match="net"):
        read_text(tmp_path, "description,amount\nHotel,5\n")


def test_formulas_stay_text_and_are_told(tmp_path: Path) -> None:
    lines, findings = read_text(tmp_path, "description,net\n=HYPERLINK(1),5\n")
    assert (lines[0].description, [f.code for f in findings]) == ("=HYPERLINK(1)", ["INC-307"])


def test_unknown_means_of_payment_and_dates_count_as_not_given(tmp_path: Path) -> None:
    lines, findings = read_text(tmp_path, "description,net,payment,date\nHotel,5,barter,03/04/2026\n")
    assert (lines[0].payment, lines[0].on) == (None, None)
    assert {"INC-308", "INC-309"} == {f.code for f in findings}


def test_french_and_arabic_means_of_payment_are_known(tmp_path: Path) -> None:
    lines, _ = read_text(tmp_path, "description,net,payment\nA,5,Virement\nB,5,espèces\nC,5,شيك\n")
    assert [n.payment for n in lines] == ["transfer", "cash", "cheque"]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_usual_encodings_and_semicolons_are_read(tmp_path: Path, encoding: str) -> None:
    lines, _ = read_text(tmp_path, "description;net\nHôtel Béryl;5.00\n".encode(encoding))
    assert [n.description for n in lines] == ["Hôtel Béryl"]


def test_binary_and_empty_files_are_refused_in_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(SpendFileError, match="not a text file"):
        read_text(tmp_path, b"PK\x03\x04\0\0\0")
    with pytest.raises(SpendFileError, match="empty"):
        read_text(tmp_path, "")


def test_many_findings_of_one_kind_are_counted(tmp_path: Path) -> None:
    rows = "".join("Hotel,x\n" for _ in range(80))
    _, findings = read_text(tmp_path, "description,net\n" + rows)
    assert len(findings) == spend_csv.SHOWN_AT_MOST + 1
    assert findings[-1].code == "INC-311"
