"""Files appear whole or not at all, and a folder's set of files together."""

from __future__ import annotations

import os
import secrets
import shutil
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path


def write_all(folder: Path, files: Mapping[str, bytes]) -> tuple[Path, ...]:
    """Write a set of files into a folder: all of them, or the folder stays as it was.

    Everything is first written to a hidden folder beside the target and forced to disk; only then are the
    files renamed into place, and what they replace is kept until all stand. Other files of the
    folder are left alone. Names may hold `/` for sub-folders.
    Raises: OSError (a full disk among others), after putting everything back.
    """
    for name in files:
        if Path(name).is_absolute() or ".." in Path(name).parts:
            raise ValueError(f"{name} would leave the folder")
    made = _first_missing(folder)
    folder.mkdir(parents=True, exist_ok=True)
    work = folder / f".writing-{secrets.token_hex(4)}"
    try:
        for name, data in files.items():
            _write_to_disk(work / "new" / name, data)
        _move_in(folder, work, list(files))
    except BaseException:
        shutil.rmtree(work, ignore_errors=True)
        if made is not None:
            _remove_empty(folder, made)
        raise
    shutil.rmtree(work, ignore_errors=True)
    return tuple(folder / name for name in files)


def check_writable(folder: Path) -> None:
    """Find out before a long work whether files can be written into a folder, and leave no trace of the question.

    Raises: OSError naming the folder.
    """
    made = _first_missing(folder)
    folder.mkdir(parents=True, exist_ok=True)
    trial = folder / f".writing-{secrets.token_hex(4)}"
    try:
        trial.mkdir()
        trial.rmdir()
    finally:
        if made is not None:
            _remove_empty(folder, made)


def write_one(file: Path, data: bytes) -> Path:
    """Write one file whole, or leave what was there."""
    return write_all(file.parent, {file.name: data})[0]


def _write_to_disk(file: Path, data: bytes) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    try:
        with file.open("wb") as out:
            out.write(data)
            out.flush()
            os.fsync(out.fileno())
    except OSError as trouble:
        if trouble.filename is None:  # a full disk does not tell which file
            trouble.filename = str(file.parent.parent.parent)
        raise


def _move_in(folder: Path, work: Path, names: list[str]) -> None:
    placed: list[tuple[str, bool]] = []
    try:
        for name in names:
            target, old = folder / name, work / "old" / name
            target.parent.mkdir(parents=True, exist_ok=True)
            held = target.exists()
            if held:
                old.parent.mkdir(parents=True, exist_ok=True)
                os.replace(target, old)
            placed.append((name, held))
            os.replace(work / "new" / name, target)
    except BaseException:
        for name, held in reversed(placed):
            with suppress(OSError):
                if held:
                    os.replace(work / "old" / name, folder / name)
                else:
                    (folder / name).unlink(missing_ok=True)
        raise


def _first_missing(folder: Path) -> Path | None:
    """The topmost folder that has to be made, if any."""
    missing = None
    while not folder.exists():
        missing, folder = folder, folder.parent
    return missing


def _remove_empty(folder: Path, top: Path) -> None:
    with suppress(OSError):
        while True:
            folder.rmdir()
            if folder == top:
                return
            folder = folder.parent
