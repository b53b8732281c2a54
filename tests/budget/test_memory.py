"""The account map: proposed once, corrected by a person, remembered."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
import yaml

from tests.budget.test_budget_xlsx import workbook
from tournage.budget.imported import ImportedBudget, ImportedLine
from tournage.budget.memory import AccountMapError, Remembered, memory_from, memory_to, remember
from tournage.jurisdictions.load_charts import load_chart
from tournage.kernel.dated import Origin
from tournage.services.budgeting import BudgetWishes, import_budget

WISHES = BudgetWishes(date(2026, 11, 24), "EUR")


def imported(*lines: tuple[str, str]) -> ImportedBudget:
    one = Decimal(1)
    made = tuple(ImportedLine(a, d, one, "flat", one, one, None, one, "f!A1") for a, d in lines)
    return ImportedBudget("f.xlsx", made, (), ())


def test_it_proposes_by_code_then_name_then_family() -> None:
    memory, findings = remember(
        imported(("3300", "x"), ("23-01", "Set construction"), ("3515", "Zzz"), ("77-1", "Qqq")),
        {},
        load_chart("us"),
    )
    assert {code: item.to for code, item in memory.items()} == {
        "3300": "3300",
        "23-01": "2300",
        "3515": "3500",
        "77-1": None,
    }
    assert [f.code for f in findings] == ["BUD-321", "BUD-321", "BUD-322"]


def test_french_and_arabic_names_are_known() -> None:
    memory, _ = remember(
        imported(("A1", "Prise de son"), ("A2", "الماكياج وتصفيف الشعر")), {}, load_chart("us")
    )
    assert (memory["A1"].to, memory["A2"].to) == ("3400", "3100")


def test_what_a_person_wrote_is_never_changed() -> None:
    yours = {"3300": Remembered("3900", Origin.YOURS, "Camera")}
    memory, findings = remember(imported(("3300", "Camera")), yours, load_chart("us"))
    assert (memory["3300"], findings) == (yours["3300"], ())


def test_a_map_to_an_account_that_is_not_there_is_found() -> None:
    yours = {"3300": Remembered("9999", Origin.YOURS)}
    _, findings = remember(imported(("3300", "Camera")), yours, load_chart("us"))
    assert [f.code for f in findings] == ["BUD-323"]


def test_the_dictionary_goes_in_and_out() -> None:
    memory = {
        "1": Remembered("1100", Origin.YOURS, "Story", "abroad"),
        "2": Remembered(None, Origin.PROPOSED, "?"),
    }
    assert memory_from(memory_to(memory, load_chart("us")), "m.yaml") == memory


@pytest.mark.parametrize(
    "data", [None, [], {"schema": "other"}, {"schema": "tournage.account-map/1", "accounts": []}]
)
def test_what_is_no_map_is_refused(data: object) -> None:
    if data == {"schema": "tournage.account-map/1", "accounts": []}:
        assert memory_from(data, "m.yaml") == {}
        return
    with pytest.raises(AccountMapError):
        memory_from(data, "m.yaml")


def _file(tmp_path: Path, *more: tuple[object, ...]) -> Path:
    head = ("Account", "Description", "Amount", "X", "Rate", "Currency", "Subtotal")
    rows = [
        head,
        ("K1", "Camera operations", 2, 3, 100, "EUR", 600),
        ("K2", "Hôtel", 1, 1, 900, "MAD", 900),
        *more,
    ]
    return workbook(tmp_path / "b.xlsx", ("Detail", rows))


def test_the_map_file_is_made_kept_and_completed(tmp_path: Path) -> None:
    map_file = tmp_path / "map.yaml"
    first = import_budget(_file(tmp_path), WISHES, map_file=map_file)
    assert first.memory["K1"].to == "3300"
    text = map_file.read_text("utf-8").replace('"to": null', '"to": "3600"') + "  # mine\n"
    text = text.replace('"origin": "proposed"', '"origin": "yours"')
    map_file.write_text(text, "utf-8")
    second = import_budget(_file(tmp_path), WISHES, map_file=map_file)
    assert second.memory["K2"].to == "3600"
    assert map_file.read_text("utf-8") == text
    assert not [f for f in second.findings if f.code.startswith("BUD-32")]
    third = import_budget(
        _file(tmp_path, ("K3", "Transportation", 1, 1, 5, "EUR", 5)), WISHES, map_file=map_file
    )
    kept = map_file.read_text("utf-8")
    assert kept.startswith(text)
    assert yaml.safe_load(kept)["accounts"]["K3"]["to"] == third.memory["K3"].to == "3500"


def test_imported_lines_keep_their_money_and_place(tmp_path: Path) -> None:
    made = import_budget(_file(tmp_path), WISHES)
    assert [(line.subtotal.currency, line.spent_in) for line in made.budget.lines] == [
        ("EUR", "abroad"),
        ("MAD", "MA"),
    ]
    assert made.budget.lines[0].explain.leaves[0].source[0].title == "b.xlsx, Detail!G2"


def test_a_formula_in_a_name_is_quoted_in_the_map(tmp_path: Path) -> None:
    map_file = tmp_path / "map.yaml"
    head = ("Account", "Description", "Subtotal")
    rows = [head, ("Z9", '=cmd|"/c calc"!A1', 5)]
    import_budget(workbook(tmp_path / "b.xlsx", ("Detail", rows)), WISHES, map_file=map_file)
    assert yaml.safe_load(map_file.read_text("utf-8"))["accounts"]["Z9"]["name"] == '=cmd|"/c calc"!A1'
