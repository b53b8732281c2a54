"""The real command line in a child process, watched: exit code, what it said, memory, seconds, files left."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

GOOD = "Title: Two\n\nINT. KASBAH HALL - DAY #1#\n\nSAM\nHello.\n\nEXT. MEDINA ALLEY - DAY #2#\n\nHe runs.\n"
COMMAND = [sys.executable, "-m", "tournage.cli.main"]
QUICK = ["--time-limit", "0.5", "--first-day", "2027-03-29"]


@dataclass(frozen=True, slots=True)
class Ended:
    """How the child ended."""

    code: int
    out: str
    err: str
    seconds: float
    megabytes: float


def tournage(words: Sequence[str | Path], *, before: Callable[[], None] | None = None) -> Ended:
    """Run `tournage` to its end; memory is that of this child and its own children alone."""
    start = time.perf_counter()
    child = subprocess.Popen(
        [*COMMAND, *map(str, words)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        preexec_fn=before,
        env=plain_environment(),
    )
    assert child.stdout is not None
    assert child.stderr is not None
    with child.stdout as out, child.stderr as err:
        said = (out.read(), err.read())
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    return Ended(
        child.returncode,
        said[0].decode(),
        said[1].decode(),
        time.perf_counter() - start,
        usage.ru_maxrss / 1024,
    )


def plain_environment() -> dict[str, str]:
    """The child's environment, without what a developer may have switched on."""
    return {name: value for name, value in os.environ.items() if name != "TOURNAGE_DEBUG"}


def is_one_clear_answer(ended: Ended, *, names: str) -> None:
    """Exit 1 or 2, a sentence that names the file, never a traceback or a fault, within memory and time."""
    assert ended.code in (1, 2), ended
    assert "Traceback" not in ended.err, ended.err
    assert "A fault in tournage itself" not in ended.err, ended.err
    assert names in ended.err, ended.err
    assert ended.megabytes < 500, ended.megabytes
    assert ended.seconds < 20, ended.seconds  # 10 on a machine that does nothing else


def snapshot(folder: Path) -> dict[str, bytes]:
    """Every file under a folder, hidden ones too."""
    return {str(f.relative_to(folder)): f.read_bytes() for f in sorted(folder.rglob("*")) if f.is_file()}
