"""Stopped in the middle, out of disk, out of reader: the output folder stays as it was."""

from __future__ import annotations

import os
import resource
import signal
import subprocess
import time
from pathlib import Path

import pytest

from tests.cli.bad_input import (
    COMMAND,
    GOOD,
    QUICK,
    is_one_clear_answer,
    plain_environment,
    snapshot,
    tournage,
)

PILOT = Path(__file__).parents[2] / "examples" / "pilot" / "the_salt_line.fountain"

pytestmark = pytest.mark.slow


@pytest.fixture
def there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a good script and an old study; the working directory."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "good.fountain").write_text(GOOD)
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "study.html").write_text("the old one")
    return tmp_path


@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
@pytest.mark.parametrize("after", [0.3, 2.0])
def test_a_study_stopped_in_the_middle_leaves_the_folder_as_it_was(
    there: Path, sign: signal.Signals, after: float
) -> None:
    before = snapshot(there)
    child = subprocess.Popen(
        [*COMMAND, "study", str(PILOT), "--into", "out", "--time-limit", "20"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        env=plain_environment(),
        start_new_session=True,
    )
    time.sleep(after)
    os.killpg(child.pid, sign)
    _, err = child.communicate(timeout=30)
    assert b"Traceback" not in err, err
    ended = (-signal.SIGKILL,) if sign == signal.SIGKILL else (1, -sign, -signal.SIGINT)
    assert child.returncode in ended, err
    assert snapshot(there) == before


@pytest.mark.parametrize("bytes_a_file", [0, 20_000, 100_000])
def test_a_full_disk_is_told_and_puts_everything_back(there: Path, bytes_a_file: int) -> None:
    before = snapshot(there)

    def full() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (bytes_a_file, bytes_a_file))

    ended = tournage(["study", "good.fountain", "--into", "out", *QUICK], before=full)
    is_one_clear_answer(ended, names="out")
    assert snapshot(there) == before


def test_a_folder_of_the_system_is_named(there: Path) -> None:
    ended = tournage(["study", "good.fountain", "--into", "/proc/tournage", *QUICK])
    is_one_clear_answer(ended, names="/proc/tournage")


@pytest.mark.parametrize(
    "words", [["script", "read", "good.fountain", "--json"], ["breakdown", "good.fountain"]]
)
def test_a_reader_that_goes_away_is_no_trouble(there: Path, words: list[str]) -> None:
    (there / "good.fountain").write_text(
        "\n\n".join(f"INT. HALL {n} - DAY #{n}#\n\nSAM\nHello." for n in range(1, 2000))
    )
    reading, writing = os.pipe()
    child = subprocess.Popen(
        [*COMMAND, *words], stdout=writing, stderr=subprocess.PIPE, env=plain_environment()
    )
    os.close(writing)
    os.read(reading, 10)
    os.close(reading)
    _, err = child.communicate(timeout=60)
    assert b"Traceback" not in err, err
    assert b"Exception ignored" not in err, err
    assert child.returncode in (0, 1)
