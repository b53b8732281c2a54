from datetime import date
from pathlib import Path

import pytest

from tournage.services.producing import UnreadableCorrectionError, add_draft, correct, new_production
from tournage.store.corrections import read_corrections
from tournage.store.production import (
    CORRECTIONS,
    NotAProductionError,
    Production,
    ProductionExistsError,
    UnreadableProductionError,
    draft_files,
    keep_version,
    read_production,
)

ON = date(2026, 11, 24)


@pytest.fixture
def script(tmp_path: Path) -> Path:
    file = tmp_path / "one.fountain"
    file.write_text("INT. TENT - DAY\n\nTea.\n", "utf-8")
    return file


def test_a_production_is_read_back_as_it_was_saved(tmp_path: Path, script: Path) -> None:
    made = new_production(tmp_path / "p", Production("Salt", date(2027, 3, 1), "USD", "series"), [script])
    assert (
        read_production(tmp_path / "p")
        == made
        == Production("Salt", date(2027, 3, 1), "USD", "series", None, 1)
    )


def test_earlier_drafts_stay(tmp_path: Path, script: Path) -> None:
    new_production(tmp_path / "p", Production("Salt"), [script])
    script.write_text("INT. TENT - NIGHT\n", "utf-8")
    assert add_draft(tmp_path / "p", [script]).draft == 2
    first, second = (draft_files(tmp_path / "p", n)[0].read_text("utf-8") for n in (1, 2))
    assert ("DAY" in first, "NIGHT" in second) == (True, True)


def test_episodes_keep_the_order_in_which_they_were_given(tmp_path: Path, script: Path) -> None:
    other = tmp_path / "a.fountain"
    other.write_text("x", "utf-8")
    new_production(tmp_path / "p", Production("Salt"), [script, other])
    assert [f.name for f in draft_files(tmp_path / "p", 1)] == ["01_one.fountain", "02_a.fountain"]


def test_a_correction_is_kept_with_its_author_and_comments_survive(tmp_path: Path) -> None:
    new_production(tmp_path / "p", Production("Salt"), [])
    file = tmp_path / "p" / CORRECTIONS
    file.write_text(file.read_text("utf-8") + '\n# mine\n[aliases]\n"A" = "B"\n', "utf-8")
    assert correct(tmp_path / "p", "places", "KASBAH", "taourirt", by="Salma", on=ON) == ()
    yours, _ = read_corrections(file.read_text("utf-8"), "c")
    assert (yours.places, yours.breakdown.aliases) == ((("KASBAH", "taourirt"),), (("A", "B"),))
    assert "# mine" in file.read_text("utf-8")


def test_an_impossible_correction_changes_nothing(tmp_path: Path) -> None:
    new_production(tmp_path / "p", Production("Salt"), [])
    before = (tmp_path / "p" / CORRECTIONS).read_bytes()
    with pytest.raises(UnreadableCorrectionError):
        correct(tmp_path / "p", "eighths", "3", "half", by=None, on=ON)
    assert (tmp_path / "p" / CORRECTIONS).read_bytes() == before


def test_a_folder_is_not_taken_twice_nor_read_when_it_is_something_else(tmp_path: Path) -> None:
    with pytest.raises(NotAProductionError):
        read_production(tmp_path)
    new_production(tmp_path, Production("Salt"), [])
    with pytest.raises(ProductionExistsError):
        new_production(tmp_path, Production("Salt"), [])
    (tmp_path / "production.toml").write_text('schema = "tournage.production/99"\n', "utf-8")
    with pytest.raises(UnreadableProductionError):
        read_production(tmp_path)


def test_versions_are_numbered_and_never_written_over(tmp_path: Path) -> None:
    assert [keep_version(tmp_path, text).name for text in ("{}", "{}")] == ["0001.json", "0002.json"]


@pytest.mark.parametrize("line", ["title = 7", 'first_day = "soon"', 'draft = "one"', 'colour = "red"'])
def test_a_production_file_changed_into_nonsense_is_named(line: str, tmp_path: Path) -> None:
    title = "" if line.startswith("title") else 'title = "F"\n'
    (tmp_path / "production.toml").write_text(f'schema = "tournage.production/1"\n{title}{line}\n')
    with pytest.raises(UnreadableProductionError, match=r"production\.toml"):
        read_production(tmp_path)
