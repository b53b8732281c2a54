"""The whole study of a 120-page, 200-scene script, all papers in one language, and the start of the command."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from time import perf_counter

from benchmarks.make_script import make_script

SECONDS, MEGABYTES, HELP_SECONDS = 30.0, 700.0, 0.3
TIMES_HELP = 5


def run() -> Iterator[str]:
    """Figures as measured beside what they are to be."""
    with tempfile.TemporaryDirectory() as folder:
        script = Path(folder) / "measure.fountain"
        script.write_text(make_script(), "utf-8")
        words = ["study", str(script), "--into", f"{folder}/out", "--time-limit", "10", "--json"]
        seconds, megabytes, out = _measured(words)
    told = json.loads(out)
    yield f"{told['scenes']} scenes, {told['eighths']} eighths, {told['shooting_days']} shooting days"
    yield _line("study, all papers in English", seconds, SECONDS, "s")
    yield _line("highest memory, children included", megabytes, MEGABYTES, "MB")
    yield _line(
        "tournage --help", min(_measured(["--help"])[0] for _ in range(TIMES_HELP)), HELP_SECONDS, "s"
    )


def _measured(words: list[str]) -> tuple[float, float, bytes]:
    """Seconds, megabytes at the highest and stdout of one run in a process of its own."""
    start = perf_counter()
    child = subprocess.Popen(
        [sys.executable, "-m", "tournage.cli.main", *words],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    assert child.stdout is not None
    with child.stdout:
        out = child.stdout.read()
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    return perf_counter() - start, usage.ru_maxrss / 1024, out


def _line(what: str, value: float, target: float, unit: str) -> str:
    verdict = "reached" if value <= target else "missed"
    return f"{what:36} {value:7.2f} {unit:2}   to reach {target:g} {unit}   {verdict}"
