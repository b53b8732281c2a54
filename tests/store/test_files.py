"""Files appear whole or not at all."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from tournage.store.files import check_writable, write_all, write_one


def _content(folder: Path) -> dict[str, bytes]:
    return {str(f.relative_to(folder)): f.read_bytes() for f in sorted(folder.rglob("*")) if f.is_file()}


def test_it_writes_a_set_of_files_and_leaves_others_alone(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_bytes(b"mine")
    written = write_all(tmp_path, {"study.html": b"<p>", "papers/one_line.pdf": b"%PDF"})
    assert written == (tmp_path / "study.html", tmp_path / "papers/one_line.pdf")
    assert _content(tmp_path) == {"notes.txt": b"mine", "study.html": b"<p>", "papers/one_line.pdf": b"%PDF"}


def test_it_makes_the_folder(tmp_path: Path) -> None:
    write_one(tmp_path / "a/b/study.pdf", b"%PDF")
    assert _content(tmp_path) == {"a/b/study.pdf": b"%PDF"}


def _fill_disk_at(monkeypatch: pytest.MonkeyPatch, call: int) -> None:
    calls = []

    def fsync(number: int) -> None:
        calls.append(number)
        if len(calls) == call:
            raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", fsync)


def test_a_full_disk_leaves_the_folder_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "study.html").write_bytes(b"old")
    _fill_disk_at(monkeypatch, 2)
    with pytest.raises(OSError, match="No space left"):
        write_all(tmp_path, {"study.html": b"new", "study.pdf": b"%PDF"})
    assert _content(tmp_path) == {"study.html": b"old"}
    assert [f.name for f in tmp_path.iterdir()] == ["study.html"]


def test_a_folder_made_for_nothing_is_taken_away(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _fill_disk_at(monkeypatch, 1)
    with pytest.raises(OSError, match="No space left"):
        write_all(tmp_path / "a" / "b", {"study.pdf": b"%PDF"})
    assert list(tmp_path.iterdir()) == []


def test_trouble_half_way_through_the_move_puts_everything_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.txt").write_bytes(b"old a")
    (tmp_path / "b.txt").write_bytes(b"old b")
    real = os.replace

    def replace(source: Path, target: Path) -> None:
        if target == tmp_path / "b.txt" and "new" in source.parts:
            raise KeyboardInterrupt
        real(source, target)

    monkeypatch.setattr(os, "replace", replace)
    with pytest.raises(KeyboardInterrupt):
        write_all(tmp_path, {"a.txt": b"new a", "c.txt": b"new c", "b.txt": b"new b"})
    assert _content(tmp_path) == {"a.txt": b"old a", "b.txt": b"old b"}


@pytest.mark.parametrize("name", ["../escape.txt", "/tmp/escape.txt"])
def test_a_name_may_not_leave_the_folder(tmp_path: Path, name: str) -> None:
    with pytest.raises(ValueError, match="leave the folder"):
        write_all(tmp_path, {name: b""})


def test_asking_whether_a_folder_can_be_written_leaves_no_trace(tmp_path: Path) -> None:
    check_writable(tmp_path / "a" / "b")
    assert list(tmp_path.iterdir()) == []
    (tmp_path / "taken").write_bytes(b"a file")
    with pytest.raises(OSError, match="taken"):
        check_writable(tmp_path / "taken" / "b")
