"""The real command line in a child process, watched: exit code, what it said, memory, seconds, files left."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
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
    peak = [0.0]
    watch = threading.Thread(target=_watch, args=(child.pid, peak), daemon=True)
    watch.start()
    with child.stdout as out, child.stderr as err:
        said = (out.read(), err.read())
    child.wait()
    watch.join(1)
    return Ended(
        child.returncode,
        said[0].decode(),
        said[1].decode(),
        time.perf_counter() - start,
        peak[0],
    )


def _watch(pid: int, peak: list[float]) -> None:
    """Note a process's own peak in MB; `ru_maxrss` would count the parent it was forked from."""
    status = Path(f"/proc/{pid}/status")
    while True:
        try:
            lines = status.read_text().splitlines()
        except OSError:
            return
        held = [line.split()[1] for line in lines if line.startswith("VmHWM")]
        if not held:
            return
        peak[0] = max(peak[0], int(held[0]) / 1024)
        time.sleep(0.02)


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


def snapshot(folder: Path) -> dict[str, bytes]:
    """Every file under a folder, hidden ones too."""
    return {str(f.relative_to(folder)): f.read_bytes() for f in sorted(folder.rglob("*")) if f.is_file()}
